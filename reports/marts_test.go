package reports

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

// marts are the mart tables of an invented night, as transform would write
// them. Every test builds the rows it needs and says what must come out.
type marts struct {
	accounts       []accountMart
	products       []productMart
	evidence       []evidenceMart
	causes         []causeMart
	accountSeats   []accountSeatMart
	classes        []classMart
	verdicts       []verdictMart
	seats          []seatMart
	reconciliation []reconciliationMart
	ladder         []rungMart
	ladderAddOns   []addOnMart // of the rungs, in their order
	scenarios      []scenarioMart
	scenarioAddOns []addOnMart
	ways           []wayMart
	night          []nightMart
	prices         []priceMart
	checks         []checkMart
	checkRows      []checkRowMart
	places         []placeMart
	domains        []domainMart
	actions        []actionMart
	assumptions    []assumptionMart
	changes        []changeMart
	changeCauses   []changeCauseMart
	comparison     []comparisonMart
	trend          []trendMart
	figures        []figureMart
	bridge         []bridgeMart
	differences    []differenceMart
	terms          []termsMart
	costs          []costMart
	edges          edgesMarts
	rejects        []rejectMart
	subscriptions  []subscriptionMart
	renewalDates   []renewalDateMart
	coTerms        []coTermMart
	renewalBasis   []renewalBasisMart
	cascades       []cascadeMart
	shifts         []shiftMart
	hanging        []hangingMart
	cascadeNotes   []noteMart
}

type figureMart struct {
	No           int64  `parquet:"figure_no"`
	Source       string `parquet:"source"`
	Paper        string `parquet:"paper"`
	Subscription string `parquet:"subscription"`
	Theirs       int64  `parquet:"theirs"`
	Ours         *int64 `parquet:"ours"`
	Residual     *int64 `parquet:"residual"`
	Unexplained  *int64 `parquet:"unexplained"`
	CountedOn    *int32 `parquet:"counted_on,date"`
	Reason       string `parquet:"reason"`
	Note         string `parquet:"note"`
	File         string `parquet:"_file"`
	Sheet        string `parquet:"_sheet"`
	Row          int64  `parquet:"_row"`
}

type bridgeMart struct {
	No       int64  `parquet:"figure_no"`
	Line     string `parquet:"line"`
	Meaning  string `parquet:"meaning"`
	Lag      string `parquet:"lag"`
	Accounts *int64 `parquet:"accounts"`
	Users    int64  `parquet:"users"`
	More     int64  `parquet:"may_be_more"`
	Fewer    int64  `parquet:"may_be_fewer"`
}

type differenceMart struct {
	Subscription  string `parquet:"subscription"`
	Step          string `parquet:"step"`
	Why           string `parquet:"why"`
	AccountID     string `parquet:"account_id"`
	Email         string `parquet:"email"`
	Name          string `parquet:"name"`
	Status        string `parquet:"status"`
	Class         string `parquet:"class"`
	AtlassianSays string `parquet:"atlassian_says"`
	Verdict       string `parquet:"verdict"`
	Rule          string `parquet:"rule"`
	LastActiveOn  string `parquet:"last_active_on"`
}

type changeMart struct {
	No        int64  `parquet:"change_no"`
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Name      string `parquet:"name"`
	What      string `parquet:"what"`
	From      string `parquet:"before_value"`
	To        string `parquet:"after_value"`
	Cause     string `parquet:"cause"`
	Detail    string `parquet:"detail"`
	Seats     int64  `parquet:"seats"`
}

type changeCauseMart struct {
	No       int64  `parquet:"step_no"`
	Cause    string `parquet:"cause"`
	Changes  int64  `parquet:"changes"`
	Accounts int64  `parquet:"accounts"`
	Seats    int64  `parquet:"seats"`
	Cents    *int64 `parquet:"cents"`
}

