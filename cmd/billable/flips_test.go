package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"billable/queries"
	"billable/transform"
)

// TestFlipsComeTrue applies every flip that explain predicts to copies of the
// input files, runs the whole night again, and asks for the verdict and the rule:
// for every account of sample-data/acme, and of a small company for the kinds of
// change that acme has no use for.
func TestFlipsComeTrue(t *testing.T) {
	kinds := map[string]int{}
	for _, c := range []struct {
		folder  string
		without []string // who has no single change that flips anything, beside apps
	}{
		// Known from SCIM alone: active again nothing shows what it uses.
		{filepath.Join(repo, "sample-data", "acme"), []string{"712020:00000000-0000-4000-8000-000000000097"}},
		{filepath.Join("testdata", "flips"), nil},
	} {
		before := explainNight(t, c.folder)
		flipped := flipAll(t, c.folder, before, kinds)
		for name, e := range before {
			if !flipped[name] && e.Class.Value != "app" && !slices.Contains(c.without, name) {
				t.Errorf("%s: %s (%s): no flip is predicted", c.folder, name, e.Class.Value)
			}
		}
	}
	t.Logf("flips by kind: %v", kinds)
	for _, kind := range changeKinds(t) {
		if kinds[kind] == 0 {
			t.Errorf("no flip of kind %s was tried", kind)
		}
	}
}

// flipAll tries all flips of a folder, in rounds of one for each account: what one
// account does changes nothing for another.
func flipAll(t *testing.T, folder string, before map[string]*transform.Explanation, kinds map[string]int) map[string]bool {
	flipped := map[string]bool{}
	for i, round := range flipRounds(before) {
		dir := t.TempDir()
		e := readExports(t, folder)
		for _, c := range round {
			e.apply(t, c)
			kinds[c.Kind]++
			flipped[who(c.account)] = true
		}
		e.write(t, dir)
		after := explainNight(t, dir)
		for _, c := range round {
			for _, problem := range c.compare(after[who(c.account)]) {
				t.Errorf("%s, round %d: %s: %s: %s", folder, i+1, who(c.account), c.Change, problem)
			}
		}
	}
	return flipped
}

// changeKinds lists the kinds of change that the queries offer.
func changeKinds(t *testing.T) (kinds []string) {
	t.Helper()
	for _, name := range []string{"changes", "grant_changes", "account_changes"} {
		text, err := fs.ReadFile(queries.FS, "explain/"+name+".sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range kindName.FindAllStringSubmatch(string(text), -1) {
			kinds = append(kinds, m[1])
		}
	}
	if len(kinds) < 10 {
		t.Fatalf("the queries offer the kinds %v", kinds)
	}
	return kinds
}

var kindName = regexp.MustCompile(`'([a-z_]+)' as kind`)

// aChange is one change of one account, with the verdicts it flips.
type aChange struct {
	transform.Flip
	account *transform.Explanation
	flips   map[string]transform.Flip // by subscription
}

func who(e *transform.Explanation) string {
	if e.Account.AccountID != "" {
		return e.Account.AccountID
	}
	return e.Account.Email
}

// explainNight runs a night and explains every account of it.
func explainNight(t *testing.T, input string) map[string]*transform.Explanation {
	t.Helper()
	dir := t.TempDir()
	lake, out := filepath.Join(dir, "lake"), filepath.Join(dir, "out")
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"run", "--input", input, "--lake", lake, "--out", out, "--no-workbook", "--quiet"}, &stdout, &stderr); code != exitDone && code != exitFindings {
		t.Fatalf("run: exit %d: %s", code, stderr.String())
	}
	list := filepath.Join(out, "acme", "latest", "accounts.csv")
	if code := run(t.Context(), []string{"explain", "--from", list, "--lake", lake, "--json"}, &stdout, &stderr); code != exitDone {
		t.Fatalf("explain: exit %d: %s", code, stderr.String())
	}
	var doc struct{ Accounts []*transform.Explanation }
	if err := json.Unmarshal(stdout.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	explained := map[string]*transform.Explanation{}
	for _, e := range doc.Accounts {
		explained[who(e)] = e
	}
	if rows, err := os.ReadFile(list); err != nil || len(explained) < strings.Count(string(rows), "\nacme,2026-11-20,") {
		t.Fatalf("%d accounts are explained (%v)", len(explained), err)
	}
	return explained
}

// flipRounds deals the changes of all accounts out, one of each account a round.
// What a place pays for is everybody's there and has a round of its own.
func flipRounds(explained map[string]*transform.Explanation) [][]aChange {
	var rounds [][]aChange
	var plans []aChange
	names := make([]string, 0, len(explained))
	for name := range explained {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		at := 0
		for _, c := range changesOf(explained[name]) {
			if c.Kind == "paid_plan" {
				plans = append(plans, c)
				continue
			}
			if at == len(rounds) {
				rounds = append(rounds, nil)
			}
			rounds[at] = append(rounds[at], c)
			at++
		}
	}
	if len(plans) > 0 {
		rounds = append(rounds, plans)
	}
	return rounds
}

