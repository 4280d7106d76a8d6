package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"billable/transform"
)

func newForecastCmd(a *app, o *options) *cobra.Command {
	until := ""
	c := &cobra.Command{
		Use:   "forecast",
		Short: "Say how many accounts Guard may bill at the renewal, from the nights of the lake",
		Long: help(`Forecast says how many accounts Guard may bill on the day of the renewal, or on
--until, what that costs, and the chance that the tier that was bought, or the
bracket, is crossed.

The method: of the last 400 days of nights, accounts that Guard began to bill and
ceased to bill are counted apart, as events at steady rates. Where they come
unevenly, they are taken to come several at a time. The rates are only estimated,
so the bands of 50, 80 and 95 percent widen with the days to come over the days
seen. Nothing is known of hiring plans, seasons or purges. With fewer than 14
nights there is no figure at all. Prices are those that the price book has for
that day.`,
			"billable forecast", "billable forecast --until 2027-06-30 --json"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.forecast(cmd.Context(), o, until) },
	}
	s := c.Flags()
	s.StringVar(&o.config, "config", "", "config file (default: what the last night was run with)")
	s.StringVar(&o.org, "org", "", "organisation (default: the only one in the lake)")
	s.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	s.StringVar(&o.asOf, "as-of", "", "read nights up to this one, YYYY-MM-DD (default: the last)")
	s.StringVar(&until, "until", "", "day to look at, YYYY-MM-DD (default: guard.renews_on)")
	return c
}

// The nights that a forecast reads, and how far it looks at most, in days: of
// years to come a few months say nothing.
const (
	forecastWindow  = 400
	forecastHorizon = 1100
)

func (a *app) forecast(ctx context.Context, o *options, until string) error {
	if until != "" && !isDate(until) {
		return usageProblem("Write it as YYYY-MM-DD, such as 2027-03-31.", "--until %q is not a date", until)
	}
	last, err := a.published(o)
	if err != nil {
		return err
	}
	sql, err := openQueries("")
	if err != nil {
		return err
	}
	facts, _, err := a.boughtAs(ctx, o, last, sql)
	if err != nil {
		return err
	}
	q, err := lake(o.lake).forecastQuestion(last, facts, until)
	if err != nil {
		return err
	}
	desk, err := transform.OpenPriceDesk(ctx, sql, facts)
	if err != nil {
		return err
	}
	defer desk.Close()
	f, err := desk.Forecast(ctx, q)
	if err != nil {
		return err
	}
	doc := newForecastDoc(last.Org, q.Until, cmp.Or(facts.Currency, "USD"), desk.Version(), f)
	if o.json {
		a.printJSON(doc)
		return nil
	}
	newPen(a.stdout, o.noColor).printForecast(a.stdout, doc)
	return nil
}

// forecastQuestion settles the day and the nights.
func (l lake) forecastQuestion(last *record, facts transform.Facts, until string) (q transform.ForecastQuestion, err error) {
	q.Terms = transform.Terms{Org: last.Org, Edition: facts.Edition, Billing: facts.Billing, PurchasedTier: facts.PurchasedTier}
	q.Until = cmp.Or(until, facts.RenewsOn)
	switch {
	case q.Until == "":
		return q, usageProblem("Give --until YYYY-MM-DD, or say guard: {renews_on: YYYY-MM-DD} in billable.yaml and give it with --config.",
			"nothing says when the subscription renews")
	case q.Until <= last.AsOf:
		return q, usageProblem("Give a later day with --until.", "%s is not after the night of %s", q.Until, last.AsOf)
	case q.Until > daysAfter(last.AsOf, forecastHorizon):
		return q, usageProblem(fmt.Sprintf("Give a day within %d days.", forecastHorizon), "%s is too far from the night of %s for a forecast", q.Until, last.AsOf)
	}
	all, err := l.nights(last.Org)
	if err != nil {
		return q, err
	}
	var dates []string
	for _, night := range all {
		if night <= last.AsOf && night > daysAfter(last.AsOf, -forecastWindow) {
			dates = append(dates, night)
		}
	}
	q.Nights, err = l.publishedMarts(last.Org, dates, transform.ForecastMarts)
	return q, err
}

// A forecastDoc is the answer of billable forecast; README.md lists its keys.
type forecastDoc struct {
	Org       string        `json:"org"`
	AsOf      string        `json:"as_of"`
	Until     string        `json:"until"`
	Currency  string        `json:"currency"`
	PriceBook string        `json:"price_book"`
	IsEnough  bool          `json:"is_enough"`
	Minimum   int64         `json:"nights_needed"`
	Basis     basisDoc      `json:"basis"`
	Expected  *countDoc     `json:"expected"`
	Bands     []bandDoc     `json:"bands"`
	Crossings []crossingDoc `json:"crossings"`
}

type basisDoc struct {
	FirstNight   string `json:"first_night"`
	Nights       int64  `json:"nights"`
	Days         int64  `json:"days"`
	DaysAhead    int64  `json:"days_ahead"`
	Billable     int64  `json:"billable"`
	Unknown      int64  `json:"unknown"`
	Gained       int64  `json:"gained"`
	Lost         int64  `json:"lost"`
	OnlyNet      int64  `json:"changes_of_which_only_the_net_is_known"`
	GainedSpread int64  `json:"gained_at_a_time_hundredths"`
	LostSpread   int64  `json:"lost_at_a_time_hundredths"`
}

