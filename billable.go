// Package billable holds the words that every stage of the program shares: a
// place in an input (Pos), a problem that a person can act on (Problem), and the word
// that was probably meant (Nearest).
//
// The program answers one question every night for every Atlassian Cloud
// organisation it is given: who is billable, why, what does it cost, and what
// would each way out cost? Read ARCHITECTURE.md for the way of one row through
// ingest, queries, transform and reports.
//
// This package imports the standard library only, and nothing here knows a
// file format, a billing rule or a report.
package billable

import "strconv"

// Pos is a place in an input file, as a person would look it up.
type Pos struct {
	File  string // path relative to the input folder, with forward slashes
	Sheet string // workbook sheet; empty for every other format
	Row   int    // counted from 1, header included; 0 means the whole file
}

// String spells the place as file:row, or file[sheet]:row in a workbook.
func (p Pos) String() string {
	s := p.File
	if p.Sheet != "" {
		s += "[" + p.Sheet + "]"
	}
	if p.Row > 0 {
		s += ":" + strconv.Itoa(p.Row)
	}
	return s
}
