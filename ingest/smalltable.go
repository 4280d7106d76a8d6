package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"billable"
)

// A SmallTable is a table that people keep by hand and that is no export, such as a
// price book: rows of text with their places.
type SmallTable struct {
	Pos    billable.Pos // of the header
	Header []string     // trimmed
	Rows   []TableRow   // those that are not blank
}

// A TableRow is one row, with a cell, trimmed, for each column of the header.
type TableRow struct {
	Row   int
	Cells []string
}

// mostTableRows keeps a file that was named by mistake out of memory.
const mostTableRows = 100_000

// ReadTable reads a small table: a CSV file, in any encoding and with any separator
// that exports may have, or the first sheet of a workbook that has a row with all of
// the columns given. Columns are compared as headers are, and come back as they are
// given. Messages name the file without its folders.
//
// Errors are Problems of the kind Input: a row that is no row of the table is one.
func ReadTable(name string, columns []string, l Limits) (*SmallTable, error) {
	l = l.orDefault()
	base := filepath.Base(name)
	c, err := fileContent(context.Background(), filepath.Dir(name), base)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: base}, What: "there is no such file", Remedy: "Check the path."}
	}
	if err != nil {
		return nil, fileProblem(base, err)
	}
	defer c.close()
	s, err := openSource(c, Input{Path: base, Bytes: c.size}, l)
	if err != nil {
		return nil, err
	}
	defer s.close()
	t := &tableReader{SmallTable: SmallTable{Pos: billable.Pos{File: base}}, columns: columns}
	encoding, err := encodingOf(base, s.text)
	switch {
	case err != nil:
		return nil, err
	case encoding == "workbook":
		err = t.readWorkbook(s, l)
	case encoding == "json":
		err = t.problem(0, "the file is JSON", "Give a CSV file or an .xlsx workbook.")
	default:
		err = t.readCSV(s, l)
	}
	return &t.SmallTable, err
}

// A tableReader fills a SmallTable.
type tableReader struct {
	SmallTable
	columns []string
}

func (t *tableReader) problem(row int, what, remedy string) error {
	pos := t.Pos
	pos.Row = row
	return &billable.Problem{Kind: billable.Input, Pos: pos, What: what, Remedy: remedy}
}

func (t *tableReader) readCSV(s *source, l Limits) error {
	if _, err := s.text.Discard(bomLength(s.text)); err != nil {
		return s.problem(err)
	}
	head, _ := s.text.Peek(s.text.Size())
	csv := newCSVReader(t.Pos.File, s.decoded(), sniffDelimiter(head))
	csv.most, csv.mostCells = int(l.MaxRecordBytes), int(l.MaxColumns)
	for csv.Scan() {
		rec := &csv.record
		if rec.fault != "" {
			return t.problem(int(rec.row), rec.fault, faultRemedy)
		}
		if t.Header == nil {
			t.setHeader(rec)
		} else if err := t.add(rec); err != nil {
			return err
		}
	}
	if csv.Err() == nil && t.Header == nil {
		return emptyProblem(t.Pos.File)
	}
	return csv.Err()
}

func (t *tableReader) readWorkbook(s *source, l Limits) error {
	data, err := newSpool(s.text)
	if err != nil {
		return s.problem(err)
	}
	defer data.close()
	book, err := openWorkbook(t.Pos.File, data, data.size, l)
	if err != nil {
		return err
	}
	defer book.close()
	for _, sheet := range book.sheets {
		if found, err := t.readSheet(book, sheet); found || err != nil {
			return err
		}
	}
	return t.problem(0, "no sheet of the workbook has the columns "+strings.Join(t.columns, ", "), "Let a row of a sheet hold these columns, and the table stand below it.")
}

// readSheet reads a sheet that has the columns; false when it has not.
func (t *tableReader) readSheet(book *workbook, sheet sheet) (found bool, err error) {
	rows, err := book.openSheet(sheet)
	if err != nil {
		return false, err
	}
	defer rows.close()
	for n := int64(0); t.Header == nil; n++ {
		if n > book.limits.MaxTitleRows || !rows.Scan() {
			return false, rows.Err()
		}
		if t.hasColumns(rows.record.cells) {
			t.setHeader(&rows.record)
		}
	}
	t.Pos.Sheet = sheet.name
	for rows.Scan() {
		rows.widen(len(t.Header))
		for _, n := range rows.notes {
			if n.column < len(t.Header) {
				return true, t.problem(int(rows.line), fmt.Sprintf("column %s: %s", t.Header[n.column], findingReasons[n.kind]), "Mend the cell and save the workbook again.")
			}
		}
		if err := t.add(&rows.record); err != nil {
			return true, err
		}
	}
	if rows.strays > 0 {
		return true, t.problem(int(rows.strayRow), findingReasons[strayCells], "Clear these cells, and save the workbook again.")
	}
	return true, rows.Err()
}

func (t *tableReader) hasColumns(cells [][]byte) bool {
	var keys []string
	for _, c := range cellTexts(cells) {
		keys = append(keys, headerKey(c))
	}
	return !slices.ContainsFunc(t.columns, func(c string) bool { return !slices.Contains(keys, headerKey(c)) })
}

func (t *tableReader) setHeader(rec *record) {
	t.Pos.Row = int(rec.row)
	t.Header = make([]string, 0, len(rec.cells))
	for _, cell := range rec.cells {
		name := string(trim(cell))
		for _, c := range t.columns {
			if headerKey(c) == headerKey(name) {
				name = c
			}
		}
		t.Header = append(t.Header, name)
	}
}

// add takes a row, which must be as long as the header; cells behind it may be blank.
func (t *tableReader) add(rec *record) error {
	isTooLong := slices.ContainsFunc(rec.cells[min(len(rec.cells), len(t.Header)):], func(c []byte) bool { return len(trim(c)) > 0 })
	if len(rec.cells) < len(t.Header) || isTooLong {
		return t.problem(int(rec.row), fmt.Sprintf("the row has %d cells, the header has %d", len(rec.cells), len(t.Header)), "Mend the row: as many cells as the header, those with a separator in quotes.")
	}
	if len(t.Rows) == mostTableRows {
		return t.problem(int(rec.row), fmt.Sprintf("the table has more than %d rows", mostTableRows), "Check that this is the file that you mean.")
	}
	row := TableRow{Row: int(rec.row), Cells: make([]string, len(t.Header))}
	isBlank := true
	for i := range row.Cells {
		row.Cells[i] = string(trim(rec.cells[i]))
		isBlank = isBlank && row.Cells[i] == ""
	}
	if !isBlank {
		t.Rows = append(t.Rows, row)
	}
	return nil
}
