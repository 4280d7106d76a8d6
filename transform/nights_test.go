package transform

import (
	"strings"
	"testing"
)

// What is compared of a published night must be published: every column of
// queries/nights is a column of the mart of that name, of the same type.
func TestComparedColumnsArePublished(t *testing.T) {
	bench := newRowBench(t)
	contracts := bench.lib.layer("nights")
	if len(contracts) == 0 {
		t.Fatal("queries/nights is empty")
	}
	for _, f := range contracts {
		mart := bench.lib.find("marts/" + f.name + ".sql")
		if mart == nil {
			t.Errorf("queries/%s names no mart", f.path)
			continue
		}
		published := map[string]string{}
		for _, c := range mustTyped(t, bench, mart.text) {
			published[c.name] = c.kind
		}
		for _, c := range mustTyped(t, bench, f.text) {
			if published[c.name] != c.kind {
				t.Errorf("queries/%s: column %s is %s, in the mart it is %q", f.path, c.name, c.kind, published[c.name])
			}
		}
	}
}

func mustTyped(t *testing.T, b *rowBench, text string) []typedColumn {
	t.Helper()
	columns, err := b.db.typed(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return columns
}

// The rules' own words tell which facts they ask.
func TestRuleFactsNameWhatRulesAsk(t *testing.T) {
	bench := newRowBench(t)
	book, err := bench.lib.ruleBook()
	if err != nil {
		t.Fatal(err)
	}
	asked, some := map[string]bool{}, map[string]bool{}
	for _, r := range book.facts() {
		asked[strings.Join(r, " ")] = true
		some[r[0]+" "+r[1]] = true
	}
	for subject, rules := range book {
		for _, r := range rules {
			if !some[subject+" "+r.name] {
				t.Errorf("rule %s of %s asks nothing", r.name, subject)
			}
		}
	}
	for _, want := range []string{"class inactive is_gone", "guard_standard trello_only class", "guard_standard enterprise_plan enterprise_grants", "class portal_customer is_portal_named",
		"seat plan_unknown plan_rank", "seat suspended membership"} {
		if !asked[want] {
			t.Errorf("rule_facts lacks %q", want)
		}
	}
	for _, not := range []string{"class inactive counting_grants", "guard_standard non_billable_policy policy_rank", "seat agent plan_rank"} {
		if asked[not] {
			t.Errorf("rule_facts has %q", not)
		}
	}
}
