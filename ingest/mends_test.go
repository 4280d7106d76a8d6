package ingest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// copied runs CopyRejects and gives the copies by name.
func (n *night) copied() map[string]string {
	n.t.Helper()
	dir := filepath.Join(n.t.TempDir(), "mend")
	inputs, err := Scan(n.t.Context(), n.o)
	if err != nil {
		n.t.Fatal(err)
	}
	copies, err := CopyRejects(n.t.Context(), n.o, inputs, dir)
	if err != nil {
		n.t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range filesIn(n.t, dir) {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			continue // a folder
		}
		files[name] = string(content)
		if !slices.ContainsFunc(copies, func(c RejectCopy) bool { return c.Path == name }) {
			n.t.Errorf("%s is in no list: %+v", name, copies)
		}
	}
	if left := filesIn(n.t, n.o.Lake); len(left) > 0 {
		n.t.Errorf("copying wrote %v", left)
	}
	return files
}

// with adds or replaces an input.
func (n *night) with(path, content string) *night {
	n.t.Helper()
	name := filepath.Join(n.o.Dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		n.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		n.t.Fatal(err)
	}
	return n
}

const (
	goodRows = "1,Ada Quill,ada.quill@acme.example,Active,,,User\n2,Bo Ferris,bo.ferris@acme.example,Active,,,\n"
	badRows  = "3,Cleo Marsh\n4,\"Dov\" Hale,dov.hale@acme.example,Active,,,User\n,Nobody,,Active,,,\n5,Zo\xeb,zoe@acme.example,Active,,,User\n"
)

// strip takes the places off printed rows, and sorts them: what is left is what they
// say.
func strip(rows []string) []string {
	var said []string
	for _, row := range rows {
		_, row, _ = strings.Cut(row, " ")
		_, row, _ = strings.Cut(row, " ")
		said = append(said, row)
	}
	slices.Sort(said)
	return said
}

// mend takes the copy through an editor.
func mend(t *testing.T, copied string, changes ...string) string {
	t.Helper()
	mended := strings.NewReplacer(changes...).Replace(copied)
	if mended == copied {
		t.Fatalf("nothing was mended in %q", copied)
	}
	return mended
}

func TestRejectsAreCopiedAsTheyWere(t *testing.T) {
	n := newNight(t, map[string]string{"sub/users.csv": orgUsersHeader + goodRows + badRows, "good.csv": orgUsersHeader + "9,Ida,,,,,\n"})
	want := "Mends sub/users.csv," + orgUsersHeader
	for i, row := range strings.SplitAfter(strings.TrimSuffix(badRows, "\n"), "\n") {
		m := mark{row: int64(i + 4), print: fingerprintOf([]byte(strings.TrimSuffix(row, "\n")))}
		want += m.cell() + "," + strings.TrimSuffix(row, "\n") + "\n"
	}
	if diff := cmp.Diff(map[string]string{"sub-users.mend.csv": want}, n.copied()); diff != "" {
		t.Errorf("copies (-want +got):\n%s", diff)
	}
}

