package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"billable/ingest"
)

// This file is --rejects-to: rejected rows are copied, mended by people, and put
// beside the exports, where the next run takes them up.

// The flag of the commands that read exports.
func (o *options) addRejects(f *pflag.FlagSet) {
	f.StringVar(&o.rejectsTo, "rejects-to", "", "copy rejected rows into a folder, to be mended and put beside the exports")
}

// A rejectCopy is a file of rejected rows, with its path as people open it.
type rejectCopy struct {
	Path string `json:"path"` // "" when none of the rows was copied
	Of   string `json:"of"`
	Rows int64  `json:"rows"`
	Left int64  `json:"left"` // rows that may hold a password and were not copied
}

// checkRejectsTo refuses a folder in which copies would be read as exports before
// anybody mended them.
func checkRejectsTo(o *options) error {
	if o.rejectsTo == "" {
		return nil
	}
	if rel, err := relative(o.input, o.rejectsTo); err != nil || filepath.IsLocal(rel) {
		return usageProblem("Name a folder elsewhere; mended copies are put beside the exports by hand.",
			"--rejects-to %s lies in the input folder", filepath.Base(o.rejectsTo))
	}
	if info, err := os.Stat(o.rejectsTo); err == nil && !info.IsDir() {
		return usageProblem("Name a folder.", "--rejects-to %s is a file", filepath.Base(o.rejectsTo))
	}
	return nil
}

// copyRejects copies the rejected rows of the night, before anything else can go
// wrong with it. Of several nights, each has a folder of its own.
func (n *nightRun) copyRejects(ctx context.Context, inputs []ingest.Input) error {
	if n.opt.rejectsTo == "" {
		return nil
	}
	dir := n.opt.rejectsTo
	if filepath.Clean(n.night.Dir) != filepath.Clean(n.opt.input) {
		dir = filepath.Join(dir, n.night.Org, n.night.AsOf)
	}
	o := n.ingestOptions()
	o.RunID = "copies" // nothing bears it
	copies, err := ingest.CopyRejects(ctx, o, inputs, dir)
	if err != nil {
		return err
	}
	for _, c := range copies {
		shown := rejectCopy{Of: c.Of, Rows: c.Rows, Left: c.Left}
		if c.Path != "" {
			shown.Path = filepath.ToSlash(filepath.Join(dir, c.Path))
		}
		n.copies = append(n.copies, shown)
	}
	return nil
}

// talkCopies tells what was copied, also of a night that failed.
func (a *app) talkCopies(copies []rejectCopy) {
	for _, c := range copies {
		if c.Path != "" {
			fmt.Fprintf(a.stderr, "billable: %s: %s copied to %s; mend and put the file beside the exports\n",
				oneLine(c.Of), plural(c.Rows, "rejected row"), oneLine(c.Path))
		}
		if c.Left > 0 {
			fmt.Fprintf(a.stderr, "billable: %s: %s may hold a password and stayed there; mend the file itself\n",
				oneLine(c.Of), plural(c.Left, "rejected row"))
		}
	}
}

func plural(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return grouped(n) + " " + what + "s"
}
