package ingest

// Any list of people that answers "who works here": names and addresses. Without
// the options it is recognised only by a column of addresses, one of names, and
// none that an export of a vendor has: an export that lacks a column must be
// refused, not read as a list. When the options name the kind, the list may also
// be without a header: see addresslist.go.

const nameFields = "@name|@given_name|@surname"

var directoryListCSV = Format{Kind: "directory_list", Encoding: "csv", Variants: []Variant{
	{
		Must:         []string{"mail|email|emailaddress|primaryemail", nameFields},
		MustNot:      vendorKeys,
		IsLastResort: true,
		layout:       directoryListLayout,
	},
	{Name: "named by the options", Must: []string{"@email", nameFields}, ByKind: true, layout: directoryListLayout},
}}

// vendorKeys are header keys that only an export of a vendor has, or one of the
// files that are read by other formats.
var vendorKeys = []string{
	"accountid", "atlassianid", "userid", "billable*", "claim*", "policy*", "samlsinglesignon", "twostep*", "verifiedemail",
	"accountstatus", "accounttype", "userstatus", "addedtoorg", "orgrole", "active", "created", "lastactive*", "lastseen*",
	"groupid", "groupname", "username", "lastlogin*", "lastsession", "publicname", "has2sv", "onplan", "orgunitpath",
	"userprincipalname", "login", "blockcredential", "accountenabled", "usagelocation", "status", "site", "pattern",
	"jira*", "confluence*", "bitbucket*", "trello*", "opsgenie*", "statuspage*", "loom*", "compass*",
	"product*", "entitlement*", "quote*", "invoice*", "licensed", "deactivated", "domain", "reason",
}

// directoryListLayout takes the address from the best column that there is, and
// from no other: a second address would be a guess.
var directoryListLayout = &layout{
	table: directoryUsersTable,
	fields: append([]field{
		{col: dirID},
		{col: dirEmail, isSingle: true},
		{col: dirName}, {col: dirUserType},
		{col: dirEnabled, as: asBool, typed: dirIsEnabled},
		{col: dirDepartment}, {col: dirJobTitle}, {col: dirCompany},
	}, directoryNames...),
	identity: []int{dirEmail},
	complete: func(values [][]byte) {
		values[dirEmail] = bareAddress(values[dirEmail])
		completeDirectory(values)
	},
}
