package reports

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// openBookOf reads the workbook of a finished night back.
func openBookOf(t testing.TB, dir string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, "scenarios.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// line finds the row whose first cell is name and gives its cells as a reader
// sees them, without the empty ones.
func line(t testing.TB, f *excelize.File, sheet, name string) []string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 0 && row[0] == name {
			return slices.DeleteFunc(row[1:], func(s string) bool { return s == "" })
		}
	}
	t.Fatalf("sheet %s has no row %q", sheet, name)
	return nil
}

// cellOf names the cell in the column of header (in row top) and the row of name.
func cellOf(t testing.TB, f *excelize.File, sheet, name, header string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	col := -1
	for i, row := range rows {
		if at := slices.Index(row, header); at > 0 && col < 0 {
			col = at
		}
		if col >= 0 && len(row) > 0 && row[0] == name {
			return at(col, i+1)
		}
	}
	t.Fatalf("sheet %s has no %q under %q", sheet, name, header)
	return ""
}

// The figures of Table 1, to the dollar.
func TestTable1Summary(t *testing.T) {
	dir := run(t, table1(), table1Night(), func(o *Options) { o.Workbook = false })
	var s struct {
		Accounts struct {
			Total   int64            `json:"total"`
			ByClass map[string]int64 `json:"by_class"`
		} `json:"accounts"`
		Verdicts map[string]map[string]int64 `json:"verdicts"`
		Ladder   []struct {
			ID       string `json:"id"`
			Billable int64  `json:"billable"`
			Annual   *int64 `json:"annual_cents"`
		} `json:"ladder"`
		Recoverable *int64 `json:"recoverable_cents"`
	}
	if err := json.Unmarshal([]byte(read(t, dir, "summary.json")), &s); err != nil {
		t.Fatal(err)
	}
	if s.Accounts.Total != 10000 || s.Accounts.ByClass["agent"] != 200 || s.Accounts.ByClass["accidental_trello"] != 300 ||
		s.Accounts.ByClass["portal_customer"] != 9500 || len(s.Accounts.ByClass) != 9 {
		t.Errorf("accounts %+v", s.Accounts)
	}
	if diff := cmp.Diff(map[string]map[string]int64{
		"guard_standard": {"billable": 500, "not_billable": 9500, "unknown": 0},
		"guard_premium":  {"billable": 0, "not_billable": 10000, "unknown": 0},
	}, s.Verdicts); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
	for i, want := range []int64{0, 800_000, 800_000, 1_750_000} {
		if i >= len(s.Ladder) || s.Ladder[i].Annual == nil || *s.Ladder[i].Annual != want {
			t.Errorf("ladder %+v, want %d cents on rung %d", s.Ladder, want, i)
		}
	}
	if s.Recoverable == nil || *s.Recoverable != 950_000 {
		t.Errorf("recoverable %v", s.Recoverable)
	}
	if rows := strings.Count(read(t, dir, "accounts.csv"), "\n"); rows != 10_001 {
		t.Errorf("accounts.csv has %d lines", rows)
	}
}

