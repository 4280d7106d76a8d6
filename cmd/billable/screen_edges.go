package main

import (
	"fmt"
	"strings"

	"billable/transform"
)

// This file puts edges into sentences.

// margin is a subscription's edges, for the terminal.
type margin = transform.Margin

func edgeTitle(m margin) string {
	if m.Place == "" {
		return subscriptionName(m.Subscription)
	}
	title := oneLine(m.Product) + " at " + oneLine(m.Place)
	if m.Plan != "" {
		title += " (" + oneLine(m.Plan) + ")"
	}
	return title
}

func edgeUnit(m margin) string {
	if m.Place == "" {
		return "account"
	}
	return "seat"
}

// people spells a count of a thing.
func people(n int64, unit string) string {
	if n != 1 {
		unit += "s"
	}
	return grouped(n) + " " + unit
}

func edgeCost(m margin, currency string) string {
	text := money(m.AnnualCents, currency) + " a year"
	if m.MonthlyCents != nil {
		text += ", " + money(m.MonthlyCents, currency) + " a month"
	}
	if m.Tier != nil {
		text += ", the tier of up to " + grouped(*m.Tier)
	}
	if m.IsInferred {
		text += "; an inferred price"
	}
	return text
}

func edgeMarginal(m margin, currency string) string {
	text := "one more costs " + stepText(m.OneMore, currency)
	if m.OneFewer != nil {
		text = "one " + edgeUnit(m) + " fewer saves " + stepText(*m.OneFewer, currency) + ", " + text
	}
	if m.SavesFrom != nil {
		text += "; savings from the renewal on " + *m.SavesFrom
	}
	return text
}

func stepText(s transform.Step, currency string) string {
	switch {
	case s.AnnualCents == nil && s.Reason != "":
		return "what is not known (" + oneLine(s.Reason) + ")"
	case s.AnnualCents == nil:
		return "what is not known"
	case *s.AnnualCents == 0:
		return "nothing"
	}
	return money(s.AnnualCents, currency) + " a year"
}

func edgeFree(m margin) string {
	if m.Purchased != nil {
		return fmt.Sprintf("%s free until the tier of %s that is bought fills", people(*m.FreeSeats, "seat"), grouped(*m.Purchased))
	}
	return people(*m.FreeSeats, "seat") + " more cost nothing"
}

// edgeText tells of one kind of edge: where the count lies, and both ways out.
func edgeText(m margin, e transform.Edge, currency string) string {
	text := e.Kind + " "
	switch {
	case e.From == nil:
		text += "none of the book holds this count"
	case e.To == nil:
		text += "from " + grouped(*e.From)
	default:
		text += grouped(*e.From) + " to " + grouped(*e.To)
	}
	if !e.IsPricing {
		text += " (prices nothing tonight)"
	}
	if s := e.Above; s != nil {
		text += fmt.Sprintf("; the next, at %s, is %s away", grouped(s.Users), people(s.Seats, edgeUnit(m)))
		if s.ChangeCents != nil {
			text += ", " + money(s.ChangeCents, currency) + " a year more"
		}
	}
	if s := e.Below; s != nil {
		text += fmt.Sprintf("; the one below, at %s, is %s away", grouped(s.Users), people(s.Seats, edgeUnit(m)))
		if s.ChangeCents != nil {
			saved := -*s.ChangeCents
			text += ", " + money(&saved, currency) + " a year less"
		}
		text += reachText(e)
	} else {
		text += "; none lies below"
	}
	return text
}

// reachText says whether the ways out lead below the edge.
func reachText(e transform.Edge) string {
	switch {
	case e.Freeable == nil:
		return ""
	case !e.IsReachable:
		return fmt.Sprintf(": not within reach, the ways out free %s at most", people(*e.Freeable, "account"))
	}
	var minutes int64
	for _, a := range e.Accounts {
		minutes += a.EffortMinutes
	}
	return ": with " + duration(minutes) + " of work on these, the cheapest first"
}

func pickText(a transform.EdgeAccount) string {
	text := orElse(oneLine(a.Email), oneLine(a.AccountID)) + ": " + strings.ReplaceAll(oneLine(a.WayOut), "_", " ") + ", " + duration(a.EffortMinutes)
	if a.Mark != "" {
		text += " (" + oneLine(a.Mark) + ": " + oneLine(a.Reason) + ")"
	}
	return text
}
