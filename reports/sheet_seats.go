package reports

import (
	"cmp"
	"slices"
)

// ownershipOrder puts the organisation's own places before others'.
var ownershipOrder = []string{"own", "sandbox", "foreign"}

// seatsPage counts the seats that the products' own subscriptions bill, for each
// product and for each of its places.
func (w *writer) seatsPage(money) *page {
	p := &page{
		name: "Seats", title: "Who takes a seat of which product", widths: []float64{28, 30, 14, 13, 13, 13, 14, 15, 15, 44},
		notes: []string{"Apart from Guard: what Jira, Confluence, Bitbucket and Trello bill at each site and workspace of the organisation. The mart account_seats has the rule for every account."},
	}
	products := block{heading: "By product", header: []string{"Product", "Places", "", "Billable", "Not billable", "Unknown"}}
	for _, t := range w.seatProducts() {
		products.rows = append(products.rows, t.cells(count(t.places)))
	}
	places := block{heading: "By place", header: []string{"Product", "Site or workspace", "Ownership", "Billable", "Not billable", "Unknown", "Plan", "Per month", "Per year", "Note"}}
	p.blocks = []block{products, places}
	first := p.lay().firsts[1]
	listed := slices.Clone(w.small.seats)
	slices.SortStableFunc(listed, func(a, b seatTally) int {
		return cmp.Or(cmp.Compare(slices.Index(ownershipOrder, a.Ownership), slices.Index(ownershipOrder, b.Ownership)), cmp.Compare(b.Billable, a.Billable))
	})
	for i, s := range listed {
		if i == maxPlaces {
			places.note = "The first " + thousands(maxPlaces) + " of " + thousands(int64(len(listed))) + " rows; summary.json lists all of them."
			break
		}
		cells := s.cells(label(orElse(s.Place, "(no place named)")))
		places.rows = append(places.rows, append(cells, w.seatCost(s, at(3, first+i))...))
	}
	places = places.withoutEmptyNotes()
	if len(places.rows) == 0 {
		p.blocks = []block{{note: "No account has access to a product that is billed by the seat."}}
		return p
	}
	p.blocks = []block{products, places}
	return p
}

// productSeats sums the seats of one product over its places.
type productSeats struct {
	seatTally
	places int64
}

// seatProducts sums by product, in the order of the mart.
func (w *writer) seatProducts() []productSeats {
	var sums []productSeats
	for _, s := range w.small.seats {
		if n := len(sums); n == 0 || sums[n-1].Product != s.Product {
			sums = append(sums, productSeats{seatTally: seatTally{Product: s.Product}})
		}
		sum := &sums[len(sums)-1]
		sum.places++
		sum.Billable += s.Billable
		sum.NotBillable += s.NotBillable
		sum.Unknown += s.Unknown
	}
	return sums
}

func (s seatTally) cells(second cell) []cell {
	unknown := count(s.Unknown)
	if s.Unknown > 0 {
		unknown = unknown.filled(violet, violetInk)
	}
	return []cell{strong(spell(s.Product)), second, label(spell(s.Ownership)), count(s.Billable), count(s.NotBillable), unknown}
}

// seatCost is the plan and the cost of the seats at a place; users is the cell that
// counts them. Where the book prices their plan by the seat, the amounts are live.
func (w *writer) seatCost(s seatTally, users string) []cell {
	bill := money{moneyFormat(w.small.facts.currency, w.small.facts.minorUnits > 1), w.small.facts.minorUnits}
	for _, m := range w.small.margins {
		if m.product != s.Product || m.place != s.Place || m.users != s.Billable || s.Place == "" {
			continue
		}
		month, year, note := bill.cell(m.monthly), bill.cell(m.annual), faint(upperFirst(m.reason))
		if l, ok := w.seatList(m.product, m.plan); ok && w.calcRows != nil && m.annual != nil {
			if monthly, annual, ok := w.small.costFormulas(l, users); ok {
				year.formula = annual
				if m.monthly != nil {
					month.formula = monthly
				}
			}
		}
		return []cell{label(spell(m.plan)), month, year, note}
	}
	return []cell{label(""), {}, {}, faint("")}
}

// seatList finds the lines that price a product and plan.
func (w *writer) seatList(product, plan string) (priceList, bool) {
	for _, l := range w.small.seatLists() {
		if l.lines[0].product == product && l.lines[0].plan == plan {
			return l, true
		}
	}
	return priceList{}, false
}
