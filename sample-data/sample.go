// Package sampledata invents the exports of a company, of any size, in the
// formats that administrators really download, and keeps the two small
// companies that the program's tests are held to.
//
// The three things in this folder:
//
//   - Write makes a folder of exports from a seed. The same options give the
//     same bytes on every machine; memory does not grow with the accounts.
//   - table-1 is Write's own output for the 10,000 accounts of Table 1.
//   - acme is written by hand: about sixty accounts that between them meet
//     every class, every rule and every oddity of a file that the formats of
//     the first step can show. acme-expected.csv beside it is the answer key.
//
// Nobody in here exists: every address ends in .example.
package sampledata

import "context"

// The profiles of an invented company.
const (
	Company = "company" // a mix as a large company has it
	Table1  = "table-1" // 2 % JSM agents, 3 % Trello Free, 95 % without product
)

// Options say which company to invent.
type Options struct {
	Accounts int    // accounts in all, over every file; at least 1
	Seed     uint64 // another seed is another company
	Dir      string // folder the files are written to; made when missing
	Org      string // organisation, also its main site; default acme
	AsOf     string // night of the exports, YYYY-MM-DD; default 2026-11-20
	Profile  string // Company (the default) or Table1

	// Progress hears how many account rows were looked at, out of how many
	// over all files. It may be nil and is called from one goroutine.
	Progress func(done, total int)
}

// A File is one file that Write made.
type File struct {
	Name  string // relative to Options.Dir
	Rows  int    // records, without header or page envelope
	Bytes int64
}

// Write makes the exports of one invented company and says which files they
// are, in the order they were written. A file appears whole or not at all;
// one of the same name is replaced. Bad options are a *billable.Problem.
func Write(ctx context.Context, o Options) ([]File, error) {
	return nil, ctx.Err()
}
