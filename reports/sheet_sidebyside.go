package reports

import (
	"fmt"
	"strconv"
	"strings"
)

// The sheet Side by side shows how each quote's years come about, step by step, over
// inputs that may be changed: users, rates, discounts, growth and price rise. Its cached
// values are those of the SQL; every other sheet keeps the numbers of the night.

const sideSheet = "Side by side"

// Columns of the block of products, from 0.
const (
	sideUsers = iota + 3
	sideQuoted
	sideRenewal
	sideScope
	sideEqual
	sideEqualRenewal
	sideBill
	sideBillRenewal
	sidePerUser
)

// Columns of the block of quotes, from 0; the years follow sideYear.
const (
	sideDiscount = 3
	sideYear     = 4
	sideTotal    = 9
)

// A sideBySide lays the sheet out and remembers where its results stand.
type sideBySide struct {
	*offers
	bill   money
	minor  int64
	years  int64
	growth int64 // basis points
	rise   int64
	rows   map[int64]int // row of each quote's years
}

func (w *writer) newSideBySide(bill money) *sideBySide {
	s := &sideBySide{offers: &w.small.offers, bill: bill, minor: w.small.facts.minorUnits, rows: map[int64]int{}}
	s.years, _ = w.small.number("quote_years")
	s.growth, _ = w.small.number("quote_growth_basis_points")
	s.rise, _ = w.small.number("quote_price_rise_basis_points")
	return s
}

func (w *writer) sideBySidePage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	w.side = w.newSideBySide(w.quoteMoney())
	return w.side.page()
}

func (s *sideBySide) page() *page {
	p := &page{name: sideSheet, title: "The quotes side by side", widths: []float64{16, 26, 20, 13, 15, 15, 13, 15, 15, 15, 15, 14}}
	p.notes = []string{"Yellow cells are inputs. A price goes by the user where the numbers of users differ; a tier that is the smallest to hold them stays as it is. " +
		"Each step is rounded once, half away from zero."}
	terms := s.terms()
	quotes := s.ranked()
	p.blocks = []block{s.inputs(), s.rates(terms), s.scopes(terms), {heading: "Products", header: []string{"Quote", "Reseller", "Product", "Users quoted", "Year, quoted", "Renewal, quoted",
		"Users compared", "Year", "Renewal", "Year, bill", "Renewal, bill", "A user, bill"}, rows: make([][]cell, len(terms))},
		{heading: "Quotes on equal terms", header: []string{"Quote", "Reseller", "", "Further discount", "Year 1", "Year 2", "Year 3", "Year 4", "Year 5", "All years"}, rows: make([][]cell, len(quotes))}}
	l := p.lay()
	for i, t := range terms {
		p.blocks[3].rows[i] = s.product(t, l.firsts[3]+i)
	}
	for i, q := range quotes {
		s.rows[q.no] = l.firsts[4] + i
		p.blocks[4].rows[i] = s.quote(i, q, l.firsts[4]+i, s.cellsOf(q, terms, l.firsts[3]))
	}
	return p
}

// terms are those of quotes that can be compared.
func (s *sideBySide) terms() (list []equalTerm) {
	for _, q := range s.ranked() {
		for _, t := range s.equal {
			if t.no == q.no {
				list = append(list, t)
			}
		}
	}
	return list
}

func (s *sideBySide) inputs() block {
	share := func(name string, points int64) cell {
		return cell{value: float64(points) / 10000, style: style{format: asPoints, right: true}}.
			asInput(name, accepts{least: 0, most: 1, hint: "A share from 0 to 100 %."})
	}
	return block{heading: "Assumptions", header: []string{"What", "", "Value"}, rows: [][]cell{
		{label("Years compared"), {}, count(s.years).asInput("quote_years", accepts{whole: true, least: 1, most: 5, hint: "1 to 5 years."})},
		{label("Price rise a year"), {}, share("quote_price_rise", s.rise)},
		{label("Growth of users a year"), {}, share("quote_growth", s.growth)},
	}}
}

