package reports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// edgesPage tells what one seat is worth and how far it is to the next price.
func (w *writer) edgesPage(m money) *page {
	bill := money{moneyFormat(w.small.facts.currency, w.small.facts.minorUnits > 1), w.small.facts.minorUnits}
	p := &page{
		name: "Edges", title: "What one seat is worth, and how far it is to the next price",
		notes: []string{"An edge is where a bracket or a tier of the price book ends. All amounts are differences of totals: a seat that fills a tier costs nothing, " +
			"and the one beyond it the whole next tier. Seats of products other than Guard have edges too, but no ways out."},
		widths: []float64{32, 16, 16, 16, 16, 16, 16, 16, 16, 16, 13, 44},
	}
	if curve, ok := w.curveBlock(bill); ok {
		p.blocks = append(p.blocks, curve)
		p.chart = &chart{kind: excelize.Scatter, title: "Guard Standard: cost per year by number of users", categories: 0, values: 3, format: m.format}
	}
	p.blocks = append(p.blocks, w.marginBlock(bill), w.edgeBlock(bill))
	if guard := w.small.guardMargin(); guard != nil {
		for _, e := range guard.edges {
			p.blocks = append(p.blocks, e.accountsBlock())
		}
	}
	return p
}

// curveBlock is the line of Guard's cost: between two rows it is straight.
func (w *writer) curveBlock(bill money) (b block, ok bool) {
	guard := w.small.guardMargin()
	if guard == nil || len(guard.curve) < 2 {
		return b, false
	}
	t := w.small.terms
	list := money{moneyFormat(t.listCurrency, t.listMinor > 1), t.listMinor}
	b.header = []string{"Guard Standard: users", seatsWord(t.shape), "List price, year", "Cost per year", "Which"}
	first := 5 // below title, subtitle, the note, a blank row and the header
	for _, c := range guard.curve {
		if c.annual == nil {
			continue // beyond the book: a chart would draw it as 0
		}
		b.rows = append(b.rows, w.curveCells(c, first+1+len(b.rows), list, bill))
	}
	return b, len(b.rows) > 1
}

func (w *writer) curveCells(c curvePoint, row int, list, bill money) []cell {
	users, seats, listYear, year := count(c.users), cell{}, cell{}, bill.cell(c.annual)
	note := faint("")
	if c.isTonight {
		note = strong("tonight")
	}
	cost, known := w.small.costs[c.users]
	if w.calcRows != nil && known && cost.annualList != nil {
		col := func(i int) string { return letter(i) + strconv.Itoa(row) }
		if c.isTonight {
			users.formula = "users_now"
		}
		seats = count(w.small.guardList().seatsPriced(cost))
		seats.formula = w.small.guardList().seatsFormula(col(0))
		listYear = list.cell(cost.annualList)
		listYear.formula = w.small.annualListFormula(col(1), col(0))
		year.formula = w.small.billFormula(col(2))
	}
	return []cell{users, seats, listYear, year, note}
}

// annualListFormula gives the list price of a year in one cell.
func (n *night) annualListFormula(seats, users string) string {
	monthly, annual := n.guardList().formulas(seats, users, monthHere)
	if monthly == "" {
		return annual
	}
	// the month's cell is not on this sheet: its formula stands in its place
	return strings.Replace(annual, monthHere, "("+monthly+")", 1)
}

// billFormula turns a list price into the bill's: less discount, into its currency.
func (n *night) billFormula(list string) string {
	return fmt.Sprintf("ROUND(ROUND(%s*(1-discount),%d)*exchange_rate,%d)", list, digits(n.terms.listMinor), digits(n.facts.minorUnits))
}

// marginBlock has a row for each subscription.
func (w *writer) marginBlock(bill money) block {
	b := block{
		heading: "What one seat is worth", note: "What one fewer saves and one more costs, tonight. Free: seats more that cost nothing, up to the tier that is bought or paid.",
		header: []string{
			"Subscription", "Plan", "Count", "Cost per month", "Cost per year", "One fewer saves, month", "One fewer saves, year",
			"One more costs, month", "One more costs, year", "Free seats", "Tier bought", "Note",
		},
	}
	for _, m := range w.small.margins {
		note := upperFirst(m.reason)
		switch {
		case m.annual != nil && m.moreAnnual == nil && m.moreReason != "":
			note = "One more: " + m.moreReason
		case m.savesFrom != noDay:
			note = "Savings from the renewal on " + m.savesFrom.String() + "."
		}
		row := []cell{
			strong(m.title()), label(spell(m.plan)), count(m.users), bill.cell(m.monthly), bill.cell(m.annual),
			bill.cell(m.fewerMonthly), bill.cell(m.fewerAnnual), bill.cell(m.moreMonthly), bill.cell(m.moreAnnual),
			countOr(m.freeSeats, unknownCell()), countOr(m.purchased, cell{}), faint(note),
		}
		if m.product == "guard_standard" {
			w.liveMargin(row)
		}
		b.rows = append(b.rows, row)
	}
	return b.withoutEmptyNotes()
}

