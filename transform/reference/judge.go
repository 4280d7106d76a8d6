package reference

import (
	"cmp"
	"slices"
	"strings"
)

// judge holds one night while it is judged.
type judge struct {
	night *Night
	cover Coverage
	roll  *roll
	atlas *atlas

	claims          []claim
	users           map[grantKey]int // who would take a seat, by product and place
	knownPlaces     map[string]bool  // places that known products' grants name
	placesSeen      map[string]bool  // sites of grants, headers and config
	columnsOf       map[[2]string][]RawColumn
	groupFiles      map[string]bool // organisation-users files with group columns
	filesWithGrants map[string]bool
	domains         map[string]bool             // that a directory covers
	states          map[*person]map[string]bool // what the directory says of each
	named           map[string]bool             // addresses that the directory names
	byDirectoryID   map[string][]*person        // SCIM users that carry the id
	agentGroups     map[string]map[*person]bool // lower-cased name -> members; nil person: one that is no account
}

// Judge says who every account of the night is and what bills it. The accounts
// are sorted by account id, then e-mail.
func Judge(n *Night) []Account { return JudgeCovered(n, nil) }

// JudgeCovered is Judge that also counts which branches decided.
func JudgeCovered(n *Night, cover Coverage) []Account {
	j := &judge{
		night: n, cover: cover, roll: callRoll(n, cover), atlas: drawAtlas(n, cover),
		knownPlaces: map[string]bool{}, placesSeen: map[string]bool{}, columnsOf: map[[2]string][]RawColumn{},
		groupFiles: map[string]bool{}, filesWithGrants: map[string]bool{}, agentGroups: map[string]map[*person]bool{},
	}
	j.readColumns()
	j.readClaims()
	j.notePlaces()
	j.findAgentGroups()
	claims := map[*person][]claim{}
	for _, c := range j.claims {
		if p := j.roll.owner[c.raw.Pos]; p != nil {
			claims[p] = append(claims[p], c)
		}
	}
	for _, p := range j.roll.people {
		p.settleAll(cover)
		j.mergeGrants(p, claims[p])
		for _, g := range p.grants {
			j.describe(p, g)
		}
	}
	j.readStatements()
	j.countUsers()
	accounts := make([]Account, 0, len(j.roll.people))
	for _, p := range j.roll.people {
		accounts = append(accounts, j.account(p))
	}
	slices.SortFunc(accounts, func(a, b Account) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Email, b.Email))
	})
	return accounts
}

func (j *judge) readColumns() {
	for _, c := range j.night.Columns {
		key := [2]string{c.File, c.Sheet}
		j.columnsOf[key] = append(j.columnsOf[key], c)
		fixed := c.HeaderKey == "groupname" || c.HeaderKey == "groupid" || c.HeaderKey == "groups"
		if c.Format == "org_users" && (c.Role == "group" || fixed) {
			j.groupFiles[c.File] = true
		}
	}
	for _, m := range j.night.GroupMembers {
		j.groupFiles[m.File] = true
	}
	for _, g := range j.night.Grants {
		j.filesWithGrants[g.File] = true
	}
}

// notePlaces: "any place seen". Reading: a site, for JSM is at sites; seen in
// an account's grant, in a header of the users export or in the config.
func (j *judge) notePlaces() {
	note := func(product, place string) {
		if place != "" && nameSpace(product) == "site" {
			j.placesSeen[place] = true
		}
	}
	for _, c := range j.claims {
		if c.grants && j.roll.owner[c.raw.Pos] != nil {
			note(c.product, c.place)
		}
	}
	for _, s := range j.night.Subscriptions {
		note(s.product(), s.spot().name)
	}
	for _, c := range j.night.Columns {
		if c.Format == "org_users" {
			note(canonical(c.ProductKey), placeName(c.PlaceText))
		}
	}
	for _, l := range j.licenses() {
		note(l.Product, l.Place())
	}
	for name := range j.atlas.said {
		note("", name)
	}
}

