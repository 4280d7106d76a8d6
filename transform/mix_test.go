package transform

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// A mixAccount is an account as the brute force sees it.
type mixAccount struct {
	keeps, loses       effort
	canKeeps, canLoses bool
}

func drawMixTypes(t *rapid.T, most int) []mixType {
	effortOf := func(label string) effort {
		return effort{minutes: rapid.Int64Range(0, 6).Draw(t, label+" minutes"), checks: rapid.Int64Range(0, 1).Draw(t, label+" checks")}
	}
	var types []mixType
	for i := range rapid.IntRange(0, 4).Draw(t, "types") {
		label := "type " + strconv.Itoa(i)
		types = append(types, mixType{
			accounts: rapid.Int64Range(1, int64(most)).Draw(t, label+" accounts"),
			keeps:    effortOf(label + " keeps"), canKeeps: rapid.Bool().Draw(t, label+" can keep"),
			loses: effortOf(label + " loses"), canLoses: rapid.Bool().Draw(t, label+" can lose"),
		})
	}
	return types
}

// everyMix tries each way of each account and calls use with every whole choice
// that keeps the limit: 0 stays, 1 leaves by keeps, 2 by loses.
func everyMix(accounts []mixAccount, room int64, use func(choice []int, freed int64, e effort)) {
	choice := make([]int, len(accounts))
	var try func(i int, lost, freed int64, e effort)
	try = func(i int, lost, freed int64, e effort) {
		if i == len(accounts) {
			use(choice, freed, e)
			return
		}
		a := accounts[i]
		choice[i] = 0
		try(i+1, lost, freed, e)
		if a.canKeeps {
			choice[i] = 1
			try(i+1, lost, freed+1, e.plus(a.keeps))
		}
		if a.canLoses && (room == noRoomLimit || lost < room) {
			choice[i] = 2
			try(i+1, lost+1, freed+1, e.plus(a.loses))
		}
	}
	try(0, 0, 0, effort{})
}

func eachAccount(types []mixType) (accounts []mixAccount) {
	for _, t := range types {
		for range t.accounts {
			accounts = append(accounts, mixAccount{t.keeps, t.loses, t.canKeeps, t.canLoses})
		}
	}
	return accounts
}

// TestCheapestMix holds the steps to every choice there is: for each number of
// seats the least effort, and as many seats as can be freed at all.
func TestCheapestMix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 100 {
			checkCheapestMix(t, drawMixTypes(t, 2), rapid.Int64Range(noRoomLimit, 5).Draw(t, "room"))
		}
	})
}

// TestCheapestMixWithSavings is the same where a way may save more than it takes: what a
// seat of the add-on of Premium costs goes off it.
func TestCheapestMixWithSavings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 100 {
			types := drawMixTypes(t, 2)
			for i := range types {
				types[i].keeps.cost = rapid.Int64Range(-9, 9).Draw(t, "cost of keeping")
				types[i].loses.cost = rapid.Int64Range(-9, 9).Draw(t, "cost of losing")
			}
			checkCheapestMix(t, types, rapid.Int64Range(noRoomLimit, 5).Draw(t, "room"))
		}
	})
}

func checkCheapestMix(t *rapid.T, types []mixType, room int64) {
	least := map[int64]effort{}
	everyMix(eachAccount(types), room, func(_ []int, freed int64, e effort) {
		if now, ok := least[freed]; !ok || e.less(now) {
			least[freed] = e
		}
	})
	got, freed, lost := effort{}, int64(0), make([]int64, len(types))
	left := make([]int64, len(types))
	for i, s := range cheapestMix(types, room) {
		if s.from != freed || s.to <= s.from {
			t.Fatalf("step %d goes from %d to %d, want from %d", i, s.from, s.to, freed)
		}
		for ; freed < s.to; freed++ {
			got = got.plus(s.each)
			if want, ok := least[freed+1]; !ok || got != want {
				t.Fatalf("%d seats are freed with %+v, want %+v (possible: %v)", freed+1, got, want, ok)
			}
		}
		left[s.taken] += s.to - s.from
		if s.byLoses {
			lost[s.taken] += s.to - s.from
		}
		if s.moved >= 0 {
			lost[s.moved] -= s.to - s.from
		}
	}
	if int(freed) != len(least)-1 {
		t.Fatalf("%d seats are freed, %d can be", freed, len(least)-1)
	}
	all := int64(0)
	for i, typ := range types {
		all += lost[i]
		if lost[i] < 0 || left[i] > typ.accounts || lost[i] > left[i] || lost[i] > 0 && !typ.canLoses || lost[i] < left[i] && !typ.canKeeps {
			t.Fatalf("type %d: %d of %d leave, %d of them lose single sign-on", i, left[i], typ.accounts, lost[i])
		}
	}
	if room != noRoomLimit && all > room {
		t.Fatalf("%d accounts lose single sign-on, at most %d may", all, room)
	}
}

