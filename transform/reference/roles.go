package reference

import "strings"

// roleOrder: "admin > user > guest, contributor > customer".
var roleOrder = map[string]int{"admin": 1, "user": 2, "guest": 3, "contributor": 3, "customer": 4}

// setRole: "of several roles a stated one before a derived before an assumed
// one, then admin > user > guest, contributor > customer".
func (j *judge) setRole(p *person, g *grant) {
	for _, c := range g.claims {
		if !c.grants {
			continue
		}
		role, known := c.role, c.roleIs
		if known != Stated {
			role, known = j.unstatedRole(p, g, c)
		}
		g.takeRole(role, known)
	}
	if g.Product == "jsm" && j.isAgent(p, g.Place) {
		j.cover.hit("role/stated by agents.csv")
		g.takeRole("user", Stated)
	}
	j.cover.hit("role/" + g.Role + " " + g.RoleKnown.String())
}

func (g *grant) takeRole(role string, known Known) {
	better := g.RoleKnown == NotKnown || known < g.RoleKnown ||
		known == g.RoleKnown && roleOrder[role] < roleOrder[g.Role]
	if better {
		g.Role, g.RoleKnown = role, known
	}
}

// unstatedRole: "Account type customer -> customer." "Other products without a
// stated role -> user - derived; a Confluence Guest column -> guest."
// Readings: the account type is as well known as its field; the guest column
// is derived, so that a Confluence column for the same site beats it.
func (j *judge) unstatedRole(p *person, g *grant, c claim) (string, Known) {
	switch {
	case p.customer():
		j.cover.hit("role/account type customer")
		return "customer", p.accountType.known
	case g.Product == "jsm":
		return j.groupRole(p, g)
	case c.role != "":
		return c.role, c.roleIs
	}
	return "user", Derived
}

// isAgent: an agents.csv line for the account, at the site or at any.
func (j *judge) isAgent(p *person, place string) bool {
	for _, a := range j.night.Agents {
		site := placeName(a.Site)
		if (site == "" || site == place) && j.roll.find(a.AccountID, a.Email) == p {
			return true
		}
	}
	return false
}

// groupRole: "in such a group -> user - derived; in none -> customer -
// derived; otherwise -> user - assumed". Reading: a grant at no place is at no
// site, so groups cannot speak of it.
func (j *judge) groupRole(p *person, g *grant) (string, Known) {
	if g.Place == "" || !j.hasGroups(p) {
		j.cover.hit("role/jsm without group information")
		return "user", Assumed
	}
	member, seen := j.agentMember(p, g)
	switch {
	case !seen:
		j.cover.hit("role/jsm groups seen, none speaks")
		return "user", Assumed
	case member:
		j.cover.hit("role/jsm in an agent group")
		return "user", Derived
	}
	j.cover.hit("role/jsm in no agent group")
	return "customer", Derived
}

// agentMember asks whether the account is in an agent group that speaks for
// the place, and whether anybody is seen in one.
func (j *judge) agentMember(p *person, g *grant) (member, seen bool) {
	for group, members := range j.agentGroups {
		if len(members) == 0 || !j.speaksFor(group, g) {
			continue
		}
		if members[nil] && len(members) == 1 {
			j.cover.hit("role/jsm group with nobody's account alone")
		}
		seen = true
		member = member || members[p]
	}
	return member, seen
}

// speaksFor: "One whose name ends in -<place> of any place seen speaks for
// that place alone (longest match); one without such an ending speaks for all
// own sites."
func (j *judge) speaksFor(group string, g *grant) bool {
	longest := ""
	for place := range j.placesSeen {
		if strings.HasSuffix(strings.ToLower(group), "-"+place) && len(place) > len(longest) {
			longest = place
		}
	}
	if longest != "" {
		return longest == g.Place
	}
	return g.Ownership == "own"
}

// hasGroups: "the source of groups names the account (an organisation-users
// file with group columns; or SCIM users when SCIM groups were given)".
func (j *judge) hasGroups(p *person) bool {
	if len(j.night.ScimMembers) > 0 && len(p.scim) > 0 {
		return true
	}
	for _, r := range p.rows {
		if r.pos.Format == "org_users" && j.groupFiles[r.pos.File] {
			return true
		}
	}
	return false
}

// findAgentGroups: "an agent group matches config agent_groups (default
// jira-servicemanagement-users* and jira-servicedesk-users*; * matches any
// text, case-insensitive)". "At least one member is seen that night". Reading:
// a member is seen if a row of the night is about it, be it no account; the id
// of a SCIM user that no SCIM row has is nobody seen.
func (j *judge) findAgentGroups() {
	for _, m := range j.night.GroupMembers {
		if j.isAgentGroup(m.GroupName) {
			j.joinGroup(m.GroupName, j.roll.find(m.AccountID, m.Email))
		}
	}
	members := map[string][]*person{}
	for _, s := range j.night.ScimUsers {
		members[s.ScimID] = []*person{nil}
	}
	for _, p := range j.roll.people {
		for _, s := range p.scim {
			members[s.ScimID] = append(members[s.ScimID], p)
		}
	}
	for _, m := range j.night.ScimMembers {
		if m.MemberID == "" || !j.isAgentGroup(m.GroupName) {
			continue
		}
		for _, p := range members[m.MemberID] {
			j.joinGroup(m.GroupName, p)
		}
	}
}

func (j *judge) joinGroup(group string, p *person) {
	group = strings.ToLower(group)
	if j.agentGroups[group] == nil {
		j.agentGroups[group] = map[*person]bool{}
	}
	j.agentGroups[group][p] = true
}

func (j *judge) isAgentGroup(name string) bool {
	patterns := j.night.AgentGroups
	if patterns == nil {
		patterns = []string{"jira-servicemanagement-users*", "jira-servicedesk-users*"}
	}
	for _, pattern := range patterns {
		if glob(pattern, name) {
			return true
		}
	}
	return false
}
