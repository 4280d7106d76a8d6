package ingest

// External users: Security > External users > Export users. Its last column says
// whether Guard Standard bills them ("Billable for Atlassian Guard Standard", in
// older files "... Atlassian Access"): it is found by how its key starts.

var externalUsersCSV = Format{Kind: "external_users", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@account_id", "billablefor*"},
		MustNot: []string{"claimed", "policyname"},
		layout: &layout{
			table:      accountsTable,
			fields:     accountFields(),
			identity:   []int{accAccountID, accEmail},
			candidates: placeCells,
			blank:      unknownActivity,
		},
	},
}}
