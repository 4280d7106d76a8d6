package reports

import (
	"cmp"
	"slices"
)

// guardTerms is the one row of the mart guard_terms: on which terms Guard is
// priced. Without a shape there is no price, and nothing to compute with.
type guardTerms struct {
	shape                     string // graduated, volume, flat, tier, mixed; "" without a price
	period                    string // of the list price: month or year
	monthsPaid, rounding      int64
	listMinor                 int64 // minor units of one unit of the list's currency
	discountPoints, taxPoints int64 // basis points
	rateAbove, rateBelow      *int64
	listCurrency              string
	ratedOn                   day
	addOn                     addOnTerms
}

// addOnTerms are those of the add-on of Premium; without a shape it is not bought, or
// has no price.
type addOnTerms struct {
	shape, period, currency string
	rounding                int64
}

// guardCost is one row of the mart guard_costs: what a number of users of one
// subscription of Guard costs, step by step, in minor units.
type guardCost struct {
	users                        int64
	tier                         *int64
	monthlyList, annualList      *int64
	monthlyNet, annualNet        *int64
	monthly, annual, tax, proven *int64 // proven: the list price of a year, reckoned another way
}

func (r *nightReader) guardTerms(n *night) error {
	t := r.open("guard_terms")
	shape, period, months := t.text("shape"), t.text("period"), t.number("months_paid")
	rounding, currency, minor := t.number("annual_rounding_cents"), t.text("list_currency"), t.number("list_minor_units")
	discount, tax, rated := t.number("discount_basis_points"), t.number("tax_basis_points"), t.date("rated_on")
	above, below := t.number("rate_numerator"), t.number("rate_denominator")
	addOn, addOnPeriod := t.text("premium_shape"), t.text("premium_period")
	addOnCurrency, addOnRounding := t.text("premium_list_currency"), t.number("premium_rounding_cents")
	return t.only(func() {
		n.terms = guardTerms{
			shape: keep(shape), period: keep(period), monthsPaid: months.int(), rounding: rounding.int(),
			listCurrency: keep(currency), listMinor: max(minor.int(), 1),
			discountPoints: discount.int(), taxPoints: tax.int(), ratedOn: rated.day(),
			rateAbove: above.maybeInt(), rateBelow: below.maybeInt(),
			addOn: addOnTerms{keep(addOn), keep(addOnPeriod), keep(addOnCurrency), addOnRounding.int()},
		}
	})
}

func (r *nightReader) guardCosts(n *night) error {
	t := r.open("guard_costs")
	product, users, tier := t.text("product"), t.number("users"), t.number("tier")
	monthlyList, annualList := t.number("monthly_list_cents"), t.number("annual_list_cents")
	monthlyNet, annualNet := t.number("monthly_net_cents"), t.number("annual_net_cents")
	monthly, annual, tax := t.number("monthly_cents"), t.number("annual_cents"), t.number("annual_tax_cents")
	proven := t.number("reference_annual_cents")
	n.costs, n.addOnCosts = map[int64]guardCost{}, map[int64]guardCost{}
	return t.each(func() {
		costs := n.costs
		if product.text() == "guard_premium" {
			costs = n.addOnCosts
		}
		costs[users.int()] = guardCost{
			users: users.int(), tier: tier.maybeInt(),
			monthlyList: monthlyList.maybeInt(), annualList: annualList.maybeInt(),
			monthlyNet: monthlyNet.maybeInt(), annualNet: annualNet.maybeInt(),
			monthly: monthly.maybeInt(), annual: annual.maybeInt(), tax: tax.maybeInt(), proven: proven.maybeInt(),
		}
	})
}

// guardLines are the lines of the book that price Guard tonight, by their last
// user: what the formulas refer to.
func (n *night) guardLines() []price {
	var lines []price
	for _, p := range n.prices {
		if p.isGuard() {
			lines = append(lines, p)
		}
	}
	return lines
}

func (p price) isGuard() bool { return p.isUsed && p.product == "guard_standard" }

// hasAddOn reports whether the add-on of Premium is bought: then each cost is the sum
// of two lines of the bill.
func (n *night) hasAddOn() bool { return n.facts.edition == "premium" }

// addOnLines are the lines of the book that price the add-on tonight, by their first
// user.
func (n *night) addOnLines() []price {
	var lines []price
	for _, p := range n.prices {
		if n.hasAddOn() && p.isUsed && p.product == "guard_premium" {
			lines = append(lines, p)
		}
	}
	slices.SortStableFunc(lines, func(a, b price) int { return cmp.Compare(a.from, b.from) })
	return lines
}

// isLive reports whether the workbook's money can be formulas: there is a price,
// of one shape, a rate into the bill's currency, and every number of users that
// the sheets ask the price of has one. The same of the add-on where it is bought,
// whose list is in the same currency.
func (n *night) isLive() bool {
	t := n.terms
	if t.shape == "" || t.shape == "mixed" || t.rateAbove == nil || len(n.guardLines()) == 0 {
		return false
	}
	if n.hasAddOn() && (!t.addOn.isPlain() || t.addOn.currency != t.listCurrency || len(n.addOnLines()) == 0) {
		return false
	}
	for _, line := range n.calculation() {
		if !n.costs[line.users].isWhole() || n.hasAddOn() && line.premium != nil && !n.addOnCosts[*line.premium].isWhole() {
			return false
		}
	}
	return true
}

// isPlain: lines of one shape price the add-on.
func (t addOnTerms) isPlain() bool { return t.shape != "" && t.shape != "mixed" }

// isWhole reports whether every amount of a year is known.
func (c guardCost) isWhole() bool {
	return c.annual != nil && c.annualList != nil && c.annualNet != nil && c.tax != nil
}