type trendMart struct {
	AsOf     int32  `parquet:"as_of,date"`
	Accounts int64  `parquet:"accounts"`
	Billable int64  `parquet:"billable"`
	Unknown  int64  `parquet:"unknown"`
	Annual   *int64 `parquet:"annual_cents"`
	Currency string `parquet:"currency"`
}

type comparisonMart struct {
	AsOf        int32  `parquet:"before_as_of,date"`
	RunID       string `parquet:"before_run_id"`
	Appeared    int64  `parquet:"appeared"`
	Gone        int64  `parquet:"gone"`
	Classes     int64  `parquet:"classes"`
	Verdicts    int64  `parquet:"verdicts"`
	Unexplained int64  `parquet:"unexplained"`
	Seats       int64  `parquet:"seats"`
	From        *int64 `parquet:"before_cents"`
	To          *int64 `parquet:"after_cents"`
	Cents       *int64 `parquet:"cents"`
	Reason      string `parquet:"reason"`
}

type accountMart struct {
	No            int64  `parquet:"account_no"`
	Org           string `parquet:"org"`
	SnapshotDate  int32  `parquet:"snapshot_date,date"`
	AccountID     string `parquet:"account_id"`
	Email         string `parquet:"email"`
	Name          string `parquet:"name"`
	Status        string `parquet:"status"`
	Class         string `parquet:"class"`
	ClassRule     string `parquet:"class_rule"`
	ClassWhy      string `parquet:"class_why"`
	LastActiveOn  string `parquet:"last_active_on"`
	Standard      string `parquet:"guard_standard"`
	StandardRule  string `parquet:"guard_standard_rule"`
	StandardWhy   string `parquet:"guard_standard_why"`
	Premium       string `parquet:"guard_premium"`
	PremiumRule   string `parquet:"guard_premium_rule"`
	PremiumWhy    string `parquet:"guard_premium_why"`
	AtlassianSays string `parquet:"atlassian_says"`
	Agrees        string `parquet:"agrees"`
	Confidence    string `parquet:"confidence"`
}

type productMart struct {
	No      int64  `parquet:"account_no"`
	Product string `parquet:"product"`
	Place   string `parquet:"place"`
}

type evidenceMart struct {
	No    int64  `parquet:"account_no"`
	File  string `parquet:"_file"`
	Sheet string `parquet:"_sheet"`
	Row   int64  `parquet:"_row"`
	By    string `parquet:"joined_by"`
	Note  string `parquet:"note"`
}

type causeMart struct {
	No    int64  `parquet:"account_no"`
	Cause string `parquet:"cause"`
}

type accountSeatMart struct {
	No      int64  `parquet:"account_no"`
	Product string `parquet:"product"`
	Place   string `parquet:"place"`
	Verdict string `parquet:"verdict"`
}

type classMart struct {
	No       int64  `parquet:"class_no"`
	Class    string `parquet:"class"`
	Accounts int64  `parquet:"accounts"`
}

type verdictMart struct {
	Subscription string `parquet:"subscription"`
	Verdict      string `parquet:"verdict"`
	Accounts     int64  `parquet:"accounts"`
}

type seatMart struct {
	Product     string `parquet:"product"`
	Place       string `parquet:"place"`
	Ownership   string `parquet:"ownership"`
	Billable    int64  `parquet:"billable"`
	NotBillable int64  `parquet:"not_billable"`
	Unknown     int64  `parquet:"unknown"`
}

type reconciliationMart struct {
	Agrees    int64 `parquet:"agrees"`
	Disagrees int64 `parquet:"disagrees"`
	Undecided int64 `parquet:"undecided"`
	Silent    int64 `parquet:"silent"`
}

type rungMart struct {
	No       int32  `parquet:"rung_no"`
	ID       string `parquet:"id"`
	Meaning  string `parquet:"meaning"`
	Accounts int64  `parquet:"accounts"`
	Billable int64  `parquet:"billable"`
	Annual   *int64 `parquet:"annual_cents"`
	Reason   string `parquet:"annual_reason"`
	Unknown  int64  `parquet:"unknown_accounts"`
	UpTo     *int64 `parquet:"annual_cents_if_unknown_billed"`
}

