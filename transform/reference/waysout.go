package reference

import (
	"slices"
	"strings"
)

// WayOut is one of the eight ways out of section 8, for one account.
type WayOut struct {
	Way      string
	Feasible bool
	Check    bool   // a person has to look first
	After    string // the verdict then; "" where it is not feasible; gone: no account of the organisation
	Premium  string // the same of Guard Premium
}

// gone is what an account is that was left out of the claim.
const gone = "gone"

// Ways lists the ways out in the order of section 8.
var Ways = []string{"exclude_from_claim", "non_billable_policy", "delete_workspace", "deactivate", "support_deletion", "scim_recreate", "keep", "review"}

// waysOut: "offered for every account billed by a rule of priority 210 or more".
func (j *judge) waysOut(p *person, v *view, rule string) []WayOut {
	if !set("trello_only", "free_product", "guest", "foreign_site", "sandbox_only", "mixed_accidental")[rule] {
		return nil
	}
	here := j.presence(p)
	j.cover.hit("directory/" + here)
	var ways []WayOut
	for _, way := range Ways {
		w := WayOut{Way: way}
		w.Feasible, w.Check = j.open(way, p, v, here)
		if w.Feasible {
			w.After, w.Premium = j.after(way, p)
		}
		j.cover.hit("way out/" + way + map[bool]string{true: " yes", false: " no"}[w.Feasible] + map[bool]string{true: " check"}[w.Check])
		ways = append(ways, w)
	}
	return ways
}

// open is the column "feasible when". "Protected accounts are never changed:
// always kept claimed". Reading: a way that needs a directory is not open where
// none covers the domain, nor where its rows differ or do not say.
func (j *judge) open(way string, p *person, v *view, here string) (feasible, check bool) {
	if way == "keep" {
		return true, false
	}
	if way == "review" {
		return v.doubtful() || here == "unknown" || here == "unclear", false
	}
	if j.protected(p) {
		return false, false
	}
	switch way {
	case "exclude_from_claim":
		return (p.claimed() || p.named("domain_accounts")) && !p.external() && !v.atHome(), false
	case "non_billable_policy":
		return p.claimed(), p.claimed() && p.synced()
	case "delete_workspace":
		open := v.kind == "accidental_trello" && here == "here"
		admin := all(filter(v.counting, isTrello), func(g *grant) bool { return g.Role == "admin" })
		return open, open && !admin
	case "deactivate":
		open := !p.synced() && (here == "disabled" || here == "absent")
		return open, open && (here == "absent" || !p.claimed())
	case "support_deletion":
		return p.synced(), p.synced()
	}
	return p.synced(), false // scim_recreate
}

// atHome: "a counting grant at an own or sandbox place"; "a Trello grant without
// a workspace is not at an own place".
func (v *view) atHome() bool {
	return slices.ContainsFunc(v.counting, func(g *grant) bool {
		return g.Ownership != "foreign" && !(isTrello(g) && g.Place == "")
	})
}

// doubtful: "evidence is assumed, contradictory, or too old". Readings:
// contradictory are sources that differ on type, status, policy or flag, and an
// Atlassian that says not billable; too old is an access that only a visit shows,
// the last one more than a year ago.
func (v *view) doubtful() bool {
	_, _, confidence := v.standard()
	p := v.person
	if confidence == "assumed" || p.billable.value == "not_billable" {
		return true
	}
	for _, read := range []func(row) string{
		func(r row) string { return r.accountType }, func(r row) string { return r.status },
		func(r row) string { return r.policy }, func(r row) string { return r.billable },
	} {
		if p.settle(read).known == Assumed {
			return true
		}
	}
	var visited Day
	for _, g := range v.counting {
		if g.AccessKnown == Stated {
			return false
		}
		visited = max(visited, g.lastVisit())
	}
	return visited != 0 && visited < v.tonight-365
}

// lastVisit is the latest date of the grant, or else its latest bound.
func (g *grant) lastVisit() Day {
	var known, bound Day
	for _, c := range g.claims {
		switch c.raw.LastActiveKind {
		case "known":
			known = max(known, c.raw.LastActiveOn)
		case "before":
			bound = max(bound, c.raw.LastActiveOn)
		}
	}
	if known != 0 {
		return known
	}
	return bound
}

