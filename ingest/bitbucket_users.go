package ingest

import "bytes"

// Users of a Bitbucket workspace, as its settings export them. There is no
// account id and no name of the workspace: see WorkspaceRule. " (INACTIVE)" behind
// a name is a flag.

var bitbucketUsersCSV = Format{Kind: "bitbucket_users", Encoding: "csv", Variants: []Variant{
	{
		Must:   []string{"publicname", "emailaddress", "has2sv", "onplan"},
		layout: bitbucketLayout,
	},
}}

var bitbucketLayout = &layout{
	table: workspaceMembersTable,
	fields: []field{
		{keys: "accountid|atlassianid", col: wsmAccountID},
		{keys: "emailaddress|email", col: wsmEmail},
		{keys: "publicname", col: wsmName},
		{col: wsmState, as: asWord, typed: wsmIsInactive, words: map[string]bool{"inactive": true}},
		{keys: "has2sv", col: wsmTwoStep},
		{keys: "onplan", col: wsmOnPlan, as: asBool, typed: wsmIsOnPlan},
		{keys: "lastlogin|lastloginutc", col: wsmLastActive, as: asActivity, typed: wsmLastActiveKind},
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
