package reports

import (
	"fmt"
	"slices"
	"strings"
)

// The sheets of quotes.xlsx that lay quotes out: Summary, Lines, Deviations and
// Topologies.

// hasQuotes says whether the night was given quotes.
func (w *writer) hasQuotes() bool { return len(w.small.offers.quotes) > 0 }

// ranked lists the quotes that can be compared, the cheapest first.
func (o *offers) ranked() []quote {
	list := slices.DeleteFunc(slices.Clone(o.quotes), func(q quote) bool { return q.rank == nil })
	slices.SortFunc(list, func(a, b quote) int { return int(*a.rank - *b.rank) })
	return list
}

// moneyIn formats amounts of a currency.
func moneyIn(currency string, minor int64) money {
	return money{moneyFormat(currency, minor > 1), max(minor, 1)}
}

// quoteMoney formats amounts of the bill's currency, with cents: quotes have them.
func (w *writer) quoteMoney() money {
	return moneyIn(w.small.facts.currency, w.small.facts.minorUnits)
}

func (w *writer) quoteSummaryPage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	bill := w.quoteMoney()
	o := &w.small.offers
	p := &page{name: "Summary", title: "What the quotes come to, and who could bill what", widths: []float64{22, 30, 17, 17, 17, 13, 60}}
	p.notes = []string{o.advice, "Amounts are before tax, for the same products and numbers of users; the sheet Side by side shows how they come about and takes other assumptions."}
	b := block{heading: "On equal terms, the cheapest first", header: []string{"Quote", "Reseller", "First year", "Year 2", "Year 3", "Deviations", "Note"}}
	for _, q := range o.ranked() {
		b.rows = append(b.rows, []cell{strong(q.number), label(q.reseller), bill.cell(q.years[0]), bill.cell(q.years[1]), bill.cell(q.years[2]), count(q.deviations), prose(quoteNote(q))})
	}
	if len(b.rows) == 0 {
		b.note = "No quote can be compared."
	}
	p.blocks = append(p.blocks, b)
	apart := block{heading: "Set apart: not comparable, and never ranked", header: []string{"Quote", "Reseller", "Asks, with tax", "", "", "Deviations", "Why"}}
	for _, q := range o.quotes {
		if q.rank == nil {
			apart.rows = append(apart.rows, []cell{strong(q.number), label(q.reseller), moneyIn(q.currency, q.minor).cell(q.total), {}, {}, count(q.deviations), prose(upperFirst(q.why))})
		}
	}
	if len(apart.rows) > 0 {
		p.blocks = append(p.blocks, apart)
	}
	ways := block{heading: "Who bills what", header: []string{"Way", "", "First year", "Costs more", "Flips at a discount of", "", "Why"}}
	for _, t := range o.topologies {
		ways.rows = append(ways.rows, t.cells(bill))
	}
	p.blocks = append(p.blocks, ways)
	return p
}

func quoteNote(q quote) string {
	var notes []string
	if q.validUntil != noDay {
		notes = append(notes, "valid until "+q.validUntil.String())
	}
	if q.currency != q.billCurrency && q.rateUp != nil && q.rateDown != nil {
		notes = append(notes, fmt.Sprintf("%s at the rate of %s", q.currency, q.ratedOn))
	}
	return upperFirst(strings.Join(notes, "; "))
}

func (t topology) cells(bill money) []cell {
	name := strong(t.label)
	if t.best {
		name = name.filled(green, greenInk)
	}
	if !t.feasible {
		return []cell{name, {}, label("not possible"), {}, {}, {}, prose(upperFirst(t.why))}
	}
	flip := cell{}
	if t.points != nil && !t.best {
		flip = cell{value: float64(*t.points) / 10000, style: style{format: asPoints, right: true}}
	}
	more := bill.cell(t.more)
	if t.best {
		more = cell{}
	}
	return []cell{name, {}, bill.cell(t.annual), more, flip, {}, prose(upperFirst(t.why))}
}

// maxQuoteLines bounds the lines that the sheet lists.
const maxQuoteLines = 20_000

