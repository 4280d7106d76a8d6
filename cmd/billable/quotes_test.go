package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const quotesDeviationsSQL = "select quote, line, kind, expected, found from quote_deviations"

// Every deviation that is planted in the sample quotes is found, and none else: the
// clean quote is in the answer key nowhere.
func TestQuotesAnswerKey(t *testing.T) {
	b := newBench(t)
	if code, stderr := b.run(t.Context(), filepath.Join(repo, "sample-data", "quotes")); code != exitDone {
		t.Fatalf("exit %d; stderr %q", code, stderr)
	}
	key, err := os.ReadFile(filepath.Join(repo, "sample-data", "quotes-expected.csv"))
	b.must(err)
	if diff := cmp.Diff(strings.Split(string(key), "\n"), strings.Split(b.ask(quotesDeviationsSQL), "\n")); diff != "" {
		t.Errorf("deviations (-answer key +quote_deviations):\n%s", diff)
	}
	kinds := map[string]bool{}
	for _, row := range readTable(t, filepath.Join(repo, "sample-data", "quotes-expected.csv")) {
		kinds[row["kind"]] = true
	}
	for _, row := range readTable(t, filepath.Join(repo, "queries", "seeds", "deviation_kinds.csv")) {
		if !kinds[row["kind"]] {
			t.Errorf("no %s is planted in sample-data/quotes", row["kind"])
		}
	}
	// Rows read are rows kept, totals and notes included.
	if got := b.ask("select count(*) as n from raw_quote_lines where line_type in ('subtotal', 'tax', 'total', 'note')"); got != "n\n5\n" {
		t.Errorf("totals and notes kept: %q", got)
	}
}

// ask queries the published night.
func (b *bench) ask(sql string) string {
	b.t.Helper()
	var out, errs bytes.Buffer
	if code := run(b.t.Context(), []string{"query", "--lake", b.lake, sql}, &out, &errs); code != exitDone {
		b.t.Fatalf("query: exit %d\n%s", code, errs.String())
	}
	return out.String()
}

// A drafted mapping, completed by what the draft says is missing, reads the quotes as
// the mappings that are kept do.
func TestDraftedMappingsCanBeUsed(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	copyFolder(t, filepath.Join(repo, "sample-data", "quotes"), dir)
	for file, added := range map[string]string{
		"brueckner-7731.xlsx":    "set: {seller: Brückner Software GmbH, currency: EUR}\nproducts: {\"Zeiterfassung (Northwind)\": app Northwind Timesheets}\nwords: {discount_reason: {Aktion: promotion, Partner: partner}}\n",
		"higashiminato-0097.csv": "set: {seller: Higashiminato Soft}\nproducts: {\"工数管理 (Northwind)\": app Northwind Timesheets}\n",
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"quotes", "map", filepath.Join(dir, file)}, &out, &errs); code != exitDone {
			t.Fatalf("map %s: exit %d\n%s", file, code, errs.String())
		}
		if !strings.Contains(out.String(), "# Missing: the reseller's name was not found") {
			t.Errorf("the draft of %s does not ask for the reseller:\n%s", file, out.String())
		}
		name := map[string]string{"b": "mapping-brueckner.yaml", "h": "mapping-higashiminato.yaml"}[file[:1]]
		draft := strings.Replace(out.String(), "  # \"ティア\" is not read", "  user_tier: \"ティア\" #", 1)
		b.must(os.WriteFile(filepath.Join(dir, name), []byte(draft+added), 0o644))
	}
	if code, stderr := b.run(t.Context(), dir); code != exitDone {
		t.Fatalf("exit %d; stderr %q", code, stderr)
	}
	key, err := os.ReadFile(filepath.Join(repo, "sample-data", "quotes-expected.csv"))
	b.must(err)
	if diff := cmp.Diff(strings.Split(string(key), "\n"), strings.Split(b.ask(quotesDeviationsSQL), "\n")); diff != "" {
		t.Errorf("deviations (-answer key +drafted mappings):\n%s", diff)
	}
}
