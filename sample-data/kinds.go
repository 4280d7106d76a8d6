package sampledata

// A source is a kind of export; a set of them says which files name an
// account.
type source uint8

// The sources.
const (
	inManaged source = 1 << iota
	inOrgUsers
	inV1    // always in the Organizations API file; others are in it by chance
	inSCIM  // by chance, as a tenth of the people is not synced
	inEntra // by chance, as people leave
)

const (
	staff   = inManaged | inSCIM | inEntra
	siteman = staff | inOrgUsers // a user of one of the company's own sites
)

// A kind is a group of accounts with the same access, and what rules.md says
// of them with the config that writeConfig writes. The last four fields are
// the oracle: Expect adds them up.
type kind struct {
	per    int      // accounts in 10,000
	in     source   // which files name them
	who    who      // what sort of holder
	grants []string // product@place; "=" is the organisation's site, "*" another company's
	status string   // "" is Active
	policy string   // "" is Staff, which is billable; Contract is not
	name   string   // for was
	was    string   // what these accounts were once: the name of a kind

	class    string
	rule     string // of guard_standard
	standard verdict
	premium  verdict
}

// A who is what stands behind an account.
type who uint8

// The holders.
const (
	employee who = iota
	service      // an ordinary account that a script uses
	appBot       // account type app, known to the API alone
	outsider     // an address of another company
)

// A verdict as Expect counts it.
type verdict uint8

// The verdicts.
const (
	notBillable verdict = iota
	isBillable
	isUnknown
)

// companyKinds is the mix of a company that pays for Jira, Confluence, JSM,
// Bitbucket, Loom and Opsgenie, and where everybody may use the help portal.
// The shares are invented; a test holds their sum to 10,000.
var companyKinds = []kind{
	{per: 5250, in: staff, name: "no product",
		class: "portal_customer", rule: "no_supported_product"},
	{per: 1400, in: siteman, name: "jira and confluence", grants: []string{"jira@=", "confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 600, in: siteman, name: "jira", grants: []string{"jira@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 400, in: siteman, grants: []string{"jira@=", "bitbucket@=-code", "confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 250, in: siteman, grants: []string{"confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 100, in: siteman, grants: []string{"jira@=", "jira@=-labs"},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 100, in: siteman, grants: []string{"jira@=", "confluence@=", "jira@=-sandbox"},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 100, in: siteman, was: "jira and confluence", grants: []string{"jira@=", "confluence@=", "loom@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 150, in: siteman, was: "jira", grants: []string{"jira@=", "trello@Free"},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 120, in: siteman, grants: []string{"jsm@=", "jira@=", "confluence@="},
		class: "agent", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 80, in: siteman, grants: []string{"jsm@="},
		class: "agent", rule: "intended_seat", standard: isBillable},
	// Help-seekers with a JSM cell: synced, and in no agent group.
	{per: 100, in: staff, grants: []string{"help-desk@="},
		class: "portal_customer", rule: "no_supported_product"},
	{per: 240, in: staff, was: "no product", grants: []string{"trello@Free"},
		class: "accidental_trello", rule: "trello_only", standard: isBillable},
	{per: 60, in: staff, was: "no product", grants: []string{"jira@*"},
		class: "accidental_other", rule: "foreign_site", standard: isBillable, premium: isBillable},
	{per: 30, in: staff, was: "no product", grants: []string{"confluence@*"},
		class: "accidental_other", rule: "foreign_site", standard: isBillable, premium: isBillable},
	{per: 10, in: staff, was: "no product", grants: []string{"jira@*", "trello@Free"},
		class: "accidental_other", rule: "mixed_accidental", standard: isBillable, premium: isBillable},
	{per: 60, in: staff, was: "no product", grants: []string{"jira@=-sandbox"},
		class: "accidental_other", rule: "sandbox_only", standard: isBillable, premium: isBillable},
	{per: 40, in: staff, was: "no product", grants: []string{"guest@="},
		class: "accidental_other", rule: "guest", standard: isBillable, premium: isBillable},
	{per: 25, in: staff, was: "no product", grants: []string{"bitbucket@*"},
		class: "accidental_other", rule: "foreign_site", standard: isBillable},
	{per: 20, in: staff, was: "no product", grants: []string{"jpd@="},
		class: "accidental_other", rule: "mixed_accidental", standard: isBillable},
	{per: 20, in: staff, grants: []string{"opsgenie@="},
		class: "licensed", rule: "statuspage_or_opsgenie_exempt"},
	{per: 10, in: staff, grants: []string{"statuspage@="},
		class: "accidental_other", rule: "plan_unknown", standard: isUnknown},
	{per: 100, in: siteman, was: "jira", grants: []string{"jira@="}, policy: "Contract",
		class: "licensed", rule: "non_billable_policy", premium: isBillable},
	{per: 400, in: staff, was: "jira and confluence", grants: []string{"jira@=", "confluence@="}, status: "Deactivated",
		class: "inactive", rule: "deactivated"},
	{per: 215, in: staff, was: "no product", status: "Deactivated",
		class: "inactive", rule: "deactivated"},
	{per: 20, in: inManaged | inOrgUsers, who: service, grants: []string{"jira@="},
		class: "app", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 20, in: inV1, who: appBot, grants: []string{"jira@="},
		class: "app", rule: "app_account"},
	// Contractors: addresses of another domain, so no managed-accounts row.
	{per: 60, in: inOrgUsers, who: outsider, grants: []string{"jira@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 10, in: inOrgUsers, who: outsider,
		class: "unresolved", rule: "no_product_evidence", standard: isUnknown, premium: isUnknown},
	{per: 10, in: siteman, grants: []string{"whiteboards@="},
		class: "unresolved", rule: "only_unknown", standard: isUnknown, premium: isUnknown},
}

// table1Kinds is the case of rules.md §7, exact at 10,000 accounts.
var table1Kinds = []kind{
	{per: 9500, in: inManaged, name: "no product", class: "portal_customer", rule: "no_supported_product"},
	{per: 300, in: inManaged, was: "no product", grants: []string{"trello@Free"},
		class: "accidental_trello", rule: "trello_only", standard: isBillable},
	{per: 200, in: inManaged, grants: []string{"jsm@="},
		class: "agent", rule: "intended_seat", standard: isBillable},
}

// usersKinds is a large organisation's "Export users" and nothing else: the
// file that reading speed is measured with.
var usersKinds = []kind{
	{per: 1000, in: inOrgUsers,
		class: "unresolved", rule: "no_product_evidence", standard: isUnknown, premium: isUnknown},
	{per: 4000, in: inOrgUsers, grants: []string{"jira@=", "confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 2500, in: inOrgUsers, name: "jira", grants: []string{"jira@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 1000, in: inOrgUsers, grants: []string{"confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 300, in: inOrgUsers, grants: []string{"jira@=", "bitbucket@=-code", "confluence@="},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 200, in: inOrgUsers, grants: []string{"jira@=", "jira@=-labs"},
		class: "licensed", rule: "intended_seat", standard: isBillable, premium: isBillable},
	{per: 500, in: inOrgUsers, grants: []string{"jsm@="},
		class: "agent", rule: "intended_seat", standard: isBillable},
	{per: 500, in: inOrgUsers, was: "jira", grants: []string{"jira@="}, status: "Deactivated",
		class: "inactive", rule: "deactivated"},
}
