package ingest

// Microsoft 365 users: "Export users" of its admin centre. "Block credential" says
// the reverse of an enabled account. Passwords are not read.

var m365UsersCSV = Format{Kind: "m365_users", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"userprincipalname", "blockcredential"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{keys: "objectid|id", col: dirID},
				{keys: "userprincipalname", col: dirUPN},
				{keys: "mail|email|emailaddress", col: dirEmail},
				{keys: "displayname", col: dirName},
				{keys: "usertype", col: dirUserType},
				{keys: "blockcredential", col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"false": true, "no": true, "0": true, "true": false, "yes": false, "1": false,
				}},
				{keys: "department", col: dirDepartment},
				{keys: "title|jobtitle", col: dirJobTitle},
				{keys: "company|companyname", col: dirCompany},
				{keys: "whencreated|createddatetime", col: dirCreated, as: asDay, typed: dirCreatedOn},
			}, directoryNames...),
			identity: []int{dirEmail, dirUPN},
			complete: completeDirectory,
		},
	},
}}
