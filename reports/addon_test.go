package reports

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// table1Premium is Table 1 with the add-on of Premium: 40 users at two dollars, 30 of
// them meant; every scenario but the first frees 10, one of which would be unknown.
func table1Premium() marts {
	m := table1Of(600)
	m.night[0].Edition, m.night[0].Recoverable = "premium", ptr[int64](950000+20000)
	addOn := func(users, unknown int64) addOnMart {
		return addOnMart{Billable: &users, Unknown: &unknown, Annual: ptr(users * 2000)}
	}
	with := func(cents *int64, users int64) *int64 { return ptr(*cents + users*2000) }
	for i, users := range []int64{0, 30, 30, 40} {
		r := &m.ladder[i]
		m.ladderAddOns = append(m.ladderAddOns, addOn(users, 0))
		r.Annual, r.UpTo = with(r.Annual, users), with(r.UpTo, users)
	}
	for i := range m.scenarios {
		s, users, unknown := &m.scenarios[i], int64(40), int64(0)
		if i > 0 {
			users, unknown = 30, 1
			s.Saving, s.Net = with(s.Saving, 10), netOf(s.Net)
		}
		m.scenarioAddOns = append(m.scenarioAddOns, addOn(users, unknown))
		s.Annual, s.Monthly, s.UpTo = with(s.Annual, users), ptr(*s.Monthly+users*200), with(s.UpTo, users+unknown)
	}
	m.prices = append(m.prices, priceMart{9, "guard_premium", "", "graduated", 1, nil, 0, 200, "USD", 100, "month", dayOf("2023-05-01"), nil, "offer", "documented", true})
	m.terms[0].AddOn, m.terms[0].AddOnPeriod, m.terms[0].AddOnCurrency, m.terms[0].AddOnRounding = ptr("graduated"), ptr("month"), ptr("USD"), ptr[int64](1)
	for _, users := range []int64{0, 30, 31, 40} {
		c := costOf(users, users*200, users*2000)
		c.Product = "guard_premium"
		m.costs = append(m.costs, c)
	}
	return m
}

// netOf is a net saving with what the add-on saves too.
func netOf(net *int64) *int64 {
	if net == nil {
		return nil
	}
	return ptr(*net + 20000)
}

// With the add-on the money of the workbook is formulas over both lists, and each sheet
// shows its users and its part of the cost.
func TestWorkbookOfPremium(t *testing.T) {
	dir := run(t, table1Premium(), table1Night(), nil)
	f := openBookOf(t, dir)
	for _, c := range []struct {
		sheet, row string
		want       []string
	}{
		{"Summary", "Billed by Guard Standard", []string{"500", "Accounts whose verdict is billable."}},
		{"Summary", "Billed by Guard Premium, the add-on", []string{"40", "Users with Jira or Confluence, on any plan and in any policy."}},
		{"Summary", "Cost per year", []string{"$18,300", "Guard Premium, billed by the year."}},
		{"Summary", "Of the cost, the add-on per year", []string{"$800", "The rest is Guard Standard."}},
		{"Ladder", "Intended", []string{"Billed because the organisation means to pay for them", "200", "200", "$8,600", "0", "$8,600", "30", "$600", "0"}},
		{"Scenarios", "Move to a non-billable policy", []string{
			"300", "200", "$860", "$8,600", "$9,700", "600", "$600", "$9,100", "0", "$8,620", "30", "$600", "1",
			"Single sign-on, enforced MFA, identity-provider sync; still counts for Guard Premium"}},
		{"Checks", "Rung: Intended: the add-on", []string{"$600.00", "$600.00", "$600.00", "$600.00", "$600.00", "equal"}},
		{"Checks", "Rung: Intended: both", []string{"$8,600.00", "$8,600.00", "none", "none", "none", "equal"}},
	} {
		if diff := cmp.Diff(c.want, line(t, f, c.sheet, c.row)); diff != "" {
			t.Errorf("%s, row %q (-want +got):\n%s", c.sheet, c.row, diff)
		}
	}
	formula, priced := regexp.MustCompile(`<f[^>]*>([^<]*)</f>`), 0
	for name, part := range unzip(t, filepath.Join(dir, "scenarios.xlsx")) {
		if !strings.HasPrefix(name, "xl/worksheets/") {
			continue
		}
		for _, text := range formula.FindAllStringSubmatch(part, -1) {
			if !ours.MatchString(text[1]) {
				t.Errorf("%s holds the formula %q", name, text[1])
			}
			priced += strings.Count(text[1], "premium_price")
		}
	}
	rows, err := f.GetRows("Checks")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) == 7 && row[6] == "differs" {
			t.Errorf("Checks: %v", row)
		}
	}
	if priced < 10 {
		t.Errorf("%d formulas use the price of the add-on", priced)
	}
}
