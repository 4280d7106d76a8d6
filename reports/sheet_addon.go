package reports

import (
	"fmt"
	"slices"
	"strconv"
)

// This file lays out what the add-on of Guard Premium counts and costs, where it is
// bought: rows of their own on the sheet Calculation, columns on the sheets of money.

// counting is the line with what a rung or a scenario says of the add-on.
func (l calcLine) counting(a *addOn, now *addOn) calcLine {
	if a != nil && now != nil {
		l.premium, l.premiumChange = &a.PremiumBillable, now.PremiumBillable-a.PremiumBillable
	}
	return l
}

// addOnNow is what the add-on counts tonight; nil where it is not bought.
func (n *night) addOnNow() *addOn {
	for _, s := range n.scenarios {
		if s.ID == "current" {
			return s.addOn
		}
	}
	return nil
}

// isUnweighed: the best mix, where its total is not worked out with the add-on.
func (n *night) isUnweighed(s scenario) bool {
	return s.ID == "best_mix" && s.addOn != nil && s.AnnualCents == nil
}

// addOnCells are those of the add-on: its own users, priced by its own list.
func (n *night) addOnCells(l calcLine, rows map[string]int, list, bill money) []cell {
	row := rows[addOnPart+l.id]
	own := l
	own.users, own.change = *l.premium, l.premiumChange
	change, users := own.userCells(row, rows[addOnPart+l.base], "premium_users_now")
	return append([]cell{title(l.label), change, users}, n.addOnList().costCells(n.addOnCosts[own.users], row, list, bill)...)
}

// totalCells add both parts of a line up.
func (n *night) totalCells(l calcLine, rows map[string]int, bill money) []cell {
	standard, addOn := n.costs[l.users], n.addOnCosts[*l.premium]
	own, other := rows[l.id], rows[addOnPart+l.id]
	both := func(column int) string {
		return fmt.Sprintf("%[1]s%[2]d+%[1]s%[3]d", letter(column), own, other)
	}
	of := func(c cell, column, row int) cell {
		if c.value != notKnown {
			c.formula = letter(column) + strconv.Itoa(row)
		}
		return c
	}
	annual, tax := *standard.annual+*addOn.annual, *standard.tax+*addOn.tax
	gross := annual + tax
	var monthly *int64
	if standard.monthly != nil && addOn.monthly != nil {
		sum := *standard.monthly + *addOn.monthly
		monthly = &sum
	}
	return []cell{
		title(l.label), {}, of(count(l.users), calcUsers, own), of(count(*l.premium), calcUsers, other),
		of(bill.cell(standard.monthly), calcMonthly, own), of(bill.cell(standard.annual), calcAnnual, own),
		of(bill.cell(addOn.monthly), calcMonthly, other), of(bill.cell(addOn.annual), calcAnnual, other),
		live(bill, monthly, both(calcMonthly)), live(bill, &annual, both(calcAnnual)), live(bill, &tax, both(calcTax)),
		live(bill, &gross, fmt.Sprintf("%[1]s%[3]d+%[2]s%[3]d", letter(calcAnnual), letter(calcTax), rows[totalPart+l.id])),
	}
}

// addOnColumns puts the users of the add-on and its part of the cost into a block,
// before the columns from at on.
func (w *writer) addOnColumns(b block, at int, m money, of func(i int) (string, *addOn)) block {
	if !w.small.hasAddOn() {
		return b
	}
	insert := func(row []cell, cells ...cell) []cell { return slices.Insert(slices.Clone(row), at, cells...) }
	b.header = slices.Insert(slices.Clone(b.header), at, "Premium users", "Add-on, per year", "Premium unknown")
	for i, row := range b.rows {
		id, a := of(i)
		if a == nil {
			b.rows[i] = insert(row, unknownCell(), unknownCell(), unknownCell())
			continue
		}
		users, cost := count(a.PremiumBillable), m.cell(a.PremiumAnnualCents)
		users.formula = w.calcCell(addOnPart+id, calcUsers)
		if a.PremiumAnnualCents != nil {
			cost.formula = w.calcCell(addOnPart+id, calcAnnual)
		}
		b.rows[i] = insert(row, users, cost, count(a.PremiumUnknown))
	}
	return b
}

// addOnWidths are the widths of a page with the columns of addOnColumns.
func (w *writer) addOnWidths(widths []float64, at int) []float64 {
	if !w.small.hasAddOn() {
		return widths
	}
	return slices.Insert(widths, at, 11, 14, 11)
}

// addOnNote says what the amounts of a sheet are of, where the add-on is bought.
func (w *writer) addOnNote() []string {
	if !w.small.hasAddOn() {
		return nil
	}
	return []string{"Amounts are of Guard Standard and of the add-on of Guard Premium together. The add-on is paid for the users that Premium counts: " +
		"whoever has Jira or Confluence, on any plan and in any policy."}
}

// addOnUsers are the lines of the sheet Summary that say whom the add-on bills.
func (w *writer) addOnUsers(add func(name string, value cell, meaning string)) {
	now := w.small.addOnNow()
	if now == nil {
		return
	}
	users := count(now.PremiumBillable)
	users.formula = w.calcCell(addOnPart+"scenario current", calcUsers)
	add("Billed by Guard Premium, the add-on", users, "Users with Jira or Confluence, on any plan and in any policy.")
	if now.PremiumUnknown > 0 {
		add("Guard Premium: verdict unknown", count(now.PremiumUnknown), "Not enough is known to decide; they are in no price below.")
	}
}

// addOnCost is the line that says what the add-on is of the cost.
func (w *writer) addOnCost(m money, add func(name string, value cell, meaning string)) {
	now := w.small.addOnNow()
	if now == nil {
		return
	}
	cost := m.cell(now.PremiumAnnualCents)
	if now.PremiumAnnualCents != nil {
		cost.formula = w.calcCell(addOnPart+"scenario current", calcAnnual)
	}
	add("Of the cost, the add-on per year", cost, "The rest is Guard Standard.")
}
