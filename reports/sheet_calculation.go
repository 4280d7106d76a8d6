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

	premium       *int64 // users of the add-on of Premium; nil: not asked
	premiumChange int64
}

// calculation lists the lines: scenarios, rungs, and both with the accounts whose
// verdict is unknown.
func (n *night) calculation() []calcLine {
	var lines, more []calcLine
	now := n.addOnNow()
	add := func(l calcLine, unknown int64, a *addOn) {
		lines = append(lines, l.counting(a, now))
		all := calcLine{id: "+" + l.id, label: l.label, users: l.users + unknown, change: unknown, base: l.id}
		if a != nil {
			sum := a.PremiumBillable + a.PremiumUnknown
			all.premium, all.premiumChange = &sum, a.PremiumUnknown
		}
		more = append(more, all)
	}
	for _, s := range n.scenarios {
		if n.isUnweighed(s) {
			continue
		}
		add(calcLine{id: "scenario " + s.ID, label: orElse(s.Label, spell(s.ID)), users: s.Billable, change: n.facts.billable - s.Billable}, s.UnknownAccounts, s.addOn)
	}
	for _, r := range n.ladder {
		l := calcLine{id: "rung " + r.ID, label: spell(r.ID), users: r.Billable, fixed: true}
		if r.ID == "accidental" {
			l.fixed, l.change = false, n.facts.billable-r.Billable
		}
		add(l, r.UnknownAccounts, r.addOn)
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
	for _, part := range w.small.calcParts() {
		b := block{heading: part.heading, header: part.header}
		for _, l := range part.lines {
			b.rows = append(b.rows, w.small.partCells(part, l, w.calcRows, list, bill))
		}
		p.blocks = append(p.blocks, b)
	}
	return p
}

// A calcPart is one block of the sheet: lines of one group, for Guard Standard, for
// the add-on of Premium, or for both together.
type calcPart struct {
	kind    string // what the ids of its rows begin with: "", addOnPart or totalPart
	heading string
	header  []string
	lines   []calcLine
}

// Parts of a line beside that of Guard Standard, where the add-on is bought.
const (
	addOnPart = "add-on "
	totalPart = "total "
)

// calcParts lists the blocks in their order. Edges are those of Guard Standard alone.
func (n *night) calcParts() []calcPart {
	header := func(change, users, seats string) []string {
		return []string{
			"What", change, users, seats, "List price, month", "List price, year",
			"Less discount, month", "Less discount, year", "Bill, month", "Bill, year", "Tax on the year", "Year with tax",
		}
	}
	lines := n.calculation()
	var parts []calcPart
	for _, g := range []struct{ heading, change, prefix string }{
		{"Tonight and each scenario", "Seats freed", "scenario "},
		{"The ladder", "Seats freed", "rung "},
		{"The edges of the price", "Seats freed", "edge "},
		{"With every account whose verdict is unknown billed too", "Accounts added", "+"},
	} {
		own := calcPart{heading: g.heading, header: header(g.change, "Users", seatsWord(n.terms.shape))}
		for _, l := range lines {
			if l.group() == g.prefix {
				own.lines = append(own.lines, l)
			}
		}
		if !n.hasAddOn() || g.prefix == "edge " {
			parts = append(parts, own)
			continue
		}
		addOn, total := own, own
		own.heading += ": Guard Standard"
		addOn.kind, addOn.heading, addOn.header = addOnPart, g.heading+": the add-on of Guard Premium", header(g.change, "Premium users", seatsWord(n.terms.addOn.shape))
		total.kind, total.heading = totalPart, g.heading+": both together"
		total.header = []string{
			"What", "", "Users", "Premium users", "Standard, month", "Standard, year", "Add-on, month", "Add-on, year",
			"Bill, month", "Bill, year", "Tax on the year", "Year with tax",
		}
		parts = append(parts, own, addOn, total)
	}
	return parts
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

// calcRows says in which row of the sheet each line of each part stands: parts come
// one after the other, each with a heading and a header.
func (n *night) calcRows() map[string]int {
	if !n.isLive() {
		return nil
	}
	rows := map[string]int{}
	row := 4 // below title, subtitle and the note
	for _, part := range n.calcParts() {
		row += 3 // a blank row, the heading, the header
		for _, l := range part.lines {
			rows[part.kind+l.id] = row
			row++
		}
	}
	return rows
}

// partCells is the row of a line in a part.
func (n *night) partCells(part calcPart, l calcLine, rows map[string]int, list, bill money) []cell {
	switch part.kind {
	case addOnPart:
		return n.addOnCells(l, rows, list, bill)
	case totalPart:
		return n.totalCells(l, rows, bill)
	}
	return n.calcCells(l, rows, list, bill)
}

func (n *night) calcCells(l calcLine, rows map[string]int, list, bill money) []cell {
	row := rows[l.id]
	change, users := l.userCells(row, rows[l.base], "users_now")
	return append([]cell{title(l.label), change, users}, n.guardList().costCells(n.costs[l.users], row, list, bill)...)
}

// userCells are the number of users and what it is less, or more, than another one.
func (l calcLine) userCells(row, base int, now string) (change, users cell) {
	change = count(l.change).asInput("", accepts{whole: true, least: -mostUsers, most: mostUsers, hint: "A whole number of accounts."})
	users = count(l.users)
	changed := letter(calcChange) + strconv.Itoa(row)
	switch {
	case l.base != "":
		users.formula = fmt.Sprintf("%s%d+%s", letter(calcUsers), base, changed)
	case l.fixed:
		change = cell{}
		users = users.asInput("", accepts{whole: true, least: 0, most: mostUsers, hint: "A whole number of users."})
	default:
		users.formula = fmt.Sprintf("MAX(0,%s-%s)", now, changed)
	}
	return change, users
}

// live is an amount with its formula, where it is known.
func live(m money, cents *int64, formula string) cell {
	c := m.cell(cents)
	if cents != nil {
		c.formula = formula
	}
	return c
}

// costCells are the steps from the users in a row to what a year costs.
func (l priceList) costCells(cost guardCost, row int, list, bill money) []cell {
	col := func(c int) string { return letter(c) + strconv.Itoa(row) }
	seats := count(l.seatsPriced(cost))
	seats.formula = l.seatsFormula(col(calcUsers))
	monthly, annual := l.formulas(col(calcSeats), col(calcUsers), col(calcMonthlyList))
	net := func(of string) string { return fmt.Sprintf("ROUND(%s*(1-discount),%d)", of, digits(list.minor)) }
	into := func(of string) string { return fmt.Sprintf("ROUND(%s*exchange_rate,%d)", of, digits(bill.minor)) }
	gross := *cost.annual + *cost.tax
	return []cell{
		seats,
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
func (l priceList) seatsPriced(c guardCost) int64 {
	switch {
	case c.users == 0:
		return 0
	case l.shape == "tier":
		if c.tier == nil {
			return openEnd
		}
		return *c.tier
	}
	return max(c.users, l.least())
}

func (n *night) guardMinimum() int64 { return n.guardList().least() }

// least is how many users are billed at least.
func (l priceList) least() int64 {
	var least int64
	for _, p := range l.lines {
		least = max(least, p.minimum)
	}
	return least
}

// calculated makes an amount refer to the sheet Calculation, where that is live: with
// the add-on of Premium, money is that of both together.
func (w *writer) calculated(c cell, id string, column int) cell {
	if c.value == notKnown {
		return c
	}
	if formula := w.calcTotal(id, column); formula != "" {
		c.formula = formula
	}
	return c
}

// calcTotal names the cell of what a line comes to; "" where the sheet has no such line.
func (w *writer) calcTotal(id string, column int) string {
	if _, both := w.calcRows[totalPart+id]; both && column >= calcMonthly {
		id = totalPart + id
	}
	return w.calcCell(id, column)
}
