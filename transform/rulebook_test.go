package transform

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"billable"
	"billable/queries"
)

// ruleTable is rules.md 2-4 and 9: what the header of each rule must state.
var ruleTable = []struct {
	subject  string
	priority int
	name     string
	outcome  string
}{
	{"class", 10, "app", "app"},
	{"class", 20, "inactive", "inactive"},
	{"class", 30, "agent", "agent"},
	{"class", 40, "licensed", "licensed"},
	{"class", 50, "accidental_trello", "accidental_trello"},
	{"class", 60, "accidental_other", "accidental_other"},
	{"class", 65, "external", "external"},
	{"class", 70, "portal_customer", "portal_customer"},
	{"class", 80, "unresolved", "unresolved"},

	{"guard_standard", 10, "app_account", "not_billable"},
	{"guard_standard", 20, "deactivated", "not_billable"},
	{"guard_standard", 25, "claimed_elsewhere", "not_billable"},
	{"guard_standard", 30, "atlassian_states", "as_stated"},
	{"guard_standard", 40, "only_unknown", "unknown"},
	{"guard_standard", 45, "no_product_evidence", "unknown"},
	{"guard_standard", 50, "no_supported_product", "not_billable"},
	{"guard_standard", 60, "non_billable_policy", "not_billable"},
	{"guard_standard", 70, "enterprise_plan", "not_billable"},
	{"guard_standard", 80, "guest_before_2024_02_09", "not_billable"},
	{"guard_standard", 90, "statuspage_or_opsgenie_exempt", "not_billable"},
	{"guard_standard", 95, "plan_unknown", "unknown"},
	{"guard_standard", 200, "intended_seat", "billable"},
	{"guard_standard", 210, "trello_only", "billable"},
	{"guard_standard", 220, "free_product", "billable"},
	{"guard_standard", 230, "guest", "billable"},
	{"guard_standard", 240, "foreign_site", "billable"},
	{"guard_standard", 250, "sandbox_only", "billable"},
	{"guard_standard", 260, "mixed_accidental", "billable"},

	{"guard_premium", 10, "app_account", "not_billable"},
	{"guard_premium", 20, "deactivated", "not_billable"},
	{"guard_premium", 25, "claimed_elsewhere", "not_billable"},
	{"guard_premium", 30, "only_unknown", "unknown"},
	{"guard_premium", 35, "no_product_evidence", "unknown"},
	{"guard_premium", 40, "no_jira_or_confluence", "not_billable"},
	{"guard_premium", 200, "jira_or_confluence", "billable"},

	{"seat", 10, "app_account", "not_billable"},
	{"seat", 20, "deactivated", "not_billable"},
	{"seat", 30, "foreign_place", "not_billable"},
	{"seat", 40, "sandbox", "not_billable"},
	{"seat", 50, "suspended", "not_billable"},
	{"seat", 60, "no_membership", "not_billable"},
	{"seat", 70, "customer", "not_billable"},
	{"seat", 80, "contributor", "not_billable"},
	{"seat", 90, "guest", "not_billable"},
	{"seat", 100, "free_plan", "not_billable"},
	{"seat", 110, "atlassian_states", "as_stated"},
	{"seat", 120, "private_access_unknown", "unknown"},
	{"seat", 130, "guest_unknown", "unknown"},
	{"seat", 140, "workspace_unknown", "unknown"},
	{"seat", 150, "licence_unknown", "unknown"},
	{"seat", 160, "plan_unknown", "unknown"},
	{"seat", 200, "enterprise_contract", "billable"},
	{"seat", 210, "agent", "billable"},
	{"seat", 220, "creator", "billable"},
	{"seat", 230, "bitbucket_member", "billable"},
	{"seat", 240, "trello_member", "billable"},
	{"seat", 250, "site_user", "billable"},
}

func TestRuleBook(t *testing.T) {
	book := bundledBook(t)
	got := map[string]rule{}
	for _, rules := range book {
		for _, r := range rules {
			got[r.subject+"/"+r.name] = r
		}
	}
	for _, want := range ruleTable {
		r, ok := got[want.subject+"/"+want.name]
		if !ok {
			t.Errorf("queries/rules/%s/%s.sql is missing", want.subject, want.name)
			continue
		}
		if r.priority != want.priority || r.outcome != want.outcome {
			t.Errorf("queries/%s states priority %d and %s, rules.md %d and %s", r.path, r.priority, r.outcome, want.priority, want.outcome)
		}
		delete(got, want.subject+"/"+want.name)
	}
	for name := range got {
		t.Errorf("queries/rules/%s.sql is no rule of rules.md", name)
	}
}

