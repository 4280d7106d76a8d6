package transform

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"billable/transform/reference"

	"pgregory.net/rapid"
)

// The properties of money are asked of many invented cases at once: each case is a
// price list of its own (a plan) and a place of its own, and one run of the queries
// answers a batch. BILLABLE_PROPERTY_CASES says how many, one batch otherwise;
// "make properties" asks for 100,000 of each.

const casesInBatch = 1000

// checkBatches runs a property over batches of cases.
func checkBatches(t *testing.T, property func(t *rapid.T, cases int)) {
	t.Helper()
	cases := casesInBatch
	if n, err := strconv.Atoi(os.Getenv("BILLABLE_PROPERTY_CASES")); err == nil {
		cases = n
	}
	if testing.Short() {
		cases = 200
	}
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	defer checks.Value.Set(before)
	checks.Value.Set(strconv.Itoa(max(1, cases/casesInBatch)))
	rapid.Check(t, func(t *rapid.T) { property(t, min(cases, casesInBatch)) })
	t.Logf("%d cases", max(cases/casesInBatch, 1)*min(cases, casesInBatch))
}

// A drawnBook is the price list of one case.
type drawnBook struct {
	semantics string
	lines     []reference.Price
}

// drawBook draws one to three brackets: falling prices, or any.
func drawBook(t *rapid.T, semantics ...string) drawnBook {
	b := drawnBook{semantics: rapid.SampledFrom(semantics).Draw(t, "semantics")}
	from, cents := int64(1), rapid.Int64Range(1, 5000).Draw(t, "cents")
	brackets := rapid.IntRange(1, 3).Draw(t, "brackets")
	minimum := int64(0)
	if b.semantics == "graduated" && rapid.Bool().Draw(t, "has minimum") {
		minimum = rapid.Int64Range(1, 12).Draw(t, "minimum")
	}
	for i := range brackets {
		to := int64(0)
		if i+1 < brackets {
			to = from + rapid.Int64Range(0, 40).Draw(t, "width")
		}
		b.lines = append(b.lines, reference.Price{Semantics: b.semantics, From: from, To: to, Minimum: minimum, UnitCents: cents})
		from = to + 1
		if b.semantics == "tier" {
			cents += rapid.Int64Range(0, 3000).Draw(t, "rise")
		} else {
			cents = rapid.Int64Range(0, cents).Draw(t, "next cents")
		}
	}
	if b.semantics == "tier" { // the last tier of a book has a bound
		last := &b.lines[len(b.lines)-1]
		last.To = last.From + 40
	}
	return b
}

func (b drawnBook) price(n int64) reference.Money {
	if b.semantics == "tier" {
		if n == 0 {
			return reference.Money{Known: true}
		}
		m, _ := reference.Tier(b.lines, n)
		return m
	}
	m, _ := reference.Seats(b.lines, n)
	return m
}

// setBook gives the desk another price book: a plan of jira for each case.
func setBook(t *rapid.T, d *PriceDesk, books []drawnBook, currency string) {
	ctx := context.Background()
	var rows [][]string
	for i, b := range books {
		for _, l := range b.lines {
			to := ""
			if l.To > 0 {
				to = strconv.FormatInt(l.To, 10)
			}
			rows = append(rows, []string{"jira", planOf(i), l.Semantics, strconv.FormatInt(l.From, 10), to, strconv.FormatInt(l.Minimum, 10),
				strconv.FormatInt(l.UnitCents, 10), "0", currency, "month", "2018-01-01", "", "drawn", "documented"})
		}
	}
	columns := []string{"product", "plan", "semantics", "users_from", "users_to", "minimum_users", "unit_price_cents", "annual_rounding_cents",
		"currency", "period", "effective_from", "effective_to", "source", "confidence"}
	must(t, d.night.db.exec(ctx, "drop table config_price_book"))
	must(t, d.night.db.insert(ctx, "config_price_book", columns, rows))
}

