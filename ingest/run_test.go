package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// manyUsers writes an Export-users file of n rows that fills several row groups.
func manyUsers(n int) string {
	var b strings.Builder
	b.WriteString("User id,User name,email,User status,Added to org,Org role,Jira - acme,Last seen in Jira - acme,Cost centre\n")
	for i := range n {
		day := 1 + i%28
		fmt.Fprintf(&b, "%08x-0000-4000-8000-%012d,User %d,u%d@acme.example,Active,%d Jan 2024,,User,%d Feb 2026,CC-%d\n", i*7919, i, i, i, day, day, i)
	}
	return b.String()
}

func TestRowGroupsAndBack(t *testing.T) {
	const rows = rowGroupRows + 1000 // and three times as many grants
	n := newNight(t, map[string]string{"a.csv": manyUsers(rows), "b.csv": orgUsersHeader + "last,Ada,,Inactive,,,\n"})
	ledger, err := n.run()
	if err != nil {
		t.Fatal(err)
	}
	accounts := readParquet(t, filepath.Join(n.o.Lake, ledger.Raw["accounts"][0].Path))
	if len(accounts) != rows+1 {
		t.Fatalf("%d accounts, want %d", len(accounts), rows+1)
	}
	for i, got := range accounts[:rows] {
		day := 1 + i%28
		want := fmt.Sprintf("org_users a.csv:%d account_id=%08x-0000-4000-8000-%012d email=u%d@acme.example name=User %d status=Active last_active_kind=unknown added=%d Jan 2024 added_on=2024-01-%02d",
			i+2, i*7919, i, i, i, day, day)
		if got != want {
			t.Fatalf("account %d is %q, want %q", i, got, want)
		}
	}
	if want := "org_users b.csv:2 account_id=last name=Ada status=Inactive last_active_kind=unknown"; accounts[rows] != want {
		t.Errorf("the last account is %q, want %q", accounts[rows], want)
	}
	grants := readParquet(t, filepath.Join(n.o.Lake, ledger.Raw["grants"][0].Path))
	if len(grants) != 3*rows {
		t.Fatalf("%d grants, want %d", len(grants), 3*rows)
	}
	for i, got := range grants {
		row, day := i/3, 1+i/3%28
		want := [...]string{
			"header=Jira - acme product_text=Jira product_key=jira place_text=acme cell=User kind=access last_active_kind=unknown",
			fmt.Sprintf("header=Last seen in Jira - acme product_text=Jira product_key=jira place_text=acme cell=%d Feb 2026 kind=activity last_active=%d Feb 2026 last_active_kind=known last_active_on=2026-02-%02d", day, day, day),
			fmt.Sprintf("header=Cost centre product_text=Cost centre product_key=costcentre cell=CC-%d kind=access last_active_kind=unknown", row),
		}[i%3]
		if want = fmt.Sprintf("org_users a.csv:%d %s", row+2, want); got != want {
			t.Fatalf("grant %d is %q, want %q", i, got, want)
		}
	}
}

func TestTwoRunsAreTheSame(t *testing.T) {
	files := map[string]string{"a.csv": manyUsers(rowGroupRows + 5), "c.json": `{"data":[{"account_id":"x","product_access":[{"key":"jira"}]}]}`}
	for i := range 300 {
		files[fmt.Sprintf("b/%03d.csv", i)] = orgUsersHeader + fmt.Sprintf("%d,Ada,,,x,,User\n1\n", i)
	}
	hashes := func(procs int) map[string]string {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		n := newNight(t, files)
		if _, err := n.run(); err != nil {
			t.Fatal(err)
		}
		sums := make(map[string]string)
		for _, name := range filesIn(t, n.o.Lake) {
			if content, err := os.ReadFile(filepath.Join(n.o.Lake, name)); err == nil {
				sum := sha256.Sum256(content)
				sums[name] = hex.EncodeToString(sum[:])
			}
		}
		return sums
	}
	first := hashes(1)
	if len(first) < 6 {
		t.Fatalf("only %v was written", first)
	}
	for range 2 {
		if again := hashes(4); !reflect.DeepEqual(first, again) {
			t.Errorf("two runs wrote %v and %v", first, again)
		}
	}
}

func TestLedger(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,User\n2\n"})
	ledger, err := n.run()
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(n.o.Lake, LedgerPath("acme", "2026-11-20", "run-1")))
	if err != nil {
		t.Fatal(err)
	}
	var read Ledger
	if err := json.Unmarshal(content, &read); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(*ledger, read) {
		t.Errorf("run gives %+v, the ledger has %+v", *ledger, read)
	}
	if got := slices.Sorted(func(yield func(string) bool) {
		for table := range ledger.Raw {
			if !yield(table) {
				return
			}
		}
	}); !slices.Equal(got, []string{"accounts", "columns", "grants", "rejects"}) {
		t.Errorf("tables are %v: one without rows has no file", got)
	}
	f := ledger.Raw["accounts"][0]
	if f.Path != "raw/accounts/org=acme/snapshot_date=2026-11-20/run-1-1.parquet" || f.Rows != 1 {
		t.Errorf("accounts are %+v", f)
	}
	written, err := os.ReadFile(filepath.Join(n.o.Lake, f.Path))
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(written); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(written)) != f.Bytes {
		t.Errorf("the ledger's %+v does not fit the file", f)
	}
	for _, name := range filesIn(t, n.o.Lake) {
		if strings.HasPrefix(filepath.Base(name), ".") {
			t.Errorf("%s is left", name)
		}
	}
}

