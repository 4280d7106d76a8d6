package transform

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"testing"
)

// Every price of queries/prices.md that a book can hold, as the queries give it. -1:
// not known.
func TestPublishedPrices(t *testing.T) {
	d := openDesk(t, "", Facts{})
	type row struct {
		day, product, plan, billing string
		tier                        int64
		users, monthly, annual      int64
	}
	rows := []row{
		// section 2: Atlassian staff, July 2018
		{"2018-07-04", "guard_standard", "", "monthly", 0, 1200, 245000, 2940000},
		{"2018-07-04", "guard_standard", "", "monthly", 0, 10, 3000, 36000},
		{"2018-07-04", "guard_standard", "", "monthly", 0, 1, 3000, 36000},
		{"2018-07-04", "guard_standard", "", "monthly", 0, 11, 3300, 39600},
		{"2018-06-30", "guard_standard", "", "monthly", 0, 10, -1, -1},
		// section 4
		{"2018-10-01", "jira", "standard", "monthly", 0, 10, 7000, 84000},
		{"2023-09-22", "jira", "standard", "monthly", 0, 10, 7750, 93000},
		{"2026-11-20", "jira", "standard", "monthly", 0, 10, 9050, 108600},
		{"2026-11-20", "jira", "premium", "monthly", 0, 1, 1830, 21960},
		{"2026-11-20", "jira", "enterprise", "annual", 0, 1, -1, 801 * 15500},
		{"2026-11-20", "jira", "enterprise", "annual", 0, 900, -1, 900 * 15500},
		{"2026-11-20", "jsm", "free", "monthly", 0, 3, 0, 0},
		{"2026-11-20", "jsm", "free", "monthly", 0, 4, -1, -1},
		{"2026-11-20", "jsm", "standard", "monthly", 0, 2, 5000, 60000},
		{"2026-11-20", "jsm", "premium", "monthly", 0, 2, 11460, 137520},
		{"2026-11-20", "confluence", "standard", "monthly", 0, 10, 6050, 72600},
		{"2026-11-20", "confluence", "premium", "monthly", 0, 10, 11750, 141000},
		{"2026-11-20", "bitbucket", "free", "monthly", 0, 5, 0, 0},
		{"2026-11-20", "bitbucket", "free", "monthly", 0, 6, -1, -1},
		{"2026-11-20", "bitbucket", "standard", "monthly", 0, 10, 3650, 43800},
		{"2026-11-20", "bitbucket", "premium", "monthly", 0, 10, 7250, 87000},
		{"2026-09-19", "bitbucket", "standard", "monthly", 0, 10, -1, -1},
		{"2026-11-20", "trello", "free", "monthly", 0, 10, 0, 0},
		{"2026-11-20", "trello", "standard", "monthly", 0, 1, 600, 7200},
		{"2026-11-20", "trello", "standard", "annual", 0, 1, -1, 6000},
		{"2026-11-20", "trello", "premium", "monthly", 0, 1, 1250, 15000},
		{"2026-11-20", "trello", "premium", "annual", 0, 1, -1, 12000},
		{"2026-11-20", "trello", "enterprise", "annual", 0, 1, -1, 21000},
		// section 4.1: the agents of 2017
		{"2017-07-30", "jsm", "", "monthly", 0, 1, 1000, 12000},
		{"2017-07-30", "jsm", "", "monthly", 0, 3, 1000, 12000},
		{"2017-07-30", "jsm", "", "monthly", 0, 4, 8000, 96000},
		{"2017-07-31", "jsm", "", "monthly", 0, 4, -1, -1},
	}
	// section 3: Table 1, and what its reading gives
	for users, annual := range map[int64]int64{0: 0, 50: 2000, 100: 4000, 200: 8000, 250: 10000, 300: 11500, 400: 14500, 500: 17500, 600: 20500,
		800: 26500, 1000: 32500, 1200: 36500, 2000: 52500, 5000: 112500, 10000: 212500} {
		rows = append(rows, row{"2026-11-20", "guard_standard", "", "annual", 0, users, annual * 10, annual * 100})
		if users > 0 && users != 10000 && users != 250 {
			rows = append(rows, row{"2026-11-20", "guard_standard", "", "annual", 500, users, annual * 10, annual * 100})
		}
	}
	// section 4.1: Jira's tiers of 2017, at both ends
	for _, tier := range []struct{ from, to, monthly, annual int64 }{
		{1, 10, 1000, 10000}, {11, 15, 7500, 75000}, {16, 25, 15000, 150000}, {26, 50, 30000, 300000},
		{51, 100, 45000, 450000}, {101, 500, 75000, 750000}, {501, 2000, 150000, 1500000},
	} {
		for _, users := range []int64{tier.from, tier.to} {
			rows = append(rows, row{"2017-07-30", "jira", "", "monthly", 0, users, tier.monthly, tier.monthly * 12},
				row{"2017-07-30", "jira", "", "annual", 0, users, -1, tier.annual})
		}
	}
	rows = append(rows, row{"2017-07-30", "jira", "", "monthly", 0, 2001, -1, -1})
	asked := map[Terms][]pricedUsers{}
	for _, r := range rows {
		terms := Terms{AsOf: r.day, Billing: r.billing, PurchasedTier: r.tier}
		asked[terms] = append(asked[terms], pricedUsers{r.product, r.plan, r.users})
	}
	for terms, list := range asked {
		got := priceAll(t, d, terms, list...)
		for _, r := range rows {
			if terms != (Terms{AsOf: r.day, Billing: r.billing, PurchasedTier: r.tier}) {
				continue
			}
			want := known(r.monthly) + " a month, " + known(r.annual) + " a year"
			if got := got[pricedUsers{r.product, r.plan, r.users}]; got != want {
				t.Errorf("%+v: %d users of %s %s cost %s, want %s", terms, r.users, r.product, r.plan, got, want)
			}
		}
	}
}

