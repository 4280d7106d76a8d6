package reports

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestLibreOfficeOpensTheWorkbook lets another program read the file, compute
// its formulas and spell its numbers.
func TestLibreOfficeOpensTheWorkbook(t *testing.T) {
	office, err := exec.LookPath("libreoffice")
	if err != nil {
		t.Skip("libreoffice is not installed; `make test` installs libreoffice-calc")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := run(t, table1Of(600), table1Night(), nil)
	out := t.TempDir()
	// the numbers choose UTF-8, all cells as shown, and one file for each sheet
	filter := "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
	command := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+t.TempDir(), "--headless",
		"--convert-to", filter, "--outdir", out, filepath.Join(dir, "scenarios.xlsx"))
	command.Env = append(os.Environ(), "HOME="+t.TempDir())
	if talk, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, talk)
	}
	for sheet, want := range map[string][]string{
		"Summary":   {"Cost per year,\"$17,500\"", "Recoverable per year,\"$9,500\"", "All accounts,\"10,000\",100.0%"},
		"Ladder":    {"Accidental,Billed by any other rule,300,500,\"$17,500\",0,\"$17,500\""},
		"Scenarios": {"Exclude from the claim,300,200,$800,\"$8,000\",\"$9,500\",900,$900,\"$8,600\",0,\"$8,000\""},
		"Accounts":  {"person00201@acme.example,Person 00201,Accidental Trello", "2026-11-02", "712020:00000000-0000-4000-8000-000000000600"},
	} {
		text := read(t, out, "scenarios-"+sheet+".csv")
		for _, line := range want {
			if !strings.Contains(text, line) {
				t.Errorf("LibreOffice shows no %q on sheet %s", line, sheet)
			}
		}
	}
}
