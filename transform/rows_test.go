package transform

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"

	"billable/queries"

	"github.com/google/go-cmp/cmp"
)

// Row tests: queries/testdata mirrors the folders of SQL; the file of a query
// holds cases of rows in and rows out:
//
//	== what the case shows
//	-- given account_facts --
//	account_no,is_gone
//	1,true
//	-- expect --
//	account_no
//	1
//
// Columns that a given table leaves out are ”, 0, false, null (dates) and 1
// (columns named *_rank); the word null is null. A given run_context keeps the
// values of an ordinary night (2026-11-20) in the columns it leaves out. Tables
// that are not given are empty, but for seeds. Only the columns that expect
// names are compared, sorted; "expect error" holds a part of the message.
var updateRows = flag.Bool("update", false, "rewrite the expected rows of queries/testdata; read the difference before committing")

const rowsDir = "../queries/testdata"

// rowCase is one case of a testdata file.
type rowCase struct {
	name   string
	given  []rowTable
	expect rowTable
}

type rowTable struct {
	name   string
	header []string
	rows   [][]string
}

func TestRows(t *testing.T) {
	bench := newRowBench(t)
	for _, p := range rowFiles(t) {
		t.Run(strings.TrimSuffix(p, ".txt"), func(t *testing.T) {
			f := bench.lib.find(strings.TrimSuffix(p, ".txt") + ".sql")
			if f == nil {
				t.Fatalf("queries/testdata/%s tests no query", p)
			}
			cases := readCases(t, p)
			for i := range cases {
				got, err := bench.run(cases[i], f.text)
				if err != nil {
					t.Errorf("%s: %v", cases[i].name, err)
					continue
				}
				if *updateRows {
					cases[i].expect.rows = got
				}
				if diff := cmp.Diff(cases[i].expect.sorted(), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", cases[i].name, diff)
				}
			}
			if *updateRows {
				writeCases(t, p, cases)
			}
		})
	}
}

// TestEveryRuleHasRows holds each rule to the four kinds of rows: cases named
// hits, misses, edge and missing.
func TestEveryRuleHasRows(t *testing.T) {
	lib, err := readLibrary(queries.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, files := range lib.ruleFiles() {
		for _, f := range files {
			if !f.isRule() {
				continue
			}
			p := strings.TrimSuffix(f.path, ".sql") + ".txt"
			if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil {
				t.Errorf("%s has no rows in queries/testdata/%s", f.path, p)
				continue
			}
			var names string
			for _, c := range readCases(t, p) {
				names += " " + c.name
			}
			for _, kind := range []string{"hits", "misses", "edge", "missing"} {
				if !strings.Contains(names, kind) {
					t.Errorf("queries/testdata/%s has no case named %q", p, kind)
				}
			}
		}
	}
}

// TestEveryQueryHasRows holds every file but the raw contracts and those that
// only pass columns on to rows of its own.
func TestEveryQueryHasRows(t *testing.T) {
	lib, err := readLibrary(queries.FS)
	if err != nil {
		t.Fatal(err)
	}
	passesOn := map[string]bool{
		"rules/classed_accounts.sql": true, "marts/judged_accounts.sql": true, "marts/judged_seats.sql": true,
		"explain/seat_kinds.sql": true,
	}
	for _, f := range lib.files {
		if f.layer == "raw" || f.layer == "nights" || passesOn[f.path] {
			continue
		}
		p := strings.TrimSuffix(f.path, ".sql") + ".txt"
		if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil {
			t.Errorf("queries/%s has no rows in queries/testdata/%s", f.path, p)
		}
	}
}

func rowFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(rowsDir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".txt" {
			rel, _ := filepath.Rel(rowsDir, p)
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sort.Strings(files)
	return files
}

func readCases(t *testing.T, p string) []rowCase {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(rowsDir, filepath.FromSlash(p)))
	if err != nil {
		t.Fatal(err)
	}
	var cases []rowCase
	for i, part := range strings.Split("\n"+string(text), "\n== ") {
		if i == 0 {
			continue // words before the first case
		}
		name, body, _ := strings.Cut(part, "\n")
		c := rowCase{name: strings.TrimSpace(name)}
		for j, section := range strings.Split("\n"+body, "\n-- ") {
			if j == 0 {
				continue
			}
			head, rows, _ := strings.Cut(section, "\n")
			head = strings.TrimSuffix(strings.TrimSpace(head), " --")
			table := parseTable(t, p, rows)
			if what, name, _ := strings.Cut(head, " "); what == "given" {
				table.name = name
				c.given = append(c.given, table)
			} else {
				c.expect = table
			}
		}
		cases = append(cases, c)
	}
	return cases
}

func parseTable(t *testing.T, p, text string) rowTable {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	all, err := r.ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("queries/testdata/%s: a section is not CSV with a header: %v\n%s", p, err, text)
	}
	return rowTable{header: all[0], rows: all[1:]}
}

