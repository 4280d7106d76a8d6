package transform

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"billable/queries"

	"pgregory.net/rapid"
)

// pairsInBatch is how many pairs of counts one book is asked.
const pairsInBatch = 100

// bookText spells two lists as a price book, by the month.
func bookText(standard, addOn drawnBook) string {
	var text strings.Builder
	text.WriteString("product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,currency,period,effective_from,effective_to,source,confidence\n")
	for _, b := range []struct {
		product string
		drawnBook
	}{{"guard_standard", standard}, {"guard_premium", addOn}} {
		for _, l := range b.lines {
			to := ""
			if l.To > 0 {
				to = fmt.Sprint(l.To)
			}
			fmt.Fprintf(&text, "%s,,%s,%d,%s,%d,%d,USD,month,2020-01-01,,offer,documented\n", b.product, l.Semantics, l.From, to, l.Minimum, l.UnitCents)
		}
	}
	return text.String()
}

// The add-on of Premium: a total is Standard's price and the add-on's, each rounded as
// its own line, and never less than Standard alone; the add-on's is that of the reference.
func TestPropertiesOfPremium(t *testing.T) {
	ctx := context.Background()
	checkBatches(t, func(t *rapid.T, cases int) {
		standard, addOn := drawBook(t, "graduated", "volume"), drawBook(t, "graduated", "volume", "tier")
		money := Money{DiscountBasisPoints: rapid.Int64Range(0, 4000).Draw(t, "discount"), TaxBasisPoints: 1900}
		d, err := OpenPriceDesk(ctx, queries.FS, Facts{PriceBook: []byte(bookText(standard, addOn)), Money: money})
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		var both, ownStandard, ownAddOn []Counts
		for range min(cases, pairsInBatch) {
			c := Counts{rapid.Int64Range(0, 130).Draw(t, "users"), rapid.Int64Range(0, 130).Draw(t, "premium")}
			both, ownStandard, ownAddOn = append(both, c), append(ownStandard, Counts{Users: c.Users}), append(ownAddOn, Counts{Premium: c.Premium})
		}
		price := func(edition string, counts []Counts) []Priced {
			priced, err := d.Price(ctx, Terms{AsOf: "2026-11-20", Edition: edition, Billing: "annual"}, counts...)
			if err != nil {
				t.Fatal(err)
			}
			return priced
		}
		total, alone, added := price("premium", both), price("standard", ownStandard), price("premium", ownAddOn)
		for i, c := range both {
			listed := addOn.price(c.Premium)
			switch {
			case !listed.Known:
				if total[i].AnnualCents != nil || total[i].MonthlyCents != nil || total[i].Reason == "" {
					t.Fatalf("%+v: the add-on has no price of %d users, and the total is %+v", c, c.Premium, total[i])
				}
				continue
			case total[i].AnnualCents == nil || *total[i].AnnualCents != *alone[i].AnnualCents+*added[i].AnnualCents,
				*total[i].MonthlyCents != *alone[i].MonthlyCents+*added[i].MonthlyCents:
				t.Fatalf("%+v: %+v is not %+v and %+v", c, total[i], alone[i], added[i])
			case *total[i].AnnualCents < *alone[i].AnnualCents:
				t.Fatalf("%+v: Premium costs less than Standard", c)
			}
			paid := listed.Cents * (10000 - money.DiscountBasisPoints)
			if want := (2*paid + 10000) / 20000; *added[i].MonthlyCents != want {
				t.Fatalf("%+v: the add-on costs %d a month, want %d", c, *added[i].MonthlyCents, want)
			}
		}
	})
}
