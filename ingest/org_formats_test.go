package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Policy members and managed accounts have nearly the same header.
func TestPolicyMembersOrManagedAccounts(t *testing.T) {
	const header = "Name,Email,%,Status,Billable,Policy name,Policy type,Atlassian ID\n"
	for column, want := range map[string]string{
		"Last active time":       "managed_accounts_csv", // beside Atlassian ID
		"Last active date [UTC]": "managed_accounts_csv",
		"Last active":            "managed_accounts_csv",
	} {
		n := newNight(t, map[string]string{"a.csv": strings.Replace(header, "%", column, 1)})
		if ledger, _ := n.mustRun(); ledger.Files[0].Format != want {
			t.Errorf("with %q it is %s, want %s", column, ledger.Files[0].Format, want)
		}
	}
	n := newNight(t, map[string]string{"a.csv": "Name,Email,Last Active Time,Status,Billable,Policy name,Policy type,Jira\n"})
	if ledger, _ := n.mustRun(); ledger.Files[0].Format != "policy_members_csv" {
		t.Errorf("it is %s, want policy members", ledger.Files[0].Format)
	}
}

// What the claim wizard offers has an unknown header: any file with an address
// and product columns is read when the options name the kind.
func TestClaimWizard(t *testing.T) {
	n := newNight(t, map[string]string{"wizard.csv": "E-mail address,Jira - acme,Trello\nAda.Quill@acme.example,x,Free\n"})
	n.o.Kinds = []KindRule{{"wizard.csv", "domain_accounts"}}
	_, rows := n.mustRun()
	want := []string{"domain_accounts wizard.csv:2 email=Ada.Quill@acme.example last_active_kind=unknown"}
	if diff := cmp.Diff(want, rows["accounts"]); diff != "" {
		t.Errorf("accounts (-want +got):\n%s", diff)
	}
	if len(rows["grants"]) != 2 || !strings.Contains(rows["grants"][0], "place_text=acme cell=x") {
		t.Errorf("grants are %q", rows["grants"])
	}
}

// The name of a file is an account id only if it looks like one.
func TestLastActiveDatesNeedAnAccount(t *testing.T) {
	const response = `{"data":{"product_access":[{"key":"jira-software","last_active":"2026-03-31"}]}}`
	for name, want := range map[string]string{
		"5f0000000000000000000011.json":                        "5f0000000000000000000011",
		"a/712020:00000000-0000-4000-8000-000000000001.json":   "712020:00000000-0000-4000-8000-000000000001",
		"a/712020%3a00000000-0000-4000-8000-000000000001.json": "712020:00000000-0000-4000-8000-000000000001",
		"last-active-dates.json":                               "",
		"712020_00000000-0000-4000-8000-000000000001.json":     "",
		"557058%3A00000000-0000-4000-8000-00000000000g.json":   "",
	} {
		n := newNight(t, map[string]string{name: response})
		ledger, rows := n.mustRun()
		f := ledger.Files[0]
		if want == "" {
			if f.RowsRejected != 1 || !strings.Contains(rows["rejects"][0], "name the file after the account id") {
				t.Errorf("%s: %+v, rejects %q", name, f, rows["rejects"])
			}
			continue
		}
		if len(rows["accounts"]) != 1 || !strings.Contains(rows["accounts"][0], "account_id="+want+" ") {
			t.Errorf("%s: accounts %q, want %s", name, rows["accounts"], want)
		}
	}
}
