package ingest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// The conformance suite ranges over Formats: every variant takes the same quirks
// in the same way. What a row becomes is compared with what the same row becomes
// in a clean file.

// Ids and texts that must come out as they went in, and without a finding.
var (
	hardIDs = []string{
		"0042", "1e6", "1E6", "00.50", "123456789012345678901234567890", "000000000000000000000042", "100000000000000000000001", "TRUE", "3/4",
		"712020:00000000-0000-4000-8000-000000000001", "+49", "=1+1", "none-of-these", "null.island",
	}
	hardTexts = []string{
		"Zoe\u0301", "1E+17", "5.57058E+23", "01", "-5", "Null", "Total",
		"\u202eada",                  // right to left override
		"\u05e2\u05d3\u05d4",         // right to left
		"a\u200bda",                  // zero width
		"\U0001f469\u200d\U0001f4bb", // joined
		"\u00fc\u00c3\u00a4\u00fc",   // letters that are also those of a damaged text
		"a,b;c\td|e", "a\nb", "a\r\nb", "a\rb", `a"b`, `"`, `a""`, `,"`, "\"\na", "\\", `\"`, `\,`, "'", "'t Hooft", "=cmd|'/C calc'!A0", "#1", "# hash",
	}
)

// A column that two fields fill would be one value ahead of the others, row by row.
func TestNoLayoutFillsAColumnTwice(t *testing.T) {
	for _, s := range samples() {
		filledBy := make(map[int]string)
		for _, f := range s.variant.layout.fields {
			columns := []int{f.col}
			switch f.as {
			case asActivity:
				columns = append(columns, f.typed, f.typed+1)
			case asBool, asDay, asWord, asNumber:
				columns = append(columns, f.typed)
			}
			for _, col := range columns {
				if other, isFilled := filledBy[col]; isFilled {
					t.Errorf("%s: %q and %q fill column %d", s.name(), other, f.keys, col)
				}
				filledBy[col] = f.keys
			}
		}
	}
}

// A quirk is a file of a variant, and what its rows become.
type quirk struct {
	name, content string
	rows          map[int]string // by row: the id that is kept, or ! and the reason of the reject
	findings      []string       // kinds, sorted
}

func TestCSVFormatsConform(t *testing.T) {
	all := samples()
	for _, s := range all {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			conformCSV(t, s)
		})
	}
	if len(all) < 29 {
		t.Errorf("only %d variants were tested", len(all))
	}
}

func conformCSV(t *testing.T, s *sample) {
	quirks := quirksOf(t, s)
	files := map[string]string{"clean.csv": s.cleanFile()}
	for i, q := range quirks {
		files[fmt.Sprintf("%03d.csv", i)] = q.content
	}
	ledger, rows := s.night(t, files).mustRun()
	got := byPlace(t, rows)
	clean := s.cleanRows(t, got["clean.csv"])
	for i, q := range quirks {
		file := fmt.Sprintf("%03d.csv", i)
		want, kept := make(map[int][]string), int64(0)
		for row, id := range q.rows {
			if !strings.HasPrefix(id, "!") {
				want[row] = clean[id]
				kept++
			}
		}
		if diff := cmp.Diff(want, dataOf(got[file])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", q.name, diff)
		}
		at := slices.IndexFunc(ledger.Files, func(f FileRecord) bool { return f.Path == file })
		f := ledger.Files[at]
		if f.Format != s.format.id() || f.RowsRead != int64(len(q.rows)) || f.RowsKept != kept || f.RowsRejected != f.RowsRead-kept {
			t.Errorf("%s: the ledger has %+v, want %d of %d rows kept", q.name, f, kept, len(q.rows))
		}
		q.checkRejects(t, got[file])
		if found := findingsIn(got[file]); !slices.Equal(found, q.findings) {
			t.Errorf("%s: findings are %q, want %q", q.name, found, q.findings)
		}
	}
}

// file is a clean file with a row for each id.
func (s *sample) file(ids ...string) string {
	rows := [][]string{s.header}
	for _, id := range ids {
		rows = append(rows, s.row(id))
	}
	return csvText(rows...)
}

// cleanFile is a file of ids and texts that are hard to read.
func (s *sample) cleanFile() string {
	rows := [][]string{s.header}
	for _, id := range hardIDs {
		rows = append(rows, s.row(id))
	}
	for _, text := range hardTexts {
		rows = append(rows, s.rowWith(text))
	}
	return csvText(rows...)
}

