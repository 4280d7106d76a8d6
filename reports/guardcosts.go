package reports

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
}

// guardCost is one row of the mart guard_costs: what a number of users costs,
// step by step, in minor units.
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
	return t.only(func() {
		n.terms = guardTerms{
			shape: keep(shape), period: keep(period), monthsPaid: months.int(), rounding: rounding.int(),
			listCurrency: keep(currency), listMinor: max(minor.int(), 1),
			discountPoints: discount.int(), taxPoints: tax.int(), ratedOn: rated.day(),
			rateAbove: above.maybeInt(), rateBelow: below.maybeInt(),
		}
	})
}

func (r *nightReader) guardCosts(n *night) error {
	t := r.open("guard_costs")
	users, tier := t.number("users"), t.number("tier")
	monthlyList, annualList := t.number("monthly_list_cents"), t.number("annual_list_cents")
	monthlyNet, annualNet := t.number("monthly_net_cents"), t.number("annual_net_cents")
	monthly, annual, tax := t.number("monthly_cents"), t.number("annual_cents"), t.number("annual_tax_cents")
	proven := t.number("reference_annual_cents")
	n.costs = map[int64]guardCost{}
	return t.each(func() {
		n.costs[users.int()] = guardCost{
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

// isLive reports whether the workbook's money can be formulas: there is a price,
// of one shape, a rate into the bill's currency, and every number of users that
// the sheets ask the price of has one.
func (n *night) isLive() bool {
	t := n.terms
	if t.shape == "" || t.shape == "mixed" || t.rateAbove == nil || len(n.guardLines()) == 0 {
		return false
	}
	for _, line := range n.calculation() {
		if c, ok := n.costs[line.users]; !ok || c.annual == nil || c.annualList == nil || c.annualNet == nil || c.tax == nil {
			return false
		}
	}
	return true
}