// rates lists what a unit of each foreign currency is in the bill's.
func (s *sideBySide) rates(terms []equalTerm) block {
	b := block{heading: "Rates", header: []string{"Currency", "", "Into the bill's", "Rated on"}}
	seen := map[string]bool{}
	for _, q := range s.ranked() {
		if q.currency == q.billCurrency || seen[q.currency] || q.rateUp == nil || q.rateDown == nil {
			continue
		}
		seen[q.currency] = true
		b.rows = append(b.rows, []cell{label(q.currency), {}, cell{value: float64(*q.rateUp) / float64(*q.rateDown), style: style{format: asRate, right: true}}.
			asInput(rateName(q.currency), accepts{least: 0, most: mostMoney, hint: "How much of the bill's currency one unit is."}), dateCell(q.ratedOn, "")})
	}
	if len(b.rows) == 0 {
		b.note = "All quotes are in the currency of the bill."
	}
	return b
}

func rateName(currency string) string { return "rate_" + letters(currency) }

// scopes lists the users that each product is compared for.
func (s *sideBySide) scopes(terms []equalTerm) block {
	b := block{heading: "Users compared", header: []string{"Product", "", "Users", "Known from"}}
	seen := map[string]bool{}
	for _, t := range terms {
		if seen[t.product] || t.scope == nil {
			continue
		}
		seen[t.product] = true
		b.rows = append(b.rows, []cell{label(spell(t.product)), {}, count(*t.scope).
			asInput(s.usersName(t.product), accepts{whole: true, least: 1, most: mostUsers, hint: "A whole number of users."}), label(t.basis)})
	}
	return b
}

// usersName is the name of a product's users: its place in the list, for an app may be
// called anything.
func (s *sideBySide) usersName(product string) string {
	seen := map[string]bool{}
	for _, t := range s.terms() {
		if t.product == product {
			break
		}
		seen[t.product] = true
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r == '_' {
			return r
		}
		return -1
	}, product)
	return fmt.Sprintf("users_%s_%d", name, len(seen)+1)
}

// product is one product of one quote, in row.
func (s *sideBySide) product(t equalTerm, row int) []cell {
	own := moneyIn(t.currency, t.minor)
	col := func(c int) string { return letter(c) + strconv.Itoa(row) }
	users, scope := stated(t.users), stated(t.scope)
	equal, renewal := own.cell(t.equal), own.cell(t.renewal)
	if t.scope != nil {
		scope.formula = s.usersName(t.product)
	}
	scaled := func(of int) string {
		if t.users == nil || t.scope == nil || t.same && *t.users != *t.scope {
			return col(of) // a tier as it is, or no numbers to go by
		}
		return fmt.Sprintf("ROUND(%s/%s*%s,%d)", col(of), col(sideUsers), col(sideScope), digits(t.minor))
	}
	equal.formula, renewal.formula = scaled(sideQuoted), scaled(sideRenewal)
	bill, billRenewal, perUser := s.bill.cell(t.annual), s.bill.cell(t.annualRenewal), cell{}
	into := func(of int) string {
		if s.isBill(t.currency) {
			return col(of)
		}
		return fmt.Sprintf("ROUND(%s*%s,%d)", col(of), rateName(t.currency), digits(s.minor))
	}
	bill.formula, billRenewal.formula = into(sideEqual), into(sideEqualRenewal)
	if t.scope != nil && *t.scope > 0 && t.annual != nil {
		perUser = cell{value: units(*t.annual, s.minor) / float64(*t.scope), formula: col(sideBill) + "/" + col(sideScope), style: style{format: moneyFormat(s.billCurrency(), true), right: true}}
	}
	return []cell{label(t.quote), label(t.reseller), label(spell(t.product)), users, own.cell(t.quoted), own.cell(t.quotedRenewal), scope, equal, renewal, bill, billRenewal, perUser}
}

func (s *sideBySide) billCurrency() string {
	for _, q := range s.offers.quotes {
		return q.billCurrency
	}
	return ""
}

func (s *sideBySide) isBill(currency string) bool { return currency == s.billCurrency() }

// cellsOf lists the rows of a quote's products.
func (s *sideBySide) cellsOf(q quote, terms []equalTerm, first int) (rows []int) {
	for i, t := range terms {
		if t.no == q.no {
			rows = append(rows, first+i)
		}
	}
	return rows
}

