package reports

import "fmt"

// maxChanges bounds the rows that the sheet Changes lists; changes.csv has all.
const maxChanges = 1000

// changesPage says what became another one since the night before, and why.
func (w *writer) changesPage(m money) (*page, error) {
	p := &page{
		name: "Changes", title: "What changed since the night before",
		widths: []float64{34, 17, 17, 17, 17, 30, 56, 9},
	}
	c := w.small.comparison
	if c == nil {
		p.notes = []string{"No earlier night is published, or what it published is damaged: there is nothing to compare this night with."}
		return p, nil
	}
	p.title = "What changed since " + c.Since
	if c.Reason != "" {
		p.notes = append(p.notes, "The cost of the changes is not known: "+c.Reason+".")
	}
	p.blocks = []block{changeFigures(c, m), changeCauses(c, m, w.small.hasAddOn())}
	rows, total, err := w.firstChanges()
	if err != nil {
		return nil, err
	}
	rows.heading = "Account by account"
	if total > int64(len(rows.rows)) {
		rows.note = fmt.Sprintf("The first %s of %s changes; changes.csv has all of them.", thousands(int64(len(rows.rows))), thousands(total))
	}
	p.blocks = append(p.blocks, rows)
	return p, nil
}

func changeFigures(c *comparison, m money) block {
	row := func(name string, value cell, meaning string) []cell {
		value.style.bold = true
		return []cell{label(name), value, faint(meaning).spanning()}
	}
	b := block{header: []string{"Since " + c.Since, "", "What it means", "", "", "", "", ""}, rows: [][]cell{
		row("Appeared", count(c.Appeared), "Accounts that no export named on the earlier night."),
		row("Left", count(c.Left), "Accounts that no export names any more."),
		row("Class changed", count(c.Classes), "Accounts that are something else to the organisation now."),
		row("Verdict changed", count(c.Verdicts), "Verdicts of all subscriptions, of accounts named on both nights."),
		row("Billed by Guard", count(c.Seats), "How many more accounts are billed; fewer where it is negative."),
		row("Cost per year, then", m.cell(c.FromCents), "As it was published."),
		row("Cost per year, now", m.cell(c.ToCents), orElse(upperFirst(c.Reason), "The causes below add up to the difference.")),
	}}
	if c.Unexplained > 0 {
		b.rows = append(b.rows, row("Unexplained", count(c.Unexplained), "No fact that the deciding rule asks is another one: worth a look."))
	}
	return b
}

func changeCauses(c *comparison, m money, hasAddOn bool) block {
	b := block{
		heading: "Why", note: "Each cause is priced at the seats that it moves, one cause after another: first what takes seats away, then what adds them, each by name.",
		header: []string{"Cause", "Changes", "Accounts", "Seats", "Cost per year"},
	}
	for _, r := range c.ByCause {
		b.rows = append(b.rows, []cell{
			label(upperFirst(r.Cause)), count(r.Changes), count(r.Accounts), count(r.Seats), m.cell(r.Cents),
		})
	}
	if hasAddOn {
		b.header = append(b.header, "Seats of Premium")
		for i, r := range c.ByCause {
			b.rows[i] = append(b.rows[i], count(r.PremiumSeats))
		}
	}
	if len(b.rows) > 0 {
		difference := m.cell(c.Cents)
		b.total = []cell{label("Difference"), {}, {}, count(c.Seats), difference}
	}
	return b
}

// firstChanges lists the first rows of the mart and counts all of them.
func (w *writer) firstChanges() (b block, total int64, err error) {
	b.header = []string{"E-mail", "Name", "What", "From", "To", "Cause", "Detail", "Seats"}
	c := openChanges(w.ctx, w.Marts)
	err = c.each(func() {
		if total++; total > maxChanges {
			return
		}
		b.rows = append(b.rows, []cell{
			label(orElse(keep(c.email), keep(c.accountID))), label(keep(c.name)), label(spell(keep(c.what))),
			label(spell(keep(c.from))), label(spell(keep(c.to))), label(upperFirst(keep(c.cause))),
			label(keep(c.detail)), count(c.seats.int()),
		})
	})
	return b, total, err
}
