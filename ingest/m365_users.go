package ingest

// Microsoft 365 users: "Export users" of its admin centre. "Block credential" says
// the reverse of an enabled account. Passwords are not read.

var m365UsersCSV = Format{Kind: "m365_users", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"@user_principal_name", "@enabled"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{col: dirID}, {col: dirUPN}, {col: dirEmail}, {col: dirName}, {col: dirUserType},
				{col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"false": true, "no": true, "0": true, "true": false, "yes": false, "1": false,
				}},
				{col: dirDepartment}, {col: dirJobTitle}, {col: dirCompany},
				{col: dirCreated, as: asDay, typed: dirCreatedOn},
			}, directoryNames...),
			identity: []int{dirEmail, dirUPN},
			complete: completeDirectory,
		},
	},
}}
