package reports

import (
	"archive/zip"
	"encoding/csv"
	"io"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// unzip gives the parts of a workbook by name.
func unzip(t testing.TB, path string) map[string]string {
	t.Helper()
	r, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	parts := map[string]string{}
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(b)
	}
	return parts
}

// ours are the only words that a formula of the workbook may hold: functions that
// every spreadsheet has, our names, cells and numbers.
var ours = regexp.MustCompile(`^((SUM|SUMPRODUCT|ROUND|MAX|IF|AND|INDEX|COUNTIF|COUNTA|CEILING|NA)\(|` +
	`(guard|premium)_minimum|[a-z]+(_[a-z]+)?_(from|to|price)|(premium_)?users_now|discount|tax_rate|exchange_rate|months_paid|cents_per_hour|minutes_[a-z_]+|` +
	`('|&#39;)(Calculation|Ladder|Accounts)('|&#39;)!|&#34;(equal|differs)&#34;|\$?[A-Z]{1,2}\$?\d+|\d+(\.\d+)?|"<"&amp;|[-+*/(),:<>=]|&lt;|&gt;|&#34;&lt;&#34;&amp;)+$`)

func TestWorkbookHoldsNoForeignFormula(t *testing.T) {
	formula := regexp.MustCompile(`<f[^>]*>([^<]*)</f>`)
	for name, part := range unzip(t, filepath.Join(hostileRun(t), "scenarios.xlsx")) {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			continue
		}
		for _, f := range formula.FindAllStringSubmatch(part, -1) {
			if !ours.MatchString(f[1]) {
				t.Errorf("%s holds the formula %q", name, f[1])
			}
		}
	}
}

// Every text that looks like a formula is in the workbook as it was, as text.
func TestWorkbookKeepsTextsThatLookLikeFormulas(t *testing.T) {
	parts := unzip(t, filepath.Join(hostileRun(t), "scenarios.xlsx"))
	found := 0
	cell := regexp.MustCompile(`<c r="[A-Z]+\d+"[^>]*?( t="\w+")?><is><t[^>]*>([=+\-@][^<]*)</t></is></c>`)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		for _, c := range cell.FindAllStringSubmatch(parts[name], -1) {
			found++
			if c[1] != ` t="inlineStr"` {
				t.Errorf("%s: %q is not an inline text", name, c[2])
			}
		}
	}
	if found < 30 {
		t.Errorf("found %d such cells; the night was made with more", found)
	}
	f := openBookOf(t, hostileRun(t))
	if name := line(t, f, "Accounts", "=cmd|'/C calc'!A0@acme.example")[0]; name != "=cmd|'/C calc'!A0" {
		t.Errorf("the name became %q", name)
	}
}

// A spreadsheet cuts a CSV file at commas, or at ; whatever the quotes say. No
// piece of a file for eyes may start as a formula either way.
func TestCSVForEyesStartsNoFormula(t *testing.T) {
	dir := hostileRun(t)
	for _, name := range []string{"accounts.csv", "rejects.csv", "actions/unclaim.review.csv"} {
		rows, err := csv.NewReader(strings.NewReader(read(t, dir, name))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				for _, piece := range append([]string{cell}, strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";\t\r\n", r) })...) {
					if strings.IndexAny(piece, "=+-@\t\r") == 0 {
						t.Errorf("%s: cell %q has a piece %q that runs", name, cell, piece)
					}
				}
			}
		}
	}
}

func TestUploadsAreNeverEscaped(t *testing.T) {
	dir := hostileRun(t)
	upload := read(t, dir, "actions/unclaim.upload.csv")
	if upload != "zoë.李@acme.example\n" {
		t.Errorf("upload %q", upload)
	}
}

func TestEyes(t *testing.T) {
	for in, want := range map[string]string{
		"":             "",
		"plain; text":  "plain; text",
		"=1+1":         "'=1+1",
		"+41":          "'+41",
		"-":            "'-",
		"@x":           "'@x",
		"\tx":          "'\tx",
		"\rx":          "'\rx",
		"a=1":          "a=1",
		"a;=1":         "a;'=1",
		"a; =1":        "a; '=1",
		"a;\"=1\"":     "a;\"'=1\"",
		"a\n-1":        "a\n'-1",
		"a\r\n@b":      "a\r\n'@b",
		"a;b":          "a;b",
		"1 - 2; 3 + 4": "1 - 2; 3 + 4",
		"ü=1":          "ü=1",
	} {
		if got := eyes(in); got != want {
			t.Errorf("eyes(%q) = %q, want %q", in, got, want)
		}
	}
}
