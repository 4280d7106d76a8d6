package sampledata

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"billable"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// written is what Write made of some options: names with their content.
func written(t *testing.T, o Options) ([]File, map[string][]byte) {
	t.Helper()
	o.Dir = t.TempDir()
	files, err := Write(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	content := map[string][]byte{}
	for _, f := range files {
		content[f.Name] = read(t, filepath.Join(o.Dir, f.Name))
		if int64(len(content[f.Name])) != f.Bytes {
			t.Errorf("%s has %d bytes, Write says %d", f.Name, len(content[f.Name]), f.Bytes)
		}
	}
	entries, err := os.ReadDir(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(files) {
		t.Errorf("%d entries in the folder for %d files", len(entries), len(files))
	}
	return files, content
}

func TestKindsAddUp(t *testing.T) {
	for name, p := range profiles {
		sum := 0
		for _, k := range p.kinds {
			sum += k.per
		}
		if sum != 10_000 {
			t.Errorf("the kinds of %s have %d accounts in 10,000", name, sum)
		}
	}
}

func TestEqualOptionsGiveEqualBytes(t *testing.T) {
	o := Options{Accounts: 3000, Seed: 7}
	_, first := written(t, o)
	_, second := written(t, o)
	o.Seed = 8
	_, other := written(t, o)
	for name := range first {
		if !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s differs between two runs", name)
		}
		if name != "billable.yaml" && bytes.Equal(first[name], other[name]) {
			t.Errorf("%s is the same for another seed", name)
		}
	}
}

// The bytes of a small company, so that a change in them is seen: lakes and
// measurements made of a seed are compared over time.
func TestTheBytesOfASeedStay(t *testing.T) {
	_, content := written(t, Options{Accounts: 1000, Seed: 42})
	sum := sha256.New()
	for _, e := range profiles[Company].exports {
		sum.Write(content[e.name])
	}
	const want = "c876ab80f52d32f80d93e25c777a167b7a5a22e095c1024b9583244b77a45a32"
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("sha256 over all files is %s, was %s; if the exports were meant to change, change it here", got, want)
	}
}

func TestEverySizeIsValid(t *testing.T) {
	for n, accounts := range []int{1, 2, 3, 9, 99, 100, 101, 2345, 512} {
		profile := []string{Company, Users}[n/8]
		files, content := written(t, Options{Accounts: accounts, Seed: 3, Profile: profile})
		everybody := map[string]bool{}
		for _, f := range files {
			data := content[f.Name]
			rows := f.Rows
			switch filepath.Ext(f.Name) {
			case ".csv":
				table, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
				if err != nil {
					t.Fatalf("%d accounts: %s: %v", accounts, f.Name, err)
				}
				rows = len(table) - 1
				noteIDs(everybody, table)
			case ".jsonl":
				for line := range bytes.Lines(data) {
					if !json.Valid(line) {
						t.Fatalf("%d accounts: %s: a line is no JSON: %.200s", accounts, f.Name, line)
					}
				}
				records := jsonRecords(t, data)
				rows = len(records)
				for _, r := range records {
					var account struct {
						ID string `json:"account_id"`
					}
					if err := json.Unmarshal(r, &account); err != nil {
						t.Fatal(err)
					}
					everybody[account.ID] = true
				}
			}
			if rows != f.Rows {
				t.Errorf("%d accounts: %s has %d records, Write says %d", accounts, f.Name, rows, f.Rows)
			}
		}
		delete(everybody, "")
		if len(everybody) != accounts {
			t.Errorf("%d accounts were asked for, the files name %d", accounts, len(everybody))
		}
	}
}

// noteIDs gathers the account ids of a CSV export that has some.
func noteIDs(ids map[string]bool, table [][]string) {
	for n, header := range table[0] {
		if header != "Atlassian ID" && header != "User id" {
			continue
		}
		for _, row := range table[1:] {
			ids[row[n]] = true
		}
	}
}

func TestSCIMPagesCountRight(t *testing.T) {
	files, content := written(t, Options{Accounts: 30_000})
	users := map[string]bool{}
	for _, f := range files {
		if !strings.HasPrefix(f.Name, "scim-") {
			continue
		}
		next := 1
		for line := range bytes.Lines(content[f.Name]) {
			var page struct {
				TotalResults, StartIndex, ItemsPerPage int
				Resources                              []struct {
					ID      string
					Members []struct{ Value string }
				}
			}
			if err := json.Unmarshal(line, &page); err != nil {
				t.Fatal(err)
			}
			if page.TotalResults != f.Rows || page.StartIndex != next || page.ItemsPerPage != len(page.Resources) {
				t.Errorf("%s: a page of %d says total %d, start %d, items %d; want total %d, start %d",
					f.Name, len(page.Resources), page.TotalResults, page.StartIndex, page.ItemsPerPage, f.Rows, next)
			}
			next += len(page.Resources)
			for _, r := range page.Resources {
				users[r.ID] = true
				for _, m := range r.Members {
					if !users[m.Value] {
						t.Errorf("%s: a member is no SCIM user: %s", f.Name, m.Value)
					}
				}
			}
		}
	}
}

