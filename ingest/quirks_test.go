package ingest

import (
	"fmt"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// Input as it comes: every quirk is read, and what comes out is compared whole.
func TestQuirks(t *testing.T) {
	const row = "0042,Ada Quill,ada.quill@acme.example,Active,,,User\n"
	account := func(place, rest string) string { return "accounts: org_users " + place + " " + rest }
	ada := "account_id=0042 email=ada.quill@acme.example name=Ada Quill status=Active last_active_kind=unknown"
	grant := func(place string) string {
		return "grants: org_users " + place + " header=Jira - acme product_text=Jira product_key=jira place_text=acme cell=User kind=access last_active_kind=unknown"
	}
	tests := []struct {
		name, file, content string
		want                []string // every line but those of raw_columns
	}{
		{"plain", "a.csv", orgUsersHeader + row,
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.csv:2", ada), grant("a.csv:2")}},
		{"byte order mark and CRLF", "a.csv", "\ufeff" + strings.ReplaceAll(orgUsersHeader+row, "\n", "\r\n"),
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.csv:2", ada), grant("a.csv:2")}},
		{"semicolons", "a.csv", strings.ReplaceAll(orgUsersHeader+row, ",", ";"),
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.csv:2", ada), grant("a.csv:2")}},
		{"tabs", "a.tsv", strings.ReplaceAll(orgUsersHeader+row, ",", "\t"),
			[]string{"file a.tsv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.tsv:2", ada), grant("a.tsv:2")}},
		{"gzip, in a folder, with a name that says nothing", "x/y.dat", packed(t, orgUsersHeader+row),
			[]string{"file x/y.dat org_users_csv read=1 kept=1 rejected=0 findings=0", account("x/y.dat:2", ada), grant("x/y.dat:2")}},
		{"gzip of JSON", "a.json.gz", packed(t, `{"data":[{"account_id":"0042"}]}`),
			[]string{"file a.json.gz orgs_v1_users_json read=1 kept=1 rejected=0 findings=0", "accounts: orgs_v1_users a.json.gz:1 account_id=0042 last_active_kind=unknown"}},
		{"shuffled columns", "a.csv", "Jira - acme,email,Org role,User id,Added to org,User status,User name\nUser,ada.quill@acme.example,,0042,,Active,Ada Quill\n",
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.csv:2", ada), grant("a.csv:2")}},
		{"blanks around cells", "a.csv", orgUsersHeader + " 0042 ,\tAda Quill,\u00a0ada.quill@acme.example,Active ,-,N/A, User\n",
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0", account("a.csv:2", ada), grant("a.csv:2")}},
		{"quoted newlines, doubled quotes, formulas, names of every script", "a.csv",
			orgUsersHeader + "1e6,\"Ada\n\"\"Q\"\"\",a@acme.example,Active,,,\n2,=cmd|'/C calc'!A0,\"b,c@acme.example\",,,,\n3,Søren Größe 日本,d@acme.example,,,,\n",
			[]string{"file a.csv org_users_csv read=3 kept=3 rejected=0 findings=0",
				account("a.csv:2", "account_id=1e6 email=a@acme.example name=Ada\n\"Q\" status=Active last_active_kind=unknown"),
				account("a.csv:4", "account_id=2 email=b,c@acme.example name==cmd|'/C calc'!A0 last_active_kind=unknown"),
				account("a.csv:5", "account_id=3 email=d@acme.example name=Søren Größe 日本 last_active_kind=unknown")}},
		{"rows that are short, long, not UTF-8, or about nobody", "a.csv",
			orgUsersHeader + "1,Ada\n2,Bo,,,,,,x\n3,M\xfcller,,,,,\n,Nobody,-,Active,,,User\n\"4\"4,Cleo,,,,,\n" + row,
			[]string{"file a.csv org_users_csv read=6 kept=1 rejected=5 findings=0", account("a.csv:7", ada), grant("a.csv:7"),
				"rejects: org_users a.csv:2 reason=the row has 2 cells, the header has 7 remedy=Export the file again, or quote the cell that holds a separator or a line break. text=1,Ada",
				"rejects: org_users a.csv:3 reason=the row has 8 cells, the header has 7 remedy=Export the file again, or quote the cell that holds a separator or a line break. text=2,Bo,,,,,,x",
				`rejects: org_users a.csv:4 reason=the row holds bytes that are not UTF-8 remedy=Save the file as UTF-8 with its quotes doubled within cells, or export it again. text=3,M\xfcller,,,,,`,
				"rejects: org_users a.csv:5 header=User id, email reason=the row names nobody: its identifying cells are blank remedy=Fill in one of the columns named, or remove the row. text=,Nobody,-,Active,,,User",
				`rejects: org_users a.csv:6 reason=cell 1 has text behind its closing quote remedy=Save the file as UTF-8 with its quotes doubled within cells, or export it again. text="4"4,Cleo,,,,,`}},
		{"surplus cells that are empty", "a.csv", orgUsersHeader + "0042,Ada Quill,ada.quill@acme.example,Active,,,User, ,\n",
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=1", account("a.csv:2", ada),
				"findings: org_users a.csv:2 kind=surplus_cells reason=the row has more cells than the header; the surplus is not read", grant("a.csv:2")}},
		{"doubled columns: the first wins", "a.csv", strings.TrimSpace(orgUsersHeader) + ",E-mail,jira - ACME,email\n" + strings.TrimSpace(row) + ",x,Guest,y\n",
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=3", account("a.csv:2", ada),
				"findings: org_users a.csv:1 header=E-mail text=column 8 repeats column 3 kind=duplicate_column reason=the header stands more than once; the first column counts and this one is not read",
				"findings: org_users a.csv:1 header=jira - ACME text=column 9 repeats column 7 kind=duplicate_column reason=the header stands more than once; the first column counts and this one is not read",
				"findings: org_users a.csv:1 header=email text=column 10 repeats column 3 kind=duplicate_column reason=the header stands more than once; the first column counts and this one is not read",
				grant("a.csv:2")}},
		{"unknown product and attribute columns", "a.csv", strings.TrimSpace(orgUsersHeader) + ",Wobble - acme,Cost centre,\n" + strings.TrimSpace(row) + ",User,CC-1,z\n",
			[]string{"file a.csv org_users_csv read=1 kept=1 rejected=0 findings=1", account("a.csv:2", ada),
				"findings: org_users a.csv:1 text=column 10 kind=unnamed_column reason=the column has no header and is not read", grant("a.csv:2"),
				"grants: org_users a.csv:2 header=Wobble - acme product_text=Wobble product_key=wobble place_text=acme cell=User kind=access last_active_kind=unknown",
				"grants: org_users a.csv:2 header=Cost centre product_text=Cost centre product_key=costcentre cell=CC-1 kind=access last_active_kind=unknown"}},
		{"header only", "a.csv", orgUsersHeader,
			[]string{"file a.csv org_users_csv read=0 kept=0 rejected=0 findings=1", "findings: org_users a.csv:1 kind=header_only reason=the file has a header and no rows"}},
		{"empty pages", "a.json", `[{"data":[]},{"data":[]}]`, []string{"file a.json orgs_v1_users_json read=0 kept=0 rejected=0 findings=0"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, map[string]string{test.file: test.content})
			ledger, rows := n.mustRun()
			delete(rows, "columns")
			want := strings.Join(test.want, "\n") + "\n"
			if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDuplicateColumnsInRawColumns(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": strings.TrimSpace(orgUsersHeader) + ",User ID,Jira - ac-me\n"})
	_, rows := n.mustRun()
	want := []string{
		"columns: 8 User ID duplicate", "columns: 9 Jira - ac-me access",
	}
	for i, row := range rows["columns"][7:] {
		words := strings.Fields(strings.ReplaceAll(want[i], "columns: ", ""))
		if !strings.Contains(row, "column_no="+words[0]) || !strings.HasSuffix(row, "role="+words[len(words)-1]) {
			t.Errorf("row %q, want %q", row, want[i])
		}
	}
}

func TestHugeCell(t *testing.T) {
	huge := strings.Repeat("x", 10<<20)
	content := orgUsersHeader + "1," + huge + ",ada.quill@acme.example,Active,,,User\n2,\"" + huge + "\n\",,,,,\n3,Bo,,,,,\n"
	n := newNight(t, map[string]string{"a.csv": content})
	ledger, rows := n.mustRun()
	if got := ledger.Files[0].RowsKept; got != 3 {
		t.Fatalf("%d rows are kept", got)
	}
	for i, want := range []int{10 << 20, 10 << 20, 2} {
		_, rest, _ := strings.Cut(rows["accounts"][i], " name=")
		name, _, _ := strings.Cut(rest, " ")
		if len(name) != want {
			t.Errorf("name %d has %d bytes, want %d", i+1, len(name), want)
		}
	}
	if !strings.HasPrefix(rows["accounts"][2], "org_users a.csv:5 ") {
		t.Errorf("the row behind the huge cells is %.40q", rows["accounts"][2])
	}
}

func TestThousandColumns(t *testing.T) {
	var header, row strings.Builder
	header.WriteString(strings.TrimSpace(orgUsersHeader))
	row.WriteString("1,Ada,,,,,User")
	for i := range 1000 {
		fmt.Fprintf(&header, ",Jira - site-%d", i)
		row.WriteString(",User")
	}
	n := newNight(t, map[string]string{"a.csv": header.String() + "\n" + row.String() + "\n"})
	_, rows := n.mustRun()
	if len(rows["grants"]) != 1001 || !strings.Contains(rows["grants"][1000], "place_text=site-999") {
		t.Errorf("%d grants, the last %q", len(rows["grants"]), rows["grants"][len(rows["grants"])-1])
	}
}

func TestACellWithTooManyPlacesIsNotSplit(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": "Email,Atlassian ID,Last active date [UTC],Jira\na@acme.example,1,,\"" + strings.Repeat("a,", maxPlaces+1) + "\"\n"})
	ledger, rows := n.mustRun()
	if len(rows["grants"]) != 1 || ledger.Files[0].Findings != 1 || !strings.Contains(rows["findings"][0], "kind=too_many_places") {
		t.Errorf("%d grants, findings %q", len(rows["grants"]), rows["findings"])
	}
}

func TestIdenticalFilesAreReadOnce(t *testing.T) {
	content := orgUsersHeader + "1,Ada,,,,,\n"
	n := newNight(t, map[string]string{"a.csv": content, "b/copy of a.csv": content, "c.csv": orgUsersHeader + "2,Bo,,,,,\n"})
	ledger, rows := n.mustRun()
	delete(rows, "columns")
	want := `file a.csv org_users_csv read=1 kept=1 rejected=0 findings=0
file b/copy of a.csv org_users_csv read=0 kept=0 rejected=0 findings=1
file c.csv org_users_csv read=1 kept=1 rejected=0 findings=0
accounts: org_users a.csv:2 account_id=1 name=Ada last_active_kind=unknown
accounts: org_users c.csv:2 account_id=2 name=Bo last_active_kind=unknown
findings: org_users b/copy of a.csv:0 text=a.csv kind=identical_file reason=the file is byte for byte the same as a.csv and is read once
`
	if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if ledger.Files[1].SameAs != "a.csv" {
		t.Errorf("the ledger has %+v", ledger.Files[1])
	}
}

func TestOneAccountInFiveSources(t *testing.T) {
	n := newNight(t, map[string]string{
		"1.csv":  orgUsersHeader + "a1,Ada,ada.quill@acme.example,Active,,,\n",
		"2.csv":  "Name,Email,Atlassian ID,Status,Billable,Policy name,Policy type\nAda,ada.quill@acme.example,a1,Active,Yes,Staff,Billable\n",
		"3.json": `{"data":[{"account_id":"a1","email":"ada.quill@acme.example"}]}`,
		"4.json": `{"schemas":["x:ListResponse"],"Resources":[{"userName":"ada.quill@acme.example","id":"f1"}]}`,
		"5.csv":  "userPrincipalName,displayName,objectId\nada.quill@acme.example,Ada,e1\n",
	})
	ledger, rows := n.mustRun()
	if len(ledger.Files) != 5 || len(rows["accounts"]) != 3 || len(rows["scim_users"]) != 1 || len(rows["directory_users"]) != 1 {
		t.Errorf("tables are %v", rows)
	}
}

func TestKindsOverrideRecognition(t *testing.T) {
	n := newNight(t, map[string]string{
		"claim wizard.csv": "Full name,E-mail address,Jira,Trello\nAda Quill,ada.quill@acme.example,acme,Free\n",
		"x/weird.csv":      "User id,Jira - acme\n1,User\n",
	})
	n.o.Kinds = []KindRule{{"claim*.csv", "managed_accounts"}, {"x/*.csv", "org_users"}}
	ledger, rows := n.mustRun()
	delete(rows, "columns")
	want := `file claim wizard.csv managed_accounts_csv read=1 kept=1 rejected=0 findings=0
file x/weird.csv org_users_csv read=1 kept=1 rejected=0 findings=0
accounts: managed_accounts claim wizard.csv:2 email=ada.quill@acme.example name=Ada Quill last_active_kind=unknown
accounts: org_users x/weird.csv:2 account_id=1 last_active_kind=unknown
grants: managed_accounts claim wizard.csv:2 header=Jira product_text=Jira product_key=jira place_text=acme cell=acme kind=access last_active_kind=unknown
grants: managed_accounts claim wizard.csv:2 header=Trello product_text=Trello product_key=trello place_text=Free cell=Free kind=access last_active_kind=unknown
grants: org_users x/weird.csv:2 header=Jira - acme product_text=Jira product_key=jira place_text=acme cell=User kind=access last_active_kind=unknown
`
	if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAKindThatDoesNotFitIsRefused(t *testing.T) {
	for file, content := range map[string]string{
		"a.csv":  "Dish,Price\nSoup,3\n",
		"a.json": `{"data":[{"account_id":"a1"}]}`,
	} {
		n := newNight(t, map[string]string{file: content})
		n.o.Kinds = []KindRule{{"a.*", "org_users"}}
		if p := n.refused(billable.Input); !strings.Contains(p.What, "org_users") {
			t.Errorf("%s is refused as %v", file, p)
		}
	}
}

func TestUnknownFilesCanBeIgnored(t *testing.T) {
	n := newNight(t, map[string]string{
		"a.csv": orgUsersHeader + "1,Ada,,,,,\n", "lunch.csv": "Dish,Price\nSoup,3\n", "v9.json": `{"accountName":"a1"}`,
	})
	n.o.IgnoreUnknown = true
	ledger, rows := n.mustRun()
	if f := ledger.Files[1]; f.Path != "lunch.csv" || f.Format != "" || f.RowsRead != 0 || f.Findings != 1 {
		t.Errorf("the ledger has %+v", f)
	}
	if len(rows["findings"]) != 2 || !strings.Contains(rows["findings"][0], "lunch.csv:0 kind=ignored_file reason=the file is not recognised") ||
		!strings.Contains(rows["findings"][1], "v9.json:0 kind=ignored_file reason=the file is not recognised") {
		t.Errorf("findings are %q", rows["findings"])
	}
	n.files["broken.csv"] = "\"open"
	m := newNight(t, n.files)
	m.o.IgnoreUnknown = true
	m.refused(billable.Input)
}
