package reports

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"billable"

	"github.com/parquet-go/parquet-go"
)

// problem writes a night that must fail with a Problem that says want, and
// asserts that nothing stays.
func problem(t *testing.T, m marts, change func(files map[string][]string), want string) {
	t.Helper()
	files := m.write(t)
	if change != nil {
		change(files)
	}
	o := Options{Marts: files, Dir: t.TempDir(), Night: hostileNight(), Workbook: true}
	_, err := Write(t.Context(), o)
	p := billable.ProblemIn(err)
	if p == nil || !strings.Contains(err.Error(), want) || p.Remedy == "" {
		t.Errorf("error %v, want a problem with a remedy that says %q", err, want)
	}
	if left := entries(t, o.Dir); len(left) > 0 {
		t.Errorf("%v stays after a failure", left)
	}
}

func TestMissingMart(t *testing.T) {
	for _, name := range martNames {
		problem(t, hostile(), func(files map[string][]string) { delete(files, name) }, "mart "+name+" is missing")
	}
	m := hostile()
	m.night = nil
	problem(t, m, nil, "mart night has 0 rows, not one")
}

func TestMissingColumn(t *testing.T) {
	problem(t, hostile(), func(files map[string][]string) {
		save(t, files, t.TempDir(), "accounts", []struct {
			No int64 `parquet:"account_no"`
		}{{1}})
	}, "mart accounts has no column org")
}

// A sum that an engine turned into a DOUBLE is not money any more.
func TestMoneyAsDoubleIsRefused(t *testing.T) {
	problem(t, hostile(), func(files map[string][]string) {
		type row struct {
			No       int32   `parquet:"rung_no"`
			ID       string  `parquet:"id"`
			Meaning  string  `parquet:"meaning"`
			Accounts int64   `parquet:"accounts"`
			Billable int64   `parquet:"billable"`
			Annual   float64 `parquet:"annual_cents"`
			Reason   string  `parquet:"annual_reason"`
			Unknown  int64   `parquet:"unknown_accounts"`
			UpTo     *int64  `parquet:"annual_cents_if_unknown_billed"`
		}
		save(t, files, t.TempDir(), "ladder", []row{{ID: "claimed"}})
	}, "column annual_cents of mart ladder is float64")
}

// A row that belongs to no account means that the marts do not fit together.
func TestStrayRows(t *testing.T) {
	for _, no := range []int64{0, 7} {
		m := hostile()
		m.causes = []causeMart{{no, "trello"}}
		problem(t, m, nil, "mart account_causes has a row of account_no")
	}
	m := hostile()
	m.products = []productMart{{2, "jira", ""}, {1, "jira", ""}}
	problem(t, m, nil, "mart account_products has a row of account_no 1 out of step")
}

func TestStrayCheckRow(t *testing.T) {
	m := hostile()
	m.checkRows = append(m.checkRows, checkRowMart{Name: "nobody"})
	problem(t, m, nil, "check_rows names the check nobody")
}

// A damaged file is an error that says which mart, and nothing stays.
func TestDamagedMart(t *testing.T) {
	files := hostile().write(t)
	if err := os.WriteFile(files["account_products"][0], []byte("PAR1 nothing"), 0o644); err != nil {
		t.Fatal(err)
	}
	o := Options{Marts: files, Dir: t.TempDir(), Night: hostileNight()}
	_, err := Write(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "open mart account_products") {
		t.Errorf("error %v", err)
	}
	if left := entries(t, o.Dir); len(left) > 0 {
		t.Errorf("%v stays", left)
	}
}

// A folder that cannot be written is an error whose cause can be found.
func TestMissingFolder(t *testing.T) {
	o := Options{Marts: hostile().write(t), Dir: filepath.Join(t.TempDir(), "none"), Night: hostileNight(), Workbook: true}
	if _, err := Write(t.Context(), o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want one that is os.ErrNotExist", err)
	}
}

// A table may lie in several files, in small row groups, with batches that end
// anywhere; the join must not notice.
func TestTableInManyFiles(t *testing.T) {
	m := table1Of(9000)
	whole := run(t, m, table1Night(), func(o *Options) { o.Workbook = false })
	files := m.write(t)
	dir := t.TempDir()
	for name, rows := range map[string]int{"accounts": 700, "account_evidence": 1300} {
		files[name] = nil
		for i := 0; i < 9000; i += rows {
			path := filepath.Join(dir, name+string(rune('a'+i/rows))+".parquet")
			var err error
			if name == "accounts" {
				err = parquet.WriteFile(path, m.accounts[i:min(i+rows, 9000)], parquet.MaxRowsPerRowGroup(90))
			} else {
				err = parquet.WriteFile(path, m.evidence[i:min(i+rows, 9000)], parquet.MaxRowsPerRowGroup(77))
			}
			if err != nil {
				t.Fatal(err)
			}
			files[name] = append(files[name], path)
		}
	}
	o := Options{Marts: files, Dir: t.TempDir(), Night: table1Night()}
	if _, err := Write(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if read(t, whole, "accounts.csv") != read(t, o.Dir, "accounts.csv") {
		t.Error("accounts.csv depends on how the marts are cut into files")
	}
}

func TestDays(t *testing.T) {
	for _, text := range []string{"1969-12-31", "2020-04-14", "2026-11-20", "2028-02-29"} {
		if got := day(dayOf(text)).String(); got != text {
			t.Errorf("%s became %s", text, got)
		}
	}
	if day(dayOf("2026-11-20")).serial() != 46346 { // as LibreOffice and Excel count it
		t.Errorf("serial %d", day(dayOf("2026-11-20")).serial())
	}
}

func TestWordsForPeople(t *testing.T) {
	for id, want := range map[string]string{
		"": "", "guard_standard": "Guard Standard", "accidental_trello": "Accidental Trello", "new_class": "New class",
		"scim_rows_unmatched": "SCIM rows unmatched", "unknown:ümlaut": "Unknown:ümlaut", "ümlaut": "ümlaut", "not_billable": "Not billable",
	} {
		if got := spell(id); got != want {
			t.Errorf("spell(%q) = %q, want %q", id, got, want)
		}
	}
	numbers := []string{thousands(0), thousands(999), thousands(1000), thousands(1234567), thousands(-1234), thousands(-123)}
	if want := []string{"0", "999", "1,000", "1,234,567", "-1,234", "-123"}; !slices.Equal(numbers, want) {
		t.Errorf("thousands %q, want %q", numbers, want)
	}
}
