package reports

import (
	"slices"
	"strconv"
	"strings"
)

// This file reads what the cancellation of each entitlement does, and follows it
// from the subscription to the apps that hang on it.

// A cascade is what the cancellation of one entitlement does; the json names are a
// contract of billable cascade.
type cascade struct {
	Entitlement  string        `json:"entitlement"`
	Lines        []cascadeLine `json:"lines"` // mostly one
	Loses        []sourced     `json:"loses"`
	Irreversible []sourced     `json:"irreversible"`
	Notes        []string      `json:"notes"`   // what is odd about it
	Picture      string        `json:"picture"` // relative to the night's folder; empty: nothing to draw
}

// cascadeLine is a line of the portal with that entitlement, and what follows.
type cascadeLine struct {
	Name       string  `json:"name"`
	Product    string  `json:"product"`
	Place      string  `json:"place"`
	Kind       string  `json:"kind"` // product or app
	Active     bool    `json:"active"`
	Plan       string  `json:"plan"`
	Partner    string  `json:"partner"`
	Purchased  *int64  `json:"purchased"`
	RenewsOn   *string `json:"renews_on"`
	DaysLeft   *int64  `json:"days_left"`
	Accounts   *int64  `json:"accounts"`    // who loses access
	OnlyAccess *int64  `json:"only_access"` // of these, who has nothing else then
	Why        string  `json:"why"`         // why that is not known
	At         string  `json:"at"`

	Apps     []cascadeApp   `json:"apps"` // in the order in which they are reached
	Verdicts []cascadeShift `json:"verdicts"`
	Guard    *cascadeGuard  `json:"guard"` // null where the rules judge nobody anew
	Money    cascadeMoney   `json:"money"`
}

// cascadeApp is an app that the cancellation reaches.
type cascadeApp struct {
	Entitlement string `json:"entitlement"`
	Name        string `json:"name"`
	Place       string `json:"place"`
	Partner     string `json:"partner"`
	Purchased   *int64 `json:"purchased"`
	Link        string `json:"link"` // parent, installed
	Fate        string `json:"fate"` // cancelled, loses_product, inactive, unknown
	Tier        string `json:"tier"` // follows, below, above what it hangs on; empty: not known
	Depth       int    `json:"depth"`
	Via         string `json:"via"` // the entitlement through which it is reached
	Parent      string `json:"parent_entitlement"`
	At          string `json:"at"`

	via int // place of the app through which it is reached, -1: the line itself
}

// cascadeShift counts accounts that move from one verdict to another, or stay.
type cascadeShift struct {
	Subscription string `json:"subscription"`
	From         string `json:"from"`
	To           string `json:"to"`
	Accounts     int64  `json:"accounts"`
}

// cascadeGuard is what Guard Standard bills now and then, and what Guard costs: with
// the add-on of Premium, where it is bought.
type cascadeGuard struct {
	Billable     int64  `json:"billable"`
	After        int64  `json:"billable_after"`
	UnknownAfter int64  `json:"unknown_after"`
	Annual       *int64 `json:"annual_cents"`
	AnnualAfter  *int64 `json:"annual_cents_after"`
	Freed        *int64 `json:"freed_cents"`
	Reason       string `json:"reason"`
	Premium      *int64 `json:"premium_billable,omitempty"`
	PremiumAfter *int64 `json:"premium_billable_after,omitempty"`
}

// cascadeMoney is what becomes of the money; an amount that no source states is
// null with the reason.
type cascadeMoney struct {
	Currency       string  `json:"currency"`
	Freed          *int64  `json:"freed_cents"` // a year of it
	FreedFrom      *string `json:"freed_from"`
	FreedReason    string  `json:"freed_reason"`
	Refunded       *int64  `json:"refunded_cents"`
	RefundedReason string  `json:"refunded_reason"`
	LostDays       *int64  `json:"lost_days"` // of the term that is paid
	Lost           *int64  `json:"lost_cents"`
	LostReason     string  `json:"lost_reason"`

	minor int64 // minor units of the currency
}

// sourced is a sentence and where it is stated.
type sourced struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}

// cascadeMarts are the marts of cascades, by the number of the subscription.
type cascadeMarts struct {
	edges  map[int64][]cascadeEdge
	facts  map[int64]cascadeFacts
	shifts map[int64][]cascadeShift
	notes  []cascadeNote
}

type cascadeEdge struct {
	app              int64
	link, fate, tier string
}

