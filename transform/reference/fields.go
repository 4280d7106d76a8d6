package reference

import (
	"slices"
	"strings"
)

// field is a fact that sources state: its value, and how well it is known.
type field struct {
	value string
	known Known // NotKnown where every source is silent
}

// sourceRank: "managed accounts = Organizations API v1, policy members, domain
// accounts, API v2, external users, organisation users, portal customers,
// Bitbucket and Trello members, SCIM".
func sourceRank(format string) int {
	switch format {
	case "managed_accounts", "orgs_v1_users", "orgs_v1_flat":
		return 1
	case "policy_members":
		return 2
	case "domain_accounts":
		return 3
	case "orgs_v2_users":
		return 4
	case "external_users":
		return 5
	case "org_users":
		return 6
	case "portal_customers":
		return 7
	case "scim_users":
		return 9
	}
	return 8
}

func accountRow(a *RawAccount) row {
	return row{
		pos: a.Pos, rank: sourceRank(a.Format), acct: a,
		email: a.Email, name: a.Name, accountType: strings.ToLower(a.AccountType),
		status: statusWord(a.Status), policy: policyWord(a.PolicyType), billable: flagWord(a.IsBillable),
	}
}

// scimRow: "SCIM (active: false = deactivated)". Reading: an active record
// says active, and "active missing = true".
func scimRow(s *RawScimUser) row {
	status := "active"
	if s.IsActive != nil && !*s.IsActive {
		status = "deactivated"
	}
	return row{pos: s.Pos, rank: sourceRank("scim_users"), email: s.Email, name: s.Name, status: status}
}

// statusWord is the status table of exports.md 1.5. A word outside it is a
// finding whose value is unknown, which is as good as blank.
func statusWord(text string) string {
	switch word := strings.ToLower(text); word {
	case "active", "inactive", "deactivated", "suspended", "closed", "not_invited", "for_deletion":
		return word
	case "yes":
		return "active"
	case "no":
		return "inactive"
	}
	return ""
}

// policyWord: "billable, nonbillable, non-billable, Non-billable, compared
// after dropping non-letters".
func policyWord(text string) string {
	letters := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, strings.ToLower(text))
	switch letters {
	case "billable":
		return "billable"
	case "nonbillable":
		return "non_billable"
	}
	return ""
}

func flagWord(flag *bool) string {
	switch {
	case flag == nil:
		return ""
	case *flag:
		return "billable"
	}
	return "not_billable"
}

// settle: "Field by field: the first source with a value that is not blank;
// within one source the last such row of the last file by path. A difference
// is a finding, stands in evidence, and makes what rests on it assumed."
// Reading: any two rows that differ make a difference, within one source too.
func (p *person) settle(read func(row) string) field {
	f := field{}
	for _, r := range p.rows {
		switch value := read(r); {
		case value == "":
		case f.known == NotKnown:
			f = field{value, Stated}
		case !strings.EqualFold(value, f.value):
			f.known = Assumed
		}
	}
	return f
}

// settleAll sorts the rows by precedence and settles every field.
func (p *person) settleAll(cover Coverage) {
	slices.SortStableFunc(p.rows, latestFirst)
	p.accountType = p.settle(func(r row) string { return r.accountType })
	p.status = p.settle(func(r row) string { return r.status })
	p.policy = p.settle(func(r row) string { return r.policy })
	p.billable = p.settle(func(r row) string { return r.billable })
	p.email = p.settle(func(r row) string { return r.email })
	p.name = p.settle(func(r row) string { return r.name })
	p.assumeBlanks(cover)
	for name, f := range map[string]field{"type": p.accountType, "status": p.status, "policy": p.policy, "flag": p.billable, "e-mail": p.email} {
		if f.known == Assumed && f.value != "" {
			cover.hit("field/" + name + " differs or is assumed")
		}
	}
}

// assumeBlanks: "Policy unknown = treated as billable, assumed. Status blank
// everywhere = active, assumed."
func (p *person) assumeBlanks(cover Coverage) {
	if p.policy.value == "" {
		cover.hit("field/policy unknown")
		p.policy.known = Assumed
	}
	if p.status.value == "" {
		cover.hit("field/status blank everywhere")
		p.status = field{"active", Assumed}
	}
}

// left: "status closed, inactive, deactivated or for deletion".
func (p *person) left() bool {
	return set("closed", "inactive", "deactivated", "for_deletion")[p.status.value]
}

// claimed: "named by managed accounts, policy members or API v1".
func (p *person) claimed() bool {
	return p.named("managed_accounts", "policy_members", "orgs_v1_users", "orgs_v1_flat")
}

// external: "named by the external-users export or claimStatus: unmanaged, and
// by no managed, domain, policy-members or API v1 source".
func (p *person) external() bool {
	if p.claimed() || p.named("domain_accounts") {
		return false
	}
	return p.named("external_users") || slices.ContainsFunc(p.rows, func(r row) bool {
		return r.acct != nil && strings.EqualFold(r.acct.ClaimStatus, "unmanaged")
	})
}

// synced: "a SCIM user row for it, or managementSource: synced".
func (p *person) synced() bool {
	return len(p.scim) > 0 || slices.ContainsFunc(p.rows, func(r row) bool {
		return r.acct != nil && strings.EqualFold(r.acct.ManagementSource, "synced")
	})
}

// claimedElsewhere: "a domain export says that another organisation has
// claimed it". Reading: one row that says so is enough.
func (p *person) claimedElsewhere() bool {
	return slices.ContainsFunc(p.rows, func(r row) bool {
		return r.pos.Format == "domain_accounts" && r.acct.IsClaimed != nil && *r.acct.IsClaimed
	})
}

// productEvidence: "the sources that would show any product if there were one:
// managed accounts, domain accounts, policy members, API v1, API v2 with
// product access". Reading: a v2 file in which no record shows a product was
// asked for without them.
func (j *judge) productEvidence(p *person) bool {
	if p.claimed() || p.named("domain_accounts") {
		return true
	}
	return slices.ContainsFunc(p.rows, func(r row) bool {
		return r.pos.Format == "orgs_v2_users" && j.filesWithGrants[r.pos.File]
	})
}

// customer: "account type customer".
func (p *person) customer() bool { return p.accountType.value == "customer" }
