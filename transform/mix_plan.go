package transform

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"strconv"
)

// mixPlanStep makes mix_steps, mix_moves and mix_ways from mix_types: efforts, prices of
// a user of the add-on and a limit in, steps out. What an account is, what a seat costs
// and which number of seats is best to free are the queries' business.
func mixPlanStep() step {
	return step{name: "mix_steps", makes: []string{"mix_steps", "mix_moves", "mix_ways"}, reads: []string{"mix_types", "addon_slopes", "config_ways_out"},
		run: func(ctx context.Context, n *night) error { return n.planMix(ctx) }}
}

// A mixKind is a type as mix_types has it: the cheapest way of each sort, and the
// cheapest of those that free a seat of the add-on, too.
type mixKind struct {
	number                     int64
	accounts                   int64
	keeps, loses               mixWay
	keepsPremium, losesPremium mixWay
}

// A mixWay is a way out of a kind of account; number 0: there is none.
type mixWay struct{ number, minutes, checks int64 }

// A mixSlope is the price of a user of the add-on: seat over minute, in one unit, is what
// a seat costs beside what a minute does.
type mixSlope struct{ line, minute, seat int64 }

// A chosen way is one as a search with a slope takes it.
type chosenWay struct {
	effort
	number  int64
	premium int64 // seats of the add-on that it frees
}

// choose takes the cheaper of a sort's ways: the cheapest, or the cheapest that also
// frees a seat of the add-on, which counts for what it costs.
func (s mixSlope) choose(cheapest, premium mixWay) (chosenWay, bool) {
	if cheapest.number == 0 {
		return chosenWay{}, false
	}
	plain := chosenWay{effort: effort{s.minute * cheapest.minutes, cheapest.minutes, cheapest.checks}, number: cheapest.number}
	if premium.number == 0 {
		return plain, true
	}
	freeing := chosenWay{effort: effort{s.minute*premium.minutes - s.seat, premium.minutes, premium.checks}, number: premium.number, premium: 1}
	if cheapest != premium && plain.less(freeing.effort) {
		return plain, true
	}
	return freeing, true
}

// A mixLine is a search along one slope: what each kind's ways are, and the steps.
type mixLine struct {
	slope        mixSlope
	keeps, loses []chosenWay
	steps        []mixStep
}

// search finds the steps of a line.
func (s mixSlope) search(kinds []mixKind, room int64) mixLine {
	l := mixLine{slope: s}
	types := make([]mixType, len(kinds))
	for i, k := range kinds {
		keeps, canKeep := s.choose(k.keeps, k.keepsPremium)
		loses, canLose := s.choose(k.loses, k.losesPremium)
		l.keeps, l.loses = append(l.keeps, keeps), append(l.loses, loses)
		types[i] = mixType{accounts: k.accounts, keeps: keeps.effort, loses: loses.effort, canKeeps: canKeep, canLoses: canLose}
	}
	l.steps = cheapestMix(types, room)
	return l
}

// premiumEach is how many seats of the add-on each seat of a step frees: those of the
// way taken, and of an account that goes over those of its new way less its old one's.
func (l mixLine) premiumEach(s mixStep) int64 {
	if !s.byLoses {
		return l.keeps[s.taken].premium
	}
	freed := l.loses[s.taken].premium
	if s.moved >= 0 {
		freed += l.keeps[s.moved].premium - l.loses[s.moved].premium
	}
	return freed
}

func (n *night) planMix(ctx context.Context) error {
	kinds, err := n.mixKinds(ctx)
	if err != nil {
		return err
	}
	room, err := n.db.count(ctx, "select coalesce(max(max_accounts_without_sso), "+strconv.Itoa(noRoomLimit)+") from config_ways_out")
	if err != nil {
		return fmt.Errorf("read limits of the mix: %w", err)
	}
	slopes, err := n.mixSlopes(ctx)
	if err != nil {
		return err
	}
	t := mixTables{kinds: kinds}
	for _, s := range slopes {
		t.add(s.search(kinds, room))
	}
	err = n.db.insert(ctx, "mix_steps", []string{"line_no bigint", "step_no bigint", "from_freed bigint", "to_freed bigint", "minutes_each bigint", "checks_each bigint", "premium_each bigint"}, t.steps)
	if err != nil {
		return err
	}
	err = n.db.insert(ctx, "mix_moves", []string{"line_no bigint", "step_no bigint", "type_no bigint", "keeps_each bigint", "loses_each bigint"}, t.moves)
	if err != nil {
		return err
	}
	return n.db.insert(ctx, "mix_ways", []string{"line_no bigint", "type_no bigint", "keeps_way_no bigint", "loses_way_no bigint"}, t.ways)
}

// mixTables are the rows of the relations that planMix makes.
type mixTables struct {
	kinds              []mixKind
	steps, moves, ways [][]string
}

func (t *mixTables) add(l mixLine) {
	text := func(v int64) string { return strconv.FormatInt(v, 10) }
	line := text(l.slope.line)
	for i, k := range t.kinds {
		t.ways = append(t.ways, []string{line, text(k.number), text(l.keeps[i].number), text(l.loses[i].number)})
	}
	for i, s := range l.steps {
		no := strconv.Itoa(i + 1)
		t.steps = append(t.steps, []string{line, no, text(s.from), text(s.to), text(s.each.minutes), text(s.each.checks), text(l.premiumEach(s))})
		if s.byLoses {
			t.moves = append(t.moves, []string{line, no, text(t.kinds[s.taken].number), "0", "1"})
		} else {
			t.moves = append(t.moves, []string{line, no, text(t.kinds[s.taken].number), "1", "0"})
		}
		if s.moved >= 0 {
			t.moves = append(t.moves, []string{line, no, text(t.kinds[s.moved].number), "1", "-1"})
		}
	}
}

