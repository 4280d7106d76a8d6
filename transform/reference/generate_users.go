package reference

import (
	"fmt"
	"slices"
	"strings"
)

// orgUsers draws an "Export users" file of 2021 on, with groups or without.
func (d *dice) orgUsers(crowd []*human) {
	groups := pick(d, "none", "rows", "rows", "pivot")
	fixed := []string{"User id", "User name", "email", "User status", "Added to org", "Org role"}
	cols := d.siteColumns()
	switch groups {
	case "rows":
		cols = append([]col{{header: "Group id", role: "attribute"}, {header: "Group name", role: "group"}}, cols...)
	case "pivot":
		cols = append(cols, col{header: "Group 1", role: "group"}, col{header: "Group 2", role: "group"})
	}
	s := d.open("org_users", "csv", fixed, cols)
	names := some(d, 50, groupNames...)
	for _, h := range crowd {
		if !d.chance(60) {
			continue
		}
		member := some(d, 20, names...)
		if groups == "none" {
			member = nil
		}
		d.orgUser(s, h, member, groups == "rows")
	}
}

// orgUser writes one row, or one for each membership.
func (d *dice) orgUser(s *sheet, h *human, groups []string, rows bool) {
	a := RawAccount{Pos: s.next(), AccountID: h.id, Email: d.spell(h), Name: d.nameOf(h), Status: h.status, LastActiveKind: "unknown"}
	if d.chance(8) {
		a.Status = pick(d, "Active", "Suspended", "Deactivated", "")
	}
	if d.chance(10) && h.email != "" {
		a.AccountID = ""
	}
	first := len(d.n.Grants)
	for _, c := range s.cols {
		d.siteCell(a.Pos, c, h)
	}
	cells := slices.Clone(d.n.Grants[first:])
	d.n.Accounts = append(d.n.Accounts, a)
	for i, group := range groups {
		if rows && i > 0 {
			a.Pos = s.next()
			d.n.Accounts = append(d.n.Accounts, a)
			for _, g := range cells {
				g.Pos = a.Pos
				d.n.Grants = append(d.n.Grants, g)
			}
		}
		d.n.GroupMembers = append(d.n.GroupMembers, RawGroupMember{Pos: a.Pos, AccountID: a.AccountID, Email: a.Email, GroupID: "g-" + group, GroupName: group})
	}
}

// siteColumns draws "<Product> - <site>" and "Last seen in <Product> - <site>".
func (d *dice) siteColumns() []col {
	var cols []col
	column := func(text, product, place string) {
		if d.chance(70) {
			cols = append(cols, col{header: text + " - " + place, text: text, place: place, role: "access", product: product})
		}
		if d.chance(50) {
			lead := pick(d, "Last seen in ", "Last seen in ", "Last active in ")
			cols = append(cols, col{header: lead + text + " - " + place, text: text, place: place, role: "activity", product: product})
		}
	}
	for _, place := range some(d, 45, "acme", "acme-labs", "acme-sandbox", "acme-sandbox-101") {
		for _, p := range some(d, 60, [2]string{"Jira", "jira"}, [2]string{"Confluence", "confluence"}, [2]string{"Jira Service Management", "jsm"},
			[2]string{"Jira Product Discovery", "jpd"}, [2]string{"Jira Work Management", "jwm"}, [2]string{"Loom", "loom"},
			[2]string{"Compass", "compass"}, [2]string{"Galaxy", "Galaxy"}) {
			column(p[0], p[1], place)
		}
	}
	if d.chance(40) {
		column("Bitbucket", "bitbucket", pick(d, "acme-code", "acme-code", "acme-code-sandbox"))
	}
	if d.chance(30) {
		column("Trello", "trello", "acme-marketing")
	}
	if d.chance(35) {
		column("Statuspage", "statuspage", "acme-status")
	}
	for _, c := range some(d, 35, col{text: "Opsgenie", product: "opsgenie", place: "acme"}, col{text: "Bitbucket", product: "bitbucket", place: "acme-code"}) {
		c.header, c.role = "Last seen in "+c.text+" - "+c.place, "activity" // alone: access that is derived
		cols = append(cols, c)
	}
	for _, header := range some(d, 15, "Department", "Primary site") {
		cols = append(cols, col{header: header, text: header, role: "access", product: header})
	}
	return cols
}

// siteCell emits at most one raw grant; the header names the place.
func (d *dice) siteCell(at Pos, c col, h *human) {
	switch c.role {
	case "activity":
		d.activity(at, c, h)
	case "access":
		if word := d.word(c, h); word != "" {
			d.n.Grants = append(d.n.Grants, RawGrant{
				Pos: at, Header: c.header, ProductText: c.text, ProductKey: keyOf(c.text), PlaceText: c.place,
				Cell: word, Kind: "access", LastActiveKind: "unknown",
			})
		}
	}
}

