package ingest

// Managed accounts: Directory > Managed accounts > Export accounts. Product
// columns hold lists of sites; a blank "Last active" means never.

var managedAccountsCSV = Format{Kind: "managed_accounts", Encoding: "csv", Variants: []Variant{
	{
		Name:    "2022 on",
		Must:    []string{"name", "email", "status", "billable", "policyname", "policytype"},
		MustNot: []string{"claimed", "userid"},
		layout:  managedLayout,
	},
	{
		Name:    "2019 to 2021",
		Must:    []string{"name", "email", "status", "billable", "samlsinglesignon"},
		MustNot: []string{"policyname", "claimed"},
		layout:  managedLayout,
	},
	{
		Name:    "narrowed",
		Must:    []string{"email", "atlassianid", "lastactivedate"},
		MustNot: []string{"claimed", "userid"},
		layout:  managedLayout,
	},
}}

var managedLayout = &layout{
	table: accountsTable,
	fields: []field{
		{keys: "atlassianid|accountid", col: accAccountID},
		{keys: "email|emailaddress", col: accEmail},
		{keys: "name|fullname|displayname", col: accName},
		{keys: "accounttype", col: accAccountType},
		{keys: "status|accountstatus", col: accStatus},
		{keys: "billable", col: accBillable, as: asBool, typed: accIsBillable},
		{keys: "policyname", col: accPolicyName},
		{keys: "policytype", col: accPolicyType},
		{keys: "samlsinglesignon", col: accSSO},
		{keys: "twostepverification|twostepverificationenabled", col: accTwoStep},
		{keys: "verifiedemail|emailverified", col: accEmailVerified},
		{keys: "passwordrequirements", col: accPasswordRequirements},
		{keys: "idlesessionduration", col: accIdleSession},
		{keys: "lastactivedate|lastactive|lastactivetime", col: accLastActive, as: asActivity, typed: accLastActiveKind},
	},
	identity:   []int{accAccountID, accEmail},
	candidates: placeCells,
	blank:      neverActive,
}
