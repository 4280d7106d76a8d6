package ingest

// Organizations API v1 users as scripts flatten them into CSV: one row per
// account and product. Accounts without a product may be missing.

var orgsV1FlatCSV = Format{Kind: "orgs_v1_flat", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"accountid", "accountstatus", "accessbillable", "productaccesskey"},
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
		{keys: "accountid", col: accAccountID},
		{keys: "email|emailaddress", col: accEmail},
		{keys: "name|fullname", col: accName},
		{keys: "accounttype", col: accAccountType},
		{keys: "accountstatus", col: accStatus},
		{keys: "accessbillable", col: accBillable, as: asBool, typed: accIsBillable},
		{keys: "lastactive", col: accLastActive, as: asActivity, typed: accLastActiveKind},
		{keys: "productaccesskey", col: flatKey, as: asInput},
		{keys: "productaccessname", col: flatName, as: asInput},
		{keys: "producturl|productaccessurl", col: flatURL, as: asInput},
		{keys: "productaccesslastactive", col: flatLastActive, as: asInput},
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
