package reference

import (
	"fmt"
	"slices"
	"strings"
)

// col is a column of a drawn file: what its header says, and whose access or
// activity it shows.
type col struct {
	header, text, place string
	role                string // access, activity, attribute, group
	product             string // as wishes spell it
	guest               bool
}

// sheet is a drawn file.
type sheet struct {
	format, name string
	row          int64
	cols         []col
}

func (d *dice) open(format, ending string, fixed []string, cols []col) *sheet {
	s := &sheet{format: format, name: d.newFile(format, ending), row: 1, cols: cols}
	var all []col
	for _, header := range fixed {
		all = append(all, col{header: header, role: "attribute"})
	}
	for i, c := range append(all, cols...) {
		raw := RawColumn{
			Format: format, File: s.name, ColumnNo: int64(i + 1), Header: c.header, HeaderKey: keyOf(c.header),
			ProductText: c.text, ProductKey: keyOf(c.text), PlaceText: c.place, Role: c.role,
		}
		d.n.Columns = append(d.n.Columns, raw)
	}
	return s
}

func (s *sheet) next() Pos {
	s.row++
	return Pos{s.format, s.name, "", s.row}
}

// managed draws an export with site lists in its product columns: managed
// accounts, policy members, domain accounts or external users.
func (d *dice) managed(kind string, crowd []*human) {
	withID := kind == "domain_accounts" || kind == "external_users" || kind == "managed_accounts" && d.chance(70)
	fixed := []string{"Name", "Email", "Status", "Billable", "Policy name", "Policy type"}
	if withID {
		fixed = append(fixed, "Atlassian ID")
	}
	s := d.open(kind, "csv", fixed, d.listColumns())
	for _, h := range crowd {
		if !d.inFile(kind, h) {
			continue
		}
		a := RawAccount{Pos: s.next(), Email: d.spell(h), Name: d.nameOf(h), LastActiveKind: "unknown"}
		if withID {
			a.AccountID = h.id
		}
		d.states(&a, h, kind)
		d.n.Accounts = append(d.n.Accounts, a)
		for _, c := range s.cols {
			d.listCell(a.Pos, c, h)
		}
	}
}

func (d *dice) inFile(kind string, h *human) bool {
	switch kind {
	case "managed_accounts", "policy_members":
		return !h.outside && d.chance(85)
	case "domain_accounts":
		return strings.HasSuffix(h.email, "@acme.example") && d.chance(60)
	}
	return h.outside && d.chance(80)
}

// states fills in what a source says of status, policy, flag and activity;
// now and then two sources differ.
func (d *dice) states(a *RawAccount, h *human, kind string) {
	a.Status = h.status
	if d.chance(8) {
		a.Status = pick(d, "Active", "Deactivated", "Suspended", "", "Frozen")
	}
	a.PolicyType = h.policy
	if d.chance(8) {
		a.PolicyType = pick(d, "Billable", "Non-billable", "", "Odd")
	}
	a.IsBillable = h.flag
	if d.chance(8) {
		a.IsBillable = new(d.chance(50))
	}
	a.Billable = flagText(a.IsBillable)
	if kind == "domain_accounts" && d.chance(80) {
		a.IsClaimed = new(d.chance(20))
		a.Claimed = flagText(a.IsClaimed)
	}
	switch d.IntN(4) {
	case 0:
		a.LastActiveKind, a.LastActiveOn = "known", d.date()
		a.LastActive = a.LastActiveOn.String()
	case 1:
		a.LastActive = "soon"
	default:
		if kind == "managed_accounts" {
			a.LastActiveKind = "never"
		}
	}
}

func flagText(flag *bool) string {
	switch {
	case flag == nil:
		return ""
	case *flag:
		return "Yes"
	}
	return "No"
}

func (d *dice) date() Day { return DayOf("2019-01-01") + Day(d.IntN(2000)) }