// The whole way: what comes of a dirty file and the mended copy of its rejects is what
// comes of the clean file.
func TestMendedRowsAreReadOnce(t *testing.T) {
	clean := orgUsersHeader + goodRows + "3,Cleo Marsh,cleo@acme.example,Active,,,User\n4,Dov Hale,dov.hale@acme.example,Active,,,User\n6,Gus,gus@acme.example,Active,,,\n5,Zoë,zoe@acme.example,Active,,,User\n"
	_, want := newNight(t, map[string]string{"users.csv": clean}).mustRun()

	n := newNight(t, map[string]string{"users.csv": orgUsersHeader + goodRows + badRows})
	mended := mend(t, n.copied()["users.mend.csv"], ",3,Cleo Marsh\n", ",3,Cleo Marsh,cleo@acme.example,Active,,,User\n",
		`"Dov" Hale`, "Dov Hale", ",,Nobody,,Active,,,", ",6,Gus,gus@acme.example,Active,,,", "\xeb", "ë")
	check := func(name string, rejected, mendedRows, findings int64) {
		t.Helper()
		ledger, got := n.mustRun()
		for _, table := range []string{"accounts", "grants"} {
			if diff := cmp.Diff(strip(want[table]), strip(got[table])); diff != "" {
				t.Errorf("%s: %s (-clean +mended):\n%s", name, table, diff)
			}
		}
		var sum FileRecord
		for _, f := range ledger.Files {
			sum.RowsRejected += f.RowsRejected
			sum.RowsMended += f.RowsMended
			sum.Findings += f.Findings
		}
		if sum.RowsRejected != rejected || sum.RowsMended != mendedRows || sum.Findings != findings || int64(len(got["mends"])) != mendedRows {
			t.Errorf("%s: the ledger sums up to %+v, mends are %q, findings %q", name, sum, got["mends"], got["findings"])
		}
		if err := os.RemoveAll(n.o.Lake); err != nil {
			t.Fatal(err)
		}
		if copies := n.copied(); len(copies) > 0 {
			t.Errorf("%s: there is something left to mend: %q", name, copies)
		}
	}
	n.with("users.mend.csv", mended)
	check("beside the exports", 4, 4, 0)
	n.with("a/twice.csv", mended)
	check("twice, the same bytes", 4, 4, 1)
	n.with("a/twice.csv", strings.ReplaceAll(mended, "\n", "\r\n"))
	check("twice, with other line ends", 4, 4, 4)
	if err := os.Remove(filepath.Join(n.o.Dir, "a/twice.csv")); err != nil {
		t.Fatal(err)
	}
	n.with("users.csv", clean)
	check("the file is repaired, too", 0, 0, 4)
	n.with("users.csv", clean[:strings.Index(clean, "5,Zo")]+"5,Zo\xeb,zoe@acme.example,Active,,,User\n")
	check("the file is repaired in part", 1, 1, 3)
	n.with("users.csv", strings.Replace(clean, "4,Dov Hale", "7,Moved,m@acme.example,Active,,,\n4,Dov Hale", 1))
	if ledger, got := n.mustRun(); ledger.Files[0].RowsMended != 0 || len(got["accounts"]) != 7 {
		t.Errorf("with a row more there are %d accounts", len(got["accounts"]))
	}
	if err := errorsOf(os.RemoveAll(n.o.Lake), os.Remove(filepath.Join(n.o.Dir, "users.csv"))); err != nil {
		t.Fatal(err)
	}
	if _, got := n.mustRun(); len(got["accounts"]) != 4 || len(got["findings"]) != 4 || !strings.Contains(got["findings"][0], "kind=mend_without_file") {
		t.Errorf("without the file there are %d accounts, findings %q", len(got["accounts"]), got["findings"])
	}
}

func errorsOf(errs ...error) error { return firstOf(errs...) }

// Money and memberships do not merge by an id: a row that is there twice would count
// twice.
func TestMendedQuoteLinesCountOnce(t *testing.T) {
	const header = "quote_number,line_no,product,currency,net_total,quantity\n"
	n := newNight(t, map[string]string{"quote.csv": header + "Q-1,1,Jira,USD,100.00,10\nQ-1,2,Confluence,USD\n"})
	mended := mend(t, n.copied()["quote.mend.csv"], "Confluence,USD\n", "Confluence,USD,50.00,5\n")
	n.with("mended.csv", mended).with("repaired.csv", header+"Q-1,1,Jira,USD,100.00,10\nQ-1,2,Confluence,USD, 50.00 ,5\n")
	if err := os.Remove(filepath.Join(n.o.Dir, "quote.csv")); err != nil {
		t.Fatal(err)
	}
	_, got := n.mustRun()
	if len(got["quote_lines"]) != 2 || len(got["findings"]) != 1 || !strings.Contains(got["findings"][0], "kind=mended_elsewhere") ||
		!strings.Contains(got["findings"][0], "text=quote.csv:3 in repaired.csv:3") {
		t.Errorf("quote lines are %q, findings %q", got["quote_lines"], got["findings"])
	}
}

// Two copies that mend a row in different ways contradict each other: the second is a
// reject.
func TestTwoWaysOfMendingARow(t *testing.T) {
	n := newNight(t, map[string]string{"users.csv": orgUsersHeader + goodRows + "3,Cleo Marsh\n"})
	copied := n.copied()["users.mend.csv"]
	n.with("a.csv", mend(t, copied, "3,Cleo Marsh\n", "3,Cleo Marsh,cleo@acme.example,Active,,,User\n"))
	n.with("b.csv", mend(t, copied, "3,Cleo Marsh\n", "3,Cleo Marsh,marsh@acme.example,Active,,,User\n"))
	ledger, got := n.mustRun()
	if len(got["accounts"]) != 3 || ledger.Files[1].RowsRejected != 1 || ledger.Files[2].RowsMended != 1 {
		t.Errorf("ledger %+v, accounts %q", ledger.Files, got["accounts"])
	}
	if !strings.Contains(got["rejects"][1], "it mends users.csv:4, which a.csv:2 mends already, and says something else") {
		t.Errorf("rejects are %q", got["rejects"])
	}
}

