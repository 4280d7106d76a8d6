package main

import (
	"cmp"
	"context"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"billable"
	"billable/transform"
)

// billFlags are the flags that only bill has.
type billFlags struct {
	month, billing string
	products       []string
	billingDay     int64
	upgradeTo      int64
	fromNextDay    bool
}

func newBillCmd(a *app, o *options) *cobra.Command {
	var f billFlags
	c := &cobra.Command{
		Use:   "bill",
		Short: "Replay the bill of a month from the nights of the lake",
		Long: help(`Bill replays what Guard and the seats of each product and site cost in a
month, from the published nights.

Billed by the month, the quantity is the highest count of the period (maximum-quantity
billing, from 2025-07-14 on): it begins with the count of the day before, each day
that raises it adds seats that pay for the days left, nothing is credited when seats
go, and the count of the last day begins the next period. Additions are invoiced in
arrears, with the next bill. Before that date, and of Bitbucket and Trello, the bill
is the count on the first day. The price of added seats is the difference of the
two totals; the day of the addition is charged, too, unless --from-next-day; each
line is rounded once, half a cent away from zero. A day without a night keeps the
count of the night before, and is named.

Billed by the year, the tier that was bought is paid for; the cost of a larger one is
the difference of the two, for the days left of the term.

How Guard is bought and at which prices is what the last of the nights was run with,
or what --config says.`,
			"billable bill", "billable bill --month 2026-10 --product guard_standard --product jira@acme",
			"billable bill --billing monthly --json", "billable bill --upgrade-to 1000"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.bill(cmd.Context(), o, f) },
	}
	s := c.Flags()
	s.StringVar(&o.config, "config", "", "config file (default: what the last night was run with)")
	s.StringVar(&o.org, "org", "", "organisation (default: the only one in the lake)")
	s.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	s.StringVar(&o.asOf, "as-of", "", "read nights up to this one, YYYY-MM-DD (default: the last)")
	s.StringVar(&f.month, "month", "", "month in which the period begins, YYYY-MM (default: that of the last night)")
	s.StringArrayVar(&f.products, "product", nil, "guard_standard, guard_premium, or PRODUCT@PLACE; may be repeated (default: all)")
	s.StringVar(&f.billing, "billing", "", "as if billed so: monthly or annual (default: the config's)")
	s.Int64Var(&f.billingDay, "billing-day", 0, "day of the month on which a period begins, 1 to 28 (default: the config's, else 1)")
	s.Int64Var(&f.upgradeTo, "upgrade-to", 0, "users that an annual subscription of Guard is to hold")
	s.BoolVar(&f.fromNextDay, "from-next-day", false, "charge an added seat from the next day on")
	return c
}

func (f billFlags) check() error {
	if f.billing != "" && !slices.Contains(billingWords, f.billing) {
		return usageProblem(didYouMean(f.billing, billingWords), "unknown --billing %q", f.billing)
	}
	if f.billingDay != 0 && !isBillingDay(f.billingDay) {
		return usageProblem(billingDayRemedy, "--billing-day %d is not a billing day", f.billingDay)
	}
	if f.upgradeTo < 0 || f.upgradeTo > largestUsers {
		return usageProblem("Give a number of users from 1.", "--upgrade-to %d is no number of users", f.upgradeTo)
	}
	return nil
}

func (a *app) bill(ctx context.Context, o *options, f billFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	last, err := a.published(o)
	if err != nil {
		return err
	}
	sql, err := openQueries("")
	if err != nil {
		return err
	}
	facts, day, err := a.boughtAs(ctx, o, last, sql)
	if err != nil {
		return err
	}
	q, err := lake(o.lake).billQuestion(last, f, cmp.Or(f.billingDay, day, 1))
	if err != nil {
		return err
	}
	if err := f.terms(&q.Terms, &facts); err != nil {
		return err
	}
	if facts.Billing == "annual" {
		q.Asked.PricedOn = q.AskedOn // an upgrade is bought that day
	}
	desk, err := transform.OpenPriceDesk(ctx, sql, facts)
	if err != nil {
		return err
	}
	defer desk.Close()
	b, err := desk.Bill(ctx, q)
	if err != nil {
		return err
	}
	doc := newBillDoc(last.Org, q, facts, b)
	if err := doc.check(f); err != nil {
		return err
	}
	if o.json {
		a.printJSON(doc)
		return nil
	}
	newPen(a.stdout, o.noColor).printBill(a.stdout, doc)
	return nil
}

// boughtAs is how the organisation buys, and its billing day: what the config says,
// or what the night was run with.
func (a *app) boughtAs(ctx context.Context, o *options, r *record, sql fs.FS) (transform.Facts, int64, error) {
	if o.config == "" {
		c := r.Identity.Config
		var book []byte
		var err error
		if r.Identity.PriceBook != "" {
			book, err = transform.PublishedBook(ctx, sql, *comparedNight(lake(o.lake), r))
		}
		return c.facts(book), c.Guard.BillingDay, err
	}
	words, err := readVocabulary(sql, ingestKinds())
	if err != nil {
		return transform.Facts{}, 0, err
	}
	c, err := loadConfig(o.config, nil, words)
	if err != nil {
		return transform.Facts{}, 0, err
	}
	j := &job{opt: o, config: c}
	if err := j.readPrices(words); err != nil {
		return transform.Facts{}, 0, err
	}
	return j.facts(), c.Guard.BillingDay, nil
}

