package reference

import (
	"math/big"
	"slices"
)

// Limits of the best mix, and what effort costs.
type Limits struct {
	MaxWithoutSSO *int64 // nil: any number
	MinConfidence string // "": assumed
	CentsPerHour  *int64 // nil: 6000
	Minutes       map[string]int64
}

// minutes of section 8's ways out, an estimate each.
var minutes = map[string]int64{"exclude_from_claim": 3, "non_billable_policy": 2, "delete_workspace": 10, "deactivate": 1, "support_deletion": 20, "scim_recreate": 60}

func (l Limits) minutesOf(way string) int64 {
	if m, ok := l.Minutes[way]; ok {
		return m
	}
	return minutes[way]
}

// Mix is the cheapest choice of ways out.
type Mix struct {
	Freed, Billed, Minutes int64
	Total                  *big.Rat // a year and the effort, in cents; nil where it is not weighed: nobody is freed then
}

// A weight is an effort as it is weighed: first what it costs, in sixtieths of a cent,
// less what it saves of the add-on of Premium; then the minutes; then how many are to be
// checked. Weights add up, and the smaller one is better.
type weight [3]int64

func (w weight) plus(o weight) weight  { return weight{w[0] + o[0], w[1] + o[1], w[2] + o[2]} }
func (w weight) times(n int64) weight  { return weight{w[0] * n, w[1] * n, w[2] * n} }
func (w weight) minus(o weight) weight { return w.plus(o.times(-1)) }
func compare(a, b weight) int          { return slices.Compare(a[:], b[:]) }
func smaller(a, b weight) weight       { return slices.MinFunc([]weight{a, b}, compare) }

// BestMix: "the cheapest feasible choice per account under the config's limits";
// "decided on totals". The reading of cheap: a year of the remaining seats and the
// effort; of equals the least effort, the fewest to check, the fewest freed.
// The least effort for k accounts of which at most l may lose single sign-on is
// the greatest, over all tolls t on losing it, of the k cheapest accounts at that
// toll less l times t: the two are each other's dual, and there is no gap.
// With the add-on of Premium, whose users leave with some ways, the total is the least
// over the straight lines of its price, as long as no user costs more than the one before
// it: then its price is the least of its lines at every count. Else, and where a user
// costs less than nothing, it is not weighed.
func (n *Night) BestMix(accounts []Account, billed, premium int64) Mix {
	best := Mix{Billed: billed}
	lines, known := n.addOnLines(accounts, premium)
	if !known {
		return best
	}
	now := n.Cost(billed, premium, nil).Annual
	if !now.Known {
		return best
	}
	best.Total = big.NewRat(now.Cents, 1)
	least := weight{}
	for _, line := range lines {
		keeps, loses := n.efforts(accounts, line.cents)
		for k, effort := range leastEfforts(keeps, loses, n.Limits.MaxWithoutSSO) {
			standard := n.standardCost(billed-int64(k), nil).Annual
			if !standard.Known {
				continue
			}
			total := big.NewRat(60*(standard.Cents+line.base+line.cents*premium)+effort[0], 60)
			rest := weight{effort[1], effort[2], int64(k)}
			if c := total.Cmp(best.Total); c < 0 || c == 0 && compare(rest, least) < 0 {
				best, least = Mix{Freed: int64(k), Billed: billed - int64(k), Minutes: effort[1], Total: total}, rest
			}
		}
	}
	return best
}

// A priceLine is a straight line that the price of the add-on lies on or below: base and
// cents for each user.
type priceLine struct{ base, cents int64 }

