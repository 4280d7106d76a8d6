package ingest

import "bytes"

// Microsoft Entra ID users: "Download users", two generations. The address is
// mail, or the user principal name where mail is blank.

var entraUsersCSV = Format{Kind: "entra_users", Encoding: "csv", Variants: []Variant{
	{
		Name:   "old header",
		Must:   []string{"userprincipalname", "displayname", "objectid"},
		layout: entraLayout,
	},
	{
		Name:    "new header",
		Must:    []string{"userprincipalname", "displayname", "id", "accountenabled"},
		MustNot: []string{"objectid"},
		layout:  entraLayout,
	},
}}

// Columns that entra files have and raw_directory_users has not, numbered behind
// it.
const (
	entraGivenName = dirCreatedOn + 1 + iota
	entraSurname
	entraValues
)

var entraLayout = &layout{
	table: directoryUsersTable,
	fields: []field{
		{keys: "objectid|id", col: dirID},
		{keys: "userprincipalname", col: dirUPN},
		{keys: "mail", col: dirEmail},
		{keys: "displayname", col: dirName},
		{keys: "givenname", col: entraGivenName, as: asInput},
		{keys: "surname", col: entraSurname, as: asInput},
		{keys: "usertype", col: dirUserType},
		{keys: "accountenabled", col: dirEnabled, as: asBool, typed: dirIsEnabled},
		{keys: "department", col: dirDepartment},
		{keys: "jobtitle", col: dirJobTitle},
		{keys: "companyname", col: dirCompany},
		{keys: "createddatetime", col: dirCreated, as: asDay, typed: dirCreatedOn},
	},
	identity: []int{dirEmail, dirUPN},
	complete: func(values [][]byte) {
		if len(values[dirEmail]) == 0 {
			values[dirEmail] = values[dirUPN]
		}
		if len(values[dirName]) == 0 {
			values[dirName] = bytes.TrimSpace(append(append(bytes.Clone(values[entraGivenName]), ' '), values[entraSurname]...))
		}
	},
}
