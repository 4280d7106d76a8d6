package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"billable"

	"github.com/google/go-cmp/cmp"
)

// zipped packs members given as name, content, name, content ...
func zipped(t testing.TB, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		m, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Write([]byte(members[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// zippedAs packs one member under a header of its own.
func zippedAs(t *testing.T, h *zip.FileHeader, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	m, err := w.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMembersOfAnArchiveAreInputs(t *testing.T) {
	users := orgUsersHeader + "1,Ada,,,,,\n"
	page := `{"data":[{"account_id":"3"}]}`
	inner := zipped(t, "deep/people.csv", orgUsersHeader+"2,Bo,,,,,\n", "same.csv", users)
	n := newNight(t, map[string]string{
		"a.zip": zipped(t, "2026/", "", "2026/users.csv", users, "page.json.gz", packed(t, page), "inner.zip", inner,
			"__MACOSX/2026/._users.csv", "x", ".DS_Store", "x", "README.txt", "x", "notes/plan.md", "x", "Thumbs.db", "x"),
		"b.zip.gz": packed(t, zipped(t, "u.csv", orgUsersHeader+"4,Cy,,,,,\nbroken\n")),
		"c.csv":    users,
	})
	ledger, rows := n.mustRun()
	delete(rows, "columns")
	want := `file a.zip/2026/users.csv org_users_csv read=1 kept=1 rejected=0 findings=0
file a.zip/inner.zip/deep/people.csv org_users_csv read=1 kept=1 rejected=0 findings=0
file a.zip/inner.zip/same.csv org_users_csv read=0 kept=0 rejected=0 findings=1
file a.zip/page.json.gz orgs_v1_users_json read=1 kept=1 rejected=0 findings=0
file b.zip.gz/u.csv org_users_csv read=2 kept=1 rejected=1 findings=0
file c.csv org_users_csv read=0 kept=0 rejected=0 findings=1
accounts: org_users a.zip/2026/users.csv:2 account_id=1 name=Ada last_active_kind=unknown
accounts: org_users a.zip/inner.zip/deep/people.csv:2 account_id=2 name=Bo last_active_kind=unknown
accounts: orgs_v1_users a.zip/page.json.gz:1 account_id=3 last_active_kind=unknown
accounts: org_users b.zip.gz/u.csv:2 account_id=4 name=Cy last_active_kind=unknown
findings: org_users a.zip/inner.zip/same.csv:0 text=a.zip/2026/users.csv kind=identical_file reason=the file is byte for byte the same as a.zip/2026/users.csv and is read once
findings: org_users c.csv:0 text=a.zip/2026/users.csv kind=identical_file reason=the file is byte for byte the same as a.zip/2026/users.csv and is read once
rejects: org_users b.zip.gz/u.csv:3 reason=the row has 1 cells, the header has 7 remedy=Export the file again, or quote the cell that holds a separator or a line break. text=broken
`
	if diff := cmp.Diff(want, printNight(ledger, rows)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestScanGivesMembers(t *testing.T) {
	n := newNight(t, map[string]string{"a.zip": zipped(t, "x/b.csv", "two", "map.csv", "no", "c.zip", zipped(t, "d.csv", "one")), "0.csv": "one"})
	n.o.Exclude = []string{"a.zip/map.csv"}
	got, err := Scan(t.Context(), n.o)
	if err != nil {
		t.Fatal(err)
	}
	const one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
	want := []Input{
		{Path: "0.csv", Bytes: 3, SHA256: one},
		{Path: "a.zip/c.zip/d.csv", Within: []string{"a.zip", "a.zip/c.zip"}, Bytes: 3, SHA256: one, SameAs: "0.csv"},
		{Path: "a.zip/x/b.csv", Within: []string{"a.zip"}, Bytes: 3, SHA256: "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestArchivesAreRefused(t *testing.T) {
	good := orgUsersHeader + "1,Ada,,,,,\n"
	locked := zippedAs(t, &zip.FileHeader{Name: "a.csv", Flags: 1}, good)
	link := &zip.FileHeader{Name: "a.csv"}
	link.SetMode(fs.ModeSymlink | 0o777)
	pipe := &zip.FileHeader{Name: "a.csv"}
	pipe.SetMode(fs.ModeNamedPipe | 0o644)
	stored := zippedAs(t, &zip.FileHeader{Name: "a.csv", Method: zip.Store}, good)
	tests := []struct{ name, content, place, what, remedy string }{
		{"of nothing", zipped(t), "a.zip", "no file that could be an input", "Pack the exports again"},
		{"of junk", zipped(t, "README.md", "x"), "a.zip", "no file that could be an input", "Pack the exports again"},
		{"cut off", zipped(t, "a.csv", good)[:60], "a.zip", "cut off", "again"},
		{"damaged", strings.Replace(stored, "Ada", "Bda", 1), "a.zip/a.csv", "member of the archive is damaged", "again"},
		{"encrypted", locked, "a.zip", `"a.csv" is encrypted`, "password"},
		{"symbolic link", zippedAs(t, link, "/etc/passwd"), "a.zip", `"a.csv" is a symbolic link`, "Pack the file itself"},
		{"pipe", zippedAs(t, pipe, ""), "a.zip", `"a.csv" is not a file`, "without it"},
		{"twice", zipped(t, "a.csv", good, "a.csv", good), "a.zip", `"a.csv" stands in the archive twice`, "that counts"},
		{"above", zipped(t, "../a.csv", good), "a.zip", `"../a.csv" has a path that leads out`, "do no harm"},
		{"above, later", zipped(t, "x/../../a.csv", good), "a.zip", "leads out", "do no harm"},
		{"above, though ignored", zipped(t, "b.csv", good, "../README.md", ""), "a.zip", "leads out", "do no harm"},
		{"absolute", zipped(t, "/etc/a.csv", good), "a.zip", "absolute path", "do no harm"},
		{"drive", zipped(t, "C:/a.csv", good), "a.zip", "absolute path", "do no harm"},
		{"backslashes", zipped(t, `x\a.csv`, good), "a.zip", "backslashes", "do no harm"},
		{"NUL", zipped(t, "a\x00.csv", good), "a.zip", "control characters", "do no harm"},
		{"not plain", zipped(t, "x//a.csv", good), "a.zip", "plain form", "do no harm"},
		{"method", zipWithMethod(t, good, 14), "a.zip", "packed with method 14", "Unpack"},
		{"7-Zip", "7z\xbc\xaf\x27\x1c\x00\x04", "a.zip", "a 7-Zip archive", "Unpack"},
		{"unknown member", zipped(t, "lunch.csv", "Dish,Price\nSoup,3\n"), "a.zip/lunch.csv", "not recognised", "--kind"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := newNight(t, map[string]string{"a.zip": test.content, "good.csv": good}).refused(billable.Input)
			if p.Place() != test.place || !strings.Contains(p.Error(), test.what) || !strings.Contains(p.Remedy, test.remedy) {
				t.Errorf("it is refused at %s: %v; %s", p.Place(), p, p.Remedy)
			}
		})
	}
}

// zipWithMethod claims that the only member is packed in another way.
func zipWithMethod(t *testing.T, content string, method byte) string {
	b := []byte(zippedAs(t, &zip.FileHeader{Name: "a.csv", Method: zip.Store}, content))
	b[8] = method
	b[bytes.Index(b, []byte("PK\x01\x02"))+10] = method
	return string(b)
}

func TestLimitsOfPackedFiles(t *testing.T) {
	blanks := strings.Repeat(" ", 1<<20)
	bomb := packed(t, orgUsersHeader+strings.Repeat("1,Ada,,,,,\n", 6<<20))
	nested := zipped(t, "a.csv", orgUsersHeader)
	for range 4 {
		nested = zipped(t, "a.zip", nested)
	}
	var many []string
	for i := range 11 {
		many = append(many, fmt.Sprintf("%d.csv", i), orgUsersHeader)
	}
	tests := []struct {
		name, file, content, place, what string
		change                           func(l *Limits)
	}{
		{"a gzip bomb", "a.csv.gz", bomb, "a.csv.gz", "more than 200 times", nil},
		{"a zip bomb", "a.zip", zipped(t, "a.csv", strings.Repeat(blanks, 65)), "a.zip", "limits.max_pack_ratio", nil},
		{"a bomb in an archive", "a.zip", zipped(t, "a.csv.gz", bomb), "a.zip/a.csv.gz", "limits.max_pack_ratio", nil},
		{"unpacked bytes", "a.zip", zipped(t, "a.csv", blanks, "b.csv", blanks), "a.zip", "more than 2097151 bytes (limits.max_unpacked_bytes)", func(l *Limits) { l.MaxUnpackedBytes = 2<<20 - 1 }},
		{"unpacked bytes, gzip", "a.csv.gz", packed(t, orgUsersHeader), "a.csv.gz", "more than 9 bytes (limits.max_unpacked_bytes)", func(l *Limits) { l.MaxUnpackedBytes = 9 }},
		{"depth", "a.zip", nested, "a.zip/a.zip/a.zip/a.zip", "limits.max_zip_depth", nil},
		{"members", "a.zip", zipped(t, many...), "a.zip", "more than 10 members (limits.max_zip_members)", func(l *Limits) { l.MaxZipMembers = 10 }},
		{"columns", "a.csv", orgUsersHeader, "a.csv:1", "7 columns, 6 are allowed (limits.max_columns)", func(l *Limits) { l.MaxColumns = 6 }},
		{"columns in quotes", "a.csv", `"User id","x","y"`, "a.csv:1", "3 columns, 2 are allowed (limits.max_columns)", func(l *Limits) { l.MaxColumns = 2 }},
		{"bytes of a line", "a.csv.gz", packed(t, orgUsersHeader+strings.Repeat("x", 1<<20+1)), "a.csv.gz:2", "limits.max_record_bytes", func(l *Limits) { l.MaxRecordBytes = 1 << 20 }},
		{"bytes of a quote", "a.csv.gz", packed(t, orgUsersHeader+`"`+strings.Repeat("x", 1<<20+1)), "a.csv.gz:2", "limits.max_record_bytes", func(l *Limits) { l.MaxRecordBytes = 1 << 20 }},
		{"bytes of a record", "a.json.gz", packed(t, `{"data":[{"account_id":"`+strings.Repeat("x", 1<<20)+`"}]}`), "a.json.gz:1", "limits.max_record_bytes", func(l *Limits) { l.MaxRecordBytes = 1 << 20 }},
		{"members within", "a.zip", zipped(t, "b.zip", zipped(t, many...)), "a.zip", "more than 11 members", func(l *Limits) { l.MaxZipMembers = 11 }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, map[string]string{test.file: test.content})
			if test.change != nil {
				test.change(&n.o.Limits)
			}
			p := n.refused(billable.Input)
			if p.Place() != test.place || !strings.Contains(p.What, test.what) || !strings.Contains(p.Remedy, "under limits: in billable.yaml") {
				t.Errorf("it is refused at %s: %v; %s", p.Place(), p, p.Remedy)
			}
		})
	}
	wide := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada\n" + strings.Repeat(",", 9) + "\n\"1\"" + strings.Repeat(",", 9) + "\n1,Ada,,,,,\n"})
	wide.o.Limits.MaxColumns = 9
	_, rows := wide.mustRun()
	if len(rows["rejects"]) != 3 || len(rows["accounts"]) != 1 || strings.Count(fmt.Sprint(rows["rejects"]), "has 10 cells, more than are read (limits.max_columns)") != 2 {
		t.Errorf("rejects are %q", rows["rejects"])
	}
	fits := newNight(t, map[string]string{"a.zip": zipped(t, "a.csv", orgUsersHeader, "b.zip", zipped(t, "b.csv", orgUsersHeader+"1,Ada,,,,,\n"))})
	fits.o.Limits = Limits{MaxUnpackedBytes: 600, MaxZipMembers: 3, MaxZipDepth: 2}
	fits.mustRun()
}

func TestADirectoryThatLiesAboutItsSize(t *testing.T) {
	var members []string
	for i := range 20_000 {
		members = append(members, fmt.Sprintf("%060d", i), "")
	}
	n := newNight(t, map[string]string{"a.zip": zipped(t, members...)})
	n.o.Limits.MaxZipMembers = 1
	if p := n.refused(billable.Input); !strings.Contains(p.What, "max_zip_members") {
		t.Errorf("it is refused as %v", p)
	}
}

func TestAnArchiveThatChangesIsRetried(t *testing.T) {
	first := zipped(t, "a.csv", orgUsersHeader+"1,Ada,,,,,\n", "b.csv", orgUsersHeader)
	for name, second := range map[string]string{
		"other content": zipped(t, "a.csv", orgUsersHeader+"2,Ada,,,,,\n", "b.csv", orgUsersHeader),
		"member gone":   zipped(t, "b.csv", orgUsersHeader),
		"no archive":    orgUsersHeader,
	} {
		n := newNight(t, map[string]string{"a.zip": first})
		inputs, err := Scan(t.Context(), n.o)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(n.o.Dir, "a.zip"), []byte(second), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err = Run(t.Context(), n.o, inputs)
		if p := billable.ProblemIn(err); p == nil || p.Kind != billable.Retry || !strings.HasPrefix(p.Place(), "a.zip") {
			t.Errorf("%s gives %v", name, err)
		}
	}
}

func TestNamesOfOldArchives(t *testing.T) {
	n := newNight(t, map[string]string{"a.zip": zippedAs(t, &zip.FileHeader{Name: "M\x81ller.csv", NonUTF8: true}, orgUsersHeader+"1,Ada,,,,,\n")})
	ledger, _ := n.mustRun()
	if got := ledger.Files[0].Path; got != "a.zip/Müller.csv" {
		t.Errorf("the member is %q", got)
	}
}
