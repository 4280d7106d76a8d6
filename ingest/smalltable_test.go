package ingest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

func readTable(t *testing.T, name, content string) (*SmallTable, error) {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return ReadTable(name, []string{"unit_price", "from"}, Limits{})
}

// However it is written, the table is the same.
func TestReadTable(t *testing.T) {
	const text = "Unit price,FROM,note\n400,2026-01-01,\"Zoë, \"\"Z\"\"\"\n\n , ,\n300,,x,\n"
	want := &SmallTable{
		Pos: billable.Pos{File: "t", Row: 1}, Header: []string{"unit_price", "from", "note"},
		Rows: []TableRow{{2, []string{"400", "2026-01-01", `Zoë, "Z"`}}, {5, []string{"300", "", "x"}}},
	}
	for name, content := range map[string]string{
		"CSV": text, "CRLF and mark": "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"), "UTF-16": inUTF16(text, false, true), "gzip": packed(t, text),
	} {
		got, err := readTable(t, "t", content)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s (-want +got):\n%s%v", name, diff, err)
		}
	}
	b := newBook(t)
	b.set("Sheet1", 1, "not this one")
	b.set("Prices", 2, "Prices of Acme")
	b.set("Prices", 4, "Unit price", "From", "note")
	b.set("Prices", 5, 400, 46023, `Zoë, "Z"`)
	b.format("Prices", "B5", "d/m/yy")
	b.set("Prices", 8, 300, nil, "x")
	want.Pos = billable.Pos{File: "t", Sheet: "Prices", Row: 4}
	want.Rows[0].Row, want.Rows[1].Row = 5, 8
	got, err := readTable(t, "t", b.bytes())
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("workbook (-want +got):\n%s%v", diff, err)
	}
}

func TestTablesAreRefused(t *testing.T) {
	b := newBook(t)
	b.set("Sheet1", 1, "Unit price", "from")
	b.set("Sheet1", 2, 1, 2)
	b.do(b.SetCellFormula("Sheet1", "A3", "=1/0"))
	for _, test := range []struct{ name, content, place, what string }{
		{"empty", "", "t", "empty"},
		{"JSON", "{}", "t", "JSON"},
		{"short row", "unit_price,from\n1,2\n3\n", "t:3", "has 1 cells, the header has 2"},
		{"long row", "unit_price,from\n1,2,3\n", "t:2", "has 3 cells, the header has 2"},
		{"not UTF-8", "unit_price,from\n1,\xff\n", "t:2", "not UTF-8"},
		{"open quote", "unit_price,from\n\"1,2\n", "t:2", "never closed"},
		{"too many rows", "unit_price,from\n" + strings.Repeat("1,2\n", mostTableRows+1), "t:100002", "more than 100000 rows"},
		{"no such sheet", textBook(t, true, []string{"from"}), "t", "no sheet of the workbook has the columns unit_price, from"},
		{"no value", b.bytes(), "t[Sheet1]:3", "formulas that were never calculated, in rows that are otherwise blank"},
		{"beside the table", textBook(t, true, []string{"unit_price", "from"}, []string{"1", "2", "3"}), "t[People]:2", "has 3 cells, the header has 2"},
		{"a table of another kind", zipped(t, "mimetype", "", "META-INF/manifest.xml", ""), "t", "an OpenDocument file"},
	} {
		_, err := readTable(t, "t", test.content)
		p := billable.ProblemIn(err)
		if p == nil || p.Kind != billable.Input || p.Place() != test.place || !strings.Contains(p.Error(), test.what) || p.Remedy == "" {
			t.Errorf("%s gives %v", test.name, err)
		}
	}
	_, err := ReadTable(filepath.Join(t.TempDir(), "nowhere.csv"), nil, Limits{})
	if p := billable.ProblemIn(err); p == nil || p.Place() != "nowhere.csv" || p.Remedy == "" {
		t.Errorf("a file that is not there gives %v", err)
	}
}