func planOf(i int) string { return fmt.Sprintf("p%05d", i) }

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// A pricedCase is what the queries say that users of a case's plan cost.
type pricedCase struct{ monthly, annual *int64 }

// priceCases prices numbers of users of each case.
func priceCases(t *rapid.T, d *PriceDesk, terms Terms, users map[int][]int64) map[string]pricedCase {
	ctx := context.Background()
	found := map[string]pricedCase{}
	must(t, d.at(ctx, terms, func(n *night) error {
		seen := map[string]bool{}
		var rows [][]string
		for i, list := range users {
			for _, u := range list {
				if key := caseKey(i, u); !seen[key] {
					seen[key] = true
					rows = append(rows, []string{"jira", planOf(i), strconv.FormatInt(u, 10)})
				}
			}
		}
		if err := n.db.insert(ctx, "seats_to_price", []string{"product", "plan", "users bigint"}, rows); err != nil {
			return err
		}
		if _, err := n.makeMore(ctx, "bill", map[string]bool{"run_context": true, "seats_to_price": true}, "priced_seats"); err != nil {
			return err
		}
		return n.db.rows(ctx, "select plan, users, monthly_cents, annual_cents from priced_seats", func(r *sql.Rows) error {
			var plan string
			var u int64
			var p pricedCase
			err := r.Scan(&plan, &u, &p.monthly, &p.annual)
			found[plan+" "+strconv.FormatInt(u, 10)] = p
			return err
		})
	}))
	return found
}

func caseKey(i int, users int64) string { return planOf(i) + " " + strconv.FormatInt(users, 10) }

func spellMoney(m reference.Money) string {
	if !m.Known {
		return "null"
	}
	return strconv.FormatInt(m.Cents, 10)
}

// What users cost is what the second reading says; no user more costs less where the
// brackets add up; an edge of graduated brackets is no step; the parts of a total, its
// brackets, add up to it; a year is at most twelve months.
func TestPropertiesOfPrices(t *testing.T) {
	d := openDesk(t, "", Facts{})
	checkBatches(t, func(t *rapid.T, cases int) {
		books, users := make([]drawnBook, cases), map[int][]int64{}
		for i := range books {
			books[i] = drawBook(t, "graduated", "graduated", "volume", "tier")
			n := rapid.Int64Range(0, 110).Draw(t, "users")
			users[i] = []int64{n, n + 1}
			for _, l := range books[i].lines {
				users[i] = append(users[i], max(l.From-1, 0), l.From)
			}
		}
		setBook(t, d, books, "USD")
		terms := Terms{AsOf: "2026-11-20", Billing: rapid.SampledFrom([]string{"annual", "monthly"}).Draw(t, "billing")}
		priced := priceCases(t, d, terms, users)
		for i, b := range books {
			for _, u := range users[i] {
				if got, want := cents(priced[caseKey(i, u)].monthly), spellMoney(b.price(u)); got != want {
					t.Fatalf("%+v: %d users cost %s, want %s", b, u, got, want)
				}
			}
			b.check(t, users[i], func(u int64) pricedCase { return priced[caseKey(i, u)] })
		}
	})
}

func (b drawnBook) check(t *rapid.T, users []int64, at func(int64) pricedCase) {
	n := users[0]
	now, next := at(n), at(n+1)
	if now.monthly == nil || next.monthly == nil {
		return
	}
	if b.semantics != "volume" && *next.monthly < *now.monthly {
		t.Fatalf("%+v: %d users cost %d, one more %d", b, n, *now.monthly, *next.monthly)
	}
	if now.annual == nil || *now.annual > 12**now.monthly {
		t.Fatalf("%+v: a year of %d users costs %s, a month %d", b, n, cents(now.annual), *now.monthly)
	}
	if b.semantics != "graduated" {
		return
	}
	seats, sum := max(n, b.lines[0].Minimum), int64(0)
	for _, l := range b.lines {
		if l.From <= seats {
			last := seats
			if l.To > 0 {
				last = min(last, l.To)
			}
			sum += (last - l.From + 1) * l.UnitCents
		}
		edge := at(l.From).monthly
		if before := at(max(l.From-1, 0)).monthly; l.From-1 >= l.Minimum && *edge-*before != l.UnitCents {
			t.Fatalf("%+v: seat %d costs %d, and its bracket says %d", b, l.From, *edge-*before, l.UnitCents)
		}
	}
	if n > 0 && sum != *now.monthly {
		t.Fatalf("%+v: the brackets of %d users come to %d, all to %d", b, n, sum, *now.monthly)
	}
}

