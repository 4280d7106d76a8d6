package ingest

// Members of a Trello workspace or Enterprise. The header of the export is not
// known, so that only the options can name the kind. A deactivated member cannot
// use the workspace any more: the row is kept, without a grant.

var trelloEnterpriseCSV = Format{Kind: "trello_enterprise", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"email|emailaddress", "username"},
		ByKind: true,
		layout: trelloLayout,
	},
}}

var trelloLayout = &layout{
	table: workspaceMembersTable,
	fields: []field{
		{keys: "accountid|atlassianid", col: wsmAccountID},
		{keys: "email|emailaddress", col: wsmEmail},
		{keys: "name|fullname", col: wsmName},
		{keys: "username", col: wsmUsername},
		{keys: "lastactive|lastaccessed|lastactivedate", col: wsmLastActive, as: asActivity, typed: wsmLastActiveKind},
		{keys: "licensed", col: wsmLicensed, as: asBool, typed: wsmIsLicensed},
		{keys: "deactivated", col: wsmDeactivated, as: asBool, typed: wsmIsDeactivated},
	},
	identity: []int{wsmAccountID, wsmEmail},
	blank:    unknownActivity,
	also: inWorkspace("trello", func(values [][]byte) bool {
		isDeactivated, _ := parseBool(values[wsmDeactivated])
		return isDeactivated
	}),
}
