package ingest

// Discovered apps: those that managed accounts created on their own. No export is
// known: the layout is our own, after the screen.

var discoveredAppsCSV = Format{Kind: "discovered_apps", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@app", "@user_count", "@last_active"},
		MustNot: []string{"email"},
		layout: &layout{
			table: discoveredAppsTable,
			fields: []field{
				{col: appApp}, {col: appURL},
				{col: appUsers, as: asNumber, number: count, typed: appUsersN},
				{col: appCreated, as: asDay, typed: appCreatedOn},
				{col: appLastActive, as: asActivity, typed: appLastActiveKind},
				{col: appAdmins},
			},
			identity: []int{appApp, appURL},
			blank:    unknownActivity,
		},
	},
}}
