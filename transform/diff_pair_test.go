package transform_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"billable/transform"
	"billable/transform/reference"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

// pair is two nights of one organisation, the later one run with the earlier one
// before it.
type pair struct {
	t             *testing.T
	name, lake    string
	before, after judgedPublished
	rows          []change
	causes        []changeCause
	comparison    comparison
}

// judgedPublished is a night as it was published.
type judgedPublished struct {
	night    transform.Night
	accounts []judged
	seats    map[int64]map[string]string // by account and product@place
	cents    *int64
}

type change struct {
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

type changeCause struct {
	Step  int64  `parquet:"step_no"`
	Cause string `parquet:"cause"`
	Seats int64  `parquet:"seats"`
	Cents *int64 `parquet:"cents"`
}

type comparison struct {
	Appeared    int64  `parquet:"appeared"`
	Gone        int64  `parquet:"gone"`
	Unexplained int64  `parquet:"unexplained"`
	Seats       int64  `parquet:"seats"`
	Cents       *int64 `parquet:"cents"`
	Reason      string `parquet:"reason"`
}

type publishedSeat struct {
	No      int64  `parquet:"account_no"`
	Product string `parquet:"product"`
	Place   string `parquet:"place"`
	Verdict string `parquet:"verdict"`
}

type publishedScenario struct {
	ID    string `parquet:"id"`
	Cents *int64 `parquet:"annual_cents"`
}

func pairOf(t *testing.T, name string, before, after *reference.Night) *pair {
	t.Helper()
	p := &pair{t: t, name: name}
	var err error
	if p.lake, err = os.MkdirTemp(t.TempDir(), "lake"); err != nil {
		t.Fatal(err)
	}
	p.before = p.publish("before", before, nil)
	p.after = p.publish("after", after, &p.before.night)
	p.rows = readPaths[change](t, p.after.night.Marts["night_changes"])
	p.causes = readPaths[changeCause](t, p.after.night.Marts["change_causes"])
	p.comparison = readPaths[comparison](t, p.after.night.Marts["comparison"])[0]
	return p
}

// publish runs a night.
func (p *pair) publish(dir string, n *reference.Night, before *transform.Night) judgedPublished {
	p.t.Helper()
	lake := filepath.Join(p.lake, dir)
	raw, err := n.WriteParquet(lake)
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := transform.Run(context.Background(), transform.Options{
		Queries: os.DirFS(filepath.Join("..", "queries")), Lake: lake, Org: n.Org, AsOf: n.AsOf.String(), RunID: dir, RulesAsOf: rulesOf(n),
		Raw: raw, Facts: configFacts(n), Before: before, Threads: 2, MemoryLimit: "600MB", TempDir: lake,
	})
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	j := judgedPublished{night: transform.Night{AsOf: n.AsOf.String(), RulesAsOf: rulesOf(n), RunID: dir, Marts: map[string][]string{}}, seats: map[int64]map[string]string{}}
	for name, files := range r.Marts {
		for _, f := range files {
			j.night.Marts[name] = append(j.night.Marts[name], filepath.Join(lake, filepath.FromSlash(f.Path)))
		}
	}
	j.accounts = readPaths[judged](p.t, j.night.Marts["accounts"])
	for _, s := range readPaths[publishedSeat](p.t, j.night.Marts["account_seats"]) {
		if j.seats[s.No] == nil {
			j.seats[s.No] = map[string]string{}
		}
		j.seats[s.No][s.Product+"@"+s.Place] = s.Verdict
	}
	for _, s := range readPaths[publishedScenario](p.t, j.night.Marts["scenarios"]) {
		if s.ID == "current" {
			j.cents = s.Cents
		}
	}
	return j
}

func (p *pair) errorf(format string, args ...any) {
	p.t.Helper()
	p.t.Errorf("%s: %s", p.name, fmt.Sprintf(format, args...))
}

// partners pairs the accounts of both nights: by id, and where a night knows no
// id by an address that one account of each night has.
func (p *pair) partners() map[*judged]*judged {
	partners := map[*judged]*judged{}
	byID := map[string]*judged{}
	for i := range p.before.accounts {
		if a := &p.before.accounts[i]; a.ID != "" {
			byID[a.ID] = a
		}
	}
	taken := map[*judged]bool{}
	for i := range p.after.accounts {
		if a := &p.after.accounts[i]; a.ID != "" && byID[a.ID] != nil {
			partners[a] = byID[a.ID]
			taken[byID[a.ID]] = true
		}
	}
	then, now := map[string][]*judged{}, map[string][]*judged{}
	for i := range p.before.accounts {
		if a := &p.before.accounts[i]; !taken[a] {
			then[strings.ToLower(a.Email)] = append(then[strings.ToLower(a.Email)], a)
		}
	}
	for i := range p.after.accounts {
		if a := &p.after.accounts[i]; partners[a] == nil {
			now[strings.ToLower(a.Email)] = append(now[strings.ToLower(a.Email)], a)
		}
	}
	for email, list := range now {
		if email != "" && len(list) == 1 && len(then[email]) == 1 && (list[0].ID == "" || then[email][0].ID == "") {
			partners[list[0]] = then[email][0]
		}
	}
	return partners
}

// changesAreAll holds the listed changes to a comparison of the published nights.
func (p *pair) changesAreAll() {
	p.t.Helper()
	var want []string
	add := func(a *judged, what, from, to string) { want = append(want, line(a.ID, a.Email, what, from, to)) }
	partners := p.partners()
	stayed := map[*judged]bool{}
	for i := range p.after.accounts {
		a := &p.after.accounts[i]
		b := partners[a]
		if b == nil {
			add(a, "appeared", "", a.Class)
			continue
		}
		stayed[b] = true
		for what, values := range map[string][2]string{"class": {b.Class, a.Class}, "guard_standard": {b.Standard, a.Standard}, "guard_premium": {b.Premium, a.Premium}} {
			if values[0] != values[1] {
				add(a, what, values[0], values[1])
			}
		}
		then, now := p.before.seats[b.No], p.after.seats[a.No]
		for seat := range maps.Keys(joined(then, now)) {
			if cmp.Or(then[seat], "not_billable") != cmp.Or(now[seat], "not_billable") {
				add(a, seat, then[seat], now[seat])
			}
		}
	}
	for i := range p.before.accounts {
		if b := &p.before.accounts[i]; !stayed[b] {
			add(b, "left", b.Class, "")
		}
	}
	var got []string
	for _, c := range p.rows {
		got = append(got, line(c.AccountID, c.Email, c.What, c.From, c.To))
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		p.errorf("changes (-nights +listed):\n%s", diff)
	}
}

func line(id, email, what, from, to string) string {
	return strings.Join([]string{id, email, what, from + " -> " + to}, " | ")
}

func joined(a, b map[string]string) map[string]bool {
	keys := map[string]bool{}
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	return keys
}

func (p *pair) everythingIsExplained() {
	p.t.Helper()
	for _, c := range p.rows {
		if c.Cause == "unexplained" || c.Cause == "" || c.Detail == "" {
			p.errorf("%s %s: cause %q, detail %q", cmp.Or(c.AccountID, c.Email), line("", "", c.What, c.From, c.To), c.Cause, c.Detail)
		}
	}
}

// sumsLead holds seats and cents to the two nights' own totals.
func (p *pair) sumsLead() {
	p.t.Helper()
	billed := func(accounts []judged) (n int64) {
		for _, a := range accounts {
			if a.Standard == "billable" {
				n++
			}
		}
		return n
	}
	var rows, seats, cents int64
	for _, c := range p.rows {
		rows += c.Seats
	}
	unpriced := 0
	for _, c := range p.causes {
		seats += c.Seats
		if c.Cents == nil {
			unpriced++
		} else {
			cents += *c.Cents
		}
	}
	if want := billed(p.after.accounts) - billed(p.before.accounts); rows != want || seats != want || p.comparison.Seats != want {
		p.errorf("rows add up to %d seats, causes to %d, the comparison says %d; want %d", rows, seats, p.comparison.Seats, want)
	}
	switch {
	case p.before.cents == nil || p.after.cents == nil:
		if p.comparison.Cents != nil || p.comparison.Reason == "" || unpriced != len(p.causes) {
			p.errorf("a night without a price, and the comparison says %+v with %d of %d causes unpriced", p.comparison, unpriced, len(p.causes))
		}
	case p.comparison.Reason == "" && (unpriced > 0 || cents != *p.after.cents-*p.before.cents):
		p.errorf("the causes add up to %d cents (%d unpriced), the nights differ by %d", cents, unpriced, *p.after.cents-*p.before.cents)
	case p.comparison.Reason != "" && unpriced != len(p.causes):
		p.errorf("no price for the changes (%s), and yet %d of %d causes have one", p.comparison.Reason, len(p.causes)-unpriced, len(p.causes))
	}
}

// diffSaysTheSame compares the published nights again, from their marts alone.
func (p *pair) diffSaysTheSame(after *reference.Night) {
	p.t.Helper()
	d, err := transform.Diff(context.Background(), transform.DiffOptions{
		Queries: os.DirFS(filepath.Join("..", "queries")), Org: after.Org, From: p.before.night, To: p.after.night,
		Facts: configFacts(after), TempDir: p.lake, Threads: 2,
	})
	if err != nil {
		p.t.Fatalf("%s: %v", p.name, err)
	}
	defer d.Close()
	var rows []change
	if err := d.Each(context.Background(), func(c transform.Change) error {
		rows = append(rows, change(c))
		return nil
	}); err != nil {
		p.t.Fatal(err)
	}
	if diff := gocmp.Diff(p.rows, rows); diff != "" {
		p.errorf("rows (-run +diff):\n%s", diff)
	}
	var causes []changeCause
	for _, c := range d.Causes {
		causes = append(causes, changeCause{c.Step, c.Cause, c.Seats, c.Cents})
	}
	if diff := gocmp.Diff(p.causes, causes); diff != "" {
		p.errorf("causes (-run +diff):\n%s", diff)
	}
	if d.Reason != p.comparison.Reason || d.Appeared != p.comparison.Appeared || d.Left != p.comparison.Gone {
		p.errorf("the run says %+v, diff says %q, %d, %d", p.comparison, d.Reason, d.Appeared, d.Left)
	}
}

func readPaths[T any](t *testing.T, paths []string) []T {
	t.Helper()
	var rows []T
	for _, path := range paths {
		part, err := parquet.ReadFile[T](path)
		if err != nil {
			t.Fatalf("read %s: %v", filepath.Base(path), err)
		}
		rows = append(rows, part...)
	}
	return rows
}
