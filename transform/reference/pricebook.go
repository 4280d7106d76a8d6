package reference

import (
	"fmt"
	"slices"
	"strings"
)

// PriceLine is one line of a price book, as the file has it.
type PriceLine struct {
	Product, Semantics string
	From, To, Minimum  int64 // users; To 0 is open
	UnitCents          int64
	Currency, Period   string // period: month, year
	Since, Until       string // dates; Until is the first day it no longer holds, "" open
	Confidence         string
}

// Guard is what the config says of the subscription, and its price book.
type Guard struct {
	Edition, Billing string // "" is standard, annual
	PurchasedTier    int64  // 0: per seat
	RenewsOn         string
	Book             []PriceLine // nil: the bundled book
}

// bundled is the table of prices.md section 2 and the tiers of section 5 that
// have evidence or are usual, a second time: those at the graduated price of
// their upper bound, times ten.
var bundled = func() []PriceLine {
	line := func(from, to, minimum, cents int64, since, until, confidence string) PriceLine {
		return PriceLine{"guard_standard", "graduated", from, to, minimum, cents, "USD", "month", since, until, confidence}
	}
	book := []PriceLine{
		line(1, 250, 10, 300, "2018-07-01", "2023-05-01", "documented"),
		line(251, 1000, 10, 200, "2018-07-01", "2023-05-01", "documented"),
		line(1001, 0, 10, 100, "2018-07-01", "2023-05-01", "documented"),
		line(1, 250, 0, 400, "2023-05-01", "", "derived"),
		line(251, 1000, 0, 300, "2023-05-01", "", "derived"),
		line(1001, 0, 0, 200, "2023-05-01", "", "inferred"),
	}
	today := []Price{{Semantics: "graduated", From: 1, To: 250, UnitCents: 400}, {Semantics: "graduated", From: 251, To: 1000, UnitCents: 300}, {Semantics: "graduated", From: 1001, UnitCents: 200}}
	from := int64(1)
	for _, to := range []int64{10, 15, 25, 50, 100, 200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, 2500, 3000, 3500, 4000, 4500, 5000} {
		confidence := "inferred"
		if to <= 200 || to == 500 {
			confidence = "derived"
		}
		price, _ := Seats(today, to)
		book = append(book, PriceLine{"guard_standard", "tier", from, to, 0, 10 * price.Cents, "USD", "year", "2023-05-01", "", confidence})
		from = to + 1
	}
	return book
}()

func (n *Night) book() []PriceLine {
	if n.Guard.Book != nil {
		return n.Guard.Book
	}
	return bundled
}

func (n *Night) isMonthly() bool { return n.Guard.Billing == "monthly" }

// monthsPaid is how many monthly prices a year costs.
func (n *Night) monthsPaid() int64 {
	if n.isMonthly() {
		return 12
	}
	return 10
}

// InForce gives the lines that price a subscription of Guard on the night, seats or
// tiers, and their period. Reading: of a book that states months and years, the
// lines of the billing period count, else those of the other.
func (n *Night) InForce(product string, tiers bool) (lines []PriceLine, period string) {
	wanted := "year"
	if n.isMonthly() {
		wanted = "month"
	}
	byPeriod := map[string][]PriceLine{}
	for _, l := range n.book() {
		if l.Product == product && l.Currency == "USD" && l.holds(n.AsOf) && (l.Semantics == "tier") == tiers {
			byPeriod[l.Period] = append(byPeriod[l.Period], l)
		}
	}
	for _, period := range []string{wanted, "month", "year"} {
		if len(byPeriod[period]) > 0 {
			return byPeriod[period], period
		}
	}
	return nil, ""
}

func (l PriceLine) holds(on Day) bool {
	date := on.String()
	return l.Since <= date && (l.Until == "" || date < l.Until)
}

func prices(lines []PriceLine) []Price {
	var book []Price
	for _, l := range lines {
		book = append(book, Price{l.Semantics, l.From, l.To, l.Minimum, l.UnitCents, l.Confidence == "inferred"})
	}
	return book
}

// Cost is what a number of users comes to.
type Cost struct {
	Annual, Monthly Money
	Inferred        bool // rests on an inferred price
}

// Cost is what users of Guard Standard and, where that edition is bought, users of
// the add-on of Premium come to. R5: Premium is an "add-on to Guard Standard" with a
// predicate of its own, so both are paid, each by its own count and list. "A
// subscription without a known price (Guard Premium) costs null with the reason,
// never 0": of a book without a line for it, not even nobody costs nothing.
func (n *Night) Cost(users, premium int64, cover Coverage) Cost {
	standard := n.standardCost(users, cover)
	if n.Guard.Edition != "premium" {
		return standard
	}
	addOn := n.addOnCost(premium, cover)
	if !standard.Annual.Known || !addOn.Annual.Known {
		cover.hit("price/premium unknown")
		if !n.isListed("guard_premium") {
			return Cost{}
		}
	} else {
		cover.hit("price/premium priced")
	}
	known := standard.Annual.Known && addOn.Annual.Known
	return Cost{
		Annual: standard.Annual.plus(addOn.Annual), Monthly: standard.Monthly.plus(addOn.Monthly),
		Inferred: known && (standard.Inferred || addOn.Inferred),
	}
}

