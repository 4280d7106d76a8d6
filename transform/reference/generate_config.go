package reference

import (
	"fmt"
	"strings"
)

// config draws the facts that the organisation states itself.
func (d *dice) config() {
	if d.chance(60) {
		d.sites()
	}
	switch d.IntN(10) {
	case 0:
		d.n.Licensed = &[]License{}
	case 1, 2, 3, 4:
		d.licensed()
	}
	if d.chance(30) {
		d.n.AgentGroups = pick(d, []string{"*agents*"}, []string{"Jira-ServiceManagement-Users*", "desk-*-staff"})
	}
	if d.chance(60) {
		d.n.ServiceAccounts = []string{pick(d, "svc-*@acme.example", "SVC-*", "*bot*@supplier.example")}
	}
	if d.chance(30) {
		d.n.Protected = []string{"person1@acme.example", "person3@acme.example"}
	}
}

func (d *dice) sites() {
	all := []Site{
		{"acme", "own"}, {"Acme-Labs", "own"}, {"acme-sandbox", "sandbox"}, {"customer-one", "foreign"},
		{"acme-code", pick(d, "own", "foreign")}, {"acme-marketing", pick(d, "own", "sandbox", "foreign")},
		{"acme-status", pick(d, "own", "sandbox", "foreign")},
	}
	d.n.Sites = some(d, 45, all...)
}

func (d *dice) licensed() {
	plan := func(percent int) string { return d.maybe(percent, pick(d, "standard", "premium", "enterprise")) }
	all := []License{
		{Product: "jsm", Site: "acme", Plan: plan(30)},
		{Product: "jira", Site: d.maybe(70, pick(d, "acme", "ACME", "acme-labs", "acme-sandbox", "customer-one")), Plan: plan(30)},
		{Product: "jwm", Site: pick(d, "acme-labs", "customer-one", "customer-one", "acme-sandbox")},
		{Product: "confluence", Site: d.maybe(70, "acme"), Plan: plan(40)},
		{Product: "confluence", Site: "acme-sandbox", Plan: plan(40), Role: pick(d, "", "guest")},
		{Product: "confluence", Site: "acme-labs", Role: "guest"},
		{Product: "jsm", Site: "acme-labs", Role: "customer"},
		{Product: "jpd", Site: d.maybe(60, "acme"), Role: pick(d, "", "contributor", "admin")},
		{Product: "jpd", Plan: plan(70)},
		{Product: pick(d, "jira", "jsm", "confluence"), Plan: "enterprise"},
		{Product: "trello", Workspace: d.maybe(50, pick(d, "acme-marketing", "cust-boards")), Plan: d.maybe(60, pick(d, "free", "standard", "enterprise"))},
		{Product: "bitbucket", Workspace: d.maybe(60, "acme-code"), Plan: plan(50)},
		{Product: "bitbucket", Site: pick(d, "acme-code", "cust-code"), Plan: plan(50)},
		{Product: "trello", Workspace: pick(d, "acme-marketing", "cust-boards"), Plan: d.maybe(40, "Premium")},
		{Product: pick(d, "jira", "confluence", "bitbucket", "opsgenie"), Plan: plan(90)},
		{Product: pick(d, "jira", "confluence", "opsgenie"), Site: pick(d, "acme", "acme-labs"), Plan: plan(90)},
		{Product: pick(d, "jira", "confluence", "opsgenie"), Site: pick(d, "acme", "acme-labs"), Plan: plan(90)},
		{Product: "opsgenie", Site: d.maybe(50, "acme"), Plan: d.maybe(80, pick(d, "free", "standard", "standard", "enterprise"))},
		{Product: "statuspage", Site: d.maybe(50, "acme-status"), Plan: d.maybe(70, pick(d, "free", "startup", "business", "enterprise"))},
		{Product: "opsgenie", Plan: pick(d, "standard", "enterprise")},
		{Product: "compass", Site: d.maybe(50, "acme")},
		{Product: "loom", Site: d.maybe(50, "acme"), Plan: plan(50)},
	}
	kept := some(d, 40, all...)
	d.Shuffle(len(kept), func(i, k int) { kept[i], kept[k] = kept[k], kept[i] })
	d.n.Licensed = &kept
}

// sideInputs draws agents.csv, sites.csv, service-accounts.csv and
// protected.csv; what they say of ownership never contradicts sites of the config.
func (d *dice) sideInputs(crowd []*human) {
	if d.chance(30) {
		d.agents(crowd)
	}
	if d.chance(30) {
		d.siteList()
	}
	if d.chance(20) {
		h := pick(d, crowd...)
		at := Pos{"service_accounts", "service-accounts.csv", "", 2}
		d.n.ServiceList = []RawServiceAccount{pick(d,
			RawServiceAccount{Pos: at, AccountID: h.id, Email: h.email},
			RawServiceAccount{Pos: at, Pattern: "Person2*@*"},
		)}
	}
	if d.chance(20) {
		h := pick(d, crowd...)
		at := Pos{"protected", "protected.csv", "", 2}
		d.n.ProtectedList = []RawProtected{pick(d,
			RawProtected{Pos: at, AccountID: h.id, Email: h.email},
			RawProtected{Pos: at, Domain: "Supplier.example"},
			RawProtected{Pos: at, GroupName: "org-admins"},
		)}
	}
}

func (d *dice) agents(crowd []*human) {
	for i, h := range some(d, 15, crowd...) {
		a := RawAgent{Pos: Pos{"agents", "agents.csv", "", int64(i + 2)}, AccountID: h.id, Email: h.email, Site: d.maybe(60, pick(d, "acme", "Acme", "acme-labs", "https://Acme.atlassian.net/"))}
		if d.chance(30) {
			a.AccountID = ""
		}
		d.n.Agents = append(d.n.Agents, a)
	}
}

