package main

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"billable"
)

// readBook reads a price book that is CSV, or the sheet of a workbook that has its
// columns, and checks it. What it gives is CSV.
func readBook(name string, known vocabulary, l limits) ([]byte, error) {
	if !exists(name) {
		return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: filepath.Base(name)},
			What: "the price book cannot be read", Remedy: "Check the path."}
	}
	t, err := readSmallTable(name, priceColumns, l)
	if err != nil {
		return nil, err
	}
	if err := checkPriceBook(t, known); err != nil {
		return nil, err
	}
	return tableCSV(t)
}

func hashBook(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
