package reports

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type cascadeMart struct {
	No           int64  `parquet:"subscription_no"`
	Kind         string `parquet:"kind"`
	Accounts     *int64 `parquet:"accounts"`
	Only         *int64 `parquet:"only_access"`
	Why          string `parquet:"why"`
	Annual       *int64 `parquet:"annual_cents"`
	AnnualReason string `parquet:"annual_reason"`
	Now          *int64 `parquet:"guard_billable"`
	After        *int64 `parquet:"guard_billable_after"`
	Unknown      *int64 `parquet:"guard_unknown_after"`
	Before       *int64 `parquet:"guard_annual_cents"`
	Then         *int64 `parquet:"guard_annual_cents_after"`
	Freed        *int64 `parquet:"guard_freed_cents"`
	Reason       string `parquet:"guard_reason"`
	Premium      *int64 `parquet:"premium_billable"`
	PremiumAfter *int64 `parquet:"premium_billable_after"`
}

type shiftMart struct {
	No           int64  `parquet:"subscription_no"`
	Subscription string `parquet:"subscription"`
	From         string `parquet:"from_verdict"`
	To           string `parquet:"to_verdict"`
	Accounts     int64  `parquet:"accounts"`
}

type hangingMart struct {
	App  int64  `parquet:"app_no"`
	Host int64  `parquet:"host_no"`
	Link string `parquet:"link"`
	Fate string `parquet:"fate"`
	Tier string `parquet:"tier"`
}

type noteMart struct {
	No      int64  `parquet:"note_no"`
	Topic   string `parquet:"topic"`
	Applies string `parquet:"applies_to"`
	Text    string `parquet:"text"`
	Source  string `parquet:"source"`
}

func (m marts) saveCascades(t testing.TB, files map[string][]string, dir string) {
	save(t, files, dir, "cascades", m.cascades)
	save(t, files, dir, "cascade_shifts", m.shifts)
	save(t, files, dir, "subscription_apps", m.hanging)
	save(t, files, dir, "cascade_notes", m.cascadeNotes)
}

// line makes a line of the portal with a number, a name and a parent.
func portalLine(no int64, entitlement, name, parent string) subscriptionMart {
	kind := "product"
	if parent != "" {
		kind = "app"
	}
	return subscriptionMart{No: no, Entitlement: entitlement, Parent: parent, Kind: kind, Active: true, Product: strings.ToLower(name), Name: name, State: "unknown", File: "s.csv", Row: no + 1}
}

// tangled has an app below an app, two apps that hang on each other and on a
// product, one that hangs on itself, and a number that stands twice.
func tangled() marts {
	m := table1Of(30)
	m.subscriptions = []subscriptionMart{
		portalLine(1, "E-1", "Jira", ""), portalLine(2, "E-2", "Sheets", "E-1"), portalLine(3, "E-3", "Rows", "E-2"),
		portalLine(4, "E-4", "Ping", "E-5"), portalLine(5, "E-5", "Pong", "E-4"), portalLine(6, "E-6", "Self", "E-6"),
		portalLine(7, "E-7", `<b>"&'`+"\x07\x1b[31m", ""), portalLine(8, "E-7", "Other", ""), portalLine(9, "e/7", "Path", ""), portalLine(10, "e_7", "Path", ""),
	}
	m.hanging = []hangingMart{
		{2, 1, "parent", "cancelled", "below"}, {4, 1, "installed", "loses_product", ""}, {3, 2, "parent", "cancelled", ""},
		{5, 4, "parent", "cancelled", ""}, {4, 5, "parent", "cancelled", ""}, {6, 6, "parent", "cancelled", ""},
	}
	m.cascades = []cascadeMart{{No: 1, Kind: "product", Accounts: ptr(int64(30)), Only: ptr(int64(2)), Annual: ptr(int64(151250)), Now: ptr(int64(20)), After: ptr(int64(18)),
		Unknown: ptr(int64(0)), Before: ptr(int64(80000)), Then: ptr(int64(72000)), Freed: ptr(int64(8000))}}
	m.shifts = []shiftMart{{1, "guard_standard", "billable", "not_billable", 2}}
	m.cascadeNotes = []noteMart{
		{1, "loses", "product", "The product.", "R42"}, {2, "irreversible", "all", "For good.", "R42"}, {3, "refund", "all", "None is stated.", "R40"}, {4, "loses", "app", "The app.", "R42"},
	}
	return m
}

func cascadesOf(t *testing.T, m marts) map[string]cascade {
	t.Helper()
	n, err := readNight(t.Context(), m.write(t))
	if err != nil {
		t.Fatal(err)
	}
	byNumber := map[string]cascade{}
	for _, c := range n.cascades {
		byNumber[c.Entitlement] = c
	}
	return byNumber
}

