package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

func (n *night) explained(rows int) []Explanation {
	n.t.Helper()
	inputs, err := Scan(n.t.Context(), n.o)
	if err != nil {
		n.t.Fatal(err)
	}
	all, err := Explain(n.t.Context(), n.o, inputs, rows)
	if err != nil {
		n.t.Fatal(err)
	}
	if left := filesIn(n.t, n.o.Lake); len(left) > 0 {
		n.t.Errorf("explaining wrote %v", left)
	}
	return all
}

// An explanation shows the rows that Run writes, all of them and nothing else.
func TestExplainShowsWhatRunWrites(t *testing.T) {
	names, err := filepath.Glob("testdata/formats/*")
	if err != nil {
		t.Fatal(err)
	}
	tested := 0
	for _, name := range names {
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		tested++
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		n := newNight(t, map[string]string{filepath.Base(name): string(content)})
		e := n.explained(1000)[0]
		ledger, tables := n.mustRun()
		want := map[string][]string{}
		for table, rows := range tables {
			for _, row := range rows {
				if table != "columns" {
					_, values, _ := strings.Cut(row, " ") // the kind
					_, values, _ = strings.Cut(values, " ")
					want[table] = append(want[table], values)
				}
			}
			slices.Sort(want[table])
		}
		got := map[string][]string{}
		add := func(r RawRow) {
			var values []string
			for _, v := range r.Values {
				values = append(values, v.Column+"="+v.Value)
			}
			got[r.Table] = append(got[r.Table], strings.Join(values, " "))
			slices.Sort(got[r.Table])
		}
		for _, r := range e.Rows {
			for _, raw := range r.Raw {
				add(raw)
			}
		}
		for _, r := range e.Notes {
			add(r)
		}
		delete(want, "columns")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-run +explain):\n%s", name, diff)
		}
		f := ledger.Files[0]
		if e.Kind+"_"+e.Text != f.Format || e.RowsRead != f.RowsRead || e.Kept != f.RowsKept || e.Rejected != f.RowsRejected || e.Findings != f.Findings || e.Problem != nil {
			t.Errorf("%s: the ledger says %+v, the explanation %+v", name, f, e)
		}
	}
	if tested < 30 {
		t.Errorf("only %d files were tested", tested)
	}
}

// Only the first rows are shown, however many follow; the counts are of all.
func TestExplainShowsTheFirstRows(t *testing.T) {
	e := newNight(t, map[string]string{"a.csv": manyUsers(rowGroupRows + 500)}).explained(3)[0]
	if len(e.Rows) != 3 || e.Rows[0].Row != 2 || e.Rows[2].Row != 4 || len(e.Rows[2].Raw) != 4 {
		t.Errorf("rows are %+v", e.Rows)
	}
	if e.RowsRead != rowGroupRows+500 || e.Kept != e.RowsRead || e.Problem != nil {
		t.Errorf("counts are %+v", e)
	}
	if got := newNight(t, map[string]string{"a.csv": manyUsers(2)}).explained(0)[0]; len(got.Rows) != 0 || got.Kept != 2 {
		t.Errorf("without rows it is %+v", got)
	}
}

