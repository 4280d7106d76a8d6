package ingest

// Members of an authentication policy: Security > Authentication policies >
// Export members. Its columns are those of managed accounts; "Last active time"
// tells the two apart, which have "Last active", "Last active date" or
// "Atlassian ID". How many policies a file names decides nothing.

var policyMembersCSV = Format{Kind: "policy_members", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@name", "@email", "lastactivetime", "@status", "@billable", "@policy_name", "@policy_type"},
		MustNot: []string{"claimed", "userid", "lastactivedate", "lastactive", "atlassianid"},
		layout: &layout{
			table:      policyMembersTable,
			fields:     accountFields(),
			identity:   []int{accAccountID, accEmail},
			candidates: placeCells,
			blank:      unknownActivity,
		},
	},
}}

// policyMembersTable has the columns of raw_accounts.
var policyMembersTable = &tableDef{"policy_members", accountsTable.columns}