func TestConfigIsYAML(t *testing.T) {
	for _, org := range []string{"acme", "123", "Big.Org_2", "no", "1e6"} {
		_, content := written(t, Options{Accounts: 1, Org: org})
		var config struct {
			Org      string
			AsOf     string `yaml:"as_of"`
			Sites    map[string]string
			Licensed []map[string]string
		}
		if err := yaml.Unmarshal(content["billable.yaml"], &config); err != nil {
			t.Fatalf("org %s: %v", org, err)
		}
		site := siteName(org)
		if config.Org != org || config.AsOf != "2026-11-20" || config.Sites[site] != "own" || config.Licensed[0]["site"] != site {
			t.Errorf("org %s: config reads %+v", org, config)
		}
	}
}

func TestExpectationOfTenThousand(t *testing.T) {
	got, err := Expect(t.Context(), Options{Accounts: 10_000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{
		"agent": 200, "licensed": 3280, "accidental_trello": 240, "accidental_other": 255,
		"portal_customer": 5350, "inactive": 615, "app": 40, "unresolved": 20,
	}
	if diff := cmp.Diff(want, got.ByClass); diff != "" {
		t.Errorf("accounts by class (-want +got):\n%s", diff)
	}
	r := got.Reconciliation
	if r.Disagrees == 0 || r.Disagrees > 30 || r.Silent < 60 || r.Agrees+r.Disagrees+r.Undecided+r.Silent != 10_000 {
		t.Errorf("reconciliation %+v: want a few disagreements and silences, and everybody counted", r)
	}
}

func TestBadOptionsAreProblems(t *testing.T) {
	good := Options{Accounts: 10, Dir: t.TempDir()}
	for name, spoil := range map[string]func(*Options){
		"--accounts": func(o *Options) { o.Accounts = 0 },
		"--out":      func(o *Options) { o.Dir = "" },
		"--org":      func(o *Options) { o.Org = "../../etc" },
		"--as-of":    func(o *Options) { o.AsOf = "2020-04-13" },
		"--nights":   func(o *Options) { o.Ago = MaxAgo + 1 },
		"--profile":  func(o *Options) { o.Profile = "table1" },
	} {
		o := good
		spoil(&o)
		files, err := Write(t.Context(), o)
		p := billable.ProblemIn(err)
		if p == nil || p.Kind != billable.Usage || p.Column != name || p.Remedy == "" || files != nil {
			t.Errorf("bad %s: files %v, error %v", name, files, err)
		}
	}
}

func TestACancelledRunLeavesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	_, err := Write(ctx, Options{Accounts: 200_000, Dir: dir, Progress: func(done, _ int) {
		if done > 50_000 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) > 0 {
		t.Errorf("%s was left behind", entries[0].Name())
	}
}

func TestProgressEndsAtItsTotal(t *testing.T) {
	last, of, back := 0, 0, false
	_, err := Write(t.Context(), Options{Accounts: 20_000, Dir: t.TempDir(), Progress: func(done, total int) {
		back = back || done <= last
		last, of = done, total
	}})
	if err != nil {
		t.Fatal(err)
	}
	if back || last != of || of != 7*20_000 {
		t.Errorf("progress ended at %d of %d, went back: %v", last, of, back)
	}
}

// Allocations are counted, not the heap's size: the collector may let a
// small heap grow, but what is never allocated cannot grow.
func TestMemoryDoesNotGrowWithTheAccounts(t *testing.T) {
	allocated := func(accounts int) uint64 {
		var before, after runtime.MemStats
		dir := t.TempDir()
		runtime.ReadMemStats(&before)
		if _, err := Write(t.Context(), Options{Accounts: accounts, Dir: dir}); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	small, large := allocated(10_000), allocated(100_000)
	if large > small+1<<20 {
		t.Errorf("100,000 accounts allocate %d bytes, 10,000 allocate %d", large, small)
	}
}

func BenchmarkWrite(b *testing.B) {
	const accounts = 100_000
	rows := 0
	for b.Loop() {
		files, err := Write(b.Context(), Options{Accounts: accounts, Dir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			rows += f.Rows
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
