package reports

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// This file says what each receiver of a pack gets.

// sold is what the night knows of subscriptions and quotes.
type sold struct {
	*night
	subscriptions []*subscription
	quotes        []soldQuote
	deviations    []soldDeviation
}

type soldQuote struct {
	quote, reseller, currency string
	comparable                bool
	annual, total             *int64
}

type soldDeviation struct{ quote, reseller, line, kind, expected, found string }

func readSold(ctx context.Context, marts map[string][]string) (*sold, error) {
	n, err := readNight(ctx, marts)
	if err != nil {
		return nil, err
	}
	s := &sold{night: n, subscriptions: n.commerce.byRenewal()}
	r := &nightReader{ctx: ctx, marts: marts}
	// Marts of quotes are there from the version on that compares them.
	if len(marts["quotes"]) > 0 {
		t := r.open("quotes")
		quote, reseller, currency, comparable := t.text("quote"), t.text("reseller"), t.text("currency"), t.boolean("is_comparable")
		annual, total := t.number("annual_cents"), t.number("total_cents")
		if err := t.each(func() {
			s.quotes = append(s.quotes, soldQuote{keep(quote), keep(reseller), keep(currency), comparable.bool(), annual.maybeInt(), total.maybeInt()})
		}); err != nil {
			return nil, err
		}
	}
	if len(marts["quote_deviations"]) > 0 {
		t := r.open("quote_deviations")
		quote, reseller, line, kind := t.text("quote"), t.text("reseller"), t.text("line"), t.text("kind")
		expected, found := t.text("expected"), t.text("found")
		if err := t.each(func() {
			s.deviations = append(s.deviations, soldDeviation{keep(quote), keep(reseller), keep(line), keep(kind), keep(expected), keep(found)})
		}); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// layReseller gives a reseller what is his own: his subscriptions with what the
// verdicts need, his quotes and what deviates in them. No line of another reseller,
// no price but his own, no site but those of his lines.
func (p *packer) layReseller() error {
	s, err := readSold(p.ctx, p.Marts)
	if err != nil {
		return err
	}
	mine := func(reseller string) bool { return isSeller(reseller, p.Reseller) }
	s.subscriptions = slices.DeleteFunc(s.subscriptions, func(x *subscription) bool { return !mine(x.Partner) })
	s.quotes = slices.DeleteFunc(s.quotes, func(q soldQuote) bool { return !mine(q.reseller) })
	s.deviations = slices.DeleteFunc(s.deviations, func(d soldDeviation) bool { return !mine(d.reseller) })
	p.tables = []packTable{p.subscriptionTable(s), quoteTable(s), p.deviationTable(s)}
	return nil
}

// layProcurement gives procurement counts, scenarios, renewals and quotes, and a
// list of accounts by pseudonym.
func (p *packer) layProcurement() error {
	s, err := readSold(p.ctx, p.Marts)
	if err != nil {
		return err
	}
	classes, shown := classTable(s.night)
	accounts, err := p.accountTable(shown)
	if err != nil {
		return err
	}
	p.tables = []packTable{classes, verdictTable(s.night), p.seatTable(s), scenarioTable(s.night), p.subscriptionTable(s), quoteTable(s), p.deviationTable(s), accounts}
	return nil
}

// classTable counts accounts by class; shown are the classes that are told.
func classTable(n *night) (packTable, map[string]bool) {
	t := packTable{name: "classes", title: "Accounts by class", header: []string{"class", "accounts"}}
	counts := make([]int64, len(n.classes))
	for i, c := range n.classes {
		counts[i] = c.accounts
	}
	cells, total := hideGroup(counts)
	shown := map[string]bool{}
	for i, c := range n.classes {
		t.rows = append(t.rows, []packCell{own(c.name), cells[i]})
		shown[c.name] = cells[i].number != nil
	}
	t.rows = append(t.rows, []packCell{own("all"), total})
	return t, shown
}

// verdictsTold gives the cells of one subscription of Guard, whose counts add up to
// all accounts.
func verdictsTold(n *night, subscription string) map[string]packCell {
	var names []string
	var counts []int64
	for _, v := range n.verdicts {
		if v.subscription == subscription {
			names, counts = append(names, v.verdict), append(counts, v.accounts)
		}
	}
	cells, _ := hideGroup(counts)
	told := map[string]packCell{}
	for i, name := range names {
		told[name] = cells[i]
	}
	return told
}

func verdictTable(n *night) packTable {
	t := packTable{name: "verdicts", title: "Accounts by verdict of Guard", header: []string{"subscription", "verdict", "accounts"}}
	for _, v := range n.verdicts {
		t.rows = append(t.rows, []packCell{own(v.subscription), own(v.verdict), verdictsTold(n, v.subscription)[v.verdict]})
	}
	return t
}

func (p *packer) seatTable(s *sold) packTable {
	t := packTable{name: "seats", title: "Seats by product and place", header: []string{"product", "place", "ownership", "billable", "not_billable", "unknown"}}
	for _, x := range s.seats {
		t.rows = append(t.rows, []packCell{free(x.Product), p.place(s, x.Place), own(x.Ownership), hide(x.Billable), hide(x.NotBillable), hide(x.Unknown)})
	}
	return t
}

// scenarioTable leaves amounts out that would tell a small count: prices are public,
// also those of the add-on of Premium, whose users are counted apart.
func scenarioTable(n *night) packTable {
	t := packTable{name: "scenarios", title: "What each way out would cost", header: []string{"scenario", "accounts_touched", "billable", "annual_cents", "saving_cents", "currency"}}
	if n.hasAddOn() {
		t.header = append(t.header, "premium_billable")
	}
	standard, premium := verdictsTold(n, "guard_standard")["billable"].number != nil, verdictsTold(n, "guard_premium")["billable"].number != nil
	for _, x := range n.scenarios {
		row := []packCell{own(x.ID), hide(x.AccountsTouched), own(withheld), own(withheld), own(withheld), own(n.facts.currency)}
		told, addOnTold := standard && tells(x.Billable, n.facts.billable, x.AccountsTouched), !n.hasAddOn()
		if now := n.addOnNow(); now != nil && x.addOn != nil {
			addOnTold = premium && tells(x.PremiumBillable, now.PremiumBillable, x.AccountsTouched)
		}
		if told {
			row[2] = number(x.Billable)
		}
		if told && addOnTold {
			row[3], row[4] = maybe(x.AnnualCents), maybe(x.SavingCents)
		}
		if n.hasAddOn() {
			cell := own(withheld)
			if addOnTold {
				cell = number(x.PremiumBillable)
			}
			row = append(row, cell)
		}
		t.rows = append(t.rows, row)
	}
	return t
}

// tells reports whether the users that a scenario leaves, and how many fewer than
// tonight those are, are no small counts.
func tells(then, now, touched int64) bool {
	fewer := now - then
	return then >= fewest && (fewer == 0 && touched == 0 || fewer >= fewest || fewer <= -fewest)
}

func (p *packer) subscriptionTable(s *sold) packTable {
	t := packTable{name: "subscriptions", title: "Subscriptions, by renewal", header: []string{
		"entitlement", "parent_entitlement", "kind", "product", "name", "plan", "place", "partner", "active", "renews_on", "days_left", "notice_on",
		"purchased", "active_users", "needed", "fits_in", "state"}}
	// A reseller gets no table of verdicts with which Guard's users add up to a total.
	guard := p.For == ForReseller || verdictsTold(s.night, "guard_standard")["billable"].number != nil
	premium := p.For == ForReseller || verdictsTold(s.night, "guard_premium")["billable"].number != nil
	for _, x := range s.subscriptions {
		needed, fits, state := own(""), own(""), own(x.State)
		told := x.Product != "guard_standard" && x.Product != "guard_premium" || x.Product == "guard_standard" && guard || x.Product == "guard_premium" && premium
		switch {
		case x.NeededLeast == nil && x.NeededMost == nil:
		case x.Needed != nil && *x.Needed >= fewest && told:
			needed, fits = number(*x.Needed), maybe(x.FitsIn)
		case x.Needed != nil && *x.Needed < fewest:
			needed, fits, state = own(few), own(withheld), own(withheld)
		case x.Needed != nil:
			needed, fits, state = own(withheld), own(withheld), own(withheld)
		default: // a range: its ends differ by the unknown ones, who may be few
			fits, state = own(withheld), own(withheld)
		}
		active := "no"
		if x.Active {
			active = "yes"
		}
		users := own("")
		if x.ActiveUsers != nil {
			users = hide(*x.ActiveUsers)
		}
		t.rows = append(t.rows, []packCell{
			free(x.Entitlement), free(x.ParentEntitlement), own(x.Kind), free(x.Product), free(x.Name), free(x.Plan), p.place(s, x.Place), free(x.Partner), own(active),
			own(text(x.RenewsOn)), maybe(x.DaysLeft), own(text(x.NoticeOn)), maybe(x.Purchased), users, needed, fits, state,
		})
	}
	return t
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func quoteTable(s *sold) packTable {
	t := packTable{name: "quotes", title: "Quotes", header: []string{"quote", "reseller", "currency", "comparable", "annual_cents", "total_cents"}}
	for _, q := range s.quotes {
		t.rows = append(t.rows, []packCell{free(q.quote), free(q.reseller), free(q.currency), own(strconv.FormatBool(q.comparable)), maybe(q.annual), maybe(q.total)})
	}
	return t
}

// deviationTable tells no count of people below five, wherever it stands, nor one
// that may be the count which the table of verdicts withholds.
func (p *packer) deviationTable(s *sold) packTable {
	t := packTable{name: "deviations", title: "What deviates in quotes", header: []string{"quote", "reseller", "line", "kind", "expected", "found"}}
	for _, d := range s.deviations {
		expected, found := free(d.expected), free(d.found)
		if strings.HasPrefix(d.kind, "users_") || d.kind == "wrong_tier" {
			expected, found = hideText(d.expected), hideText(d.found)
			if p.For == ForProcurement && verdictsTold(s.night, "guard_standard")["billable"].number == nil {
				expected = own(withheld)
			}
		}
		t.rows = append(t.rows, []packCell{free(d.quote), free(d.reseller), free(d.line), own(d.kind), expected, found})
	}
	return t
}

// accountTable lists accounts by pseudonym, in the order of the pseudonyms, with
// the classes that are told.
func (p *packer) accountTable(shown map[string]bool) (packTable, error) {
	t := packTable{name: "accounts", title: "Accounts by pseudonym", header: []string{"account", "class"}}
	accounts := openTable(p.ctx, "accounts", p.Marts["accounts"])
	id, email, class := accounts.text("account_id"), accounts.text("email"), accounts.text("class")
	err := accounts.each(func() {
		name := own(withheld)
		if shown[class.text()] {
			name = own(keep(class))
		}
		key := "id\x00" + id.text()
		if id.text() == "" {
			key = "email\x00" + strings.ToLower(email.text())
		}
		t.rows = append(t.rows, []packCell{own(p.ref("account", key)), name})
	})
	slices.SortFunc(t.rows, func(a, b []packCell) int { return strings.Compare(a[0].text, b[0].text) })
	return t, err
}

// place tells a place that a line of the receiver names, and a pseudonym of any
// other.
func (p *packer) place(s *sold, name string) packCell {
	if name == "" {
		return own("")
	}
	for _, x := range s.subscriptions {
		if x.Place == name {
			return free(name)
		}
	}
	return own(p.ref("place", name))
}
