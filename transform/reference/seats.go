package reference

// Seat is the verdict of one product's own subscription on one account at one
// place (section 9).
type Seat struct {
	Product, Place string
	Verdict, Rule  string
	Known          Known
}

// hasSeats: "a seat is a grant of Jira, Jira Work Management, JSM, JPD,
// Confluence, Bitbucket or Trello".
var hasSeats = set("jira", "jwm", "jsm", "jpd", "confluence", "bitbucket", "trello")

// freeUsers: "more accounts than the free plan holds: Jira, Jira Work Management
// and Confluence 10, JSM 3 (R34), Bitbucket 5 (R32); for JPD and Trello no limit
// is known".
var freeUsers = map[string]int{"jira": 10, "jwm": 10, "confluence": 10, "jsm": 3, "bitbucket": 5}

// said is what lists of members state of one membership.
type said struct {
	pos    Pos
	billed bool
	differ bool
}

// readStatements: "stated by the list: On Plan of a Bitbucket list of members,
// Licensed of a Trello list, for its workspace; the last list by path decides".
// Reading: two statements for the same workspace that differ make it assumed.
func (j *judge) readStatements() {
	for _, m := range j.night.Members {
		p, stated := j.roll.owner[m.Pos], m.IsOnPlan
		if m.Format == "trello_enterprise" {
			stated = m.IsLicensed
		}
		if p == nil || stated == nil {
			continue
		}
		key := grantKey{m.product(), placeName(m.Workspace)}
		if p.said == nil {
			p.said = map[grantKey]*said{}
		}
		before := p.said[key]
		now := &said{pos: m.Pos, billed: *stated}
		if before != nil {
			now.differ = before.differ || before.billed != now.billed
			if latestFirst(row{pos: before.pos}, row{pos: m.Pos}) < 0 {
				now.pos, now.billed = before.pos, before.billed
			}
		}
		p.said[key] = now
	}
}

// statement: "a list without workspace: for every workspace of the account that
// has no such list".
func (j *judge) statement(p *person, g *grant) *said {
	if s := p.said[grantKey{g.Product, g.Place}]; s != nil {
		return s
	}
	s := p.said[grantKey{g.Product, ""}]
	if s != nil {
		j.cover.hit("seat facts/list without workspace")
	}
	return s
}

// membership: "the status in the first source by precedence that lists the
// organisation's own users (API v2, organisation users) and states one; else the
// account's status". Reading: two such rows that differ make it assumed.
func (p *person) membership() field {
	f := field{}
	for _, r := range p.rows {
		lists := r.pos.Format == "org_users" || r.pos.Format == "orgs_v2_users"
		switch {
		case !lists || r.status == "":
		case f.known == NotKnown:
			f = field{r.status, Stated}
		case r.status != f.value:
			f.known = Assumed
		}
	}
	if f.known == NotKnown {
		return p.status
	}
	return f
}

// countUsers: "beyond free: at a named place, more accounts with role user or
// admin - no app, not gone, membership neither suspended nor missing".
func (j *judge) countUsers() {
	j.users = map[grantKey]int{}
	for _, p := range j.roll.people {
		for _, g := range p.grants {
			takes := g.Role == "user" || g.Role == "admin"
			away := set("suspended", "not_invited")[p.membership().value]
			if takes && !away && !p.left() && p.accountType.value != "app" {
				j.users[grantKey{g.Product, g.Place}]++
			}
		}
	}
}

func (j *judge) beyondFree(g *grant) bool {
	limit, known := freeUsers[g.Product]
	return known && g.Place != "" && j.users[grantKey{g.Product, g.Place}] > limit
}

// seats judges every grant that is a seat.
func (j *judge) seats(p *person) []Seat {
	var seats []Seat
	for _, g := range p.grants {
		if !hasSeats[g.Product] {
			continue
		}
		s := Seat{Product: g.Product, Place: g.Place}
		var facts []Known
		s.Verdict, s.Rule, facts = j.seat(p, g)
		s.Known = weakest(facts)
		j.cover.hit("seat/" + s.Rule + " " + s.Verdict)
		j.cover.hit("seat confidence/" + s.Rule + " " + s.Known.String())
		seats = append(seats, s)
	}
	return seats
}

