package transform

import (
	"context"
	"math/big"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// A premiumMix is a small night whose accounts may leave by four sorts of way: those
// that keep single sign-on and those that lose it, each with or without a seat of the
// add-on of Premium that it frees, too.
type premiumMix struct {
	mixNight
	addOn      mixNight // its list
	accounts   []premiumAccount
	otherUsers int64 // of the add-on, whom no way frees
}

// A premiumAccount's ways are by number: 1 and 2 lose single sign-on, 1 and 4 free a
// seat of the add-on. A way that is not there is nil.
type premiumAccount [5]*effort

func drawPremiumMix(t *rapid.T) premiumMix {
	n := premiumMix{mixNight: drawMixNight(t), otherUsers: rapid.Int64Range(0, 5).Draw(t, "other users")}
	n.addOn.semantics = rapid.SampledFrom([]string{"graduated", "graduated", "graduated", "volume", "tier"}).Draw(t, "semantics of the add-on")
	n.addOn.drawList(t)
	if rapid.Bool().Draw(t, "prices fall") {
		slices.Sort(n.addOn.cents)
		slices.Reverse(n.addOn.cents)
	}
	n.types = nil
	for range rapid.IntRange(0, 3).Draw(t, "kinds") {
		var a premiumAccount
		for way := 1; way <= 4; way++ {
			if rapid.Bool().Draw(t, "has way") {
				a[way] = &effort{minutes: rapid.Int64Range(0, 6).Draw(t, "minutes"), checks: rapid.Int64Range(0, 1).Draw(t, "checks")}
			}
		}
		for range rapid.IntRange(1, 2).Draw(t, "accounts") {
			n.accounts = append(n.accounts, a)
		}
	}
	return n
}

// users are those of the add-on tonight: whom a way frees, and the others.
func (n premiumMix) users() int64 { return n.otherUsers + n.freeable() }

func (n premiumMix) freeable() (users int64) {
	for _, a := range n.accounts {
		if a[1] != nil || a[4] != nil {
			users++
		}
	}
	return users
}

// isConcave: within reach of the ways out no user of the add-on costs more than the one
// before it, and none less than nothing.
func (n premiumMix) isConcave() bool {
	for m := n.otherUsers + 1; m <= n.users(); m++ {
		if n.addOn.annual(m) < n.addOn.annual(m-1) {
			return false
		}
	}
	for m := n.otherUsers + 2; m <= n.users(); m++ {
		if n.addOn.annual(m)-n.addOn.annual(m-1) > n.addOn.annual(m-1)-n.addOn.annual(m-2) {
			return false
		}
	}
	return true
}

// An offered mix is what a choice of ways comes to, in sixtieths of a cent.
type offeredMix struct{ total, minutes, checks, freed int64 }

// best tries every way of every account.
func (n premiumMix) best() offeredMix {
	best, first := offeredMix{}, true
	billed := int64(len(n.accounts)) + n.others
	var try func(i int, lost, freed, premium int64, e effort)
	try = func(i int, lost, freed, premium int64, e effort) {
		if i == len(n.accounts) {
			o := offeredMix{60*(n.annual(billed-freed)+n.addOn.annual(n.users()-premium)) + e.minutes*n.hour, e.minutes, e.checks, freed}
			if first || slices.Compare([]int64{o.total, o.minutes, o.checks, o.freed}, []int64{best.total, best.minutes, best.checks, best.freed}) < 0 {
				best, first = o, false
			}
			return
		}
		try(i+1, lost, freed, premium, e)
		for way, w := range n.accounts[i] {
			loses, frees := int64(0), int64(0)
			if way <= 2 {
				loses = 1
			}
			if way == 1 || way == 4 {
				frees = 1
			}
			if w != nil && (n.room == noRoomLimit || lost+loses <= n.room) {
				try(i+1, lost+loses, freed+1, premium+frees, e.plus(*w))
			}
		}
	}
	try(0, 0, 0, 0, effort{})
	return best
}

func (n premiumMix) given() rowCase {
	c := n.mixNight.given()
	number := func(v int64) string { return strconv.FormatInt(v, 10) }
	pick := func(a premiumAccount, ways ...int64) string {
		least := int64(0)
		for _, way := range ways {
			if w := a[way]; w != nil && (least == 0 || w.minutes*20+w.checks*10+way < least) {
				least = w.minutes*20 + w.checks*10 + way
			}
		}
		return number(least)
	}
	for i := range c.given {
		switch g := &c.given[i]; g.name {
		case "run_context":
			g.header, g.rows[0] = append(g.header, "edition"), append(g.rows[0], "premium")
		case "stg_price_book":
			g.rows = append(g.rows, n.addOn.lines("guard_premium", 100)...)
		case "billed_now":
			g.header, g.rows = []string{"billable", "premium_users"}, [][]string{{number(int64(len(n.accounts)) + n.others), number(n.users())}}
		case "way_choices":
			g.header, g.rows = []string{"account_no", "keeps_pick", "loses_pick", "keeps_premium_pick", "loses_premium_pick"}, nil
			for no, a := range n.accounts {
				if a != (premiumAccount{}) {
					g.rows = append(g.rows, []string{strconv.Itoa(no), pick(a, 3, 4), pick(a, 1, 2), pick(a, 4), pick(a, 1)})
				}
			}
		}
	}
	return c
}

// TestBestMixOfPremium holds the search along the lines of the add-on's price to every
// mix there is; where that price turns upwards nobody is freed, and a reason says so.
func TestBestMixOfPremium(t *testing.T) {
	bench := newRowBench(t)
	checks, weighed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > mixNights {
			return
		}
		n := drawPremiumMix(t)
		chosen, picks, why, err := bench.premiumMix(n)
		if err != nil {
			t.Fatal(err)
		}
		if concave := n.isConcave(); concave != (why == 0) {
			t.Fatalf("concave %v, and %d reasons why the mix is not weighed", concave, why)
		}
		if why > 0 {
			if chosen[0] != "0" || len(picks) > 0 {
				t.Fatalf("a mix that is not weighed frees %v: %v", chosen, picks)
			}
			return
		}
		weighed++
		best := n.best()
		got, lost, premium := effort{}, int64(0), int64(0)
		for _, p := range picks {
			no, _ := strconv.Atoi(p[0])
			way, _ := strconv.Atoi(p[1])
			if n.accounts[no][way] == nil {
				t.Fatalf("account %v leaves by a way that is not its own", p)
			}
			got = got.plus(*n.accounts[no][way])
			if way <= 2 {
				lost++
			}
			if way == 1 || way == 4 {
				premium++
			}
		}
		freed := int64(len(picks))
		total := 60*(n.annual(int64(len(n.accounts))+n.others-freed)+n.addOn.annual(n.users()-premium)) + got.minutes*n.hour
		if (offeredMix{total, got.minutes, got.checks, freed}) != best || n.room != noRoomLimit && lost > n.room {
			t.Fatalf("picks %v: %+v, %d lose single sign-on; want %+v", picks, offeredMix{total, got.minutes, got.checks, freed}, lost, best)
		}
		if want := []string{strconv.FormatInt(freed, 10), strconv.FormatInt(n.users()-premium, 10), strconv.FormatInt(got.minutes, 10)}; !slices.Equal(chosen, want) {
			t.Fatalf("best_mix says %v, its picks %v", chosen, want)
		}
	})
	if weighed < 10 {
		t.Errorf("%d mixes were weighed", weighed)
	}
}

