package sampledata

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var updateQuotes = flag.Bool("update-quotes", false, "write sample-data/quotes/brueckner-7731.xlsx anew")

// The workbook among the quotes is made by brueckner; the one that is kept must be what
// it makes.
func TestQuoteWorkbookIsWhatIsKept(t *testing.T) {
	name := filepath.Join("quotes", "brueckner-7731.xlsx")
	made := brueckner(t)
	if *updateQuotes {
		if err := os.WriteFile(name, made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want, got := cellsOf(t, made), cellsOf(t, kept)
	if len(want) != len(got) {
		t.Fatalf("%d rows are kept, %d are made: run with -update-quotes", len(got), len(want))
	}
	for i := range want {
		for k := range want[i] {
			if want[i][k] != got[i][k] {
				t.Errorf("row %d, column %d: %q is kept, %q is made", i+1, k+1, got[i][k], want[i][k])
			}
		}
	}
}

func cellsOf(t *testing.T, book []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Angebot", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// brueckner makes a quote as a German reseller writes it: titles above the table, dates
// and percentages as a spreadsheet holds them, totals and a note below it.
func brueckner(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	const sheet = "Angebot"
	must(f.SetSheetName("Sheet1", sheet))
	must(f.SetDocProps(&excelize.DocProperties{Creator: "Brückner Software GmbH", Created: "2026-11-12T00:00:00Z", Modified: "2026-11-12T00:00:00Z"}))
	style := func(format string, bold bool) int {
		s := &excelize.Style{Font: &excelize.Font{Bold: bold}}
		if format != "" {
			s.CustomNumFmt = &format
		}
		id, err := f.NewStyle(s)
		must(err)
		return id
	}
	day, money, percent, bold := style("dd.mm.yyyy", false), style(`#,##0.00 "€"`, false), style("0%", false), style("", true)
	set := func(col, row int, v any, id int) {
		cell, err := excelize.CoordinatesToCellName(col, row)
		must(err)
		must(f.SetCellValue(sheet, cell, v))
		if id != 0 {
			must(f.SetCellStyle(sheet, cell, cell, id))
		}
	}
	set(1, 1, "Brückner Software GmbH", bold)
	set(1, 2, "Angebot Nr.: BS-7731", 0)
	set(1, 3, "Gültig bis:", 0)
	set(2, 3, "15.12.2026", 0)
	for i, h := range []string{"Pos", "Artikel", "Edition", "Instanz", "Nutzer", "Laufzeit von", "Laufzeit bis", "Einzelpreis", "Listenpreis", "Rabatt %",
		"Rabattgrund", "Netto", "MwSt %", "MwSt", "Gesamt"} {
		set(i+1, 5, h, bold)
	}
	from, to := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC)
	for i, l := range []struct {
		product, plan, site  string
		users                int
		unit, list, discount float64
		reason               string
		net, tax, total      float64
	}{
		{"Jira Cloud", "Standard", "kestrel", 60, 75, 4600, 0.12, "Partner", 4048, 769.12, 4817.12},
		{"Zeiterfassung (Northwind)", "", "kestrel", 60, 11, 660, 0, "", 660, 125.40, 785.40},
		{"Confluence Cloud", "Standard", "kestrel", 55, 56, 3080, 0.12, "Partner", 2710.40, 514.98, 3225.38},
		{"Bitbucket Cloud", "Standard", "kestrel-code", 24, 33, 792, 0.25, "Aktion", 594, 112.86, 706.86},
		{"Atlassian Guard", "Standard", "", 64, 40, 2560, 0.12, "Partner", 2285.71, 434.28, 2719.99},
	} {
		row := 6 + i
		for k, c := range []struct {
			v  any
			id int
		}{{i + 1, 0}, {l.product, 0}, {l.plan, 0}, {l.site, 0}, {l.users, 0}, {from, day}, {to, day}, {l.unit, money}, {l.list, money},
			{l.discount, percent}, {l.reason, 0}, {l.net, money}, {0.19, percent}, {l.tax, money}, {l.total, money}} {
			set(k+1, row, c.v, c.id)
		}
	}
	set(2, 12, "Zwischensumme", bold)
	set(12, 12, 10298.11, money)
	set(2, 13, "MwSt. 19 %", 0)
	set(14, 13, 1956.64, money)
	set(2, 14, "Gesamtsumme", bold)
	set(15, 14, 12354.75, money)
	set(1, 16, "Zahlbar innerhalb von 30 Tagen netto; alle Preise in Euro.", 0)
	must(f.SetColWidth(sheet, "B", "B", 28))
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}