// terms settles how Guard is billed: only annual subscriptions have tiers.
func (f billFlags) terms(t *transform.Terms, facts *transform.Facts) error {
	facts.Currency = cmp.Or(facts.Currency, "USD")
	facts.Billing = cmp.Or(f.billing, facts.Billing, "annual")
	if facts.Billing == "monthly" {
		facts.PurchasedTier = 0
	}
	t.Edition, t.Billing, t.PurchasedTier = facts.Edition, facts.Billing, facts.PurchasedTier
	switch {
	case f.upgradeTo > 0 && facts.Billing == "monthly":
		return usageProblem("Leave --upgrade-to out: seats are added one by one; or say --billing annual.",
			"a subscription that is billed by the month has no tier to upgrade")
	case f.upgradeTo > 0 && facts.RenewsOn == "":
		return usageProblem("Say guard: {renews_on: YYYY-MM-DD} in billable.yaml and give it with --config.",
			"nothing says when the subscription renews, so the days left of its term are not known")
	case f.upgradeTo > 0 && facts.RenewsOn <= t.AsOf:
		return usageProblem("Say in guard.renews_on when it renews next.", "the subscription renewed on %s, before the night of %s", facts.RenewsOn, t.AsOf)
	case f.upgradeTo > 0 && facts.RenewsOn > yearAfter(t.AsOf):
		return usageProblem("Say in guard.renews_on when the term that runs now ends.",
			"the renewal on %s is more than a year after the night of %s: of such a term nothing tells the first day", facts.RenewsOn, t.AsOf)
	case f.upgradeTo > 0 && facts.PurchasedTier > 0 && f.upgradeTo <= facts.PurchasedTier:
		return usageProblem("Give a larger number; lowering a tier gives no credit before the renewal (R40).",
			"--upgrade-to %d is not more than the tier of %d that is bought", f.upgradeTo, facts.PurchasedTier)
	}
	return nil
}

// billQuestion finds the period and the nights that it needs: those from the last
// one before the period before it, up to the first one after it.
func (l lake) billQuestion(last *record, f billFlags, billingDay int64) (q transform.BillQuestion, err error) {
	month := f.month
	if month == "" {
		if month, err = monthOf(last.AsOf, billingDay); err != nil {
			return q, err
		}
	}
	if q.Before, q.Asked, q.Next, err = periodsOf(month, billingDay); err != nil {
		return q, err
	}
	all, err := l.nights(last.Org)
	if err != nil {
		return q, err
	}
	var dates []string
	for _, night := range all {
		switch {
		case night > last.AsOf:
		case night < q.Before.StartsOn:
			dates = []string{night}
		case len(dates) == 0 || dates[len(dates)-1] < q.Asked.EndsOn:
			dates = append(dates, night)
		}
		if night <= last.AsOf && night >= q.Asked.StartsOn && night < q.Asked.EndsOn {
			q.AskedOn = night
		}
	}
	if q.AskedOn == "" {
		return q, usageProblem("Published are "+listed(all)+".", "no night of %s in the period from %s to %s is published",
			last.Org, q.Asked.StartsOn, dayBefore(q.Asked.EndsOn))
	}
	if last.AsOf >= q.Asked.EndsOn {
		q.AskedOn = dayBefore(q.Asked.EndsOn) // the period is over
	}
	q.Org, q.AsOf, q.FromNextDay, q.UpgradeTo = last.Org, q.AskedOn, f.fromNextDay, f.upgradeTo
	q.Nights, err = l.publishedMarts(last.Org, dates, transform.QuantityMarts)
	return q, err
}

// publishedMarts finds the marts of nights, and refuses what is not as it was
// written.
func (l lake) publishedMarts(org string, dates, marts []string) ([]transform.PublishedMarts, error) {
	var nights []transform.PublishedMarts
	for _, date := range dates {
		r, err := l.record(org, date)
		if err != nil {
			return nil, err
		}
		if r == nil {
			return nil, &billable.Problem{Kind: billable.Retry, What: "the night of " + date + " went away while it was read", Remedy: "Ask again."}
		}
		if err := checkMarts(l, r, marts); err != nil {
			return nil, err
		}
		nights = append(nights, transform.PublishedMarts{AsOf: date, Marts: places(l, l, r.Marts)})
	}
	return nights, nil
}

// check refuses products that no bill is of and an upgrade to what is there already,
// and leaves out those not asked for.
func (d *billDoc) check(f billFlags) error {
	for _, s := range d.Subscriptions {
		if s.Product == "guard_standard" && s.Annual != nil && f.upgradeTo > 0 && s.Annual.Bought != nil && f.upgradeTo <= *s.Annual.Bought {
			return usageProblem("Give a larger number.", "--upgrade-to %d is not more than the %d users that are paid for", f.upgradeTo, *s.Annual.Bought)
		}
	}
	if len(f.products) == 0 {
		return nil
	}
	var known []string
	for _, s := range d.Subscriptions {
		known = append(known, s.Subscription)
	}
	for _, p := range f.products {
		if !slices.Contains(known, p) {
			return usageProblem(didYouMean(p, known), "no night of the period bills %s", p)
		}
	}
	d.Subscriptions = slices.DeleteFunc(d.Subscriptions, func(s billed) bool { return !slices.Contains(f.products, s.Subscription) })
	return nil
}

// subscriptionKey names a subscription: guard_standard, or PRODUCT@PLACE.
func subscriptionKey(product, place string) string {
	return strings.Join(withoutEmpty(product, place), "@")
}