func (b *rowBench) premiumMix(n premiumMix) (chosen []string, picks [][]string, why int64, err error) {
	ctx := context.Background()
	err = b.derive(n.given(), []string{"best_mix", "mix_picks", "unweighed_scenarios"}, func() error {
		rows, err := b.selectText(ctx, []string{"freed", "premium_users", "minutes"}, "select freed, premium_users, minutes from best_mix")
		if err != nil || len(rows) != 1 {
			return err
		}
		chosen = rows[0]
		if picks, err = b.selectText(ctx, []string{"account_no", "way_out_no"}, "select account_no, way_out_no from mix_picks"); err != nil {
			return err
		}
		why, err = b.db.count(ctx, "select count(*) from unweighed_scenarios")
		return err
	})
	return chosen, picks, why, err
}

// The prices of a minute and of a user of the add-on keep their ratio as whole numbers;
// only where those would be longer than 40 bits is it cut.
func TestPricesOfTheMixAsWholeNumbers(t *testing.T) {
	for _, c := range []struct {
		minute, seat *big.Rat
		minutes      int64 // of the result
	}{
		{big.NewRat(6000, 1), big.NewRat(120000, 1), 1},
		{big.NewRat(6000, 1), new(big.Rat).SetFrac(multiplied(60, 30000, 8766, 92), multiplied(15, 10000, 100)), 6250},
		{big.NewRat(0, 1), big.NewRat(7, 3), 0},
		{big.NewRat(59, 1), big.NewRat(0, 1), 1},
		{big.NewRat(0, 1), big.NewRat(0, 1), 0},
	} {
		m, s := wholeNumbers(c.minute, c.seat)
		left, right := new(big.Rat).Mul(c.minute, big.NewRat(s, 1)), new(big.Rat).Mul(c.seat, big.NewRat(m, 1))
		if left.Cmp(right) != 0 || m != c.minutes {
			t.Errorf("%v to %v became %d to %d", c.minute, c.seat, m, s)
		}
	}
	m, s := wholeNumbers(big.NewRat(6000, 1), big.NewRat(123_456_789_012_345, 987_654_321_987))
	if m > largestUnit || s > largestUnit || m <= 0 || s <= 0 {
		t.Errorf("long numbers became %d to %d", m, s)
	}
	exact, cut := 6000*987_654_321_987.0/123_456_789_012_345, float64(m)/float64(s)
	if difference := exact/cut - 1; difference > 1e-9 || difference < -1e-9 {
		t.Errorf("a ratio of %v became %v", exact, cut)
	}
}