type scenarioMart struct {
	No       int32  `parquet:"scenario_no"`
	ID       string `parquet:"id"`
	Label    string `parquet:"label"`
	Loses    string `parquet:"loses"`
	Touched  int64  `parquet:"accounts_touched"`
	Billable int64  `parquet:"billable"`
	Annual   *int64 `parquet:"annual_cents"`
	Monthly  *int64 `parquet:"monthly_cents"`
	Saving   *int64 `parquet:"saving_cents"`
	Reason   string `parquet:"reason"`
	Unknown  int64  `parquet:"unknown_accounts"`
	UpTo     *int64 `parquet:"annual_cents_if_unknown_billed"`
	Minutes  *int64 `parquet:"effort_minutes"`
	Effort   *int64 `parquet:"effort_cents"`
	Net      *int64 `parquet:"net_saving_cents"`
}

type wayMart struct {
	No       int64  `parquet:"way_out_no"`
	Scenario string `parquet:"scenario"`
	WayOut   string `parquet:"way_out"`
	Accounts int64  `parquet:"accounts"`
}

type nightMart struct {
	Org               string `parquet:"org"`
	AsOf              int32  `parquet:"as_of,date"`
	Accounts          int64  `parquet:"accounts"`
	Billable          int64  `parquet:"billable"`
	Unknown           int64  `parquet:"unknown"`
	Recoverable       *int64 `parquet:"recoverable_cents"`
	RecoverableReason string `parquet:"recoverable_reason"`
	Edition           string `parquet:"edition"`
	Billing           string `parquet:"billing"`
	PurchasedTier     *int64 `parquet:"purchased_tier"`
	RenewsOn          *int32 `parquet:"renews_on,date"`
	Currency          string `parquet:"currency"`
	MinorUnits        int64  `parquet:"minor_units"`
	PriceBookVersion  string `parquet:"price_book_version"`
	LastEffective     *int32 `parquet:"price_book_last_effective,date"`
	IsOld             bool   `parquet:"price_book_is_old"`
	Inferred          bool   `parquet:"uses_inferred_prices"`
	PriceNote         string `parquet:"price_note"`
	AssumedSites      int64  `parquet:"assumed_sites"`
	SiteNote          string `parquet:"site_note"`
}

type priceMart struct {
	No            int64  `parquet:"line_no"`
	Product       string `parquet:"product"`
	Plan          string `parquet:"plan"`
	Semantics     string `parquet:"semantics"`
	From          int64  `parquet:"users_from"`
	To            *int64 `parquet:"users_to"`
	Minimum       int64  `parquet:"minimum_users"`
	Unit          int64  `parquet:"unit_price_cents"`
	Currency      string `parquet:"currency"`
	MinorUnits    int64  `parquet:"minor_units"`
	Period        string `parquet:"period"`
	EffectiveFrom int32  `parquet:"effective_from,date"`
	EffectiveTo   *int32 `parquet:"effective_to,date"`
	Source        string `parquet:"source"`
	Confidence    string `parquet:"confidence"`
	IsUsed        bool   `parquet:"is_used"`
}

type checkMart struct {
	No       int32  `parquet:"check_no"`
	Name     string `parquet:"name"`
	Severity string `parquet:"severity"`
	Claim    string `parquet:"claim"`
	Means    string `parquet:"otherwise"`
	Findings int64  `parquet:"findings"`
}

type checkRowMart struct {
	No        int32  `parquet:"check_no"`
	Name      string `parquet:"name"`
	RowNo     int32  `parquet:"row_no"`
	AccountID string `parquet:"account_id"`
	Email     string `parquet:"email"`
	Place     string `parquet:"place"`
	Detail    string `parquet:"detail"`
}

type domainMart struct {
	Domain   string `parquet:"domain"`
	Accounts int64  `parquet:"accounts"`
	Billable int64  `parquet:"billable"`
	Unknown  int64  `parquet:"unknown_accounts"`
}

