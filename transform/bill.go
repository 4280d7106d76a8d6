package transform

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"time"
)

// A BillPeriod is a month of billing: from StartsOn up to, and without, EndsOn.
// The prices are those in force on PricedOn. All are YYYY-MM-DD.
type BillPeriod struct {
	StartsOn, EndsOn, PricedOn string
}

// A BillQuestion asks for the bill of one period.
type BillQuestion struct {
	Terms
	Before, Asked, Next BillPeriod
	AskedOn             string // the last night that counts as known, within Asked
	// FromNextDay charges an added seat from the day after its addition on; that
	// day itself counts otherwise. Atlassian does not say which (billing-rules 8.1).
	FromNextDay bool
	UpgradeTo   int64 // of an annual subscription; 0: the next tiers
	Nights      []PublishedMarts
}

// A Bill is the bill of a period, subscription by subscription.
type Bill struct {
	Version string // of the price book
	Totals  []BillTotal
	Lines   []BillLine
	Gaps    []BillGap
}

// BillTotal is one row of queries/bill/bill_totals.sql. Amounts are in minor units
// of the bill's currency, before tax, and nil where Reason says why.
type BillTotal struct {
	Product, Place, Plan      string
	Rule                      string // maximum_quantity or billing_date; "": no night tells the start
	StartUsers                *int64
	StartKnown                string // night, held, projected or first_night
	StartNight                string
	BilledUsers, NowUsers     *int64
	LastNight                 string
	OpenDays, HeldDays        int64
	IsWhole                   bool
	BaseCents, ArrearsCents   *int64
	ArrearsAreWhole           bool
	InvoiceCents, InvoiceTax  *int64
	ExtraCents                *int64
	NextUsers                 *int64
	NextKnown                 string
	NextBaseCents             *int64
	NextInvoiceCents, NextTax *int64
	RemovalCents              *int64 // what a seat less on LastSafeDay saves in the next period
	LateRemovalCents          *int64 // and one less on the first day of the next period
	LastSafeDay               string
	Reason                    string
	IsInferred                bool
}

// BillLine is one line of a bill. Role says of which period it is: before (invoiced
// in arrears), asked or next; Kind is base, extra, removal, bought or upgrade.
type BillLine struct {
	Role, Kind, Product, Place string
	Day, SeenBefore            string
	FromUsers, ToUsers         int64
	ShareNumerator             int64 // of ShareDenominator days of the period or the term
	ShareDenominator           int64
	Tier                       *int64
	Cents, TaxCents            *int64
	Reason                     string
	IsInferred                 bool
}

// BillGap is a day without a night: its count is held from Night, or unknown.
type BillGap struct{ Role, Kind, Day, Known, Night string }

// Bill replays the nights and prices what they come to.
func (d *PriceDesk) Bill(ctx context.Context, q BillQuestion) (*Bill, error) {
	return d.bill(ctx, q, func(n *night) error { return n.loadQuantities(ctx, q.Nights) })
}

// bill answers the question about whatever quantities load makes.
func (d *PriceDesk) bill(ctx context.Context, q BillQuestion, load func(*night) error) (*Bill, error) {
	b := &Bill{Version: d.Version()}
	terms := q.Terms
	terms.AsOf = q.AskedOn
	err := d.in(ctx, "bill", terms, func(n *night) error {
		if err := load(n); err != nil {
			return err
		}
		if err := n.insertQuestion(ctx, q); err != nil {
			return err
		}
		made, err := n.makeMore(ctx, "bill", map[string]bool{"run_context": true}, "bill_counts")
		if err != nil {
			return err
		}
		if err := d.pricePeriods(ctx, q); err != nil {
			return err
		}
		made["run_context"] = true
		if _, err := n.makeMore(ctx, "bill", made, "bill_totals", "bill_gaps"); err != nil {
			return err
		}
		return n.readBill(ctx, b)
	})
	return b, err
}

// periods numbers the periods of a question.
func (q BillQuestion) periods() []BillPeriod { return []BillPeriod{q.Before, q.Asked, q.Next} }

var billRoles = []string{"before", "asked", "next"}

// insertQuestion makes bill_question, bill_periods and the calendar that they need:
// differences of dates have no common spelling, so days have numbers.
func (n *night) insertQuestion(ctx context.Context, q BillQuestion) error {
	first, last := q.AskedOn, q.AskedOn
	var periods [][]string
	for i, p := range q.periods() {
		periods = append(periods, []string{strconv.Itoa(i + 1), billRoles[i], p.StartsOn, p.EndsOn, p.PricedOn})
		first, last = min(first, p.StartsOn), max(last, p.EndsOn)
	}
	if on := n.Facts.RenewsOn; on != "" {
		first, last = min(first, dayBefore(on, 1, 0)), max(last, on)
	}
	if err := n.db.insert(ctx, "bill_periods", []string{"period_no bigint", "role", "starts_on date", "ends_on date", "priced_on date"}, periods); err != nil {
		return err
	}
	addition := "1"
	if q.FromNextDay {
		addition = "0"
	}
	if err := n.db.insert(ctx, "bill_question", []string{"asked_on date", "addition_day bigint", "upgrade_to bigint"},
		[][]string{{q.AskedOn, addition, orBlank(q.UpgradeTo)}}); err != nil {
		return err
	}
	if err := n.db.insert(ctx, "period_prices", []string{"period_no bigint", "product", "plan", "users bigint", "tier bigint", "monthly_list_cents bigint", "annual_list_cents bigint",
		"numerator bigint", "denominator bigint", "reason", "is_inferred boolean"}, nil); err != nil {
		return err
	}
	return n.insertCalendar(ctx, dayBefore(first, 0, 1), last)
}

