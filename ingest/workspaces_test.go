package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const bitbucketFile = "Public Name,Email Address,Last Login (UTC),Has 2SV,On Plan\n" +
	"Ada Quill,ada.quill@acme.example,2026-05-10T17:52:21.523639,yes,yes\n"

// The workspace of a list of members comes from the options: the first glob that
// matches.
func TestWorkspacesAreNamedByTheOptions(t *testing.T) {
	n := newNight(t, map[string]string{"bb/code.csv": bitbucketFile, "bb/other.csv": bitbucketFile + "Bo,bo.ferris@acme.example,,no,no\n"})
	n.o.Workspaces = []WorkspaceRule{{"bb/code.csv", "acme-code"}, {"*.csv", "acme-other"}, {"other.csv", "never"}}
	ledger, rows := n.mustRun()
	want := []string{
		"bitbucket_users bb/code.csv:2 header=workspace product_text=bitbucket product_key=bitbucket place_text=acme-code kind=access last_active=2026-05-10T17:52:21.523639 last_active_kind=known last_active_on=2026-05-10",
		"bitbucket_users bb/other.csv:2 header=workspace product_text=bitbucket product_key=bitbucket place_text=acme-other kind=access last_active=2026-05-10T17:52:21.523639 last_active_kind=known last_active_on=2026-05-10",
		"bitbucket_users bb/other.csv:3 header=workspace product_text=bitbucket product_key=bitbucket place_text=acme-other kind=access last_active_kind=unknown",
	}
	if diff := cmp.Diff(want, rows["grants"]); diff != "" {
		t.Errorf("grants (-want +got):\n%s", diff)
	}
	if ledger.Files[0].Findings != 0 || !strings.Contains(rows["workspace_members"][0], "workspace=acme-code email=ada.quill@acme.example") {
		t.Errorf("%+v, members %q", ledger.Files[0], rows["workspace_members"])
	}
}

func TestAFileWithoutWorkspaceIsAFinding(t *testing.T) {
	_, rows := newNight(t, map[string]string{"a.csv": bitbucketFile}).mustRun()
	if len(rows["findings"]) != 1 || !strings.Contains(rows["findings"][0], "a.csv:0 kind=workspace_unknown") ||
		!strings.Contains(rows["findings"][0], "--workspace GLOB=NAME") {
		t.Errorf("findings are %q", rows["findings"])
	}
	if len(rows["grants"]) != 1 || strings.Contains(rows["grants"][0], "place_text") {
		t.Errorf("grants are %q", rows["grants"])
	}
}

// Nothing in a list of Trello members tells what it is.
func TestTrelloMembersAreReadOnlyByKind(t *testing.T) {
	n := newNight(t, map[string]string{"trello.csv": "Full name,Username,Email,Last accessed,Licensed,Deactivated\n" +
		"Dov Hale,dovhale1,dov.hale@acme.example,2026-03-01,Yes,No\nEsi Nord,esi,esi.nord@acme.example,,No,Yes\n,ghost,,,Yes,No\n"})
	n.o.Kinds = []KindRule{{"trello.csv", "trello_enterprise"}}
	n.o.Workspaces = []WorkspaceRule{{"trello*", "acme-boards"}}
	ledger, rows := n.mustRun()
	delete(rows, "columns")
	want := `file trello.csv trello_enterprise_csv read=3 kept=2 rejected=1 findings=0
grants: trello_enterprise trello.csv:2 header=workspace product_text=trello product_key=trello place_text=acme-boards kind=access last_active=2026-03-01 last_active_kind=known last_active_on=2026-03-01
rejects: trello_enterprise trello.csv:4 header=Email reason=the row names nobody: its identifying cells are blank remedy=Fill in one of the columns named, or remove the row. text=,ghost,,,Yes,No
workspace_members: trello_enterprise trello.csv:2 workspace=acme-boards email=dov.hale@acme.example name=Dov Hale username=dovhale1 licensed=Yes is_licensed=true deactivated=No is_deactivated=false last_active=2026-03-01 last_active_kind=known last_active_on=2026-03-01
workspace_members: trello_enterprise trello.csv:3 workspace=acme-boards email=esi.nord@acme.example name=Esi Nord username=esi licensed=No is_licensed=false deactivated=Yes is_deactivated=true last_active_kind=unknown
`
	if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
