package reports

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

type subscriptionMart struct {
	No            int64  `parquet:"subscription_no"`
	Entitlement   string `parquet:"entitlement"`
	Parent        string `parquet:"parent_entitlement"`
	Kind          string `parquet:"kind"`
	Active        bool   `parquet:"is_active"`
	Product       string `parquet:"product"`
	Name          string `parquet:"name"`
	Plan          string `parquet:"plan"`
	Place         string `parquet:"place"`
	InstalledOn   string `parquet:"installed_on"`
	Partner       string `parquet:"partner"`
	Contacts      string `parquet:"contacts"`
	ReadOn        *int32 `parquet:"read_on,date"`
	BillOn        *int32 `parquet:"bill_on,date"`
	RenewsOn      *int32 `parquet:"renews_on,date"`
	DaysLeft      *int64 `parquet:"days_left"`
	NoticeOn      *int32 `parquet:"notice_on,date"`
	Purchased     *int64 `parquet:"purchased"`
	ActiveUsers   *int64 `parquet:"active_users"`
	Needed        *int64 `parquet:"needed"`
	NeededLeast   *int64 `parquet:"needed_least"`
	NeededMost    *int64 `parquet:"needed_most"`
	NeededAssumed *int64 `parquet:"needed_assumed"`
	FitsIn        *int64 `parquet:"fits_in"`
	State         string `parquet:"state"`
	Why           string `parquet:"why"`
	Note          string `parquet:"note"`
	File          string `parquet:"_file"`
	Sheet         string `parquet:"_sheet"`
	Row           int64  `parquet:"_row"`
}

type renewalDateMart struct {
	No       int64  `parquet:"subscription_no"`
	Mark     string `parquet:"mark"`
	Days     int64  `parquet:"days_before"`
	DueOn    int32  `parquet:"due_on,date"`
	DaysLeft int64  `parquet:"days_left"`
	Meaning  string `parquet:"meaning"`
}

type coTermMart struct {
	No          int64 `parquet:"subscription_no"`
	RenewsOn    int32 `parquet:"renews_on,date"`
	With        int64 `parquet:"with_no"`
	WithOn      int32 `parquet:"with_on,date"`
	DaysApart   int64 `parquet:"days_apart"`
	SamePartner bool  `parquet:"is_same_partner"`
}

type renewalBasisMart struct {
	No     int64  `parquet:"term_no"`
	ID     string `parquet:"id"`
	Name   string `parquet:"name"`
	Value  string `parquet:"value"`
	Unit   string `parquet:"unit"`
	Source string `parquet:"source"`
	Note   string `parquet:"note"`
}

func (m marts) saveCommerce(t testing.TB, files map[string][]string, dir string) {
	save(t, files, dir, "subscriptions", m.subscriptions)
	save(t, files, dir, "renewal_dates", m.renewalDates)
	save(t, files, dir, "co_terms", m.coTerms)
	save(t, files, dir, "renewal_basis", m.renewalBasis)
}

