package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"billable"
	"billable/queries"
)

// A vocabulary is the words that other parts of the program know and the config
// may use. The products come from the seeds, so that an edited copy of the
// queries brings its own.
type vocabulary struct {
	products  []string          // canonical keys, sorted
	keyOf     map[string]string // product key of a spelling -> canonical key
	nameSpace map[string]string // canonical key -> site, bitbucket, trello or other
	plans     map[string]bool   // words for plans, in lower case
	kinds     []string          // kinds of file that ingest reads

	currencies []string // sorted
}

// openQueries gives the SQL and seeds: the built-in ones, or an edited copy.
func openQueries(dir string) (fs.FS, error) {
	if dir == "" {
		return queries.FS, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, usageProblem("Give the folder that holds seeds/, rules/ and the other layers.",
			"--queries %s is not a folder", dir)
	}
	copied := os.DirFS(dir)
	if _, err := fs.Stat(copied, aliasSeed); err != nil {
		return nil, usageProblem("Copy the folder queries/ of the program's source and edit the copy.",
			"--queries %s holds no %s", dir, aliasSeed)
	}
	return copied, nil
}

const (
	aliasSeed   = "seeds/product_aliases.csv"
	productSeed = "seeds/products.csv"

	currencySeed = "seeds/currencies.csv"
	wordSeed     = "seeds/words.csv"
)

// readVocabulary takes the product names from the seeds.
func readVocabulary(sql fs.FS, kinds []string) (vocabulary, error) {
	v := vocabulary{keyOf: map[string]string{}, nameSpace: map[string]string{}, plans: map[string]bool{}, kinds: kinds}
	err := readSeed(sql, aliasSeed, func(row map[string]string) {
		v.keyOf[row["alias_key"]] = row["product"]
	})
	if err != nil {
		return v, err
	}
	err = readSeed(sql, productSeed, func(row map[string]string) {
		v.nameSpace[row["product"]] = row["name_space"]
		v.products = append(v.products, row["product"])
		v.keyOf[productKey(row["product"])] = row["product"]
	})
	if err != nil {
		return v, err
	}
	slices.Sort(v.products)
	err = readSeed(sql, wordSeed, func(row map[string]string) {
		if row["field"] == "plan" {
			v.plans[row["word"]] = true
		}
	})
	if err != nil {
		return v, err
	}
	return v, readSeed(sql, currencySeed, func(row map[string]string) { v.currencies = append(v.currencies, row["currency"]) })
}

// readSeed calls f for every row of a CSV, keyed by header.
func readSeed(sql fs.FS, name string, f func(row map[string]string)) error {
	file, err := sql.Open(name)
	if err != nil {
		return fmt.Errorf("open seed: %w", err)
	}
	defer file.Close()
	return readRows("queries/"+name, file, func(_ int, row map[string]string) error {
		f(row)
		return nil
	})
}

// readRows reads a small CSV with a header and calls f with each row's line and
// cells. Every row must be as long as the header.
func readRows(name string, from io.Reader, f func(line int, row map[string]string) error) error {
	r := csv.NewReader(from)
	var header []string
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return csvProblem(name, err)
		}
		if header == nil {
			cells[0] = strings.TrimPrefix(cells[0], "\ufeff")
			header = cells
			continue
		}
		line, _ := r.FieldPos(0)
		row := make(map[string]string, len(header))
		for i, h := range header {
			row[strings.TrimSpace(h)] = strings.TrimSpace(cells[i])
		}
		if err := f(line, row); err != nil {
			return err
		}
	}
}

func csvProblem(name string, err error) error {
	p := &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: name},
		What: "the table cannot be read", Remedy: "Mend the row: as many cells as the header, quotes closed.", Err: err}
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		p.Pos.Row, p.Err = e.StartLine, e.Err
	}
	return p
}
