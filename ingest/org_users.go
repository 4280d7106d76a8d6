package ingest

// Organisation users: "Export users", four generations. Access columns hold a
// word (User) and name their site in the header; activity columns say when. With
// group membership there is one row per membership, or a column per group, or
// one column of joined names.

var orgUsersCSV = Format{Kind: "org_users", Encoding: "csv", Variants: []Variant{
	{
		Name:   "2021 on",
		Must:   []string{"@account_id", "@name", "@email", "@status", "@added"},
		layout: orgUsersLayout,
	},
	{
		Name:    "2019 to 2021",
		Must:    []string{"@account_id", "@name", "@email", "@status", "@added"},
		MustNot: []string{"userprincipalname"},
		layout:  orgUsersLayout,
	},
	{
		Name:    "2018",
		Must:    []string{"@group_name", "@username", "@name", "@email", "@status", "@added"},
		MustNot: []string{"userid"},
		layout:  orgUsersLayout,
	},
	{
		Name:    "up to 2016",
		Must:    []string{"@group_name", "@username", "@name", "@email", "@status", "lastlogin", "lastsession"},
		MustNot: []string{"userid"},
		layout:  oldOrgUsersLayout(),
	},
}}

var orgUsersLayout = &layout{
	table: accountsTable,
	fields: []field{
		{col: accAccountID}, {col: accEmail}, {col: accName}, {col: accUsername}, {col: accStatus}, {col: accOrgRole},
		{col: accAdded, as: asDay, typed: accAddedOn},
		{col: accEmailVerified},
		{col: accLastActive, as: asActivity, typed: accLastActiveKind},
	},
	identity:   []int{accAccountID, accEmail},
	candidates: wordCells,
	blank:      unknownActivity,
	hasGroups:  true,
}

// oldOrgUsersLayout is that of the files up to 2016. Atlassian's own sample has
// one cell more than headers.
func oldOrgUsersLayout() *layout {
	old := *orgUsersLayout
	old.keepsSurplus = true
	return &old
}
