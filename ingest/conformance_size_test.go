package ingest

import (
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"billable"
)

// What is large takes memory in proportion, and never more than fuzzMemory.

// weigh runs a night and wants it to stay within fuzzMemory.
func weigh(t *testing.T, what string, n *night) (ledger *Ledger, err error) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(25)) // so that what is measured is in use
	peak := heapPeak(func() { ledger, err = n.run() })
	t.Logf("%s: %d MiB", what, peak>>20)
	if peak > fuzzMemory {
		t.Errorf("%s takes %d MiB, more than %d", what, peak>>20, fuzzMemory>>20)
	}
	return ledger, err
}

func TestLargeCSV(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of some size")
	}
	seen := make(map[string]bool)
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			size := 1 << 20
			if way := wayOf(s.variant.layout); !seen[way] {
				size, seen[way] = 10<<20, true
			}
			id := slices.Index(s.isID, true)
			row := func(cell string) []string {
				cells := s.row("1")
				cells[id] = cell
				return cells
			}
			huge, quoted := strings.Repeat("0123456789abcde ", size/16)+"x", strings.Repeat("0123456789\"\r\n,; ", size/16)+"y"
			n := s.night(t, map[string]string{"a.csv": csvText(s.header, row("0042"), row(huge), row("1e6"), row(quoted), row("7"))})
			ledger, err := weigh(t, fmt.Sprintf("a cell of %d MiB", size>>20), n)
			if err != nil || ledger.Files[0].RowsKept != 5 {
				t.Fatalf("huge cells give %+v, %v", ledger, err)
			}
			main := s.variant.layout.table.name
			rows := readParquet(t, filepath.Join(n.o.Lake, ledger.Raw[main][0].Path))
			for i, want := range []string{":2 =0042 ", ":3 =" + huge + " ", ":4 =1e6 ", ":5 =" + quoted + " ", fmt.Sprintf(":%d =7 ", 6+size/16)} {
				place, cell, _ := strings.Cut(want, " ")
				if !strings.Contains(rows[i]+" ", cell) || !strings.Contains(rows[i], place) {
					t.Errorf("row %d is %.200q", i, rows[i])
				}
			}
		})
	}
}

// wayOf tells the ways apart in which a layout makes rows.
func wayOf(l *layout) string {
	return fmt.Sprint(l.candidates, l.hasGroups, l.complete != nil, l.refuse != nil, l.also != nil)
}

func TestAThousandColumns(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			header, row := slices.Clone(s.header), s.row("0042")
			for i := range 1000 {
				header, row = append(header, fmt.Sprintf("Wobble - site-%d", i)), append(row, "User")
			}
			n := s.night(t, map[string]string{"a.csv": csvText(header, row), "clean.csv": s.file("0042")})
			if s.variant.Exact {
				if p := n.refused(billable.Input); !strings.Contains(p.What, "must not have") {
					t.Errorf("it is refused as %v", p)
				}
				return
			}
			_, rows := n.mustRun()
			placed := byPlace(t, rows)
			got, want := placed["a.csv"][2], placed["clean.csv"][2]
			more := slices.DeleteFunc(slices.Clone(got), func(row string) bool { return slices.Contains(want, row) })
			if s.variant.layout.table == directoryUsersTable {
				if len(more) > 0 { // lists of people keep no more than what is asked of them
					t.Errorf("%q is kept", more)
				}
				return
			}
			if len(got) != len(want)+1000 || len(more) != 1000 || !strings.Contains(more[999], "site-999") || !strings.Contains(more[999], "=User") {
				t.Errorf("%d rows, want %d and 1000 more, of which one is %q", len(got), len(want), more[:min(1, len(more))])
			}
		})
	}
}

