package ingest

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Whatever the rows, each way of writing them gives the same raw rows: only file,
// sheet and row number differ.

// anyText is a text that XML and CSV can hold: of every script, with separators,
// quotes, line breaks and blanks.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		letters := []rune("ab0 ,;|\t\"'\n=-+@#.éß日\u05e2\u0301\u200b\u00a0\U0001f600\\&<>[]{}:")
		return string(rapid.SliceOfN(rapid.SampledFrom(letters), 0, 12).Draw(t, "text"))
	})
}

// fewChecks lowers rapid's default of a hundred: a check is a night of 32 files.
// -rapid.checks says otherwise.
func fewChecks(t *testing.T) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if before == checks.DefValue {
		flag.Set("rapid.checks", "4")
		t.Cleanup(func() { flag.Set("rapid.checks", before) })
	}
}

func TestCSVRoundTrip(t *testing.T) {
	fewChecks(t)
	for _, s := range samples() {
		t.Run(s.name(), func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				var rows [][]string
				for i := range rapid.IntRange(1, 4).Draw(rt, "rows") {
					row := s.row(fmt.Sprintf("%04d", i))
					for j := range row {
						if j == s.free || rapid.IntRange(0, 3).Draw(rt, "changed") == 0 && !s.isID[j] {
							row[j] = anyText().Draw(rt, "cell")
						}
					}
					rows = append(rows, row)
				}
				sameRows(t, rt, s.night(t, writings(t, append([][]string{s.header}, rows...))))
			})
		})
	}
}

// writings writes a table in every way.
func writings(t testing.TB, table [][]string) map[string]string {
	files := make(map[string]string)
	for _, delim := range []string{",", ";", "\t", "|"} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			for _, all := range []bool{false, true} {
				name := fmt.Sprintf("%q %q %v.csv", delim, end, all)
				files[strings.ReplaceAll(name, `\`, "")] = csvStyle{delim: delim, end: end, quoteAll: all}.text(table...)
			}
		}
	}
	plain := csvText(table...)
	files["0.csv"] = plain
	files["mark.csv"] = "\ufeff" + plain
	files["open.csv"] = csvStyle{delim: ",", end: "\n", quoteAll: true, isOpen: true}.text(table...)
	files["utf-16le.csv"], files["utf-16be.csv"] = inUTF16(plain, false, true), inUTF16(plain, true, true)
	files["packed.csv.gz"] = packed(t, "\ufeff\n"+plain)
	files["archive.zip"] = zipped(t, "a/b.csv", "\n\n"+plain)
	var sheet strings.Builder
	for _, row := range table {
		sheet.WriteString(sheetRow(row...))
	}
	files["book.xlsx"] = bookOf(t, "<sheetData>"+sheet.String()+"</sheetData>", "", "")
	return files
}

// sameRows wants the same rows of every file of a night.
func sameRows(t *testing.T, rt *rapid.T, n *night) {
	ledger, err := n.run()
	if err != nil {
		rt.Fatal(err)
	}
	rows := make(map[string][]string)
	for name := range ledger.Raw {
		for _, row := range n.texts(ledger, name) {
			if name == columnsTable.name || name == findingsTable.name {
				continue
			}
			said := []string{name + ":" + row["_row"]}
			for _, column := range slices.Sorted(maps.Keys(row)) {
				if !strings.HasPrefix(column, "_") && (name != rejectsTable.name || column == "reason") {
					said = append(said, column+"="+row[column])
				}
			}
			rows[row["_file"]] = append(rows[row["_file"]], strings.Join(said[1:], " "))
		}
	}
	for file := range rows {
		slices.Sort(rows[file])
	}
	read := 0
	for _, f := range ledger.Files {
		if f.SameAs != "" || f.Format == "" {
			continue
		}
		read++
		if diff := cmp.Diff(rows[ledger.Files[0].Path], rows[f.Path]); diff != "" {
			rt.Fatalf("%s differs from %s:\n%s", f.Path, ledger.Files[0].Path, diff)
		}
	}
	if read < 2 {
		t.Errorf("only %d files were read", read)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	fewChecks(t)
	for _, s := range jsonSamples(t) {
		t.Run(s.format.Kind, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				var records, reversed, escaped []string
				for i := range rapid.IntRange(1, 4).Draw(rt, "records") {
					object := s.record(fmt.Sprintf("%04d", i), anyText().Draw(rt, "name"))
					text, _ := json.Marshal(object)
					slices.Reverse(object)
					turned, _ := json.Marshal(object)
					records, reversed = append(records, string(text)), append(reversed, string(turned))
					escaped = append(escaped, inEscapes(string(text)))
				}
				page, lines := s.page(records...), strings.Join(records, "\n")
				indented, _ := json.MarshalIndent(json.RawMessage(page), " ", "\t")
				sameRows(t, rt, s.night(t, map[string]string{
					"0.json": page, "pages.json": "[" + s.page(records[:1]...) + "," + s.page(records[1:]...) + "]",
					"bare.json": "[" + strings.Join(records, ",") + "]", "lines.jsonl": lines, "crlf.jsonl": strings.ReplaceAll(lines, "\n", "\r\n"),
					"indented.json": string(indented), "mark.json": "\ufeff" + page, "turned.json": s.page(reversed...), "escaped.json": s.page(escaped...),
					"utf-16.json": inUTF16(page, true, true), "packed.json.gz": packed(t, page+"\n"), "archive.zip": zipped(t, "a.json", page+"\n\n"),
				}))
			})
		})
	}
}

// inEscapes spells all characters of a JSON text that are not ASCII as escapes.
func inEscapes(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04X`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		case r > 127:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
