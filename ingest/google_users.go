package ingest

// Google Workspace users: "Download users". Headers carry notes in brackets, which
// their keys lack. The password column is not read.

var googleUsersCSV = Format{Kind: "google_users", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"firstname", "lastname", "emailaddress", "orgunitpath"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{keys: "emailaddress", col: dirEmail},
				{col: dirName},
				{keys: "employeetype", col: dirUserType},
				{keys: "status", col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"active": true, "suspended": false, "archived": false, "deleted": false,
				}},
				{keys: "department", col: dirDepartment},
				{keys: "employeetitle", col: dirJobTitle},
			}, directoryNames...),
			identity: []int{dirEmail},
			complete: completeDirectory,
		},
	},
}}