// mixNight is a small night for the queries of the best mix.
type mixNight struct {
	types         []mixType
	others        int64 // billed accounts that no way frees
	room          int64
	hour          int64
	semantics     string
	bounds, cents []int64 // of the brackets; the last bound is 0, open
	purchasedTier bool
}

func drawMixNight(t *rapid.T) mixNight {
	n := mixNight{
		types: drawMixTypes(t, 3), others: rapid.Int64Range(0, 8).Draw(t, "others"), room: rapid.Int64Range(noRoomLimit, 4).Draw(t, "room"),
		hour: rapid.SampledFrom([]int64{0, 1, 59, 6000}).Draw(t, "hour"), semantics: rapid.SampledFrom([]string{"graduated", "volume", "tier"}).Draw(t, "semantics"),
	}
	n.purchasedTier = n.semantics == "tier"
	n.drawList(t)
	return n
}

// drawList draws the brackets of a list and their prices.
func (n *mixNight) drawList(t *rapid.T) {
	at := int64(0)
	for i := range rapid.IntRange(0, 3).Draw(t, "bounds") {
		at += rapid.Int64Range(1, 6).Draw(t, fmt.Sprint("bracket ", i))
		n.bounds = append(n.bounds, at)
	}
	n.bounds = append(n.bounds, 0)
	for i := range n.bounds {
		n.cents = append(n.cents, rapid.Int64Range(0, 40).Draw(t, fmt.Sprint("price ", i)))
	}
}

// lines are those of a price book for a product, numbered on from first.
func (n mixNight) lines(product string, first int) (rows [][]string) {
	from := int64(1)
	for i, b := range n.bounds {
		to := "null"
		if b > 0 {
			to = strconv.FormatInt(b, 10)
		}
		rows = append(rows, []string{strconv.Itoa(first + i), product, n.semantics, strconv.FormatInt(from, 10), to, strconv.FormatInt(n.cents[i], 10), "USD", "month", "2020-01-01", "null"})
		from = b + 1
	}
	return rows
}

// annual prices users a second time, seat by seat.
func (n mixNight) annual(users int64) (sum int64) {
	at := func(seat int64) int64 {
		for i, b := range n.bounds {
			if b == 0 || seat <= b {
				return n.cents[i]
			}
		}
		return 0
	}
	switch {
	case users == 0:
		return 0
	case n.semantics == "tier":
		return 10 * at(users)
	case n.semantics == "volume":
		return 10 * users * at(users)
	}
	for seat := int64(1); seat <= users; seat++ {
		sum += 10 * at(seat)
	}
	return sum
}

