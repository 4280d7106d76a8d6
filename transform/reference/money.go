package reference

// Price is one row of a price book for one product, plan, currency and period.
type Price struct {
	Semantics string // graduated, volume, tier, flat
	From, To  int64  // users; To 0 is open
	Minimum   int64  // seats paid at least
	UnitCents int64  // per seat; for tier, and for the fixed row of flat, for the block
	Inferred  bool
}

// Money is an amount in cents that may not be known.
type Money struct {
	Cents int64
	Known bool
}

// Monthly is what n users cost in one period. It is not known where no row of
// the book reaches n. Nobody costs nothing.
func Monthly(book []Price, n int64) Money {
	if n == 0 {
		return Money{0, true}
	}
	if len(book) == 0 {
		return Money{}
	}
	for _, p := range book {
		n = max(n, p.Minimum)
	}
	switch book[0].Semantics {
	case "graduated":
		return graduated(book, n)
	case "volume":
		return volume(book, n)
	case "tier":
		return tier(book, n)
	}
	return flat(book, n)
}

// graduated: "each seat is priced by the bracket it falls in; brackets add up".
// "A bracket's upper bound is inclusive. The last bracket may be open."
func graduated(book []Price, n int64) Money {
	var sum int64
	for seat := int64(1); seat <= n; seat++ {
		p, ok := bracket(book, seat)
		if !ok {
			return Money{}
		}
		sum += p.UnitCents
	}
	return Money{sum, true}
}

// volume: "all seats at the price of the bracket the total falls in".
func volume(book []Price, n int64) Money {
	p, ok := bracket(book, n)
	return Money{n * p.UnitCents, ok}
}

// tier: "fixed price for a block; pay for the tier's upper bound".
func tier(book []Price, n int64) Money {
	p, ok := bracket(book, n)
	return Money{p.UnitCents, ok}
}

// flat: "fixed sum up to a bound, per seat above". Reading: the first row is
// the fixed sum, later rows price the seats above it.
func flat(book []Price, n int64) Money {
	first, ok := bracket(book, 1)
	sum := first.UnitCents
	for seat := first.To + 1; first.To > 0 && seat <= n; seat++ {
		p, found := bracket(book, seat)
		ok = ok && found
		sum += p.UnitCents
	}
	return Money{sum, ok}
}

func bracket(book []Price, n int64) (Price, bool) {
	for _, p := range book {
		if n >= p.From && (p.To == 0 || n <= p.To) {
			return p, true
		}
	}
	return Price{}, false
}

// Annual: "ten times the graduated monthly price, per seat; with config
// guard.purchased_tier, the price of the smallest tier that holds the count".
// tiers are the bounds on sale, rising; none of them: per seat.
func Annual(book []Price, n int64, tiers []int64) Money {
	if len(tiers) > 0 && n > 0 {
		bound := int64(0)
		for _, t := range tiers {
			if t >= n {
				bound = t
				break
			}
		}
		if bound == 0 {
			return Money{}
		}
		n = bound
	}
	m := Monthly(book, n)
	return Money{10 * m.Cents, m.Known}
}

// Rung is one step of the ladder of section 7.
type Rung struct {
	ID               string
	Accounts, Billed int64
	Annual           Money
	Unknown          int64 // accounts whose verdict is unknown, priced nowhere
	IfUnknownBilled  Money
}

// Ladder: claimed is "all accounts", intended "billed by rule intended_seat",
// unlicensed "all others", accidental "billed by any other rule; billable and
// money are now the totals". "Accounts whose verdict is unknown are never
// priced into a rung; what they would add is shown beside it as a range":
// here beside the last rung.
func Ladder(accounts []Account, price func(n int64) Money) []Rung {
	var intended, other, open int64
	for _, a := range accounts {
		switch {
		case a.StandardRule == "intended_seat":
			intended++
		case a.Standard == billable:
			other++
		case a.Standard == unknown:
			open++
		}
	}
	total := int64(len(accounts))
	return []Rung{
		{ID: "claimed", Accounts: total, Annual: price(0)},
		{ID: "intended", Accounts: intended, Billed: intended, Annual: price(intended)},
		{ID: "unlicensed", Accounts: total - intended, Billed: intended, Annual: price(intended)},
		{
			ID: "accidental", Accounts: other, Billed: intended + other, Annual: price(intended + other),
			Unknown: open, IfUnknownBilled: price(intended + other + open),
		},
	}
}