// TestEffectiveEdges shifts the dates of every rule by a day: a rule is in force
// on its first day and no longer on its last. The rule book starts on 2020-04-14.
func TestEffectiveEdges(t *testing.T) {
	book := bundledBook(t)
	has := func(subject, name, date string) bool {
		for _, r := range book.on(subject, date) {
			if r.name == name {
				return true
			}
		}
		return false
	}
	for _, r := range ruleTable {
		in := inForce(r.subject, r.name)
		days := []string{"2020-04-13", "2020-04-14", "2023-10-30", "2023-10-31", "2024-02-08", "2024-02-09", "2099-12-31"}
		for _, d := range days {
			want := d >= in[0] && (in[1] == "" || d < in[1])
			if got := has(r.subject, r.name, d); got != want {
				t.Errorf("rule %s/%s in force on %s: %v, want %v", r.subject, r.name, d, got, want)
			}
		}
	}
}

// inForce is the first day of a rule and the day after its last, as rules.md
// states them; all others are in force since the book starts.
func inForce(subject, name string) [2]string {
	switch subject + "/" + name {
	case "guard_standard/guest_before_2024_02_09":
		return [2]string{"2020-04-14", "2024-02-09"}
	case "seat/private_access_unknown":
		return [2]string{"2020-04-14", "2023-10-31"}
	case "seat/bitbucket_member":
		return [2]string{"2023-10-31", ""}
	}
	return [2]string{"2020-04-14", ""}
}

// TestSaw lets each rule say what it looked at: a text for every account, also
// for one of which nothing is known.
func TestSaw(t *testing.T) {
	bench := newRowBench(t)
	for subject, rules := range bundledBook(t) {
		for _, r := range rules {
			from := r.asks()
			got, err := bench.run(rowCase{
				given:  []rowTable{{name: from, header: []string{r.key}, rows: [][]string{{"1"}}}},
				expect: rowTable{header: []string{"saw"}},
			}, fmt.Sprintf("select %s as saw from %s", r.header["saw"], from))
			if err != nil {
				t.Errorf("queries/%s: saw: %v", r.path, err)
			} else if len(got) != 1 || got[0][0] == "null" || got[0][0] == "" {
				t.Errorf("queries/%s saw %q of an account of which nothing is known (%s)", r.path, got, subject)
			}
		}
	}
}

