package ingest

// Organisation users: "Export users", four generations. Access columns hold a
// word (User) and name their site in the header; activity columns say when. With
// group membership there is one row per membership, or a column per group, or
// one column of joined names.

var orgUsersCSV = Format{Kind: "org_users", Encoding: "csv", Variants: []Variant{
	{
		Name:   "2021 on",
		Must:   []string{"userid", "username", "email", "userstatus", "addedtoorg"},
		layout: orgUsersLayout("userid", "username", "", "userstatus", "addedtoorg"),
	},
	{
		Name:    "2019 to 2021",
		Must:    []string{"id", "name", "email", "active", "created"},
		MustNot: []string{"userprincipalname"},
		layout:  orgUsersLayout("id", "name", "username", "active", "created"),
	},
	{
		Name:    "2018",
		Must:    []string{"groupname", "username", "fullname", "email", "active", "created"},
		MustNot: []string{"userid"},
		layout:  orgUsersLayout("", "fullname", "username", "active", "created"),
	},
	{
		Name:    "up to 2016",
		Must:    []string{"groupname", "username", "fullname", "email", "active", "lastlogin", "lastsession"},
		MustNot: []string{"userid"},
		layout:  oldOrgUsersLayout(),
	},
}}

func orgUsersLayout(id, name, username, status, added string) *layout {
	return &layout{
		table: accountsTable,
		fields: []field{
			{keys: id, col: accAccountID},
			{keys: "email|emailaddress", col: accEmail},
			{keys: name, col: accName},
			{keys: username, col: accUsername},
			{keys: status, col: accStatus},
			{keys: "orgrole", col: accOrgRole},
			{keys: added, col: accAdded, as: asDay, typed: accAddedOn},
			{keys: "verifiedemail|emailverified", col: accEmailVerified},
			{keys: "lastactivedate|lastactive", col: accLastActive, as: asActivity, typed: accLastActiveKind},
		},
		identity:   []int{accAccountID, accEmail},
		candidates: wordCells,
		blank:      unknownActivity,
		hasGroups:  true,
	}
}

// oldOrgUsersLayout is that of the files up to 2016. Atlassian's own sample has
// one cell more than headers.
func oldOrgUsersLayout() *layout {
	l := orgUsersLayout("", "fullname", "username", "active", "created")
	for i := range l.fields {
		if l.fields[i].col == accLastActive {
			l.fields[i].keys += "|lastsession|lastlogin"
		}
	}
	l.keepsSurplus = true
	return l
}
