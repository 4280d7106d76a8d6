package reference

import "slices"

// Price is one line of a price book that is in force and of one period.
type Price struct {
	Semantics string // graduated, volume, tier, flat
	From, To  int64  // users; To 0 is open
	Minimum   int64  // seats paid at least
	UnitCents int64  // per seat; for tier, and for the first line of flat, for the block
	Inferred  bool
}

// Money is an amount in cents that may not be known.
type Money struct {
	Cents int64
	Known bool
}

func (m Money) times(n int64) Money { return Money{m.Cents * n, m.Known} }

// plus is known where both are.
func (m Money) plus(o Money) Money {
	if !m.Known || !o.Known {
		return Money{}
	}
	return Money{m.Cents + o.Cents, true}
}

// Seats is what n users cost in one period by a book that prices seats. It is
// not known where no line of the book reaches n. Nobody costs nothing. What the
// total falls in decides: a volume bracket prices every seat; graduated and flat
// brackets add up. The second result says whether an inferred line is used.
func Seats(book []Price, n int64) (Money, bool) {
	if n == 0 {
		return Money{0, true}, false
	}
	for _, p := range book {
		n = max(n, p.Minimum)
	}
	last, ok := bracket(book, n)
	switch {
	case !ok:
		return Money{}, false
	case last.Semantics == "volume":
		return Money{n * last.UnitCents, true}, last.Inferred
	}
	return addUp(book, n)
}

// addUp: graduated "each seat is priced by the bracket it falls in; brackets add
// up"; flat "fixed sum up to a bound, per seat above". "A bracket's upper bound
// is inclusive. The last bracket may be open." Reading: the flat line that
// begins with the first seat is the fixed sum.
func addUp(book []Price, n int64) (Money, bool) {
	var sum int64
	inferred := false
	for seat := int64(1); seat <= n; seat++ {
		p, ok := bracket(book, seat)
		if !ok || p.Semantics == "volume" {
			continue
		}
		inferred = inferred || p.Inferred
		if p.Semantics == "flat" && p.From <= 1 && seat > 1 {
			continue
		}
		sum += p.UnitCents
	}
	return Money{sum, true}, inferred
}

// Tier: "fixed price for a block; pay for the tier's upper bound": "the price of
// the smallest tier that holds the count".
func Tier(book []Price, n int64) (Money, bool) {
	best, ok := Price{}, false
	for _, p := range book {
		holds := p.To == 0 || p.To >= n
		if holds && (!ok || best.To == 0 || p.To != 0 && p.To < best.To) {
			best, ok = p, true
		}
	}
	return Money{best.UnitCents, ok}, ok && best.Inferred
}

func bracket(book []Price, n int64) (Price, bool) {
	for _, p := range book {
		if n >= p.From && (p.To == 0 || n <= p.To) {
			return p, true
		}
	}
	return Price{}, false
}

// Rung is one step of the ladder of section 7.
type Rung struct {
	ID               string
	Accounts, Billed int64
	Unknown          int64 // accounts whose verdict is unknown, priced nowhere

	PremiumBilled, PremiumUnknown int64 // of Guard Premium
}

// Ladder: claimed is "all accounts", intended "billed by rule intended_seat",
// unlicensed "all others", accidental "billed by any other rule; billable and
// money are now the totals". "Accounts whose verdict is unknown are never
// priced into a rung; what they would add is shown beside it as a range":
// here beside the last rung. Reading: Premium bills "access to at least one Confluence
// or Jira", so its seat is intended where such a grant is.
func Ladder(accounts []Account) []Rung {
	var intended, other, open int64
	var premium, premiumIntended, premiumOpen int64
	for _, a := range accounts {
		switch {
		case a.Premium == billable && a.meansPremium():
			premiumIntended++
			premium++
		case a.Premium == billable:
			premium++
		case a.Premium == unknown:
			premiumOpen++
		}
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
		{ID: "claimed", Accounts: total},
		{ID: "intended", Accounts: intended, Billed: intended, PremiumBilled: premiumIntended},
		{ID: "unlicensed", Accounts: total - intended, Billed: intended, PremiumBilled: premiumIntended},
		{ID: "accidental", Accounts: other, Billed: intended + other, Unknown: open, PremiumBilled: premium, PremiumUnknown: premiumOpen},
	}
}

func (a Account) meansPremium() bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool {
		return g.Intended && (g.Product == "jira" || g.Product == "jwm" || g.Product == "confluence")
	})
}
