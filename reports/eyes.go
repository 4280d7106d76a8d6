package reports

import (
	"encoding/csv"
	"io"
	"strings"
)

// Files for eyes are opened in spreadsheets, which run a cell that starts with
// = + - @ TAB or CR as a formula. Such a cell gets a leading apostrophe.
//
// A spreadsheet whose list separator is ; cuts our comma-separated cells at ;
// and at line breaks too, and would run what follows there. So the same holds
// behind every ; TAB and line break inside a cell.

// kinds sorts bytes by what they do to a spreadsheet that opens a CSV file.
var kinds = func() (k [256]byteKind) {
	for i := range k {
		k[i] = plain
	}
	for _, c := range []byte("=+-@") {
		k[c] = runs
	}
	for _, c := range []byte(";\t\r\n") {
		k[c] = separates
	}
	for _, c := range []byte("\" ") {
		k[c] = passes
	}
	return k
}()

type byteKind byte

const (
	plain     byteKind = iota
	runs               // starts a formula
	separates          // a cell may start behind it
	passes             // quotes and blanks before a formula do not disarm it
)

// eyes makes a text harmless for a spreadsheet that opens a CSV file. Almost
// every text is harmless and comes back as it is.
func eyes(s string) string {
	if s == "" || s[0] == '\t' || s[0] == '\r' {
		return escape(s)
	}
	fresh := true // a cell could start here
	for i := range len(s) {
		switch kind := kinds[s[i]]; {
		case kind == plain:
			fresh = false
		case kind == separates:
			fresh = true
		case kind == runs && fresh:
			return escape(s)
		case kind == runs:
			fresh = false
		}
	}
	return s
}

// escape puts an apostrophe before everything in s that may run.
func escape(s string) string {
	var b strings.Builder
	fresh := true
	for i := range len(s) {
		kind := kinds[s[i]]
		if fresh && kind == runs || i == 0 && (s[0] == '\t' || s[0] == '\r') {
			b.WriteByte('\'')
		}
		if kind != passes {
			fresh = kind == separates
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// An eyesCSV writes CSV for people: comma, LF, quotes where needed, no cell
// that runs.
type eyesCSV struct {
	csv    *csv.Writer
	cell   []string
	number map[int]bool // columns that hold our own numbers, a minus among them
	rows   int64
}

// newEyesCSV starts a file with its header.
func newEyesCSV(w io.Writer, header []string) (*eyesCSV, error) {
	e := &eyesCSV{csv: csv.NewWriter(w), cell: make([]string, len(header))}
	return e, e.csv.Write(header)
}

// numbers says which columns hold numbers of our own: they are written as they
// are, so that -1 stays a number.
func (e *eyesCSV) numbers(columns ...int) {
	e.number = map[int]bool{}
	for _, c := range columns {
		e.number[c] = true
	}
}

// row writes one data row; it has as many cells as the header.
func (e *eyesCSV) row(cells ...string) error {
	for i, s := range cells {
		if e.cell[i] = s; !e.number[i] {
			e.cell[i] = eyes(s)
		}
	}
	e.rows++
	return e.csv.Write(e.cell)
}

// end flushes the file and returns the number of its data rows.
func (e *eyesCSV) end() (int64, error) {
	e.csv.Flush()
	return e.rows, e.csv.Error()
}