// A row that is not mended yet stays a reject of both files and of no third copy; one
// that somebody wrote below is read.
func TestHalfMendedCopies(t *testing.T) {
	n := newNight(t, map[string]string{"users.csv": orgUsersHeader + goodRows + badRows})
	half := mend(t, n.copied()["users.mend.csv"], ",3,Cleo Marsh\n", ",3,Cleo Marsh,cleo@acme.example,Active,,,User\n")
	n.with("z.csv", half+",8,Ivo Lund,ivo@acme.example,Active,,,\nwhat,9,Jan,jan@acme.example,Active,,,\n")
	ledger, got := n.mustRun()
	if f := ledger.Files[0]; f.RowsRejected != 4 || f.RowsMended != 1 {
		t.Errorf("the file is %+v", f)
	}
	if f := ledger.Files[1]; f.RowsRead != 6 || f.RowsKept != 3 || f.RowsRejected != 3 || f.Findings != 1 {
		t.Errorf("the copy is %+v; findings %q", f, got["findings"])
	}
	if err := os.RemoveAll(n.o.Lake); err != nil {
		t.Fatal(err)
	}
	if copies := n.copied(); len(copies) > 0 {
		t.Errorf("copied again: %q", copies)
	}
}

// A night of too many rejects can be mended: that is what copies are for.
func TestANightOverBudgetIsMended(t *testing.T) {
	n := newNight(t, map[string]string{"users.csv": orgUsersHeader + goodRows + strings.Repeat("3,Cleo\n", 20), "other.csv": "a,b\n"})
	n.o.IgnoreUnknown = true
	n.refused(billable.Input)
	copied := n.copied()["users.mend.csv"]
	if strings.Count(copied, "\n") != 21 {
		t.Fatalf("copied %q", copied)
	}
	rows := strings.SplitAfter(copied, "\n")
	for i := range rows[1:] {
		if i < 9 {
			rows[i+1] = strings.Replace(rows[i+1], "3,Cleo\n", "3,Cleo,,Active,,,\n", 1)
		}
	}
	n.with("a.csv", strings.Join(rows, ""))
	if p := n.refused(billable.Input); !strings.Contains(p.What, "11 of 22 rows cannot be used, 10 are allowed; 9 more are mended") {
		t.Errorf("half mended, it is refused with %q", p.What)
	}
	n.with("a.csv", strings.ReplaceAll(copied, "3,Cleo\n", "3,Cleo,,Active,,,\n"))
	if ledger, got := n.mustRun(); len(got["accounts"]) != 22 || ledger.Files[2].RowsMended != 20 {
		t.Errorf("mended, it is %+v", ledger.Files)
	}
}

func TestCopiesOfOtherTexts(t *testing.T) {
	for name, test := range map[string]struct {
		file, content, copy string
		change              [2]string
		table               string
		rows                int
	}{
		"semicolons and a mark":            {"a.csv", "\ufeff" + strings.ReplaceAll(orgUsersHeader+goodRows+"3,Cleo\n", ",", ";"), "a.mend.csv", [2]string{"3;Cleo\n", "3;Cleo;;;;;\n"}, "accounts", 3},
		"tabs":                             {"a.tsv", strings.ReplaceAll(orgUsersHeader+goodRows+"3,Cleo\n", ",", "\t"), "a.mend.tsv", [2]string{"3\tCleo\n", "3\tCleo\t\t\t\t\t\n"}, "accounts", 3},
		"apostrophes":                      {"a.csv", "'" + strings.ReplaceAll(strings.TrimSpace(orgUsersHeader), ",", "','") + "'\n'1','Ada, Quill','','Active','','',''\n'3','Cleo, Marsh'\n", "a.mend.csv", [2]string{"'Cleo, Marsh'\n", "'Cleo, Marsh','','','','',''\n"}, "accounts", 2},
		"bars":                             {"a.csv", strings.ReplaceAll(orgUsersHeader+goodRows+"3,Cleo\n", ",", "|"), "a.mend.csv", [2]string{"3|Cleo\n", "3|Cleo|||||\n"}, "accounts", 3},
		"Windows-1252":                     {"a.csv", orgUsersHeader + "1,J\xf6rg,,Active,,,\n2,Zo\xeb Gr\xfcn,,Active,,,\n3,Ren\xe9\n", "a.mend.csv", [2]string{"3,René\n", "3,René,,,,,\n"}, "accounts", 3},
		"packed":                           {"a.csv.gz", packed(t, orgUsersHeader+goodRows+"3,Cleo\n"), "a.mend.csv", [2]string{"3,Cleo\n", "3,Cleo,,,,,\n"}, "accounts", 3},
		"JSON":                             {"a.json", `{"data":[{"account_id":"1"},{"account_id" 2},{"name":"Cleo"}, 5,{}]}`, "a.mend.json", [2]string{`"account_id" 2`, `"account_id":"2"`}, "accounts", 2},
		"a first record that says nothing": {"a.json", `{"data":[{"account_id":"1"},{}]}`, "a.mend.json", [2]string{`"}`, `","account_id":"2"}`}, "accounts", 2},
		"a list without header":            {"people.txt", "Ada <ada@acme.example>\nnobody\n", "people.mend.txt", [2]string{",nobody\n", ",\"Hale, Dov\" <dov@acme.example>\n"}, "directory_users", 2},
		"dates of an account":              {"5f0000000000000000000011.json", `[{"data":{"product_access":{}}},{"data":{"product_access":[]}}]`, "5f0000000000000000000011.mend.json", [2]string{`"product_access":{}`, `"product_access":[]`}, "accounts", 2},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t, map[string]string{test.file: test.content})
			n.o.Kinds = []KindRule{{"people.txt", "directory_list"}}
			copied := n.copied()[test.copy]
			if copied == "" {
				t.Fatalf("there is no %s: %q", test.copy, n.copied())
			}
			mended := mend(t, copied, test.change[0], test.change[1])
			n.with("z-"+test.copy, mended)
			ledger, got := n.mustRun()
			if len(got[test.table]) != test.rows || len(got["mends"]) != 1 || ledger.Files[0].RowsMended != 1 {
				t.Errorf("ledger %+v\n%s are %q\nmends %q\nrejects %q\ncopy %q", ledger.Files, test.table, got[test.table], got["mends"], got["rejects"], mended)
			}
		})
	}
}

