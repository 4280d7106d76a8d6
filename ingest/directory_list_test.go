package ingest

import (
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// Lists without header are read when the options say what they are.
func TestAddressLists(t *testing.T) {
	for content, want := range map[string][]string{
		"ada.quill@acme.example\nbo.ferris@acme.example,\n": {"1 email=ada.quill@acme.example", "2 email=bo.ferris@acme.example"},
		"Ada Quill,ada.quill@acme.example\nbo.ferris@acme.example,Bo Ferris\n": {
			"1 email=ada.quill@acme.example name=Ada Quill", "2 email=bo.ferris@acme.example name=Bo Ferris"},
		"\"Quill, Ada\" <ada.quill@acme.example>; Bo Ferris <mailto:bo.ferris@acme.example>;\n<cleo.marsh@acme.example>": {
			"1 email=ada.quill@acme.example name=Quill, Ada", "1 email=bo.ferris@acme.example name=Bo Ferris", "2 email=cleo.marsh@acme.example"},
		"ada.quill@acme.example, bo.ferris@acme.example": {"1 email=ada.quill@acme.example", "1 email=bo.ferris@acme.example"},
	} {
		n := newNight(t, map[string]string{"people.txt": content})
		n.o.Kinds = []KindRule{{"people*", "directory_list"}}
		ledger, rows := n.mustRun()
		var got []string
		for _, row := range rows["directory_users"] {
			got = append(got, strings.TrimPrefix(row, "directory_list people.txt:"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", content, diff)
		}
		if f := ledger.Files[0]; f.RowsRead != f.RowsKept || f.Format != "directory_list_csv" {
			t.Errorf("%q: %+v", content, f)
		}
	}
}

func TestAddressListsRejectWhatIsNoAddress(t *testing.T) {
	n := newNight(t, map[string]string{"people.txt": "ada.quill@acme.example\nNobody\nAda,Bo,bo@acme.example,cy@acme.example\nM\xfc <m@acme.example>\n"})
	n.o.Kinds = []KindRule{{"people*", "directory_list"}}
	ledger, rows := n.mustRun()
	if f := ledger.Files[0]; f.RowsRead != 4 || f.RowsKept != 1 || f.RowsRejected != 3 {
		t.Errorf("%+v, rejects %q", f, rows["rejects"])
	}
}

// Only a file that no vendor's export can be is taken for a list of people.
func TestALackingExportIsNoDirectory(t *testing.T) {
	for _, header := range []string{
		"Name,Email,Jira,Trello", "Name,Email,Status", "User name,email,Jira - acme,Name", "id,name,email,active",
		"displayName,userPrincipalName,mail", "Name,Email,Atlassian ID", "ada.quill@acme.example", "Email",
	} {
		n := newNight(t, map[string]string{"a.csv": header + "\n"})
		if p := n.refused(billable.Input); !strings.Contains(p.What, "not recognised") || strings.Contains(p.What, "directory_list") {
			t.Errorf("%s is refused as %v", header, p)
		}
	}
}

// A password reaches no table, not even that of rejects.
func TestPasswordsAreNotStored(t *testing.T) {
	const header = "First Name,Last Name,Email Address [Required],Password [Required],Org Unit Path\n"
	n := newNight(t, map[string]string{
		"google.csv": header + "Ada,Quill,ada.quill@acme.example,s3cret,/\nBo,,,s3cret,/\nBo,,,s3cret,/,,x\n",
		"wizard.csv": "Email,Password,Jira\nada.quill@acme.example,s3cret,acme\n",
	})
	n.o.Kinds = []KindRule{{"wizard.csv", "domain_accounts"}}
	ledger, rows := n.mustRun()
	if printed := printNight(ledger, rows); strings.Contains(printed, "s3cret") || len(rows["rejects"]) != 2 ||
		!strings.Contains(rows["rejects"][0], "text=Bo,,,****,/") {
		t.Errorf("the night holds a password, or not both rejects:\n%s", printed)
	}
}
