package ingest

// Google Workspace users: "Download users". Headers carry notes in brackets, which
// their keys lack. The password column is not read.

var googleUsersCSV = Format{Kind: "google_users", Encoding: "csv", Variants: []Variant{
	{
		Must: []string{"@given_name", "@surname", "@email", "orgunitpath"},
		layout: &layout{
			table: directoryUsersTable,
			fields: append([]field{
				{col: dirEmail}, {col: dirName, isMade: true}, {col: dirUserType},
				{col: dirEnabled, as: asWord, typed: dirIsEnabled, words: map[string]bool{
					"active": true, "suspended": false, "archived": false, "deleted": false,
				}},
				{col: dirDepartment}, {col: dirJobTitle},
			}, directoryNames...),
			identity: []int{dirEmail},
			complete: completeDirectory,
		},
	},
}}
