package reports

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// runLimited writes a night whose Accounts sheet has these limits.
func runLimited(t *testing.T, m marts, limits sheetLimits) *excelize.File {
	t.Helper()
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w := &writer{
		Options: Options{Marts: m.write(t), Dir: dir, Night: table1Night(), Workbook: true},
		ctx:     ctx, cancel: cancel, folder: &folder{dir: dir}, limits: limits,
	}
	_, err := w.write()
	w.closeBook()
	if err != nil {
		t.Fatal(err)
	}
	return openBookOf(t, dir)
}

// emails lists the first column of a sheet of accounts.
func emails(t *testing.T, f *excelize.File, sheet string) (list []string) {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[accountsHeaderRow:] {
		list = append(list, row[0])
	}
	return list
}

// eightAccounts: 1 and 2 are billed, 3 is unknown, 4 disagrees, 5 to 8 do not matter.
func eightAccounts() marts {
	m := table1Of(8)
	for i := range m.accounts {
		m.accounts[i].Standard, m.accounts[i].Agrees = "not_billable", "yes"
	}
	m.accounts[0].Standard, m.accounts[1].Standard, m.accounts[2].Standard = "billable", "billable", "unknown"
	m.accounts[3].Agrees = "no"
	m.night[0].Accounts = 8
	return m
}

func TestLargeNightListsAccountsThatMatter(t *testing.T) {
	f := runLimited(t, eightAccounts(), sheetLimits{all: 7, rows: 100, bytes: 1 << 20})
	want := []string{"person00001@acme.example", "person00002@acme.example", "person00003@acme.example", "person00004@acme.example"}
	if diff := cmp.Diff(want, emails(t, f, "Accounts")); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
	note, _ := f.GetCellValue("Accounts", "A3")
	if note != "Of 8 accounts this sheet lists the 4 that are billed, whose verdict is unknown, or that Atlassian judges otherwise. accounts.csv lists all of them." {
		t.Errorf("note %q", note)
	}
}

// With Guard Premium, it is the Premium verdict that says who is billed.
func TestLargeNightOfGuardPremium(t *testing.T) {
	m := eightAccounts()
	m.night[0].Edition = "premium"
	m.accounts[6].Premium, m.accounts[7].Premium = "billable", "unknown"
	f := runLimited(t, m, sheetLimits{all: 7, rows: 100, bytes: 1 << 20})
	want := []string{"person00004@acme.example", "person00007@acme.example", "person00008@acme.example"}
	if diff := cmp.Diff(want, emails(t, f, "Accounts")); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
}

func TestSmallNightListsEveryAccount(t *testing.T) {
	f := runLimited(t, eightAccounts(), sheetLimits{all: 8, rows: 100, bytes: 1 << 20})
	if n := len(emails(t, f, "Accounts")); n != 8 {
		t.Errorf("%d accounts, want 8", n)
	}
	if note, _ := f.GetCellValue("Accounts", "A3"); note != "" {
		t.Errorf("note %q", note)
	}
}

// What does not fit on one sheet goes on, and each sheet is a table of its own.
func TestAccountsOverSeveralSheets(t *testing.T) {
	for name, limits := range map[string]sheetLimits{
		"by rows": {all: 100, rows: 3, bytes: 1 << 20},
		"by text": {all: 100, rows: 100, bytes: 600},
	} {
		f := runLimited(t, eightAccounts(), limits)
		var all []string
		var tables []string
		for _, sheet := range f.GetSheetList() {
			if strings.HasPrefix(sheet, "Accounts") {
				all = append(all, emails(t, f, sheet)...)
				found, err := f.GetTables(sheet)
				if err != nil || len(found) != 1 {
					t.Fatalf("%s: sheet %s has tables %v, %v", name, sheet, found, err)
				}
				tables = append(tables, found[0].Name)
			}
		}
		if len(all) != 8 || all[7] != "person00008@acme.example" {
			t.Errorf("%s: accounts %q", name, all)
		}
		if len(tables) < 2 || tables[0] != "Accounts" || tables[1] != "Accounts2" {
			t.Errorf("%s: tables %q", name, tables)
		}
		if list := f.GetSheetList(); list[len(list)-1] != "Provenance" {
			t.Errorf("%s: sheets %q", name, list)
		}
	}
}

func TestNightWithoutAccounts(t *testing.T) {
	m := table1Of(0)
	f := runLimited(t, m, defaultLimits)
	if list := emails(t, f, "Accounts"); len(list) != 0 {
		t.Errorf("accounts %q", list)
	}
}

// A cell that is too long for Excel is cut with a word, in the workbook alone.
func TestHugeCell(t *testing.T) {
	m := eightAccounts()
	huge := strings.Repeat("ü", 5<<20)
	m.accounts[0].Name = huge
	f := runLimited(t, m, defaultLimits)
	name := line(t, f, "Accounts", "person00001@acme.example")[0]
	if len(name) > 32_767 || !strings.HasSuffix(name, "ü … (cut; accounts.csv has all of it)") {
		t.Errorf("the name has %d bytes and ends %q", len(name), name[len(name)-60:])
	}
	dir := run(t, m, table1Night(), func(o *Options) { o.Workbook = false })
	if !strings.Contains(read(t, dir, "accounts.csv"), ","+huge+",") {
		t.Error("accounts.csv lacks the whole name")
	}
}
