package transform

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"billable/queries"
)

// bookHeader is that of a price book without the columns that may be left out.
const bookHeader = "product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,currency,period,effective_from,effective_to,source,confidence\n"

// A count is how many users a subscription has from a day on.
type count struct {
	day, product, place, plan string
	users                     int64
}

// openDesk opens a desk of the test's own book; "" is the bundled one.
func openDesk(t testing.TB, book string, facts Facts) *PriceDesk {
	t.Helper()
	if book != "" {
		facts.PriceBook = []byte(bookHeader + book)
	}
	d, err := OpenPriceDesk(context.Background(), queries.FS, facts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// askBill asks for a bill of nights that are there as counts: a night for each day
// that one of them names.
func askBill(t testing.TB, d *PriceDesk, q BillQuestion, counts []count) *Bill {
	t.Helper()
	b, err := d.bill(context.Background(), q, func(n *night) error { return n.giveCounts(counts) })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (n *night) giveCounts(counts []count) error {
	ctx := context.Background()
	seen := map[string]bool{}
	var nights, rows [][]string
	for _, c := range counts {
		if !seen[c.day] {
			seen[c.day] = true
			nights = append(nights, []string{c.day, "guard"}, []string{c.day, "seats"})
		}
		if c.product != "" {
			rows = append(rows, []string{c.day, c.product, c.place, c.plan, strconv.FormatInt(c.users, 10), "0"})
		}
	}
	if err := n.db.insert(ctx, "published_nights", []string{"as_of date", "kind"}, nights); err != nil {
		return err
	}
	return n.db.insert(ctx, "night_quantities", []string{"as_of date", "product", "place", "plan", "billable bigint", "unknown bigint"}, rows)
}

// months makes the three periods around one that begins on a day; each is priced
// on its first day.
func months(before, asked, next, after string) BillQuestion {
	return BillQuestion{Terms: Terms{Billing: "monthly"}, Before: BillPeriod{before, asked, before},
		Asked: BillPeriod{asked, next, asked}, Next: BillPeriod{next, after, next}, AskedOn: dayBefore(next, 0, 1)}
}

// everyDay spreads counts over the days up to the next one, and to last.
func everyDay(last string, steps ...count) []count {
	var counts []count
	for i, s := range steps {
		until := last
		if i+1 < len(steps) {
			until = dayBefore(steps[i+1].day, 0, 1)
		}
		for day := s.day; day <= until; day = dayBefore(day, 0, -1) {
			s.day = day
			counts = append(counts, s)
		}
	}
	return counts
}

func total(t testing.TB, b *Bill, product, place string) BillTotal {
	t.Helper()
	for _, x := range b.Totals {
		if x.Product == product && x.Place == place {
			return x
		}
	}
	t.Fatalf("no bill of %s@%s in %+v", product, place, b.Totals)
	return BillTotal{}
}

func cents(v *int64) string {
	if v == nil {
		return "null"
	}
	return strconv.FormatInt(*v, 10)
}

const jiraAt18 = "jira,standard,volume,1,,0,1800,USD,month,2025-01-01,,Atlassian's example,documented\n"

// Atlassian's example of maximum-quantity billing: 10 users at 18 dollars cost 180 a
// month; 5 more from the middle of June: July's bill is 15 seats and half a month of 5.
func TestBillOfTheOfficialExample(t *testing.T) {
	d := openDesk(t, jiraAt18, Facts{})
	counts := everyDay("2026-07-31",
		count{"2026-05-31", "jira", "acme", "standard", 10}, count{"2026-06-16", "jira", "acme", "standard", 15})
	june := total(t, askBill(t, d, months("2026-05-01", "2026-06-01", "2026-07-01", "2026-08-01"), counts[:31]), "jira", "acme")
	july := total(t, askBill(t, d, months("2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01"), counts), "jira", "acme")
	for _, c := range []struct{ what, got, want string }{
		{"June begins with", cents(june.StartUsers), "10"},
		{"June's base", cents(june.BaseCents), "18000"},
		{"added in June", cents(june.ExtraCents), "4500"},
		{"billed in June", cents(june.BilledUsers), "15"},
		{"July's projection", cents(june.NextInvoiceCents), "31500"},
		{"July begins with", cents(july.StartUsers), "15"},
		{"July's base", cents(july.BaseCents), "27000"},
		{"July's arrears", cents(july.ArrearsCents), "4500"},
		{"July's bill", cents(july.InvoiceCents), "31500"},
		{"August's", cents(july.NextInvoiceCents), "27000"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
		}
	}
}

// Atlassian's example of July 2018, before maximum-quantity billing: 1,200 users cost
// 2,450 dollars a month, whoever comes later in the month.
func TestBillOfJuly2018(t *testing.T) {
	d := openDesk(t, "", Facts{})
	counts := everyDay("2018-07-31", count{"2018-06-30", "guard_standard", "", "", 900}, count{"2018-07-01", "guard_standard", "", "", 1200}, count{"2018-07-20", "guard_standard", "", "", 1500})
	july := total(t, askBill(t, d, months("2018-06-01", "2018-07-01", "2018-08-01", "2018-09-01"), counts), "guard_standard", "")
	if got := fmt.Sprint(july.Rule, " ", cents(july.StartUsers), " ", cents(july.InvoiceCents), " ", cents(july.ExtraCents)); got != "billing_date 1200 245000 0" {
		t.Errorf("the bill of July 2018 is %s", got)
	}
}

// giveManyCounts is giveCounts for a batch of cases, read from a file.
func (n *night) giveManyCounts(counts []count) error {
	ctx := context.Background()
	f, err := os.CreateTemp("", "billable-counts-*.csv")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	var text strings.Builder
	nights := map[string]bool{}
	for _, c := range counts {
		fmt.Fprintf(&text, "%s,%s,%s,%s,%d\n", c.day, c.product, c.place, c.plan, c.users)
		nights[c.day] = true
	}
	if _, err := f.WriteString(text.String()); err != nil {
		return err
	}
	var dates []count
	for _, day := range slices.Sorted(maps.Keys(nights)) {
		dates = append(dates, count{day: day})
	}
	if err := n.giveCounts(dates); err != nil {
		return err
	}
	return n.db.exec(ctx, "insert into night_quantities select column0, column1, column2, column3, column4, 0 from read_csv("+quote(f.Name())+
		", header = false, columns = {'column0': 'date', 'column1': 'varchar', 'column2': 'varchar', 'column3': 'varchar', 'column4': 'bigint'})")
}