// seat is the table of section 9, first match wins.
func (j *judge) seat(p *person, g *grant) (verdict, rule string, facts []Known) {
	if verdict, rule, facts = j.noSeat(p, g); rule != "" {
		return verdict, rule, facts
	}
	if verdict, rule, facts = j.openSeat(p, g); rule != "" {
		return verdict, rule, facts
	}
	return j.takenSeat(g)
}

// noSeat are the rules of priority 10 to 100.
func (j *judge) noSeat(p *person, g *grant) (string, string, []Known) {
	m := p.membership()
	switch {
	case p.accountType.value == "app":
		return notBillable, "app_account", []Known{p.accountType.known}
	case p.left():
		return notBillable, "deactivated", []Known{p.status.known}
	case g.Ownership == "foreign":
		return notBillable, "foreign_place", []Known{g.OwnershipKnown}
	case g.Ownership == "sandbox":
		return notBillable, "sandbox", []Known{g.OwnershipKnown}
	case m.value == "suspended":
		return notBillable, "suspended", []Known{m.known}
	case m.value == "not_invited":
		return notBillable, "no_membership", []Known{m.known}
	case g.Role == "customer":
		return notBillable, "customer", []Known{g.RoleKnown}
	case g.Product == "jpd" && g.Role == "contributor":
		return notBillable, "contributor", []Known{g.RoleKnown}
	case g.Product == "confluence" && g.Role == "guest":
		return notBillable, "guest", []Known{g.RoleKnown}
	case g.Plan == "free":
		return notBillable, "free_plan", []Known{g.AccessKnown}
	}
	return "", "", nil
}

// openSeat are the rules of priority 110 to 160.
func (j *judge) openSeat(p *person, g *grant) (string, string, []Known) {
	meant := g.Intended && g.IntendedKnown == Stated
	if s := j.statement(p, g); s != nil {
		known := Stated
		if s.differ {
			known = Assumed
		}
		if s.billed {
			return billable, "atlassian_states", []Known{known}
		}
		return notBillable, "atlassian_states", []Known{known}
	}
	switch trello := g.Product == "trello"; {
	case g.Product == "bitbucket" && j.night.rules() < DayOf("2023-10-31"):
		return unknown, "private_access_unknown", []Known{g.AccessKnown}
	case trello && g.Role == "guest":
		return unknown, "guest_unknown", []Known{g.RoleKnown}
	case trello && g.Place == "" && !meant:
		return unknown, "workspace_unknown", []Known{g.AccessKnown}
	case trello && g.Plan == "enterprise":
		return unknown, "licence_unknown", []Known{g.AccessKnown}
	case g.Plan == "" && !meant && !j.beyondFree(g):
		return unknown, "plan_unknown", []Known{g.AccessKnown}
	}
	return "", "", nil
}

// takenSeat are the rules of priority 200 and more: "for 200 and above: access
// (for JSM and JPD also the role), ownership, and the plan - derived where it
// rests on beyond free".
func (j *judge) takenSeat(g *grant) (string, string, []Known) {
	facts := append(countingOf([]*grant{g}), g.OwnershipKnown)
	if g.Plan == "" && (!g.Intended || g.IntendedKnown != Stated) {
		facts = append(facts, Derived)
		j.cover.hit("seat facts/plan by its users")
	}
	if g.Plan == "enterprise" {
		return billable, "enterprise_contract", facts
	}
	rules := map[string]string{
		"jsm": "agent", "jpd": "creator", "bitbucket": "bitbucket_member", "trello": "trello_member",
		"jira": "site_user", "jwm": "site_user", "confluence": "site_user",
	}
	return billable, rules[g.Product], facts
}
