package ingest

// Side inputs are small files of our own layout that answer what no export can.
// They are recognised by exactly their columns, in any order.

var (
	agentsCSV = sideInput("agents", agentsTable, []int{0, 1}, "accountid", "email", "site")
	sitesCSV  = sideInput("sites", sitesTable, []int{0}, "site", "ownership", "sandbox", "product", "plan")

	serviceAccountsCSV = sideInput("service_accounts", serviceAccountsTable, []int{0, 1, 2},
		"accountid", "email", "pattern", "note")
	protectedCSV = sideInput("protected", protectedTable, []int{0, 1, 2, 3},
		"accountid", "email", "domain", "group", "reason")
)

// sideInput makes the format of a side input whose table has one column per key,
// in the same order. One of the identity columns must have a value.
func sideInput(kind string, table *tableDef, identity []int, keys ...string) Format {
	l := &layout{table: table}
	for i, key := range keys {
		l.fields = append(l.fields, field{keys: key, col: placeColumns + i})
	}
	for _, i := range identity {
		l.identity = append(l.identity, placeColumns+i)
	}
	return Format{Kind: kind, Encoding: "csv", Variants: []Variant{{Must: keys, Exact: true, layout: l}}}
}
