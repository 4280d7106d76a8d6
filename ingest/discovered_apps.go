package ingest

// Discovered apps: those that managed accounts created on their own. No export is
// known: the layout is our own, after the screen.

var discoveredAppsCSV = Format{Kind: "discovered_apps", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"app|product", "usercount", "lastactive"},
		MustNot: []string{"email"},
		layout: &layout{
			table: discoveredAppsTable,
			fields: []field{
				{keys: "app|product", col: appApp},
				{keys: "url", col: appURL},
				{keys: "usercount", col: appUsers, as: asNumber, number: count, typed: appUsersN},
				{keys: "createdon", col: appCreated, as: asDay, typed: appCreatedOn},
				{keys: "lastactive", col: appLastActive, as: asActivity, typed: appLastActiveKind},
				{keys: "orgadmins|organizationadmins", col: appAdmins},
			},
			identity: []int{appApp, appURL},
			blank:    unknownActivity,
		},
	},
}}