type cascadeFacts struct {
	kind, why, annualReason string
	accounts, only, annual  *int64
	guard                   *cascadeGuard
}

type cascadeNote struct{ topic, appliesTo, text, source string }

func (r *nightReader) cascades(n *night) error {
	m := cascadeMarts{edges: map[int64][]cascadeEdge{}, facts: map[int64]cascadeFacts{}, shifts: map[int64][]cascadeShift{}}
	t := r.open("subscription_apps")
	host, app, link, fate, tier := t.number("host_no"), t.number("app_no"), t.text("link"), t.text("fate"), t.text("tier")
	if err := t.each(func() {
		m.edges[host.int()] = append(m.edges[host.int()], cascadeEdge{app.int(), keep(link), keep(fate), keep(tier)})
	}); err != nil {
		return err
	}
	if err := r.cascadeFacts(m); err != nil {
		return err
	}
	t = r.open("cascade_shifts")
	no, sub, from, to, accounts := t.number("subscription_no"), t.text("subscription"), t.text("from_verdict"), t.text("to_verdict"), t.number("accounts")
	if err := t.each(func() {
		m.shifts[no.int()] = append(m.shifts[no.int()], cascadeShift{keep(sub), keep(from), keep(to), accounts.int()})
	}); err != nil {
		return err
	}
	t = r.open("cascade_notes")
	note, topic, applies, text, source := t.number("note_no"), t.text("topic"), t.text("applies_to"), t.text("text"), t.text("source")
	if err := ordered(t, note, &m.notes, func() cascadeNote {
		return cascadeNote{keep(topic), keep(applies), keep(text), keep(source)}
	}); err != nil {
		return err
	}
	n.cascadeNotes = m.notes
	n.cascades = m.build(&n.commerce, cascadeMoney{Currency: n.facts.currency, minor: n.facts.minorUnits})
	return nil
}

func (r *nightReader) cascadeFacts(m cascadeMarts) error {
	t := r.open("cascades")
	no, kind, why := t.number("subscription_no"), t.text("kind"), t.text("why")
	accounts, only := t.number("accounts"), t.number("only_access")
	annual, annualReason := t.number("annual_cents"), t.text("annual_reason")
	now, after, unknown := t.number("guard_billable"), t.number("guard_billable_after"), t.number("guard_unknown_after")
	before, then, freed := t.number("guard_annual_cents"), t.number("guard_annual_cents_after"), t.number("guard_freed_cents")
	reason, premium, premiumAfter := t.text("guard_reason"), t.number("premium_billable"), t.number("premium_billable_after")
	return t.each(func() {
		f := cascadeFacts{kind: keep(kind), why: keep(why), annualReason: keep(annualReason), accounts: accounts.maybeInt(), only: only.maybeInt(), annual: annual.maybeInt()}
		if !now.isNull() {
			f.guard = &cascadeGuard{Billable: now.int(), After: after.int(), UnknownAfter: unknown.int(),
				Annual: before.maybeInt(), AnnualAfter: then.maybeInt(), Freed: freed.maybeInt(), Reason: keep(reason),
				Premium: premium.maybeInt(), PremiumAfter: premiumAfter.maybeInt()}
		}
		m.facts[no.int()] = f
	})
}

// build makes a cascade for each entitlement number, in the order of the numbers.
func (m cascadeMarts) build(c *commerce, in cascadeMoney) []cascade {
	list := []cascade{}
	byNumber := map[string]int{}
	for i := range c.Subscriptions {
		s := &c.Subscriptions[i]
		if s.Entitlement == "" {
			continue
		}
		at, known := byNumber[s.Entitlement]
		if !known {
			at = len(list)
			byNumber[s.Entitlement] = at
			list = append(list, cascade{Entitlement: s.Entitlement, Notes: []string{}})
		}
		list[at].Lines = append(list[at].Lines, m.line(c, s, in, &list[at].Notes))
	}
	pictures := map[string]bool{}
	for i := range list {
		list[i].finish(m, pictures)
	}
	return list
}

