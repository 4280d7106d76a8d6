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
	rungs := Ladder(accounts)
	got := ""
	for _, r := range rungs {
		got += fmt.Sprintf("%s %d %d %d\n", r.ID, r.Accounts, r.Billed, table1().Cost(r.Billed, r.PremiumBilled, nil).Annual.Cents)
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