func (n *night) mixKinds(ctx context.Context) (kinds []mixKind, err error) {
	err = n.db.rows(ctx, `select type_no, accounts, keeps_way_no, keeps_minutes, keeps_checks, loses_way_no, loses_minutes, loses_checks,
		keeps_premium_way_no, keeps_premium_minutes, keeps_premium_checks, loses_premium_way_no, loses_premium_minutes, loses_premium_checks
		from mix_types order by type_no`, func(r *sql.Rows) error {
		var k mixKind
		into := []any{&k.number, &k.accounts}
		for _, w := range []*mixWay{&k.keeps, &k.loses, &k.keepsPremium, &k.losesPremium} {
			into = append(into, &w.number, &w.minutes, &w.checks)
		}
		if err := r.Scan(into...); err != nil {
			return fmt.Errorf("read kinds of accounts: %w", err)
		}
		kinds = append(kinds, k)
		return nil
	})
	return kinds, err
}

// mixSlopes are the slopes to search along: first by effort alone, as line 0. The product
// is that of addon_slopes; whole numbers of the portable SQL are too small for it.
func (n *night) mixSlopes(ctx context.Context) ([]mixSlope, error) {
	slopes := []mixSlope{{}}
	err := n.db.rows(ctx, "select line_no, rise_cents, seats, paid_points, numerator, denominator, cents_per_hour from addon_slopes order by line_no", func(r *sql.Rows) error {
		var line, rise, seats, points, numerator, denominator, hour int64
		if err := r.Scan(&line, &rise, &seats, &points, &numerator, &denominator, &hour); err != nil {
			return fmt.Errorf("read prices of the add-on: %w", err)
		}
		seat := new(big.Rat).SetFrac(multiplied(60, rise, points, numerator), multiplied(seats, 10000, denominator))
		minute, price := wholeNumbers(big.NewRat(hour, 1), seat)
		slopes = append(slopes, mixSlope{line, minute, price})
		return nil
	})
	return slopes, err
}

func multiplied(factors ...int64) *big.Int {
	p := big.NewInt(1)
	for _, f := range factors {
		p.Mul(p, big.NewInt(f))
	}
	return p
}

// largestUnit keeps sums of a few efforts, of up to a million minutes, within 64 bits.
const largestUnit = 1 << 40

// wholeNumbers gives the ratio of two prices as whole numbers. Where that would take
// numbers beyond 40 bits, which a rate of a dozen digits may, both are cut to them.
func wholeNumbers(minute, seat *big.Rat) (m, s int64) {
	common := new(big.Int).Mul(minute.Denom(), seat.Denom())
	common.Div(common, new(big.Int).GCD(nil, nil, minute.Denom(), seat.Denom()))
	scale := new(big.Rat).SetInt(common)
	a, b := new(big.Rat).Mul(minute, scale).Num(), new(big.Rat).Mul(seat, scale).Num()
	if g := new(big.Int).GCD(nil, nil, a, b); g.Sign() > 0 {
		a, b = new(big.Int).Div(a, g), new(big.Int).Div(b, g)
	}
	for a.CmpAbs(big.NewInt(largestUnit)) > 0 || b.CmpAbs(big.NewInt(largestUnit)) > 0 {
		a, b = new(big.Int).Rsh(a, 1), new(big.Int).Rsh(b, 1)
	}
	return a.Int64(), b.Int64()
}

// addOnStep makes addon_prices: the list price of a year of the add-on for each row of
// addon_points, by the same queries that price a night, run once more in a schema of its
// own, because what a night prices depends on the mix.
func (l *library) addOnStep() step {
	files := []*file{l.find("facts/seat_prices.sql"), l.find("facts/tier_prices.sql"), l.find("facts/list_costs.sql")}
	return step{name: "addon_prices", makes: []string{"addon_prices"}, reads: []string{"addon_points", "price_brackets", "price_lists", "run_context"},
		run: func(ctx context.Context, n *night) error { return n.priceAddOn(ctx, files) }}
}

func (n *night) priceAddOn(ctx context.Context, files []*file) error {
	var prices [][]string
	points, err := n.db.count(ctx, "select count(*) from addon_points")
	if err != nil {
		return fmt.Errorf("count points of the add-on's price: %w", err)
	}
	if points > 0 {
		err = n.db.inSchema(ctx, "addon", func() error {
			if err := n.db.exec(ctx, "create table seats_to_price as select 'guard_premium' as product, '' as plan, users from addon_points"); err != nil {
				return err
			}
			for _, f := range files {
				if err := n.db.create(ctx, f); err != nil {
					return err
				}
			}
			return n.db.rows(ctx, "select users, coalesce(cast(annual_cents as varchar), '') from list_costs order by users", func(r *sql.Rows) error {
				var users, cents string
				err := r.Scan(&users, &cents)
				prices = append(prices, []string{users, cents})
				return err
			})
		})
		if err != nil {
			return err
		}
	}
	return n.db.insert(ctx, "addon_prices", []string{"users bigint", "annual_list_cents bigint"}, prices)
}
