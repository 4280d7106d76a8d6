package reports

import (
	"cmp"
	"slices"
	"strings"

	"billable"
)

// This file reads what the marts say of subscriptions: the lines of the partner
// portal, the days on which something is due, and ends that could be one.

// commerce is what a night says of what is bought; the json names are those of
// summary.json.
type commerce struct {
	Subscriptions []subscription `json:"subscriptions"`
	Dates         []renewalDate  `json:"dates"`    // by day
	CoTerms       []coTerm       `json:"co_terms"` // by renewal
	Basis         []renewalBasis `json:"basis"`
}

// subscription is one line of the partner portal. Days and counts that nobody
// knows are null.
type subscription struct {
	Entitlement string  `json:"entitlement"` // empty for an app that has none of its own
	Product     string  `json:"product"`     // canonical where the program knows it, else as the portal spells it
	RenewsOn    *string `json:"renews_on"`
	DaysLeft    *int64  `json:"days_left"` // from the night
	Purchased   *int64  `json:"purchased"`
	Needed      *int64  `json:"needed"` // by the verdicts
	State       string  `json:"state"`  // over_bought, short, fits, unknown

	Why               string   `json:"why"`  // why state or needed is not known
	Note              string   `json:"note"` // what contradicts
	Active            bool     `json:"active"`
	Kind              string   `json:"kind"` // product or app
	Name              string   `json:"name"`
	Plan              string   `json:"plan"`
	Place             string   `json:"place"`
	Partner           string   `json:"partner"`
	Contacts          []string `json:"contacts"`
	ParentEntitlement string   `json:"parent_entitlement"`
	InstalledOn       []string `json:"installed_on"`
	BillDate          *string  `json:"bill_date"`
	NoticeOn          *string  `json:"notice_on"`
	ReadOn            *string  `json:"read_on"`
	ActiveUsers       *int64   `json:"active_users"`
	NeededLeast       *int64   `json:"needed_least"`
	NeededMost        *int64   `json:"needed_most"`
	NeededAssumed     *int64   `json:"needed_assumed"` // of the needed, those that rest on an assumed fact
	FitsIn            *int64   `json:"fits_in"`        // the fewest users that could be bought instead
	At                string   `json:"at"`             // file:row

	no       int64
	renewsOn day
	billOn   day
}

// renewalDate is a day on which something is due for a subscription.
type renewalDate struct {
	Entitlement string `json:"entitlement"`
	Product     string `json:"product"`
	Place       string `json:"place"`
	Mark        string `json:"mark"` // mark_120, mark_90, mark_30, notice, renewal
	On          string `json:"on"`
	DaysLeft    int64  `json:"days_left"`
	Meaning     string `json:"meaning"`

	of *subscription
	on day
}

// coTerm is a pair of subscriptions that could end on one day.
type coTerm struct {
	Entitlement string `json:"entitlement"`
	Product     string `json:"product"`
	EndsOn      string `json:"ends_on"`
	With        string `json:"with"`
	WithProduct string `json:"with_product"`
	WithEndsOn  string `json:"with_ends_on"`
	DaysApart   int64  `json:"days_apart"`
	SamePartner bool   `json:"same_partner"`

	of, with *subscription
}

// renewalBasis is one figure that renewals are counted with.
type renewalBasis struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Value  string `json:"value"` // empty: not known
	Unit   string `json:"unit"`
	Source string `json:"source"`
	Note   string `json:"note"`
}

func (r *nightReader) subscriptions(n *night) error {
	n.commerce = commerce{Subscriptions: []subscription{}, Dates: []renewalDate{}, CoTerms: []coTerm{}, Basis: []renewalBasis{}}
	t := r.open("subscriptions")
	no, entitlement, parent := t.number("subscription_no"), t.text("entitlement"), t.text("parent_entitlement")
	kind, active, product, name := t.text("kind"), t.boolean("is_active"), t.text("product"), t.text("name")
	plan, place, installed := t.text("plan"), t.text("place"), t.text("installed_on")
	partner, contacts := t.text("partner"), t.text("contacts")
	read, bill, renews, notice := t.date("read_on"), t.date("bill_on"), t.date("renews_on"), t.date("notice_on")
	left, purchased, users := t.number("days_left"), t.number("purchased"), t.number("active_users")
	needed, least, most := t.number("needed"), t.number("needed_least"), t.number("needed_most")
	assumed, fits := t.number("needed_assumed"), t.number("fits_in")
	state, why, note := t.text("state"), t.text("why"), t.text("note")
	file, sheet, row := t.text("_file"), t.text("_sheet"), t.number("_row")
	err := ordered(t, no, &n.commerce.Subscriptions, func() subscription {
		return subscription{
			no: no.int(), Entitlement: keep(entitlement), ParentEntitlement: keep(parent), Kind: keep(kind), Active: active.bool(),
			Product: keep(product), Name: keep(name), Plan: keep(plan), Place: keep(place), InstalledOn: listOf(keep(installed)),
			Partner: keep(partner), Contacts: listOf(keep(contacts)), ReadOn: read.day().maybe(), BillDate: bill.day().maybe(),
			RenewsOn: renews.day().maybe(), NoticeOn: notice.day().maybe(), renewsOn: renews.day(), billOn: bill.day(),
			DaysLeft: left.maybeInt(), Purchased: purchased.maybeInt(), ActiveUsers: users.maybeInt(),
			Needed: needed.maybeInt(), NeededLeast: least.maybeInt(), NeededMost: most.maybeInt(), NeededAssumed: assumed.maybeInt(),
			FitsIn: fits.maybeInt(), State: keep(state), Why: keep(why), Note: keep(note),
			At: billable.Pos{File: keep(file), Sheet: keep(sheet), Row: int(row.int())}.String(),
		}
	})
	if err != nil {
		return err
	}
	return r.renewals(n)
}

