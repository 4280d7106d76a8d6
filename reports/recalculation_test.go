package reports

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// alwaysRecalculate tells LibreOffice not to trust the values in a file.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
`

// recalculated lets LibreOffice compute every formula of a workbook anew and
// gives the result.
func recalculated(t *testing.T, path string) *excelize.File {
	t.Helper()
	office, err := exec.LookPath("libreoffice")
	if err != nil {
		t.Skip("libreoffice is not installed; `make test` installs libreoffice-calc")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	profile, out := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+profile, "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	command.Env = append(os.Environ(), "HOME="+profile)
	if talk, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, talk)
	}
	f, err := excelize.OpenFile(filepath.Join(out, filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// formulas calls see for every formula cell of a workbook, with the value in it.
func formulas(t *testing.T, f *excelize.File, see func(sheet, cell, formula string, value float64)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				formula, err := f.GetCellFormula(sheet, at(c, r+1))
				if err != nil {
					t.Fatal(err)
				}
				if formula != "" {
					see(sheet, at(c, r+1), formula, rawNumber(t, f, sheet, at(c, r+1)))
				}
			}
		}
	}
}

func rawNumber(t *testing.T, f *excelize.File, sheet, cell string) float64 {
	t.Helper()
	raw, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		t.Errorf("%s!%s holds %q, not a number", sheet, cell, raw)
	}
	return v
}

// Every formula cell holds the value that another program computes for it.
func TestCachedValuesAreWhatLibreOfficeComputes(t *testing.T) {
	path := filepath.Join(run(t, table1Of(10), table1Night(), nil), "scenarios.xlsx")
	anew := recalculated(t, path)
	seen := 0
	formulas(t, openBookOf(t, filepath.Dir(path)), func(sheet, cell, formula string, cached float64) {
		seen++
		if got := rawNumber(t, anew, sheet, cell); math.Abs(got-cached) > 1e-9 {
			t.Errorf("%s!%s = %s holds %v, LibreOffice computes %v", sheet, cell, formula, cached, got)
		}
	})
	if seen < 60 {
		t.Errorf("%d formula cells; the money sheets alone have more", seen)
	}
}