func TestExplainColumns(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": "Name,Full name,Email,Status,Billable,Policy name,Policy type,Jira - acme,Last seen in Jira - acme,Cost centre,Email,,Password,Atlasian ID\n"})
	e := n.explained(5)[0]
	var got []string
	for _, c := range e.Columns {
		got = append(got, strings.TrimRight(fmt.Sprintf("%d %s: %s %s %s@%s %s", c.No, c.Header, c.Role, c.Field, c.Key, c.Place, c.Note), " "))
	}
	want := []string{
		"1 Name: field name @",
		"2 Full name: field name @ where Name is blank",
		"3 Email: field email @",
		"4 Status: field status @",
		"5 Billable: field billable @",
		"6 Policy name: field policy_name @",
		"7 Policy type: field policy_type @",
		"8 Jira - acme: access  jira@acme",
		"9 Last seen in Jira - acme: activity  jira@acme",
		"10 Cost centre: access  costcentre@",
		"11 Email: not read  @ repeats column 3",
		"12 : not read  @ it has no header",
		"13 Password: not read  @ it may hold passwords",
		`14 Atlasian ID: unknown  atlasianid@ comes near to "Atlassian ID", which the file lacks`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	missing := map[string]bool{}
	for _, m := range e.Missing {
		missing[m.Field] = m.Loss != ""
	}
	if !missing["account_id"] || !missing["last_active"] || missing["sso"] || len(missing) != 8 {
		t.Errorf("missing is %v", missing)
	}
}

func TestExplainSaysWhatIsWrong(t *testing.T) {
	for name, test := range map[string]struct {
		content, nearest, missing, what string
	}{
		"a required column is missing": {"User id,User name,User status,Added to org\n", "org_users", "email", "must also have email"},
		"nothing that is known":        {"Dish,Price\n", "", "", "not recognised"},
		"empty":                        {"", "", "", "empty"},
		"an open quote":                {orgUsersHeader + "1,Ada,,,,,\n2,\"Bo,,,,,\n", "", "", "never closed"},
		"too many rejects":             {orgUsersHeader + strings.Repeat("1,Ada\n", 11), "", "", "11 of 11 rows cannot be used"},
		"JSON of no kind":              {`[{"acount_id":1}]`, "orgs_v1_users", "account_id", "comes near to account_id"},
	} {
		e := newNight(t, map[string]string{"a": test.content}).explained(5)[0]
		p := billable.ProblemIn(e.Problem)
		if p == nil || p.Kind != billable.Input || !strings.Contains(p.Error(), test.what) {
			t.Errorf("%s: the problem is %v, want %q", name, e.Problem, test.what)
		}
		if test.nearest == "" {
			if len(e.Nearest) > 0 && e.Kind == "" && name != "nothing that is known" {
				t.Errorf("%s: nearest are %+v", name, e.Nearest)
			}
			continue
		}
		if len(e.Nearest) == 0 || e.Nearest[0].Kind != test.nearest || !slices.Equal(e.Nearest[0].Missing, []string{test.missing}) {
			t.Errorf("%s: nearest are %+v", name, e.Nearest)
		}
	}
}

func TestExplainNamesPackingAndEncoding(t *testing.T) {
	for content, want := range map[string]string{
		orgUsersHeader:                                             "[] csv UTF-8 comma",
		"\ufeff" + orgUsersHeader:                                  "[] csv UTF-8 with byte order mark comma",
		packed(t, orgUsersHeader):                                  "[gzip] csv UTF-8 comma",
		strings.ReplaceAll(orgUsersHeader, ",", "\t"):              "[] csv UTF-8 tab",
		strings.ReplaceAll(orgUsersHeader, ",", ";"):               "[] csv UTF-8 semicolon",
		`{"data":[{"account_id":"1"}]}`:                            "[] json UTF-8",
		orgUsersHeader + "1,Zo\xeb Gr\xfcn,,,,,\n2,J\xf6rg,,,,,\n": "[] csv Windows-1252, guessed comma",
	} {
		e := newNight(t, map[string]string{"a": content}).explained(5)[0]
		if got := strings.TrimRight(fmt.Sprint(e.Packing, " ", e.Text, " ", e.Encoding, " ", e.Delimiter), " "); got != want {
			t.Errorf("%q is written as %q, want %q", content[:20], got, want)
		}
	}
}

// The options say what they say to Run.
func TestExplainHonoursTheOptions(t *testing.T) {
	n := newNight(t, map[string]string{"people.csv": "Name,Username,Email\nDov,dov,dov@acme.example\n"})
	if e := n.explained(5)[0]; e.Kind != "" || e.Problem == nil {
		t.Errorf("without options it is %+v", e)
	}
	n.o.Kinds = []KindRule{{"people*", "trello_enterprise"}}
	n.o.Workspaces = []WorkspaceRule{{"people*", "acme-boards"}}
	e := n.explained(5)[0]
	if e.Kind != "trello_enterprise" || !e.IsNamed || e.Workspace != "acme-boards" || e.Problem != nil || len(e.Rows) != 1 {
		t.Errorf("with them it is %+v", e)
	}
	n.o.Kinds = []KindRule{{"*", "nonsense"}}
	inputs, err := Scan(t.Context(), n.o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Explain(t.Context(), n.o, inputs, 1); billable.ProblemIn(err) == nil || billable.ProblemIn(err).Kind != billable.Usage {
		t.Errorf("an unknown kind gives %v", err)
	}
}

// Every field that an export may lack has its line in losses.csv, and no line is of
// anything else.
func TestLosses(t *testing.T) {
	used := map[lossKey]bool{{"grants", ""}: true}
	for i := range Formats {
		for _, v := range Formats[i].Variants {
			if v.layout == nil {
				continue
			}
			table := v.layout.table.name
			if v.layout.table == policyMembersTable {
				table = "accounts"
			}
			if v.layout.hasGroups {
				used[lossKey{table, "group_name"}] = true
			}
			for _, fd := range v.layout.fields {
				key := lossKey{table, fd.name}
				_, known := losses()[key]
				isOptional := !v.Exact && !fd.isMade && !slices.ContainsFunc(v.Must, func(must string) bool { return must == fd.keys })
				if isOptional && !known {
					t.Errorf("losses.csv says nothing of %v", key)
				}
				used[key] = true
			}
		}
	}
	for _, def := range tables {
		for _, c := range def.columns {
			used[lossKey{def.name, c.name}] = true // JSON fills columns
		}
	}
	for key := range losses() {
		if !used[key] {
			t.Errorf("losses.csv speaks of %v, which no export has", key)
		}
	}
}
