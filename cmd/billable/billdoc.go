package main

import (
	"billable/transform"
)

// A billDoc is the answer of billable bill; README.md lists its keys.
type billDoc struct {
	Org           string    `json:"org"`
	StartsOn      string    `json:"starts_on"`
	LastDay       string    `json:"last_day"`
	AsOf          string    `json:"as_of"` // the last night that counts
	Billing       string    `json:"billing"`
	RenewsOn      string    `json:"renews_on"`
	Currency      string    `json:"currency"`
	PriceBook     string    `json:"price_book"`
	FromNextDay   bool      `json:"from_next_day"`
	IsWhole       bool      `json:"is_whole"`
	MissingNights []gapDoc  `json:"missing_nights"`
	Subscriptions []billed  `json:"subscriptions"`
	next          string    // first day of the next period
	before        [2]string // first and last day of the period before
}

// A gapDoc is a day whose night is not in the lake.
type gapDoc struct {
	Day      string   `json:"day"`
	Of       []string `json:"of"` // guard, premium, seats
	Known    string   `json:"known"`
	HeldFrom string   `json:"held_from"`
}

// A billed is what one subscription comes to. Amounts are before tax.
type billed struct {
	Subscription string `json:"subscription"`
	Product      string `json:"product"`
	Place        string `json:"place"`
	Plan         string `json:"plan"`
	Rule         string `json:"rule"`
	QuantityNow  *int64 `json:"quantity_now"`
	Reason       string `json:"reason"`
	IsInferred   bool   `json:"uses_inferred_prices"`

	Monthly *monthlyBill `json:"monthly,omitempty"`
	Annual  *annualBill  `json:"annual,omitempty"`
}

type monthlyBill struct {
	Start        startDoc   `json:"start"`
	Raises       []lineDoc  `json:"raises"`
	Billed       *int64     `json:"billed_quantity"`
	AddedCents   *int64     `json:"added_cents"`
	IsWhole      bool       `json:"is_whole"`
	Invoice      invoiceDoc `json:"invoice"`
	Next         nextDoc    `json:"next_invoice"`
	LastSafeDay  string     `json:"last_safe_day"`
	TodayCents   *int64     `json:"removed_today_saves_cents"`
	OnFirstCents *int64     `json:"removed_on_first_saves_cents"`
}

type startDoc struct {
	Quantity *int64 `json:"quantity"`
	Known    string `json:"known"`
	Night    string `json:"night"`
}

type lineDoc struct {
	Day         string `json:"day"`
	SeenBefore  string `json:"seen_before"`
	From        int64  `json:"from"`
	To          int64  `json:"to"`
	Numerator   int64  `json:"days_charged"`
	Denominator int64  `json:"of_days"`
	Tier        *int64 `json:"tier,omitempty"`
	Cents       *int64 `json:"cents"`
	TaxCents    *int64 `json:"tax_cents"`
	Reason      string `json:"reason,omitempty"`
}

type invoiceDoc struct {
	BaseCents       *int64    `json:"base_cents"`
	ArrearsCents    *int64    `json:"arrears_cents"`
	ArrearsAreWhole bool      `json:"arrears_are_whole"`
	Arrears         []lineDoc `json:"arrears"`
	Cents           *int64    `json:"cents"`
	TaxCents        *int64    `json:"tax_cents"`
}

type nextDoc struct {
	IsProjection bool   `json:"is_projection"`
	Quantity     *int64 `json:"quantity"`
	BaseCents    *int64 `json:"base_cents"`
	Cents        *int64 `json:"cents"`
	TaxCents     *int64 `json:"tax_cents"`
}

type annualBill struct {
	Bought   *int64    `json:"bought_quantity"` // null: no night says it
	Tier     *int64    `json:"tier"`
	Cents    *int64    `json:"annual_cents"`
	Upgrades []lineDoc `json:"upgrades"`
}

func newBillDoc(org string, q transform.BillQuestion, facts transform.Facts, b *transform.Bill) *billDoc {
	d := &billDoc{Org: org, StartsOn: q.Asked.StartsOn, LastDay: dayBefore(q.Asked.EndsOn), AsOf: q.AskedOn, Billing: facts.Billing,
		RenewsOn: facts.RenewsOn, Currency: facts.Currency, PriceBook: b.Version, FromNextDay: q.FromNextDay, IsWhole: true,
		MissingNights: []gapDoc{}, Subscriptions: []billed{}, next: q.Next.StartsOn, before: [2]string{q.Before.StartsOn, dayBefore(q.Before.EndsOn)}}
	for _, g := range b.Gaps {
		last := len(d.MissingNights) - 1
		switch {
		case g.Role != "asked":
		case last >= 0 && d.MissingNights[last].Day == g.Day && d.MissingNights[last].HeldFrom == g.Night:
			d.MissingNights[last].Of = append(d.MissingNights[last].Of, g.Kind)
		default:
			d.MissingNights = append(d.MissingNights, gapDoc{g.Day, []string{g.Kind}, g.Known, g.Night})
		}
	}
	for _, t := range b.Totals {
		s := billed{Subscription: subscriptionKey(t.Product, t.Place), Product: t.Product, Place: t.Place, Plan: t.Plan, Rule: t.Rule,
			QuantityNow: t.NowUsers, Reason: t.Reason, IsInferred: t.IsInferred}
		if facts.Billing == "annual" {
			s.Rule, s.Annual = "annual", annualOf(t, b.Lines)
		} else {
			s.Monthly = monthlyOf(t, b.Lines)
			d.IsWhole = d.IsWhole && t.IsWhole
		}
		d.Subscriptions = append(d.Subscriptions, s)
	}
	return d
}

func monthlyOf(t transform.BillTotal, lines []transform.BillLine) *monthlyBill {
	return &monthlyBill{
		Start:  startDoc{t.StartUsers, t.StartKnown, t.StartNight},
		Raises: linesOf(t, lines, "asked", "extra"), Billed: t.BilledUsers, AddedCents: t.ExtraCents, IsWhole: t.IsWhole,
		Invoice:     invoiceDoc{t.BaseCents, t.ArrearsCents, t.ArrearsAreWhole, linesOf(t, lines, "before", "extra"), t.InvoiceCents, t.InvoiceTax},
		Next:        nextDoc{t.NextKnown == "projected", t.NextUsers, t.NextBaseCents, t.NextInvoiceCents, t.NextTax},
		LastSafeDay: t.LastSafeDay, TodayCents: t.RemovalCents, OnFirstCents: t.LateRemovalCents,
	}
}

func annualOf(t transform.BillTotal, lines []transform.BillLine) *annualBill {
	a := &annualBill{Cents: t.BaseCents, Upgrades: linesOf(t, lines, "asked", "upgrade")}
	for _, l := range lines {
		if l.Kind == "bought" && l.Product == t.Product && l.Place == t.Place {
			a.Bought, a.Tier = &l.ToUsers, l.Tier
		}
	}
	return a
}

func linesOf(t transform.BillTotal, lines []transform.BillLine, role, kind string) []lineDoc {
	list := []lineDoc{}
	for _, l := range lines {
		if l.Role == role && l.Kind == kind && l.Product == t.Product && l.Place == t.Place {
			list = append(list, lineDoc{l.Day, l.SeenBefore, l.FromUsers, l.ToUsers, l.ShareNumerator, l.ShareDenominator, l.Tier, l.Cents, l.TaxCents, l.Reason})
		}
	}
	return list
}