// account puts the judgement together.
func (j *judge) account(p *person) Account {
	a := Account{
		ID: p.id, Email: strings.TrimSpace(p.email.value), Name: p.name.value, Status: p.status.value,
		AtlassianSays: p.billable.value, PolicyType: p.policy.value,
		Claimed: p.claimed(), Synced: p.synced(), External: p.external(),
		Service: j.service(p), Protected: j.protected(p),
	}
	v := j.view(p)
	a.Class, a.Causes = v.class()
	v.kind = a.Class
	a.Standard, a.StandardRule, a.Confidence = v.standard()
	a.Premium, a.PremiumRule = v.premium()
	a.Agrees = agrees(a.AtlassianSays, a.Standard)
	a.LastActiveOn = j.lastActive(p)
	for _, g := range p.grants {
		a.Grants = append(a.Grants, g.Grant)
	}
	a.Seats = j.seats(p)
	a.Conflicts = p.conflicts(j.cover)
	a.WaysOut = j.waysOut(p, v, a.StandardRule)
	if j.night.AsOf < DayOf("2023-05-01") {
		j.cover.hit("night/before 2023-05-01 " + a.Class)
	}
	j.cover.hit("class/" + a.Class)
	j.cover.hit("standard/" + a.StandardRule + " " + a.Standard)
	j.cover.hit("premium/" + a.PremiumRule)
	j.cover.hit("agrees/" + a.Agrees)
	j.cover.hit("confidence/" + a.StandardRule + " " + a.Confidence)
	return a
}

// agrees: "yes; no; undecided (they speak, our verdict is unknown); empty
// (silent)".
func agrees(says, verdict string) string {
	switch {
	case says == "":
		return ""
	case verdict == "unknown":
		return "undecided"
	}
	return yesNo(says == verdict)
}

// lastActive: "the latest known date over account and grants; else before
// <date>; else never if every source that speaks says never; else empty".
// Reading: of several bounds the latest.
func (j *judge) lastActive(p *person) string {
	var latest, bound Day
	never := false
	note := func(kind string, on Day) {
		switch kind {
		case "known":
			latest = max(latest, on)
		case "before":
			bound = max(bound, on)
		case "never":
			never = true
		}
	}
	for _, r := range p.rows {
		if r.acct != nil {
			note(r.acct.LastActiveKind, r.acct.LastActiveOn)
		}
	}
	for _, g := range p.grants {
		for _, c := range g.claims {
			note(c.raw.LastActiveKind, c.raw.LastActiveOn)
		}
	}
	switch {
	case latest != 0:
		j.cover.hit("last active/date")
		return latest.String()
	case bound != 0:
		j.cover.hit("last active/before")
		return "before " + bound.String()
	case never:
		j.cover.hit("last active/never")
		return "never"
	}
	j.cover.hit("last active/unknown")
	return ""
}

// service: "the e-mail matches service_accounts (case-insensitive)"; the side
// input names accounts by id, by e-mail and by pattern, and one of them is enough.
func (j *judge) service(p *person) bool {
	email := strings.TrimSpace(p.email.value)
	for _, pattern := range j.night.ServiceAccounts {
		if email != "" && glob(pattern, email) {
			return true
		}
	}
	for _, s := range j.night.ServiceList {
		byPattern := s.Pattern != "" && email != "" && glob(s.Pattern, email)
		if byPattern || p.isNamed(s.AccountID, s.Email) {
			return true
		}
	}
	return false
}

// protected: config protected and protected.csv, by account, e-mail, domain or
// group of the account.
func (j *judge) protected(p *person) bool {
	email := emailKey(p.email.value)
	for _, pattern := range j.night.Config.Protected {
		if email != "" && glob(pattern, email) {
			return true
		}
	}
	for _, l := range j.night.ProtectedList {
		switch {
		case p.isNamed(l.AccountID, l.Email),
			l.Domain != "" && strings.HasSuffix(email, "@"+strings.ToLower(l.Domain)),
			l.GroupName != "" && j.inGroup(p, l.GroupName):
			return true
		}
	}
	return false
}

// isNamed: a line of a list names the account by its id or by its e-mail.
func (p *person) isNamed(id, email string) bool {
	return id != "" && id == p.id || emailKey(email) != "" && emailKey(email) == emailKey(p.email.value)
}

func (j *judge) inGroup(p *person, group string) bool {
	for _, m := range j.night.GroupMembers {
		if strings.EqualFold(m.GroupName, group) && j.roll.find(m.AccountID, m.Email) == p {
			return true
		}
	}
	for _, m := range j.night.ScimMembers {
		if !strings.EqualFold(m.GroupName, group) {
			continue
		}
		for _, s := range p.scim {
			if s.ScimID == m.MemberID {
				return true
			}
		}
	}
	return false
}