// presence: "the person is still here (directory account enabled)", "has left
// (directory account disabled or absent)"; the tests "apply only when an
// identity-provider export of the night covers the account's e-mail domain".
// Readings: a guest in a directory does not cover the guest's domain; a plain
// list without a word on people's state says who is here; a row whose address is
// that of the account and that joins nobody leaves it open.
func (j *judge) presence(p *person) string {
	address := strings.ToLower(p.email.value)
	_, domain, ok := strings.Cut(address, "@")
	if !ok || !j.covered()[domain] {
		return "unknown"
	}
	j.readDirectory()
	words, named := j.states[p], j.named[address]
	switch {
	case len(words) == 0 && named:
		return "unclear"
	case len(words) == 0:
		return "absent"
	case len(words) == 1 && words["here"]:
		return "here"
	case len(words) == 1 && words["disabled"]:
		return "disabled"
	}
	return "unclear"
}

// readDirectory notes, once, what the directory's rows say of the accounts they join,
// and which addresses they name.
func (j *judge) readDirectory() {
	if j.states != nil {
		return
	}
	j.states, j.named = map[*person]map[string]bool{}, map[string]bool{}
	for i := range j.night.Directory {
		d := &j.night.Directory[i]
		j.named[emailKey(d.Email)], j.named[emailKey(d.UserPrincipalName)] = true, true
		owner := j.directoryOwner(d)
		if j.states[owner] == nil {
			j.states[owner] = map[string]bool{}
		}
		j.states[owner][d.state()] = true
	}
}

func (d *RawDirectoryUser) state() string {
	switch {
	case d.IsEnabled == nil && d.Format == "directory_list" && d.Enabled == "":
		return "here"
	case d.IsEnabled == nil:
		return "unclear"
	case *d.IsEnabled:
		return "here"
	}
	return "disabled"
}

func (j *judge) covered() map[string]bool {
	if j.domains == nil {
		j.domains = map[string]bool{}
		for _, d := range j.night.Directory {
			for _, address := range []string{d.Email, d.UserPrincipalName} {
				if _, domain, ok := strings.Cut(emailKey(address), "@"); ok && !strings.EqualFold(strings.TrimSpace(d.UserType), "guest") {
					j.domains[domain] = true
				}
			}
		}
	}
	return j.domains
}

// directoryOwner: a row adds facts to the account of the SCIM user that carries
// its id, else to that of its address, else to that of its login.
func (j *judge) directoryOwner(d *RawDirectoryUser) *person {
	if j.byDirectoryID == nil {
		j.byDirectoryID = map[string][]*person{}
		for _, p := range j.roll.people {
			for _, s := range p.scim {
				if s.ExternalID != "" {
					key := strings.ToLower(s.ExternalID)
					j.byDirectoryID[key] = append(j.byDirectoryID[key], p)
				}
			}
		}
	}
	if linked := j.byDirectoryID[strings.ToLower(d.DirectoryID)]; d.DirectoryID != "" && len(linked) > 0 && areAll(linked, linked[0]) {
		return linked[0]
	}
	if p := j.roll.find("", d.Email); p != nil && d.Email != "" {
		return p
	}
	if d.UserPrincipalName != "" {
		return j.roll.find("", d.UserPrincipalName)
	}
	return nil
}

func areAll(people []*person, one *person) bool {
	return !slices.ContainsFunc(people, func(p *person) bool { return p != one })
}

// after: "Scenarios re-run the rules on the changed facts".
func (j *judge) after(way string, p *person) (standard, premium string) {
	q := *p
	evidence := false
	switch way {
	case "exclude_from_claim":
		return gone, gone
	case "keep", "review":
		premium, _ = j.view(p).premium()
		return billable, premium
	case "non_billable_policy":
		q.policy = field{"non_billable", Stated}
	case "delete_workspace":
		q.grants = filter(p.grants, func(g *grant) bool { return !isTrello(g) })
	case "deactivate", "scim_recreate":
		q.status = field{"deactivated", Stated}
	case "support_deletion":
		q.grants, evidence = nil, true
	}
	v := j.view(&q)
	v.cover, v.evidence = nil, v.evidence || evidence
	v.kind, _ = v.class()
	standard, _, _ = v.standard()
	premium, _ = v.premium()
	return standard, premium
}
