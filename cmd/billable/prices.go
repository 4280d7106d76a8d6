package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"billable"
)

// priceColumns must all stand in the header of a price book, in any order.
var priceColumns = []string{"product", "plan", "semantics", "users_from", "users_to", "minimum_users",
	"unit_price_cents", "currency", "period", "effective_from", "effective_to", "source", "confidence"}

var (
	semanticsWords  = []string{"graduated", "volume", "tier", "flat"}
	periodWords     = []string{"month", "year"}
	confidenceWords = []string{"documented", "seed", "third-party", "derived", "inferred"}
)

// checkPriceBook refuses a price book of the config that the queries could not
// trust: a price without a date, a currency or a source. The queries read it.
func checkPriceBook(file string, text []byte) error {
	rows := 0
	err := readRows(file, bytes.NewReader(text), func(line int, cells map[string]string) error {
		for _, c := range priceColumns {
			if _, ok := cells[c]; !ok {
				return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: file, Row: 1}, Column: c,
					What: "the price book lacks the column", Remedy: "Add it; the bundled book shows every column."}
			}
		}
		r := priceReader{file: file, line: line, cells: cells}
		r.check()
		rows++
		return r.err
	})
	if err == nil && rows == 0 {
		err = &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: file}, What: "the price book has no rows",
			Remedy: "Add rows, or remove price_book: from the config to use the bundled book."}
	}
	return err
}

// A priceReader reads the cells of one row; its first error stands.
type priceReader struct {
	file  string
	line  int
	cells map[string]string
	err   error
}

func (r *priceReader) check() {
	r.required("product", "currency", "source")
	r.word("semantics", semanticsWords)
	r.word("period", periodWords)
	r.word("confidence", confidenceWords)
	r.number("users_from", true)
	r.number("users_to", false)
	r.number("minimum_users", false)
	r.number("unit_price_cents", true)
	r.date("effective_from", true)
	r.date("effective_to", false)
}

func (r *priceReader) fail(column, remedy, format string, args ...any) {
	if r.err == nil {
		r.err = &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: r.file, Row: r.line}, Column: column,
			What: fmt.Sprintf(format, args...), Remedy: remedy}
	}
}

func (r *priceReader) required(columns ...string) {
	for _, c := range columns {
		if r.cells[c] == "" {
			r.fail(c, "Fill the cell in: a price without it cannot be told from another.", "the cell is empty")
		}
	}
}

func (r *priceReader) word(column string, words []string) {
	if !slices.Contains(words, r.cells[column]) {
		r.fail(column, didYouMean(r.cells[column], words), "%q is not a word of the column", r.cells[column])
	}
}

func (r *priceReader) number(column string, required bool) {
	v := r.cells[column]
	if v == "" && !required {
		return
	}
	if n, err := strconv.ParseInt(v, 10, 64); err != nil || n < 0 {
		r.fail(column, "Write a whole number from 0; money is in cents.", "%q is not a whole number", v)
	}
}

func (r *priceReader) date(column string, required bool) {
	v := r.cells[column]
	if v == "" && !required {
		return
	}
	if !isDate(v) {
		r.fail(column, "Write it as YYYY-MM-DD.", "%q is not a date", v)
	}
}