type placeMart struct {
	NameSpace string `parquet:"name_space"`
	Place     string `parquet:"place"`
	Ownership string `parquet:"ownership"`
	Known     string `parquet:"known"`
	Reason    string `parquet:"reason"`
	Accounts  int64  `parquet:"accounts"`
}

type actionMart struct {
	Action       string `parquet:"action"`
	No           int64  `parquet:"account_no"`
	AccountID    string `parquet:"account_id"`
	Email        string `parquet:"email"`
	Name         string `parquet:"name"`
	Class        string `parquet:"class"`
	Rule         string `parquet:"rule"`
	Decision     string `parquet:"decision"`
	Mark         string `parquet:"mark"`
	Reason       string `parquet:"reason"`
	Loses        string `parquet:"loses"`
	LastActiveOn string `parquet:"last_active_on"`
}

type termsMart struct {
	Shape    *string `parquet:"shape"`
	Period   *string `parquet:"period"`
	Months   int64   `parquet:"months_paid"`
	Rounding int64   `parquet:"annual_rounding_cents"`
	Currency *string `parquet:"list_currency"`
	Minor    *int64  `parquet:"list_minor_units"`
	Discount int64   `parquet:"discount_basis_points"`
	Tax      int64   `parquet:"tax_basis_points"`
	RatedOn  *int32  `parquet:"rated_on,date"`
	Above    *int64  `parquet:"rate_numerator"`
	Below    *int64  `parquet:"rate_denominator"`

	AddOn         *string `parquet:"premium_shape"`
	AddOnPeriod   *string `parquet:"premium_period"`
	AddOnCurrency *string `parquet:"premium_list_currency"`
	AddOnRounding *int64  `parquet:"premium_rounding_cents"`
}

// addOnMart is what a rung or a scenario says of the add-on of Premium.
type addOnMart struct {
	Billable *int64 `parquet:"premium_billable"`
	Unknown  *int64 `parquet:"premium_unknown"`
	Annual   *int64 `parquet:"premium_annual_cents"`
}

// rungFile, scenarioFile and causeFile are the marts as they are published: the rows of
// a test, and what the add-on adds to them.
type rungFile struct {
	rungMart
	addOnMart
}

type scenarioFile struct {
	scenarioMart
	addOnMart
}

type causeFile struct {
	changeCauseMart
	PremiumSeats int64 `parquet:"premium_seats"`
}

// addOn gives the rows that say it, by their number, what they say of the add-on.
func (m marts) addOn(i int, of []addOnMart) addOnMart {
	if i < len(of) {
		return of[i]
	}
	return addOnMart{}
}

func (m marts) rungFiles() (rows []rungFile) {
	for i, r := range m.ladder {
		rows = append(rows, rungFile{r, m.addOn(i, m.ladderAddOns)})
	}
	return rows
}

func (m marts) scenarioFiles() (rows []scenarioFile) {
	for i, s := range m.scenarios {
		rows = append(rows, scenarioFile{s, m.addOn(i, m.scenarioAddOns)})
	}
	return rows
}

func (m marts) causeFiles() (rows []causeFile) {
	for _, c := range m.changeCauses {
		rows = append(rows, causeFile{changeCauseMart: c})
	}
	return rows
}

type costMart struct {
	Product     string `parquet:"product"`
	Users       int64  `parquet:"users"`
	Tier        *int64 `parquet:"tier"`
	MonthlyList *int64 `parquet:"monthly_list_cents"`
	AnnualList  *int64 `parquet:"annual_list_cents"`
	MonthlyNet  *int64 `parquet:"monthly_net_cents"`
	AnnualNet   *int64 `parquet:"annual_net_cents"`
	ListTax     *int64 `parquet:"annual_list_tax_cents"`
	Monthly     *int64 `parquet:"monthly_cents"`
	Annual      *int64 `parquet:"annual_cents"`
	Tax         *int64 `parquet:"annual_tax_cents"`
	Reference   *int64 `parquet:"reference_annual_cents"`
}

