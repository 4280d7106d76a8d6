package main

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// alwaysRecalculate tells LibreOffice not to trust the values in a file.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
`

// recalculated lets LibreOffice compute every formula of a workbook anew and
// gives the result.
func recalculated(t *testing.T, path string) *excelize.File {
	t.Helper()
	office, err := exec.LookPath("libreoffice")
	if err != nil {
		t.Skip("libreoffice is not installed; `make test` installs libreoffice-calc")
	}
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	profile, out := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o644); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+profile, "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path)
	command.Env = append(os.Environ(), "HOME="+profile)
	if talk, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, talk)
	}
	f, err := excelize.OpenFile(filepath.Join(out, filepath.Base(path)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// formulas calls see for every formula cell of a workbook, with the value in it.
func formulas(t *testing.T, f *excelize.File, see func(sheet, cell, formula, value string)) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				formula, err := f.GetCellFormula(sheet, where(c, r))
				if err != nil {
					t.Fatal(err)
				}
				if formula != "" {
					see(sheet, where(c, r), formula, rawValue(t, f, sheet, where(c, r)))
				}
			}
		}
	}
}

func rawValue(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	raw, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// equalValues compares numbers as numbers, and words as they are.
func equalValues(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b && (a == "equal" || a == "differs") // the only words that formulas say
	}
	return math.Abs(x-y) <= 1e-9
}

func where(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		panic(err)
	}
	return name
}

const headerOfBook = "product,plan,semantics,users_from,users_to,minimum_users,unit_price_cents,annual_rounding_cents,currency,period,effective_from,effective_to,source,confidence\n"

// priced are nights on sample-data/acme under books of every shape.
var priced = []struct{ name, config, book string }{
	{"the bundled book", "", ""},
	{"discount, tax and euros", "money: {currency: EUR, rates: rates.csv, discount_basis_points: 1234, tax_basis_points: 1900}\n", ""},
	{"yen", "money: {currency: JPY, rates: rates.csv, discount_basis_points: 333}\n", ""},
	{"volume", "", "guard_standard,,volume,1,50,10,415,0,USD,month,2020-01-01,,offer,documented\n" +
		"guard_standard,,volume,51,,10,385,0,USD,month,2020-01-01,,offer,documented\n"},
	{"a fixed sum first", "", "guard_standard,,flat,1,10,0,3000,0,USD,month,2020-01-01,,offer,documented\n" +
		"guard_standard,,graduated,11,,0,275,0,USD,month,2020-01-01,,offer,documented\n"},
	{"yearly seats", "", "guard_standard,,graduated,1,30,0,4100,0,USD,year,2020-01-01,,offer,documented\n" +
		"guard_standard,,graduated,31,,0,3300,0,USD,year,2020-01-01,,offer,documented\n"},
	{"tiers", "guard: {edition: standard, billing: annual, purchased_tier: 100, renews_on: 2027-03-31}\n",
		"guard_standard,,tier,1,25,0,8150,5000,USD,month,2020-01-01,,offer,documented\n" +
			"guard_standard,,tier,26,50,0,15111,5000,USD,month,2020-01-01,,offer,documented\n" +
			"guard_standard,,tier,51,,0,27777,5000,USD,month,2020-01-01,,offer,documented\n"},
}

const premiumAnnually = "guard: {edition: premium, billing: annual}\n"

// premiumPriced are nights that buy the add-on of Premium, under lists of every shape.
var premiumPriced = []struct{ name, config, book string }{
	{"the add-on by the seat, with discount and tax, in euros", premiumAnnually + "money: {currency: EUR, rates: rates.csv, discount_basis_points: 1234, tax_basis_points: 1900}\n",
		standardOfTest + "guard_premium,,graduated,1,20,40,255,0,USD,month,2020-01-01,,offer,documented\n" +
			"guard_premium,,graduated,21,,40,190,0,USD,month,2020-01-01,,offer,documented\n"},
	{"the add-on by volume, beside tiers of Standard", "guard: {edition: premium, billing: annual, purchased_tier: 100, renews_on: 2027-03-31}\n",
		"guard_standard,,tier,1,50,0,200000,0,USD,year,2020-01-01,,offer,documented\n" +
			"guard_standard,,tier,51,,0,400000,0,USD,year,2020-01-01,,offer,documented\n" +
			"guard_premium,,volume,1,30,0,255,0,USD,month,2020-01-01,,offer,documented\n" +
			"guard_premium,,volume,31,,0,190,0,USD,month,2020-01-01,,offer,documented\n"},
	{"the add-on in tiers, rounded up", premiumAnnually,
		standardOfTest + "guard_premium,,tier,31,,0,15111,5000,USD,month,2020-01-01,,offer,documented\n" +
			"guard_premium,,tier,1,30,0,8150,5000,USD,month,2020-01-01,,offer,documented\n"},
	{"the add-on by the year, a fixed sum first", premiumAnnually,
		standardOfTest + "guard_premium,,flat,1,10,0,30000,0,USD,year,2020-01-01,,offer,documented\n" +
			"guard_premium,,graduated,11,,0,2750,0,USD,year,2020-01-01,,offer,documented\n"},
}

const standardOfTest = "guard_standard,,graduated,1,50,10,415,0,USD,month,2020-01-01,,offer,documented\n" +
	"guard_standard,,graduated,51,,10,385,0,USD,month,2020-01-01,,offer,documented\n"

const ratesOfTest = "date,from,to,rate,source\n2026-11-01,USD,EUR,0.9173,test\n2026-11-01,USD,JPY,151.37,test\n"

// pricedNight runs the night of acme under a book and further config, and gives the
// workbook and its folder.
func pricedNight(t *testing.T, config, lines string) string {
	t.Helper()
	b := newBench(t)
	text, err := os.ReadFile(filepath.Join(repo, "sample-data", "acme", "billable.yaml"))
	b.must(err)
	yaml := string(text)
	if strings.HasPrefix(config, "guard:") {
		yaml = strings.ReplaceAll(yaml, "guard: {edition: standard, billing: annual}\n", "")
	}
	yaml += config
	if lines != "" {
		yaml += "price_book: book.csv\n"
		b.must(os.WriteFile(filepath.Join(b.dir, "book.csv"), []byte(headerOfBook+lines), 0o644))
	}
	b.must(os.WriteFile(filepath.Join(b.dir, "billable.yaml"), []byte(yaml), 0o644))
	b.must(os.WriteFile(filepath.Join(b.dir, "rates.csv"), []byte(ratesOfTest), 0o644))
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"run", "--input", filepath.Join(repo, "sample-data", "acme"), "--config", filepath.Join(b.dir, "billable.yaml"),
		"--lake", b.lake, "--out", b.out, "--threads", "1"}, &out, &errs)
	if code != exitFindings {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	return filepath.Join(b.out, "acme", "latest", "scenarios.xlsx")
}

func openWorkbook(t *testing.T, path string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Every formula cell holds the value that another program computes for it, under
// books of every shape.
func TestCachedValuesAreWhatLibreOfficeComputes(t *testing.T) {
	for _, c := range slices.Concat(priced, premiumPriced) {
		t.Run(c.name, func(t *testing.T) {
			path := pricedNight(t, c.config, c.book)
			anew := recalculated(t, path)
			seen, checked := 0, 0
			formulas(t, openWorkbook(t, path), func(sheet, cell, formula, cached string) {
				seen++
				if sheet == "Checks" && cached == "differs" {
					t.Errorf("Checks!%s: the workbook differs from the SQL or from the reference", cell)
				}
				checked += strings.Count(cached, "equal")
				if got := rawValue(t, anew, sheet, cell); !equalValues(got, cached) {
					t.Errorf("%s!%s = %s holds %v, LibreOffice computes %v", sheet, cell, formula, cached, got)
				}
			})
			if seen < 200 || checked < 30 {
				t.Errorf("%d formula cells, %d of which say equal; the money sheets alone have more", seen, checked)
			}
		})
	}
}

// A reader who changes inputs in the workbook sees what the program says under
// them: a price, the discount, the rate, the months paid and the hour's cost.
func TestChangedInputsGiveWhatTheProgramGives(t *testing.T) {
	mine := openWorkbook(t, pricedNight(t, "", ""))
	set := func(name string, value any) { t.Helper(); setNamed(t, mine, name, value) }
	set("guard_price", 5.55) // its first bracket
	set("discount", 0.0725)
	set("tax_rate", 0.077)
	set("exchange_rate", 0.9173)
	set("cents_per_hour", 6100)
	changed := filepath.Join(t.TempDir(), "changed.xlsx")
	if err := mine.SaveAs(changed); err != nil {
		t.Fatal(err)
	}
	anew := recalculated(t, changed)
	theirs := openWorkbook(t, pricedNight(t,
		"money: {currency: EUR, rates: rates.csv, discount_basis_points: 725, tax_basis_points: 770}\nways_out: {cents_per_hour: 6100}\n",
		"guard_standard,,graduated,1,250,10,555,0,USD,month,2020-01-01,,offer,documented\n"+
			"guard_standard,,graduated,251,1000,10,300,0,USD,month,2020-01-01,,offer,documented\n"+
			"guard_standard,,graduated,1001,,10,200,0,USD,month,2020-01-01,,offer,documented\n"+
			// the tiers and the seats as the bundled book has them: both workbooks have the same rows
			"guard_standard,,tier,26,50,0,200000,0,USD,year,2020-01-01,,offer,documented\n"+
			"guard_standard,,tier,51,100,0,400000,0,USD,year,2020-01-01,,offer,documented\n"+
			"guard_standard,,tier,101,200,0,800000,0,USD,year,2020-01-01,,offer,documented\n"+
			"jira,premium,graduated,1,100,0,1830,0,USD,month,2020-01-01,,offer,documented\n"+
			"jira,premium,graduated,101,,0,1830,0,USD,month,2020-01-01,,offer,inferred\n"))
	sameAsTheProgram(t, anew, theirs)
}

// setNamed puts a value into the first cell of a name.
func setNamed(t *testing.T, f *excelize.File, name string, value any) {
	t.Helper()
	names := f.GetDefinedName()
	i := slices.IndexFunc(names, func(n excelize.DefinedName) bool { return n.Name == name })
	if i < 0 {
		t.Fatalf("no name %s", name)
	}
	sheet, cells, _ := strings.Cut(names[i].RefersTo, "!")
	first, _, _ := strings.Cut(strings.ReplaceAll(cells, "$", ""), ":")
	if err := f.SetCellValue(strings.Trim(sheet, "'"), first, value); err != nil {
		t.Fatal(err)
	}
}

// sameAsTheProgram compares a changed workbook with that of a night which was run with
// the changes; the sheet Checks has to say that the first one is no longer its night's.
func sameAsTheProgram(t *testing.T, anew, theirs *excelize.File) {
	t.Helper()
	seen, differs := 0, 0
	formulas(t, theirs, func(sheet, cell, formula, want string) {
		if sheet == "Price book" || sheet == "Changes" || sheet == "Reconciliation" {
			return
		}
		got := rawValue(t, anew, sheet, cell)
		if sheet == "Checks" { // it still holds the amounts of the SQL before the change
			differs += strings.Count(got, "differs")
			return
		}
		seen++
		if !equalValues(got, want) {
			t.Errorf("%s!%s = %s: the program says %v, the changed workbook %v", sheet, cell, formula, want, got)
		}
	})
	if seen < 200 {
		t.Errorf("%d formula cells were compared", seen)
	}
	if differs < 10 {
		t.Errorf("after changed inputs %d rows of the sheet Checks say that the workbook differs from the SQL", differs)
	}
}

// The same of the add-on of Premium: its price, its users, the discount and the months.
func TestChangedInputsOfTheAddOn(t *testing.T) {
	premium := func(first string) string {
		return standardOfTest + "guard_premium,,graduated,1,20,0," + first + ",0,USD,month,2020-01-01,,offer,documented\n" +
			"guard_premium,,graduated,21,,0,190,0,USD,month,2020-01-01,,offer,documented\n"
	}
	path := pricedNight(t, premiumAnnually, premium("255"))
	mine := openWorkbook(t, path)
	setNamed(t, mine, "premium_price", 3.33)
	setNamed(t, mine, "discount", 0.0725)
	setNamed(t, mine, "tax_rate", 0.077)
	changed := filepath.Join(t.TempDir(), "changed.xlsx")
	if err := mine.SaveAs(changed); err != nil {
		t.Fatal(err)
	}
	theirs := openWorkbook(t, pricedNight(t, premiumAnnually+"money: {discount_basis_points: 725, tax_basis_points: 770}\n", premium("333")))
	sameAsTheProgram(t, recalculated(t, changed), theirs)

	fewer := openWorkbook(t, path)
	now := numberNamed(t, fewer, "premium_users_now")
	setNamed(t, fewer, "premium_users_now", now-7)
	if err := fewer.SaveAs(changed); err != nil {
		t.Fatal(err)
	}
	want := func(users float64) float64 { return 10 * (math.Min(users, 20)*2.55 + math.Max(users-20, 0)*1.90) }
	before, after := openWorkbook(t, path), recalculated(t, changed)
	cost := func(f *excelize.File) (total, addOn float64) {
		for _, row := range [][]string{{"Cost per year"}, {"Of the cost, the add-on per year"}} {
			v, err := strconv.ParseFloat(rawValue(t, f, "Summary", besideLabel(t, f, "Summary", row[0])), 64)
			if err != nil {
				t.Fatal(err)
			}
			total, addOn = addOn, v
		}
		return total, addOn
	}
	total, addOn := cost(before)
	if math.Abs(addOn-want(now)) > 1e-9 {
		t.Errorf("%v users of Premium cost %v, want %v", now, addOn, want(now))
	}
	fewerTotal, fewerAddOn := cost(after)
	if math.Abs(fewerAddOn-want(now-7)) > 1e-9 || math.Abs(fewerTotal-total-(fewerAddOn-addOn)) > 1e-9 {
		t.Errorf("with 7 users fewer the add-on costs %v of %v, want %v of %v", fewerAddOn, fewerTotal, want(now-7), total+want(now-7)-want(now))
	}
}

// numberNamed is the number in the first cell of a name.
func numberNamed(t *testing.T, f *excelize.File, name string) float64 {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == name {
			sheet, cells, _ := strings.Cut(n.RefersTo, "!")
			v, err := strconv.ParseFloat(rawValue(t, f, strings.Trim(sheet, "'"), strings.ReplaceAll(cells, "$", "")), 64)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
	}
	t.Fatalf("no name %s", name)
	return 0
}

// besideLabel is the cell to the right of a text in the first column.
func besideLabel(t *testing.T, f *excelize.File, sheet, text string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		if len(row) > 0 && row[0] == text {
			return where(1, r)
		}
	}
	t.Fatalf("no %q on sheet %s", text, sheet)
	return ""
}
