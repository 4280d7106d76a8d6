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

// eyes makes a text harmless for a spreadsheet that opens a CSV file.
func eyes(s string) string {
	if s == "" || !starts(s[0]) && !separates(s) {
		return s
	}
	var b strings.Builder
	fresh := true // a cell could start here
	for i := range len(s) {
		c := s[i]
		if fresh && starts(c) && (i == 0 || c != '\t' && c != '\r') {
			b.WriteByte('\'')
		}
		switch c {
		case ';', '\t', '\r', '\n':
			fresh = true
		case '"', ' ':
			// quotes and blanks before a formula do not disarm it
		default:
			fresh = false
		}
		b.WriteByte(c)
	}
	return b.String()
}

// starts says whether a cell that begins with c may run.
func starts(c byte) bool {
	switch c {
	case '=', '+', '-', '@', '\t', '\r':
		return true
	}
	return false
}

// separates says whether some spreadsheet may cut s into cells.
func separates(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == ';' || c == '\t' || c == '\r' || c == '\n' {
			return true
		}
	}
	return false
}

// An eyesCSV writes CSV for people: comma, LF, quotes where needed, no cell
// that runs.
type eyesCSV struct {
	csv  *csv.Writer
	cell []string
	rows int64
}

// newEyesCSV starts a file with its header.
func newEyesCSV(w io.Writer, header []string) (*eyesCSV, error) {
	e := &eyesCSV{csv: csv.NewWriter(w), cell: make([]string, len(header))}
	return e, e.csv.Write(header)
}

// row writes one data row; it has as many cells as the header.
func (e *eyesCSV) row(cells ...string) error {
	for i, s := range cells {
		e.cell[i] = eyes(s)
	}
	e.rows++
	return e.csv.Write(e.cell)
}

// end flushes the file and returns the number of its data rows.
func (e *eyesCSV) end() (int64, error) {
	e.csv.Flush()
	return e.rows, e.csv.Error()
}
