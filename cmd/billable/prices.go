package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"billable"
	"billable/ingest"
)

// priceColumns must all stand in the header of a price book, in any order.
var priceColumns = []string{"product", "plan", "semantics", "users_from", "users_to", "minimum_users",
	"unit_price_cents", "currency", "period", "effective_from", "effective_to", "source", "confidence"}

var (
	semanticsWords  = []string{"graduated", "volume", "tier", "flat"}
	periodWords     = []string{"month", "year"}
	confidenceWords = []string{"documented", "seed", "third-party", "derived", "inferred"}
)

// checkPriceBook refuses a price book that the queries could not trust: a price
// without a date, a currency or a source, a gap or an overlap of brackets. It
// names every fault by its row. The queries read the book themselves.
func checkPriceBook(t *ingest.SmallTable, known vocabulary) error {
	var lines []priceLine
	var faults []bookFault
	for _, c := range priceColumns {
		if !slices.Contains(t.Header, c) {
			return &billable.Problem{Kind: billable.Usage, Pos: t.Pos, Column: c,
				What: "the price book lacks the column", Remedy: "Add it; the bundled book shows every column."}
		}
	}
	place := t.Pos
	place.Row = 0
	if len(t.Rows) == 0 {
		return &billable.Problem{Kind: billable.Usage, Pos: place, What: "the price book has no rows",
			Remedy: "Add rows, or remove price_book: from the config to use the bundled book."}
	}
	err := eachRow(t, func(row int, cells map[string]string) error {
		r := priceReader{row: row, cells: cells}
		line := r.line()
		faults = append(faults, r.faults...)
		if len(r.faults) == 0 {
			lines = append(lines, line)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(faults) == 0 {
		faults = checkBook(lines, known)
	}
	return bookProblem(place, faults)
}

// A priceReader reads the cells of one row.
type priceReader struct {
	row    int
	cells  map[string]string
	faults []bookFault
}

func (r *priceReader) line() priceLine {
	r.required("product", "currency", "source")
	r.word("confidence", confidenceWords)
	r.number("annual_rounding_cents", false)
	return priceLine{
		row: r.row, product: strings.ToLower(r.cells["product"]), plan: strings.ToLower(r.cells["plan"]), currency: r.cells["currency"],
		semantics: r.word("semantics", semanticsWords), period: r.word("period", periodWords),
		from: r.number("users_from", true), to: r.number("users_to", false), minimum: r.number("minimum_users", false), cents: r.number("unit_price_cents", true),
		since: r.date("effective_from", true), until: r.date("effective_to", false),
	}
}

func (r *priceReader) fail(column, remedy, format string, args ...any) {
	r.faults = append(r.faults, bookFault{r.row, column, fmt.Sprintf(format, args...), remedy})
}

func (r *priceReader) required(columns ...string) {
	for _, c := range columns {
		if r.cells[c] == "" {
			r.fail(c, "Fill the cell in: a price without it cannot be told from another.", "the cell is empty")
		}
	}
}

func (r *priceReader) word(column string, words []string) string {
	w := strings.ToLower(r.cells[column])
	if !slices.Contains(words, w) {
		r.fail(column, didYouMean(r.cells[column], words), "%q is not a word of the column", r.cells[column])
	}
	return w
}

// largestPrice and largestUsers keep sums of a book far within 64 bits.
const (
	largestPrice = 1_000_000_000_000 // ten billion of a currency with cents
	largestUsers = 100_000_000
)

func (r *priceReader) number(column string, required bool) int64 {
	v := r.cells[column]
	if v == "" && !required {
		return 0
	}
	n, err := strconv.ParseInt(v, 10, 64)
	most := int64(largestPrice)
	if strings.HasPrefix(column, "users_") || column == "minimum_users" {
		most = largestUsers
	}
	switch {
	case err != nil || n < 0:
		r.fail(column, "Write a whole number from 0; money is in cents.", "%q is not a whole number", v)
	case n > most:
		r.fail(column, "Check the number: it may be at most "+grouped(most)+".", "%s is too large", grouped(n))
	}
	return n
}

func (r *priceReader) date(column string, required bool) string {
	v := r.cells[column]
	if (v != "" || required) && !isDate(v) {
		r.fail(column, "Write it as YYYY-MM-DD.", "%q is not a date", v)
	}
	return v
}
