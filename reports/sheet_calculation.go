package reports

import (
	"fmt"
	"math"
	"strconv"
)

// The sheet Calculation shows how each amount comes about, one step per column.
// Every other sheet refers to it, so that a changed price, discount or number of
// users reaches all of them.

const (
	calculationSheet = "Calculation"
	calculationNote  = "List price by the sheet Price book; less the discount, rounded; into the bill's currency, rounded; the tax, rounded. " +
		"Half a unit is rounded away from zero. Yellow cells here, in Price book and in Assumptions are inputs: what depends on them follows."
)

// openEnd stands for "no limit" where a formula needs a number.
const openEnd = 999_999_999

// Columns of the sheet, from 0.
const (
	calcChange = iota + 1
	calcUsers
	calcSeats
	calcMonthlyList
	calcAnnualList
	calcMonthlyNet
	calcAnnualNet
	calcMonthly
	calcAnnual
	calcTax
	calcGross
)

// A calcLine is one number of users and where it comes from.
type calcLine struct {
	id     string // "scenario current", "rung intended"; with "+" in front: unknown accounts billed too
	label  string
	users  int64
	change int64  // seats freed, or accounts added
	base   string // id of the line whose users it adds to; "" for none
	fixed  bool   // the number of users is stated, not derived from tonight's
}

// calculation lists the lines: scenarios, rungs, and both with the accounts whose
// verdict is unknown.
func (n *night) calculation() []calcLine {
	var lines, more []calcLine
	add := func(l calcLine, unknown int64) {
		lines = append(lines, l)
		more = append(more, calcLine{id: "+" + l.id, label: l.label, users: l.users + unknown, change: unknown, base: l.id})
	}
	for _, s := range n.scenarios {
		add(calcLine{id: "scenario " + s.ID, label: orElse(s.Label, spell(s.ID)), users: s.Billable, change: n.facts.billable - s.Billable}, s.UnknownAccounts)
	}
	for _, r := range n.ladder {
		l := calcLine{id: "rung " + r.ID, label: spell(r.ID), users: r.Billable, fixed: true}
		if r.ID == "accidental" {
			l.fixed, l.change = false, n.facts.billable-r.Billable
		}
		add(l, r.UnknownAccounts)
	}
	lines = append(lines, n.edgeLines()...)
	return append(lines, more...)
}

// edgeLines are the numbers of users that the sheet Edges asks the price of, as far
// as they have one.
func (n *night) edgeLines() []calcLine {
	guard := n.guardMargin()
	if guard == nil {
		return nil
	}
	var lines []calcLine
	add := func(l calcLine) {
		if c, ok := n.costs[l.users]; ok && c.annual != nil {
			lines = append(lines, l)
		}
	}
	now := n.facts.billable
	if now > 0 {
		add(calcLine{id: "edge fewer", label: "One account fewer", users: now - 1, change: 1})
	}
	add(calcLine{id: "edge more", label: "One account more", users: now + 1, change: -1})
	for _, e := range guard.edges {
		if e.below.users != nil {
			add(calcLine{id: "edge " + e.kind + " below", label: "The " + e.kind + " below", users: *e.below.users, fixed: true})
		}
		if e.above.users != nil {
			add(calcLine{id: "edge " + e.kind + " above", label: "The " + e.kind + " above", users: *e.above.users, fixed: true})
		}
	}
	return lines
}

// calculationPage lays the lines out; nil where the money cannot be formulas.
func (w *writer) calculationPage(m money) *page {
	if !w.small.isLive() {
		return nil
	}
	t := w.small.terms
	list := money{moneyFormat(t.listCurrency, t.listMinor > 1), t.listMinor}
	bill := money{moneyFormat(w.small.facts.currency, w.small.facts.minorUnits > 1), w.small.facts.minorUnits}
	p := &page{
		name: calculationSheet, title: "How each amount comes about",
		notes:  []string{calculationNote},
		widths: []float64{44, 11, 11, 11, 15, 15, 15, 15, 15, 15, 15, 16},
	}
	groups := []struct{ heading, note, change, prefix string }{
		{"Tonight and each scenario", "", "Seats freed", "scenario "},
		{"The ladder", "", "Seats freed", "rung "},
		{"The edges of the price", "", "Seats freed", "edge "},
		{"With every account whose verdict is unknown billed too", "", "Accounts added", "+"},
	}
	lines := w.small.calculation()
	for _, g := range groups {
		b := block{heading: g.heading, header: []string{
			"What", g.change, "Users", seatsWord(t.shape), "List price, month", "List price, year",
			"Less discount, month", "Less discount, year", "Bill, month", "Bill, year", "Tax on the year", "Year with tax",
		}}
		for _, l := range lines {
			if l.group() == g.prefix {
				b.rows = append(b.rows, w.small.calcCells(l, w.calcRows, list, bill))
			}
		}
		p.blocks = append(p.blocks, b)
	}
	return p
}

