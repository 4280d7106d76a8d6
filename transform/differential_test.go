package transform_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"billable/transform"
	"billable/transform/reference"

	"github.com/parquet-go/parquet-go"
)

// The nights of an ordinary test run; BILLABLE_DIFFERENTIAL_NIGHTS asks for
// more of them, BILLABLE_DIFFERENTIAL_SEED begins elsewhere, and
// BILLABLE_DIFFERENTIAL_PEOPLE makes every other night larger. From manyNights
// on, every branch of the rules must have decided something leastHits times.
const (
	ordinaryNights = 4
	peopleAtOnce   = 1500
	differences    = 3 // printed for each kind of difference
	manyNights     = 200
	leastHits      = 100
)

// TestQueriesAgreeWithTheReference holds the SQL to the rules as they were
// read a second time, account by account, on random nights.
func TestQueriesAgreeWithTheReference(t *testing.T) {
	first, nights := setting(t, "BILLABLE_DIFFERENTIAL_SEED", 1), setting(t, "BILLABLE_DIFFERENTIAL_NIGHTS", ordinaryNights)
	people := setting(t, "BILLABLE_DIFFERENTIAL_PEOPLE", peopleAtOnce)
	tally := &tally{t: t, seen: map[string]int{}, cover: reference.Coverage{}}
	for i := range nights {
		seed := uint64(first + i)
		night := reference.GenerateFirst(seed)
		switch i % 4 {
		case 1:
			night = reference.GenerateLarge(seed, people, false)
		case 2:
			night = reference.Generate(seed)
		case 3:
			night = reference.GenerateLarge(seed, people, true)
		}
		tally.night(fmt.Sprintf("seed %d", seed), night)
		if nights >= manyNights {
			t.Logf("night %d of %d, %d accounts, differences: %v", i+1, nights, tally.accounts, tally.seen)
		}
	}
	tally.summary()
	if nights >= manyNights {
		tally.cover.Print(os.Stdout)
		branches := slices.Concat(reference.Branches(), reference.SeatBranches(), reference.PriceBranches(), reference.WayOutBranches(), reference.ConfidenceBranches())
		for _, low := range tally.cover.Below(leastHits, branches...) {
			t.Errorf("too few hits of %s, want %d", low, leastHits)
		}
	}
}

func setting(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s is %q, not a number", name, text)
	}
	return n
}

// judged is one account as the marts hold it.
type judged struct {
	No            int64  `parquet:"account_no"`
	ID            string `parquet:"account_id"`
	Email         string `parquet:"email"`
	Name          string `parquet:"name"`
	Status        string `parquet:"status"`
	Class         string `parquet:"class"`
	LastActiveOn  string `parquet:"last_active_on"`
	Standard      string `parquet:"guard_standard"`
	StandardRule  string `parquet:"guard_standard_rule"`
	Premium       string `parquet:"guard_premium"`
	PremiumRule   string `parquet:"guard_premium_rule"`
	AtlassianSays string `parquet:"atlassian_says"`
	Agrees        string `parquet:"agrees"`
	Confidence    string `parquet:"confidence"`
	PolicyType    string `parquet:"policy_type"`
	Claimed       bool   `parquet:"is_claimed"`
	Synced        bool   `parquet:"is_synced"`
	External      bool   `parquet:"is_external"`
	Protected     bool   `parquet:"is_protected"`
	Service       bool   `parquet:"is_service_account"`
}

type judgedGrant struct {
	No             int64  `parquet:"account_no"`
	Product        string `parquet:"product"`
	Place          string `parquet:"place"`
	Ownership      string `parquet:"ownership"`
	OwnershipKnown string `parquet:"ownership_known"`
	Plan           string `parquet:"plan"`
	Role           string `parquet:"role"`
	RoleKnown      string `parquet:"role_known"`
	Intended       bool   `parquet:"is_intended"`
	IntendedKnown  string `parquet:"intended_known"`
	Counting       bool   `parquet:"is_counting"`
	AccessKnown    string `parquet:"access_known"`
}

type judgedSeat struct {
	No         int64  `parquet:"account_no"`
	Product    string `parquet:"product"`
	Place      string `parquet:"place"`
	Verdict    string `parquet:"verdict"`
	Rule       string `parquet:"rule"`
	Confidence string `parquet:"confidence"`
}

type judgedCause struct {
	No    int64  `parquet:"account_no"`
	Cause string `parquet:"cause"`
}

type judgedSaying struct {
	No    int64  `parquet:"account_no"`
	Field string `parquet:"field"`
	Value string `parquet:"value"`
	File  string `parquet:"_file"`
	Row   int64  `parquet:"_row"`
}

// tally counts differences by kind and prints the first of each.
type tally struct {
	t        *testing.T
	seen     map[string]int
	accounts int
	seats    int
	cover    reference.Coverage
}