// isListed: the book has a line of the product that is in force, in whatever currency.
func (n *Night) isListed(product string) bool {
	return slices.ContainsFunc(n.book(), func(l PriceLine) bool { return l.Product == product && l.holds(n.AsOf) })
}

// addOnCost is the part of Premium. Reading: "config guard.purchased_tier" is a tier
// of Guard Standard; the add-on is priced as other products are, by the seat, and by
// tiers where the book prices no seats of that count.
func (n *Night) addOnCost(users int64, cover Coverage) Cost {
	if !n.isListed("guard_premium") {
		return Cost{}
	}
	if users == 0 {
		return Cost{Annual: Money{0, true}, Monthly: Money{0, true}}
	}
	kind := "seats"
	lines, period := n.InForce("guard_premium", false)
	cents, inferred := Seats(prices(lines), users)
	if !cents.Known {
		kind = "tier"
		lines, period = n.InForce("guard_premium", true)
		cents, inferred = Tier(prices(lines), users)
	}
	if !cents.Known {
		return Cost{}
	}
	cover.hit("price/add-on " + kind + " by the " + period)
	c := Cost{Annual: cents, Inferred: inferred}
	if period == "month" {
		c.Monthly, c.Annual = cents, cents.times(n.monthsPaid())
	}
	return c
}

// standardCost: "Annual = ten times the graduated monthly price, per seat; with config
// guard.purchased_tier, the price of the smallest tier that holds the count".
// R41: billed by the month, a year is twelve bills. Reading: a
// price by the year is that of a year, and of no month; a month by the seat comes before
// a tier's.
func (n *Night) standardCost(users int64, cover Coverage) Cost {
	n.coverBook(users, cover)
	if users == 0 {
		cover.hit("price/nobody")
		return Cost{Annual: Money{0, true}, Monthly: Money{0, true}}
	}
	months := n.monthsPaid()
	var c Cost
	lines, period := n.InForce("guard_standard", false)
	seats, inferred := Seats(prices(lines), users)
	c.Annual, c.Inferred = seats, inferred
	if period == "month" {
		c.Monthly, c.Annual = seats, seats.times(months)
	}
	if n.Guard.PurchasedTier > 0 {
		lines, period = n.InForce("guard_standard", true)
		c.Annual, c.Inferred = Tier(prices(lines), users)
		if period == "month" {
			if !c.Monthly.Known {
				c.Monthly = c.Annual
			}
			c.Annual = c.Annual.times(months)
		}
	}
	n.coverCost(c, period, lines, users, cover)
	return c
}

func (n *Night) coverBook(users int64, cover Coverage) {
	switch {
	case n.Guard.Book != nil:
		cover.hit("book/of the config")
	case n.AsOf.String() < "2023-05-01":
		cover.hit("book/bundled, of 2018")
		if users > 0 && users < 10 {
			cover.hit("book/bundled, of 2018, below the minimum")
		}
	default:
		cover.hit("book/bundled, of 2023")
	}
	if n.isMonthly() {
		cover.hit("price/billed by the month")
	}
}

func (n *Night) coverCost(c Cost, period string, lines []PriceLine, users int64, cover Coverage) {
	if c.Inferred {
		cover.hit("price/inferred")
	}
	kind := "seats"
	if n.Guard.PurchasedTier > 0 {
		kind = "tier"
	}
	if !c.Annual.Known {
		cover.hit("price/" + kind + " not known")
		return
	}
	cover.hit("price/" + kind + " by the " + period)
	if kind == "seats" {
		for _, p := range prices(lines) {
			users = max(users, p.Minimum)
		}
		held, _ := bracket(prices(lines), users)
		cover.hit("price/" + held.Semantics)
		if held.Semantics == "flat" && held.From > 1 {
			cover.hit("price/flat above the first")
		}
	}
}

// BookCSV is the config's price book as a file, nil for the bundled one.
func (n *Night) BookCSV() []byte {
	if n.Guard.Book == nil {
		return nil
	}
	var b strings.Builder
	b.WriteString("product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,currency,period,effective_from,effective_to,source,confidence\n")
	for _, l := range n.Guard.Book {
		fmt.Fprintf(&b, "%s,,%s,%d,%s,%s,%d,%s,%s,%s,%s,offer,%s\n", l.Product, l.Semantics, l.From, orBlank(l.To), orBlank(l.Minimum), l.UnitCents,
			l.Currency, l.Period, l.Since, l.Until, l.Confidence)
	}
	return []byte(b.String())
}

func orBlank(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}
