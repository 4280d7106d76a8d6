package ingest

// Side inputs are small files of our own layout that answer what no export can.
// They are recognised by exactly their columns, in any order.

var (
	agentsCSV = sideInput("agents", agentsTable, 2)
	sitesCSV  = sideInput("sites", sitesTable, 1)

	serviceAccountsCSV = sideInput("service_accounts", serviceAccountsTable, 3)
	protectedCSV       = sideInput("protected", protectedTable, 4)
)

// sideInput makes the format of a side input, which must have every column of its
// table. One of the first columns must have a value: identity says how many.
func sideInput(kind string, table *tableDef, identity int) Format {
	l := &layout{table: table}
	v := Variant{Exact: true, layout: l}
	for col := placeColumns; col < len(table.columns); col++ {
		l.fields = append(l.fields, field{col: col})
		v.Must = append(v.Must, "@"+table.columns[col].name)
	}
	for col := range identity {
		l.identity = append(l.identity, placeColumns+col)
	}
	return Format{Kind: kind, Encoding: "csv", Variants: []Variant{v}}
}