// A drawnMonths is how many users a case has on each day from the last day of the
// month before the last one on.
type drawnMonths struct {
	users    []int64
	constant bool
}

func drawMonths(t *rapid.T, days int) drawnMonths {
	m := drawnMonths{users: make([]int64, days), constant: rapid.IntRange(0, 4).Draw(t, "constant") == 0}
	now := rapid.Int64Range(0, 60).Draw(t, "start")
	changes := map[int]int64{}
	if !m.constant {
		for range rapid.IntRange(1, 7).Draw(t, "changes") {
			changes[rapid.IntRange(0, days-1).Draw(t, "day")] = rapid.Int64Range(0, 100).Draw(t, "users")
		}
	}
	for i := range m.users {
		if u, ok := changes[i]; ok {
			now = u
		}
		m.users[i] = now
	}
	return m
}

// A replayed bill is what the second reading says; that of a constant month is the
// plain bill; and base, additions and arrears add up to the invoices.
func TestPropertiesOfReplay(t *testing.T) {
	desks := map[int64]*PriceDesk{}
	for _, discount := range []int64{0, 1250, 3333} {
		desks[discount] = openDesk(t, "", Facts{Money: Money{DiscountBasisPoints: discount}})
	}
	checkBatches(t, func(t *rapid.T, cases int) {
		discount := rapid.SampledFrom([]int64{0, 1250, 3333}).Draw(t, "discount")
		year := rapid.SampledFrom([]string{"2026", "2028"}).Draw(t, "year")
		q := months(year+"-01-01", year+"-02-01", year+"-03-01", year+"-04-01")
		q.FromNextDay = rapid.Bool().Draw(t, "from next day")
		q.Before.PricedOn, q.Asked.PricedOn = "2026-01-01", "2026-01-01"
		dates := everyDay(q.AskedOn, count{day: dayBefore(q.Before.StartsOn, 0, 1)})
		missing := rapid.SliceOfDistinct(rapid.IntRange(0, len(dates)-1), rapid.ID[int]).Draw(t, "missing")
		if len(missing) > len(dates)/2 {
			missing = nil
		}
		last := len(dates) - 1
		missing = slices.DeleteFunc(missing, func(i int) bool { return i == last })
		books, all := make([]drawnBook, cases), make([]drawnMonths, cases)
		var counts []count
		for i := range books {
			books[i], all[i] = drawBook(t, "graduated", "graduated", "volume"), drawMonths(t, len(dates))
			all[i].users[last] = max(all[i].users[last], 1) // a place that nobody uses is none
			for day, c := range dates {
				if !slices.Contains(missing, day) {
					counts = append(counts, count{c.day, "jira", planOf(i), planOf(i), all[i].users[day]})
				}
			}
		}
		setBook(t, desks[discount], books, "USD")
		b := replayCases(t, desks[discount], q, counts)
		before := len(everyDay(dayBefore(q.Asked.StartsOn, 0, 1), count{day: q.Before.StartsOn}))
		for i, m := range all {
			for _, day := range missing {
				m.users[day] = -1
			}
			want := reference.Replay(m.users, before, last-before, books[i].price, discount, q.FromNextDay)
			if got, want := spellBill(b[planOf(i)]), spellReplay(want); got != want {
				t.Fatalf("%+v, %v, from next day %t, discount %d:\n got %s\nwant %s", books[i], m.users, q.FromNextDay, discount, got, want)
			}
			if got, n := b[planOf(i)].InvoiceCents, m.users[last]; got != nil && discount == 0 && m.constant && m.users[0] == n && *got != books[i].price(n).Cents {
				t.Fatalf("%+v: two months of %d users are billed %d, and the plain bill is %d", books[i], n, *got, books[i].price(n).Cents)
			}
		}
	})
}

