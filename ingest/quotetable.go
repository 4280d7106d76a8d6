package ingest

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"billable"
)

// A looseTable is the first rows of a file of no known layout, as texts.
type looseTable struct {
	file, sheet string
	rows        []looseRow
}

type looseRow struct {
	no    int64
	cells []string // trimmed
}

// mostLooseRows is how many rows a draft looks at.
const mostLooseRows = 400

// readLoose reads the first rows of a CSV file, or of each sheet of a workbook.
func readLoose(name string, l Limits) ([]looseTable, error) {
	l = l.orDefault()
	base := filepath.Base(name)
	c, err := fileContent(context.Background(), filepath.Dir(name), base)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: base}, What: "there is no such file", Remedy: "Check the path."}
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
	encoding, err := encodingOf(base, s.text)
	switch {
	case err != nil:
		return nil, err
	case encoding == "json":
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: base}, What: "the file is JSON, which has no columns to map",
			Remedy: "Give a CSV file or an .xlsx workbook; quotes of the Commerce API are read without a mapping."}
	case encoding == "workbook":
		return looseSheets(base, s, l)
	}
	t, err := looseCSV(base, s, l)
	return []looseTable{t}, err
}

func looseCSV(base string, s *source, l Limits) (looseTable, error) {
	t := looseTable{file: base}
	if _, err := s.text.Discard(bomLength(s.text)); err != nil {
		return t, s.problem(err)
	}
	head, _ := s.text.Peek(s.text.Size())
	csv := newCSVReader(base, s.decoded(), widestDelimiter(head))
	csv.most, csv.mostCells = int(l.MaxRecordBytes), int(l.MaxColumns)
	for len(t.rows) < mostLooseRows && csv.Scan() {
		if csv.record.fault == "" {
			t.add(csv.record.row, csv.record.cells)
		}
	}
	return t, csv.Err()
}

// widestDelimiter is the separator of the line that has the most of one: titles above a
// table have fewer than its header.
func widestDelimiter(head []byte) byte {
	best, most := byte(','), 0
	for line := range strings.Lines(string(head[:min(len(head), headBytes)])) {
		for _, d := range []byte{',', ';', '\t', '|'} {
			if n := strings.Count(line, string(d)); n > most {
				best, most = d, n
			}
		}
	}
	return best
}

func looseSheets(base string, s *source, l Limits) ([]looseTable, error) {
	data, err := newSpool(s.text)
	if err != nil {
		return nil, s.problem(err)
	}
	defer data.close()
	book, err := openWorkbook(base, data, data.size, l)
	if err != nil {
		return nil, err
	}
	defer book.close()
	var tables []looseTable
	for _, sheet := range book.sheets {
		rows, err := book.openSheet(sheet)
		if err != nil {
			return nil, err
		}
		t := looseTable{file: base, sheet: sheet.name}
		for len(t.rows) < mostLooseRows && rows.Scan() {
			t.add(rows.line, rows.record.cells)
		}
		err = rows.Err()
		rows.close()
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

func (t *looseTable) add(no int64, cells [][]byte) {
	row := looseRow{no: no}
	for _, c := range cellTexts(cells) {
		row.cells = append(row.cells, string(value([]byte(c))))
	}
	if strings.Join(row.cells, "") != "" {
		t.rows = append(t.rows, row)
	}
}
