package ingest

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"
)

// losses.csv says what cannot be known when an export lacks a column: table, field
// (blank for the table as a whole) and a sentence, which is blank when nothing rests
// on the field.
//
//go:embed losses.csv
var lossesFile string

type lossKey struct{ table, field string }

var losses = sync.OnceValue(func() map[lossKey]string {
	rows, err := csv.NewReader(strings.NewReader(lossesFile)).ReadAll()
	if err != nil {
		// Only a mistake in the file that is built in gets here.
		panic(fmt.Sprintf("losses.csv: %v", err))
	}
	known := make(map[lossKey]string)
	for _, row := range rows[1:] {
		known[lossKey{row[0], row[1]}] = row[2]
	}
	return known
})

// lossOf is the sentence on a field of a table, or "".
func lossOf(t *tableDef, field string) string {
	name := t.name
	if t == policyMembersTable {
		name = accountsTable.name // it has the same columns
	}
	return losses()[lossKey{name, field}]
}
