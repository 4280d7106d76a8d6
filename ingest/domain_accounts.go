package ingest

// Accounts of a verified domain, claimed or not: Domains > Export accounts. The
// column Claimed says whether another organisation has claimed the account. The
// e-mail column may be missing, the policy name always is. The list that the
// claim wizard offers is read by this kind when the options name it: any file
// with an address column, everything else being product columns.

var domainAccountsCSV = Format{Kind: "domain_accounts", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"name", "atlassianid", "claimed", "verifiedemail"},
		MustNot: []string{"policyname"},
		layout:  domainLayout,
	},
}}

var domainLayout = &layout{
	table: accountsTable,
	fields: append(accountFields(),
		field{keys: "claimed", col: accClaimed, as: asBool, typed: accIsClaimed},
		field{keys: "claimstatus", col: accClaimStatus},
	),
	identity:   []int{accAccountID, accEmail},
	candidates: placeCells,
	blank:      unknownActivity,
}

// accountFields are the columns that the exports of accounts have in common:
// domain accounts, external users and policy members.
func accountFields() []field {
	return []field{
		{keys: "atlassianid|accountid", col: accAccountID},
		{keys: "email|emailaddress", col: accEmail},
		{keys: "name|fullname|displayname", col: accName},
		{keys: "accounttype", col: accAccountType},
		{keys: "status|accountstatus", col: accStatus},
		{keys: "billable|billablefor*", col: accBillable, as: asBool, typed: accIsBillable},
		{keys: "policyname", col: accPolicyName},
		{keys: "policytype", col: accPolicyType},
		{keys: "samlsinglesignon", col: accSSO},
		{keys: "twostepverification|twostepverificationenabled", col: accTwoStep},
		{keys: "verifiedemail|emailverified", col: accEmailVerified},
		{keys: "passwordrequirements", col: accPasswordRequirements},
		{keys: "idlesessionduration", col: accIdleSession},
		{keys: "lastactivedate|lastactive|lastactivetime", col: accLastActive, as: asActivity, typed: accLastActiveKind},
	}
}
