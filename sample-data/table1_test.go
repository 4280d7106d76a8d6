package sampledata

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write sample-data/table-1 anew")

// table1 is what the committed folder was made of.
var table1 = Options{Accounts: 10_000, Seed: 1, Profile: Table1}

func TestTable1IsWhatTheGeneratorWrites(t *testing.T) {
	o := table1
	o.Dir = t.TempDir()
	if *update {
		o.Dir = "table-1"
	}
	files, err := Write(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		got, err := os.ReadFile(filepath.Join(o.Dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("table-1", f.Name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("table-1/%s is not what Write makes of %+v; go test -update writes it anew", f.Name, table1)
		}
	}
}

func TestTable1HoldsTheArticlesCase(t *testing.T) {
	f, err := os.Open("table-1/managed-accounts.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for n, header := range rows[0] {
		column[header] = n
	}
	got := map[string]int{}
	ids, emails := map[string]bool{}, map[string]bool{}
	for _, row := range rows[1:] {
		products := ""
		for _, p := range managedProducts {
			if cell := row[column[p.header]]; cell != "" {
				products += p.header + "@" + cell
			}
		}
		got[products+" "+row[column["Status"]]+" "+row[column["Billable"]]+" "+row[column["Policy type"]]]++
		ids[row[column["Atlassian ID"]]] = true
		emails[row[column["Email"]]] = true
	}
	want := map[string]int{
		" Active No Billable":                              9500,
		"Trello@Free Active Yes Billable":                  300,
		"Jira Service Management@acme Active Yes Billable": 200,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("accounts by product, status, Billable and policy type (-want +got):\n%s", diff)
	}
	if len(ids) != 10_000 || len(emails) != 10_000 {
		t.Errorf("%d account ids and %d addresses, want 10000 of each", len(ids), len(emails))
	}
}

func TestTable1ExpectationIsTheOracle(t *testing.T) {
	got, err := Expect(t.Context(), table1)
	if err != nil {
		t.Fatal(err)
	}
	want := Expectation{
		Accounts:       10_000,
		ByClass:        map[string]int{"agent": 200, "accidental_trello": 300, "portal_customer": 9500},
		ByStandardRule: map[string]int{"intended_seat": 200, "trello_only": 300, "no_supported_product": 9500},
		GuardStandard:  Verdicts{Billable: 500, NotBillable: 9500},
		GuardPremium:   Verdicts{NotBillable: 10_000},
		Reconciliation: Reconciliation{Agrees: 10_000},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Expect (-want +got):\n%s", diff)
	}
}