func known(cents int64) string {
	if cents < 0 {
		return "null"
	}
	return strconv.FormatInt(cents, 10)
}

type pricedUsers struct {
	product, plan string
	users         int64
}

// priceAll spells what numbers of users cost a month and a year.
func priceAll(t *testing.T, d *PriceDesk, terms Terms, list ...pricedUsers) map[pricedUsers]string {
	t.Helper()
	ctx := context.Background()
	found := map[pricedUsers]string{}
	err := d.at(ctx, terms, func(n *night) error {
		var rows [][]string
		for _, p := range list {
			rows = append(rows, []string{p.product, p.plan, strconv.FormatInt(p.users, 10)})
		}
		if err := n.db.insert(ctx, "seats_to_price", []string{"product", "plan", "users bigint"}, rows); err != nil {
			return err
		}
		if _, err := n.makeMore(ctx, "bill", map[string]bool{"run_context": true, "seats_to_price": true}, "priced_seats"); err != nil {
			return err
		}
		return n.db.rows(ctx, "select product, plan, users, monthly_cents, annual_cents from priced_seats", func(r *sql.Rows) error {
			var p pricedUsers
			var m, a *int64
			err := r.Scan(&p.product, &p.plan, &p.users, &m, &a)
			found[p] = cents(m) + " a month, " + cents(a) + " a year"
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Where no price list by the seat is there, the smallest tier that holds the users
// is paid for: 16 to 25 users of Jira in 2024 pay 2,050 dollars a year (community
// thread 2613006): 25 x 8.15 x 10, rounded up to the next 50.
func TestTheJiraTierOf2024(t *testing.T) {
	d := openDesk(t, "", Facts{})
	book, _, err := d.Book(context.Background(), "2024-06-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range book {
		if l.Product == "jira" && l.Plan == "standard" && l.Semantics == "tier" {
			text := "product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,annual_rounding_cents,currency,period,effective_from,effective_to,source,confidence\n" +
				fmt.Sprintf("jira,standard,tier,%d,%d,0,%d,%d,USD,month,%s,,thread,third-party\n", l.From, *l.To, l.UnitCents, l.Rounding, l.Since)
			alone, err := OpenPriceDesk(context.Background(), d.night.lib.fsys, Facts{PriceBook: []byte(text)})
			if err != nil {
				t.Fatal(err)
			}
			defer alone.Close()
			for _, users := range []int64{16, 25} {
				p := pricedUsers{"jira", "standard", users}
				if got := priceAll(t, alone, Terms{AsOf: "2024-06-01", Billing: "annual"}, p)[p]; got != "20375 a month, 205000 a year" {
					t.Errorf("%d users cost %s, want 205000 a year", users, got)
				}
			}
			return
		}
	}
	t.Error("the bundled book has no tier of Jira Standard in 2024")
}
