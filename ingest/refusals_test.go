package ingest

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"billable"

	"github.com/klauspost/compress/gzip"
)

const orgUsersHeader = "User id,User name,email,User status,Added to org,Org role,Jira - acme\n"

func packed(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRefusals(t *testing.T) {
	many := strings.Repeat("1,Ada Quill,ada.quill@acme.example,Active,3 Jan 2024,,User\n", 1000)
	tests := []struct {
		name, file, content string
		place               string
		what                []string // all in What
		remedy              string
	}{
		{"0 bytes", "a.csv", "", "a.csv", []string{"empty"}, "Export or download"},
		{"blanks only", "a.csv", " \n\n", "a.csv", []string{"nothing but blanks"}, "Export or download"},
		{"gzip of nothing", "a.csv.gz", packed(t, ""), "a.csv.gz", []string{"empty"}, "Export or download"},
		{"missing required column", "users.csv", "User id,User name,User status,Added to org\n1,Ada,Active,3 Jan 2024\n", "users.csv",
			[]string{`"User id", "User name", "User status", "Added to org"`, "nearest is org_users (2021 on)", "must also have email"}, "--kind"},
		{"misspelled required column", "users.csv", "User id,User name,Emial,User status,Added to org\n", "users.csv",
			[]string{"nearest is org_users (2021 on), which must also have email; \"Emial\" comes near to email"},
			`If it is that, rename "Emial" to "email" in the file's header. Otherwise: Export it again`},
		{"two misspelled required columns", "a.csv", "Name,Emial,Status,Bilable,Policy name,Policy type,Jira\n", "a.csv",
			[]string{"managed_accounts (2022 on), which must also have Email, Billable", `"Emial" comes near to Email; "Bilable" comes near to Billable`},
			`rename "Emial" to "Email", "Bilable" to "Billable"`},
		{"misspelled key", "a.json", `[{"acount_id":"1"}]`, "a.json", []string{`"acount_id" comes near to account_id`}, `"acount_id" to "account_id"`},
		{"a row of blanks for a header", "a.csv", ",,\n1,2,3\n", "a.csv", []string{"found: a first row without names"}, "Readable"},
		{"unknown file", "lunch.csv", "Dish,Price\nSoup,3\n", "lunch.csv", []string{`not recognised; found: columns "Dish", "Price"`},
			"Readable, as CSV, JSON or .xlsx, plain, as .gz or in a .zip: agents, "},
		{"upload file of ours", "claim.upload.csv", "ada.quill@acme.example\nbo.ferris@acme.example\n", "claim.upload.csv",
			[]string{`columns "ada.quill@acme.example"`}, "--ignore-unknown"},
		{"unknown JSON", "a.json", `[{"colour":"red","size":3}]`, "a.json", []string{"keys colour, size"}, "Readable"},
		{"side input with a column more", "agents.csv", "account_id,email,site,note\n", "agents.csv",
			[]string{"nearest is agents, which must not have note"}, "Export it again"},
		{"cut-off gzip", "a.csv.gz", packed(t, orgUsersHeader+many)[:200], "a.csv.gz", []string{"gzip file is cut off"}, "again"},
		{"gzip cut within its header", "a.csv.gz", packed(t, orgUsersHeader)[:5], "a.csv.gz", []string{"gzip file is cut off"}, "again"},
		{"damaged gzip", "a.csv.gz", strings.Replace(packed(t, orgUsersHeader), "\x1f\x8b\x08", "\x1f\x8b\x09", 1), "a.csv.gz", []string{"damaged"}, "gunzip"},
		{"cut-off JSON", "a.json", `{"data":[{"account_id":"a1"},{"account_id":"a`, "a.json:2", []string{"cut off"}, "Download"},
		{"broken JSON", "a.json", `{"data":[{"account_id":"a1"} x]}`, "a.json:2", []string{"not 'x'"}, "Download"},
		{"open quote", "a.csv", orgUsersHeader + "1,\"Ada,ada.quill@acme.example,Active,,,\n2,Bo,,,,,\n", "a.csv:2", []string{"a quote opens here and is never closed"}, "doubled"},
		{"open quote in the header", "a.csv", "User id,\"User name\n", "a.csv:1", []string{"a quote opens here"}, "Export"},
		{"header in Latin-1", "a.csv", "User id,Stra\xdfe\n", "a.csv:1", []string{`header cannot be read`, `Stra\xdfe`}, "UTF-8"},
		{"UTF-32", "a.csv", "\xff\xfe\x00\x00N\x00\x00\x00a\x00\x00\x00", "a.csv", []string{"UTF-32"}, "Save it as UTF-8"},
		{"UTF-16 that is cut off", "a.csv", "\xff\xfeN\x00a\x00m\x00e", "a.csv", []string{"cut off within a character"}, "again"},
		{"NUL bytes", "a.csv", "a,b\x00,c\n", "a.csv", []string{"not text"}, "Readable"},
		{"rejects over budget", "sub/a.csv", orgUsersHeader + strings.Repeat("1,Ada\n", 11), "sub/a.csv",
			[]string{"11 of 11 rows cannot be used, 10 are allowed", "sub/a.csv:2 (the row has 2 cells, the header has 7), sub/a.csv:3", "sub/a.csv:4"}, "max_reject_share"},
		{"rejects over the share", "a.csv", orgUsersHeader + many + many + strings.Repeat("1,Ada\n", 21), "a.csv", []string{"21 of 2021 rows cannot be used, 20 are allowed"}, "min_rejects"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := newNight(t, map[string]string{
				test.file: test.content, "0 good.csv": orgUsersHeader + "1,Ada,ada.quill@acme.example,Active,,,User\n",
			})
			p := n.refused(billable.Input)
			if p.Place() != test.place {
				t.Errorf("place is %q, want %q", p.Place(), test.place)
			}
			for _, what := range test.what {
				if !strings.Contains(p.Error(), what) {
					t.Errorf("%q lacks %q", p.Error(), what)
				}
			}
			if !strings.Contains(p.Remedy, test.remedy) {
				t.Errorf("remedy %q lacks %q", p.Remedy, test.remedy)
			}
		})
	}
}

