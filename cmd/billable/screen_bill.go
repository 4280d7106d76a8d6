package main

import (
	"fmt"
	"io"
	"strings"
)

// printBill prints a bill, a part for each subscription: what is invoiced, what is
// known so far, and, apart from it, what comes next if nothing changes.
func (p pen) printBill(w io.Writer, d *billDoc) {
	fmt.Fprintln(w, p.paint(strong, billTitle(d)))
	if note := gapNote(d.MissingNights); note != "" && d.Billing == "monthly" {
		p.say(w, bad, "", note)
	}
	for _, s := range d.Subscriptions {
		fmt.Fprintln(w)
		if s.Annual != nil {
			p.printAnnual(w, d, s)
		} else {
			p.printMonthly(w, d, s)
		}
		if s.Reason != "" {
			p.say(w, bad, "  ", "Cost not known: "+oneLine(s.Reason)+".")
		}
		if s.IsInferred {
			p.say(w, dim, "  ", "Rests on inferred prices.")
		}
	}
	notes := monthlyNotes(d)
	if d.Billing == "annual" {
		notes = annualNotes(d)
	}
	fmt.Fprintln(w)
	for _, n := range notes {
		p.say(w, dim, "", n)
	}
}

// say prints a sentence, broken to the screen.
func (p pen) say(w io.Writer, look, indent, sentence string) {
	for _, l := range p.painted(look, p.wrapped(indent, sentence)) {
		fmt.Fprintln(w, l)
	}
}

func billTitle(d *billDoc) string {
	if d.Billing == "monthly" {
		return fmt.Sprintf("%s, %s to %s, nights up to %s, billed by the month", d.Org, d.StartsOn, d.LastDay, d.AsOf)
	}
	return strings.Join(withoutEmpty(d.Org+", night of "+d.AsOf+", billed by the year", prefixed("renews on ", d.RenewsOn)), ", ")
}

// prefixed puts words before a text that is there.
func prefixed(words, text string) string {
	if text == "" {
		return ""
	}
	return words + text
}

// gapNote names the nights that are missing, a run of them as one.
func gapNote(gaps []gapDoc) string {
	var held, unknown []string
	seen := map[string]bool{}
	for _, g := range gaps {
		if seen[g.Day] {
			continue
		}
		seen[g.Day] = true
		if g.Known == "held" {
			held = append(held, g.Day)
		} else {
			unknown = append(unknown, g.Day)
		}
	}
	var notes []string
	if len(held) > 0 {
		notes = append(notes, "No night in the lake: "+listedDays(held)+". The count of the night before holds until the next.")
	}
	if len(unknown) > 0 {
		notes = append(notes, "Not known, for no night is as early: "+listedDays(unknown)+".")
	}
	return strings.Join(notes, " ")
}

// listedDays spells days that follow each other as a span.
func listedDays(days []string) string {
	var spans []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && dayBefore(days[j+1]) == days[j] {
			j++
		}
		span := days[i]
		if j > i {
			span += " to " + days[j]
		}
		spans = append(spans, span)
		i = j + 1
	}
	return strings.Join(spans, ", ")
}

func billHeading(s billed) string {
	return strings.Join(withoutEmpty(subscriptionName(s.Subscription), s.Plan), ", ")
}

// quantity spells a number of seats, "not known" when no night says it.
func quantity(n *int64) string {
	if n == nil {
		return "not known"
	}
	return grouped(*n)
}

func (p pen) printMonthly(w io.Writer, d *billDoc, s billed) {
	m := s.Monthly
	fmt.Fprintln(w, p.paint(strong, billHeading(s)))
	row := func(look, what, seats string, cents *int64, note string) {
		fmt.Fprintln(w, p.paint(look, fmt.Sprintf("  %-42s %9s %14s", what, seats, money(cents, d.Currency))))
		if note != "" {
			p.say(w, dim, "    ", note)
		}
	}
	row(plain, "Quantity from "+d.StartsOn, quantity(m.Start.Quantity), m.Invoice.BaseCents, startNote(d, m.Start, s.Rule))
	for _, l := range m.Invoice.Arrears {
		row(plain, "Added "+l.Day+", in arrears", "+"+grouped(l.To-l.From), l.Cents, shareNote(l))
	}
	if !m.Invoice.ArrearsAreWhole {
		row(bad, "Added before, in arrears", "", nil, "")
	}
	row(strong, "Invoice of "+d.StartsOn, "", m.Invoice.Cents, "")
	for _, l := range m.Raises {
		row(plain, "Added "+l.Day, "+"+grouped(l.To-l.From), l.Cents, shareNote(l))
	}
	if len(m.Raises) > 0 {
		row(plain, "Billed until "+d.AsOf, quantity(m.Billed), m.AddedCents, "")
	}
	what := "Invoice of " + d.next
	if m.Next.IsProjection {
		what += ", if nothing changes"
	}
	row(strong, what, quantity(m.Next.Quantity), m.Next.Cents, nextNote(d, m))
	if m.TodayCents != nil {
		row(plain, "A seat gone by "+m.LastSafeDay+" saves", "", m.TodayCents, "")
		row(plain, "Removed on "+d.next+" it saves", "", m.OnFirstCents, "")
	}
}

