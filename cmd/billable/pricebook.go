package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"billable"
)

// This file holds a price book as a whole to what the queries take for granted:
// that a number of users finds one price, and one only, on every day.

// A priceLine is one line of a price book whose cells could be read.
type priceLine struct {
	row              int // of the file
	product, plan    string
	semantics        string
	from, to, cents  int64 // to 0: open
	currency, period string
	since, until     string // until "": open
	minimum          int64
}

// A bookFault is what is wrong with one line, and how to mend it.
type bookFault struct {
	row                  int
	column, what, remedy string
}

// A priceTable is the lines that price the same thing: seats of a plan in one
// currency by one period, or its tiers.
type priceTable struct {
	product, plan, currency, period string
	isTier                          bool
}

func (l priceLine) table() priceTable {
	t := priceTable{l.product, l.plan, l.currency, l.period, l.semantics == "tier"}
	if isGuard(l.product) {
		t.plan = "" // Guard has no plans: the queries put them together
	}
	return t
}

func isGuard(product string) bool { return product == "guard_standard" || product == "guard_premium" }

// checkBook lists every fault of the lines, in the order of the file.
func checkBook(lines []priceLine, known vocabulary) []bookFault {
	var faults []bookFault
	tables := map[priceTable][]priceLine{}
	var order []priceTable
	for _, l := range lines {
		faults = append(faults, l.faults(known)...)
		t := l.table()
		if tables[t] == nil {
			order = append(order, t)
		}
		tables[t] = append(tables[t], l)
	}
	if len(faults) == 0 {
		seen := map[bookFault]bool{}
		for _, t := range order {
			for _, day := range firstDays(tables[t]) {
				for _, f := range dayFaults(t, onDay(tables[t], day), onDay(lines, day)) {
					if !seen[f] {
						seen[f] = true
						faults = append(faults, f)
					}
				}
			}
		}
	}
	slices.SortStableFunc(faults, func(a, b bookFault) int { return cmp.Compare(a.row, b.row) })
	return faults
}

// faults are those of the line alone.
func (l priceLine) faults(known vocabulary) (faults []bookFault) {
	add := func(column, remedy, format string, args ...any) {
		faults = append(faults, bookFault{l.row, column, fmt.Sprintf(format, args...), remedy})
	}
	products := append(slices.Clone(known.products), "guard_standard", "guard_premium")
	if !slices.Contains(products, l.product) {
		add("product", didYouMean(l.product, products), "unknown product %q", l.product)
	}
	if plans := slices.Sorted(maps.Keys(known.plans)); l.plan != "" && !isGuard(l.product) && !known.plans[l.plan] {
		add("plan", didYouMean(l.plan, plans), "unknown plan %q", l.plan)
	}
	if !slices.Contains(known.currencies, l.currency) {
		add("currency", didYouMean(l.currency, known.currencies), "unknown currency %q", l.currency)
	}
	if l.from < 1 {
		add("users_from", "Let the first bracket begin with user 1.", "a bracket cannot begin with user %d", l.from)
	}
	if l.to != 0 && l.to < l.from {
		add("users_to", "Swap the two bounds.", "the bracket ends with user %d, before it begins with user %d", l.to, l.from)
	}
	if l.until != "" && l.until <= l.since {
		add("effective_to", "Give the first day on which the price no longer holds, after "+l.since+".", "the price ends on %s, not after it begins on %s", l.until, l.since)
	}
	return faults
}

// firstDays are the days on which what is in force may change.
func firstDays(lines []priceLine) []string {
	var days []string
	for _, l := range lines {
		days = append(days, l.since)
		if l.until != "" {
			days = append(days, l.until)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

func onDay(lines []priceLine, day string) (kept []priceLine) {
	for _, l := range lines {
		if l.since <= day && (l.until == "" || day < l.until) {
			kept = append(kept, l)
		}
	}
	return kept
}

// dayFaults are those of a table on one day; all is every line in force then.
func dayFaults(t priceTable, lines, all []priceLine) (faults []bookFault) {
	slices.SortStableFunc(lines, func(a, b priceLine) int { return cmp.Compare(a.from, b.from) })
	if len(lines) > 0 {
		faults = append(faults, startFault(t, lines[0], all)...)
	}
	for i := 1; i < len(lines); i++ {
		faults = append(faults, pairFaults(lines[i-1], lines[i])...)
	}
	return faults
}

// startFault asks that somebody prices the first users, if not this table.
func startFault(t priceTable, first priceLine, all []priceLine) []bookFault {
	if first.from == 1 {
		return nil
	}
	for _, l := range all {
		other := l.table()
		switch {
		case l.from > 1 || other.product != t.product || other.plan != t.plan:
		case t.isTier && other.currency == t.currency:
			return nil
		case other.period == t.period && other.isTier == t.isTier && other.currency != t.currency:
			return []bookFault{{first.row, "currency", fmt.Sprintf("the brackets from user %d are in %s, those below (row %d) in %s", first.from, t.currency, l.row, other.currency),
				"Write one table in one currency; the other currency gets a whole table of its own."}}
		}
	}
	return []bookFault{{first.row, "users_from", fmt.Sprintf("a gap: nothing prices users 1 to %d", first.from-1), "Add the bracket, or let this one begin with user 1."}}
}

// pairFaults looks at two neighbours in the order of their first users.
func pairFaults(a, b priceLine) (faults []bookFault) {
	add := func(column, remedy, format string, args ...any) {
		faults = append(faults, bookFault{b.row, column, fmt.Sprintf(format, args...), remedy})
	}
	switch {
	case a.to == 0 || b.from <= a.to:
		add("users_from", "Let one bracket end before the other begins, or end the older price with effective_to.",
			"an overlap: users %s are priced by row %d and by row %d from %s", shared(a, b), a.row, b.row, max(a.since, b.since))
	case b.from > a.to+1:
		add("users_from", "Add the bracket between, or let one of the two reach the other.", "a gap: nothing prices users %d to %d from %s", a.to+1, b.from-1, max(a.since, b.since))
	}
	if a.semantics != b.semantics && a.semantics != "flat" {
		add("semantics", "Use one semantics in a table; only flat may stand below another.", "%s above %s (row %d): the two cannot be read together", b.semantics, a.semantics, a.row)
	}
	if b.semantics == "tier" && a.semantics == "tier" && b.cents < a.cents {
		add("unit_price_cents", "Check the two prices: a larger tier costs at least as much.", "the tier costs less than the smaller one of row %d", a.row)
	}
	return faults
}

func shared(a, b priceLine) string {
	switch {
	case a.to == 0 && b.to == 0:
		return "from " + strconv.FormatInt(b.from, 10)
	case a.to == 0 || b.to != 0 && b.to < a.to:
		return fmt.Sprintf("%d to %d", b.from, b.to)
	}
	return fmt.Sprintf("%d to %d", b.from, a.to)
}

// bookProblem tells the first fault whole and lists the others by row.
func bookProblem(book billable.Pos, faults []bookFault) error {
	if len(faults) == 0 {
		return nil
	}
	first := faults[0]
	what := first.what
	if rest := faults[1:]; len(rest) > 0 {
		var list []string
		for _, f := range rest {
			list = append(list, fmt.Sprintf("row %d %s: %s", f.row, f.column, f.what))
		}
		what += fmt.Sprintf(" (and %d more: %s)", len(rest), strings.Join(list, "; "))
	}
	book.Row = first.row
	return &billable.Problem{Kind: billable.Usage, Pos: book, Column: first.column, What: what, Remedy: first.remedy}
}
