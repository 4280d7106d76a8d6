package reports

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestHiddenCountsCannotBeWorkedOut solves what a reader of a group with its total
// can solve: no small count may have but one value that fits.
func TestHiddenCountsCannotBeWorkedOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		counts := make([]int64, 2+random.IntN(4))
		for i := range counts {
			if counts[i] = random.Int64N(8); random.IntN(2) == 0 {
				counts[i] = 6 + random.Int64N(60)
			}
		}
		cells, total := hideGroup(counts)
		for i, n := range counts {
			if n >= fewest {
				continue
			}
			if cells[i].number != nil {
				t.Fatalf("%v: the small count %d is told", counts, n)
			}
			if total.number == nil {
				continue
			}
			if fits := valuesThatFit(cells, i, *total.number); len(fits) < 2 {
				t.Fatalf("%v is told as %v of %v: count %d can only be %v", counts, cells, total, i, fits)
			}
		}
	}
}

// valuesThatFit tries what the hidden cell i may be: each small one is 0 to 4, each
// withheld one 5 or more.
func valuesThatFit(cells []packCell, i int, total int64) []int64 {
	rest, least, most, open := total, int64(0), int64(0), false
	for j, c := range cells {
		switch {
		case c.number != nil:
			rest -= *c.number
		case j == i:
		case c.text == few:
			most += fewest - 1
		default:
			least, open = least+fewest, true
		}
	}
	var fits []int64
	for v := range int64(fewest) {
		if left := rest - v; left >= least && (open || left <= most) {
			fits = append(fits, v)
		}
	}
	return fits
}

func packOf(t *testing.T, m marts, o PackOptions) string {
	t.Helper()
	o.Marts, o.Dir, o.Night = m.write(t), t.TempDir(), Provenance{Org: "acme", AsOf: "2026-11-20", RunID: "r", Schema: 1}
	if o.Key == nil {
		o.Key = bytes.Repeat([]byte{7}, 32)
	}
	if _, err := WritePack(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return o.Dir
}

func TestPackIsTheSameTwice(t *testing.T) {
	a, b := listing(t, packOf(t, bought(), PackOptions{For: ForProcurement})), listing(t, packOf(t, bought(), PackOptions{For: ForProcurement}))
	for name, text := range a {
		if b[name] != text {
			t.Errorf("%s differs between two equal packs", name)
		}
	}
	if len(a) != 10 {
		t.Errorf("%d files", len(a))
	}
}

func TestPackOfAResellerHoldsHisLinesOnly(t *testing.T) {
	m := bought()
	for i := range m.subscriptions {
		if m.subscriptions[i].Entitlement == "E-2" {
			m.subscriptions[i].Needed, m.subscriptions[i].NeededLeast, m.subscriptions[i].NeededMost = ptr(int64(3)), ptr(int64(3)), ptr(int64(3))
			m.subscriptions[i].State, m.subscriptions[i].FitsIn = "fits", ptr(int64(3))
		}
	}
	dir := packOf(t, m, PackOptions{For: ForReseller, Reseller: " SOUTH "})
	got := read(t, dir, "subscriptions.csv")
	if !strings.Contains(got, "E-2") || strings.Contains(got, "E-1") || strings.Contains(got, "North") {
		t.Errorf("subscriptions are\n%s", got)
	}
	if !strings.Contains(got, "<5,withheld,withheld") {
		t.Errorf("three users needed are told in\n%s", got)
	}
	for name := range listing(t, dir) {
		if slices.Contains([]string{"accounts.csv", "classes.csv", "seats.csv", "scenarios.csv", "verdicts.csv"}, name) {
			t.Errorf("a reseller gets %s", name)
		}
	}
}

func TestTextsThatNameSomebody(t *testing.T) {
	for _, c := range []struct {
		text, who string
		want      bool
	}{
		{"ada quill's tool", "ada quill", true}, {"canada quills", "ada quill", false}, {"tool of ada quill", "ada quill", true},
		{"adaquill ada quill", "ada quill", true}, {"für ädä", "ädä", true}, {"x.acme.example", "acme.example", true},
	} {
		if got := containsWord(c.text, c.who); got != c.want {
			t.Errorf("%q in %q: %v", c.who, c.text, got)
		}
	}
	if identifies("jira") || identifies("ada") || !identifies("ada quill") {
		t.Error("who names somebody is judged otherwise")
	}
}

func TestPackThatFailsLeavesNothing(t *testing.T) {
	files := bought().write(t)
	delete(files, "verdict_counts")
	dir := t.TempDir()
	if _, err := WritePack(t.Context(), PackOptions{Marts: files, Dir: dir, For: ForProcurement, Key: make([]byte, 32)}); err == nil {
		t.Fatal("a night without verdicts makes a pack")
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// With the add-on of Premium an amount tells two counts, for prices are public: it is
// told only where neither is small, nor what a scenario frees of it.
func TestAmountsTellNoFewUsersOfPremium(t *testing.T) {
	m := bought()
	m.night[0].Edition = "premium"
	addOn := func(users int64) addOnMart {
		return addOnMart{Billable: &users, Unknown: ptr[int64](0), Annual: ptr(users * 2000)}
	}
	for i := range m.scenarios {
		m.scenarioAddOns = append(m.scenarioAddOns, addOn([]int64{40, 38, 30, 4}[i%4]))
		m.scenarios[i].Touched, m.scenarios[i].Billable = 100*int64(min(i, 1)), 500-100*int64(min(i, 1))
	}
	for i, accounts := range []int64{500, 9490, 10, 40, 9950, 10} {
		m.verdicts[i].Accounts = accounts
	}
	rows := strings.Split(read(t, packOf(t, m, PackOptions{For: ForProcurement}), "scenarios.csv"), "\n")
	if !strings.HasSuffix(strings.TrimSpace(rows[0]), "currency,premium_billable") {
		t.Errorf("header %q", rows[0])
	}
	for i, s := range m.scenarios {
		users := []int64{40, 38, 30, 4}[i%4]
		told := users == 40 && i == 0 || users == 30
		cells := strings.Split(strings.TrimSpace(rows[i+1]), ",")
		if got := cells[3] != "withheld" && cells[6] != "withheld"; got != told || (cells[3] == "withheld") != (cells[6] == "withheld") {
			t.Errorf("%s with %d users of Premium, 40 tonight: %v", s.ID, users, cells)
		}
		if cells[2] == "withheld" {
			t.Errorf("%s: the users of Standard are withheld: %v", s.ID, cells)
		}
	}
}
