package ingest

// Organizations API v1 users as scripts flatten them into CSV: one row per
// account and product. Accounts without a product may be missing.

var orgsV1FlatCSV = Format{Kind: "orgs_v1_flat", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"@account_id", "@status", "@billable", "@product_key"},
		layout: orgsV1FlatLayout,
	},
}}

// Columns of the file that become a grant, numbered behind raw_accounts.
const (
	flatKey = accAddedOn + 1 + iota
	flatName
	flatURL
	flatLastActive
)

var orgsV1FlatLayout = &layout{
	table: accountsTable,
	fields: []field{
		{col: accAccountID}, {col: accEmail}, {col: accName}, {col: accAccountType}, {col: accStatus},
		{col: accBillable, as: asBool, typed: accIsBillable},
		{col: accLastActive, as: asActivity, typed: accLastActiveKind},
		{name: "product_key", col: flatKey, as: asInput},
		{name: "product_name", col: flatName, as: asInput},
		{name: "product_url", col: flatURL, as: asInput},
		{name: "product_last_active", col: flatLastActive, as: asInput},
	},
	identity: []int{accAccountID, accEmail},
	blank:    unknownActivity,
	also: func(f *fileRun) func(row int64, values [][]byte) {
		grants := f.keyGrants()
		return func(row int64, values [][]byte) {
			product := values[flatKey]
			if len(product) == 0 {
				product = values[flatName]
			}
			if len(product) == 0 {
				return
			}
			f.addKeyGrant(grants, row, keyGrant{
				header: "product_access", kind: roleAccess, product: product,
				place: values[flatURL], lastActive: values[flatLastActive],
			})
			grants.rotateIfFull()
		}
	},
}