func (d *dice) word(c col, h *human) string {
	switch c.product {
	case "Department":
		return "Platform"
	case "Primary site":
		return d.maybe(50, "acme")
	}
	uses := slices.ContainsFunc(h.wishes, func(w wish) bool {
		return w.product == c.product && (w.place == c.place || c.place == "" || w.product == "trello" && h.runsBoards)
	})
	if uses && c.product == "trello" && h.runsBoards {
		return "Admin"
	}
	if !uses && !d.chance(3) {
		return d.maybe(4, pick(d, "No", "no"))
	}
	other := map[string]string{"jsm": "Customer", "confluence": "Guest", "jpd": "Contributor", "trello": "Guest"}[c.product]
	if other != "" && d.chance(25) {
		return other
	}
	return pick(d, "User", "User", "User", "user", "Admin", "Yes", "Licensed")
}

// oldOrgUsers draws the exports of 2018, with yes/no cells, and of 2019 to
// 2021, with activity alone; neither names a site.
func (d *dice) oldOrgUsers(crowd []*human) {
	early := d.chance(50)
	fixed := []string{"id", "name", "email", "active", "created"}
	if early {
		fixed = []string{"username", "full_name", "email", "active", "created"}
	}
	var cols []col
	for _, p := range [][2]string{{"Jira Software", "jira"}, {"Confluence", "confluence"}, {"Jira Service Desk", "jsm"}, {"Stride", "stride"}} {
		if early && d.chance(70) {
			cols = append(cols, col{header: p[0], text: p[0], role: "access", product: p[1]})
		}
		if d.chance(70) {
			cols = append(cols, col{header: "Last active in " + p[0], text: p[0], role: "activity", product: p[1]})
		}
	}
	s := d.open("org_users", "csv", fixed, cols)
	for _, h := range some(d, 40, crowd...) {
		a := RawAccount{Pos: s.next(), Email: h.email, Name: h.name, Status: pick(d, "Yes", "Yes", "Yes", "No"), LastActiveKind: "unknown"}
		if !early {
			a.AccountID = h.id
		}
		d.n.Accounts = append(d.n.Accounts, a)
		for _, c := range s.cols {
			d.siteCell(a.Pos, c, h)
		}
	}
}

var apiKeys = map[string][]string{
	"jira": {"jira-software", "jira"}, "jwm": {"jira-core"}, "jsm": {"jira-service-desk", "jira-servicedesk"},
	"jpd": {"jira-product-discovery"}, "opsgenie": {"opsgenie", "jira-ops"}, "goals": {"goals"}, "Galaxy": {"galaxy"},
	"Orbit Planner": {"orbit.planner"},
}

// api draws Organizations API records, v1 or v2.
func (d *dice) api(crowd []*human, kind string) {
	s := &sheet{format: kind, name: d.newFile(kind, "json")}
	shown := kind == "orgs_v1_users" || d.chance(60)
	for _, h := range crowd {
		if h.id == "" || kind == "orgs_v1_users" && h.outside || !d.chance(50) {
			continue
		}
		a := RawAccount{Pos: s.next(), AccountID: h.id, Email: d.maybe(90, h.email), Name: h.name, AccountType: h.accountType, LastActiveKind: "unknown"}
		if h.fickle && kind == "orgs_v2_users" {
			a.AccountType = "atlassian"
		} else if d.chance(12) {
			a.AccountType = pick(d, "atlassian", "customer")
		}
		d.apiStates(&a, h, kind)
		d.n.Accounts = append(d.n.Accounts, a)
		for _, w := range h.wishes {
			if shown && d.chance(85) {
				d.apiGrant(a.Pos, w, kind)
			}
		}
	}
}

func (d *dice) apiStates(a *RawAccount, h *human, kind string) {
	a.Status = strings.ToLower(h.status)
	if d.chance(30) {
		a.LastActiveKind, a.LastActiveOn = "known", d.date()
		a.LastActive = a.LastActiveOn.String()
	}
	if kind == "orgs_v1_users" {
		a.IsBillable, a.Billable = h.flag, flagText(h.flag)
		return
	}
	if d.chance(10) {
		a.Status = pick(d, "not_invited", "for_deletion")
	}
	a.ClaimStatus = "managed"
	if h.outside {
		a.ClaimStatus = "unmanaged"
	}
	a.ManagementSource = pick(d, "", "invited", "synced")
}

func (d *dice) apiGrant(at Pos, w wish, kind string) {
	key := w.product
	if keys := apiKeys[w.product]; keys != nil {
		key = pick(d, keys...)
	}
	place := w.place
	if isPlaceName(place) && nameSpace(w.product) == "site" && d.chance(80) {
		place = pick(d, "", "https://") + place + ".atlassian.net"
	}
	if d.chance(8) || kind == "orgs_v2_users" {
		place = ""
	}
	field := map[string]string{"orgs_v1_users": "product_access", "orgs_v2_users": "productAccess"}[kind]
	g := RawGrant{Pos: at, Header: field, ProductText: key, ProductKey: keyOf(key), PlaceText: place, Kind: "access", LastActiveKind: "unknown"}
	if d.chance(40) {
		g.LastActiveKind, g.LastActiveOn = "known", d.date()
		g.LastActive = fmt.Sprintf("%sT09:12:00.000Z", g.LastActiveOn)
	}
	d.n.Grants = append(d.n.Grants, g)
}
