package reports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// ladderPage shows how the bill grows from rung to rung.
func (w *writer) ladderPage(m money) *page {
	p := &page{name: "Ladder", title: "How the bill grows", widths: []float64{18, 52, 13, 13, 15, 13, 19, 36}}
	b := block{header: []string{
		"Rung", "Who", "Accounts", "Billable", "Per year", "Unknown", "Per year, at most", "Note",
	}}
	for _, r := range w.small.ladder {
		b.rows = append(b.rows, []cell{
			strong(spell(r.ID)), prose(upperFirst(r.Meaning)), count(r.Accounts), w.calculated(count(r.Billable), "rung "+r.ID, calcUsers),
			w.calculated(m.cell(r.AnnualCents), "rung "+r.ID, calcAnnual), count(r.UnknownAccounts),
			w.calculated(m.cell(r.IfUnknownBilled), "+rung "+r.ID, calcAnnual), faint(upperFirst(r.AnnualReason)),
		})
	}
	b = w.addOnColumns(b, 7, m, func(i int) (string, *addOn) { return "rung " + w.small.ladder[i].ID, w.small.ladder[i].addOn })
	p.widths = w.addOnWidths(p.widths, 7)
	p.blocks = []block{b.withoutEmptyNotes(), w.recoverableBlock(m)}
	p.notes = append(p.notes, "Accounts whose verdict is unknown are in no price. The column \"Per year, at most\" adds them as if all were billed.")
	p.notes = append(p.notes, w.addOnNote()...)
	p.chart = w.ladderChart(m)
	return p
}

// withoutEmptyNotes drops the last column where no row says anything in it.
func (b block) withoutEmptyNotes() block {
	last := len(b.header) - 1
	for _, r := range b.rows {
		if r[last].value != "" {
			return b
		}
	}
	b.header = b.header[:last]
	for i := range b.rows {
		b.rows[i] = b.rows[i][:last]
	}
	return b
}

// ladderChart draws the money, or the seats when a price is not known: a chart
// would draw the unknown as 0.
func (w *writer) ladderChart(m money) *chart {
	if len(w.small.ladder) == 0 {
		return nil
	}
	c := &chart{kind: excelize.Col, title: "Cost per year by rung", categories: 0, values: 4, format: m.format}
	for _, r := range w.small.ladder {
		if r.AnnualCents == nil {
			c.title, c.values, c.format = "Billable accounts by rung", 3, asCount
		}
	}
	return c
}

func (w *writer) recoverableBlock(m money) block {
	f := w.small.facts
	value := w.recoverable(m)
	value.style.bold = true
	return block{heading: "Recoverable", rows: [][]cell{{
		strong("Per year"), prose(orElse(upperFirst(f.recoverableReason), "What the last rung costs more than the intended ones.")), {}, {}, value,
	}}}
}

// recoverable is what the last rung costs more than the intended one.
func (w *writer) recoverable(m money) cell {
	c := m.cell(w.small.facts.recoverableCents)
	if w.small.facts.recoverableCents != nil {
		c.formula = difference(w.calcTotal("rung accidental", calcAnnual), w.calcTotal("rung intended", calcAnnual))
	}
	return c
}

// scenariosPage compares the ways out with leaving everything as it is.
func (w *writer) scenariosPage(m money) *page {
	p := &page{
		name: "Scenarios", title: "What each way out would cost",
		notes:  []string{"Each scenario applies the rules again to the changed accounts. Protected accounts are never changed."},
		widths: []float64{38, 12, 11, 13, 13, 14, 11, 12, 14, 11, 14, 44, 36},
	}
	p.notes = append(p.notes, w.addOnNote()...)
	b := block{header: []string{
		"Scenario", "Accounts touched", "Billable", "Per month", "Per year", "Saving per year", "Effort, minutes", "Effort, cost",
		"Saving net of effort", "Unknown", "Per year, at most", "Loses", "Note",
	}}
	first := p.firstRow()
	for i, s := range w.small.scenarios {
		b.rows = append(b.rows, []cell{
			title(orElse(s.Label, spell(s.ID))), count(s.AccountsTouched), w.calculated(count(s.Billable), "scenario "+s.ID, calcUsers),
			w.calculated(m.cell(s.MonthlyCents), "scenario "+s.ID, calcMonthly),
			w.calculated(m.cell(s.AnnualCents), "scenario "+s.ID, calcAnnual), w.savingCell(m, s, first, first+i),
			w.minutesCell(s), w.effortCell(m, s, first+i), w.netCell(m, s, first+i), count(s.UnknownAccounts),
			w.calculated(m.cell(s.IfUnknownBilled), "+scenario "+s.ID, calcAnnual), prose(upperFirst(s.Loses)), faint(upperFirst(s.Reason)),
		})
	}
	b = w.addOnColumns(b, 11, m, func(i int) (string, *addOn) { return "scenario " + w.small.scenarios[i].ID, w.small.scenarios[i].addOn })
	p.widths = w.addOnWidths(p.widths, 11)
	p.blocks = []block{b.withoutEmptyNotes()}
	p.chart = w.scenarioChart(m)
	return p
}

