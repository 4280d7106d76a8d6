package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"billable/transform"
)

// A priceQuestion is what billable prices is asked.
type priceQuestion struct {
	day     string // a date, or with compare a published night; "" for today or the last nights
	book    string // a file; "" for the config's or the bundled book
	compare string
	nights  int
}

func newPricesCmd(a *app, o *options) *cobra.Command {
	q := &priceQuestion{}
	c := &cobra.Command{
		Use:   "prices",
		Short: "Show the price book in force, or price published nights under another book",
		Long: help(`Prices prints the price book that is in force on a date: the config's, or the
bundled one. A book is checked whole first: every gap, overlap or wrong date of
its brackets is named by its row.

With --compare the published nights are priced under a second book, side by side:
the one of --as-of, or the last --nights of the organisation.`,
			"billable prices --as-of 2018-07-15", "billable prices --book offer.csv", "billable prices --compare offer.csv --nights 30"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.day != "" && !isDate(q.day) {
				return usageProblem("Write it as YYYY-MM-DD, such as 2026-11-20.", "%q is not a date", q.day)
			}
			if q.compare != "" {
				return a.comparePrices(cmd.Context(), o, q)
			}
			return a.showPrices(cmd.Context(), o, q)
		},
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", "config file (default billable.yaml here)")
	f.StringVar(&o.org, "org", "", "organisation, for --compare (default: the only one in the lake)")
	f.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	f.StringVar(&q.day, "as-of", "", "date, YYYY-MM-DD (default today in UTC); with --compare a published night")
	f.StringVar(&q.book, "book", "", "price book, CSV or XLSX (default: the config's, else the bundled one)")
	f.StringVar(&q.compare, "compare", "", "second price book, CSV or XLSX")
	f.IntVar(&q.nights, "nights", 1, "how many of the last nights to price with --compare")
	return c
}

// priceFacts reads the config's money and the book that the question means.
func (a *app) priceFacts(o *options, q *priceQuestion, sql fs.FS) (transform.Facts, vocabulary, error) {
	words, err := readVocabulary(sql, ingestKinds())
	if err != nil {
		return transform.Facts{}, words, err
	}
	c, err := loadConfig(o.config, []string{"."}, words)
	if err != nil {
		return transform.Facts{}, words, err
	}
	j := &job{opt: o, config: c}
	if q.book != "" {
		j.prices, err = readBook(q.book, words, c.Limits)
	} else {
		err = j.readPrices(words)
	}
	return j.facts(), words, err
}

func (a *app) showPrices(ctx context.Context, o *options, q *priceQuestion) error {
	sql, err := openQueries("")
	if err != nil {
		return err
	}
	facts, _, err := a.priceFacts(o, q, sql)
	if err != nil {
		return err
	}
	if q.day == "" {
		q.day = a.now().UTC().Format(dateLayout)
	}
	desk, err := transform.OpenPriceDesk(ctx, sql, facts)
	if err != nil {
		return err
	}
	defer desk.Close()
	lines, version, err := desk.Book(ctx, q.day)
	if err != nil {
		return err
	}
	if o.json {
		a.printJSON(map[string]any{"as_of": q.day, "version": version, "prices": lines})
		return nil
	}
	newPen(a.stdout, o.noColor).printBook(a.stdout, q.day, version, lines)
	return nil
}

// printBook prints the lines in force, a heading for each table, and below the
// lines that it speaks of where a price is from.
func (p pen) printBook(w io.Writer, day, version string, lines []transform.BookLine) {
	fmt.Fprintln(w, p.paint(strong, "Prices in force on "+day+", book "+version))
	if len(lines) == 0 {
		fmt.Fprintln(w, "The book has no price for this day.")
	}
	heading := ""
	for i, l := range lines {
		if h := tableOf(l); h != heading {
			heading = h
			fmt.Fprintln(w, p.paint(strong, h))
		}
		fmt.Fprintln(w, "  "+bookLine(l))
		if i+1 < len(lines) && sourceOf(lines[i+1]) == sourceOf(l) && tableOf(lines[i+1]) == heading {
			continue
		}
		for _, s := range p.painted(dim, p.wrapped("      ", sourceOf(l))) {
			fmt.Fprintln(w, s)
		}
	}
}

// tableOf names what a line is part of.
func tableOf(l transform.BookLine) string {
	of := "seats"
	if l.Semantics == "tier" {
		of = "tiers"
	}
	return strings.Join(withoutEmpty(subscriptionName(l.Product), l.Plan), ", ") + ": " + of + ", " + l.Currency + " a " + l.Period
}

func sourceOf(l transform.BookLine) string { return l.Confidence + ": " + oneLine(l.Source) }

func bookLine(l transform.BookLine) string {
	users := grouped(l.From) + " and more"
	if l.To != nil {
		users = grouped(l.From) + " to " + grouped(*l.To)
	}
	each := map[string]string{"graduated": "each", "volume": "each, of all", "tier": "for the tier", "flat": "for all"}[l.Semantics]
	if l.Semantics == "flat" && l.From > 1 {
		each = "each"
	}
	text := fmt.Sprintf("%-17s %11s %-12s since %s", users, money(&l.UnitCents, l.Currency), each, l.Since)
	if l.Until != "" {
		text += " until " + l.Until
	}
	if l.Minimum > 0 {
		text += fmt.Sprintf(", pays %s at least", grouped(l.Minimum))
	}
	return text
}

// A repricedNight is a published night under two books.
type repricedNight struct {
	AsOf            string             `json:"as_of"`
	Billable        int64              `json:"billable"`
	PremiumBillable *int64             `json:"premium_billable,omitempty"` // users of the add-on of Premium
	Currency        string             `json:"currency"`
	AnnualCents     *int64             `json:"annual_cents"`
	ComparedCents   *int64             `json:"compared_cents"`
	DifferenceCents *int64             `json:"difference_cents"`
	Reason          string             `json:"reason"`
	Scenarios       []repricedScenario `json:"scenarios"`
}

type repricedScenario struct {
	ID              string `json:"id"`
	Billable        int64  `json:"billable"`
	PremiumBillable *int64 `json:"premium_billable,omitempty"`
	AnnualCents     *int64 `json:"annual_cents"`
	ComparedCents   *int64 `json:"compared_cents"`
}

func (a *app) comparePrices(ctx context.Context, o *options, q *priceQuestion) error {
	if q.nights < 1 {
		return usageProblem("Give a number from 1.", "--nights %d is no number of nights", q.nights)
	}
	sql, err := openQueries("")
	if err != nil {
		return err
	}
	facts, words, err := a.priceFacts(o, q, sql)
	if err != nil {
		return err
	}
	other := facts
	if other.PriceBook, err = readBook(q.compare, words, newConfig().Limits); err != nil {
		return err
	}
	org, totals, err := a.totals(ctx, o, q)
	if err != nil {
		return err
	}
	nights, versions, err := reprice(ctx, sql, facts, other, totals)
	if err != nil {
		return err
	}
	if o.json {
		a.printJSON(map[string]any{"org": org, "version": versions[0], "compared": versions[1], "nights": nights})
		return nil
	}
	p := newPen(a.stdout, o.noColor)
	fmt.Fprintln(a.stdout, p.paint(strong, org+": book "+versions[0]+" against "+filepath.Base(q.compare)+", "+versions[1]))
	p.printRepriced(a.stdout, nights)
	return nil
}

// totals reads the nights that the question means.
func (a *app) totals(ctx context.Context, o *options, q *priceQuestion) (string, []transform.NightTotal, error) {
	asked := *o
	asked.asOf = q.day
	last, err := a.published(&asked)
	if err != nil {
		return "", nil, err
	}
	l := lake(o.lake)
	dates := []string{last.AsOf}
	if q.day == "" {
		if dates, err = l.nights(last.Org); err != nil {
			return "", nil, err
		}
		dates = dates[max(0, len(dates)-q.nights):]
	}
	var nights []transform.PublishedNight
	for _, date := range dates {
		r, err := l.record(last.Org, date)
		if err != nil {
			return "", nil, err
		}
		marts := places(l, l, r.Marts)
		nights = append(nights, transform.PublishedNight{AsOf: date, Night: marts["night"], Scenarios: marts["scenarios"]})
	}
	totals, err := transform.ReadTotals(ctx, nights)
	return last.Org, totals, err
}

// reprice prices every night and its scenarios under two books.
func reprice(ctx context.Context, sql fs.FS, one, two transform.Facts, totals []transform.NightTotal) (nights []repricedNight, versions [2]string, err error) {
	for _, t := range totals {
		nights = append(nights, repricedNight{AsOf: t.AsOf, Billable: t.Billable, Currency: t.Currency, Scenarios: make([]repricedScenario, len(t.Scenarios))})
	}
	for which, facts := range []transform.Facts{one, two} {
		desk, err := transform.OpenPriceDesk(ctx, sql, facts)
		if err != nil {
			return nil, versions, err
		}
		defer desk.Close()
		versions[which] = desk.Version()
		for i, t := range totals {
			priced, err := priceTotal(ctx, desk, t)
			if err != nil {
				return nil, versions, err
			}
			nights[i].take(which, t, priced)
		}
	}
	return nights, versions, nil
}

// uncounted is why a night of Premium has no price under another book.
const uncounted = "the night was published by a version that does not say how many users Guard Premium counts; run it again"

// priceTotal prices a night, and then each of its scenarios.
func priceTotal(ctx context.Context, desk *transform.PriceDesk, t transform.NightTotal) ([]transform.Priced, error) {
	counts := []transform.Counts{{Users: t.Billable}}
	counted := t.Edition != "premium"
	for _, s := range t.Scenarios {
		c := transform.Counts{Users: s.Billable}
		if s.Premium != nil {
			c.Premium = *s.Premium
			if s.ID == "current" {
				counts[0].Premium, counted = *s.Premium, true
			}
		}
		counts = append(counts, c)
	}
	if !counted {
		priced := make([]transform.Priced, len(counts))
		for i, c := range counts {
			priced[i] = transform.Priced{Users: c.Users, Reason: uncounted}
		}
		return priced, nil
	}
	return desk.Price(ctx, transform.Terms{AsOf: t.AsOf, Edition: t.Edition, Billing: t.Billing, PurchasedTier: t.PurchasedTier}, counts...)
}

// take notes the prices of one book, the first of them the night's own.
func (n *repricedNight) take(which int, t transform.NightTotal, priced []transform.Priced) {
	for i, s := range t.Scenarios {
		n.Scenarios[i].ID, n.Scenarios[i].Billable, n.Scenarios[i].PremiumBillable = s.ID, s.Billable, s.Premium
		if s.ID == "current" {
			n.PremiumBillable = s.Premium
		}
		if which == 0 {
			n.Scenarios[i].AnnualCents = priced[i+1].AnnualCents
		} else {
			n.Scenarios[i].ComparedCents = priced[i+1].AnnualCents
		}
	}
	if n.Reason == "" {
		n.Reason = priced[0].Reason
	}
	if which == 0 {
		n.AnnualCents = priced[0].AnnualCents
		return
	}
	n.ComparedCents = priced[0].AnnualCents
	if n.AnnualCents != nil && n.ComparedCents != nil {
		difference := *n.ComparedCents - *n.AnnualCents
		n.DifferenceCents = &difference
	}
}

func (p pen) printRepriced(w io.Writer, nights []repricedNight) {
	var b block
	b.add(strong, "%-12s %10s %15s %15s %15s", "Night", "billable", "per year", "compared", "difference")
	for _, n := range nights {
		look := plain
		if n.DifferenceCents != nil && *n.DifferenceCents < 0 {
			look = good
		}
		b.add(look, "%-12s %10s %15s %15s %15s", n.AsOf, grouped(n.Billable), money(n.AnnualCents, n.Currency),
			money(n.ComparedCents, n.Currency), money(n.DifferenceCents, n.Currency))
		if n.Reason != "" {
			b.add(dim, "  %s", oneLine(n.Reason))
		}
	}
	for _, l := range p.beside(0, b) {
		fmt.Fprintln(w, l)
	}
}