func TestCascadeFollowsEveryAppOnce(t *testing.T) {
	all := cascadesOf(t, tangled())
	for entitlement, want := range map[string][]string{
		"E-1": {"1 Sheets cancelled via E-1", "2 Rows cancelled via E-2", "1 Ping loses_product via E-1"},
		"E-2": {"1 Rows cancelled via E-2"},
		"E-4": {"1 Pong cancelled via E-4"},
		"E-5": {"1 Ping cancelled via E-5"},
		"E-6": nil,
	} {
		var got []string
		for _, a := range all[entitlement].Lines[0].Apps {
			got = append(got, fmt.Sprintf("%d %s %s via %s", a.Depth, a.Name, a.Fate, a.Via))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("apps of %s (-want +got):\n%s", entitlement, diff)
		}
	}
	if got := all["E-4"].Notes; len(got) != 1 || !strings.Contains(got[0], "Ping (E-4, s.csv:5) hangs on what hangs on it: a circle") {
		t.Errorf("the circle is not named: %q", got)
	}
	if got := all["E-7"]; len(got.Lines) != 2 || !strings.Contains(strings.Join(got.Notes, ""), "2 lines of the portal have this entitlement number") {
		t.Errorf("a number that stands twice: %+v", got)
	}
	if got := all["E-1"].Loses; len(got) != 1 || got[0].Text != "The product." {
		t.Errorf("a product loses %v", got)
	}
	if got := all["E-2"].Loses; len(got) != 1 || got[0].Text != "The app." {
		t.Errorf("an app loses %v", got)
	}
	if m := all["E-1"].Lines[0].Money; m.Refunded != nil || m.RefundedReason != "None is stated. (R40)" || *m.Freed != 151250 {
		t.Errorf("money is %+v", m)
	}
}

func TestCascadePicturesAreXMLWithEveryName(t *testing.T) {
	files := listing(t, run(t, tangled(), Provenance{Org: "acme", AsOf: "2026-11-20"}, nil))
	pictures := 0
	for name, text := range files {
		if !strings.HasPrefix(name, "cascade/") {
			continue
		}
		pictures++
		d := xml.NewDecoder(strings.NewReader(text))
		var said strings.Builder
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if text, ok := token.(xml.CharData); ok {
				said.Write(text)
			}
		}
		switch name {
		case "cascade/E-1.svg":
			for _, want := range []string{"Sheets", "Rows", "stays with E-5", "30 accounts lose it", "Guard Standard bills 18, now 20", "Frees USD 1,512.50 a year", "For good."} {
				if !strings.Contains(said.String(), want) {
					t.Errorf("%s lacks %q", name, want)
				}
			}
		case "cascade/E-7.svg":
			if !strings.Contains(said.String(), `<b>"&'[31m`) {
				t.Errorf("%s spells a name otherwise: %q", name, said.String())
			}
		}
	}
	if pictures != 9 {
		t.Errorf("%d pictures, want 9 of 9 entitlement numbers", pictures)
	}
	cells := cellsOf(t, run(t, tangled(), Provenance{Org: "acme", AsOf: "2026-11-20"}, nil), "quotes.xlsx", "Cascade")
	for _, want := range []string{"        Rows", "cancelled with it", "stays with E-5, loses this product", "cascade/e_7-2.svg", "$1,512.50"} {
		if !cells[want] {
			t.Errorf("the sheet Cascade lacks %q", want)
		}
	}
}

// With the add-on of Premium the picture and the document tell its users, too; without
// it they do not name it.
func TestCascadeTellsTheUsersOfPremium(t *testing.T) {
	m := tangled()
	const told = "Guard Premium bills 4, now 12"
	if strings.Contains(listing(t, run(t, m, Provenance{Org: "acme", AsOf: "2026-11-20"}, nil))["cascade/E-1.svg"], "Guard Premium bills") {
		t.Error("a night without the add-on tells its users")
	}
	m.night[0].Edition = "premium"
	m.cascades[0].Premium, m.cascades[0].PremiumAfter = ptr[int64](12), ptr[int64](4)
	files := listing(t, run(t, m, Provenance{Org: "acme", AsOf: "2026-11-20"}, nil))
	if !strings.Contains(files["cascade/E-1.svg"], told) {
		t.Errorf("the picture lacks %q", told)
	}
	for _, want := range []string{`"premium_billable": 12`, `"premium_billable_after": 4`} {
		if !strings.Contains(files["summary.json"], want) {
			t.Errorf("summary.json lacks %s", want)
		}
	}
}