func (n mixNight) given() rowCase {
	context := rowTable{name: "run_context", header: []string{"purchased_tier"}, rows: [][]string{{"null"}}}
	if n.purchasedTier {
		context.rows[0][0] = "7"
	}
	room := "null"
	if n.room != noRoomLimit {
		room = strconv.FormatInt(n.room, 10)
	}
	book := rowTable{name: "stg_price_book", header: []string{"line_no", "product", "semantics", "users_from", "users_to", "unit_price_cents", "currency", "period", "effective_from", "effective_to"}}
	book.rows = n.lines("guard_standard", 1)
	choices := rowTable{name: "way_choices", header: []string{"account_no", "keeps_pick", "loses_pick"}}
	pick := func(can bool, e effort, way int64) string {
		if !can {
			return "0"
		}
		return strconv.FormatInt(e.minutes*20+e.checks*10+way, 10)
	}
	for i, a := range eachAccount(n.types) {
		if a.canKeeps || a.canLoses {
			choices.rows = append(choices.rows, []string{strconv.Itoa(i), pick(a.canKeeps, a.keeps, 4), pick(a.canLoses, a.loses, 2)})
		}
	}
	return rowCase{given: []rowTable{
		context, book, choices,
		{name: "scenario_counts", header: []string{"id"}}, {name: "rung_counts", header: []string{"id"}}, {name: "counts_to_compare", header: []string{"users"}},
		{name: "subscription_verdicts", header: []string{"account_no"}},
		{name: "config_ways_out", header: []string{"max_accounts_without_sso"}, rows: [][]string{{room}}},
		{name: "assumption_values", header: []string{"id", "value"}, rows: [][]string{{"cents_per_hour", strconv.FormatInt(n.hour, 10)}}},
		{name: "billed_now", header: []string{"billable"}, rows: [][]string{{strconv.FormatInt(int64(len(eachAccount(n.types)))+n.others, 10)}}},
	}}
}

// mixNights of TestBestMix; BILLABLE_MIX_NIGHTS asks for more.
var mixNights = func() int {
	if n, err := strconv.Atoi(os.Getenv("BILLABLE_MIX_NIGHTS")); err == nil {
		return n
	}
	return 40
}()

// TestBestMix holds the queries to every mix there is of a small night: its total
// is the least, and among equals the effort is.
func TestBestMix(t *testing.T) {
	bench := newRowBench(t)
	checks := 0
	rapid.Check(t, func(t *rapid.T) {
		if checks++; checks > mixNights {
			return
		}
		n := drawMixNight(t)
		accounts := eachAccount(n.types)
		billed := int64(len(accounts)) + n.others
		type offer struct{ total, minutes, checks, freed int64 }
		best := offer{total: -1}
		everyMix(accounts, n.room, func(_ []int, freed int64, e effort) {
			o := offer{n.annual(billed-freed)*60 + e.minutes*n.hour, e.minutes, e.checks, freed}
			if best.total < 0 || slices.Compare([]int64{o.total, o.minutes, o.checks, o.freed}, []int64{best.total, best.minutes, best.checks, best.freed}) < 0 {
				best = o
			}
		})
		chosen, picks, err := bench.bestMix(n)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{strconv.FormatInt(best.freed, 10), strconv.FormatInt(best.minutes, 10)}; !slices.Equal(chosen, want) {
			t.Fatalf("frees and takes %v, want %v", chosen, want)
		}
		got, lost := effort{}, int64(0)
		for _, p := range picks {
			no, _ := strconv.Atoi(p[0])
			switch a := accounts[no]; {
			case p[1] == "4" && a.canKeeps:
				got = got.plus(a.keeps)
			case p[1] == "2" && a.canLoses:
				got, lost = got.plus(a.loses), lost+1
			default:
				t.Fatalf("account %v leaves by a way that is not its own", p)
			}
		}
		if int64(len(picks)) != best.freed || got != (effort{minutes: best.minutes, checks: best.checks}) || n.room != noRoomLimit && lost > n.room {
			t.Fatalf("picks %v: effort %+v, %d lose single sign-on; want %+v", picks, got, lost, best)
		}
	})
}

func (b *rowBench) bestMix(n mixNight) (chosen []string, picks [][]string, err error) {
	ctx := context.Background()
	given := n.given()
	err = b.derive(given, []string{"best_mix", "mix_picks"}, func() error {
		rows, err := b.selectText(ctx, []string{"freed", "minutes"}, "select freed, minutes from best_mix")
		if err != nil || len(rows) != 1 {
			return fmt.Errorf("best_mix has %d rows: %w", len(rows), err)
		}
		chosen = rows[0]
		picks, err = b.selectText(ctx, []string{"account_no", "way_out_no"}, "select account_no, way_out_no from mix_picks")
		return err
	})
	return chosen, picks, err
}