// siteList states ownership and plans of places that the config leaves out.
func (d *dice) siteList() {
	spoken := map[string]bool{}
	for _, s := range d.n.Sites {
		spoken[placeName(s.Name)] = true
	}
	for _, s := range []RawSite{
		{Site: pick(d, "acme-labs", "Acme-Labs.atlassian.net"), Ownership: "own", Sandbox: d.maybe(50, "no"), Product: pick(d, "Jira", "Jira", ""), Plan: pick(d, "Premium", "Enterprise", "")},
		{Site: "acme-sandbox-101", Ownership: pick(d, "own", "Own", ""), Sandbox: pick(d, "yes", "Yes", "1")},
		{Site: "customer-one-sandbox", Ownership: "foreign", Sandbox: "yes"},
		{Site: "Customer-Two", Ownership: "foreign", Product: "confluence", Plan: pick(d, "Enterprise", "Free")},
		{Site: "acme-code", Ownership: "own", Product: "Bitbucket", Plan: pick(d, "Premium", "Free")},
	} {
		if d.chance(60) && !spoken[placeName(s.Site)] {
			s.Pos = Pos{"sites", "sites.csv", "", int64(len(d.n.SiteList) + 2)}
			d.n.SiteList = append(d.n.SiteList, s)
		}
	}
}

// scim draws SCIM users and, half of the time, groups.
func (d *dice) scim(crowd []*human) {
	file := d.newFile("scim-users", "json")
	var ids []string
	for i, h := range append(some(d, 50, crowd...), &human{email: "newcomer@acme.example", name: "Newcomer"}) {
		id := fmt.Sprintf("scim-%04d", i)
		ids = append(ids, id)
		u := RawScimUser{
			Pos: Pos{"scim_users", file, "", int64(i + 1)}, ScimID: id, UserName: h.email, AccountID: h.id,
			Email: d.spell(h), Name: d.nameOf(h), IsActive: new(true),
		}
		if h.unlinked {
			u.AccountID = ""
		}
		u.Active = "true"
		if d.chance(15) {
			u.Active, u.IsActive = "false", new(false)
		} else if d.chance(20) {
			u.Active = ""
		}
		if d.chance(40) {
			u.ExternalID = fmt.Sprint("E", i-i%3) // some share one with a neighbour
		}
		d.n.ScimUsers = append(d.n.ScimUsers, u)
	}
	if d.chance(60) {
		d.scimGroups(ids)
	}
}

func (d *dice) scimGroups(ids []string) {
	file := d.newFile("scim-groups", "json")
	for i, group := range some(d, 45, groupNames...) {
		at := Pos{"scim_groups", file, "", int64(i + 1)}
		members := some(d, 15, ids...)
		switch {
		case d.chance(15):
			members = ids[len(ids)-1:] // nobody's account
		case d.chance(15):
			members = []string{"of-another-directory"}
		case len(members) == 0:
			members = []string{""}
		}
		for _, m := range members {
			d.n.ScimMembers = append(d.n.ScimMembers, RawScimGroupMember{Pos: at, GroupID: fmt.Sprint("g", i), GroupName: group, MemberID: m})
		}
	}
}

// directory draws an identity provider's users; some are nobody's account.
func (d *dice) directory(crowd []*human) {
	file := d.newFile("entra", "csv")
	for i, h := range append(some(d, 60, crowd...), &human{email: "leaver@acme.example", name: "Leaver"}) {
		u := RawDirectoryUser{
			Pos: Pos{"entra_users", file, "", int64(i + 2)}, DirectoryID: fmt.Sprint("e", i),
			UserPrincipalName: h.email, Email: d.spell(h), Name: h.name, UserType: pick(d, "Member", "Member", "Member", "Guest"),
		}
		if d.chance(93) {
			enabled := d.chance(80)
			u.Enabled, u.IsEnabled = fmt.Sprint(enabled), &enabled
		} else {
			u.Enabled = d.maybe(50, "perhaps")
		}
		d.n.Directory = append(d.n.Directory, u)
	}
	if d.chance(30) {
		d.plainList(crowd)
	}
}

// plainList draws a list of people that says who is here; now and then it has a
// column for their state that nobody understands.
func (d *dice) plainList(crowd []*human) {
	file := d.newFile("people", "csv")
	for i, h := range some(d, 30, crowd...) {
		if h.email == "" {
			continue
		}
		d.n.Directory = append(d.n.Directory, RawDirectoryUser{
			Pos: Pos{"directory_list", file, "", int64(i + 2)}, Email: d.spell(h), Name: h.name, Enabled: d.maybe(10, "on leave"),
		})
	}
}

// nameOf writes a name in another spelling, or another name, now and then.
func (d *dice) nameOf(h *human) string {
	switch {
	case d.chance(5):
		return strings.ToUpper(h.name)
	case d.chance(5):
		return strings.ReplaceAll(h.name, " ", "  ")
	case d.chance(5):
		return h.name + " Jr"
	}
	return h.name
}

// spell writes an address in another case, or a former one, now and then.
func (d *dice) spell(h *human) string {
	email := h.email
	if h.oldEmail != "" && d.chance(40) {
		return h.oldEmail
	}
	if d.chance(15) && email != "" {
		return strings.ToUpper(email[:1]) + email[1:]
	}
	return email
}

var groupNames = []string{
	"jira-servicemanagement-users-acme", "jira-servicedesk-users", "jira-servicemanagement-users-acme-labs",
	"Jira-ServiceManagement-Users-acme-sandbox", "site-agents-acme", "all-agents", "desk-acme-staff",
	"jira-users-acme", "org-admins", "jira-servicedesk-users-acme-code", "jira-servicedesk-users-customer-one",
}