func TestBudgetIsNotExceededByAsManyRejectsAsAllowed(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + strings.Repeat("1,Ada\n", 10) + "1,Ada,,,,,\n"})
	ledger, rows := n.mustRun()
	if got := ledger.Files[0]; got.RowsRead != 11 || got.RowsKept != 1 || got.RowsRejected != 10 {
		t.Errorf("ledger says %+v", got)
	}
	if len(rows["rejects"]) != 10 {
		t.Errorf("rejects are %q", rows["rejects"])
	}
	n.o.MinRejects = 9
	n.o.Lake = filepath.Join(t.TempDir(), "lake")
	n.refused(billable.Input)
}

func TestOptionsAreRefused(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"org":    func(o *Options) { o.Org = "../../etc" },
		"org 2":  func(o *Options) { o.Org = "a'; drop table x; --" },
		"as_of":  func(o *Options) { o.AsOf = "2026-02-30" },
		"run_id": func(o *Options) { o.RunID = "a/b" },
		"kinds":  func(o *Options) { o.Kinds = []KindRule{{"*.csv", "managed_acounts"}} },
		"glob":   func(o *Options) { o.Kinds = []KindRule{{"[", "org_users"}} },
		"input":  func(o *Options) { o.Dir = filepath.Join(o.Dir, "nowhere") },
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t, map[string]string{"a.csv": orgUsersHeader})
			change(&n.o)
			n.refused(billable.Usage)
		})
	}
}

func TestAFileThatChangesIsRetried(t *testing.T) {
	for name, change := range map[string]func(name string) error{
		"other content": func(name string) error {
			return os.WriteFile(name, []byte(orgUsersHeader+"2,Bo,,,,,\n"), 0o644)
		},
		"grown": func(name string) error {
			return os.WriteFile(name, []byte(orgUsersHeader+"1,Ada,,,,,\n2,Bo,,,,,\n"), 0o644)
		},
		"half written": func(name string) error { return os.WriteFile(name, []byte(orgUsersHeader+"1,\"Ad"), 0o644) },
		"gone":         os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,\n"})
			inputs, err := Scan(t.Context(), n.o)
			if err != nil {
				t.Fatal(err)
			}
			if err := change(filepath.Join(n.o.Dir, "a.csv")); err != nil {
				t.Fatal(err)
			}
			_, err = Run(t.Context(), n.o, inputs)
			p := billable.ProblemIn(err)
			if p == nil || p.Kind != billable.Retry || p.Place() != "a.csv" || p.Remedy == "" {
				t.Errorf("a changed file gives %#v (%v)", p, err)
			}
			if left := filesIn(t, n.o.Lake); len(left) > 0 {
				t.Errorf("the lake holds %v", left)
			}
		})
	}
}

func TestACancelledRunLeavesNothing(t *testing.T) {
	var content strings.Builder
	content.WriteString(orgUsersHeader)
	for range 40_000 {
		content.WriteString("1,Ada Quill,ada.quill@acme.example,Active,3 Jan 2024,,User\n")
	}
	n := newNight(t, map[string]string{"a.csv": content.String()})
	ctx, cancel := context.WithCancel(t.Context())
	n.o.Progress = func(p Progress) {
		if p.Rows > 0 {
			cancel()
		}
	}
	inputs, err := Scan(ctx, n.o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Run(ctx, n.o, inputs); !errors.Is(err, context.Canceled) {
		t.Errorf("run gives %v", err)
	}
	if left := filesIn(t, n.o.Lake); len(left) > 0 {
		t.Errorf("the lake holds %v", left)
	}
}

func TestALakeThatCannotBeWritten(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,\n"})
	if err := os.WriteFile(n.o.Lake, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := n.run()
	p := billable.ProblemIn(err)
	if p == nil || p.Kind != billable.Retry || p.Remedy == "" || strings.Contains(err.Error(), n.o.Lake) {
		t.Errorf("a lake that is a file gives %v", err)
	}
}

func TestAFailedRunKeepsWhatTheSameRunPublished(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,\n"})
	n.mustRun()
	before := filesIn(t, n.o.Lake)
	if err := os.WriteFile(filepath.Join(n.o.Dir, "b.csv"), []byte("x,y\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := n.run(); err == nil {
		t.Fatal("the second run was not refused")
	}
	if after := filesIn(t, n.o.Lake); strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the lake held %v and now %v", before, after)
	}
}

func TestAFailedPublicationTakesItsFilesBack(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,User\n"})
	// A folder with a file in it stands where the table of grants should go.
	block := filepath.Join(n.o.Lake, "raw/grants/org=acme/snapshot_date=2026-11-20/run-1-1.parquet/x")
	if err := os.MkdirAll(block, 0o755); err != nil {
		t.Fatal(err)
	}
	before := filesIn(t, n.o.Lake)
	_, err := n.run()
	p := billable.ProblemIn(err)
	if p == nil || p.Kind != billable.Retry || strings.Contains(err.Error(), n.o.Lake) {
		t.Errorf("the run gives %v", err)
	}
	if after := filesIn(t, n.o.Lake); strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the lake held %v and now %v", before, after)
	}
}