// insertCalendar makes calendar: the days from first to last, numbered.
func (n *night) insertCalendar(ctx context.Context, first, last string) error {
	at, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return fmt.Errorf("make calendar: %w", err)
	}
	var days [][]string
	for day := first; day <= last; day = at.AddDate(0, 0, len(days)).Format(time.DateOnly) {
		days = append(days, []string{day, strconv.Itoa(len(days) + 1)})
	}
	return n.db.insert(ctx, "calendar", []string{"day date", "day_no bigint"}, days)
}

// dayBefore is the day that lies years and days before another one.
func dayBefore(day string, years, days int) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.AddDate(-years, 0, -days).Format(time.DateOnly)
}

// pricePeriods fills period_prices: each period's counts at the prices of its day.
func (d *PriceDesk) pricePeriods(ctx context.Context, q BillQuestion) error {
	for i, p := range q.periods() {
		terms := q.Terms
		terms.AsOf = p.PricedOn
		no := strconv.Itoa(i + 1)
		err := d.at(ctx, terms, func(n *night) error {
			if err := n.db.exec(ctx, "create table seats_to_price as select product, plan, users from bill_counts where period_no = "+no); err != nil {
				return err
			}
			if _, err := n.makeMore(ctx, "bill", map[string]bool{"run_context": true, "seats_to_price": true}, "bill_prices"); err != nil {
				return err
			}
			return n.db.exec(ctx, "insert into period_prices select "+no+", product, plan, users, tier, monthly_list_cents, annual_list_cents, numerator, denominator, reason, is_inferred from bill_prices")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// makeMore runs the steps that the wanted relations of one more layer need, and
// adds what they made to what was given.
func (n *night) makeMore(ctx context.Context, layer string, given map[string]bool, wanted ...string) (map[string]bool, error) {
	steps, err := n.lib.plan(layer)
	if err != nil {
		return nil, err
	}
	made := map[string]bool{}
	for name := range given {
		made[name] = true
	}
	for _, s := range stepsFor(steps, given, wanted...) {
		if err := s.run(ctx, n); err != nil {
			return nil, err
		}
		for _, name := range s.makes {
			made[name] = true
		}
	}
	return made, nil
}

func (n *night) readBill(ctx context.Context, b *Bill) error {
	err := n.db.rows(ctx, `select product, place, plan, coalesce(rule, ''), start_users, coalesce(start_known, ''), coalesce(cast(start_night as varchar), ''), billed_users, now_users,
		coalesce(cast(last_night as varchar), ''), open_days, held_days, is_whole, base_cents, arrears_cents, arrears_are_whole, invoice_cents, invoice_tax_cents,
		extra_cents, next_users, coalesce(next_known, ''), next_base_cents, next_invoice_cents, next_invoice_tax_cents, removal_cents, late_removal_cents, cast(last_safe_day as varchar), reason, is_inferred
		from bill_totals order by case product when 'guard_standard' then 0 when 'guard_premium' then 1 else 2 end, product, place`, func(r *sql.Rows) error {
		var t BillTotal
		err := r.Scan(&t.Product, &t.Place, &t.Plan, &t.Rule, &t.StartUsers, &t.StartKnown, &t.StartNight, &t.BilledUsers, &t.NowUsers,
			&t.LastNight, &t.OpenDays, &t.HeldDays, &t.IsWhole, &t.BaseCents, &t.ArrearsCents, &t.ArrearsAreWhole, &t.InvoiceCents, &t.InvoiceTax,
			&t.ExtraCents, &t.NextUsers, &t.NextKnown, &t.NextBaseCents, &t.NextInvoiceCents, &t.NextTax, &t.RemovalCents, &t.LateRemovalCents, &t.LastSafeDay, &t.Reason, &t.IsInferred)
		b.Totals = append(b.Totals, t)
		return err
	})
	if err != nil {
		return err
	}
	err = n.db.rows(ctx, `select p.role, l.kind, l.product, l.place, coalesce(cast(l.day as varchar), ''), coalesce(cast(l.seen_before as varchar), ''), l.from_users, l.to_users,
		l.share_numerator, l.share_denominator, l.tier, l.cents, l.tax_cents, l.reason, l.is_inferred
		from bill_lines as l join bill_periods as p on p.period_no = l.period_no
		order by l.product, l.place, l.period_no, l.kind, l.day, l.to_users`, func(r *sql.Rows) error {
		var l BillLine
		err := r.Scan(&l.Role, &l.Kind, &l.Product, &l.Place, &l.Day, &l.SeenBefore, &l.FromUsers, &l.ToUsers,
			&l.ShareNumerator, &l.ShareDenominator, &l.Tier, &l.Cents, &l.TaxCents, &l.Reason, &l.IsInferred)
		b.Lines = append(b.Lines, l)
		return err
	})
	if err != nil {
		return err
	}
	return n.db.rows(ctx, `select p.role, g.kind, cast(g.day as varchar), g.known, coalesce(cast(g.night as varchar), '')
		from bill_gaps as g join bill_periods as p on p.period_no = g.period_no order by g.day, g.kind`, func(r *sql.Rows) error {
		var g BillGap
		err := r.Scan(&g.Role, &g.Kind, &g.Day, &g.Known, &g.Night)
		b.Gaps = append(b.Gaps, g)
		return err
	})
}
