package main

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"billable/ingest"
	"billable/queries"
)

// The columns that ingest writes and the empty selects that the queries start
// from are two halves of one contract; neither stage can see the other's.
func TestRawTablesAreWhatTheQueriesExpect(t *testing.T) {
	dir, store := t.TempDir(), t.TempDir()
	copyFolder(t, filepath.Join(repo, "sample-data", "acme"), dir)
	for name, text := range map[string]string{
		"agents.csv":           "account_id,email,site\n1,a@acme.example,acme\n",
		"sites.csv":            "site,ownership,sandbox,product,plan\nacme,own,no,jira,standard\n",
		"service-accounts.csv": "account_id,email,pattern,note\n,,svc-*,x\n",
		"protected.csv":        "account_id,email,domain,group,reason\n1,,,,x\n",
		"portal-customers.csv": "email,name,site,status\nkit@customer.example,,,\n",
		"bitbucket.csv":        "Public Name,Email Address,Has 2SV,On Plan\nAda,a@acme.example,,\n",
		"subscriptions.csv":    "as_of,state,kind,product_or_app,site_url,entitlement_number,bill_date,active_user_count\n,active,product,Jira,,E-1,,\n",
		"discovered.csv":       "app,url,user_count,last_active\nJira,,,\n",
		"quote.csv":            "quote_number,line_no,product,currency,net_total,Rebate code\nQ-1,,,,,x\n",
		"invoice.csv":          "invoice_number,line_no,product,currency,net_total\nIN-1,,,,\n",
		"incidents.json":       `{"incidents":[{"id":"1","incident_updates":[]}]}`,
		"members.csv":          "Name,Email,Last active time,Status,Billable,Policy name,Policy type\nAda,a@acme.example,,,,,\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := ingest.Options{Dir: dir, Org: "acme", AsOf: "2026-11-20", RunID: "0123456789abcdef", Lake: store}
	addMended(t, o)
	inputs, err := ingest.Scan(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	led, err := ingest.Run(t.Context(), o, inputs)
	if err != nil {
		t.Fatal(err)
	}
	expected := expectedRawTables(t)
	for table, columns := range expected {
		files := led.Raw[table]
		if len(files) == 0 {
			t.Errorf("no input of this test reaches raw_%s: add one", table)
			continue
		}
		got := parquetColumns(t, filepath.Join(store, filepath.FromSlash(files[0].Path)))
		if diff := cmp.Diff(columns, got); diff != "" {
			t.Errorf("raw_%s (-queries/raw +ingest):\n%s", table, diff)
		}
	}
	for table := range led.Raw {
		if _, ok := expected[table]; !ok {
			t.Errorf("ingest writes raw_%s, and queries/raw has no such file", table)
		}
	}
}

// addMended puts a file with a rejected row and its mended copy among the inputs.
func addMended(t *testing.T, o ingest.Options) {
	t.Helper()
	dirty := filepath.Join(o.Dir, "dirty.csv")
	if err := os.WriteFile(dirty, []byte("quote_number,line_no,product,currency,net_total\nQ-2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	inputs, err := ingest.Scan(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	mend := t.TempDir()
	if _, err := ingest.CopyRejects(t.Context(), o, inputs, mend); err != nil {
		t.Fatal(err)
	}
	copied, err := os.ReadFile(filepath.Join(mend, "dirty.mend.csv"))
	if err != nil {
		t.Fatal(err)
	}
	mended := strings.Replace(string(copied), "Q-2\n", "Q-2,1,,,\n", 1)
	if err := os.WriteFile(filepath.Join(o.Dir, "mended.csv"), []byte(mended), 0o644); err != nil {
		t.Fatal(err)
	}
}

var castColumn = regexp.MustCompile(`cast\(null as (\w+)\) as (\w+)`)

// expectedRawTables reads the empty selects: table -> columns as "name type".
func expectedRawTables(t *testing.T) map[string][]string {
	t.Helper()
	names, err := fs.Glob(queries.FS, "raw/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][]string{}
	for _, name := range names {
		text, err := fs.ReadFile(queries.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		table := strings.TrimSuffix(strings.TrimPrefix(name, "raw/raw_"), ".sql")
		for _, m := range castColumn.FindAllStringSubmatch(string(text), -1) {
			tables[table] = append(tables[table], m[2]+" "+m[1])
		}
		slices.Sort(tables[table])
	}
	return tables
}

func parquetColumns(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		t.Fatal(err)
	}
	p, err := parquet.OpenFile(f, size)
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, field := range p.Schema().Fields() {
		columns = append(columns, field.Name()+" "+sqlType(field.Type()))
	}
	slices.Sort(columns)
	return columns
}

// sqlType spells a Parquet type as the empty selects do.
func sqlType(t parquet.Type) string {
	switch t.String() {
	case "STRING":
		return "varchar"
	case "DATE":
		return "date"
	}
	switch t.Kind() {
	case parquet.Boolean:
		return "boolean"
	case parquet.Int64:
		return "bigint"
	}
	return t.String()
}

func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
