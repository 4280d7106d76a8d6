package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"billable"
)

// This file reads who is asked for: names on the command line, or a list that
// somebody keeps, cut out of any export.

// asked is one account id or e-mail address, and where it stands.
type asked struct {
	who string
	pos billable.Pos
}

func askedByName(args []string) []asked {
	var people []asked
	for _, who := range args {
		people = append(people, asked{who: strings.TrimSpace(who)})
	}
	return people
}

func names(people []asked) []string {
	list := make([]string, len(people))
	for i, p := range people {
		list[i] = p.who
	}
	return list
}

// The headers, as letters and digits only, of columns that say who. An id says it
// better than an address, which two accounts may share.
var (
	idHeaders    = []string{"accountid", "atlassianid", "atlassianaccountid", "userid"}
	emailHeaders = []string{"email", "emailaddress", "mail", "userprincipalname"}
)

// readAsked reads a CSV of accounts; "-" is stdin.
func readAsked(name string, stdin io.Reader) ([]asked, error) {
	shown := filepath.Base(name)
	var text []byte
	var err error
	if name == "-" {
		shown = "stdin"
		text, err = io.ReadAll(stdin)
	} else {
		text, err = os.ReadFile(name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: shown},
			What: "there is no such file", Remedy: "Check the path that --from gives."}
	}
	if err != nil {
		return nil, fmt.Errorf("read list of accounts: %w", err)
	}
	people, err := cutAsked(shown, text)
	if err == nil && len(people) == 0 {
		err = &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: shown},
			What: "the list names nobody", Remedy: "Write one account id or e-mail address on each line."}
	}
	return people, err
}

// cutAsked takes of each row the first of its id and address columns with text.
func cutAsked(name string, text []byte) ([]asked, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	first, _, _ := bytes.Cut(text, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for _, comma := range "\t;" {
		if bytes.ContainsRune(first, comma) && !bytes.ContainsRune(first, ',') {
			r.Comma = comma
		}
	}
	var people []asked
	var columns []int
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return people, nil
		}
		if err != nil {
			return nil, csvProblem(name, err)
		}
		if columns == nil {
			if columns = columnsOfWho(cells); columns != nil {
				continue
			}
			columns = []int{0}
		}
		line, _ := r.FieldPos(0)
		for _, c := range columns {
			if c < len(cells) && strings.TrimSpace(cells[c]) != "" {
				people = append(people, asked{strings.TrimSpace(cells[c]), billable.Pos{File: name, Row: line}})
				break
			}
		}
	}
}

// columnsOfWho finds the columns that say who by their headers; nil where the row
// is no header.
func columnsOfWho(header []string) []int {
	var columns []int
	for _, known := range [][]string{idHeaders, emailHeaders} {
		for i, h := range header {
			if slices.Contains(known, productKey(h)) {
				columns = append(columns, i)
			}
		}
	}
	return columns
}