// bought is a night with an over-bought product, its app without a number of its
// own, a line of another partner of which nothing is known, and an old one.
func bought() marts {
	m := table1Of(300)
	m.subscriptions = []subscriptionMart{
		{No: 1, Parent: "E-1", Kind: "app", Active: true, Product: "Zeit, Erfassung", Name: "Zeit, Erfassung", Place: "acme", InstalledOn: "Jira; Confluence",
			Partner: "North", Contacts: "ada@acme.example", RenewsOn: ptr(dayOf("2027-03-31")), DaysLeft: ptr(int64(131)), Purchased: ptr(int64(50)),
			Needed: ptr(int64(30)), NeededLeast: ptr(int64(30)), NeededMost: ptr(int64(30)), FitsIn: ptr(int64(50)), State: "fits", File: "s.csv", Row: 3},
		{No: 2, Entitlement: "E-1", Kind: "product", Active: true, Product: "jira", Name: "Jira", Plan: "standard", Place: "acme", Partner: "North",
			Contacts: "ada@acme.example;bo@acme.example", RenewsOn: ptr(dayOf("2027-03-31")), DaysLeft: ptr(int64(131)), Purchased: ptr(int64(100)),
			NeededLeast: ptr(int64(20)), NeededMost: ptr(int64(30)), FitsIn: ptr(int64(50)), State: "over_bought", File: "s.csv", Row: 2},
		{No: 3, Entitlement: "E-2", Kind: "product", Active: true, Product: "bitbucket", Name: "=Bit;bucket\\", Place: "code", Partner: "South",
			RenewsOn: ptr(dayOf("2026-12-12")), DaysLeft: ptr(int64(22)), State: "unknown", Why: "no list of all users is given", File: "s.csv", Row: 4},
		{No: 4, Entitlement: "SEN-1", Kind: "product", Product: "confluence", Name: "Confluence", State: "unknown", Why: "it is inactive and renews no more", File: "s.csv", Row: 5},
	}
	m.renewalDates = []renewalDateMart{
		{No: 3, Mark: "mark_30", Days: 30, DueOn: dayOf("2026-11-12"), DaysLeft: -8, Meaning: "order"},
		{No: 3, Mark: "renewal", DueOn: dayOf("2026-12-12"), DaysLeft: 22, Meaning: "the term ends"},
		{No: 2, Mark: "mark_120", Days: 120, DueOn: dayOf("2026-12-01"), DaysLeft: 11, Meaning: "count who needs what"},
		{No: 2, Mark: "renewal", DueOn: dayOf("2027-03-31"), DaysLeft: 131, Meaning: "the term ends"},
	}
	m.coTerms = []coTermMart{{No: 3, RenewsOn: dayOf("2026-12-12"), With: 2, WithOn: dayOf("2027-03-31"), DaysApart: 109}}
	m.renewalBasis = []renewalBasisMart{{No: 1, ID: "notice_days", Name: "Notice", Unit: "days", Source: "the config"}}
	return m
}

// An icsEvent is an event as a calendar reads it.
type icsEvent map[string]string

// readCalendar reads content lines as RFC 5545 states them, and fails the test for
// a line that breaks a rule.
func readCalendar(t testing.TB, text string) (events []icsEvent) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
		t.Fatalf("lines do not end with CR LF: %q", text)
	}
	var event icsEvent
	var open []string
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or a character cut in two: %q", len(line), line)
		}
	}
	for _, line := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		if !found {
			t.Fatalf("no property: %q", line)
		}
		switch name {
		case "BEGIN":
			open = append(open, value)
			event = icsEvent{}
		case "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("%s ends and %v is open", value, open)
			}
			open = open[:len(open)-1]
			if value == "VEVENT" {
				events = append(events, event)
			}
		default:
			event[name] = unescapeText(t, value)
		}
	}
	if len(open) > 0 {
		t.Errorf("%v never ends", open)
	}
	return events
}