// TestEveryAccountFindsARule tries every small combination of facts: some class
// rule matches, and some rule of each subscription.
func TestEveryAccountFindsARule(t *testing.T) {
	ctx := context.Background()
	bench := newRowBench(t)
	book := bundledBook(t)
	n := &night{Options: Options{AsOf: "2023-06-01"}, lib: bench.lib, db: bench.db}
	err := bench.db.inSchema(ctx, "row_case", func() error {
		if err := bench.everyFacts(ctx); err != nil {
			return err
		}
		if err := n.judgeClasses(ctx, book); err != nil {
			return err
		}
		if err := bench.db.create(ctx, bench.lib.find("rules/classed_accounts.sql")); err != nil {
			return err
		}
		if err := n.judgeVerdicts(ctx, book); err != nil {
			return err
		}
		return bench.expectNone(ctx, t)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// everyFacts gives a number, 0, 1 or 2, or a word to each fact that rules
// combine, no part above its whole, and to all others their usual value.
func (b *rowBench) everyFacts(ctx context.Context) error {
	facts := rowTable{name: "account_facts", header: []string{"account_no", "account_type", "policy_type", "has_product_evidence", "is_portal_named",
		"is_external", "counting_grants", "unknown_product_grants", "intended_grants", "trello_grants", "jira_confluence_grants"}}
	if err := b.give(ctx, facts); err != nil {
		return err
	}
	blanks, err := b.blanks(ctx, facts)
	if err != nil {
		return err
	}
	columns, values := facts.header, []string{"row_number() over ()", "t.v", "p.v", "e.v", "o.v", "x.v", "c.v", "u.v", "i.v", "r.v", "j.v"}
	for _, name := range sortedKeys(blanks) {
		columns, values = append(columns, name), append(values, blanks[name])
	}
	return b.db.exec(ctx, `insert into account_facts (`+strings.Join(columns, ", ")+`)
		with n as (select unnest([0, 1, 2]) as v), b as (select unnest([true, false]) as v),
			t as (select unnest(['', 'atlassian', 'customer']) as v), p as (select unnest(['', 'billable', 'non_billable']) as v)
		select `+strings.Join(values, ", ")+`
		from t, p, b as e, b as o, b as x, n as c, n as u, n as i, n as r, n as j where r.v <= c.v and j.v <= c.v`)
}

// expectNone lists accounts without a class or without two verdicts.
func (b *rowBench) expectNone(ctx context.Context, t *testing.T) error {
	all, err := b.db.count(ctx, "select count(*) from account_facts")
	if err != nil {
		return err
	}
	without, err := b.db.count(ctx, `select count(*) from account_facts as f where not exists (select 1 from account_classes as c where c.account_no = f.account_no)
		or (select count(*) from subscription_verdicts as v where v.account_no = f.account_no) <> 2`)
	if err != nil {
		return err
	}
	if all == 0 || without > 0 {
		t.Errorf("%d of %d combinations of facts find no class or not both verdicts", without, all)
	}
	return nil
}

// TestEverySeatFindsARule tries every combination of what the rules ask of a seat,
// before and after the rules of Bitbucket changed.
func TestEverySeatFindsARule(t *testing.T) {
	ctx := context.Background()
	bench := newRowBench(t)
	book := bundledBook(t)
	err := bench.db.inSchema(ctx, "row_case", func() error {
		if err := bench.everySeat(ctx); err != nil {
			return err
		}
		all, err := bench.db.count(ctx, "select count(*) from seat_kinds")
		if err != nil {
			return err
		}
		for _, date := range []string{"2020-04-14", "2023-10-30", "2023-10-31", "2026-11-20"} {
			n := &night{Options: Options{AsOf: "2020-04-14", RulesAsOf: date}, lib: bench.lib, db: bench.db}
			if err := n.judgeKeyed(ctx, book, "seat"); err != nil {
				return err
			}
			judged, err := bench.db.count(ctx, "select count(distinct kind_no) from seat_verdicts where verdict in ('billable', 'not_billable', 'unknown')")
			if err != nil {
				return err
			}
			if all == 0 || judged != all {
				t.Errorf("rules of %s: %d of %d kinds of seats find a rule", date, judged, all)
			}
			if err := bench.db.exec(ctx, "drop table seat_verdicts"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (b *rowBench) everySeat(ctx context.Context) error {
	facts := rowTable{name: "seat_kinds", header: []string{"kind_no", "product", "role", "plan", "ownership", "membership", "atlassian_says",
		"account_type", "has_place", "is_gone", "is_intended", "intended_rank", "plan_rank"}}
	if err := b.give(ctx, facts); err != nil {
		return err
	}
	blanks, err := b.blanks(ctx, facts)
	if err != nil {
		return err
	}
	columns, values := facts.header, []string{"row_number() over ()", "p.v", "r.v", "l.v", "o.v", "m.v", "s.v", "t.v", "h.v", "g.v", "i.v", "n.v", "k.v"}
	for _, name := range sortedKeys(blanks) {
		columns, values = append(columns, name), append(values, blanks[name])
	}
	return b.db.exec(ctx, `insert into seat_kinds (`+strings.Join(columns, ", ")+`)
		with b as (select unnest([true, false]) as v), n as (select unnest([1, 3]) as v),
			p as (select product as v from seed_seat_products), r as (select distinct value as v from seed_words where field = 'role'),
			l as (select unnest(['', 'free', 'standard', 'enterprise']) as v), o as (select unnest(['own', 'sandbox', 'foreign']) as v),
			m as (select unnest(['active', 'suspended', 'not_invited']) as v), s as (select unnest(['', 'billable', 'not_billable']) as v),
			t as (select unnest(['', 'app', 'customer']) as v)
		select `+strings.Join(values, ", ")+` from p, r, l, o, m, s, t, b as h, b as g, b as i, n, n as k`)
}

func bundledBook(t *testing.T) ruleBook {
	t.Helper()
	lib, err := readLibrary(queries.FS)
	if err != nil {
		t.Fatal(err)
	}
	book, err := lib.ruleBook()
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// TestChecksAreOrdered holds each check to an order of its own: only its first
// rows are shown, and they must be the same ones every time.
func TestChecksAreOrdered(t *testing.T) {
	lib, err := readLibrary(queries.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range lib.layer("checks") {
		if strings.HasPrefix(f.header["grain"], "one row if ") {
			continue // one row at most
		}
		if _, order, found := lastCut(f.text, "\norder by "); !found || strings.Contains(order, "\n") {
			t.Errorf("queries/%s does not end with order by", f.path)
		}
	}
}

// TestAFaultIsOfItsOwnFile breaks one rule: rules are run together, and the message
// names the file and the line all the same.
func TestAFaultIsOfItsOwnFile(t *testing.T) {
	bench := newRowBench(t)
	book := bundledBook(t)
	broken := *book["guard_standard"][2].file
	broken.text = strings.Replace(broken.text, "\nfrom ", ",\n    no_such_fact\nfrom ", 1)
	book["guard_standard"][2].file = &broken
	n := &night{Options: Options{AsOf: "2026-11-20"}, lib: bench.lib, db: bench.db}
	var problem *billable.Problem
	err := bench.with(rowCase{}, func() error {
		problem = billable.ProblemIn(n.judgeVerdicts(t.Context(), book))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	line := 1 + strings.Count(broken.text[:strings.Index(broken.text, "no_such_fact")], "\n")
	if problem == nil || problem.Pos.File != "queries/"+broken.path || problem.Pos.Row != line || !strings.Contains(problem.What, "no_such_fact") {
		t.Errorf("the fault of queries/%s:%d is told as %+v", broken.path, line, problem)
	}
}