func seatsWord(shape string) string {
	if shape == "tier" {
		return "Tier"
	}
	return "Seats priced"
}

func (l calcLine) group() string {
	switch {
	case l.id[0] == '+':
		return "+"
	case l.id[0] == 's':
		return "scenario "
	case l.id[0] == 'e':
		return "edge "
	}
	return "rung "
}

// calcRows says in which row of the sheet each line stands: groups come one after
// the other, each with a heading and a header.
func (n *night) calcRows() map[string]int {
	if !n.isLive() {
		return nil
	}
	rows := map[string]int{}
	row := 4 // below title, subtitle and the note
	for _, group := range []string{"scenario ", "rung ", "edge ", "+"} {
		row += 3 // a blank row, the heading, the header
		for _, l := range n.calculation() {
			if l.group() == group {
				rows[l.id] = row
				row++
			}
		}
	}
	return rows
}

func (n *night) calcCells(l calcLine, rows map[string]int, list, bill money) []cell {
	cost, row := n.costs[l.users], rows[l.id]
	col := func(c int) string { return letter(c) + strconv.Itoa(row) }
	change := count(l.change).asInput("", accepts{whole: true, least: -mostUsers, most: mostUsers, hint: "A whole number of accounts."})
	users := count(l.users)
	switch {
	case l.base != "":
		users.formula = fmt.Sprintf("%s%d+%s", letter(calcUsers), rows[l.base], col(calcChange))
	case l.fixed:
		change = cell{}
		users = users.asInput("", accepts{whole: true, least: 0, most: mostUsers, hint: "A whole number of users."})
	default:
		users.formula = fmt.Sprintf("MAX(0,users_now-%s)", col(calcChange))
	}
	seats := count(n.seatsPriced(cost))
	seats.formula = n.guardList().seatsFormula(col(calcUsers))
	live := func(m money, cents *int64, formula string) cell {
		c := m.cell(cents)
		if cents != nil {
			c.formula = formula
		}
		return c
	}
	monthly, annual := n.guardList().formulas(col(calcSeats), col(calcUsers), col(calcMonthlyList))
	net := func(of string) string { return fmt.Sprintf("ROUND(%s*(1-discount),%d)", of, digits(list.minor)) }
	into := func(of string) string { return fmt.Sprintf("ROUND(%s*exchange_rate,%d)", of, digits(bill.minor)) }
	gross := *cost.annual + *cost.tax
	return []cell{
		title(l.label), change, users, seats,
		live(list, cost.monthlyList, monthly), live(list, cost.annualList, annual),
		live(list, cost.monthlyNet, net(col(calcMonthlyList))), live(list, cost.annualNet, net(col(calcAnnualList))),
		live(bill, cost.monthly, into(col(calcMonthlyNet))), live(bill, cost.annual, into(col(calcAnnualNet))),
		live(bill, cost.tax, into(fmt.Sprintf("ROUND(%s*tax_rate,%d)", col(calcAnnualNet), digits(list.minor)))),
		live(bill, &gross, col(calcAnnual)+"+"+col(calcTax)),
	}
}

// digits is how many decimals an amount has.
func digits(minor int64) int { return int(math.Round(math.Log10(float64(max(minor, 1))))) }

// seatsPriced is the cached value of seatsFormula.
func (n *night) seatsPriced(c guardCost) int64 {
	switch {
	case c.users == 0:
		return 0
	case n.terms.shape == "tier":
		if c.tier == nil {
			return openEnd
		}
		return *c.tier
	}
	return max(c.users, n.guardMinimum())
}

func (n *night) guardMinimum() int64 {
	var least int64
	for _, p := range n.guardLines() {
		least = max(least, p.minimum)
	}
	return least
}

// calculated makes an amount refer to the sheet Calculation, where that is live.
func (w *writer) calculated(c cell, id string, column int) cell {
	if row, ok := w.calcRows[id]; ok && c.value != notKnown {
		c.formula = absolute(calculationSheet, at(column, row))
	}
	return c
}