// addOnLines gives the lines of the price from the fewest users that the ways out may
// leave up to tonight's; false where it is not their least, or not known.
func (n *Night) addOnLines(accounts []Account, premium int64) ([]priceLine, bool) {
	if n.Guard.Edition != "premium" {
		return []priceLine{{}}, true
	}
	least := premium
	for _, a := range n.mixable(accounts) {
		if slices.ContainsFunc(a.WaysOut, func(w WayOut) bool { return w.frees() && a.freesPremium(w) }) {
			least--
		}
	}
	if !n.isListed("guard_premium") || least == premium {
		now := n.addOnCost(premium, nil).Annual
		return []priceLine{{base: now.Cents}}, !n.isListed("guard_premium") || now.Known || least == premium
	}
	var lines []priceLine
	for m := max(least, 0) + 1; m <= premium; m++ {
		low, high := n.addOnCost(m-1, nil).Annual, n.addOnCost(m, nil).Annual
		if !low.Known || !high.Known {
			return nil, false
		}
		cents := high.Cents - low.Cents
		if cents < 0 || len(lines) > 0 && cents > lines[len(lines)-1].cents {
			return nil, false
		}
		lines = append(lines, priceLine{high.Cents - cents*m, cents})
	}
	return slices.Compact(lines), true
}

var never = weight{1 << 60}

// mixable are the accounts whose confidence the limits allow.
func (n *Night) mixable(accounts []Account) (list []Account) {
	surest := map[string]int{"": 3, "assumed": 3, "derived": 2, "stated": 1}
	for _, a := range accounts {
		if surest[a.Confidence] <= surest[n.Limits.MinConfidence] {
			list = append(list, a)
		}
	}
	return list
}

// frees: a way frees only where nobody is billed then; what becomes unknown is not freed.
func (w WayOut) frees() bool {
	return w.Feasible && (w.After == notBillable || w.After == gone)
}

func (a Account) freesPremium(w WayOut) bool {
	return a.Premium == billable && (w.Premium == notBillable || w.Premium == gone)
}

// efforts gives, for each account that may be freed, the least weight of a way that
// keeps single sign-on and of one that loses it, where a user of the add-on costs cents.
func (n *Night) efforts(accounts []Account, cents int64) (keeps, loses []weight) {
	hour := int64(6000)
	if n.Limits.CentsPerHour != nil {
		hour = *n.Limits.CentsPerHour
	}
	for _, a := range n.mixable(accounts) {
		keep, lose := never, never
		for _, w := range a.WaysOut {
			if !w.frees() {
				continue
			}
			minutes := n.Limits.minutesOf(w.Way)
			effort := weight{minutes * hour, minutes, 0}
			if w.Check {
				effort[2]++
			}
			if n.Guard.Edition == "premium" && a.freesPremium(w) {
				effort[0] -= 60 * cents
			}
			if w.Way == "exclude_from_claim" || w.Way == "non_billable_policy" {
				lose = smaller(lose, effort)
			} else {
				keep = smaller(keep, effort)
			}
		}
		if keep != never || lose != never {
			keeps, loses = append(keeps, keep), append(loses, lose)
		}
	}
	return keeps, loses
}

// leastEfforts gives the least effort for 0, 1, 2, ... accounts.
func leastEfforts(keeps, loses []weight, most *int64) []weight {
	freeable := int64(len(keeps))
	limit := freeable
	if most != nil {
		limit = min(limit, *most)
	}
	may := limit
	for _, k := range keeps {
		if k != never {
			may++
		}
	}
	efforts := make([]weight, min(freeable, may)+1)
	for i, toll := range tolls(keeps, loses) {
		var costs []weight
		for j := range keeps {
			cost := keeps[j]
			if loses[j] != never {
				cost = smaller(cost, loses[j].plus(toll))
			}
			costs = append(costs, cost)
		}
		slices.SortFunc(costs, compare)
		sum := toll.times(-limit)
		for k := range efforts {
			if k > 0 {
				sum = sum.plus(costs[k-1])
			}
			if i == 0 || compare(sum, efforts[k]) > 0 {
				efforts[k] = sum
			}
		}
	}
	return efforts
}

// tolls are those at which an account's choice, or the order of two, can change.
func tolls(keeps, loses []weight) []weight {
	list := []weight{{}}
	for _, k := range distinct(keeps) {
		for _, l := range distinct(loses) {
			if k != never && l != never && compare(k, l) > 0 {
				list = append(list, k.minus(l))
			}
		}
	}
	return distinct(list)
}

func distinct(list []weight) []weight {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, compare)
	return slices.Compact(sorted)
}
