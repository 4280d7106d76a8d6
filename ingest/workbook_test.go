package ingest

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// A testBook makes a workbook with excelize, which other programs' workbooks are
// like; what excelize does not write is patched into its XML.
type testBook struct {
	*excelize.File
	t *testing.T
}

func newBook(t *testing.T) *testBook {
	t.Helper()
	f := excelize.NewFile()
	t.Cleanup(func() { f.Close() })
	return &testBook{f, t}
}

// set fills a row of a sheet from column A on; nil leaves a cell out.
func (b *testBook) set(sheet string, row int, values ...any) {
	b.t.Helper()
	if index, _ := b.GetSheetIndex(sheet); index < 0 {
		if _, err := b.NewSheet(sheet); err != nil {
			b.t.Fatal(err)
		}
	}
	for i, v := range values {
		if v == nil {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(i+1, row)
		if err != nil {
			b.t.Fatal(err)
		}
		if err := b.SetCellValue(sheet, cell, v); err != nil {
			b.t.Fatal(err)
		}
	}
}

// format shows a cell with a number format.
func (b *testBook) format(sheet, cell, code string) {
	b.t.Helper()
	style, err := b.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		b.t.Fatal(err)
	}
	if err := b.SetCellStyle(sheet, cell, cell, style); err != nil {
		b.t.Fatal(err)
	}
}

func (b *testBook) do(errs ...error) {
	b.t.Helper()
	for _, err := range errs {
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

func (b *testBook) bytes() string {
	b.t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		b.t.Fatal(err)
	}
	return out.String()
}

var managedHeader = []any{"Name", "Email", "Atlassian ID", "Status", "Billable", "Policy name", "Policy type", "Last active date [UTC]", "Jira", "Trello"}

// A managed-accounts export after an evening with a spreadsheet program.
func managedBook(t *testing.T) string {
	b := newBook(t)
	const main = "Managed accounts"
	b.do(b.SetSheetName("Sheet1", main))
	b.set(main, 1, "Managed accounts of Acme, exported on a Friday")
	b.set(main, 2, "for the licence review")
	b.do(b.MergeCell(main, "A1", "J1"), b.MergeCell(main, "A2", "J2"))
	b.set(main, 4, managedHeader...)
	b.set(main, 5, "Ada Quill", "ada.quill@acme.example", "712020:0042", "Active", true, "Staff", "billable", 46112, "acme,acme-labs", nil)
	b.format(main, "H5", "yyyy-mm-dd")
	b.set(main, 6, "Bo Ferris", "bo.ferris@acme.example", 557058000042, "Active", false, "Staff", "billable", 46112.5, nil, "Free")
	b.format(main, "H6", "m/d/yy h:mm")
	b.set(main, 7, "Cleo Marsh", "cleo.marsh@acme.example", 1.23456789012345e17, "Deactivated", "No", nil, nil, "3 Jan 2026", "acme", nil)
	b.set(main, 9, "Zoë \"Z\" Größe\nSørensen", "zoe@acme.example", 42, "Active", "Yes", "Staff", "billable", nil, nil, nil)
	b.format(main, "C9", "00000")
	b.do(b.SetCellFormula(main, "H9", "=NOW()"))
	b.set(main, 10, nil, "total", nil, nil, nil, nil, nil, nil, nil, nil, "beside the table")
	b.do(b.SetRowVisible(main, 6, false), b.MergeCell(main, "F5", "F6"))
	b.set("Notes", 1, "Ask Bo about Trello")
	b.set("Notes", 2, "Who", "What")
	b.do(b.SetSheetVisible("Notes", false))
	b.set("Old", 1, managedHeader...)
	b.set("Old", 2, "Dee Hale", "dee.hale@acme.example", "d1", "Active", "Yes", "Staff", "billable", "2025-01-31", "acme", nil)
	b.do(b.SetSheetVisible("Old", false, true))
	_, err := b.NewSheet("Empty")
	b.do(err)
	return b.bytes()
}

func TestWorkbook(t *testing.T) {
	n := newNight(t, map[string]string{"book.xlsx": managedBook(t)})
	ledger, rows := n.mustRun()
	got := printNight(ledger, rows)
	const golden = "testdata/formats/managed_accounts.xlsx.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A workbook of many texts takes no more memory than one of few.
func TestMemoryStaysFlatInWorkbooks(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of some size")
	}
	peak := func(rows int) uint64 {
		table := [][]string{{"id", "name", "email"}}
		for i := range rows {
			table = append(table, []string{fmt.Sprintf("712020:%032d", i*7919), fmt.Sprintf("User %d", i), fmt.Sprintf("user.number.%d@acme.example", i)})
		}
		book := textBook(t, true, table...)
		clear(table)
		runtime.GC()
		read := 0
		most := heapPeak(func() { read = countSheetRows(t, book) })
		if read != rows+1 {
			t.Fatalf("%d rows are read, want %d", read, rows+1)
		}
		return (most - uint64(len(book))) >> 20
	}
	small, large := peak(60_000), peak(240_000)
	if large > small+small/2+10 {
		t.Errorf("four times the rows took %d MiB instead of %d", large, small)
	}
	t.Logf("%d MiB, and %d for four times the rows", small, large)
}

func countSheetRows(t *testing.T, content string) int {
	book, err := openWorkbook("a.xlsx", strings.NewReader(content), int64(len(content)), DefaultLimits())
	if err != nil {
		t.Error(err)
		return 0
	}
	defer book.close()
	rows, err := book.openSheet(book.sheets[0])
	if err != nil {
		t.Error(err)
		return 0
	}
	defer rows.close()
	n := 0
	for rows.Scan() {
		n++
	}
	if rows.Err() != nil {
		t.Error(rows.Err())
	}
	return n
}