func (y *tally) night(name string, n *reference.Night) {
	y.t.Helper()
	lake, err := os.MkdirTemp(y.t.TempDir(), "lake") // a long run keeps one night at a time
	if err != nil {
		y.t.Fatal(err)
	}
	defer os.RemoveAll(lake)
	marts, err := runTransform(lake, n)
	if err != nil {
		y.t.Fatalf("%s: %v", name, err)
	}
	accounts := read[judged](y.t, lake, marts["accounts"])
	grants := map[int64][]judgedGrant{}
	for _, g := range read[judgedGrant](y.t, lake, marts["account_products"]) {
		grants[g.No] = append(grants[g.No], g)
	}
	causes := map[int64][]string{}
	for _, c := range read[judgedCause](y.t, lake, marts["account_causes"]) {
		causes[c.No] = append(causes[c.No], c.Cause)
	}
	seats := map[int64]string{}
	for _, s := range read[judgedSeat](y.t, lake, marts["account_seats"]) {
		seats[s.No] += fmt.Sprintf(" %s@%s=%s %s %s", s.Product, s.Place, s.Verdict, s.Rule, s.Confidence)
		y.seats++
	}
	got := map[string]map[string]string{}
	for _, a := range accounts {
		slices.Sort(causes[a.No])
		got[key(a.ID, a.Email)] = a.facts(grants[a.No], causes[a.No])
		got[key(a.ID, a.Email)]["seats"] = seats[a.No]
	}
	conflicts := map[int64]string{}
	for _, s := range read[judgedSaying](y.t, lake, marts["account_conflicts"]) {
		conflicts[s.No] += fmt.Sprintf(" %s %s from %s:%d", s.Field, s.Value, s.File, s.Row)
	}
	for _, a := range accounts {
		got[key(a.ID, a.Email)]["conflicts"] = conflicts[a.No]
	}
	wanted := reference.JudgeCovered(n, y.cover)
	y.money(judgedNight{name, n, lake, marts}, wanted)
	for _, want := range wanted {
		y.accounts++
		k := key(want.ID, want.Email)
		y.compare(name, n, want, facts(want), got[k])
		delete(got, k)
	}
	for k := range got {
		y.note("account that the reference does not have", fmt.Sprintf("%s: %q\n%s", name, k, n.Dump(strings.Split(k, " ")[0], strings.Split(k, " ")[1])))
	}
}

func key(id, email string) string { return id + " " + strings.ToLower(email) }

func (y *tally) compare(name string, n *reference.Night, a reference.Account, want, got map[string]string) {
	if got == nil {
		y.note("account that the queries do not have", fmt.Sprintf("%s: %s %s\n%s", name, a.ID, a.Email, n.Dump(a.ID, a.Email)))
		return
	}
	for _, what := range order {
		if want[what] != got[what] {
			y.note(what, fmt.Sprintf("%s: %s %s: %s\n  reference %s\n  queries   %s\n%s", name, a.ID, a.Email, what, want[what], got[what], n.Dump(a.ID, a.Email)))
			if root[what] {
				return // what follows rests on it
			}
		}
	}
}

// order lists what is compared, causes before their consequences; after a
// difference in a root the rest of the account is not looked at.
var (
	order = []string{"identity", "grants", "ownership", "plan", "role", "intended", "counting", "access", "class", "standard", "premium", "says", "last active", "policy", "flags", "confidence", "conflicts", "seats"}
	root  = map[string]bool{"identity": true, "grants": true, "ownership": true, "plan": true, "role": true, "intended": true, "counting": true, "class": true}
)

func (y *tally) note(what, text string) {
	if y.seen[what]++; y.seen[what] <= differences {
		y.t.Errorf("%s", text)
	}
}

func (y *tally) summary() {
	y.t.Logf("%d accounts and %d seats compared", y.accounts, y.seats)
	for _, what := range append(order, "ladder", "scenarios", "night", "price book", "reconciliation", "ways out", "scenarios of ways out", "best mix", "account that the reference does not have", "account that the queries do not have") {
		if y.seen[what] > 0 {
			y.t.Errorf("%d differences in %s", y.seen[what], what)
		}
	}
}

func facts(a reference.Account) map[string]string {
	m := map[string]string{
		"identity": fmt.Sprintf("%s %s %s", a.Email, a.Name, a.Status),
		"class":    a.Class + " " + strings.Join(a.Causes, "+"),
		"standard": a.Standard + " " + a.StandardRule, "premium": a.Premium + " " + a.PremiumRule,
		"says": a.AtlassianSays + "/" + a.Agrees, "last active": a.LastActiveOn, "policy": a.PolicyType,
		"flags":      fmt.Sprintf("claimed %t synced %t external %t protected %t service %t", a.Claimed, a.Synced, a.External, a.Protected, a.Service),
		"confidence": a.StandardRule + " " + a.Confidence,
	}
	for _, s := range a.Seats {
		m["seats"] += fmt.Sprintf(" %s@%s=%s %s %s", s.Product, s.Place, s.Verdict, s.Rule, s.Known)
	}
	for _, g := range a.Grants {
		at := " " + g.Product + "@" + g.Place
		m["grants"] += at
		m["ownership"] += fmt.Sprintf("%s=%s/%s", at, g.Ownership, g.OwnershipKnown)
		m["plan"] += at + "=" + g.Plan
		m["role"] += fmt.Sprintf("%s=%s/%s", at, g.Role, g.RoleKnown)
		m["intended"] += fmt.Sprintf("%s=%t/%s", at, g.Intended, g.IntendedKnown)
		m["counting"] += fmt.Sprintf("%s=%t", at, g.Counting)
		m["access"] += fmt.Sprintf("%s=%s", at, g.AccessKnown)
	}
	for _, c := range a.Conflicts {
		m["conflicts"] += " " + c.String()
	}
	return m
}

