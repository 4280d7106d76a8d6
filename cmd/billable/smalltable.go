package main

import (
	"bytes"
	"encoding/csv"

	"billable"
	"billable/ingest"
)

// readSmallTable reads a table that the config or a flag names: CSV, or a sheet of a
// workbook with the columns. What is wrong with it is the user's to mend: a Usage
// problem.
func readSmallTable(name string, columns []string, l limits) (*ingest.SmallTable, error) {
	t, err := ingest.ReadTable(name, columns, ingest.Limits(l))
	if p := billable.ProblemIn(err); p != nil && p.Kind == billable.Input {
		p.Kind = billable.Usage
	}
	return t, err
}

// eachRow calls f with the number and the cells of every row, by column.
func eachRow(t *ingest.SmallTable, f func(row int, cells map[string]string) error) error {
	for _, r := range t.Rows {
		cells := make(map[string]string, len(t.Header))
		for i, h := range t.Header {
			cells[h] = r.Cells[i]
		}
		if err := f(r.Row, cells); err != nil {
			return err
		}
	}
	return nil
}

// tableCSV writes a table as CSV with commas.
func tableCSV(t *ingest.SmallTable) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Write(t.Header)
	for _, r := range t.Rows {
		w.Write(r.Cells)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