// line follows one line of the portal to its apps.
func (m cascadeMarts) line(c *commerce, s *subscription, in cascadeMoney, notes *[]string) cascadeLine {
	f, known := m.facts[s.no]
	l := cascadeLine{
		Name: s.Name, Product: s.Product, Place: s.Place, Kind: s.Kind, Active: s.Active, Plan: s.Plan, Partner: s.Partner,
		Purchased: s.Purchased, RenewsOn: s.RenewsOn, DaysLeft: s.DaysLeft, At: s.At,
		Accounts: f.accounts, OnlyAccess: f.only, Why: f.why, Guard: f.guard, Apps: []cascadeApp{}, Verdicts: orEmpty(m.shifts[s.no]),
	}
	switch {
	case !s.Active:
		l.Why = "it is inactive: there is nothing left to cancel"
		l.Money = in
		l.Money.FreedReason, l.Money.RefundedReason, l.Money.LostReason = l.Why, l.Why, l.Why
		return l
	case s.Kind == "app":
		l.Why = "an app's users are not listed; they are those of its parent (R10)"
	case !known:
		l.Why = "the program does not know this product"
	}
	l.Money = m.money(f, s, in)
	seen := map[int64]bool{s.no: true}
	m.follow(c, s, -1, 1, seen, &l, notes)
	return l
}

// follow adds the apps that hang on a line, and what hangs on those that are
// cancelled with it. An app that was reached before ends the walk: there may be
// circles.
func (m cascadeMarts) follow(c *commerce, host *subscription, via, depth int, seen map[int64]bool, l *cascadeLine, notes *[]string) {
	for _, e := range m.edges[host.no] {
		app := c.numbered(e.app)
		if app == nil {
			continue
		}
		if seen[e.app] {
			if e.fate == "cancelled" {
				*notes = append(*notes, app.title()+" ("+app.number()+", "+app.At+") hangs on what hangs on it: a circle")
			}
			continue
		}
		seen[e.app] = true
		l.Apps = append(l.Apps, cascadeApp{
			Entitlement: app.Entitlement, Name: app.Name, Place: app.Place, Partner: app.Partner, Purchased: app.Purchased,
			Link: e.link, Fate: e.fate, Tier: e.tier, Depth: depth, Via: host.number(), Parent: app.ParentEntitlement, At: app.At, via: via,
		})
		if e.fate == "cancelled" {
			m.follow(c, app, len(l.Apps)-1, depth+1, seen, l, notes)
		}
	}
}

// money says what is freed, given back and lost, as far as a source states it.
func (m cascadeMarts) money(f cascadeFacts, s *subscription, in cascadeMoney) cascadeMoney {
	money := in
	money.Freed, money.FreedFrom, money.FreedReason = f.annual, s.RenewsOn, f.annualReason
	if s.DaysLeft != nil && *s.DaysLeft >= 0 {
		money.LostDays = s.DaysLeft
	}
	if s.Kind == "app" {
		money.FreedReason = "the price book has no prices of apps"
	}
	for _, n := range m.notes {
		if n.topic == "refund" {
			money.RefundedReason = n.text + " (" + n.source + ")"
		}
	}
	money.LostReason = "what was paid for the rest of the term is stated by no source"
	return money
}

// finish adds what is true of all cancellations of its kind.
func (c *cascade) finish(m cascadeMarts, pictures map[string]bool) {
	kinds := map[string]bool{}
	active := false
	for _, l := range c.Lines {
		switch {
		case !l.Active:
			continue
		case l.Kind == "app":
			kinds["app"] = true
		case strings.HasPrefix(l.Product, "guard_"):
			kinds["guard"] = true
		default:
			kinds["product"] = true
		}
		kinds["all"], active = true, true
	}
	c.Loses, c.Irreversible = []sourced{}, []sourced{}
	for _, n := range m.notes {
		if !kinds[n.appliesTo] {
			continue
		}
		switch n.topic {
		case "loses":
			c.Loses = append(c.Loses, sourced{n.text, n.source})
		case "irreversible":
			c.Irreversible = append(c.Irreversible, sourced{n.text, n.source})
		}
	}
	if len(c.Lines) > 1 {
		c.Notes = append(c.Notes, strconv.Itoa(len(c.Lines))+" lines of the portal have this entitlement number; each is followed on its own")
	}
	slices.Sort(c.Notes)
	c.Notes = slices.Compact(c.Notes)
	if active {
		c.Picture = pictureName(c.Entitlement, pictures)
	}
}

// pictureName makes a file name of an entitlement number, which may hold anything.
func pictureName(entitlement string, taken map[string]bool) string {
	plain := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, entitlement)
	plain = plain[:min(len(plain), 80)]
	name := "cascade/" + plain + ".svg"
	// Some file systems do not tell capitals from small letters.
	for n := 2; taken[strings.ToLower(name)]; n++ {
		name = "cascade/" + plain + "-" + strconv.Itoa(n) + ".svg"
	}
	taken[strings.ToLower(name)] = true
	return name
}
