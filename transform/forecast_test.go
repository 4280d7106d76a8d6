package transform

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// A seenNight is what a night of a test counts, and gained and lost since the one
// before it.
type seenNight struct {
	day                 string
	users, gained, lost int64
	before              string
}

// seenNights makes nights on successive days, from counts of gains and losses.
func seenNights(first string, users int64, gained, lost []int64) []seenNight {
	nights := []seenNight{{day: first, users: users}}
	for i := range gained {
		users += gained[i] - lost[i]
		day := dayBefore(first, 0, -1-i)
		nights = append(nights, seenNight{day, users, gained[i], lost[i], dayBefore(day, 0, 1)})
	}
	return nights
}

func askForecast(t testing.TB, d *PriceDesk, terms Terms, until string, nights []seenNight) *Forecast {
	t.Helper()
	q := ForecastQuestion{Terms: terms, Until: until}
	var counts, compared [][]string
	for _, n := range nights {
		q.Nights = append(q.Nights, PublishedMarts{AsOf: n.day})
		counts = append(counts, []string{n.day, strconv.FormatInt(n.users, 10), "0"})
		if n.before != "" {
			compared = append(compared, []string{n.day, n.before, strconv.FormatInt(n.gained, 10), strconv.FormatInt(n.lost, 10)})
		}
	}
	f, err := d.forecast(context.Background(), q, func(n *night) error {
		if err := n.db.insert(context.Background(), "nights_night", []string{"as_of date", "billable bigint", "unknown bigint"}, counts); err != nil {
			return err
		}
		return n.db.insert(context.Background(), "nights_comparison", []string{"as_of date", "before_as_of date", "gained bigint", "lost bigint"}, compared)
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func steady(n int, each int64) []int64 {
	list := make([]int64, n)
	for i := range list {
		list[i] = each
	}
	return list
}

// Thirteen nights say nothing; from the fourteenth on there is a forecast.
func TestForecastNeedsNights(t *testing.T) {
	d := openDesk(t, "", Facts{})
	few := askForecast(t, d, Terms{}, "2027-03-31", seenNights("2026-11-01", 100, steady(12, 1), steady(12, 0)))
	if few.Basis.IsEnough || few.Expected != nil || few.Bands != nil || few.Crossings != nil || few.Basis.Nights != 13 || few.Basis.MinimumNights != 14 {
		t.Errorf("13 nights: %+v", few)
	}
	enough := askForecast(t, d, Terms{}, "2026-12-14", seenNights("2026-11-01", 100, steady(13, 1), steady(13, 0)))
	if !enough.Basis.IsEnough || enough.Expected == nil || enough.Expected.Users != 143 || *enough.Expected.AnnualCents != 143*4000 || len(enough.Bands) != 3 {
		t.Errorf("14 nights: %+v", enough)
	}
}

// The tier that is bought and the next ones, or the brackets of the price by the seat.
func TestForecastCrossings(t *testing.T) {
	d := openDesk(t, "", Facts{})
	nights := seenNights("2026-11-01", 470, steady(20, 2), steady(20, 1))
	tiers := askForecast(t, d, Terms{PurchasedTier: 500}, "2027-03-31", nights)
	if got := fmt.Sprint(tiers.Crossings[0].Kind, tiers.Crossings[0].Users, " ", tiers.Crossings[1].Kind, tiers.Crossings[1].Users); got != "bought500 tier600" {
		t.Errorf("tiers: %s, %+v", got, tiers.Crossings)
	}
	if c := tiers.Crossings[0].ChanceBasisPoints; tiers.Basis.Users != 490 || c != 9871 {
		t.Errorf("from 490, one more a day, 500 are crossed in 130 days with chance %d", c)
	}
	seats := askForecast(t, d, Terms{}, "2027-03-31", nights)
	if got := fmt.Sprint(seats.Crossings); got != "[{bracket 1000 0}]" {
		t.Errorf("brackets: %s", got)
	}
}

// Small cases, against the distribution as a book of formulas gives it.
func TestSpreadOfSmallCases(t *testing.T) {
	negative := func(k int, shape, odds float64) float64 { // odds: days ahead by days seen
		a, _ := math.Lgamma(shape + float64(k))
		b, _ := math.Lgamma(shape)
		c, _ := math.Lgamma(float64(k) + 1)
		return math.Exp(a - b - c - shape*math.Log1p(odds) + float64(k)*math.Log(odds/(1+odds)))
	}
	for _, c := range []struct{ gained, lost, seen, ahead int64 }{
		{0, 0, 10, 10}, {1, 0, 10, 10}, {5, 3, 30, 60}, {0, 7, 30, 10}, {40, 12, 60, 120}, {3, 3, 14, 1},
	} {
		s := netProcess{c.gained, c.lost, 100, 100, c.seen}.after(c.ahead)
		odds := float64(c.ahead) / float64(c.seen)
		const most = 400
		var gains, losses, upTo [most]float64 // upTo: sums of gains
		for k := range gains {
			gains[k], losses[k] = negative(k, float64(c.gained)+.5, odds), negative(k, float64(c.lost)+.5, odds)
			upTo[k] = gains[k]
			if k > 0 {
				upTo[k] += upTo[k-1]
			}
		}
		for x := int64(-20); x <= 60; x++ {
			want := 0.0
			for lost, chance := range losses {
				if last := x + int64(lost); last >= 0 {
					want += chance * upTo[min(last, most-1)]
				}
			}
			if got := float64(s.atMost(x)) / wholeChance; math.Abs(got-want) > 1e-6 {
				t.Errorf("%+v: at most %d has chance %.7f, want %.7f", c, x, got, want)
			}
		}
	}
	exact := netProcess{0, 0, 100, 100, 10}.after(10)
	for _, c := range []struct{ basisPoints, want int64 }{{250, -3}, {2500, 0}, {5000, 0}, {7500, 0}, {9750, 3}} {
		if got := exact.quantile(c.basisPoints); got != c.want {
			t.Errorf("nothing in ten days: %d of 10,000 cases are at most %d, want %d", c.basisPoints, got, c.want)
		}
	}
	fives := netProcess{50, 0, 500, 100, 10}.after(1)
	singles := netProcess{50, 0, 100, 100, 10}.after(1)
	if fives.quantile(9000) <= singles.quantile(9000) {
		t.Error("people who come five at a time are spread no wider than those who come alone")
	}
}

// A band of 80 percent holds what comes in about 80 percent of cases, where people
// come and go at a steady rate: alone, or five at a time.
func TestForecastIsCalibrated(t *testing.T) {
	rng := rand.New(rand.NewPCG(20, 26))
	for _, c := range []struct {
		size, seen, ahead int64
		gains, losses     float64
	}{{1, 60, 120, 1.5, .7}, {1, 30, 30, .3, .2}, {1, 200, 100, 6, 5}, {5, 90, 90, .4, .2}} {
		const worlds = 600
		held := map[int64]int{}
		for range worlds {
			p := netProcess{gainedSize: 100, lostSize: 100, days: c.seen}
			p.gained, p.gainedSize = observe(rng, c.gains, c.size, c.seen)
			p.lost, p.lostSize = observe(rng, c.losses, c.size, c.seen)
			came := c.size*poisson(rng, c.gains*float64(c.ahead)) - c.size*poisson(rng, c.losses*float64(c.ahead))
			s := p.after(c.ahead)
			for _, b := range bandTails {
				if came >= s.quantile(b.below) && came <= s.quantile(10000-b.below) {
					held[b.percent]++
				}
			}
		}
		for percent, bounds := range map[int64][2]float64{50: {.43, .68}, 80: {.74, .91}, 95: {.92, .99}} {
			if share := float64(held[percent]) / worlds; share < bounds[0] || share > bounds[1] {
				t.Errorf("%+v: the band of %d %% held %.1f %% of the cases", c, percent, 100*share)
			}
		}
	}
}

// observe sees events of a size on a number of days, and how they spread.
func observe(rng *rand.Rand, rate float64, size, days int64) (total, spread int64) {
	seen := make([]int64, days)
	for i := range seen {
		seen[i] = size * poisson(rng, rate)
		total += seen[i]
	}
	return total, pearson(seen, total)
}

// pearson is how unevenly counts of equal days fall, in hundredths and at least 100.
func pearson(seen []int64, total int64) int64 {
	if total == 0 {
		return 100
	}
	mean, sum := float64(total)/float64(len(seen)), 0.0
	for _, s := range seen {
		sum += (float64(s) - mean) * (float64(s) - mean) / mean
	}
	return max(100, int64(100*sum/float64(len(seen)-1)))
}

// poisson draws a count, in parts that the exponential can hold.
func poisson(rng *rand.Rand, mean float64) int64 {
	var n int64
	for ; mean > 0; mean -= 30 {
		for p := rng.Float64(); p > math.Exp(-min(mean, 30)); p *= rng.Float64() {
			n++
		}
	}
	return n
}

// What the queries say of invented nights is what the second reading says.
func TestPropertiesOfForecasts(t *testing.T) {
	d := openDesk(t, "", Facts{})
	cases := 10
	if os.Getenv("BILLABLE_PROPERTY_CASES") != "" {
		cases = 200
	}
	rng := rand.New(rand.NewPCG(7, 7))
	for range cases {
		n := 14 + rng.IntN(30)
		gained, lost := make([]int64, n), make([]int64, n)
		users, up, down := int64(1000), int64(0), int64(0)
		for i := range n {
			gained[i], lost[i] = poisson(rng, 2), poisson(rng, 1)
			up, down = up+gained[i], down+lost[i]
		}
		f := askForecast(t, d, Terms{}, dayBefore("2026-06-01", 0, -n-50), seenNights("2026-06-01", users, gained, lost))
		b := f.Basis
		if b.Gained != up || b.Lost != down || b.Days != int64(n) || b.HorizonDays != 50 || b.Users != users+up-down || b.Unsplit != 0 {
			t.Errorf("%v, %v: %+v", gained, lost, b)
		}
		if g, l := pearson(gained, up), pearson(lost, down); max(g-b.GainedSpread, b.GainedSpread-g) > 1 || max(l-b.LostSpread, b.LostSpread-l) > 1 {
			t.Errorf("%v, %v: spread %d and %d, want %d and %d", gained, lost, b.GainedSpread, b.LostSpread, g, l)
		}
		want := int64(math.Round(float64(b.Users) + float64(up-down)*50/float64(n)))
		if f.Expected.Users != want {
			t.Errorf("%v, %v: %d users are expected, want %d", gained, lost, f.Expected.Users, want)
		}
	}
}

// Bands of more percent are wider, and a chance falls as the bound rises.
func TestPropertiesOfSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Int64Range(13, 400).Draw(t, "days")
		s := netProcess{rapid.Int64Range(0, 400).Draw(t, "gained"), rapid.Int64Range(0, 400).Draw(t, "lost"),
			rapid.Int64Range(100, 2000).Draw(t, "gained size"), rapid.Int64Range(100, 2000).Draw(t, "lost size"), days}.after(rapid.Int64Range(1, 400).Draw(t, "ahead"))
		low, high := int64(math.MaxInt64), int64(math.MinInt64)
		for _, b := range bandTails {
			l, h := s.quantile(b.below), s.quantile(10000-b.below)
			if l > h || l > low || h < high {
				t.Fatalf("the band of %d %% is from %d to %d, the one within it from %d to %d", b.percent, l, h, low, high)
			}
			low, high = l, h
		}
		x := rapid.Int64Range(-500, 500).Draw(t, "bound")
		if s.above(x) < s.above(x+1) || s.above(x) < 0 || s.above(x) > 10000 {
			t.Fatalf("more than %d has chance %d, more than one more %d", x, s.above(x), s.above(x+1))
		}
	})
}