// listColumns draws the product columns of an export with site lists.
func (d *dice) listColumns() []col {
	var cols []col
	column := func(percent int, product string, headers ...string) {
		if d.chance(percent) {
			header := pick(d, headers...)
			cols = append(cols, col{header: header, text: header, role: "access", product: product})
		}
	}
	column(85, "jira", "Jira", "Jira Software")
	column(10, "jira", "JIRA")
	column(60, "jwm", "Jira Work Management", "Jira Core")
	column(90, "jsm", "Jira Service Management", "Jira Service Desk")
	column(50, "jpd", "Jira Product Discovery")
	column(90, "confluence", "Confluence")
	column(85, "bitbucket", "Bitbucket")
	column(90, "trello", "Trello")
	column(60, "opsgenie", "Opsgenie", "OpsGenie")
	column(60, "statuspage", "Statuspage", "StatusPage")
	column(60, "loom", "Loom")
	column(30, "compass", "Compass")
	column(30, "goals", "Goals")
	column(40, "Galaxy", "Galaxy")
	column(25, "Orbit Planner", "Orbit Planner")
	column(20, "Cost center", "Cost center")
	column(20, "Verified email", "Verified email")
	column(10, "Home site", "Home site")
	if d.chance(60) {
		cols = append(cols, col{header: "Confluence Guest", text: "Confluence Guest", role: "access", product: "confluence", guest: true})
	}
	cols = append(cols, d.placedColumns()...)
	for _, product := range some(d, 12, "Jira", "Compass", "Goals", "Loom") {
		cols = append(cols, col{header: "Last seen in " + product + " - acme", text: product, place: "acme", role: "activity", product: strings.ToLower(product)})
	}
	return cols
}

// listCell emits one raw grant for each part of a cell.
func (d *dice) listCell(at Pos, c col, h *human) {
	if c.role == "activity" {
		d.activity(at, c, h)
		return
	}
	parts := d.parts(c, h)
	for _, part := range parts {
		cell := strings.Join(parts, ",")
		if c.place != "" {
			part, cell = c.place, part
		}
		if cell == "" {
			continue
		}
		d.n.Grants = append(d.n.Grants, RawGrant{
			Pos: at, Header: c.header, ProductText: c.text, ProductKey: keyOf(c.text), PlaceText: part,
			Cell: cell, Kind: "access", LastActiveKind: "unknown",
		})
	}
}

func (d *dice) parts(c col, h *human) []string {
	if c.place != "" {
		return []string{d.placedWord(c, h)}
	}
	switch c.product {
	case "Cost center":
		return []string{fmt.Sprint(4000 + d.IntN(9))}
	case "Verified email":
		return []string{pick(d, "Yes", "No")}
	case "Home site":
		return some(d, 50, "acme")
	}
	var parts []string
	for _, w := range h.wishes {
		if w.product != c.product || w.guest != c.guest || d.chance(7) || w.product == "trello" && h.runsBoards {
			continue
		}
		part := d.part(w, h)
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
		if w.product == "trello" && h.alsoTrello != "" && !slices.Contains(parts, h.alsoTrello) {
			parts = append(parts, h.alsoTrello)
		}
	}
	if len(parts) == 0 && d.chance(3) {
		return []string{pick(d, "No", "n", "false")}
	}
	return parts
}

func (d *dice) part(w wish, h *human) string {
	switch {
	case w.product == "trello" && (w.place == "" || d.chance(60)):
		return pick(d, h.trello, h.trello, h.trello, h.trello, "Yes")
	case d.chance(8):
		return pick(d, "Yes", "y", "1", "TRUE")
	case d.chance(10):
		return strings.ToUpper(w.place[:1]) + w.place[1:]
	case d.chance(8) && nameSpace(w.product) == "site" && isPlaceName(w.place):
		return pick(d, w.place+".atlassian.net", "https://"+w.place+".atlassian.net/wiki")
	}
	return w.place
}

func isPlaceName(place string) bool { return place != "" && !strings.Contains(place, ".") }

// activity emits a date, a bound or a text that is neither; "Never accessed"
// has no row at all.
func (d *dice) activity(at Pos, c col, h *human) {
	uses := slices.ContainsFunc(h.wishes, func(w wish) bool {
		return w.product == c.product && (w.place == c.place || c.place == "")
	})
	if !d.chance(8) && (!uses || d.chance(30)) {
		return
	}
	g := RawGrant{Pos: at, Header: c.header, ProductText: c.text, ProductKey: keyOf(c.text), PlaceText: c.place, Kind: "activity"}
	switch d.IntN(6) {
	case 0:
		g.LastActiveKind, g.LastActiveOn = "before", d.date()
		g.LastActive = "Before " + g.LastActiveOn.String()
	case 1:
		g.LastActiveKind, g.LastActive = "unknown", "lately"
	default:
		g.LastActiveKind, g.LastActiveOn = "known", d.date()
		g.LastActive = g.LastActiveOn.String()
	}
	g.Cell = g.LastActive
	d.n.Grants = append(d.n.Grants, g)
}
