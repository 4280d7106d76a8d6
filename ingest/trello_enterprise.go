package ingest

// Members of a Trello workspace or Enterprise. The header of the export is not
// known, so that only the options can name the kind. A deactivated member cannot
// use the workspace any more: the row is kept, without a grant.

var trelloEnterpriseCSV = Format{Kind: "trello_enterprise", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"@email", "@username"},
		ByKind: true,
		layout: trelloLayout,
	},
}}

var trelloLayout = &layout{
	table: workspaceMembersTable,
	fields: []field{
		{col: wsmAccountID}, {col: wsmEmail}, {col: wsmName}, {col: wsmUsername},
		{col: wsmLastActive, as: asActivity, typed: wsmLastActiveKind},
		{col: wsmLicensed, as: asBool, typed: wsmIsLicensed},
		{col: wsmDeactivated, as: asBool, typed: wsmIsDeactivated},
	},
	identity: []int{wsmAccountID, wsmEmail},
	blank:    unknownActivity,
	also: inWorkspace("trello", func(values [][]byte) bool {
		isDeactivated, _ := parseBool(values[wsmDeactivated])
		return isDeactivated
	}),
}
