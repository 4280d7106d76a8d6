package transform

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// DiffOptions names two published nights of one organisation to compare.
type DiffOptions struct {
	Queries fs.FS
	Org     string
	From    Night
	To      Night
	Facts   Facts // what the config of the later night stated; its price book is read from the marts

	Threads     int
	MemoryLimit string
	TempDir     string // an existing folder for spilling; empty: the system's
}

// Difference is what changed between two nights. Each reads its rows, so it
// stays open until it is closed.
type Difference struct {
	From, To           string
	Accounts           [2]int64 // then and now
	Billable           [2]int64 // by Guard, then and now
	Appeared, Left     int64
	Classes, Verdicts  int64
	Unexplained, Seats int64
	FromCents, ToCents *int64
	Currency, Reason   string
	Causes             []ChangeCause
	Settings           []SettingChange
	Sources            []SourceChange

	db   *engine
	work string
}

// ChangeCause is one cause with everything it changed. Cents is what it adds to
// a year's cost; nil when a price is missing.
type ChangeCause struct {
	Cause    string `json:"cause"`
	Cents    *int64 `json:"cents"`
	Seats    int64  `json:"seats"`
	Accounts int64  `json:"accounts"`
	Changes  int64  `json:"changes"`
	Step     int64  `json:"-"` // 0: a change of prices

	PremiumSeats int64 `json:"premium_seats,omitempty"` // of the add-on of Premium, where it is bought
}

// SettingChange is one thing that was stated for one of the nights only.
type SettingChange struct {
	Night   string `json:"night"` // from or to
	Kind    string `json:"kind"`
	Product string `json:"product"`
	Place   string `json:"place"`
	Value   string `json:"value"`
}

// SourceChange is one kind of export that one of the nights only was given.
type SourceChange struct {
	Night  string `json:"night"` // from or to
	Format string `json:"format"`
}

// Change is one account that appeared or left, or one outcome that is another
// one; What says which. Seats is what it adds to the accounts that Guard bills.
type Change struct {
	AccountID string `json:"account_id"`
	Email     string `json:"email"`
	Name      string `json:"name"`
	What      string `json:"what"`
	From      string `json:"from"`
	To        string `json:"to"`
	Cause     string `json:"cause"`
	Detail    string `json:"detail"`
	Seats     int64  `json:"seats"`
}

// Diff compares two nights by the queries that a run compares with the night
// before. Close the difference after use.
func Diff(ctx context.Context, o DiffOptions) (_ *Difference, err error) {
	lib, err := readLibrary(o.Queries)
	if err != nil {
		return nil, err
	}
	d := &Difference{From: o.From.AsOf, To: o.To.AsOf}
	if d.work, err = os.MkdirTemp(o.TempDir, "billable-diff-*"); err != nil {
		return nil, fmt.Errorf("make working folder: %w", err)
	}
	defer func() {
		if err != nil {
			d.Close()
		}
	}()
	d.db, err = openEngine(ctx, engineOptions{
		File: filepath.Join(d.work, "diff.duckdb"), Spill: filepath.Join(d.work, "spill"),
		Threads: o.Threads, MemoryLimit: o.MemoryLimit,
	})
	if err != nil {
		return nil, err
	}
	n := &night{lib: lib, db: d.db, Options: Options{Queries: o.Queries, Org: o.Org, AsOf: o.To.AsOf, RulesAsOf: o.To.RulesAsOf, Facts: o.Facts, Before: &o.From, Rules: o.To.Rules}, noSeats: len(o.To.Marts["account_seats"]) == 0}
	if err := n.compare(ctx, o.To); err != nil {
		return nil, err
	}
	return d, d.read(ctx)
}

// Close gives the working folder back.
func (d *Difference) Close() {
	if d.db != nil {
		d.db.close()
	}
	os.RemoveAll(d.work)
}

// compare makes the marts that tell the difference, and nothing that they do
// not read: the later night's tables are those that it published.
func (n *night) compare(ctx context.Context, to Night) error {
	book, err := n.publishedBook(ctx, to)
	if err != nil {
		return err
	}
	n.Facts.PriceBook = book
	if err := n.load(ctx); err != nil {
		return err
	}
	given := map[string]bool{}
	for _, f := range n.lib.layer("nights") {
		given["after_"+f.name] = true
		if err := n.db.readNight(ctx, "after_", f, to.Marts[f.name]); err != nil {
			return err
		}
	}
	steps, err := n.lib.plan()
	if err != nil {
		return err
	}
	for i, s := range steps {
		if text, ok := comparedOnly[s.name]; ok {
			steps[i].reads = relationsIn(text)
			steps[i].run = func(ctx context.Context, n *night) error {
				return n.db.exec(ctx, "create view "+s.name+" as "+text)
			}
		}
	}
	for _, s := range stepsFor(steps, given, "night_changes", "change_causes", "comparison") {
		if err := s.run(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// comparedOnly states what is priced anew: a comparison prices its own counts of
// users, and nothing else of the later night.
var comparedOnly = map[string]string{
	"counts_to_price": "select users, premium_users from counts_to_compare",
	"seats_to_price": "select 'guard_standard' as product, '' as plan, users from counts_to_price " +
		"union select 'guard_premium' as product, '' as plan, premium_users as users from counts_to_price",
}

// stepsFor keeps, in their order, the steps that make the wanted relations and
// what those read, without the relations that are given.
func stepsFor(steps []step, given map[string]bool, wanted ...string) []step {
	maker := map[string]step{}
	for _, s := range steps {
		for _, name := range s.makes {
			maker[name] = s
		}
	}
	needed := map[string]bool{}
	var need func(name string)
	need = func(name string) {
		s, ok := maker[name]
		if !ok || given[name] || needed[s.name] {
			return
		}
		needed[s.name] = true
		for _, r := range s.reads {
			need(r)
		}
	}
	for _, name := range wanted {
		need(name)
	}
	return slices.DeleteFunc(steps, func(s step) bool { return !needed[s.name] })
}

// PublishedBook is the price book that a night published, as a config gives one.
func PublishedBook(ctx context.Context, queries fs.FS, published Night) ([]byte, error) {
	lib, err := readLibrary(queries)
	if err != nil {
		return nil, err
	}
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	defer db.close()
	n := &night{lib: lib, db: db}
	return n.publishedBook(ctx, published)
}

// publishedBook is the price book that a night published, as a config gives one.
func (n *night) publishedBook(ctx context.Context, night Night) ([]byte, error) {
	if len(night.Marts["price_book"]) == 0 {
		return nil, nil
	}
	seed, err := fs.ReadFile(n.lib.fsys, "seeds/price_book.csv")
	if err != nil {
		return nil, fmt.Errorf("read price book: %w", err)
	}
	header, _, err := readSeed("queries/seeds/price_book.csv", seed)
	if err != nil {
		return nil, err
	}
	cells := make([]string, len(header))
	for i, c := range header {
		cells[i] = "coalesce(cast(" + c + " as varchar), '')"
	}
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	out.Write(header)
	err = n.db.rows(ctx, "select "+strings.Join(cells, ", ")+" from read_parquet("+quoteList(night.Marts["price_book"])+
		", hive_partitioning = false) order by line_no", func(r *sql.Rows) error {
		row, into := make([]string, len(header)), make([]any, len(header))
		for i := range row {
			into[i] = &row[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		return out.Write(row)
	})
	out.Flush()
	return text.Bytes(), err
}
