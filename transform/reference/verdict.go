package reference

import "slices"

const (
	billable    = "billable"
	notBillable = "not_billable"
	unknown     = "unknown"
)

// standard is the table of section 3, first match wins. It gives the verdict,
// the rule and the confidence: "the weakest of the facts named in the
// condition of the rule that decided, for the grants that satisfied it, and
// for a billable verdict its policy".
func (v *view) standard() (verdict, rule, confidence string) {
	verdict, rule, facts := v.gates()
	if rule == "" {
		verdict, rule, facts = v.plans()
	}
	if rule == "" {
		verdict, rule, facts = v.billed()
	}
	if verdict == billable {
		facts = append(facts, v.person.policy.known)
	}
	return verdict, rule, weakest(facts).String()
}

func weakest(facts []Known) Known { return max(Stated, slices.Max(append(facts, Stated))) }

// gates are the rules of priority 10 to 60.
func (v *view) gates() (string, string, []Known) {
	p := v.person
	nonBillable := p.policy.value == "non_billable"
	nothing := len(v.counting) == 0
	proofless := !v.evidence && !p.customer() && !p.named("portal_customers")
	switch {
	case p.accountType.value == "app":
		return notBillable, "app_account", []Known{p.accountType.known}
	case p.left():
		return notBillable, "deactivated", []Known{p.status.known}
	case p.claimedElsewhere():
		return notBillable, "claimed_elsewhere", nil
	case p.external() && p.billable.value != "":
		return p.billable.value, "atlassian_states", []Known{p.billable.known}
	case nothing && len(v.unknown) > 0 && !nonBillable:
		return unknown, "only_unknown", append(accessOf(v.unknown), append(v.uncounted(), p.policy.known)...)
	case nothing && len(v.unknown) == 0 && proofless && !nonBillable:
		return unknown, "no_product_evidence", append(v.uncounted(), p.accountType.known, p.policy.known)
	case nothing && len(v.unknown) == 0:
		return notBillable, "no_supported_product", v.uncounted()
	case nonBillable:
		return notBillable, "non_billable_policy", []Known{p.policy.known}
	}
	return "", "", nil
}

// plans are the rules of priority 70 to 95.
func (v *view) plans() (string, string, []Known) {
	enterprise := filter(v.all, isEnterprise)
	switch {
	case len(enterprise) > 0:
		return notBillable, "enterprise_plan", append(ownershipOf(enterprise), accessOf(enterprise)...)
	case all(v.counting, isGuest) && len(v.counting) > 0 && v.asOf < DayOf("2024-02-09"):
		return notBillable, "guest_before_2024_02_09", append(roleOf(v.counting), accessOf(v.counting)...)
	case len(v.counting) > 0 && all(v.counting, exempt) && len(v.unknown) == 0:
		return notBillable, "statuspage_or_opsgenie_exempt", accessOf(v.counting)
	case len(v.counting) > 0 && all(v.counting, mayBeExempt) && (!all(v.counting, hasPlan) || len(v.unknown) > 0):
		return unknown, "plan_unknown", accessOf(v.counting)
	}
	return "", "", nil
}

// billed are the rules of priority 200 and more.
func (v *view) billed() (string, string, []Known) {
	seats := filter(v.intended, func(g *grant) bool { return g.Counting && !exempt(g) })
	switch {
	case len(seats) > 0:
		return billable, "intended_seat", append(intendedOf(seats), countingOf(seats)...)
	case v.kind == "accidental_trello":
		return billable, "trello_only", append(intendedOf(v.counting), accessOf(v.counting)...)
	case len(v.counting) > 0 && all(v.counting, isOwnFree):
		return billable, "free_product", append(ownershipOf(v.counting), accessOf(v.counting)...)
	case len(v.counting) > 0 && all(v.counting, isGuest):
		return billable, "guest", append(roleOf(v.counting), accessOf(v.counting)...)
	case len(v.counting) > 0 && all(v.counting, func(g *grant) bool { return g.Ownership == "foreign" }):
		return billable, "foreign_site", append(ownershipOf(v.counting), countingOf(v.counting)...)
	case len(v.counting) > 0 && all(v.counting, func(g *grant) bool { return g.Ownership == "sandbox" }):
		return billable, "sandbox_only", append(ownershipOf(v.counting), countingOf(v.counting)...)
	case len(v.counting) > 0:
		return billable, "mixed_accidental", countingOf(v.counting)
	}
	return unknown, "no rule", nil
}

// isEnterprise: "a grant of confluence, jira, jwm, jsm, loom or trello on plan
// Enterprise at a place that is not a sandbox".
func isEnterprise(g *grant) bool {
	return set("confluence", "jira", "jwm", "jsm", "loom", "trello")[g.Product] &&
		g.Plan == "enterprise" && g.Ownership != "sandbox"
}

func isGuest(g *grant) bool { return g.Product == "confluence" && g.Role == "guest" }

func hasPlan(g *grant) bool { return g.Plan != "" }

// mayBeExempt: "Opsgenie or Statuspage, none is known not to be exempt".
func mayBeExempt(g *grant) bool {
	return (g.Product == "opsgenie" || g.Product == "statuspage") && (g.Plan == "" || exempt(g))
}

// isOwnFree: "every counting grant is Trello or Bitbucket, on any plan, at own
// places".
func isOwnFree(g *grant) bool {
	return (g.Product == "trello" || g.Product == "bitbucket") && g.Ownership == "own"
}

// premium is the table of section 4.
func (v *view) premium() (verdict, rule string) {
	p := v.person
	has := len(filter(v.all, func(g *grant) bool { return set("jira", "jwm", "confluence")[g.Product] })) > 0
	switch {
	case p.accountType.value == "app":
		return notBillable, "app_account"
	case p.left():
		return notBillable, "deactivated"
	case p.claimedElsewhere():
		return notBillable, "claimed_elsewhere"
	case !has && len(v.unknown) > 0:
		return unknown, "only_unknown"
	case !has && !v.evidence && !p.customer() && !p.named("portal_customers"):
		return unknown, "no_product_evidence"
	case !has:
		return notBillable, "no_jira_or_confluence"
	}
	return billable, "jira_or_confluence"
}

// uncounted: "no counting grant" rests on the roles that keep JSM and JPD out.
func (v *view) uncounted() []Known {
	var facts []Known
	for _, g := range v.all {
		if supported[g.Product] && !g.Counting {
			facts = append(facts, g.RoleKnown)
		}
	}
	return facts
}

// countingOf: that a grant counts rests on its access, and for JSM and JPD on
// its role.
func countingOf(grants []*grant) []Known {
	facts := accessOf(grants)
	for _, g := range grants {
		if g.Product == "jsm" || g.Product == "jpd" {
			facts = append(facts, g.RoleKnown)
		}
	}
	return facts
}

func accessOf(grants []*grant) []Known {
	return factOf(grants, func(g *grant) Known { return g.AccessKnown })
}

func roleOf(grants []*grant) []Known {
	return factOf(grants, func(g *grant) Known { return g.RoleKnown })
}

func ownershipOf(grants []*grant) []Known {
	return factOf(grants, func(g *grant) Known { return g.OwnershipKnown })
}

func intendedOf(grants []*grant) []Known {
	return factOf(grants, func(g *grant) Known { return g.IntendedKnown })
}

func factOf(grants []*grant, fact func(*grant) Known) []Known {
	var facts []Known
	for _, g := range grants {
		facts = append(facts, fact(g))
	}
	return facts
}