func (w *writer) quoteLinesPage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	p := &page{name: "Lines", title: "Every line of every quote", widths: []float64{14, 24, 9, 12, 28, 20, 12, 16, 9, 9, 12, 12, 9, 14, 10, 13, 14, 13, 14, 14, 11, 28}}
	p.notes = []string{"Amounts as the reseller states them, in the currency of the line. A year is before tax, for the term's share of a year."}
	b := block{table: "QuoteLines", header: []string{"Quote", "Reseller", "Line", "Kind", "Text", "Product", "Plan", "Site or workspace", "Tier", "Users", "From", "To",
		"Currency", "List", "Discount", "Reason", "Net", "Tax", "Total", "A year", "Deviations", "Place"}}
	for i, l := range w.small.offers.lines {
		if i == maxQuoteLines {
			p.notes = append(p.notes, "The first "+thousands(maxQuoteLines)+" lines; the mart quote_lines has all.")
			break
		}
		m := moneyIn(l.currency, l.minor)
		b.rows = append(b.rows, []cell{
			label(l.quote), label(l.reseller), label(l.line), label(spell(l.kind)), label(l.text), label(spell(l.product)), label(spell(l.plan)), label(l.place),
			stated(l.tier), stated(l.users), dateCell(l.from, ""), dateCell(l.to, ""), label(l.currency), statedMoney(m, l.list), points(l.points), label(spell(l.reason)),
			statedMoney(m, l.net), statedMoney(m, l.tax), statedMoney(m, l.total), statedMoney(m, l.annual), count(l.deviations), label(l.at),
		})
	}
	p.blocks = []block{b}
	return p
}

// stated is a number that a quote states; blank where it does not.
func stated(n *int64) cell {
	if n == nil {
		return cell{}
	}
	return count(*n)
}

func statedMoney(m money, cents *int64) cell {
	if cents == nil {
		return cell{}
	}
	return m.cell(cents)
}

func points(n *int64) cell {
	if n == nil {
		return cell{}
	}
	return cell{value: float64(*n) / 10000, style: style{format: asPoints, right: true}}
}

func (w *writer) deviationsPage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	p := &page{name: "Deviations", title: "What is wrong with the quotes", widths: []float64{14, 26, 9, 26, 18, 18, 76, 30}}
	p.notes = []string{"Every amount is worked out again. One slip is told once, where it is made; only an exact result with a fraction may be rounded either way."}
	b := block{header: []string{"Quote", "Reseller", "Line", "What", "Expected", "Found", "In words", "Place"}}
	for _, d := range w.small.offers.deviations {
		b.rows = append(b.rows, []cell{strong(d.quote), label(d.reseller), label(d.line), label(d.label).filled(amber, amberInk), label(d.expected), label(d.found), prose(upperFirst(d.says)), label(d.at)})
	}
	if len(b.rows) == 0 {
		b.note = "Nothing: every amount, term and number of users holds."
	}
	p.blocks = []block{b}
	return p
}

func (w *writer) topologiesPage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	bill := w.quoteMoney()
	o := &w.small.offers
	p := &page{name: "Topologies", title: "Who could bill what", widths: []float64{64, 24, 17, 17, 22, 6, 64}}
	p.notes = []string{o.advice}
	for _, t := range o.topologies {
		b := block{heading: t.label, header: []string{"Way", "", "First year", "Costs more", "Flips at a discount of", "", "Why"}, rows: [][]cell{t.cells(bill)}}
		p.blocks = append(p.blocks, b)
		add := func(heading string, header []string, notes []topologyNote, lay func(topologyNote) []cell) {
			b := block{heading: heading, header: header}
			for _, n := range notes {
				if n.topology == t.id {
					b.rows = append(b.rows, lay(n))
				}
			}
			if len(b.rows) > 0 {
				p.blocks = append(p.blocks, b)
			}
		}
		if t.feasible {
			add("", []string{"Product", "Reseller", "Quote"}, o.assignments, func(n topologyNote) []cell {
				return []cell{label(spell(n.what)), label(n.says), label(n.source)}
			})
		}
		add("", []string{"Rule", "Holds", "", "", "Source"}, o.rules, func(n topologyNote) []cell {
			holds := label(upperFirst(n.what))
			if n.what == "no" {
				holds = holds.filled(amber, amberInk)
			}
			return []cell{prose(n.says), holds, {}, {}, label(n.source)}
		})
		if t.feasible {
			add("", []string{"What changes", "For", "", "", "Source"}, o.changes, func(n topologyNote) []cell {
				return []cell{prose(n.says), label(n.what), {}, {}, label(n.source)}
			})
			add("", []string{"To prepare", "", "", "", "Source", "", "Why"}, o.preparations, func(n topologyNote) []cell {
				return []cell{prose(n.what), {}, {}, {}, label(n.source), {}, prose(n.says)}
			})
		}
	}
	return p
}
