package ingest

// People of Okta. No sample of the export is known: its columns are read by the
// names of Okta's user object and of its console. DEPROVISIONED has left; who is
// locked out or suspended is still there.

var oktaUsersCSV = Format{Kind: "okta_users", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@user_principal_name", "@enabled", "firstname|lastname"},
		MustNot: []string{"userprincipalname", "onplan"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{col: dirID}, {col: dirUPN}, {col: dirEmail}, {col: dirName}, {col: dirUserType},
				{col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"staged": true, "provisioned": true, "active": true, "recovery": true, "password_expired": true,
					"locked_out": true, "suspended": true, "deprovisioned": false,
				}},
				{col: dirDepartment}, {col: dirJobTitle}, {col: dirCompany},
				{col: dirCreated, as: asDay, typed: dirCreatedOn},
			}, directoryNames...),
			identity: []int{dirEmail, dirUPN},
			complete: completeDirectory,
		},
	},
}}
