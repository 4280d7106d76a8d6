package reference

import (
	"fmt"
	"reflect"
	"testing"
)

// table1 is the worked example of rules.md section 7.
func table1() *Night {
	n := &Night{Org: "acme", AsOf: DayOf("2026-11-20")}
	n.Sites = []Site{{"acme", "own"}}
	n.Licensed = &[]License{{Product: "jsm", Site: "acme"}}
	for i := range 10_000 {
		at := Pos{"managed_accounts", "managed.csv", "", int64(i + 2)}
		n.Accounts = append(n.Accounts, RawAccount{
			Pos: at, AccountID: fmt.Sprintf("a%05d", i), Email: fmt.Sprintf("a%d@acme.example", i),
			Status: "Active", PolicyType: "Billable", IsBillable: new(i < 500), LastActiveKind: "never",
		})
		if i < 200 {
			n.Grants = append(n.Grants, RawGrant{Pos: at, Header: "Jira Service Management", ProductText: "Jira Service Management",
				ProductKey: "jiraservicemanagement", PlaceText: "acme", Cell: "acme", Kind: "access", LastActiveKind: "unknown"})
		} else if i < 500 {
			n.Grants = append(n.Grants, RawGrant{Pos: at, Header: "Trello", ProductText: "Trello",
				ProductKey: "trello", PlaceText: "Free", Cell: "Free", Kind: "access", LastActiveKind: "unknown"})
		}
	}
	return n
}

var guard = []Price{
	{Semantics: "graduated", From: 1, To: 250, UnitCents: 400},
	{Semantics: "graduated", From: 251, To: 1000, UnitCents: 300},
}

func TestTable1(t *testing.T) {
	accounts := Judge(table1())
	classes := map[string]int{}
	for _, a := range accounts {
		classes[a.Class+" "+a.StandardRule+" "+a.Confidence+" "+a.PremiumRule+" agrees "+a.Agrees]++
	}
	want := map[string]int{
		"agent intended_seat assumed no_jira_or_confluence agrees yes":                 200,
		"accidental_trello trello_only stated no_jira_or_confluence agrees yes":        300,
		"portal_customer no_supported_product stated no_jira_or_confluence agrees yes": 9500,
	}
	if !reflect.DeepEqual(classes, want) {
		t.Errorf("accounts are %v, want %v", classes, want)
	}
	rungs := Ladder(accounts, func(n int64) Money { return Annual(guard, n, nil) })
	got := ""
	for _, r := range rungs {
		got += fmt.Sprintf("%s %d %d %d\n", r.ID, r.Accounts, r.Billed, r.Annual.Cents)
	}
	if want := "claimed 10000 0 0\nintended 200 200 800000\nunlicensed 9800 200 800000\naccidental 300 500 1750000\n"; got != want {
		t.Errorf("ladder is\n%swant\n%s", got, want)
	}
}

func TestNightsRepeat(t *testing.T) {
	for seed := range uint64(20) {
		if !reflect.DeepEqual(Generate(seed), Generate(seed)) {
			t.Errorf("seed %d gives two nights", seed)
		}
		if !reflect.DeepEqual(Judge(Generate(seed)), Judge(Generate(seed))) {
			t.Errorf("seed %d is judged in two ways", seed)
		}
	}
}

func TestMoney(t *testing.T) {
	old := []Price{
		{Semantics: "graduated", From: 1, To: 250, UnitCents: 300, Minimum: 10},
		{Semantics: "graduated", From: 251, To: 1000, UnitCents: 200, Minimum: 10},
		{Semantics: "graduated", From: 1001, UnitCents: 100, Minimum: 10},
	}
	tiers := []Price{
		{Semantics: "tier", From: 1, To: 10, UnitCents: 1000},
		{Semantics: "tier", From: 11, To: 15, UnitCents: 7500},
		{Semantics: "tier", From: 16, To: 25, UnitCents: 15000},
	}
	volume := []Price{
		{Semantics: "volume", From: 1, To: 250, UnitCents: 400},
		{Semantics: "volume", From: 251, To: 1000, UnitCents: 300},
	}
	flat := []Price{
		{Semantics: "flat", From: 1, To: 10, UnitCents: 1000},
		{Semantics: "flat", From: 11, UnitCents: 700},
	}
	for _, c := range []struct {
		name string
		got  Money
		want Money
	}{
		{"2018, 1,200 users", Monthly(old, 1200), Money{245000, true}},
		{"2018, minimum of ten", Monthly(old, 3), Money{3000, true}},
		{"nobody", Monthly(old, 0), Money{0, true}},
		{"graduated, 300 users a year", Annual(guard, 300, nil), Money{1150000, true}},
		{"graduated, 250 users", Monthly(guard, 250), Money{100000, true}},
		{"graduated, 251 users", Monthly(guard, 251), Money{100300, true}},
		{"graduated, above the book", Monthly(guard, 1001), Money{}},
		{"purchased tier of 500 holds 300", Annual(guard, 300, []int64{250, 500}), Money{1750000, true}},
		{"no tier holds 501", Annual(guard, 501, []int64{250, 500}), Money{}},
		{"volume, 300 users", Monthly(volume, 300), Money{90000, true}},
		{"tier, the 16th user", Monthly(tiers, 16), Money{15000, true}},
		{"tier, above the last", Monthly(tiers, 26), Money{}},
		{"flat, within", Monthly(flat, 10), Money{1000, true}},
		{"flat, above", Monthly(flat, 12), Money{2400, true}},
		{"no price", Monthly(nil, 5), Money{}},
	} {
		if c.got.Known != c.want.Known || c.got.Known && c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}
