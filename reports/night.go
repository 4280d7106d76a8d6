package reports

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// night holds the small marts of one night: everything but the accounts, the
// actions and the rejects, which are streamed. The json names are those of
// summary.json.
type night struct {
	facts          facts
	classes        []tally
	verdicts       []verdictTally
	seats          []seatTally
	reconciliation reconciliation
	ladder         []rung
	scenarios      []scenario
	prices         []price
	assumptions    []assumption
	places         []place
	domains        []domain
	checks         []check
	bridge         []bridgeFigure
	offers         offers
	comparison     *comparison // nil: no night before
	trend          []trendNight
	terms          guardTerms
	costs          map[int64]guardCost // of Guard Standard, by the number of users
	addOnCosts     map[int64]guardCost // of the add-on of Premium
	margins        []margin            // Guard Standard first
	commerce       commerce
	cascades       []cascade
	cascadeNotes   []cascadeNote
}

// facts is the one row of the mart night.
type facts struct {
	org                            string
	asOf                           day
	accounts, billable, unknown    int64
	recoverableCents               *int64
	recoverableReason              string
	edition, billing               string
	purchasedTier                  *int64
	renewsOn                       day
	currency                       string
	minorUnits                     int64
	priceBookVersion               string
	priceBookLastEffective         day
	priceBookIsOld, inferredPrices bool
	priceNote, siteNote            string
	assumedSites                   int64
}

type tally struct {
	name     string
	accounts int64
}

type verdictTally struct {
	subscription, verdict string
	accounts              int64
}

// seatTally counts the seats of one product at one place; place is empty where
// the exports name none.
type seatTally struct {
	Product     string `json:"product"`
	Place       string `json:"place"`
	Ownership   string `json:"ownership"`
	Billable    int64  `json:"billable"`
	NotBillable int64  `json:"not_billable"`
	Unknown     int64  `json:"unknown"`
}

type reconciliation struct {
	Agrees    int64 `json:"agrees"`
	Disagrees int64 `json:"disagrees"`
	Undecided int64 `json:"undecided"`
	Silent    int64 `json:"silent"`
}

type rung struct {
	ID              string `json:"id"`
	Accounts        int64  `json:"accounts"`
	Billable        int64  `json:"billable"`
	AnnualCents     *int64 `json:"annual_cents"`
	AnnualReason    string `json:"annual_reason"` // why there is no price; else empty
	Meaning         string `json:"meaning"`
	UnknownAccounts int64  `json:"unknown_accounts"`
	IfUnknownBilled *int64 `json:"annual_cents_if_unknown_billed"`
	*addOn
}

// addOn is what the add-on of Guard Premium counts and costs within a rung or a
// scenario; nil, and no key of summary.json, where it is not bought.
type addOn struct {
	PremiumBillable    int64  `json:"premium_billable"`
	PremiumUnknown     int64  `json:"premium_unknown"`
	PremiumAnnualCents *int64 `json:"premium_annual_cents"`
}

type scenario struct {
	ID              string `json:"id"`
	Billable        int64  `json:"billable"`
	AnnualCents     *int64 `json:"annual_cents"`
	MonthlyCents    *int64 `json:"monthly_cents"`
	SavingCents     *int64 `json:"saving_cents"`
	AccountsTouched int64  `json:"accounts_touched"`
	Reason          string `json:"annual_reason"` // why there is no price; else empty
	Label           string `json:"label"`
	Loses           string `json:"loses"`
	UnknownAccounts int64  `json:"unknown_accounts"`
	IfUnknownBilled *int64 `json:"annual_cents_if_unknown_billed"`

	EffortMinutes  *int64            `json:"effort_minutes"` // null where no way out is named
	EffortCents    *int64            `json:"effort_cents"`
	NetSavingCents *int64            `json:"net_saving_cents"` // of the first year
	ByWayOut       orderedMap[int64] `json:"by_way_out"`       // accounts
	*addOn
}

type price struct {
	product, plan, semantics   string
	from                       int64
	to                         *int64
	minimum                    int64
	unitCents, minorUnits      int64
	currency, period           string
	effectiveFrom, effectiveTo day
	source, confidence         string
	isUsed                     bool
}

type assumption struct{ id, name, value, unit, source, note string }

// number is the value of an assumption that is a whole number.
func (n *night) number(id string) (int64, bool) {
	for _, a := range n.assumptions {
		if a.id == id {
			v, err := strconv.ParseInt(a.value, 10, 64)
			return v, err == nil && v >= 0
		}
	}
	return 0, false
}

type place struct {
	nameSpace, place, ownership, known, reason string
	accounts                                   int64
}