// cleanRows sorts the rows of clean.csv by the id they were made of, and holds
// them to it.
func (s *sample) cleanRows(t *testing.T, got map[int][]string) map[string][]string {
	t.Helper()
	clean := make(map[string][]string)
	row := 2
	main := s.variant.layout.table.name + ": " + s.format.Kind + " "
	for _, text := range slices.Concat(hardIDs, hardTexts) {
		if printed := strings.Join(got[row], "|"); !strings.Contains(printed, main) || !strings.Contains(printed, "="+text) {
			t.Errorf("clean row %d is %q; it should hold %q", row, got[row], text)
		}
		clean[text] = got[row]
		row += 1 + int(lineBreaks([]byte(text)))
	}
	if found := findingsIn(got); len(found) > 0 {
		t.Errorf("the clean file has findings: %q", found)
	}
	return clean
}

func dataOf(file map[int][]string) map[int][]string {
	data := make(map[int][]string)
	for row, printed := range file {
		for _, p := range printed {
			if isData(p) {
				data[row] = append(data[row], p)
			}
		}
	}
	return data
}

func findingsIn(file map[int][]string) []string {
	var kinds []string
	for _, printed := range file {
		for _, p := range printed {
			if _, rest, isFinding := strings.Cut(p, " kind="); isFinding && strings.HasPrefix(p, findingsTable.name+": ") {
				kind, _, _ := strings.Cut(rest, " ")
				kinds = append(kinds, kind)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}

// checkRejects wants every reject where it should be, with its reason, a remedy
// and the text of the row.
func (q *quirk) checkRejects(t *testing.T, file map[int][]string) {
	t.Helper()
	for row, printed := range file {
		for _, p := range printed {
			if !strings.HasPrefix(p, rejectsTable.name+": ") {
				continue
			}
			reason, isReject := strings.CutPrefix(q.rows[row], "!")
			if !isReject || !strings.Contains(p, "reason="+reason) || !strings.Contains(p, " remedy=") || !strings.Contains(p, " text=") {
				t.Errorf("%s: row %d is rejected as %q, want %q", q.name, row, p, q.rows[row])
			}
		}
	}
}

// quirksOf lists the files that are read.
func quirksOf(t *testing.T, s *sample) []quirk {
	ada, bo, zoe := s.row("0042"), s.row("1e6"), s.row("TRUE")
	good := csvText(s.header, ada, bo, zoe)
	all := map[int]string{2: "0042", 3: "1e6", 4: "TRUE"}
	style := func(c csvStyle) string { return c.text(s.header, ada, bo, zoe) }
	ends := func(end string) string { return strings.ReplaceAll(good, "\n", end) }
	n := len(s.header)
	length := func(cells int) string { return fmt.Sprintf("!the row has %d cells, the header has %d", cells, n) }
	quirks := []quirk{
		{"as it is", good, all, nil},
		{"byte order mark", "\ufeff" + good, all, nil},
		{"CRLF", ends("\r\n"), all, nil},
		{"CR", ends("\r"), all, nil},
		{"byte order mark and CRLF", "\ufeff" + ends("\r\n"), all, nil},
		{"mixed line ends", strings.Replace(strings.Replace(good, "\n", "\r\n", 1), "0042\n", "0042\r", 1), all, nil},
		{"semicolons", style(csvStyle{delim: ";", end: "\n"}), all, nil},
		{"tabs", style(csvStyle{delim: "\t", end: "\n"}), all, nil},
		{"every cell in quotes", style(csvStyle{delim: ",", end: "\r\n", quoteAll: true}), all, nil},
		{"gzip", packed(t, good), all, nil},
		{"blank lines", "\n\r\n" + strings.ReplaceAll(good, "\n", "\n\n"), map[int]string{5: "0042", 7: "1e6", 9: "TRUE"}, nil},
		{"blanks around headers and cells", csvText(around(s.header), around(ada)), map[int]string{2: "0042"}, nil},
		{"header only", csvText(s.header), nil, []string{headerOnly}},
		{"header only, without line end", strings.TrimSuffix(csvText(s.header), "\n"), nil, []string{headerOnly}},
		{"a short row", csvText(s.header, ada[:n-1], bo), map[int]string{2: length(n - 1), 3: "1e6"}, nil},
		{"a row of one cell", csvText(s.header, []string{"x"}, bo), map[int]string{2: length(1), 3: "1e6"}, nil},
		{"a long row", csvText(s.header, append(slices.Clone(ada), "x", "y"), bo), map[int]string{2: length(n + 2), 3: "1e6"}, nil},
		{"surplus cells that are empty", csvText(s.header, append(slices.Clone(ada), "", " "), bo), map[int]string{2: "0042", 3: "1e6"}, []string{surplusCells}},
		{"nobody", csvText(s.header, s.row(""), s.row("N/A"), s.row("\u00a0"), s.row("NULL"), bo),
			map[int]string{2: "!the row names nobody", 3: "!the row names nobody", 4: "!the row names nobody", 5: "!the row names nobody", 6: "1e6"}, nil},
		{"rows of separators", csvText(s.header, make([]string, n), ada, make([]string, n-1), make([]string, n+3)), map[int]string{3: "0042"}, nil},
		{"lines above the header", "Export of Acme\n\n# 3 rows, 2026-11-20\n" + good, map[int]string{5: "0042", 6: "1e6", 7: "TRUE"}, []string{titleRows}},
		{"a line that names the separator", "sep=;\n" + style(csvStyle{delim: ";", end: "\n"}), map[int]string{3: "0042", 4: "1e6", 5: "TRUE"}, []string{titleRows}},
		{"the header once more", good + good, map[int]string{2: "0042", 3: "1e6", 4: "TRUE", 5: "!the row repeats the header", 6: "0042", 7: "1e6", 8: "TRUE"}, nil},
		{"NUL", csvText(s.header, ada) + strings.Replace(csvText(bo), "1e6", "1e6\x00", 1), map[int]string{2: "0042", 3: "!the row holds NUL bytes"}, nil},
		{"without line end at the end, nor quotes", style(csvStyle{delim: ",", end: "\n", isOpen: true}), all, []string{openEnd}},
		{"pipes", style(csvStyle{delim: "|", end: "\n"}), all, nil},
		{"apostrophes for quotes", strings.ReplaceAll(style(csvStyle{delim: ",", end: "\n", quoteAll: true}), `"`, `'`), all, nil},
		{"blanks around quotes", style(csvStyle{delim: " ,\t", end: " \n", quoteAll: true}), all, nil},
		{"not UTF-8", csvText(s.header, ada) + strings.Replace(csvText(bo), "1e6", "1e6\xff", 1) + csvText(zoe),
			map[int]string{2: "0042", 3: "!the row holds bytes that are not UTF-8", 4: "TRUE"}, nil},
		{"text behind a quote", csvText(s.header, ada) + strings.Replace(csvText(bo), "1e6", `"1"e6`, 1) + csvText(zoe),
			map[int]string{2: "0042", 3: "!cell ", 4: "TRUE"}, nil},
		{"a doubled column", csvText(append(slices.Clone(s.header), s.header[0]), append(slices.Clone(ada), "x")), map[int]string{2: "0042"}, []string{duplicateColumn}},
		{"a column without header", csvText(append(slices.Clone(s.header), ""), append(slices.Clone(ada), "x")), map[int]string{2: "0042"}, []string{unnamedColumn}},
		{"without line end at the end", style(csvStyle{delim: ",", end: "\n", isOpen: true, quoteAll: true}), all, nil},
		{"cut off within the last row", csvText(s.header, ada, bo) + strings.Join(zoe[:n-1], ","),
			map[int]string{2: "0042", 3: "1e6", 4: length(n - 1)}, []string{openEnd}},
	}
	return append(quirks, s.columnQuirks()...)
}

func around(cells []string) []string {
	var blanks []string
	for _, c := range cells {
		blanks = append(blanks, " \u00a0"+c+"\t ")
	}
	return blanks
}

// columnQuirks are those of the header.
func (s *sample) columnQuirks() []quirk {
	ada := s.row("0042")
	reversed, reversedAda := slices.Clone(s.header), slices.Clone(ada)
	slices.Reverse(reversed)
	slices.Reverse(reversedAda)
	var shouted []string
	for i, h := range s.header {
		if s.fields[i] != nil {
			h = strings.ToUpper(h) + " [Required]"
		}
		shouted = append(shouted, h)
	}
	quirks := []quirk{{"header in capitals, with notes", csvText(shouted, ada), map[int]string{2: "0042"}, nil}}
	if s.fields[len(s.fields)-1] == nil {
		// Rows of other tables follow the order of their columns.
		return quirks
	}
	return append(quirks, quirk{"shuffled columns", csvText(reversed, reversedAda), map[int]string{2: "0042"}, nil})
}

func TestCSVFormatsRefuse(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			good := s.file("0042", "1e6")
			many := s.file(slices.Repeat([]string{"0042"}, 500)...)
			for _, test := range []struct {
				name, file, content string
				row                 int
				what                string
			}{
				{"empty", "a.csv", "", 0, "the file is empty"},
				{"an open quote", "a.csv", good + "\"open", 4, "a quote opens here and is never closed"},
				{"cut off within a quote", "a.csv", good + "\"x\"\"", 4, "a quote opens here and is never closed"},
				{"cut-off gzip", "a.csv.gz", packed(t, many)[:len(packed(t, many))/2], 0, "the gzip file is cut off"},
				{"more short rows than are allowed", "a.csv", good + strings.Repeat("x\n", 11), 0, "11 of 13 rows cannot be used, 10 are allowed: a.csv:4"},
			} {
				p := s.night(t, map[string]string{test.file: test.content}).refused(billable.Input)
				if p.Pos.File != test.file || p.Pos.Row != test.row || !strings.Contains(p.What, test.what) {
					t.Errorf("%s is refused as %v", test.name, p)
				}
			}
		})
	}
}
