package ingest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every CSV variant is the same in a workbook, in an archive and in other encodings:
// the same ids, hard ones included, give the same rows.
func TestCSVFormatsConformHoweverPacked(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			rows := [][]string{s.header}
			for _, id := range hardIDs {
				rows = append(rows, s.row(id))
			}
			crlf := csvStyle{delim: ";", end: "\r\n"}.text(rows...)
			open := csvStyle{delim: "\t", end: "\n", isOpen: true}.text(rows...)
			quoted := csvStyle{delim: ",", end: "\r", quoteAll: true}.text(rows...)
			n := s.night(t, map[string]string{
				"0.csv":               csvText(rows...),
				"inline.xlsx":         textBook(t, false, rows...),
				"shared.xlsx.gz":      packed(t, textBook(t, true, rows...)),
				"archive.zip":         zipped(t, "a/b.csv", crlf, "c.csv.gz", packed(t, open), "d.xlsx", textBook(t, true, append([][]string{{"", "A title"}, nil}, rows...)...)),
				"nested.zip":          zipped(t, "x.zip", zipped(t, "e.csv", quoted)),
				"little-endian.csv":   inUTF16(csvText(rows...), false, true),
				"big-endian.csv":      inUTF16(crlf, true, true),
				"packed-utf16.csv.gz": packed(t, inUTF16(open, true, true)),
			})
			ledger, printed := n.mustRun()
			placed := byPlace(t, printed)
			want := inOrder(placed["0.csv"])
			if len(want) < len(hardIDs) {
				t.Fatalf("clean rows are %q", want)
			}
			for _, f := range ledger.Files {
				if f.RowsKept != int64(len(hardIDs)) || f.RowsRejected > 0 {
					t.Errorf("%s has %+v", f.Path, f)
				}
				if diff := cmp.Diff(want, inOrder(placed[f.Path])); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Path, diff)
				}
			}
			if len(ledger.Files) != 10 {
				t.Errorf("%d files were read", len(ledger.Files))
			}
		})
	}
}

// inOrder gives the data rows of a file by row, without the places.
func inOrder(file map[int][]string) []string {
	var data []string
	for _, row := range slices.Sorted(maps.Keys(file)) {
		for _, p := range file[row] {
			if isData(p) {
				data = append(data, strings.Replace(p, " _sheet=People", "", 1))
			}
		}
	}
	return data
}

// What a sheet does not have is left out; what it has in other ways than a CSV file
// comes to the same.
func TestCSVFormatsConformInSheets(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			t.Parallel()
			ada, bo := s.row("0042"), s.row("1e6")
			n := len(s.header)
			files := make(map[string]string)
			for name, rows := range map[string][][]string{
				"0":               {s.header, ada, bo},
				"blank rows":      {s.header, nil, ada, {"", " ", "\u00a0"}, bo},
				"blanks around":   {around(s.header), around(ada), around(bo)},
				"empty cells":     {append(slices.Clone(s.header), "", ""), append(slices.Clone(ada), "", " "), bo},
				"doubled columns": {append(slices.Clone(s.header), s.header[0]), append(slices.Clone(ada), "x"), append(slices.Clone(bo), "y")},
			} {
				files[name+".xlsx"] = textBook(t, true, rows...)
			}
			_, printed := s.night(t, files).mustRun()
			placed := byPlace(t, printed)
			want := inOrder(placed["0.xlsx"])
			for name := range files {
				if diff := cmp.Diff(want, inOrder(placed[name])); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			_, printed = s.night(t, map[string]string{"a.xlsx": textBook(t, false, s.header, s.row(""), append(slices.Clone(ada), "x", "y"), bo)}).mustRun()
			rejects := strings.Join(printed["rejects"], "\n")
			if !strings.Contains(rejects, "a.xlsx:2 _sheet=People header=") || !strings.Contains(rejects, "reason=the row names nobody") ||
				!strings.Contains(rejects, "a.xlsx:3 _sheet=People reason=the row has "+strconv.Itoa(n+2)+" cells, the header has "+strconv.Itoa(n)) {
				t.Errorf("rejects are %q", printed["rejects"])
			}
			_, printed = s.night(t, map[string]string{"a.xlsx": textBook(t, false, s.header)}).mustRun()
			if found := strings.Join(printed["findings"], "\n"); !strings.Contains(found, "a.xlsx:1 _sheet=People kind=header_only") {
				t.Errorf("a header alone is found as %q", printed["findings"])
			}
		})
	}
}