func TestHostileCSV(t *testing.T) {
	s := samples()[9]
	head := csvText(s.header)
	for name, content := range map[string]string{
		"columns without header":      strings.TrimSuffix(head, "\n") + strings.Repeat(",", fuzzBytes) + "\n",
		"the same header":             strings.TrimSuffix(head, "\n") + strings.Repeat(",a", fuzzBytes/2) + "\n",
		"many headers":                strings.TrimSuffix(head, "\n") + manyColumns(fuzzBytes/7) + "\n",
		"headers up to the limit":     strings.TrimSuffix(head, "\n") + manyColumns(16_000) + "\n",
		"headers of nothing":          strings.TrimPrefix(manyColumns(16_000), ",") + "\n",
		"one header":                  strings.Repeat("x", fuzzBytes),
		"one header that begins well": "email" + strings.Repeat("x", fuzzBytes) + ",name\n",
		"line ends":                   head + strings.Repeat("\n", fuzzBytes),
		"rows of nothing":             head + strings.Repeat("x\n", fuzzBytes/2),
		"surplus cells":               head + csvText(append(s.row("1"), strings.Split(strings.Repeat(",", fuzzBytes), ",")...)),
		"quotes":                      head + strings.Repeat("\"\"", fuzzBytes/2),
		"places":                      head + csvText(placesRow(s)),
	} {
		ledger, err := weigh(t, name, s.night(t, map[string]string{"a.csv": content}))
		_ = ledger
		if err != nil && billable.ProblemIn(err) == nil {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func manyColumns(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ",a%d", i)
	}
	return b.String()
}

func placesRow(s *sample) []string {
	row := s.row("1")
	for i := range row {
		if s.fields[i] == nil {
			row[i] = strings.Repeat("a,", 9_000)
		}
	}
	return row
}

func TestHostileWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of some size")
	}
	s := samples()[9]
	head := sheetRow(s.header...)
	const shared = "a text shared by all cells"
	const texts = "<si><t>Ada</t></si>"
	for name, book := range map[string]string{
		"rows of one cell far to the right": bookOf(t, "<sheetData>"+head+strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 5_000)+"</sheetData>", "", ""),
		"cells without a place":             bookOf(t, "<sheetData>"+head+"<row>"+strings.Repeat("<c/>", 16_000)+"</row></sheetData>", "", ""),
		"rows of nothing":                   bookOf(t, "<sheetData>"+head+strings.Repeat("<row/>", 200_000)+"</sheetData>", "", ""),
		shared:                              bookOf(t, "<sheetData>"+head+strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 200)+"</sheetData>", "<si><t>"+strings.Repeat("x", 1<<20)+"</t></si>", ""),
		"many texts":                        bookOf(t, "<sheetData>"+head+"</sheetData>", strings.Repeat(texts, 200_000), ""),
		"many styles":                       bookOf(t, "<sheetData>"+head+"</sheetData>", texts, "<cellXfs>"+strings.Repeat(`<xf numFmtId="0"/>`, 200_000)+"</cellXfs>"),
		"many formats":                      bookOf(t, "<sheetData>"+head+"</sheetData>", texts, "<numFmts>"+manyFormats(50_000)+"</numFmts>"),
		"tags within each other":            bookOf(t, strings.Repeat("<x>", 200_000), texts, ""),
		"a tag without end":                 bookOf(t, "<sheetData>"+head+`<row r="`+strings.Repeat("1", 8<<20), texts, ""),
		"a cell of 10 MiB":                  bookOf(t, "<sheetData>"+head+sheetRow("x", strings.Repeat("0123456789abcdef", 640<<10)), texts, ""),
	} {
		if len(book) > fuzzBytes {
			t.Errorf("%s has %d bytes", name, len(book))
		}
		_, err := weigh(t, name, s.night(t, map[string]string{"a.xlsx": book}))
		if p := billable.ProblemIn(err); err != nil && p == nil || name == shared && (p == nil || !strings.Contains(p.What, "limits.max_pack_ratio")) {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func manyFormats(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="0"/>`, i)
	}
	return b.String()
}