// liveMargin makes the amounts of Guard's row refer to the sheet Calculation.
func (w *writer) liveMargin(row []cell) {
	at := func(id string, column int) string { return w.calcCell(id, column) }
	set := func(i int, formula string) {
		if formula != "" && row[i].value != notKnown {
			row[i].formula = formula
		}
	}
	set(2, w.calcCell("scenario current", calcUsers))
	set(3, at("scenario current", calcMonthly))
	set(4, at("scenario current", calcAnnual))
	set(5, difference(at("scenario current", calcMonthly), at("edge fewer", calcMonthly)))
	set(6, difference(at("scenario current", calcAnnual), at("edge fewer", calcAnnual)))
	set(7, difference(at("edge more", calcMonthly), at("scenario current", calcMonthly)))
	set(8, difference(at("edge more", calcAnnual), at("scenario current", calcAnnual)))
}

// difference is a formula of two cells; "" where one is not there.
func difference(from, less string) string {
	if from == "" || less == "" {
		return ""
	}
	return from + "-" + less
}

// calcCell names a cell of the sheet Calculation; "" where it has no such line.
func (w *writer) calcCell(id string, column int) string {
	row, ok := w.calcRows[id]
	if !ok {
		return ""
	}
	return absolute(calculationSheet, at(column, row))
}

func (m margin) title() string {
	if m.place == "" {
		return spell(m.subscription)
	}
	return spell(m.product) + " at " + m.place
}

// edgeBlock has a row for each subscription and kind of edge.
func (w *writer) edgeBlock(bill money) block {
	b := block{
		heading: "How far it is to the next edge", note: "Below: the nearest count of the bracket or tier beneath; above: that of the next one. \"Prices\": the kind that the bill of tonight follows.",
		header: []string{
			"Subscription", "Edge", "From", "To", "Below: count", "Below: seats away", "Below: saves a year",
			"Above: count", "Above: seats away", "Above: costs a year", "Can be freed", "Who has to go",
		},
	}
	for _, m := range w.small.margins {
		for _, e := range m.edges {
			kind := upperFirst(e.kind)
			if e.prices {
				kind += ", prices"
			}
			to := cell{value: "no limit", style: style{format: asText, right: true, color: muted}}
			row := []cell{
				strong(m.title()), label(kind), countOr(e.from, unknownCell()), countOr(e.to, to),
				countOr(e.below.users, none()), countOr(e.below.seats, none()), e.below.money(bill),
				countOr(e.above.users, none()), countOr(e.above.seats, none()), e.above.money(bill),
				countOr(e.freeable, cell{}), faint(e.reach(m)),
			}
			if m.product == "guard_standard" {
				w.liveEdge(row, e.kind)
			}
			b.rows = append(b.rows, row)
		}
	}
	if len(b.rows) == 0 {
		b.rows = [][]cell{{faint("The price book has no line for what is billed tonight.").spanning()}}
	}
	return b
}

// liveEdge makes the distances and amounts of a row of Guard follow tonight's count
// and the prices.
func (w *writer) liveEdge(row []cell, kind string) {
	now := w.calcCell("scenario current", calcAnnual)
	live := func(i int, formula string) {
		if _, known := row[i].value.(string); !known && row[i].value != nil && formula != "" {
			row[i].formula = formula
		}
	}
	below, above := "edge "+kind+" below", "edge "+kind+" above"
	live(4, w.calcCell(below, calcUsers))
	live(5, difference(w.calcCell("scenario current", calcUsers), w.calcCell(below, calcUsers)))
	live(6, difference(now, w.calcCell(below, calcAnnual)))
	live(7, w.calcCell(above, calcUsers))
	live(8, difference(w.calcCell(above, calcUsers), w.calcCell("scenario current", calcUsers)))
	live(9, difference(w.calcCell(above, calcAnnual), now))
}

// reach says whether the ways out lead below the edge.
func (e edge) reach(m margin) string {
	switch {
	case m.product != "guard_standard" || e.below.users == nil:
		return ""
	case !e.isReachable:
		return "Not enough: " + thousands(*e.freeable) + " accounts can be freed."
	}
	return "The accounts below, the cheapest first."
}

// accountsBlock lists who has to go to reach the edge below.
func (e edge) accountsBlock() block {
	b := block{heading: "To the " + e.kind + " below: who has to go"}
	switch {
	case e.below.users == nil:
		b.note = "No " + e.kind + " lies below tonight's count."
		return b
	case !e.isReachable:
		b.note = fmt.Sprintf("%s accounts would have to go, and the ways out free %s at most, within the limits of the config.", thousands(*e.below.seats), thousands(*e.freeable))
		return b
	}
	b.note = fmt.Sprintf("With the least effort it is these (%s), the cheapest first. Protected accounts, and those whose ways out are not feasible, are never among them.", thousands(*e.below.seats))
	if int64(len(e.accounts)) < *e.below.seats {
		b.note += " The first " + thousands(int64(len(e.accounts))) + "; `billable edges --json` lists all."
	}
	b.header = []string{"E-mail", "Way out", "", "Minutes", "Account ID", "", "", "Look first at", "", "", "", ""}
	for _, a := range e.accounts {
		look := ""
		if a.mark != "" {
			look = upperFirst(a.reason)
		}
		b.rows = append(b.rows, []cell{
			label(orElse(a.email, a.name)), label(spell(a.wayOut)), {}, count(a.minutes), label(a.accountID), {}, {}, faint(look).spanning(),
		})
	}
	return b
}

func (s edgeSide) money(m money) cell {
	if s.users == nil {
		return none()
	}
	return m.cell(s.change)
}

// none stands where there is nothing to tell of.
func none() cell {
	return cell{value: "none", style: style{format: asText, right: true, color: muted}}
}

// countOr is a count, or other where there is none.
func countOr(n *int64, other cell) cell {
	if n == nil {
		return other
	}
	return count(*n)
}
