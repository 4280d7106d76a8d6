package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// edgesMarts are the marts of the sheet Edges.
type edgesMarts struct {
	margins  []marginMart
	edges    []edgeMart
	accounts []edgeAccountMart
	curve    []curveMart
}

type marginMart struct {
	No           int64  `parquet:"edge_no"`
	Subscription string `parquet:"subscription"`
	Product      string `parquet:"product"`
	Place        string `parquet:"place"`
	Plan         string `parquet:"plan"`
	Users        int64  `parquet:"users"`
	Monthly      *int64 `parquet:"monthly_cents"`
	Annual       *int64 `parquet:"annual_cents"`
	Reason       string `parquet:"reason"`
	FewerMonthly *int64 `parquet:"fewer_monthly_cents"`
	FewerAnnual  *int64 `parquet:"fewer_annual_cents"`
	MoreMonthly  *int64 `parquet:"more_monthly_cents"`
	MoreAnnual   *int64 `parquet:"more_annual_cents"`
	MoreReason   string `parquet:"more_reason"`
	Purchased    *int64 `parquet:"purchased_tier"`
	Free         *int64 `parquet:"free_seats"`
	SavesFrom    *int32 `parquet:"saves_from,date"`
}

type edgeMart struct {
	No          int64  `parquet:"edge_no"`
	Kind        string `parquet:"kind"`
	Prices      bool   `parquet:"prices_tonight"`
	From        *int64 `parquet:"block_from"`
	To          *int64 `parquet:"block_to"`
	UsersBelow  *int64 `parquet:"users_below"`
	SeatsBelow  *int64 `parquet:"seats_below"`
	AnnualBelow *int64 `parquet:"annual_cents_below"`
	Saving      *int64 `parquet:"saving_cents"`
	UsersAbove  *int64 `parquet:"users_above"`
	SeatsAbove  *int64 `parquet:"seats_above"`
	AnnualAbove *int64 `parquet:"annual_cents_above"`
	Cost        *int64 `parquet:"cost_cents"`
	Freeable    *int64 `parquet:"freeable"`
	IsReachable bool   `parquet:"is_reachable"`
}

type edgeAccountMart struct {
	PickNo    int64  `parquet:"pick_no"`
	Kind      string `parquet:"kind"`
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Name      string `parquet:"name"`
	WayOut    string `parquet:"way_out"`
	Minutes   int64  `parquet:"effort_minutes"`
	Mark      string `parquet:"mark"`
	Reason    string `parquet:"reason"`
}

type curveMart struct {
	No        int64  `parquet:"edge_no"`
	Users     int64  `parquet:"users"`
	Monthly   *int64 `parquet:"monthly_cents"`
	Annual    *int64 `parquet:"annual_cents"`
	IsTonight bool   `parquet:"is_tonight"`
}

func (m edgesMarts) save(t testing.TB, files map[string][]string, dir string) {
	save(t, files, dir, "edge_margins", m.margins)
	save(t, files, dir, "edges", m.edges)
	save(t, files, dir, "edge_accounts", m.accounts)
	save(t, files, dir, "edge_curve", m.curve)
}

// table1Edges are those of 500 users: 250 lie in the bracket below.
func table1Edges() edgesMarts {
	n := ptr[int64]
	return edgesMarts{
		margins: []marginMart{
			{No: 1, Subscription: "guard_standard", Product: "guard_standard", Users: 500, Monthly: n(175000), Annual: n(1750000),
				FewerMonthly: n(300), FewerAnnual: n(3000), MoreMonthly: n(300), MoreAnnual: n(3000), Free: n(0)},
			{No: 2, Subscription: "jsm@acme", Product: "jsm", Place: "acme", Users: 200, Reason: "the plan at this place is not known", MoreReason: "no price"},
		},
		edges: []edgeMart{
			{No: 1, Kind: "bracket", Prices: true, From: n(251), To: nil, UsersBelow: n(250), SeatsBelow: n(250), AnnualBelow: n(1000000), Saving: n(750000),
				Freeable: n(300), IsReachable: true},
			{No: 1, Kind: "tier", From: n(401), To: n(500), UsersBelow: n(100), SeatsBelow: n(400), AnnualBelow: n(400000), Saving: n(1350000),
				UsersAbove: n(501), SeatsAbove: n(1), AnnualAbove: n(1753000), Cost: n(3000), Freeable: n(300)},
		},
		accounts: []edgeAccountMart{
			{1, "bracket", "712020:00000000-0000-4000-8000-000000000201", "person00201@acme.example", "Person 00201", "non_billable_policy", 2, "", ""},
			{2, "bracket", "712020:00000000-0000-4000-8000-000000000202", "person00202@acme.example", "Person 00202", "deactivate", 2, "check", "absent from the directory"},
		},
		curve: []curveMart{{1, 250, n(100000), n(1000000), false}, {1, 251, n(100300), n(1003000), false}, {1, 500, n(175000), n(1750000), true}},
	}
}

func TestSheetEdges(t *testing.T) {
	f := openBookOf(t, run(t, table1Of(600), table1Night(), nil))
	for _, c := range []struct {
		row  string
		want []string
	}{
		{"250", []string{"250", "$10,000.00", "$10,000.00"}},
		{"500", []string{"500", "$17,500.00", "$17,500.00", "tonight"}},
		{"Guard Standard", []string{"500", "$1,750.00", "$17,500.00", "$3.00", "$30.00", "$3.00", "$30.00", "0"}},
		{"Jira Service Management at acme", []string{"200", "not known", "not known", "not known", "not known", "not known", "not known", "not known", "The plan at this place is not known"}},
		{"person00202@acme.example", []string{"Deactivate", "2", "712020:00000000-0000-4000-8000-000000000202", "Absent from the directory"}},
	} {
		if diff := cmp.Diff(c.want, line(t, f, "Edges", c.row)); diff != "" {
			t.Errorf("row %q (-want +got):\n%s", c.row, diff)
		}
	}
	text := sheetText(t, f, "Edges")
	for _, want := range []string{"Bracket, prices|251|no limit|250|250|$7,500.00|none|none|none|300|The accounts below, the cheapest first.",
		"Tier|401|500|100|400|$13,500.00|501|1|$30.00|300|Not enough: 300 accounts can be freed.",
		"400 accounts would have to go, and the ways out free 300 at most, within the limits of the config."} {
		if !text[want] {
			t.Errorf("the sheet lacks %q", want)
		}
	}
	cell := cellOf(t, f, "Edges", "500", "Cost per year")
	formula, _ := f.GetCellFormula("Edges", cell)
	if want := "ROUND(ROUND(C8*(1-discount),2)*exchange_rate,2)"; formula != want {
		t.Errorf("the cost of tonight is %q, want %q", formula, want)
	}
}

// sheetText gives the rows of a sheet without the first cell, as sets of texts: cells
// that are not empty, joined by |.
func sheetText(t *testing.T, f *excelize.File, sheet string) map[string]bool {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	text := map[string]bool{}
	for _, row := range rows {
		for from := range row {
			joined := ""
			for _, c := range row[from:] {
				if c == "" {
					continue
				}
				if joined != "" {
					joined += "|"
				}
				joined += c
			}
			text[joined] = true
		}
	}
	return text
}