// costOf is a number of users without discount, tax and conversion.
func costOf(users, monthly, annual int64) costMart {
	none := int64(0)
	return costMart{
		Product: "guard_standard", Users: users, MonthlyList: &monthly, AnnualList: &annual, MonthlyNet: &monthly, AnnualNet: &annual,
		ListTax: &none, Monthly: &monthly, Annual: &annual, Tax: &none, Reference: &annual,
	}
}

type assumptionMart struct {
	No     int64  `parquet:"assumption_no"`
	ID     string `parquet:"id"`
	Name   string `parquet:"name"`
	Value  string `parquet:"value"`
	Unit   string `parquet:"unit"`
	Source string `parquet:"source"`
	Note   string `parquet:"note"`
}

type rejectMart struct {
	File   string `parquet:"_file"`
	Sheet  string `parquet:"_sheet"`
	Row    int64  `parquet:"_row"`
	Header string `parquet:"header"`
	Reason string `parquet:"reason"`
	Remedy string `parquet:"remedy"`
	Text   string `parquet:"text"`
	Mended string `parquet:"mended_by"`
}

// write writes every table as Parquet under a new folder and lists the files.
func (m marts) write(t testing.TB) map[string][]string {
	dir := t.TempDir()
	files := map[string][]string{}
	save(t, files, dir, "accounts", m.accounts)
	save(t, files, dir, "account_products", m.products)
	save(t, files, dir, "account_evidence", m.evidence)
	save(t, files, dir, "account_causes", m.causes)
	save(t, files, dir, "account_seats", m.accountSeats)
	save(t, files, dir, "class_counts", m.classes)
	save(t, files, dir, "verdict_counts", m.verdicts)
	save(t, files, dir, "seat_counts", m.seats)
	save(t, files, dir, "reconciliation", m.reconciliation)
	save(t, files, dir, "ladder", m.rungFiles())
	save(t, files, dir, "scenarios", m.scenarioFiles())
	save(t, files, dir, "scenario_ways", m.ways)
	save(t, files, dir, "night", m.night)
	save(t, files, dir, "price_book", m.prices)
	save(t, files, dir, "checks", m.checks)
	save(t, files, dir, "check_rows", m.checkRows)
	save(t, files, dir, "place_list", m.places)
	save(t, files, dir, "domain_counts", m.domains)
	save(t, files, dir, "actions", m.actions)
	save(t, files, dir, "assumptions", m.assumptions)
	save(t, files, dir, "night_changes", m.changes)
	save(t, files, dir, "change_causes", m.causeFiles())
	save(t, files, dir, "comparison", m.comparison)
	save(t, files, dir, "trend", m.trend)
	save(t, files, dir, "bridge_figures", m.figures)
	save(t, files, dir, "bridge", m.bridge)
	save(t, files, dir, "bridge_differences", m.differences)
	if m.terms == nil { // no price: nothing to compute with
		m.terms = []termsMart{{}}
	}
	save(t, files, dir, "guard_terms", m.terms)
	save(t, files, dir, "guard_costs", m.costs)
	m.edges.save(t, files, dir)
	save(t, files, dir, "rejected_rows", m.rejects)
	m.saveCommerce(t, files, dir)
	m.saveCascades(t, files, dir)
	return files
}

func save[T any](t testing.TB, files map[string][]string, dir, name string, rows []T) {
	t.Helper()
	path := filepath.Join(dir, name+".parquet")
	// DuckDB writes no statistics into pages, parquet-go does: a 10 MB name would
	// stand in a page header, which Arrow refuses.
	statistics := parquet.SkipPageStatistics("name")
	if err := parquet.WriteFile(path, rows, parquet.Compression(&parquet.Zstd), statistics); err != nil {
		t.Fatal(err)
	}
	files[name] = []string{path}
}

// dayOf gives a date as Parquet counts it.
func dayOf(text string) int32 {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return int32(d.Unix() / 86400)
}

func ptr[T any](v T) *T { return &v }
