// Package transform runs the SQL of package queries over the raw tables of one
// night and leaves the marts as Parquet.
//
// It knows in which order to run SQL and on which engine, and no rule of
// billing. The order follows from the files: a file runs after the relations
// it names behind "from" and "join". Six relations are made by this package
// from files rather than by one file:
//
//   - account_classes, subscription_verdicts and seat_verdicts: the first matching
//     rule of each folder of queries/rules, by the priority in the rules' headers;
//   - scenario_changes and scenario_verdicts: which accounts each file of
//     queries/scenarios changes, and what the same facts and rules say of them then;
//   - cascade_verdicts: the same of accounts that lose an access with a subscription.
//
// Engine-specific text (reading and writing Parquet, settings) is in duckdb.go.
package transform

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"billable"
)

// Options of one night's transform.
type Options struct {
	Queries fs.FS  // the folders of package queries
	Lake    string // folder of the lake; marts are written below it
	Org     string
	AsOf    string // the night, YYYY-MM-DD
	RunID   string // names the files; equal runs have equal ids

	Raw    map[string][]string // raw table ("accounts") to its Parquet files
	Facts  Facts               // what the config states
	Before *Night              // the night before, to say what changed since; nil: none
	Rules  string              // version of the queries, to tell their changes from those of the facts
	// RulesAsOf is the date whose rules judge the night, YYYY-MM-DD; empty: the
	// night itself. Prices stay those of the night.
	RulesAsOf string

	Threads     int    // 0: DuckDB's choice
	MemoryLimit string // as DuckDB spells it ("500MB"); empty: 500MB
	TempDir     string // an existing folder for spilling; Run cleans up after itself

	Progress func(done, total int, name string) // may be nil
}

// Result lists what a transform wrote.
type Result struct {
	Marts map[string][]TableFile // mart ("accounts") to its files
}

// TableFile is one Parquet file of a table.
type TableFile struct {
	Path   string `json:"path"` // relative to the lake, forward slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

// Run transforms one night. It writes new files only; on any error it removes
// what it wrote. A night without a single account is a Problem of kind Input.
func Run(ctx context.Context, o Options) (_ *Result, err error) {
	lib, err := readLibrary(o.Queries)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(o.TempDir, "billable-night-*")
	if err != nil {
		return nil, fmt.Errorf("make working folder: %w", err)
	}
	defer os.RemoveAll(work)
	db, err := openEngine(ctx, o.engine(work))
	if err != nil {
		return nil, err
	}
	defer db.close()
	n := &night{Options: o, lib: lib, db: db}
	if err := n.load(ctx); err != nil {
		return nil, err
	}
	if err := n.build(ctx); err != nil {
		return nil, err
	}
	if err := n.check(ctx); err != nil {
		return nil, err
	}
	return n.writeMarts(ctx)
}

// smallRaw is the size of raw files, in bytes, up to which a night is small: its
// tables fit into memory, and each into one row group, which one thread reads.
var smallRaw int64 = 2 << 20

// engine gives a small night neither a file that is synced at each step nor threads
// that wait for each other, which takes more than a tenth of its seconds.
func (o Options) engine(work string) engineOptions {
	e := engineOptions{File: filepath.Join(work, "night.duckdb"), Spill: filepath.Join(work, "spill"), Threads: o.Threads, MemoryLimit: o.MemoryLimit}
	var size int64
	for _, paths := range o.Raw {
		for _, p := range paths {
			if info, err := os.Stat(p); err == nil { // a file that is missing is told when it is read
				size += info.Size()
			}
		}
	}
	if size <= smallRaw {
		e.File, e.Threads = "", cmp.Or(o.Threads, 1)
	}
	return e
}

// night is one run: the files, the engine and how far the run has come.
type night struct {
	Options
	lib   *library
	db    *engine
	done  int
	total int

	bookVersion string // of the price book
	noSeats     bool   // the night was published by a version that judged no seats
}

// rulesAsOf is the date whose rules judge the night.
func (o Options) rulesAsOf() string {
	return cmp.Or(o.RulesAsOf, o.AsOf)
}

func (n *night) step(name string) {
	n.done++
	if n.Progress != nil {
		n.Progress(n.done, n.total, name)
	}
}

// build runs every relation in order and stops at a night without accounts.
func (n *night) build(ctx context.Context) error {
	steps, err := n.lib.plan()
	if err != nil {
		return err
	}
	n.total = len(steps) + len(n.lib.layer("checks")) + len(n.lib.layer("marts")) + 2
	for _, s := range steps {
		if err := s.run(ctx, n); err != nil {
			return err
		}
		if s.name == "account_keys" {
			if err := n.requireAccounts(ctx); err != nil {
				return err
			}
		}
		n.step(s.name)
	}
	return nil
}

func (n *night) requireAccounts(ctx context.Context) error {
	count, err := n.db.count(ctx, "select count(*) from account_keys")
	if err != nil {
		return err
	}
	if count > 0 {
		return nil
	}
	return &billable.Problem{
		Kind:   billable.Input,
		What:   fmt.Sprintf("no account in any input of %s on %s", n.Org, n.AsOf),
		Remedy: "Add an export that names accounts: managed accounts, organisation users or the Organizations API; identity-provider files alone name none.",
	}
}

// writeMarts writes every mart and removes what it wrote if one fails.
func (n *night) writeMarts(ctx context.Context) (_ *Result, err error) {
	r := &Result{Marts: map[string][]TableFile{}}
	defer func() {
		if err != nil {
			for _, files := range r.Marts {
				for _, f := range files {
					os.Remove(filepath.Join(n.Lake, filepath.FromSlash(f.Path)))
				}
			}
		}
	}()
	for _, name := range n.martNames() {
		f, err := n.writeMart(ctx, name)
		if err != nil {
			return nil, err
		}
		r.Marts[name] = []TableFile{f}
		n.step(name)
	}
	return r, nil
}

func (n *night) martNames() []string {
	names := []string{"checks", "check_rows"}
	for _, f := range n.lib.layer("marts") {
		names = append(names, f.name)
	}
	sort.Strings(names)
	return names
}
