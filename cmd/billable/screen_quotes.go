package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"billable/transform"
)

// quotes lays the quotes of a night out from top to bottom: what to do, what quotes
// cost on equal terms, what is wrong with them, and who could bill what.
func (p pen) quotes(r *record, q *transform.Quotes) []string {
	lines := []string{p.paint(strong, r.Org+", quotes on the night of "+r.AsOf)}
	say := func(look, indent, text string) {
		lines = append(lines, p.painted(look, p.wrapped(indent, oneLine(text)))...)
	}
	look := good
	if q.Recommendation.Topology == nil {
		look = bad
	}
	say(look, "", q.Recommendation.Why)
	lines = append(lines, "")
	lines = append(lines, p.comparedQuotes(q)...)
	lines = append(lines, "")
	lines = append(lines, p.deviations(q)...)
	lines = append(lines, "")
	lines = append(lines, p.topologies(q)...)
	if id := q.Recommendation.Topology; id != nil && len(q.Preparations[*id]) > 0 {
		lines = append(lines, "", p.paint(strong, "To prepare for "+*id))
		for i, s := range q.Preparations[*id] {
			say(plain, "  ", strconv.Itoa(i+1)+". "+s.Step)
		}
	}
	lines = append(lines, "")
	say(dim, "", "Amounts are in "+q.BillCurrency+" before tax, for the same products and users. "+assumed(q))
	return lines
}

// assumed spells what the years to come rest on.
func assumed(q *transform.Quotes) string {
	var parts []string
	for _, a := range q.Assumptions {
		name := strings.TrimPrefix(a.Name, "Quotes: ")
		value := a.Value + " " + a.Unit
		if points, err := strconv.ParseInt(a.Value, 10, 64); err == nil && a.Unit == "basis points" {
			value = percent(points)
		}
		parts = append(parts, name+" "+value)
	}
	return "Assumed: " + strings.Join(parts, ", ") + "."
}

// percent spells basis points.
func percent(points int64) string {
	s := strconv.FormatInt(points/100, 10)
	if rest := points % 100; rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(100+rest, 10)[1:], "0")
	}
	return s + " %"
}

// years is for how many years quotes are compared.
func years(q *transform.Quotes) int {
	for _, a := range q.Assumptions {
		if n, err := strconv.Atoi(a.Value); err == nil && a.ID == "quote_years" {
			return n
		}
	}
	return 1
}

// sumOf adds the first years; nil when one is not known.
func sumOf(cents []*int64, years int) *int64 {
	var sum int64
	for _, c := range cents[:years] {
		if c == nil {
			return nil
		}
		sum += *c
	}
	return &sum
}

// comparedQuotes lists the quotes that can be compared, the cheapest first, and under
// them those that cannot, with the reason.
func (p pen) comparedQuotes(q *transform.Quotes) []string {
	ranked := slices.DeleteFunc(slices.Clone(q.Quotes), func(c transform.Quote) bool { return c.Rank == nil })
	slices.SortFunc(ranked, func(a, b transform.Quote) int { return int(*a.Rank - *b.Rank) })
	n := years(q)
	span := fmt.Sprintf("%d years", n)
	if n == 1 {
		span = "1 year"
	}
	var b block
	b.add(strong, "%-16s %-20s %15s %15s %10s", "On equal terms", "reseller", "a year", span, "deviations")
	for _, c := range ranked {
		b.add(plain, "  %-14s %-20s %15s %15s %10s", clip(c.Quote, 14), clip(c.Reseller, 20), money(c.EqualCents, q.BillCurrency),
			money(sumOf(c.YearsCents, n), q.BillCurrency), grouped(c.Deviations))
	}
	if len(ranked) == 0 {
		b.add(dim, "  no quote can be compared")
	}
	lines := p.beside(0, b)
	if len(ranked) == len(q.Quotes) {
		return lines
	}
	lines = append(lines, p.paint(strong, "Set apart"))
	for _, c := range q.Quotes {
		if c.Rank != nil {
			continue
		}
		var asked []string
		if c.TotalCents != nil {
			asked = append(asked, "asks "+money(c.TotalCents, c.Currency))
		}
		text := oneLine(c.Quote + " of " + c.Reseller + ": " + strings.Join(append(asked, c.Why), "; "))
		lines = append(lines, p.painted(bad, p.wrapped("  ", text))...)
	}
	return lines
}

// clip shortens a text to a column's width.
func clip(s string, width int) string {
	runes := []rune(oneLine(s))
	if len(runes) <= width {
		return string(runes)
	}
	return string(runes[:width-1]) + "…"
}

// deviations lists what is wrong, quote by quote.
func (p pen) deviations(q *transform.Quotes) []string {
	if len(q.Deviations) == 0 {
		return []string{p.paint(good, "Nothing is wrong with the quotes: every amount, term and number of users holds.")}
	}
	lines := []string{p.paint(strong, fmt.Sprintf("What is wrong with them (%d)", len(q.Deviations)))}
	for _, d := range q.Deviations {
		text := d.Quote
		if d.Line != "" {
			text += " line " + d.Line
		}
		text += ", " + strings.ReplaceAll(d.Kind, "_", " ") + ": " + d.Says
		if d.Expected != "" || d.Found != "" {
			text += " (" + strings.Join(withoutEmpty(worded("found ", d.Found), worded("expected ", d.Expected)), ", ") + ")"
		}
		lines = append(lines, p.outdented(bad, oneLine(text))...)
	}
	return lines
}

func worded(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// outdented wraps a text whose later lines stand further in than the first.
func (p pen) outdented(look, text string) []string {
	lines := p.wrapped("    ", text)
	lines[0] = lines[0][2:]
	return p.painted(look, lines)
}

// topologies lists the ways of splitting the bill, and who bills what in each.
func (p pen) topologies(q *transform.Quotes) []string {
	var b block
	b.add(strong, "%-16s %15s %15s %15s", "Who bills what", "a year", "costs more", "flips at")
	for _, t := range q.Topologies {
		mark, look := "  ", plain
		if q.Recommendation.Topology != nil && *q.Recommendation.Topology == t.ID {
			mark, look = "* ", good
		}
		switch {
		case !t.Feasible:
			b.add(dim, "%-16s %15s", mark+t.ID, "not possible")
		case mark == "* ":
			b.add(look, "%-16s %15s", mark+t.ID, money(t.AnnualCents, q.BillCurrency))
		default:
			flip := ""
			if t.BreakEven != nil {
				flip = percent(*t.BreakEven) + " off"
			}
			b.add(look, "%-16s %15s %15s %15s", mark+t.ID, money(t.AnnualCents, q.BillCurrency), money(t.MoreCents, q.BillCurrency), flip)
		}
	}
	lines := p.beside(0, b)
	for _, t := range q.Topologies {
		text := t.ID + ": " + t.Why
		if t.Feasible && len(t.Assignment) > 0 {
			text += "; " + billedBy(t.Assignment)
		}
		lines = append(lines, p.painted(dim, p.wrapped("  ", oneLine(text)))...)
	}
	return lines
}

// billedBy says which reseller bills which products.
func billedBy(assignment map[string]string) string {
	of := map[string][]string{}
	for _, product := range slices.Sorted(maps.Keys(assignment)) {
		of[assignment[product]] = append(of[assignment[product]], product)
	}
	var parts []string
	for _, reseller := range slices.Sorted(maps.Keys(of)) {
		parts = append(parts, reseller+" bills "+strings.Join(of[reseller], ", "))
	}
	return strings.Join(parts, "; ")
}
