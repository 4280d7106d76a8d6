package main

import (
	"crypto/sha256"
	"encoding/hex"
)

// readBook reads a price book that is CSV, or the sheet of a workbook that has its
// columns, and checks it. What it gives is CSV.
func readBook(name string, known vocabulary, l limits) ([]byte, error) {
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