// renewals reads the days, pairs and figures that refer to subscriptions.
func (r *nightReader) renewals(n *night) error {
	c := &n.commerce
	t := r.open("renewal_dates")
	no, mark, on := t.number("subscription_no"), t.text("mark"), t.date("due_on")
	left, meaning := t.number("days_left"), t.text("meaning")
	if err := t.each(func() {
		if s := c.numbered(no.int()); s != nil {
			c.Dates = append(c.Dates, renewalDate{
				of: s, Entitlement: s.Entitlement, Product: s.Product, Place: s.Place, Mark: keep(mark), On: on.day().String(), on: on.day(),
				DaysLeft: left.int(), Meaning: keep(meaning),
			})
		}
	}); err != nil {
		return err
	}
	t = r.open("co_terms")
	no, with, apart, same := t.number("subscription_no"), t.number("with_no"), t.number("days_apart"), t.boolean("is_same_partner")
	if err := t.each(func() {
		if a, b := c.numbered(no.int()), c.numbered(with.int()); a != nil && b != nil {
			c.CoTerms = append(c.CoTerms, coTerm{
				of: a, with: b, Entitlement: a.Entitlement, Product: a.Product, EndsOn: a.renewsOn.String(),
				With: b.Entitlement, WithProduct: b.Product, WithEndsOn: b.renewsOn.String(), DaysApart: apart.int(), SamePartner: same.bool(),
			})
		}
	}); err != nil {
		return err
	}
	slices.SortStableFunc(c.CoTerms, func(a, b coTerm) int { return cmp.Compare(a.of.renewsOn, b.of.renewsOn) })
	t = r.open("renewal_basis")
	term, id, name, value := t.number("term_no"), t.text("id"), t.text("name"), t.text("value")
	unit, source, note := t.text("unit"), t.text("source"), t.text("note")
	return ordered(t, term, &c.Basis, func() renewalBasis {
		return renewalBasis{keep(id), keep(name), keep(value), keep(unit), keep(source), keep(note)}
	})
}

// numbered finds a subscription by its number.
func (c *commerce) numbered(no int64) *subscription {
	at, found := slices.BinarySearchFunc(c.Subscriptions, no, func(s subscription, no int64) int { return cmp.Compare(s.no, no) })
	if !found {
		return nil
	}
	return &c.Subscriptions[at]
}

// byRenewal lists the subscriptions in the order of their renewals, those that
// renew no more or nobody knows when behind them.
func (c *commerce) byRenewal() []*subscription {
	list := make([]*subscription, len(c.Subscriptions))
	for i := range c.Subscriptions {
		list[i] = &c.Subscriptions[i]
	}
	slices.SortStableFunc(list, func(a, b *subscription) int {
		if a.Active != b.Active {
			return cmp.Compare(rank(!a.Active), rank(!b.Active))
		}
		return cmp.Or(cmp.Compare(rank(a.renewsOn == noDay), rank(b.renewsOn == noDay)), cmp.Compare(a.renewsOn, b.renewsOn))
	})
	return list
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}

// listOf cuts a list of the portal at its semicolons.
func listOf(text string) []string {
	list := []string{}
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// title names the subscription for people: Jira at acme.
func (s *subscription) title() string {
	name := orElse(s.Name, spell(s.Product))
	if s.Place != "" {
		name += " at " + s.Place
	}
	return name
}

// number is the entitlement for people; an app may have none of its own.
func (s *subscription) number() string {
	switch {
	case s.Entitlement != "":
		return s.Entitlement
	case s.ParentEntitlement != "":
		return "of " + s.ParentEntitlement
	}
	return "(no number)"
}
