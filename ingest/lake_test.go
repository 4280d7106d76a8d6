package ingest

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/parquet-go/parquet-go"
)

// A night under test: files by path, and what became of them.
type night struct {
	t     *testing.T
	o     Options
	files map[string]string
}

func newNight(t *testing.T, files map[string]string) *night {
	t.Helper()
	n := &night{t: t, files: files, o: Options{
		Dir: t.TempDir(), Lake: filepath.Join(t.TempDir(), "lake"), Org: "acme", AsOf: "2026-11-20", RunID: "run-1",
	}}
	for path, content := range files {
		name := filepath.Join(n.o.Dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func (n *night) run() (*Ledger, error) {
	inputs, err := Scan(n.t.Context(), n.o)
	if err != nil {
		return nil, err
	}
	return Run(n.t.Context(), n.o, inputs)
}

// mustRun gives the ledger and every table as printed rows.
func (n *night) mustRun() (*Ledger, map[string][]string) {
	n.t.Helper()
	ledger, err := n.run()
	if err != nil {
		n.t.Fatalf("run: %v", err)
	}
	rows := make(map[string][]string)
	for name, files := range ledger.Raw {
		for _, f := range files {
			rows[name] = append(rows[name], readParquet(n.t, filepath.Join(n.o.Lake, f.Path))...)
		}
	}
	return ledger, rows
}

// refused runs the night, wants a Problem of the kind, and nothing left behind.
func (n *night) refused(kind billable.Kind) *billable.Problem {
	n.t.Helper()
	_, err := n.run()
	if err == nil {
		n.t.Fatal("the night was not refused")
	}
	p := billable.ProblemIn(err)
	if p == nil {
		n.t.Fatalf("%v is not a Problem", err)
	}
	if p.Kind != kind {
		n.t.Errorf("%v has kind %d, want %d", err, p.Kind, kind)
	}
	if p.What == "" || p.Remedy == "" {
		n.t.Errorf("%#v lacks what or remedy", p)
	}
	if strings.Contains(p.Error()+p.Remedy, n.o.Dir) || strings.Contains(p.Error()+p.Remedy, n.o.Lake) {
		n.t.Errorf("%v names a folder of this machine", p)
	}
	if left := filesIn(n.t, n.o.Lake); len(left) > 0 {
		n.t.Errorf("the lake holds %v", left)
	}
	return p
}

// filesIn lists everything under a folder, folders too.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if name != dir {
			names = append(names, strings.TrimPrefix(name, dir+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// readParquet prints the rows of a file through parquet-go's own reader: the
// place, then the columns that hold something.
func readParquet(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	columns := file.Schema().Columns()
	var printed []string
	for _, row := range readRows(t, file) {
		printed = append(printed, printRow(columns, row))
	}
	return printed
}

func readRows(t *testing.T, file *parquet.File) []parquet.Row {
	t.Helper()
	reader := parquet.NewReader(file)
	defer reader.Close()
	var all []parquet.Row
	rows := make([]parquet.Row, 512)
	for {
		n, err := reader.ReadRows(rows)
		for _, row := range rows[:n] {
			all = append(all, row.Clone())
		}
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("read rows: %v", err)
		}
	}
}

// printValue spells a value of a column; null is "".
func printValue(column string, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case strings.HasSuffix(column, "_on"):
		return dayString(v.Int32())
	case v.Kind() == parquet.ByteArray:
		return string(v.ByteArray())
	default:
		return v.String()
	}
}

func printRow(columns [][]string, row parquet.Row) string {
	var format, file, number, rest string
	for _, v := range row {
		name := columns[v.Column()][0]
		printed := printValue(name, v)
		switch {
		case name == "_format":
			format = printed
		case name == "_file":
			file = printed
		case name == "_row":
			number = ":" + printed
		case printed != "":
			rest += " " + name + "=" + printed
		}
	}
	return format + " " + file + number + rest
}

// printNight prints a night as the golden files have it.
func printNight(ledger *Ledger, rows map[string][]string) string {
	var out strings.Builder
	for _, f := range ledger.Files {
		fmt.Fprintf(&out, "file %s %s read=%d kept=%d rejected=%d findings=%d\n", f.Path, f.Format, f.RowsRead, f.RowsKept, f.RowsRejected, f.Findings)
	}
	for _, table := range slices.Sorted(maps.Keys(rows)) {
		for _, row := range rows[table] {
			fmt.Fprintf(&out, "%s: %s\n", table, row)
		}
	}
	return out.String()
}
