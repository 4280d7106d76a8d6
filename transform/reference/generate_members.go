package reference

import "slices"

// members draws lists of members: two of Bitbucket's kinds, and Trello's.
func (d *dice) members(crowd []*human) {
	for _, kind := range some(d, 45, "bitbucket_users", "bitbucket_users", "bitbucket_members", "trello_enterprise") {
		d.memberList(kind, crowd)
	}
}

func (d *dice) memberList(kind string, crowd []*human) {
	workspace := pick(d, "acme-code", "acme-code", "Acme-Code", "cust-code", "")
	if kind == "trello_enterprise" {
		workspace = pick(d, "acme-marketing", "acme-marketing", " Cust-Boards ", "")
	}
	s := &sheet{format: kind, name: d.newFile(kind, "csv")}
	for _, h := range crowd {
		if d.chance(25) && (kind != "bitbucket_members" || h.id != "") {
			d.member(s, workspace, h)
		}
	}
}

func (d *dice) member(s *sheet, workspace string, h *human) {
	m := RawWorkspaceMember{Pos: s.next(), Workspace: workspace, Email: d.spell(h), Name: h.name, LastActiveKind: "unknown"}
	switch s.format {
	case "bitbucket_users":
		m.IsOnPlan = pick(d, new(true), new(true), new(false), nil)
		m.IsInactive = new(d.chance(5))
	case "bitbucket_members":
		m.AccountID, m.Email, m.Permission = h.id, "", pick(d, "member", "owner")
	case "trello_enterprise":
		m.IsLicensed = pick(d, new(true), new(false), nil)
		m.IsDeactivated = new(d.chance(15))
	}
	m.OnPlan, m.Licensed, m.Deactivated = flagText(m.IsOnPlan), flagText(m.IsLicensed), flagText(m.IsDeactivated)
	if m.AccountID == "" && m.Email == "" {
		return // ingest rejects it
	}
	if d.chance(40) {
		m.LastActiveKind, m.LastActiveOn = "known", d.date()
		m.LastActive = m.LastActiveOn.String()
	}
	d.n.Members = append(d.n.Members, m)
	if m.IsDeactivated == nil || !*m.IsDeactivated {
		d.n.Grants = append(d.n.Grants, RawGrant{
			Pos: m.Pos, Header: "workspace", ProductText: m.product(), ProductKey: m.product(), PlaceText: workspace,
			Kind: "access", LastActive: m.LastActive, LastActiveKind: m.LastActiveKind, LastActiveOn: m.LastActiveOn,
		})
	}
}

// rules lets another date's rules judge one night in four.
func (d *dice) rules() {
	if d.chance(25) {
		d.n.RulesAsOf = DayOf(pick(d, slices.Concat(nights, []string{"2023-10-30", "2023-10-31"})...))
	}
}