// changesOf lists the changes that flip a verdict of the account, each once.
func changesOf(e *transform.Explanation) []aChange {
	var changes []aChange
	for _, v := range e.Verdicts {
		for _, f := range v.Flips {
			i := slices.IndexFunc(changes, func(c aChange) bool { return c.Change == f.Change })
			if i < 0 {
				i = len(changes)
				changes = append(changes, aChange{Flip: f, account: e, flips: map[string]transform.Flip{}})
			}
			changes[i].flips[v.Subscription] = f
		}
	}
	return changes
}

// apply edits the exports as the change says.
func (e *exports) apply(t *testing.T, c aChange) {
	t.Helper()
	a, places := c.account.Account, c.account.Evidence
	losing := func(is func(g transform.ExplainedGrant) bool) {
		for _, g := range c.account.Grants {
			if is(g) {
				e.lose(places, g.Product, g.Place)
			}
		}
	}
	switch c.Kind {
	case "lose":
		e.lose(places, c.Product, c.Place)
	case "lose_product":
		losing(func(g transform.ExplainedGrant) bool { return g.Product == c.Product })
	case "lose_place":
		losing(func(g transform.ExplainedGrant) bool { return g.Place == c.Place })
	case "lose_all":
		losing(func(transform.ExplainedGrant) bool { return true })
	case "role":
		e.state(a, places, c.Product, c.Place, map[string]string{"customer": "Customer", "contributor": "Contributor", "user": "User"}[c.Role])
	case "seat":
		e.state(a, places, c.Product, c.Place, "User")
	case "non_billable_policy":
		e.setPolicy(a, places, "Non-billable")
	case "billable_policy":
		e.setPolicy(a, places, "Billable")
	case "deactivate":
		e.setStatus(places, false)
	case "reactivate":
		e.setStatus(places, true)
	case "restore":
		e.eachRow(places, func(s *sheetExport, line int) { s.set(line, "User status", "Active") }, func(map[string]any) {})
	case "unclaim":
		e.drop(places)
	case "enterprise":
		e.state(a, places, "confluence", "elsewhere", "User")
		e.site([]string{"elsewhere", "foreign", "", "Confluence", "Enterprise"})
	case "paid_plan":
		e.site([]string{c.Place, "", "", c.Product, "Standard"})
	case "claim":
		e.eachRow(places, func(s *sheetExport, line int) { s.set(line, "Claimed", "No") }, func(map[string]any) {})
	default:
		t.Fatalf("no edit of input files says %q (%s)", c.Change, c.Kind)
	}
}

// site lists a site once, or says another plan of one that is listed.
func (e *exports) site(row []string) {
	for _, s := range e.tables {
		for line, cells := range s.rows {
			if s.at("site") == 0 && cells[0] == row[0] && e.words.keyOf[productKey(cells[3])] == row[3] {
				s.set(line, "plan", row[4])
				return
			}
		}
	}
	if !slices.ContainsFunc(e.sites, func(r []string) bool { return slices.Equal(r, row) }) {
		e.sites = append(e.sites, row)
	}
}

// compare lists what differs from the prediction: each flip by verdict and rule,
// every other verdict as it was or unknown.
func (c aChange) compare(after *transform.Explanation) (problems []string) {
	is := map[string]transform.ExplainedVerdict{}
	if after != nil {
		for _, v := range after.Verdicts {
			is[v.Subscription] = v
		}
	}
	for _, v := range c.account.Verdicts {
		now, there := is[v.Subscription]
		f, flips := c.flips[v.Subscription]
		switch {
		case c.Kind == "unclaim" && strings.Contains(v.Subscription, "@"):
			// Nobody is asked to leave a workspace; the exports only cease to name it.
		case flips && !there && (f.Rule == "removed" || f.Rule == "exclude_from_claim"):
		case !there && !flips && v.Verdict != "billable":
		case !there:
			problems = append(problems, fmt.Sprintf("%s has no verdict, predicted was %s (%s)", v.Subscription, f.Verdict, f.Rule))
		case flips && (now.Verdict != f.Verdict || now.Rule != f.Rule):
			problems = append(problems, fmt.Sprintf("%s is %s (%s), predicted was %s (%s)", v.Subscription, now.Verdict, now.Rule, f.Verdict, f.Rule))
		case !flips && now.Verdict != v.Verdict && now.Verdict != "unknown":
			problems = append(problems, fmt.Sprintf("%s is %s (%s), and was %s (%s): not predicted", v.Subscription, now.Verdict, now.Rule, v.Verdict, v.Rule))
		}
	}
	return problems
}