// firstRow is the row of the first data row of a page whose first block has a
// header and nothing else above it.
func (p *page) firstRow() int {
	q := *p
	q.blocks = []block{{header: []string{""}}}
	return q.lay().firsts[0]
}

// savingCell is a formula over the cost column where the saving is just the
// difference to the first scenario; a saving that comes later, from the next
// renewal on, stays the number that the mart says.
func (w *writer) savingCell(m money, s scenario, first, row int) cell {
	c := m.cell(s.SavingCents)
	now := w.small.scenarios[0]
	if s.SavingCents != nil && s.AnnualCents != nil && now.ID == "current" && now.AnnualCents != nil &&
		*now.AnnualCents-*s.AnnualCents == *s.SavingCents {
		c.formula = fmt.Sprintf("$E$%d-E%d", first, row)
	}
	return c
}

// minutesCell is the effort of a scenario: accounts by way out, times the minutes
// that each takes.
func (w *writer) minutesCell(s scenario) cell {
	if s.EffortMinutes == nil {
		return unknownCell()
	}
	c := count(*s.EffortMinutes)
	var terms []string
	sum := int64(0)
	for _, way := range s.ByWayOut.keys {
		id := "minutes_" + way
		minutes, ok := w.small.number(id)
		if !ok {
			return c
		}
		sum += minutes * s.ByWayOut.get(way)
		terms = append(terms, fmt.Sprintf("%d*%s", s.ByWayOut.get(way), id))
	}
	if w.small.isLive() && len(terms) > 0 && sum == *s.EffortMinutes {
		c.formula = strings.Join(terms, "+")
	}
	return c
}

// effortCell prices the minutes, rounded to the minor unit.
func (w *writer) effortCell(m money, s scenario, row int) cell {
	c := m.cell(s.EffortCents)
	if _, ok := w.small.number("cents_per_hour"); ok && s.EffortCents != nil && w.small.isLive() {
		c.formula = fmt.Sprintf("ROUND(G%d*cents_per_hour/60,0)/%d", row, max(m.minor, 1))
	}
	return c
}

func (w *writer) netCell(m money, s scenario, row int) cell {
	c := m.cell(s.NetSavingCents)
	if s.NetSavingCents != nil && w.small.isLive() {
		c.formula = fmt.Sprintf("F%d-H%d", row, row)
	}
	return c
}

func (w *writer) scenarioChart(m money) *chart {
	if len(w.small.scenarios) < 2 {
		return nil
	}
	c := &chart{kind: excelize.Bar, title: "Cost per year by scenario", categories: 0, values: 4, format: m.format}
	for _, s := range w.small.scenarios {
		if s.AnnualCents == nil {
			c.title, c.values, c.format = "Billable accounts by scenario", 2, asCount
		}
	}
	return c
}

// moneyOf chooses the format of the night's currency.
func (n *night) moneyOf() money {
	withCents := false
	see := func(amounts ...*int64) {
		for _, cents := range amounts {
			withCents = withCents || cents != nil && *cents%max(n.facts.minorUnits, 1) != 0
		}
	}
	for _, r := range n.ladder {
		see(r.AnnualCents, r.IfUnknownBilled)
		if r.addOn != nil {
			see(r.PremiumAnnualCents)
		}
	}
	for _, s := range n.scenarios {
		see(s.AnnualCents, s.MonthlyCents, s.SavingCents, s.IfUnknownBilled, s.EffortCents, s.NetSavingCents)
		if s.addOn != nil {
			see(s.PremiumAnnualCents)
		}
	}
	see(n.facts.recoverableCents)
	if c := n.comparison; c != nil {
		see(c.FromCents, c.ToCents)
		for _, r := range c.ByCause {
			see(r.Cents)
		}
	}
	return money{moneyFormat(n.facts.currency, withCents), n.facts.minorUnits}
}

// thousands spells a count for a sentence.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