// domain is one domain of the accounts' addresses; its name is empty for
// accounts without an address.
type domain struct {
	name                        string
	accounts, billable, unknown int64
}

type check struct {
	name, severity, claim string
	otherwise             string // what findings mean
	findings              int64
	rows                  []checkRow // the first ones
}

type checkRow struct{ accountID, email, place, detail string }

// martNames lists every mart that this package reads. A mart without rows is a
// file without rows; one that is not there at all would be a block that nobody
// misses.
var martNames = []string{
	"account_causes", "account_evidence", "account_products", "account_seats", "accounts", "actions", "assumptions", "bridge",
	"bridge_differences", "bridge_figures", "cascade_notes", "cascade_shifts", "cascades", "change_causes",
	"check_rows", "checks", "class_counts", "co_terms", "comparison", "domain_counts", "guard_costs", "guard_terms", "ladder", "night", "night_changes", "place_list", "price_book", "reconciliation", "renewal_basis", "renewal_dates", "scenario_ways",
	"scenarios", "seat_counts", "subscription_apps", "subscriptions", "trend", "verdict_counts",
}

// readNight reads every small mart.
func readNight(ctx context.Context, marts map[string][]string) (*night, error) {
	r := &nightReader{ctx: ctx, marts: marts}
	n := &night{}
	for _, name := range martNames {
		if len(marts[name]) == 0 {
			return nil, r.open(name).problem("mart %s is missing", name)
		}
	}
	for _, read := range []func(*night) error{
		r.facts, r.counts, r.seats, r.ladder, r.scenarios, r.priceBook, r.assumptions, r.domains, r.checks, r.checkRows,
		r.comparison, r.trend, r.bridge, r.guardTerms, r.guardCosts, r.edges, r.subscriptions, r.cascades, r.offers,
	} {
		if err := read(n); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// nightReader opens the small marts by name.
type nightReader struct {
	ctx   context.Context
	marts map[string][]string
}

func (r *nightReader) open(name string) *table { return openTable(r.ctx, name, r.marts[name]) }

func (r *nightReader) facts(n *night) error {
	t := r.open("night")
	org, asOf := t.text("org"), t.date("as_of")
	accounts, billable, unknown := t.number("accounts"), t.number("billable"), t.number("unknown")
	recoverable, why := t.number("recoverable_cents"), t.text("recoverable_reason")
	edition, billing := t.text("edition"), t.text("billing")
	tier, renews := t.number("purchased_tier"), t.date("renews_on")
	currency, version := t.text("currency"), t.text("price_book_version")
	minor := t.number("minor_units")
	last, isOld := t.date("price_book_last_effective"), t.boolean("price_book_is_old")
	inferred, priceNote := t.boolean("uses_inferred_prices"), t.text("price_note")
	assumed, siteNote := t.number("assumed_sites"), t.text("site_note")
	return t.only(func() {
		n.facts = facts{
			org: keep(org), asOf: asOf.day(),
			accounts: accounts.int(), billable: billable.int(), unknown: unknown.int(),
			recoverableCents: recoverable.maybeInt(), recoverableReason: keep(why),
			edition: keep(edition), billing: keep(billing),
			purchasedTier: tier.maybeInt(), renewsOn: renews.day(),
			currency: keep(currency), minorUnits: minor.int(), priceBookVersion: keep(version),
			priceBookLastEffective: last.day(), priceBookIsOld: isOld.bool(),
			inferredPrices: inferred.bool(), priceNote: keep(priceNote),
			assumedSites: assumed.int(), siteNote: keep(siteNote),
		}
	})
}

func (r *nightReader) counts(n *night) error {
	t := r.open("class_counts")
	no, class, accounts := t.number("class_no"), t.text("class"), t.number("accounts")
	if err := ordered(t, no, &n.classes, func() tally { return tally{keep(class), accounts.int()} }); err != nil {
		return err
	}
	t = r.open("verdict_counts")
	subscription, verdict := t.text("subscription"), t.text("verdict")
	accounts = t.number("accounts")
	if err := t.each(func() {
		n.verdicts = append(n.verdicts, verdictTally{keep(subscription), keep(verdict), accounts.int()})
	}); err != nil {
		return err
	}
	slices.SortStableFunc(n.verdicts, func(a, b verdictTally) int {
		return strings.Compare(verdictOrder(a.subscription), verdictOrder(b.subscription))
	})
	t = r.open("reconciliation")
	agrees, disagrees := t.number("agrees"), t.number("disagrees")
	undecided, silent := t.number("undecided"), t.number("silent")
	return t.only(func() {
		n.reconciliation = reconciliation{agrees.int(), disagrees.int(), undecided.int(), silent.int()}
	})
}

func (r *nightReader) seats(n *night) error {
	t := r.open("seat_counts")
	product, place, ownership := t.text("product"), t.text("place"), t.text("ownership")
	billable, not, unknown := t.number("billable"), t.number("not_billable"), t.number("unknown")
	return t.each(func() {
		n.seats = append(n.seats, seatTally{
			Product: keep(product), Place: keep(place), Ownership: keep(ownership),
			Billable: billable.int(), NotBillable: not.int(), Unknown: unknown.int(),
		})
	})
}

func (r *nightReader) ladder(n *night) error {
	t := r.open("ladder")
	no, id, meaning, accounts := t.number("rung_no"), t.text("id"), t.text("meaning"), t.number("accounts")
	billable, annual, reason := t.number("billable"), t.number("annual_cents"), t.text("annual_reason")
	unknown, upTo := t.number("unknown_accounts"), t.number("annual_cents_if_unknown_billed")
	bought := addOnColumns(t)
	return ordered(t, no, &n.ladder, func() rung {
		return rung{
			ID: keep(id), Accounts: accounts.int(), Billable: billable.int(),
			AnnualCents: annual.maybeInt(), AnnualReason: keep(reason), Meaning: keep(meaning),
			UnknownAccounts: unknown.int(), IfUnknownBilled: upTo.maybeInt(), addOn: bought(),
		}
	})
}

// addOnColumns reads what a rung or a scenario says of the add-on.
func addOnColumns(t *table) func() *addOn {
	billable, unknown, annual := t.number("premium_billable"), t.number("premium_unknown"), t.number("premium_annual_cents")
	return func() *addOn {
		if billable.maybeInt() == nil {
			return nil
		}
		return &addOn{billable.int(), unknown.int(), annual.maybeInt()}
	}
}

func (r *nightReader) scenarios(n *night) error {
	t := r.open("scenarios")
	no, id, label, loses := t.number("scenario_no"), t.text("id"), t.text("label"), t.text("loses")
	touched, billable := t.number("accounts_touched"), t.number("billable")
	annual, monthly, saving := t.number("annual_cents"), t.number("monthly_cents"), t.number("saving_cents")
	reason, unknown := t.text("reason"), t.number("unknown_accounts")
	upTo := t.number("annual_cents_if_unknown_billed")
	bought := addOnColumns(t)
	minutes, effort, net := t.number("effort_minutes"), t.number("effort_cents"), t.number("net_saving_cents")
	err := ordered(t, no, &n.scenarios, func() scenario {
		return scenario{
			ID: keep(id), Billable: billable.int(), AnnualCents: annual.maybeInt(),
			MonthlyCents: monthly.maybeInt(), SavingCents: saving.maybeInt(),
			AccountsTouched: touched.int(), Reason: keep(reason), Label: keep(label), Loses: keep(loses),
			UnknownAccounts: unknown.int(), IfUnknownBilled: upTo.maybeInt(),
			EffortMinutes: minutes.maybeInt(), EffortCents: effort.maybeInt(), NetSavingCents: net.maybeInt(),
			addOn: bought(),
		}
	})
	if err != nil {
		return err
	}
	return r.scenarioWays(n)
}

// scenarioWays adds to each scenario the ways out that it uses, in their order.
func (r *nightReader) scenarioWays(n *night) error {
	type use struct {
		scenario, wayOut string
		accounts         int64
	}
	var uses []use
	t := r.open("scenario_ways")
	no, id, wayOut, accounts := t.number("way_out_no"), t.text("scenario"), t.text("way_out"), t.number("accounts")
	err := ordered(t, no, &uses, func() use { return use{keep(id), keep(wayOut), accounts.int()} })
	for _, u := range uses {
		for i := range n.scenarios {
			if n.scenarios[i].ID == u.scenario {
				n.scenarios[i].ByWayOut.set(u.wayOut, u.accounts)
			}
		}
	}
	return err
}

// verdictOrder sorts subscriptions by name, Guard Standard first: it is the one
// that most people pay for.
func verdictOrder(subscription string) string {
	if subscription == "guard_standard" {
		return ""
	}
	return subscription
}

// ordered reads a table whose column no gives the order of its rows.
func ordered[T any](t *table, no *column, rows *[]T, read func() T) error {
	var order []int64
	return t.each(func() {
		at, _ := slices.BinarySearch(order, no.int())
		order = slices.Insert(order, at, no.int())
		*rows = slices.Insert(*rows, at, read())
	})
}

// keep copies the text of a cell out of its batch.
func keep(c *column) string { return strings.Clone(c.text()) }
