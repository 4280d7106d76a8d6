package ingest

import "bytes"

// Microsoft Entra ID users: "Download users", two generations. Mail is often
// blank; the user principal name stands beside it.

var entraUsersCSV = Format{Kind: "entra_users", Encoding: "csv", Variants: []Variant{
	{
		Name:   "old header",
		Must:   []string{"@user_principal_name", "@name", "objectid"},
		layout: entraLayout,
	},
	{
		Name:    "new header",
		Must:    []string{"@user_principal_name", "@name", "id", "@enabled"},
		MustNot: []string{"objectid"},
		layout:  entraLayout,
	},
}}

var entraLayout = &layout{
	table: directoryUsersTable,
	fields: append([]field{
		{col: dirID}, {col: dirUPN}, {col: dirEmail}, {col: dirName},
		{col: dirUserType},
		{col: dirEnabled, as: asBool, typed: dirIsEnabled},
		{col: dirDepartment}, {col: dirJobTitle}, {col: dirCompany},
		{col: dirCreated, as: asDay, typed: dirCreatedOn},
	}, directoryNames...),
	identity: []int{dirEmail, dirUPN},
	complete: func(values [][]byte) {
		if len(values[dirName]) == 0 {
			values[dirName] = bytes.TrimSpace(append(append(bytes.Clone(values[dirGivenName]), ' '), values[dirSurname]...))
		}
	},
}