// replayCases bills a batch and gives the totals by place.
func replayCases(t *rapid.T, d *PriceDesk, q BillQuestion, counts []count) map[string]BillTotal {
	b, err := d.bill(context.Background(), q, func(n *night) error { return n.giveManyCounts(counts) })
	must(t, err)
	found := map[string]BillTotal{}
	for _, x := range b.Totals {
		found[x.Place] = x
	}
	return found
}

func spellBill(t BillTotal) string {
	return fmt.Sprintf("start %s billed %s next %s, base %s added %s arrears %s, invoice %s, next %s", cents(t.StartUsers), cents(t.BilledUsers), cents(t.NextUsers),
		cents(t.BaseCents), cents(t.ExtraCents), cents(t.ArrearsCents), cents(t.InvoiceCents), cents(t.NextInvoiceCents))
}

func spellReplay(r reference.Replayed) string {
	count := func(c reference.Count) string { return spellMoney(reference.Money{Cents: c.Users, Known: c.Known}) }
	return fmt.Sprintf("start %s billed %s next %s, base %s added %s arrears %s, invoice %s, next %s", count(r.Start), count(r.Billed), count(r.Next),
		spellMoney(r.Base), spellMoney(r.Added), spellMoney(r.Arrears), spellMoney(r.Invoice), spellMoney(r.NextBill))
}

// An amount that is converted and converted back is the amount again, to within what
// the two roundings can take; in a currency of smaller units it is the same.
func TestPropertiesOfCurrencies(t *testing.T) {
	checkBatches(t, func(t *rapid.T, cases int) {
		rate := Rate{On: "2026-01-01", From: "USD", To: "EUR", Numerator: rapid.Int64Range(1, 400_0000).Draw(t, "numerator"), Denominator: 1_0000}
		desk := func(currency string) *PriceDesk {
			d, err := OpenPriceDesk(context.Background(), os.DirFS("../queries"), Facts{Currency: currency, Money: Money{Rates: []Rate{rate}}})
			must(t, err)
			return d
		}
		there, back := desk("EUR"), desk("USD")
		defer there.Close()
		defer back.Close()
		books, users := make([]drawnBook, cases), map[int][]int64{}
		for i := range books {
			books[i] = drawnBook{"volume", []reference.Price{{Semantics: "volume", From: 1, UnitCents: rapid.Int64Range(0, 100_000_000).Draw(t, "cents")}}}
			users[i] = []int64{1}
		}
		setBook(t, there, books, "USD")
		terms := Terms{AsOf: "2026-11-20", Billing: "monthly"}
		converted := priceCases(t, there, terms, users)
		again := make([]drawnBook, cases)
		for i := range again {
			again[i] = drawnBook{"volume", []reference.Price{{Semantics: "volume", From: 1, UnitCents: *converted[caseKey(i, 1)].monthly}}}
		}
		setBook(t, back, again, "EUR")
		returned := priceCases(t, back, terms, users)
		for i, b := range books {
			want, got := b.lines[0].UnitCents, *returned[caseKey(i, 1)].monthly
			// half a unit there is half a unit of the other currency here, and half a one more
			most := (rate.Denominator + rate.Numerator) / (2 * rate.Numerator)
			if rate.Numerator > rate.Denominator {
				most = 0
			}
			if diff := max(got-want, want-got); diff > most {
				t.Fatalf("%d cents at %d/%d come back as %d, over %d", want, rate.Numerator, rate.Denominator, got, most)
			}
		}
	})
}