func TestTable1Workbook(t *testing.T) {
	dir := run(t, table1Of(600), table1Night(), nil)
	f := openBookOf(t, dir)
	want := []string{"Summary", "Ladder", "Scenarios", "Edges", "Calculation", "Changes", "Trend", "Accounts", "Seats", "Reconciliation", "Price book", "Assumptions", "Checks", "Provenance"}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	for _, c := range []struct {
		sheet, row string
		want       []string
	}{
		{"Summary", "Accounts", []string{"10,000", "Every account that an Atlassian source names."}},
		{"Summary", "Billed by Guard Standard", []string{"500", "Accounts whose verdict is billable."}},
		{"Summary", "Cost per year", []string{"$17,500", "Guard Standard, billed by the year."}},
		{"Summary", "Recoverable per year", []string{"$9,500", "What accounts cost that the organisation does not mean to pay for."}},
		{"Summary", "Accidental Trello", []string{"300", "3.0%"}},
		{"Summary", "All accounts", []string{"10,000", "100.0%"}},
		{"Summary", "Guard Standard", []string{"500", "9,500", "0"}},
		{"Summary", "Guard Premium", []string{"0", "10,000", "0"}},
		{"Summary", "Unclaim", []string{"300", "0", "0", "unclaim.upload.csv"}},
		{"Ladder", "Claimed", []string{"All accounts", "10,000", "0", "$0", "0", "$0"}},
		{"Ladder", "Intended", []string{"Billed because the organisation means to pay for them", "200", "200", "$8,000", "0", "$8,000"}},
		{"Ladder", "Unlicensed", []string{"All others", "9,800", "200", "$8,000", "0", "$8,000"}},
		{"Ladder", "Accidental", []string{"Billed by any other rule", "300", "500", "$17,500", "0", "$17,500"}},
		{"Ladder", "Per year", []string{"What the last rung costs more than the intended ones.", "$9,500"}},
		{"Scenarios", "Keep everything as it is", []string{"0", "500", "$1,750", "$17,500", "$0", "0", "$0", "$0", "0", "$17,500", "Nothing"}},
		{"Scenarios", "No accidental use at all", []string{"300", "200", "$800", "$8,000", "$9,500", "not known", "not known", "not known", "0", "$8,000", "The products that were signed up for by accident"}},
		{"Seats", "Jira Service Management", []string{"2", "200", "12", "3"}},
		{"Seats", "Trello", []string{"1", "0", "300", "0"}},
		{"Price book", "used", []string{"Guard Standard", "Graduated", "1", "250", "10", "$4.00", "month", "2023-05-01", "open", "Derived", "seed 001, Table 1"}},
		{"Assumptions", "Months paid in a year", []string{"10", "months", "price book", "An annual subscription costs ten monthly prices."}},
		{"Assumptions", "Users billed tonight", []string{"500", "users", "the verdicts of the night", "every scenario is this less the seats it frees"}},
		{"Calculation", "Exclude from the claim", []string{"300", "200", "200", "$800.00", "$8,000.00", "$800.00", "$8,000.00", "$800.00", "$8,000.00", "$0.00", "$8,000.00"}},
		{"Assumptions", "(no place named)", []string{"Trello", "Own", "Assumed", "a grant without a workspace", "300"}},
		{"Checks", "One class per account", []string{"Fatal", "holds", "Every account has exactly one class."}},
		{"Provenance", "Rules of", []string{"2026-11-20"}},
		{"Provenance", "Run", []string{"3f9a1c77d2e4b601"}},
		{"Provenance", "DuckDB", []string{"1.5.5"}},
		{"Accounts", "person00201@acme.example", []string{
			"Person 00201", "Accidental Trello", "Trello alone takes a seat", "Billable", "trello_only", "Trello alone takes a seat",
			"Not billable", "no_jira_or_confluence", "trello", "Active", "never", "Billable", "Agrees", "Stated",
			"712020:00000000-0000-4000-8000-000000000201", "managed-accounts.csv:202", "Account ID",
		}},
	} {
		if diff := cmp.Diff(c.want, line(t, f, c.sheet, c.row)); diff != "" {
			t.Errorf("%s, row %q (-want +got):\n%s", c.sheet, c.row, diff)
		}
	}
}

// Numbers are numbers, our formulas keep their numbers, ids are text.
func TestWorkbookCellTypes(t *testing.T) {
	f := openBookOf(t, run(t, table1Of(600), table1Night(), nil))
	for _, c := range []struct{ sheet, row, header, raw, formula string }{
		{"Ladder", "Accidental", "Per year", "17500", "'Calculation'!$J$17"},
		{"Ladder", "Accidental", "Billable", "500", "'Calculation'!$C$17"},
		{"Scenarios", "Exclude from the claim", "Saving per year", "9500", "$E$6-E7"},
		{"Summary", "All accounts", "Accounts", "10000", "SUM(B16:B24)"},
		{"Accounts", "person00001@acme.example", "Last active", "46328", ""},
		{"Price book", "used", "Unit price", "4", ""},
	} {
		cell := cellOf(t, f, c.sheet, c.row, c.header)
		raw, err := f.GetCellValue(c.sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		kind, _ := f.GetCellType(c.sheet, cell)
		formula, _ := f.GetCellFormula(c.sheet, cell)
		if raw != c.raw || formula != c.formula || kind == excelize.CellTypeInlineString {
			t.Errorf("%s %s (%s, %s): %q with formula %q of type %d, want number %q with %q",
				c.sheet, cell, c.row, c.header, raw, formula, kind, c.raw, c.formula)
		}
	}
	for _, header := range []string{"Account ID", "Name", "Guard Standard: rule"} {
		cell := cellOf(t, f, "Accounts", "person00001@acme.example", header)
		if kind, _ := f.GetCellType("Accounts", cell); kind != excelize.CellTypeInlineString {
			t.Errorf("%s is of type %d, want text", header, kind)
		}
		id, _ := f.GetCellStyle("Accounts", cell)
		if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
			t.Errorf("%s has number format %d, want 49 (text): %v", header, style.NumFmt, err)
		}
	}
}