func (a judged) facts(grants []judgedGrant, causes []string) map[string]string {
	m := map[string]string{
		"identity": fmt.Sprintf("%s %s %s", a.Email, a.Name, a.Status),
		"class":    a.Class + " ",
		"standard": a.Standard + " " + a.StandardRule, "premium": a.Premium + " " + a.PremiumRule,
		"says": a.AtlassianSays + "/" + a.Agrees, "last active": a.LastActiveOn, "policy": a.PolicyType,
		"flags":      fmt.Sprintf("claimed %t synced %t external %t protected %t service %t", a.Claimed, a.Synced, a.External, a.Protected, a.Service),
		"confidence": a.StandardRule + " " + a.Confidence,
	}
	if a.Class == "accidental_other" {
		m["class"] += strings.Join(causes, "+")
	}
	for _, g := range grants {
		at := " " + g.Product + "@" + g.Place
		m["grants"] += at
		m["ownership"] += fmt.Sprintf("%s=%s/%s", at, g.Ownership, g.OwnershipKnown)
		m["plan"] += at + "=" + g.Plan
		m["role"] += fmt.Sprintf("%s=%s/%s", at, g.Role, g.RoleKnown)
		m["intended"] += fmt.Sprintf("%s=%t/%s", at, g.Intended, g.IntendedKnown)
		m["counting"] += fmt.Sprintf("%s=%t", at, g.Counting)
		m["access"] += fmt.Sprintf("%s=%s", at, g.AccessKnown)
	}
	return m
}

func runTransform(lake string, n *reference.Night) (map[string][]transform.TableFile, error) {
	raw, err := n.WriteParquet(lake)
	if err != nil {
		return nil, err
	}
	r, err := transform.Run(context.Background(), transform.Options{
		Queries: os.DirFS(filepath.Join("..", "queries")), Lake: lake, Org: n.Org, AsOf: n.AsOf.String(), RunID: "differential", RulesAsOf: rulesOf(n),
		Raw: raw, Facts: configFacts(n), Threads: 2, MemoryLimit: "600MB", TempDir: lake,
	})
	if err != nil {
		return nil, fmt.Errorf("run transform: %w", err)
	}
	return r.Marts, nil
}

func rulesOf(n *reference.Night) string {
	if n.RulesAsOf == 0 {
		return ""
	}
	return n.RulesAsOf.String()
}

func configFacts(n *reference.Night) transform.Facts {
	f := transform.Facts{
		HasLicensed: n.Licensed != nil, Edition: n.Guard.Edition, Billing: n.Guard.Billing,
		PurchasedTier: n.Guard.PurchasedTier, RenewsOn: n.Guard.RenewsOn, PriceBook: n.BookCSV(),
		WaysOut: transform.WaysOut{MaxAccountsWithoutSSO: n.Limits.MaxWithoutSSO, MinConfidence: n.Limits.MinConfidence},
	}
	if n.CentsPerHour != nil {
		f.Assumptions = append(f.Assumptions, transform.Assumption{ID: "cents_per_hour", Value: fmt.Sprint(*n.CentsPerHour)})
	}
	for way, minutes := range n.Minutes {
		f.Assumptions = append(f.Assumptions, transform.Assumption{ID: "minutes_" + way, Value: fmt.Sprint(minutes)})
	}
	for _, s := range n.Sites {
		f.Sites = append(f.Sites, transform.Site{Name: s.Name, Ownership: s.Ownership})
	}
	if n.Licensed != nil {
		for _, l := range *n.Licensed {
			f.Licensed = append(f.Licensed, transform.Licensed{Product: l.Product, Site: l.Site, Workspace: l.Workspace, Plan: l.Plan, Role: l.Role})
		}
	}
	for kind, patterns := range map[string][]string{"agent_group": n.AgentGroups, "service_account": n.ServiceAccounts, "protected": n.Config.Protected} {
		for _, p := range patterns {
			f.Patterns = append(f.Patterns, transform.Pattern{Kind: kind, Pattern: p})
		}
	}
	return f
}

func read[T any](t *testing.T, lake string, files []transform.TableFile) []T {
	t.Helper()
	var rows []T
	for _, f := range files {
		part, err := parquet.ReadFile[T](filepath.Join(lake, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatalf("read %s: %v", f.Path, err)
		}
		rows = append(rows, part...)
	}
	return rows
}