// quote is one quote's years, in row; products are the rows that it sums up.
func (s *sideBySide) quote(i int, q quote, row int, products []int) []cell {
	sum := func(c int) string {
		var parts []string
		for _, r := range products {
			parts = append(parts, letter(c)+strconv.Itoa(r))
		}
		return strings.Join(parts, "+")
	}
	name := fmt.Sprintf("quote_discount_%d", i+1)
	discount := cell{value: float64(0), style: style{format: asPoints, right: true}}.asInput(name, accepts{least: 0, most: 1, hint: "A share from 0 to 100 %, off what is quoted."})
	cells := []cell{strong(q.number), label(q.reseller), {}, discount}
	d := digits(s.minor)
	total := int64(0)
	for k, cents := range q.years {
		c := s.bill.cell(cents)
		switch k {
		case 0:
			c.formula = fmt.Sprintf("ROUND((%s)*(1-%s),%d)", sum(sideBill), name, d)
		case 1:
			c.formula = fmt.Sprintf("ROUND(ROUND((%s)*(1-%s),%d)*(1+quote_growth)*(1+quote_price_rise),%d)", sum(sideBillRenewal), name, d, d)
		default:
			c.formula = fmt.Sprintf("ROUND(%s%d*(1+quote_growth)*(1+quote_price_rise),%d)", letter(sideYear+k-1), row, d)
		}
		if int64(k) < s.years && cents != nil {
			total += *cents
		}
		cells = append(cells, c)
	}
	all := s.bill.cell(&total)
	span := fmt.Sprintf("%s%d:%s%d", letter(sideYear), row, letter(sideYear+4), row)
	all.formula = fmt.Sprintf("SUMPRODUCT((COLUMN(%s)-%d<quote_years)*%s)", span, sideYear+1, span)
	return append(cells, all)
}

// quoteChecksPage holds the workbook to the SQL, and both to sums reckoned another way:
// the totals of the lines that the reseller writes.
func (w *writer) quoteChecksPage(money) *page {
	if !w.hasQuotes() {
		return nil
	}
	bill := w.quoteMoney()
	p := &page{name: "Checks", title: "Does the workbook say what the night says?", widths: []float64{18, 30, 20, 20, 20, 16}}
	p.notes = []string{"Every difference must be 0 while no input is changed."}
	side := block{heading: "The first year on equal terms: Side by side, the SQL, and the sum of its products", header: []string{"Quote", "Reseller", "Side by side", "SQL", "Sum of products", "Difference"}}
	for _, q := range w.small.offers.ranked() {
		row := w.side.rows[q.no]
		if row == 0 || q.years[0] == nil {
			continue
		}
		sum := int64(0)
		for _, t := range w.small.offers.equal {
			if t.no == q.no && t.annual != nil {
				sum += *t.annual
			}
		}
		live := bill.cell(q.years[0])
		live.formula = absolute(sideSheet, at(sideYear, row))
		difference := *q.years[0] - sum
		side.rows = append(side.rows, []cell{strong(q.number), label(q.reseller), live, bill.cell(q.years[0]), bill.cell(&sum), bill.cell(&difference)})
	}
	paid := block{heading: "What a quote asks, with tax: the sum of its lines on the sheet Lines, and the SQL", header: []string{"Quote", "Reseller", "Sum of lines", "SQL", "", "Difference"}}
	for _, q := range w.small.offers.quotes {
		if q.total == nil {
			continue
		}
		sum, isWhole := int64(0), true
		for _, l := range w.small.offers.lines {
			if l.quote == q.number && l.reseller == q.reseller && !l.isTotal {
				if l.total == nil {
					isWhole = false
					break
				}
				sum += *l.total
			}
		}
		if !isWhole {
			continue
		}
		m := moneyIn(q.currency, q.minor)
		difference := sum - *q.total
		paid.rows = append(paid.rows, []cell{strong(q.number), label(q.reseller), m.cell(&sum), m.cell(q.total), {}, m.cell(&difference)})
	}
	p.blocks = []block{side, paid}
	l := p.lay()
	for i := range side.rows {
		r := l.firsts[0] + i
		side.rows[i][5].formula = fmt.Sprintf("%s-%s", at(2, r), at(4, r))
	}
	for i := range paid.rows {
		r := l.firsts[1] + i
		paid.rows[i][5].formula = fmt.Sprintf("%s-%s", at(2, r), at(3, r))
	}
	return p
}
