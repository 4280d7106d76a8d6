package main

import (
	"path"
	"path/filepath"
)

// A runDoc is what run, ingest, transform and report say with --json.
type runDoc struct {
	MessageType string     `json:"message_type"` // always summary
	Exit        int        `json:"exit"`
	Error       *errorDoc  `json:"error,omitempty"` // the error that the exit code comes from
	Counts      nightCount `json:"counts"`
	Files       []string   `json:"files"` // published files, relative to the working folder
	Nights      []nightDoc `json:"nights"`
}

// A nightDoc is one night of a runDoc.
type nightDoc struct {
	Org       string     `json:"org"`
	AsOf      string     `json:"as_of"`
	RunID     string     `json:"run_id"`
	Exit      int        `json:"exit"`
	Published bool       `json:"published"`
	Unchanged bool       `json:"unchanged"`
	Error     *errorDoc  `json:"error,omitempty"`
	Counts    nightCount `json:"counts"`
	Files     []string   `json:"files"`

	RejectCopies []rejectCopy `json:"reject_copies,omitempty"`
}

type nightCount struct {
	Files        int   `json:"files"` // input files
	RowsRead     int64 `json:"rows_read"`
	RowsKept     int64 `json:"rows_kept"`
	RowsRejected int64 `json:"rows_rejected"`
	RowsMended   int64 `json:"rows_mended"`
	Accounts     int64 `json:"accounts"`
	Billable     int64 `json:"billable"` // Guard Standard, tonight
}

func newRunDoc(outcomes []outcome, code int) runDoc {
	doc := runDoc{MessageType: "summary", Exit: code, Files: []string{}, Nights: []nightDoc{}}
	for _, o := range outcomes {
		n := newNightDoc(o)
		if n.Error != nil && n.Exit == code && doc.Error == nil {
			doc.Error = n.Error
		}
		doc.Counts.add(n.Counts)
		doc.Files = append(doc.Files, n.Files...)
		doc.Nights = append(doc.Nights, n)
	}
	return doc
}

func newNightDoc(o outcome) nightDoc {
	n := nightDoc{Org: o.Org, AsOf: o.AsOf, Exit: o.exit(), Unchanged: o.Unchanged, Files: []string{}, RejectCopies: o.Copies,
		Published: o.Err == nil && o.Summary != nil}
	if o.Err != nil {
		e := newErrorDoc(o.Err, n.Exit)
		n.Error = &e
		return n
	}
	n.RunID, n.Counts.Accounts = o.Record.RunID, o.Record.Accounts
	for i, f := range o.Record.Inputs {
		if i == 0 || o.Record.Inputs[i-1].Path != f.Path {
			n.Counts.Files++
		}
		n.Counts.add(nightCount{RowsRead: f.RowsRead, RowsKept: f.RowsKept, RowsRejected: f.RowsRejected, RowsMended: f.RowsMended})
	}
	if o.Summary != nil {
		n.Counts.Billable = o.Summary.Verdicts["guard_standard"].Billable
		for _, f := range o.Record.Out {
			n.Files = append(n.Files, path.Join(filepath.ToSlash(o.Dir), f.Path))
		}
	}
	return n
}

func (c *nightCount) add(more nightCount) {
	c.Files += more.Files
	c.RowsRead += more.RowsRead
	c.RowsKept += more.RowsKept
	c.RowsRejected += more.RowsRejected
	c.RowsMended += more.RowsMended
	c.Accounts += more.Accounts
	c.Billable += more.Billable
}