func TestMetadata(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": orgUsersHeader + "1,Ada,,,,,\n"})
	ledger, err := n.run()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(n.o.Lake, ledger.Raw["accounts"][0].Path))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	file, err := parquet.OpenFile(f, ledger.Raw["accounts"][0].Bytes)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"schema": "2", "run_id": "run-1", "table": "raw_accounts"} {
		if got, _ := file.Lookup(key); got != want {
			t.Errorf("metadata %s is %q, want %q", key, got, want)
		}
	}
	if got, _ := file.Lookup("inputs_sha256"); len(got) != 64 {
		t.Errorf("inputs_sha256 is %q", got)
	}
}

func TestProgress(t *testing.T) {
	n := newNight(t, map[string]string{"a.csv": manyUsers(40_000), "b.csv": orgUsersHeader + "1,Ada,,,,,\n"})
	var last Progress
	calls := 0
	n.o.Progress = func(p Progress) {
		if p.BytesDone < last.BytesDone || p.Rows < last.Rows || p.FilesDone < last.FilesDone {
			t.Errorf("progress goes back from %+v to %+v", last, p)
		}
		last, calls = p, calls+1
	}
	if _, err := n.run(); err != nil {
		t.Fatal(err)
	}
	if last.Rows != 40_001 || last.BytesDone != last.BytesTotal || last.FilesDone != 2 || last.FilesTotal != 2 || calls < 5 {
		t.Errorf("after %d calls, the last progress is %+v", calls, last)
	}
}

func TestNoInputs(t *testing.T) {
	n := newNight(t, nil)
	ledger, err := n.run()
	if err != nil || len(ledger.Files) != 0 || len(ledger.Raw) != 0 {
		t.Errorf("an empty folder gives %+v, %v", ledger, err)
	}
}

// The tables are the queries' contract: queries/raw holds the same columns.
func TestTablesAreThoseOfTheQueries(t *testing.T) {
	column := regexp.MustCompile(`cast\(null as (\w+)\) as (\w+)`)
	types := map[columnType]string{text: "varchar", integer: "bigint", boolean: "boolean", date: "date"}
	for _, def := range tables {
		content, err := os.ReadFile("../queries/raw/raw_" + def.name + ".sql")
		if err != nil {
			t.Error(err)
			continue
		}
		var want, got []string
		for _, m := range column.FindAllStringSubmatch(string(content), -1) {
			want = append(want, m[2]+" "+m[1])
		}
		for _, c := range def.columns {
			got = append(got, c.name+" "+types[c.typ])
		}
		if !slices.Equal(got, want) {
			t.Errorf("raw_%s has columns %v, the queries expect %v", def.name, got, want)
		}
	}
}

// The columns' numbers are those of their names.
func TestColumnNumbers(t *testing.T) {
	for _, test := range []struct {
		def  *tableDef
		col  int
		name string
	}{
		{accountsTable, colRow, "_row"}, {accountsTable, accAccountID, "account_id"}, {accountsTable, accIsBillable, "is_billable"},
		{accountsTable, accOrgRole, "org_role"}, {accountsTable, accLastActiveOn, "last_active_on"}, {accountsTable, accAddedOn, "added_on"},
		{grantsTable, graHeader, "header"}, {grantsTable, graLastActiveOn, "last_active_on"}, {columnsTable, colColumnNo, "column_no"},
		{columnsTable, colRole, "role"}, {groupMembersTable, memGroupName, "group_name"}, {scimUsersTable, scuIsActive, "is_active"},
		{scimUsersTable, scuCreated, "created"}, {scimGroupMembersTable, scgMemberDisplay, "member_display"},
		{directoryUsersTable, dirIsEnabled, "is_enabled"}, {directoryUsersTable, dirCreatedOn, "created_on"},
		{findingsTable, finReason, "reason"}, {rejectsTable, rejText, "text"},
	} {
		if got := test.def.columns[test.col].name; got != test.name {
			t.Errorf("column %d of %s is %s, want %s", test.col, test.def.name, got, test.name)
		}
	}
}

func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of some size")
	}
	peak := func(rows int) uint64 {
		n := newNight(t, map[string]string{"a.csv": manyUsers(rows)})
		inputs, err := Scan(t.Context(), n.o)
		if err != nil {
			t.Fatal(err)
		}
		var most uint64
		n.files = nil
		n.o.Progress = func(p Progress) {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		runtime.GC()
		if _, err := Run(t.Context(), n.o, inputs); err != nil {
			t.Fatal(err)
		}
		return most >> 20
	}
	small, large := peak(2*rowGroupRows), peak(8*rowGroupRows)
	if large > small+small/2+20 {
		t.Errorf("four times the rows took %d MiB instead of %d", large, small)
	}
}
