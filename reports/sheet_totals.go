package reports

import (
	"fmt"
	"strconv"
	"strings"
)

// This file is the part of the sheet Checks that reckons for itself: what the
// workbook computes, against what the SQL says, against a reference.

// agreement is a cell that says whether amounts are equal: live, so that a reader
// who changes an input sees that the workbook is no longer the night's.
func agreement(equal bool, differences ...string) cell {
	said := "differs"
	if equal {
		said = "equal"
	}
	c := label(said)
	if !equal {
		c = c.filled(red, redInk)
	}
	if len(differences) > 0 {
		c.formula = `IF(AND(` + strings.Join(differences, ",") + `),"equal","differs")`
	}
	return c
}

// same is a formula that is true where two cells differ by no unit of money.
func same(a, b string, digits int) string { return fmt.Sprintf("ROUND(%s-%s,%d)=0", a, b, digits) }

// totalsBlock compares the money of every scenario and rung.
func (w *writer) totalsBlock() (b block, ok bool) {
	if w.calcRows == nil {
		return b, false
	}
	t, f := w.small.terms, w.small.facts
	list := money{moneyFormat(t.listCurrency, t.listMinor > 1), t.listMinor}
	bill := money{moneyFormat(f.currency, f.minorUnits > 1), f.minorUnits}
	b = block{
		heading: "Workbook total = SQL total = reference total",
		note: "What the workbook computes for a year, what the queries computed, and the list price reckoned another way: by the rises of the price instead of its brackets. " +
			"A cell says equal or differs anew when an input is changed: then the workbook is no longer this night's.",
		header: []string{"What", "Bill: workbook", "Bill: SQL", "List price: workbook", "List price: SQL", "List price: reference", "All of them"},
	}
	first := w.totalsRow()
	for _, l := range w.small.calculation() {
		b.rows = append(b.rows, w.partRow(first+len(b.rows), "", l.checked(), l.id, w.small.costs[l.users], list, bill))
		if l.premium != nil {
			b.rows = append(b.rows, w.partRow(first+len(b.rows), addOnPart, l.checked()+": the add-on", l.id, w.small.addOnCosts[*l.premium], list, bill))
			b.rows = append(b.rows, w.bothRow(first+len(b.rows), l, bill))
		}
	}
	return b, true
}

// partRow compares what one subscription of Guard costs.
func (w *writer) partRow(row int, part, name, id string, c guardCost, list, bill money) []cell {
	col := func(n int) string { return letter(n) + strconv.Itoa(row) }
	billed, listed := bill.cell(c.annual), list.cell(c.annualList)
	billed.formula, listed.formula = w.calcCell(part+id, calcAnnual), w.calcCell(part+id, calcAnnualList)
	reference := list.cell(c.proven)
	differences := []string{same(col(1), col(2), digits(bill.minor)), same(col(3), col(4), digits(list.minor))}
	equal := true
	if c.proven == nil {
		reference = none()
	} else {
		differences = append(differences, same(col(4), col(5), digits(list.minor)))
		equal = *c.proven == *c.annualList
	}
	return []cell{label(name), billed, bill.cell(c.annual), listed, list.cell(c.annualList), reference, agreement(equal, differences...)}
}

// bothRow compares the bill of both together with what the queries added up.
func (w *writer) bothRow(row int, l calcLine, bill money) []cell {
	ours := *w.small.costs[l.users].annual + *w.small.addOnCosts[*l.premium].annual
	billed, sql := bill.cell(&ours), bill.cell(w.small.toldCents(l))
	billed.formula = w.calcCell(totalPart+l.id, calcAnnual)
	equal := w.small.toldCents(l) != nil && *w.small.toldCents(l) == ours
	at := strconv.Itoa(row)
	return []cell{label(l.checked() + ": both"), billed, sql, none(), none(), none(), agreement(equal, same("B"+at, "C"+at, digits(bill.minor)))}
}

// toldCents is what the marts say that a year of a line costs.
func (n *night) toldCents(l calcLine) *int64 {
	for _, s := range n.scenarios {
		switch "scenario " + s.ID {
		case l.id:
			return s.AnnualCents
		case l.base:
			return s.IfUnknownBilled
		}
	}
	for _, r := range n.ladder {
		switch "rung " + r.ID {
		case l.id:
			return r.AnnualCents
		case l.base:
			return r.IfUnknownBilled
		}
	}
	return nil
}

// checked names a line where its group does not stand above it.
func (l calcLine) checked() string {
	switch l.group() {
	case "rung ":
		return "Rung: " + l.label
	case "edge ":
		return "Edge: " + l.label
	case "+":
		if strings.HasPrefix(l.base, "rung ") {
			return "Rung: " + l.label + ", unknown billed too"
		}
		return l.label + ", unknown billed too"
	}
	return l.label
}

// totalsRow is the row of the first data row of totalsBlock: below the title, the
// subtitle, the note of the page, the block of counts, a blank row, and what stands
// above the data.
func (w *writer) totalsRow() int {
	p := page{notes: []string{""}, blocks: []block{{heading: "-", note: "-", header: []string{""}, rows: make([][]cell, checkedCounts)}, {heading: "-", note: "-", header: []string{""}}}}
	return p.lay().firsts[1]
}

// checkedCounts is how many rows countsBlock has.
const checkedCounts = 3

// countsBlock counts what stands on the sheets.
func (w *writer) countsBlock(m money) block {
	b := block{
		heading: "Counts of the workbook", note: "What the cells of this workbook add up to, and what the night counted.",
		header: []string{"What", "Workbook", "Night", "Both"},
	}
	p := page{notes: []string{""}, blocks: []block{{heading: "-", note: "-", header: []string{""}}}}
	first := p.lay().firsts[0]
	add := func(what string, there, night int64, formula string) {
		row := strconv.Itoa(first + len(b.rows))
		here := count(there)
		here.formula = formula
		b.rows = append(b.rows, []cell{label(what), here, count(night), agreement(there == night, same("B"+row, "C"+row, 0))})
	}
	var listed int64
	var terms []string
	for _, part := range w.accountParts {
		listed += int64(part.rows)
		last := accountsHeaderRow + max(1, part.rows)
		terms = append(terms, fmt.Sprintf("COUNTA('%s'!$C$%d:$C$%d)", part.sheet, accountsHeaderRow+1, last))
	}
	add("Accounts on the sheets of accounts", listed, w.accountsListed, strings.Join(terms, "+"))
	rungs := w.ladderPage(m).lay().firsts[0]
	claimed := map[string]string{}
	accounts := map[string]int64{}
	for i, r := range w.small.ladder {
		claimed[r.ID] = absolute("Ladder", at(2, rungs+i))
		accounts[r.ID] = r.Accounts
	}
	add("Accounts on the rung Claimed", accounts["claimed"], w.small.facts.accounts, claimed["claimed"])
	sum := ""
	if claimed["intended"] != "" && claimed["unlicensed"] != "" {
		sum = claimed["intended"] + "+" + claimed["unlicensed"]
	}
	add("Accounts on the rungs Intended and Unlicensed", accounts["intended"]+accounts["unlicensed"], w.small.facts.accounts, sum)
	return b
}
