package ingest

import "bytes"

// Users of a Bitbucket workspace, as its settings export them. There is no
// account id and no name of the workspace: see WorkspaceRule. " (INACTIVE)" behind
// a name is a flag.

var bitbucketUsersCSV = Format{Kind: "bitbucket_users", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"@name", "@email", "@two_step", "@on_plan"},
		layout: bitbucketLayout,
	},
}}

var bitbucketLayout = &layout{
	table: workspaceMembersTable,
	fields: []field{
		{col: wsmAccountID}, {col: wsmEmail}, {col: wsmName},
		{col: wsmState, isMade: true, as: asWord, typed: wsmIsInactive, words: map[string]bool{"inactive": true}},
		{col: wsmTwoStep},
		{col: wsmOnPlan, as: asBool, typed: wsmIsOnPlan},
		{col: wsmLastActive, as: asActivity, typed: wsmLastActiveKind},
	},
	identity: []int{wsmAccountID, wsmEmail},
	blank:    unknownActivity,
	complete: func(values [][]byte) {
		if name, isInactive := bytes.CutSuffix(values[wsmName], []byte("(INACTIVE)")); isInactive {
			values[wsmName], values[wsmState] = value(name), []byte("INACTIVE")
		}
	},
	also: inWorkspace("bitbucket", func([][]byte) bool { return false }),
}