func startNote(d *billDoc, s startDoc, rule string) string {
	basis := "the count of the day before, " + dayBefore(d.StartsOn)
	if rule == "billing_date" {
		basis = "the count on the billing date; additions are not prorated"
	}
	switch s.Known {
	case "held":
		return basis + ", held from the night of " + s.Night
	case "first_night":
		return "no night is as early: the count of the first one, " + s.Night
	}
	return basis
}

func shareNote(l lineDoc) string {
	note := fmt.Sprintf("from %s to %s, %d of %d days", grouped(l.From), grouped(l.To), l.Numerator, l.Denominator)
	if l.SeenBefore != dayBefore(l.Day) {
		note += "; the last night before it is " + l.SeenBefore
	}
	return note
}

// nextNote takes the next invoice apart where it has two parts.
func nextNote(d *billDoc, m *monthlyBill) string {
	if m.Next.BaseCents == nil || m.AddedCents == nil || *m.AddedCents == 0 {
		return ""
	}
	return fmt.Sprintf("%s for the count of %s, and %s added in this period", money(m.Next.BaseCents, d.Currency), d.LastDay, money(m.AddedCents, d.Currency))
}

// monthlyNotes say once what holds for every subscription.
func monthlyNotes(d *billDoc) []string {
	notes := []string{fmt.Sprintf("Last safe day to remove a seat: %s. Nothing is credited within a period; the count of its last day begins the next one, and saves in the period from %s.", d.LastDay, d.next)}
	for _, s := range d.Subscriptions {
		if s.Monthly != nil && !s.Monthly.Invoice.ArrearsAreWhole {
			notes = append(notes, fmt.Sprintf("What was added from %s to %s is not known whole: the first nights of it are not in the lake. So the invoice of %s is not known either.", d.before[0], d.before[1], d.StartsOn))
			break
		}
	}
	if d.AsOf < d.LastDay {
		notes = append(notes, fmt.Sprintf("The period is known until %s; what is said of %s is a projection.", d.AsOf, d.next))
	}
	return notes
}

func (p pen) printAnnual(w io.Writer, d *billDoc, s billed) {
	a := s.Annual
	fmt.Fprintln(w, p.paint(strong, billHeading(s)))
	bought := "per seat, for " + quantity(a.Bought)
	if a.Tier != nil {
		bought = "the tier of " + grouped(*a.Tier)
	}
	fmt.Fprintf(w, "  %-34s %9s %14s a year\n", "Bought: "+bought, "", money(a.Cents, d.Currency))
	fmt.Fprintf(w, "  %-34s %9s\n", "Counted on "+d.AsOf, quantity(s.QuantityNow))
	for _, l := range a.Upgrades {
		to := "Upgrade to " + grouped(l.To)
		if l.Tier != nil && *l.Tier != l.To {
			to += ", the tier of " + grouped(*l.Tier)
		}
		fmt.Fprintf(w, "  %-34s %9s %14s for %d of %d days\n", to, "", money(l.Cents, d.Currency), l.Numerator, l.Denominator)
		if l.Reason != "" {
			p.say(w, bad, "    ", oneLine(l.Reason))
		}
	}
}

func annualNotes(d *billDoc) []string {
	note := "Annual subscriptions have no maximum-quantity billing. Nothing is credited before the renewal, and seats that are gone save only where a lower price is reached then"
	switch {
	case d.RenewsOn == "":
		note += "; guard.renews_on is not said, so no upgrade can be prorated."
	case d.RenewsOn <= d.AsOf:
		note += "; it renewed on " + d.RenewsOn + ": say the next date in guard.renews_on."
	default:
		note += ": the last safe day to remove a seat is " + dayBefore(d.RenewsOn) + "."
	}
	notes := []string{note}
	for _, s := range d.Subscriptions {
		switch {
		case s.Product != "guard_standard" || s.Annual == nil:
		case len(s.Annual.Upgrades) > 0:
			notes = append(notes, "An upgrade costs the difference of the two yearly prices for the days left: Atlassian says prorated, the formula is inferred. It needs a quote.")
		case d.RenewsOn > d.AsOf:
			notes = append(notes, "No tier is said to be bought: name a number of users with --upgrade-to.")
		}
	}
	return notes
}
