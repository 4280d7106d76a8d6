package reports

import (
	"context"
	"fmt"
	"slices"
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

// With the add-on of Premium, whoever it bills is listed beside those of Standard.
func TestLargeNightOfGuardPremium(t *testing.T) {
	m := eightAccounts()
	m.night[0].Edition = "premium"
	m.accounts[6].Premium, m.accounts[7].Premium = "billable", "unknown"
	f := runLimited(t, m, sheetLimits{all: 7, rows: 100, bytes: 1 << 20})
	want := []string{"person00001@acme.example", "person00002@acme.example", "person00003@acme.example", "person00004@acme.example", "person00007@acme.example", "person00008@acme.example"}
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

// The sheet Summary says which account stands on which of several sheets, and
// leads there; each sheet but the first says what it goes on from.
func TestIndexOfAccountSheets(t *testing.T) {
	f := runLimited(t, eightAccounts(), sheetLimits{all: 100, rows: 3, bytes: 1 << 20})
	id := func(no int) string {
		return fmt.Sprintf("712020:00000000-0000-4000-8000-%012d (person%05d@acme.example)", no, no)
	}
	for sheet, want := range map[string][]string{
		"Accounts":   {"3", id(1) + "  to  " + id(3)},
		"Accounts 2": {"3", id(4) + "  to  " + id(6)},
		"Accounts 3": {"2", id(7) + "  to  " + id(8)},
	} {
		rows, err := f.GetRows("Summary")
		if err != nil {
			t.Fatal(err)
		}
		last := 0 // the sheet Accounts stands in the list of contents, too
		for i, row := range rows {
			if len(row) > 0 && row[0] == sheet {
				last = i + 1
			}
		}
		if last == 0 {
			t.Fatalf("the index lacks %s", sheet)
		}
		if diff := cmp.Diff(want, rows[last-1][1:3]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, diff)
		}
		if there, target, err := f.GetCellHyperLink("Summary", fmt.Sprintf("A%d", last)); err != nil || !there || target != "'"+sheet+"'!A1" {
			t.Errorf("%s leads to %q, %t, %v", sheet, target, there, err)
		}
	}
	if note, _ := f.GetCellValue("Accounts 3", "A3"); !strings.HasPrefix(note, "Goes on from the sheet Accounts 2;") {
		t.Errorf("note %q", note)
	}
	f = runLimited(t, eightAccounts(), sheetLimits{all: 100, rows: 8, bytes: 1 << 20})
	if list := f.GetSheetList(); slices.Contains(list, "Accounts 2") {
		t.Errorf("sheets %q: all eight fit on one", list)
	}
}

func TestEveryAccountIsListedWhereAsked(t *testing.T) {
	m := eightAccounts()
	m.night[0].Accounts = defaultLimits.all + 1
	for _, all := range []bool{false, true} {
		f := openBookOf(t, run(t, m, table1Night(), func(o *Options) { o.AllAccounts = all }))
		if n := len(emails(t, f, "Accounts")); (n == 8) != all {
			t.Errorf("all accounts %t: %d of 8 are listed", all, n)
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