// A copy holds no password, and what may hold one is not copied.
func TestCopiesHoldNoPasswords(t *testing.T) {
	n := newNight(t, map[string]string{"people.csv": "First Name,Last Name,Email Address,Password,Org Unit Path\nAda,\"Quill, A.\",,hunter2,/\nBo,Ferris,hunter2\n"})
	dir := filepath.Join(t.TempDir(), "mend")
	inputs, err := Scan(t.Context(), n.o)
	if err != nil {
		t.Fatal(err)
	}
	copies, err := CopyRejects(t.Context(), n.o, inputs, dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []RejectCopy{{Path: "people.mend.csv", Of: "people.csv", Rows: 1, Left: 1}}
	if diff := cmp.Diff(want, copies); diff != "" {
		t.Errorf("copies (-want +got):\n%s", diff)
	}
	content, err := os.ReadFile(filepath.Join(dir, "people.mend.csv"))
	if err != nil || strings.Contains(string(content), "hunter2") || !strings.Contains(string(content), `Ada,"Quill, A.",,****,/`) {
		t.Errorf("the copy is %q, %v", content, err)
	}
}

func TestCopiesAreNotWrittenOver(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1\n", "b.csv": orgUsersHeader + "2\n", "sub/a.csv": orgUsersHeader + "3\n", "sub-a.csv": orgUsersHeader + "4\n"})
	dir := filepath.Join(t.TempDir(), "new", "mend")
	inputs, err := Scan(t.Context(), n.o)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time, they are there
		copies, err := CopyRejects(t.Context(), n.o, inputs, dir)
		if err != nil || len(copies) != 4 {
			t.Fatalf("copies are %+v, %v", copies, err)
		}
	}
	want := []string{"a.mend.csv", "b.mend.csv", "sub-a.mend-2.csv", "sub-a.mend.csv"}
	if got := filesIn(t, dir); !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
	if err := errorsOf(os.WriteFile(filepath.Join(dir, "b.mend.csv"), []byte("half mended"), 0o644), os.Remove(filepath.Join(dir, "a.mend.csv"))); err != nil {
		t.Fatal(err)
	}
	_, err = CopyRejects(t.Context(), n.o, inputs, dir)
	if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Usage || p.Place() != "b.mend.csv" || p.Remedy == "" {
		t.Errorf("a file of other content gives %v", err)
	}
	if got := filesIn(t, dir); !slices.Equal(got, want[1:]) {
		t.Errorf("then the folder holds %q", got)
	}
	clean := newNight(t, map[string]string{"a.csv": orgUsersHeader + goodRows})
	nowhere := filepath.Join(t.TempDir(), "x", "y")
	if inputs, err = Scan(t.Context(), clean.o); err != nil {
		t.Fatal(err)
	}
	if copies, err := CopyRejects(t.Context(), clean.o, inputs, nowhere); err != nil || len(copies) > 0 {
		t.Errorf("a clean night gives %+v, %v", copies, err)
	}
	if _, err := os.Stat(filepath.Dir(nowhere)); !os.IsNotExist(err) {
		t.Error("a folder was made for nothing")
	}
}
