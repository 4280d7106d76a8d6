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
}

// checkWeight puts an effort into one number, so that efforts add up and compare:
// minutes, and among equals how many are to be checked.
const checkWeight = 1 << 30

// BestMix: "the cheapest feasible choice per account under the config's limits";
// "decided on totals". The reading of cheap: a year of the remaining seats and the
// effort; of equals the least effort, the fewest to check, the fewest freed.
// The least effort for k accounts of which at most l may lose single sign-on is
// the greatest, over all tolls t on losing it, of the k cheapest accounts at that
// toll less l times t: the two are each other's dual, and there is no gap.
func (n *Night) BestMix(accounts []Account, billed int64) Mix {
	keeps, loses, freeable := n.efforts(accounts)
	best := Mix{Billed: billed}
	if n.Guard.Edition == "premium" {
		return best // weighed for Guard Standard alone
	}
	bestTotal := n.total(billed, 0)
	if bestTotal == nil {
		return best
	}
	efforts := leastEfforts(keeps, loses, freeable, n.Limits.MaxWithoutSSO)
	for k, effort := range efforts {
		minutes := effort / checkWeight
		total := n.total(billed-int64(k), minutes)
		if total == nil {
			continue
		}
		if c := total.Cmp(bestTotal); c < 0 || c == 0 && effort < efforts[best.Freed] {
			best, bestTotal = Mix{int64(k), billed - int64(k), minutes}, total
		}
	}
	return best
}

// total is a year of n users and the effort, in cents.
func (n *Night) total(users, minutes int64) *big.Rat {
	cost := n.Cost(users, 0, nil).Annual
	if !cost.Known {
		return nil
	}
	hour := int64(6000)
	if n.Limits.CentsPerHour != nil {
		hour = *n.Limits.CentsPerHour
	}
	sum := big.NewRat(minutes*hour, 60)
	return sum.Add(sum, big.NewRat(cost.Cents, 1))
}

const never = int64(1) << 60

// efforts gives, for each account that may be freed, the least effort of a way
// that keeps single sign-on and of one that loses it. A way frees only where
// nobody is billed then; what becomes unknown is not freed.
func (n *Night) efforts(accounts []Account) (keeps, loses []int64, freeable int) {
	surest := map[string]int{"": 3, "assumed": 3, "derived": 2, "stated": 1}
	for _, a := range accounts {
		if surest[a.Confidence] > surest[n.Limits.MinConfidence] {
			continue
		}
		keep, lose := never, never
		for _, w := range a.WaysOut {
			if !w.Feasible || w.After != notBillable && w.After != gone {
				continue
			}
			effort := n.Limits.minutesOf(w.Way) * checkWeight
			if w.Check {
				effort++
			}
			if w.Way == "exclude_from_claim" || w.Way == "non_billable_policy" {
				lose = min(lose, effort)
			} else {
				keep = min(keep, effort)
			}
		}
		if keep < never || lose < never {
			keeps, loses = append(keeps, keep), append(loses, lose)
		}
	}
	return keeps, loses, len(keeps)
}

// leastEfforts gives the least effort for 0, 1, 2, ... accounts.
func leastEfforts(keeps, loses []int64, freeable int, most *int64) []int64 {
	limit := int64(freeable)
	if most != nil {
		limit = min(limit, *most)
	}
	efforts := make([]int64, freeable+1)
	for _, toll := range tolls(keeps, loses) {
		var costs []int64
		for i := range keeps {
			costs = append(costs, min(keeps[i], loses[i]+toll))
		}
		slices.Sort(costs)
		sum := -limit * toll
		for k := 0; k <= freeable; k++ {
			if k > 0 {
				sum += costs[k-1]
			}
			efforts[k] = max(efforts[k], sum)
		}
	}
	may := limit
	for _, k := range keeps {
		if k < never {
			may++
		}
	}
	return efforts[:min(int64(freeable), may)+1]
}

// tolls are those at which an account's choice, or the order of two, can change.
func tolls(keeps, loses []int64) []int64 {
	list := []int64{0}
	for _, k := range distinct(keeps) {
		for _, l := range distinct(loses) {
			if k < never && l < never && k > l {
				list = append(list, k-l)
			}
		}
	}
	return distinct(list)
}

func distinct(numbers []int64) []int64 {
	sorted := slices.Clone(numbers)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
