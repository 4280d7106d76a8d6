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
		name: "Seats", title: "Who takes a seat of which product", widths: []float64{26, 30, 14, 13, 13, 13},
		notes: []string{"Apart from Guard: what Jira, Confluence, Bitbucket and Trello bill at each site and workspace of the organisation. The mart account_seats has the rule for every account."},
	}
	products := block{heading: "By product", header: []string{"Product", "Places", "", "Billable", "Not billable", "Unknown"}}
	for _, t := range w.seatProducts() {
		products.rows = append(products.rows, t.cells(count(t.places)))
	}
	places := block{heading: "By place", header: []string{"Product", "Site or workspace", "Ownership", "Billable", "Not billable", "Unknown"}}
	listed := slices.Clone(w.small.seats)
	slices.SortStableFunc(listed, func(a, b seatTally) int {
		return cmp.Or(cmp.Compare(slices.Index(ownershipOrder, a.Ownership), slices.Index(ownershipOrder, b.Ownership)), cmp.Compare(b.Billable, a.Billable))
	})
	for i, s := range listed {
		if i == maxPlaces {
			places.note = "The first " + thousands(maxPlaces) + " of " + thousands(int64(len(listed))) + " rows; summary.json lists all of them."
			break
		}
		places.rows = append(places.rows, s.cells(label(orElse(s.Place, "(no place named)"))))
	}
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