func TestAccountsSheetIsATable(t *testing.T) {
	f := openBookOf(t, run(t, table1Of(600), table1Night(), nil))
	tables, err := f.GetTables("Accounts")
	if err != nil || len(tables) != 1 || tables[0].Range != "A4:T604" || tables[0].Name != "Accounts" {
		t.Errorf("tables %+v, %v; want Accounts over A4:T604", tables, err)
	}
	panes, err := f.GetPanes("Accounts")
	if err != nil || !panes.Freeze || panes.YSplit != 4 || panes.XSplit != 1 {
		t.Errorf("panes %+v, %v; want four rows and one column frozen", panes, err)
	}
	var titles string
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == "Accounts" {
			titles = n.RefersTo
		}
	}
	if titles != "'Accounts'!$A:$A,'Accounts'!$4:$4" {
		t.Errorf("repeated when printed: %q", titles)
	}
	page, err := f.GetPageLayout("Accounts")
	if err != nil || *page.Orientation != "landscape" {
		t.Errorf("page layout %+v, %v", page, err)
	}
}

func TestLadderAndScenariosHaveCharts(t *testing.T) {
	dir := run(t, table1Of(600), table1Night(), nil)
	parts := unzip(t, filepath.Join(dir, "scenarios.xlsx"))
	for name, want := range map[string]string{
		"xl/charts/chart1.xml": "Ladder&#39;!$E$6:$E$9",
		"xl/charts/chart2.xml": "Scenarios&#39;!$E$6:$E$9",
	} {
		if !strings.Contains(parts[name], want) {
			t.Errorf("%s does not draw %s", name, want)
		}
	}
}

// A price that is not known is said so, with the reason, and never drawn as 0.
func TestUnknownMoney(t *testing.T) {
	dir := hostileRun(t)
	f := openBookOf(t, dir)
	for _, c := range []struct {
		sheet, row string
		want       []string
	}{
		{"Summary", "Cost per year", []string{"not known", "No price is known for Guard Premium"}},
		{"Summary", "Recoverable per year", []string{"not known", "No price is known for Guard Premium"}},
		{"Summary", "Cost per year, at most", []string{"not known", "If every account with an unknown verdict were billed."}},
		{"Ladder", "Accidental", []string{"=cmd|'/C calc'!A0", "4", "4", "not known", "2", "not known", "1", "not known", "2", "No price is known for Guard Premium"}},
		{"Scenarios", "Keep everything", []string{"0", "4", "not known", "not known", "not known", "0", "CHF 0.00", "not known", "2", "not known", "1", "not known", "2", "Nothing", "No price is known for Guard Premium"}},
		{"Scenarios", "=cmd|'/C calc'!A0", []string{"3", "1", "CHF 12.34", "CHF 123.45", "-CHF 0.05", "not known", "not known", "not known", "2", "not known", "1", "not known", "2", "-boards"}},
		{"Accounts", "zoë.李@acme.example", []string{
			"李小龍 😀\n=1+1", "Unresolved", "=why", "Unknown", "only_unknown", "a seat that is meant", "Unknown", "only_unknown",
			"jira@=site; trello@ (unknown)", "Active", "not known", "Stated", "557058:a", "=evil.csv:4", "E-mail alone",
		}},
	} {
		if diff := cmp.Diff(c.want, line(t, f, c.sheet, c.row)); diff != "" {
			t.Errorf("%s, row %q (-want +got):\n%s", c.sheet, c.row, diff)
		}
	}
	if chart := unzip(t, filepath.Join(dir, "scenarios.xlsx"))["xl/charts/chart1.xml"]; !strings.Contains(chart, "Billable accounts by rung") {
		t.Error("the ladder's chart draws money that is not known")
	}
}

