package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"billable"
)

// readBook reads a price book that is CSV, or the sheet of a workbook that has its
// columns, and checks it. What it gives is CSV.
func readBook(name string, known vocabulary) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: filepath.Base(name)},
			What: "the price book cannot be read", Remedy: "Check the path.", Err: err}
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		if text, err = bookSheet(filepath.Base(name), text); err != nil {
			return nil, err
		}
	}
	return text, checkPriceBook(filepath.Base(name), text, known)
}

func hashBook(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// bookSheet writes the first sheet with a header of a price book as CSV. Rows
// above the header are left out, so that the rows of a message are off by them;
// most books have none.
func bookSheet(file string, workbook []byte) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: file}, What: "the workbook cannot be opened",
			Remedy: "Save it as .xlsx without a password, or as CSV.", Err: err}
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("read sheet: %w", err)
		}
		if len(rows) > 0 && slices.Contains(rows[0], "unit_price_cents") {
			return bookCSV(rows)
		}
	}
	return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: file}, What: "no sheet of the workbook is a price book",
		Remedy: "Let the first row of a sheet hold the columns " + strings.Join(priceColumns, ", ") + "."}
}

// bookCSV gives every row as many cells as the header, and spells dates that the
// workbook keeps as numbers.
func bookCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	header := rows[0]
	for i, row := range rows {
		cells := make([]string, len(header))
		copy(cells, row)
		for c := range cells {
			if i > 0 && strings.HasPrefix(header[c], "effective_") {
				cells[c] = sheetDate(cells[c])
			}
		}
		if strings.Join(cells, "") != "" {
			w.Write(cells)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func sheetDate(cell string) string {
	serial, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		return cell
	}
	day, err := excelize.ExcelDateToTime(serial, false)
	if err != nil {
		return cell
	}
	return day.Format(dateLayout)
}