func unescapeText(t testing.TB, s string) string {
	t.Helper()
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 {
			t.Errorf("a control character in %q", s)
		}
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		if i++; i == len(s) || !strings.ContainsRune(`\;,nN`, rune(s[i])) {
			t.Fatalf("a backslash that escapes nothing in %q", s)
		}
		if s[i] == 'n' || s[i] == 'N' {
			b.WriteByte('\n')
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func TestCalendarIsReadAsItWasMeant(t *testing.T) {
	text := read(t, run(t, bought(), Provenance{Org: "acme", AsOf: "2026-11-20"}, nil), "renewals.ics")
	events := readCalendar(t, text)
	var said []string
	uids := map[string]bool{}
	for _, e := range events {
		said = append(said, e["DTSTART;VALUE=DATE"]+"-"+e["DTEND;VALUE=DATE"]+" "+e["SUMMARY"])
		if uids[e["UID"]] || e["UID"] == "" {
			t.Errorf("the UID %q is empty or stands twice", e["UID"])
		}
		uids[e["UID"]] = true
		if e["DTSTAMP"] != "20261120T000000Z" {
			t.Errorf("DTSTAMP is %q, not the night's", e["DTSTAMP"])
		}
	}
	want := []string{
		"20261212-20261213 =Bit;bucket\\ at code renews",
		"20261201-20261202 Jira at acme renews in 120 days",
		"20270331-20270401 Jira at acme renews",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if got := events[0]["DESCRIPTION"]; !strings.Contains(got, "Users needed: not known, no list of all users is given\nPartner: South") {
		t.Errorf("description %q", got)
	}
}

func TestCalendarKeepsItsUIDsWhenDatesMove(t *testing.T) {
	first := readCalendar(t, read(t, run(t, bought(), Provenance{Org: "acme", AsOf: "2026-11-20"}, nil), "renewals.ics"))
	later := bought()
	for i := range later.renewalDates {
		later.renewalDates[i].DueOn += 365
		later.renewalDates[i].DaysLeft += 365
	}
	moved := readCalendar(t, read(t, run(t, later, Provenance{Org: "acme", AsOf: "2026-11-20"}, nil), "renewals.ics"))
	byUID := map[string]string{}
	for _, e := range moved {
		byUID[e["UID"]] = e["DTSTART;VALUE=DATE"]
	}
	for _, e := range first {
		if on, found := byUID[e["UID"]]; !found || on == e["DTSTART;VALUE=DATE"] {
			t.Errorf("the event %q is not the moved one: %q", e["SUMMARY"], on)
		}
	}
}

func TestCalendarLinesOfEveryLength(t *testing.T) {
	for _, piece := range []string{"x", "é", "漢", "🗓", `\;,` + "\n"} {
		for n := range 90 {
			want := strings.Repeat(piece, n)
			var b bytes.Buffer
			c := &calendar{out: &b}
			c.line("BEGIN", "VEVENT")
			c.text("SUMMARY", want)
			c.line("END", "VEVENT")
			if got := readCalendar(t, b.String())[0]["SUMMARY"]; got != want {
				t.Fatalf("%d of %q are read as %q", n, piece, got)
			}
		}
	}
}

func TestRenewalsInSummaryAndWorkbook(t *testing.T) {
	dir := run(t, bought(), Provenance{Org: "acme", AsOf: "2026-11-20", RunID: "r"}, nil)
	var s struct {
		Renewals struct {
			Subscriptions []map[string]any `json:"subscriptions"`
			Dates         []map[string]any `json:"dates"`
			CoTerms       []map[string]any `json:"co_terms"`
		} `json:"renewals"`
	}
	if err := json.Unmarshal([]byte(read(t, dir, "summary.json")), &s); err != nil {
		t.Fatal(err)
	}
	got := s.Renewals.Subscriptions[1]
	for key, want := range map[string]any{"entitlement": "E-1", "product": "jira", "renews_on": "2027-03-31", "days_left": 131.0, "purchased": 100.0,
		"needed": nil, "needed_least": 20.0, "state": "over_bought", "contacts": []any{"ada@acme.example", "bo@acme.example"}, "at": "s.csv:2"} {
		if diff := cmp.Diff(want, got[key]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", key, diff)
		}
	}
	if s.Renewals.CoTerms[0]["with"] != "E-1" || len(s.Renewals.Dates) != 4 {
		t.Errorf("renewals are %v", s.Renewals)
	}
	cells := cellsOf(t, dir, "quotes.xlsx", "Renewals")
	for _, want := range []string{"20 to 30", "Over bought", "of E-1", "=Bit;bucket\\", "2026-12-12", "Fits", "Inactive subscriptions"} {
		if !cells[want] {
			t.Errorf("the sheet Renewals lacks %q", want)
		}
	}
}

func TestNoSubscriptionsNoBook(t *testing.T) {
	files := listing(t, run(t, table1Of(300), table1Night(), nil))
	for _, name := range []string{"quotes.xlsx", "renewals.ics"} {
		if _, found := files[name]; found {
			t.Errorf("%s is there though nothing is bought", name)
		}
	}
}

// cellsOf gives every cell of a sheet as it is shown.
func cellsOf(t testing.TB, dir, book, sheet string) map[string]bool {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(dir, book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]bool{}
	for _, r := range rows {
		for _, c := range r {
			cells[c] = true
		}
	}
	return cells
}
