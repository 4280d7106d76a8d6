// Package sampledata invents the exports of a company, of any size, in the
// formats that administrators really download, and keeps the two small
// companies that the program's tests are held to.
//
// The three things in this folder:
//
//   - Write makes a folder of exports from a seed. The same options give the
//     same bytes on every machine; memory does not grow with the accounts.
//     Expect says what the rules must find in it.
//   - table-1 is Write's own output for the 10,000 accounts of Table 1.
//   - acme is written by hand: about sixty accounts that between them meet
//     every class, every rule and every oddity of a file that the formats of
//     the first step can show. acme-expected.csv beside it is the answer key.
//
// How Write stays flat in memory: an account is a pure function of the seed
// and its number (company.person), so every file walks the numbers again and
// nothing about an account is kept between two rows.
//
// Nobody in here exists: every address ends in .example.
package sampledata

import (
	"context"
	"fmt"
	"os"

	"billable"
)

// The profiles of an invented company.
const (
	Company = "company"   // a mix as a large company has it, in every format
	Table1  = "table-1"   // 2 % JSM agents, 3 % Trello Free, 95 % without product
	Users   = "org-users" // organisation users alone, every account one row
)

// Options say which company to invent.
type Options struct {
	Accounts int    // accounts in all, over every file; at least 1
	Seed     uint64 // another seed is another company
	Dir      string // folder the files are written to; made when missing
	Org      string // organisation, also its main site; default acme
	AsOf     string // night of the exports, YYYY-MM-DD; default 2026-11-20
	Ago      int    // the same company so many nights earlier, at most MaxAgo: see drift.go
	Profile  string // Company (the default), Table1 or Users

	// Progress hears how many account rows were looked at, out of how many
	// over all files. It may be nil and is called from one goroutine.
	Progress func(done, total int)
}

// A File is one file that Write made.
type File struct {
	Name  string // relative to Options.Dir
	Rows  int    // records, without header or page envelope; 0 for the config
	Bytes int64
}

// An export is one kind of file: its name and how its rows are made.
type export struct {
	name  string
	write func(*company, *output) error
}

// A profile is a mix of accounts and the files that show it, in the order
// they are written. Adding a file is a new one in this package and a line in
// profiles.
type profile struct {
	kinds   []kind
	exports []export
}

var profiles = map[string]profile{
	Company: {companyKinds, []export{
		{"managed-accounts.csv", writeManaged},
		{"org-users.csv", writeOrgUsers},
		{"orgs-v1-users.jsonl", writeOrgsV1},
		{"scim-users.jsonl", writeSCIMUsers},
		{"scim-groups.jsonl", writeSCIMGroups},
		{"entra-users.csv", writeEntra},
		{"billable.yaml", writeConfig},
	}},
	Table1: {table1Kinds, []export{
		{"managed-accounts.csv", writeManaged},
		{"billable.yaml", writeConfig},
	}},
	Users: {usersKinds, []export{
		{"org-users.csv", writeOrgUsers},
		{"billable.yaml", writeConfig},
	}},
}

// Write makes the exports of one invented company and says which files they
// are, in the order they were written. A file appears whole or not at all;
// one of the same name is replaced. Bad options are a *billable.Problem.
func Write(ctx context.Context, o Options) ([]File, error) {
	c, err := found(o)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return nil, &billable.Problem{
			Kind: billable.Retry, Column: "--out", Err: err,
			What:   "the folder for the exports cannot be made",
			Remedy: "Name a folder that can be written to.",
		}
	}
	list := profiles[c.Profile].exports
	c.ticks = &ticker{report: o.Progress, total: len(list) * c.Accounts}
	var files []File
	for n, e := range list {
		file, err := writeWhole(ctx, c, e)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", e.name, err)
		}
		files = append(files, file)
		c.ticks.at((n + 1) * c.Accounts)
	}
	return files, nil
}

// NightOf names the folder of a night of the options' company, ORG/YYYY-MM-DD,
// as an input folder with many nights holds it.
func NightOf(o Options) (string, error) {
	o, _, err := o.complete()
	return o.Org + "/" + o.AsOf, err
}

// A ticker turns finished rows into calls of Options.Progress.
type ticker struct {
	report      func(done, total int)
	done, total int
}

// at moves the count forward; it never runs backwards or past the total.
func (t *ticker) at(done int) {
	if t == nil || t.report == nil || done <= t.done {
		return
	}
	t.done = min(done, t.total)
	t.report(t.done, t.total)
}
