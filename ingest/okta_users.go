package ingest

// People of Okta. No sample of the export is known: its columns are read by the
// names of Okta's user object and of its console. DEPROVISIONED has left; who is
// locked out or suspended is still there.

var oktaUsersCSV = Format{Kind: "okta_users", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"login|username", "status", "firstname|lastname"},
		MustNot: []string{"userprincipalname", "onplan"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{keys: "id|userid|oktaid", col: dirID},
				{keys: "login|username", col: dirUPN},
				{keys: "email|primaryemail", col: dirEmail},
				{keys: "displayname", col: dirName},
				{keys: "usertype", col: dirUserType},
				{keys: "status", col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"staged": true, "provisioned": true, "active": true, "recovery": true, "password_expired": true,
					"locked_out": true, "suspended": true, "deprovisioned": false,
				}},
				{keys: "department", col: dirDepartment},
				{keys: "title", col: dirJobTitle},
				{keys: "organization", col: dirCompany},
				{keys: "created", col: dirCreated, as: asDay, typed: dirCreatedOn},
			}, directoryNames...),
			identity: []int{dirEmail, dirUPN},
			complete: completeDirectory,
		},
	},
}}