func TestUnderscoreEscapesStayText(t *testing.T) {
	f := openBookOf(t, hostileRun(t))
	rows, err := f.GetRows("Accounts")
	if err != nil {
		t.Fatal(err)
	}
	if last := rows[len(rows)-1]; last[1] != "_x0041_" {
		t.Errorf("the name _x0041_ became %q", last[1])
	}
}

func TestMoneyFormat(t *testing.T) {
	for _, c := range []struct {
		currency string
		cents    bool
		want     string
	}{
		{"USD", false, `"$"#,##0;[Red]-"$"#,##0`},
		{"EUR", true, `"€"#,##0.00;[Red]-"€"#,##0.00`},
		{"CHF", false, `"CHF "#,##0;[Red]-"CHF "#,##0`},
		{`A"B;`, false, `"AB "#,##0;[Red]-"AB "#,##0`},
	} {
		if got := moneyFormat(c.currency, c.cents); got != c.want {
			t.Errorf("%s: %s, want %s", c.currency, got, c.want)
		}
	}
}

// Excel repairs a sheet whose columns do not ascend or that merges one cell.
func TestSheetsThatExcelNeedNotRepair(t *testing.T) {
	parts := unzip(t, filepath.Join(hostileRun(t), "scenarios.xlsx"))
	column, merge := regexp.MustCompile(`<col min="(\d+)"`), regexp.MustCompile(`<mergeCell ref="(\w+):(\w+)"`)
	for name, part := range parts {
		before := 0
		for _, m := range column.FindAllStringSubmatch(part, -1) {
			n, _ := strconv.Atoi(m[1])
			if n <= before {
				t.Errorf("%s: column %d stands behind column %d", name, n, before)
			}
			before = n
		}
		for _, m := range merge.FindAllStringSubmatch(part, -1) {
			if m[1] == m[2] {
				t.Errorf("%s merges the one cell %s", name, m[1])
			}
		}
	}
}

// Checks are listed with their first rows, and say how many there are.
func TestChecksSheet(t *testing.T) {
	f := openBookOf(t, hostileRun(t))
	rows, err := f.GetRows("Checks")
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, row := range rows {
		text = append(text, strings.Join(row, "|"))
	}
	for _, want := range []string{
		"Claims checked: 3. Hold: 1. Do not hold: 2, of which 1 may make figures wrong (severity Warn); the others are for somebody to look at.",
		"Directory unmatched|Warn|1|Every directory row matches an account.",
		"Atlassian disagrees|Info|120|=claim: Atlassian agrees with our verdict. =Both are shown.",
		"=claim: Atlassian agrees with our verdict. =Both are shown. The first 1 of 120 findings:",
		"0042|=cmd|'/C calc'!A0|=evil.csv:4|they say not_billable, intended_seat decided",
		"|-ghost@acme.example|entra.csv:3|@SUM(1)",
		"One class|Fatal|holds|Every account has exactly one class.",
		"Domain|Accounts|Guard Standard: billed|Guard Standard: unknown",
		"acme.example|4|3|1", "=evil.example|1|1|0", "(no address)|1|0|1",
	} {
		if !slices.ContainsFunc(text, func(s string) bool { return strings.TrimRight(s, "|") == want }) {
			t.Errorf("no row %q in:\n%s", want, strings.Join(text, "\n"))
		}
	}
	order := strings.Join(text, "\n")
	if warn, info, holds := strings.Index(order, "Directory unmatched|"), strings.Index(order, "Atlassian disagrees|"), strings.Index(order, "One class|"); warn > info || info > holds {
		t.Errorf("checks stand in the order %d, %d, %d, want warn, info, what holds:\n%s", warn, info, holds, order)
	}
}
