package ingest

// Accounts of a verified domain, claimed or not: Domains > Export accounts. The
// column Claimed says whether another organisation has claimed the account. The
// e-mail column may be missing, the policy name always is. The list that the
// claim wizard offers is read by this kind when the options name it: any file
// with an address column, everything else being product columns.

var domainAccountsCSV = Format{Kind: "domain_accounts", Encoding: "csv", Variants: []Variant{
	{
		Must:    []string{"@name", "@account_id", "@claimed", "@email_verified"},
		MustNot: []string{"policyname"},
		layout:  domainLayout,
	},
}}

var domainLayout = &layout{
	table: accountsTable,
	fields: append(accountFields(),
		field{col: accClaimed, as: asBool, typed: accIsClaimed},
		field{col: accClaimStatus},
	),
	identity:   []int{accAccountID, accEmail},
	candidates: placeCells,
	blank:      unknownActivity,
}

// accountFields are the columns that the exports of accounts have in common:
// managed accounts, domain accounts, external users and policy members.
func accountFields() []field {
	return []field{
		{col: accAccountID}, {col: accEmail}, {col: accName}, {col: accAccountType}, {col: accStatus},
		{col: accBillable, as: asBool, typed: accIsBillable},
		{col: accPolicyName}, {col: accPolicyType}, {col: accSSO}, {col: accTwoStep},
		{col: accEmailVerified}, {col: accPasswordRequirements}, {col: accIdleSession},
		{col: accLastActive, as: asActivity, typed: accLastActiveKind},
	}
}
