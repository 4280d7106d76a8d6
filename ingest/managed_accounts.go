package ingest

// Managed accounts: Directory > Managed accounts > Export accounts. Product
// columns hold lists of sites; a blank "Last active" means never.

var managedAccountsCSV = Format{Kind: "managed_accounts", Encoding: "csv", Variants: []Variant{
	{
		Name:    "2022 on",
		Must:    []string{"@name", "@email", "@status", "@billable", "@policy_name", "@policy_type"},
		MustNot: []string{"claimed", "userid"},
		layout:  managedLayout,
	},
	{
		Name:    "2019 to 2021",
		Must:    []string{"@name", "@email", "@status", "@billable", "@sso"},
		MustNot: []string{"policyname", "claimed"},
		layout:  managedLayout,
	},
	{
		Name:    "narrowed",
		Must:    []string{"@email", "atlassianid", "lastactivedate"},
		MustNot: []string{"claimed", "userid"},
		layout:  managedLayout,
	},
}}

var managedLayout = &layout{
	table:      accountsTable,
	fields:     accountFields(),
	identity:   []int{accAccountID, accEmail},
	candidates: placeCells,
	blank:      neverActive,
}
