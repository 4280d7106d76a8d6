package reference

import "testing"

// seats gives the cents of n users, or -1.
func seats(book []Price, n int64) int64 {
	m, _ := Seats(book, n)
	return orUnknown(m)
}

func tier(book []Price, n int64) int64 {
	m, _ := Tier(book, n)
	return orUnknown(m)
}

func orUnknown(m Money) int64 {
	if !m.Known {
		return -1
	}
	return m.Cents
}

func TestMoney(t *testing.T) {
	old := []Price{
		{Semantics: "graduated", From: 1, To: 250, UnitCents: 300, Minimum: 10},
		{Semantics: "graduated", From: 251, To: 1000, UnitCents: 200, Minimum: 10},
		{Semantics: "graduated", From: 1001, UnitCents: 100, Minimum: 10},
	}
	guard := []Price{
		{Semantics: "graduated", From: 1, To: 250, UnitCents: 400},
		{Semantics: "graduated", From: 251, To: 1000, UnitCents: 300},
	}
	tiers := []Price{
		{Semantics: "tier", From: 1, To: 10, UnitCents: 1000},
		{Semantics: "tier", From: 11, To: 15, UnitCents: 7500},
		{Semantics: "tier", From: 16, To: 25, UnitCents: 15000},
	}
	volume := []Price{
		{Semantics: "volume", From: 1, To: 250, UnitCents: 400},
		{Semantics: "volume", From: 251, To: 1000, UnitCents: 300},
	}
	flat := []Price{
		{Semantics: "flat", From: 1, To: 10, UnitCents: 1000},
		{Semantics: "flat", From: 11, UnitCents: 700},
	}
	agents := []Price{
		{Semantics: "flat", From: 1, To: 3, UnitCents: 1000},
		{Semantics: "volume", From: 4, To: 5, UnitCents: 2000},
	}
	for _, c := range []struct {
		name      string
		got, want int64
	}{
		{"2018, 1,200 users", seats(old, 1200), 245000},
		{"2018, minimum of ten", seats(old, 3), 3000},
		{"nobody", seats(old, 0), 0},
		{"graduated, 250 users", seats(guard, 250), 100000},
		{"graduated, 251 users", seats(guard, 251), 100300},
		{"graduated, above the book", seats(guard, 1001), -1},
		{"volume, 300 users", seats(volume, 300), 90000},
		{"tier, the 16th user", tier(tiers, 16), 15000},
		{"tier, above the last", tier(tiers, 26), -1},
		{"flat, within", seats(flat, 10), 1000},
		{"flat, above", seats(flat, 12), 2400},
		{"three agents of 2017", seats(agents, 3), 1000},
		{"five agents of 2017", seats(agents, 5), 10000},
		{"no price", seats(nil, 5), -1},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
}

func TestCost(t *testing.T) {
	now, then := DayOf("2026-11-20"), DayOf("2023-04-30")
	yearly := []PriceLine{
		{Product: "guard_standard", Semantics: "volume", From: 1, To: 250, UnitCents: 4000, Currency: "USD", Period: "year", Since: "2023-05-01"},
		{Product: "guard_standard", Semantics: "volume", From: 251, UnitCents: 3500, Currency: "USD", Period: "year", Since: "2023-05-01"},
	}
	for _, c := range []struct {
		name            string
		night           Night
		users           int64
		annual, monthly int64
	}{
		{"graduated, a year is ten months", Night{AsOf: now}, 300, 1150000, 115000},
		{"billed by the month", Night{AsOf: now, Guard: Guard{Billing: "monthly"}}, 200, 960000, 80000},
		{"the tier that holds 300", Night{AsOf: now, Guard: Guard{PurchasedTier: 500}}, 301, 1450000, 115300},
		{"no tier in 2022", Night{AsOf: then, Guard: Guard{PurchasedTier: 500}}, 300, -1, 85000},
		{"the last day of the first book", Night{AsOf: then}, 3, 30000, 3000},
		{"the first day of the second", Night{AsOf: then + 1}, 3, 12000, 1200},
		{"Premium", Night{AsOf: now, Guard: Guard{Edition: "premium"}}, 0, -1, -1},
		{"Table 1 by the year, 200", Night{AsOf: now, Guard: Guard{Book: yearly}}, 200, 800000, -1},
		{"Table 1 by the year, 500", Night{AsOf: now, Guard: Guard{Book: yearly}}, 500, 1750000, -1},
	} {
		got := c.night.Cost(c.users, 0, nil)
		if orUnknown(got.Annual) != c.annual || orUnknown(got.Monthly) != c.monthly {
			t.Errorf("%s: %+v, want %d a year and %d a month", c.name, got, c.annual, c.monthly)
		}
	}
}

// The add-on of Premium: the sum of two lines of the bill, each by its own count.
func TestCostOfPremium(t *testing.T) {
	now := DayOf("2026-11-20")
	line := func(semantics string, from, to, cents int64, period string) PriceLine {
		return PriceLine{"guard_premium", semantics, from, to, 0, cents, "USD", period, "2023-05-01", "", "documented"}
	}
	with := func(lines ...PriceLine) Night {
		return Night{AsOf: now, Guard: Guard{Edition: "premium", Book: append(lines, bundled...)}}
	}
	seats := with(line("graduated", 1, 100, 200, "month"), line("graduated", 101, 0, 100, "month"))
	tiered := with(line("graduated", 1, 100, 200, "month"), line("tier", 1, 500, 700000, "year"))
	for _, c := range []struct {
		name            string
		night           Night
		users, premium  int64
		annual, monthly int64
	}{
		{"Table 1 and 150 of Premium", seats, 500, 150, 1750000 + 250000, 175000 + 25000},
		{"nobody of Premium", seats, 500, 0, 1750000, 175000},
		{"nobody of Standard", seats, 0, 150, 250000, 25000},
		{"seats where the book has them", tiered, 500, 100, 1750000 + 200000, 175000 + 20000},
		{"tiers beyond", tiered, 500, 101, 1750000 + 700000, -1},
		{"no price of so many", tiered, 500, 501, -1, -1},
		{"a book without a line for it, nobody", with(), 0, 0, -1, -1},
	} {
		got := c.night.Cost(c.users, c.premium, nil)
		if orUnknown(got.Annual) != c.annual || orUnknown(got.Monthly) != c.monthly {
			t.Errorf("%s: %+v, want %d a year and %d a month", c.name, got, c.annual, c.monthly)
		}
	}
	standard := seats
	standard.Guard.Edition = ""
	if got := standard.Cost(500, 150, nil); orUnknown(got.Annual) != 1750000 {
		t.Errorf("without the add-on its users cost: %+v", got)
	}
}