type countDoc struct {
	Billable     int64  `json:"billable"`
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
	Reason       string `json:"reason"`
	IsInferred   bool   `json:"uses_inferred_prices"`
}

type bandDoc struct {
	Percent int64    `json:"percent"`
	Low     countDoc `json:"low"`
	High    countDoc `json:"high"`
}

type crossingDoc struct {
	Kind   string `json:"kind"` // bought, tier or bracket
	Bound  int64  `json:"bound"`
	Chance int64  `json:"chance_basis_points"`
}

func newForecastDoc(org, until, currency, version string, f *transform.Forecast) *forecastDoc {
	b := f.Basis
	d := &forecastDoc{Org: org, AsOf: b.LastNight, Until: until, Currency: currency, PriceBook: version, IsEnough: b.IsEnough, Minimum: b.MinimumNights,
		Basis: basisDoc{b.FirstNight, b.Nights, b.Days, b.HorizonDays, b.Users, b.Unknown, b.Gained, b.Lost, b.Unsplit, b.GainedSpread, b.LostSpread},
		Bands: []bandDoc{}, Crossings: []crossingDoc{}}
	if f.Expected != nil {
		c := countOf(*f.Expected)
		d.Expected = &c
	}
	for _, x := range f.Bands {
		d.Bands = append(d.Bands, bandDoc{x.Percent, countOf(x.Low), countOf(x.High)})
	}
	for _, x := range f.Crossings {
		d.Crossings = append(d.Crossings, crossingDoc{x.Kind, x.Users, x.ChanceBasisPoints})
	}
	return d
}

func countOf(p transform.Priced) countDoc {
	return countDoc{p.Users, p.MonthlyCents, p.AnnualCents, p.Reason, p.IsInferred}
}

// printForecast prints the forecast, or how many nights it lacks.
func (p pen) printForecast(w io.Writer, d *forecastDoc) {
	b := d.Basis
	fmt.Fprintln(w, p.paint(strong, fmt.Sprintf("%s, accounts that Guard bills on %s, from %d nights, %s to %s", d.Org, d.Until, b.Nights, b.FirstNight, d.AsOf)))
	if !d.IsEnough {
		p.say(w, bad, "", fmt.Sprintf("Not enough nights: %d published, and a forecast needs %d.", b.Nights, d.Minimum))
		return
	}
	row := func(look, what, billable, cost string) {
		fmt.Fprintln(w, p.paint(look, strings.TrimRight(fmt.Sprintf("  %-32s %17s %24s", what, billable, cost), " ")))
	}
	row(plain, "Counted on "+d.AsOf, grouped(b.Billable), "")
	row(plain, fmt.Sprintf("Gained and lost in %s days", grouped(b.Days)), "+"+grouped(b.Gained)+" -"+grouped(b.Lost), "")
	row(strong, "Expected on "+d.Until, grouped(d.Expected.Billable), money(d.Expected.AnnualCents, d.Currency)+" a year")
	for _, x := range d.Bands {
		row(plain, fmt.Sprintf("%d %% of cases within", x.Percent), grouped(x.Low.Billable)+" to "+grouped(x.High.Billable),
			money(x.Low.AnnualCents, d.Currency)+" to "+money(x.High.AnnualCents, d.Currency))
	}
	for _, c := range d.Crossings {
		row(plain, "Chance of more than "+grouped(c.Bound), chance(c.Chance), crossingKind(c.Kind))
	}
	for _, note := range forecastNotes(d) {
		p.say(w, dim, "", note)
	}
}

// chance spells basis points as percent; what is rounded to none or all is not
// certain.
func chance(points int64) string {
	switch {
	case points == 0:
		return "below 0.01 %"
	case points == wholePoints:
		return "above 99.99 %"
	}
	return fmt.Sprintf("%d.%02d %%", points/100, points%100)
}

func crossingKind(kind string) string {
	return map[string]string{"bought": "the tier that is bought", "tier": "a larger tier", "bracket": "a bracket"}[kind]
}

func forecastNotes(d *forecastDoc) []string {
	b := d.Basis
	notes := []string{fmt.Sprintf("Method: gains and losses at the steady rates of those days, for %s days more; the bands hold what chance does and that rates are estimates. Plans and seasons are not in it.", grouped(b.DaysAhead))}
	if b.GainedSpread > 150 || b.LostSpread > 150 {
		notes = append(notes, fmt.Sprintf("They come unevenly: as if %s were gained and %s lost at a time. The bands are wider for it.", hundredths(b.GainedSpread), hundredths(b.LostSpread)))
	}
	if b.OnlyNet > 0 {
		notes = append(notes, fmt.Sprintf("Of %s changes between nights only the net is known: those nights were not compared with the one before.", grouped(b.OnlyNet)))
	}
	if b.Unknown > 0 {
		notes = append(notes, fmt.Sprintf("Accounts with an unknown verdict, %s on the last night, are not counted.", grouped(b.Unknown)))
	}
	if d.Expected.Reason != "" {
		notes = append(notes, "Cost not known: "+oneLine(d.Expected.Reason)+".")
	}
	if d.Expected.IsInferred {
		notes = append(notes, "Rests on inferred prices.")
	}
	return notes
}

func hundredths(n int64) string { return fmt.Sprintf("%d.%d", n/100, n%100/10) }
