package main

import (
	"bytes"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every formula of quotes.xlsx comes to the value that is cached, which is the SQL's;
// and inputs that are changed reach the years, as arithmetic of our own says.
func TestQuotesBookRecalculates(t *testing.T) {
	b := newBench(t)
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"run", "--input", filepath.Join(repo, "sample-data", "quotes"), "--lake", b.lake, "--out", b.out}, &out, &errs); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	path := filepath.Join(b.out, "kestrel", "latest", "quotes.xlsx")
	written, err := excelize.OpenFile(path)
	b.must(err)
	defer written.Close()
	for _, sheet := range []string{"Summary", "Side by side", "Lines", "Deviations", "Topologies", "Assumptions", "Checks", "Provenance"} {
		if at, err := written.GetSheetIndex(sheet); err != nil || at < 0 {
			t.Errorf("quotes.xlsx has no sheet %s", sheet)
		}
	}
	again := recalculated(t, path)
	seen := 0
	formulas(t, written, func(sheet, cell, formula, value string) {
		cached, err := strconv.ParseFloat(value, 64)
		if err != nil {
			t.Errorf("%s!%s =%s is cached as %q, no number", sheet, cell, formula, value)
			return
		}
		seen++
		if got := rawNumber(t, again, sheet, cell); math.Abs(got-cached) > 0.004 {
			t.Errorf("%s!%s =%s is %v recalculated, %v cached", sheet, cell, formula, got, cached)
		}
		if sheet == "Checks" && strings.Contains(formula, "-") && cached != 0 {
			t.Errorf("%s!%s differs by %v", sheet, cell, cached)
		}
	})
	if seen < 50 {
		t.Errorf("only %d formulas", seen)
	}
	// Another rate and another price rise: the first year of the quote in euros follows.
	b.must(written.SetCellValue("Side by side", named(t, written, "rate_EUR"), 1.5))
	b.must(written.SetCellValue("Side by side", named(t, written, "quote_price_rise"), 0.1))
	changed := filepath.Join(b.dir, "changed.xlsx")
	b.must(written.SaveAs(changed))
	other := recalculated(t, changed)
	rows, err := other.GetRows("Side by side", excelize.Options{RawCellValue: true})
	b.must(err)
	found := false
	for i, row := range rows {
		if i == 0 || len(row) < 10 || row[0] != "BS-7731" || row[2] != "" {
			continue
		}
		found = true
		// 594.00, 2365.44, 2285.71, 4048.00 and 660.00 euros at 1.5, each rounded
		if got := rawNumber(t, other, "Side by side", where(4, i)); math.Abs(got-14929.73) > 0.004 {
			t.Errorf("the first year at 1.5 is %v, want 14929.73", got)
		}
		second := rawNumber(t, other, "Side by side", where(5, i))
		if third := rawNumber(t, other, "Side by side", where(6, i)); math.Abs(third-math.Round(second*110)/100) > 0.011 {
			t.Errorf("year 3 is %v after %v with a rise of 10 %%", third, second)
		}
	}
	if !found {
		t.Error("the years of BS-7731 are not on Side by side")
	}
}

// named gives the cell that a name stands for.
func named(t *testing.T, f *excelize.File, name string) string {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == name {
			return strings.ReplaceAll(n.RefersTo[strings.LastIndexByte(n.RefersTo, '!')+1:], "$", "")
		}
	}
	t.Fatalf("no cell is named %s", name)
	return ""
}

// rawNumber is the number that a cell holds.
func rawNumber(t *testing.T, f *excelize.File, sheet, cell string) float64 {
	t.Helper()
	raw := rawValue(t, f, sheet, cell)
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		t.Errorf("%s!%s holds %q, not a number", sheet, cell, raw)
	}
	return v
}