func writeCases(t *testing.T, p string, cases []rowCase) {
	t.Helper()
	name := filepath.Join(rowsDir, filepath.FromSlash(p))
	old, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	intro, _, _ := strings.Cut("\n"+string(old), "\n== ")
	b.WriteString(strings.TrimPrefix(intro, "\n"))
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	for i, c := range cases {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "== %s\n", c.name)
		for _, g := range c.given {
			fmt.Fprintf(&b, "-- given %s --\n%s", g.name, g.csv())
		}
		fmt.Fprintf(&b, "-- expect --\n%s", c.expect.csv())
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (r rowTable) csv() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.WriteAll(append([][]string{r.header}, r.rows...))
	return b.String()
}

func (r rowTable) sorted() [][]string {
	rows := append([][]string{}, r.rows...)
	sort.Slice(rows, func(i, j int) bool { return strings.Join(rows[i], "\x00") < strings.Join(rows[j], "\x00") })
	return rows
}

// rowBench is an empty night in memory: every relation is there, without rows.
type rowBench struct {
	lib *library
	db  *engine
}

// newRowBench gives the one bench of all tests: making it takes seconds, and a case
// leaves nothing behind. What a test that failed left is removed here.
func newRowBench(t testing.TB) *rowBench {
	t.Helper()
	b, err := sharedBench()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, text := range []string{"set search_path = 'main'", "drop schema if exists row_case cascade"} {
		if err := b.db.exec(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

var sharedBench = sync.OnceValues(func() (*rowBench, error) {
	ctx := context.Background()
	lib, err := readLibrary(queries.FS)
	if err != nil {
		return nil, err
	}
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	n := &night{Options: Options{Org: "acme", AsOf: "2026-11-20"}, lib: lib, db: db}
	if err := n.load(ctx); err != nil {
		return nil, err
	}
	steps, err := lib.plan()
	if err != nil {
		return nil, err
	}
	for _, s := range steps {
		if err := s.run(ctx, n); err != nil {
			return nil, err
		}
	}
	if err := openExplain(ctx, lib, db); err != nil {
		return nil, err
	}
	return &rowBench{lib: lib, db: db}, openBill(ctx, n)
})

// openExplain makes the relations that only explain knows.
func openExplain(ctx context.Context, lib *library, db *engine) error {
	if err := db.insert(ctx, "asked_nights", []string{"night_no bigint", "as_of date"}, nil); err != nil {
		return err
	}
	if err := db.exec(ctx, "create table asked_states as select account_no, snapshot_date as as_of, status, class, guard_standard, guard_standard_rule, guard_premium, guard_premium_rule from accounts"); err != nil {
		return err
	}
	for _, name := range []string{"grant_changes", "account_changes", "changes", "flips", "changed_seats", "seat_flips", "history", "rejudged_accounts"} {
		if err := db.create(ctx, lib.find("explain/"+name+".sql")); err != nil {
			return err
		}
	}
	return nil
}

// openBill makes the relations that only questions to published nights know.
func openBill(ctx context.Context, n *night) error {
	if err := n.loadQuantities(ctx, nil); err != nil {
		return err
	}
	if err := n.insertQuestion(ctx, months("2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01")); err != nil {
		return err
	}
	if err := n.readNights(ctx, "comparison", nil); err != nil {
		return err
	}
	if err := n.db.insert(ctx, "forecast_question", []string{"until_on date"}, nil); err != nil {
		return err
	}
	for _, table := range []string{"bill_periods", "bill_question", "calendar"} {
		if err := n.db.exec(ctx, "delete from "+table); err != nil {
			return err
		}
	}
	steps, err := n.lib.plan("bill", "forecast")
	if err != nil {
		return err
	}
	for _, s := range steps {
		if n.lib.find("bill/"+s.name+".sql") == nil && n.lib.find("forecast/"+s.name+".sql") == nil {
			continue
		}
		if err := s.run(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// run puts the given rows before the empty night and gives what text selects
// from them: the columns that the case expects, as text, sorted.
func (b *rowBench) run(c rowCase, text string) (rows [][]string, err error) {
	err = b.with(c, func() error {
		rows, err = b.selectText(context.Background(), c.expect.header, text)
		return err
	})
	return rows, err
}

// with runs fn while the given rows stand before the empty night.
func (b *rowBench) with(c rowCase, fn func() error) error {
	ctx := context.Background()
	err := b.db.inSchema(ctx, "row_case", func() error {
		for _, g := range c.given {
			if err := b.give(ctx, g); err != nil {
				return fmt.Errorf("given %s: %w", g.name, err)
			}
		}
		return fn()
	})
	if err != nil {
		b.db.exec(ctx, "set search_path = 'main'")
		b.db.exec(ctx, "drop schema if exists row_case cascade")
	}
	return err
}

// derive makes the wanted relations from the given rows, and what else they need
// from the empty night, and runs fn before all of it is gone again.
func (b *rowBench) derive(c rowCase, wanted []string, fn func() error) error {
	given := map[string]bool{}
	for _, g := range c.given {
		given[g.name] = true
	}
	return b.with(c, func() error {
		n := &night{Options: Options{Org: "acme", AsOf: "2026-11-20"}, lib: b.lib, db: b.db}
		if err := n.make(context.Background(), wanted, given); err != nil {
			return err
		}
		return fn()
	})
}

func (b *rowBench) give(ctx context.Context, g rowTable) error {
	if err := b.db.exec(ctx, "create table row_case."+g.name+" as select * from main."+g.name+map[bool]string{true: "", false: " limit 0"}[g.name == "run_context"]); err != nil {
		return err
	}
	if g.name == "run_context" {
		for i, column := range g.header {
			if err := b.db.exec(ctx, "update row_case.run_context set "+column+" = "+literal(g.rows[0][i])); err != nil {
				return err
			}
		}
		return nil
	}
	if len(g.rows) == 0 {
		return nil
	}
	blanks, err := b.blanks(ctx, g)
	if err != nil {
		return err
	}
	columns := append([]string{}, g.header...)
	var usual []string
	for _, name := range sortedKeys(blanks) {
		columns, usual = append(columns, name), append(usual, blanks[name])
	}
	rows := make([]string, len(g.rows))
	for i, r := range g.rows {
		values := make([]string, len(r), len(columns))
		for k, cell := range r {
			values[k] = literal(cell)
		}
		rows[i] = "(" + strings.Join(append(values, usual...), ", ") + ")"
	}
	return b.db.exec(ctx, "insert into row_case."+g.name+" ("+strings.Join(columns, ", ")+") values "+strings.Join(rows, ", "))
}

// blanks gives the columns that a given table leaves out their usual value.
func (b *rowBench) blanks(ctx context.Context, g rowTable) (map[string]string, error) {
	rows, err := b.db.conn.QueryContext(ctx, "select column_name, data_type from information_schema.columns where table_schema = 'row_case' and table_name = "+quote(g.name))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	named := map[string]bool{}
	for _, h := range g.header {
		named[h] = true
	}
	values := map[string]string{}
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			return nil, err
		}
		switch {
		case named[name]:
		case strings.HasSuffix(name, "_rank"):
			values[name] = "1"
		case kind == "VARCHAR":
			values[name] = "''"
		case kind == "BOOLEAN":
			values[name] = "false"
		case kind == "DATE":
			values[name] = "null"
		default:
			values[name] = "0"
		}
	}
	return values, rows.Err()
}

func (b *rowBench) selectText(ctx context.Context, columns []string, text string) ([][]string, error) {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = "coalesce(cast(" + c + " as varchar), 'null')"
	}
	rows, err := b.db.conn.QueryContext(ctx, "select "+strings.Join(cells, ", ")+" from ("+text+"\n)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := rowTable{rows: [][]string{}}
	for rows.Next() {
		r := make([]string, len(columns))
		into := make([]any, len(columns))
		for i := range r {
			into[i] = &r[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		out.rows = append(out.rows, r)
	}
	return out.sorted(), rows.Err()
}

func literal(cell string) string {
	if cell == "null" {
		return "null"
	}
	return quote(cell)
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
