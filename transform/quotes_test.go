package transform

import (
	"context"
	"database/sql"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A market is random resellers' offers: the price of a year of each product, 0 where
// there is none. The last product is an app of the first.
type market struct {
	resellers []string
	products  []string
	cents     [][]int64
}

func drawMarket(t *rapid.T) market {
	m := market{products: []string{"jira", "confluence", "bitbucket", "timesheets"}[:rapid.IntRange(1, 4).Draw(t, "products")]}
	for i := range rapid.IntRange(1, 4).Draw(t, "resellers") {
		m.resellers = append(m.resellers, string(rune('A'+i)))
		var row []int64
		for p := range m.products {
			cents := int64(0)
			if rapid.IntRange(0, 4).Draw(t, fmt.Sprintf("has %d %d", i, p)) > 0 {
				cents = rapid.Int64Range(1, 60).Draw(t, fmt.Sprintf("price %d %d", i, p)) * rapid.SampledFrom([]int64{1, 7, 100_000_000}).Draw(t, "unit")
			}
			row = append(row, cents)
		}
		m.cents = append(m.cents, row)
	}
	return m
}

// brute tries every reseller for every product; -1 when no assignment is possible. With
// sole all products come from one.
func (m market) brute(sole bool) int64 {
	best := int64(-1)
	pick := make([]int, len(m.products))
	var try func(p int, cost int64)
	try = func(p int, cost int64) {
		if p == len(m.products) {
			if best < 0 || cost < best {
				best = cost
			}
			return
		}
		for r := range m.resellers {
			isApp := m.products[p] == "timesheets"
			if m.cents[r][p] == 0 || isApp && pick[0] != r || sole && p > 0 && pick[0] != r {
				continue
			}
			pick[p] = r
			try(p+1, cost+m.cents[r][p])
		}
	}
	try(0, 0)
	return best
}

// breakEven is the smallest discount in basis points with which cents come to no more
// than best, found by trying.
func breakEven(cents, best int64) int64 {
	for d := int64(0); ; d++ {
		// half a cent is rounded away from zero
		net := new(big.Int).Mul(big.NewInt(cents), big.NewInt(10_000-d))
		net.Add(net, big.NewInt(5_000)).Quo(net, big.NewInt(10_000))
		if net.Cmp(big.NewInt(best)) <= 0 {
			return d
		}
	}
}

func (m market) given() rowCase {
	offers := rowTable{name: "open_offers", header: []string{"reseller", "product", "quote_no", "annual_cents", "renewal_cents"}}
	scope := rowTable{name: "quote_scope", header: []string{"product", "is_app", "users"}}
	parents := rowTable{name: "app_parents", header: []string{"app", "parent"}}
	for _, p := range m.products {
		isApp := p == "timesheets"
		scope.rows = append(scope.rows, []string{p, fmt.Sprint(isApp), "10"})
		if isApp {
			parents.rows = append(parents.rows, []string{p, m.products[0]})
		}
	}
	for r, name := range m.resellers {
		for p, cents := range m.cents[r] {
			if cents > 0 {
				offers.rows = append(offers.rows, []string{name, m.products[p], fmt.Sprint(r + 1), fmt.Sprint(cents), fmt.Sprint(cents)})
			}
		}
	}
	heads := rowTable{name: "quote_heads", header: []string{"quote_no", "is_newest"}, rows: [][]string{{"1", "true"}}}
	// Guard of a second organisation asks the whole night; here there is none.
	second := rowTable{name: "second_guard", header: []string{"members"}}
	return rowCase{given: []rowTable{offers, scope, parents, heads, second}}
}

// The best assignment and the discounts at which it flips are those that trying
// everything finds.
func TestAssignmentIsBest(t *testing.T) {
	bench := newRowBench(t)
	rapid.Check(t, func(t *rapid.T) {
		m := drawMarket(t)
		type way struct {
			cents, flip sql.NullInt64
			feasible    bool
		}
		ways := map[string]way{}
		err := bench.derive(m.given(), []string{"topology_costs", "topology_ranks"}, func() error {
			rows, err := bench.db.conn.QueryContext(context.Background(), "select c.id, c.is_feasible, c.annual_cents, r.break_even from topology_costs as c left join topology_ranks as r on r.id = c.id")
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				var id string
				var w way
				if err := rows.Scan(&id, &w.feasible, &w.cents, &w.flip); err != nil {
					return err
				}
				ways[id] = w
			}
			return rows.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		for id, want := range map[string]int64{"unified": m.brute(true), "split": m.brute(false)} {
			if got := ways[id]; got.feasible != (want >= 0) || got.feasible && got.cents.Int64 != want {
				t.Fatalf("%s costs %v (feasible %v), trying everything finds %d\n%v", id, got.cents, got.feasible, want, m)
			}
		}
		if u, s := ways["unified"], ways["split"]; u.feasible && s.feasible {
			if want := breakEven(u.cents.Int64, s.cents.Int64); u.flip.Int64 != want {
				t.Fatalf("unified at %d flips at %d of %d, trying finds %d", u.cents.Int64, u.flip.Int64, s.cents.Int64, want)
			}
		}
	})
}

// Totals to the cent, worked out a second time with fractions of any size: the net price,
// the tax and a year of random lines.
func TestQuoteAmountsAgainstFractions(t *testing.T) {
	bench := newRowBench(t)
	half := func(r *big.Rat) int64 { // half away from zero
		n := new(big.Int).Mul(new(big.Int).Abs(r.Num()), big.NewInt(2))
		n.Add(n, r.Denom()).Quo(n, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
		return n.Int64() * int64(r.Sign())
	}
	rapid.Check(t, func(t *rapid.T) {
		rows := rowTable{name: "quote_rows", header: []string{"row_no", "quote_no", "product", "is_total", "is_credit", "scale", "quantity", "user_tier", "list_unit_e4",
			"list_total_cents", "discount_basis_points", "discount_total_cents", "net_total_cents", "tax_ppm", "tax_total_cents", "line_total_cents", "currency"}}
		terms := rowTable{name: "quote_terms", header: []string{"row_no", "yearly", "term", "whole_months", "months_e2"}}
		var want []string
		for i := range rapid.IntRange(1, 6).Draw(t, "lines") {
			scale := rapid.SampledFrom([]int64{10, 100, 10_000}).Draw(t, "scale")
			users, unit := rapid.Int64Range(0, 5_000).Draw(t, "users"), rapid.Int64Range(0, 9_000_000).Draw(t, "unit")
			off, ppm := rapid.Int64Range(0, 10_000).Draw(t, "discount"), rapid.Int64Range(0, 300_000).Draw(t, "tax")
			months := rapid.Int64Range(1, 60).Draw(t, "months")
			list := half(big.NewRat(users*unit, scale))
			net := half(big.NewRat(list*(10_000-off), 10_000))
			tax := half(big.NewRat(net*ppm, 1_000_000))
			annual := half(new(big.Rat).Mul(big.NewRat(net, 1), big.NewRat(12, months)))
			no := fmt.Sprint(i + 1)
			rows.rows = append(rows.rows, []string{no, no, "jira", "false", "false", fmt.Sprint(scale), fmt.Sprint(users), "null", fmt.Sprint(unit),
				"null", fmt.Sprint(off), "null", "null", fmt.Sprint(ppm), fmt.Sprint(tax), fmt.Sprint(net + tax), "USD"})
			terms.rows = append(terms.rows, []string{no, "1200", fmt.Sprint(months * 100), fmt.Sprint(months), fmt.Sprint(months * 100)})
			want = append(want, fmt.Sprint(no, " ", list, " ", net, " ", tax, " ", net+tax, " ", annual, " true true"))
		}
		var got []string
		err := bench.derive(rowCase{given: []rowTable{rows, terms, {name: "quote_tax_rates", header: []string{"quote_no"}}}}, []string{"reckoned_totals", "line_costs"}, func() error {
			found, err := bench.db.conn.QueryContext(context.Background(), `select r.row_no, l.expected_cents, n.expected_cents, x.expected_cents, s.expected_cents, c.annual_cents,
				x.is_right, s.is_right from quote_rows as r join reckoned_lists as l on l.row_no = r.row_no join reckoned_nets as n on n.row_no = r.row_no
				join reckoned_taxes as x on x.row_no = r.row_no join reckoned_totals as s on s.row_no = r.row_no join line_costs as c on c.row_no = r.row_no order by r.row_no`)
			if err != nil {
				return err
			}
			defer found.Close()
			for found.Next() {
				var n [6]int64
				var taxes, totals bool
				if err := found.Scan(&n[0], &n[1], &n[2], &n[3], &n[4], &n[5], &taxes, &totals); err != nil {
					return err
				}
				got = append(got, fmt.Sprint(n[0], " ", n[1], " ", n[2], " ", n[3], " ", n[4], " ", n[5], " ", taxes, " ", totals))
			}
			return found.Err()
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("lines, list, net, tax, total, year:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
