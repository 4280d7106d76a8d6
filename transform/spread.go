package transform

import (
	"math/big"
	"math/bits"
)

// A netProcess counts two things that were seen over some days: gains and losses.
// Each comes in batches of a size, in hundredths, at a rate that stays the same: a
// batch size of 100 is single, independent events. It knows numbers and nothing of
// what they count; all of it is integer arithmetic, so that every machine gives the
// same answer.
type netProcess struct {
	gained, lost         int64
	gainedSize, lostSize int64
	days                 int64
}

// A netSpread is what the difference of both may be some days later.
type netSpread struct {
	up, down         batches
	upSize, downSize int64
}

// after says what may come in a number of days. The rate of batches is not known
// but estimated (Jeffreys' prior), so the number of batches to come has a negative
// binomial distribution: wider than Poisson's by the days to come over the days seen.
func (p netProcess) after(days int64) netSpread {
	return netSpread{newBatches(p.gained, p.gainedSize, days, p.days), newBatches(p.lost, p.lostSize, days, p.days), p.gainedSize, p.lostSize}
}

// wholeChance is certainty.
const wholeChance = 1 << 62

// atMost is the chance, of wholeChance, that the difference is x or less.
func (s netSpread) atMost(x int64) int64 {
	var sum uint64
	for i, chance := range s.down.chances {
		lost := s.down.first + int64(i)
		high, low := bits.Mul64(chance, s.up.atMost(floorDiv(100*x+s.downSize*lost, s.upSize)))
		sum += high<<2 | low>>62
	}
	return int64(min(sum, wholeChance))
}

// quantile is the smallest difference that at least so many of 10,000 cases do not
// exceed.
func (s netSpread) quantile(basisPoints int64) int64 {
	low := -(s.down.last()*s.downSize + 99) / 100
	high := (s.up.last()*s.upSize + 99) / 100
	wanted := new(big.Int).Mul(big.NewInt(wholeChance), big.NewInt(basisPoints))
	wanted.Div(wanted, big.NewInt(10000))
	for low < high {
		middle := low + floorDiv(high-low, 2)
		if s.atMost(middle) >= wanted.Int64() {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// above is the chance, in basis points and rounded, of more than x.
func (s netSpread) above(x int64) int64 {
	v := new(big.Int).Mul(big.NewInt(wholeChance-s.atMost(x)), big.NewInt(20000))
	v.Add(v, big.NewInt(wholeChance)).Div(v, new(big.Int).Lsh(big.NewInt(wholeChance), 1))
	return v.Int64()
}

// batches is a distribution of a count from first on: chances of wholeChance, and
// their sums.
type batches struct {
	first         int64
	chances, sums []uint64
}

func (b batches) last() int64 { return b.first + int64(len(b.chances)) - 1 }

func (b batches) atMost(n int64) uint64 {
	switch {
	case n < b.first:
		return 0
	case n >= b.last():
		return wholeChance
	}
	return b.sums[n-b.first]
}

// newBatches is the negative binomial distribution of shape events/size + 1/2. Its
// chances are worked out from the most likely count outwards, as ratios of whole
// numbers, until they vanish.
func newBatches(events, size, ahead, seen int64) batches {
	// the ratio of the chance of k+1 to that of k
	up := func(k int64) (numerator, denominator *big.Int) {
		return product(200*events+size*(1+2*k), ahead), product(2*size*(k+1), seen+ahead)
	}
	mode := big.NewInt(0)
	if twice := 200*events - size; twice > 0 { // (shape - 1) ahead / seen
		mode.Div(product(twice, ahead), product(2*size, seen))
	}
	start := new(big.Int).Lsh(big.NewInt(1), 100)
	var below, above []*big.Int
	for k, w := mode.Int64()-1, start; k >= 0; k-- {
		n, d := up(k)
		w = new(big.Int).Div(new(big.Int).Mul(w, d), n)
		if w.BitLen() < 30 {
			break
		}
		below = append(below, w)
	}
	for k, w := mode.Int64(), start; ; k++ {
		n, d := up(k)
		w = new(big.Int).Div(new(big.Int).Mul(w, n), d)
		if w.BitLen() < 30 {
			break
		}
		above = append(above, w)
	}
	weights := make([]*big.Int, 0, len(below)+1+len(above))
	for i := range below {
		weights = append(weights, below[len(below)-1-i])
	}
	weights = append(append(weights, start), above...)
	return normalised(mode.Int64()-int64(len(below)), weights)
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

func normalised(first int64, weights []*big.Int) batches {
	whole := new(big.Int)
	for _, w := range weights {
		whole.Add(whole, w)
	}
	b := batches{first: first, chances: make([]uint64, len(weights)), sums: make([]uint64, len(weights))}
	sum, done := new(big.Int), uint64(0)
	for i, w := range weights {
		sum.Add(sum, w)
		part := new(big.Int).Lsh(sum, 62)
		b.sums[i] = part.Div(part, whole).Uint64()
		b.chances[i], done = b.sums[i]-done, b.sums[i]
	}
	return b
}

// floorDiv rounds down on both sides of zero; b is above it.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
