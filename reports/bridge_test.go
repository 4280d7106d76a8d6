package reports

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// bridgedNight is Table 1 in small with flags, an invoice and an old paper.
func bridgedNight() marts {
	m := table1Of(8)
	m.figures = []figureMart{
		{No: 1, Source: "flags", Subscription: "guard_standard", Theirs: 498, Ours: ptr[int64](500), Residual: ptr[int64](0), Unexplained: ptr[int64](1), CountedOn: ptr(dayOf("2026-11-20")), Note: "flags"},
		{No: 2, Source: "invoice", Paper: "IN-1", Subscription: "guard_standard", Theirs: 505, Ours: ptr[int64](500), Residual: ptr[int64](-4), Unexplained: ptr[int64](3),
			CountedOn: ptr(dayOf("2026-11-15")), File: "in.csv", Row: 2},
		{No: 3, Source: "subscriptions", Paper: "E-1", Subscription: "jira@acme", Theirs: 40, Reason: "it was read more than a month from the night", File: "s.csv", Row: 3},
	}
	m.bridge = []bridgeMart{
		{No: 1, Line: "theirs", Users: 498},
		{No: 1, Line: "agrees", Meaning: "Both say the same", Accounts: ptr[int64](9998)},
		{No: 1, Line: "only_here", Meaning: "Counted here", Accounts: ptr[int64](2), Users: 2},
		{No: 1, Line: "residual"},
		{No: 1, Line: "ours", Users: 500},
		{No: 2, Line: "theirs", Users: 505},
		{No: 2, Line: "late_data", Meaning: "Added lately", Lag: "counts may be old", Accounts: ptr[int64](3), Users: -1, More: 2},
		{No: 2, Line: "residual", Users: -4},
		{No: 2, Line: "ours", Users: 500},
	}
	for i := range maxDifferences + 1 {
		m.differences = append(m.differences, differenceMart{
			Subscription: "guard_standard", Step: "only_here", Why: "Counted here", AccountID: fmt.Sprintf("a-%04d", i), Email: "=cmd@acme.example", Name: "Ada",
			Status: "active", Class: "licensed", AtlassianSays: "not_billable", Verdict: "billable", Rule: "intended_seat", LastActiveOn: "never",
		})
	}
	return m
}

func TestReconciliationSheet(t *testing.T) {
	f := openBookOf(t, run(t, bridgedNight(), table1Night(), nil))
	rows, err := f.GetRows("Reconciliation")
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	last := 0
	for i, row := range rows {
		text = append(text, strings.TrimRight(strings.Join(row, "|"), "|"))
		if len(row) > 0 && row[0] == "Ours" {
			last = i + 1
		}
	}
	for _, want := range []string{
		"Flags of the exports|498|500|0|1|2026-11-20||Guard Standard|yes, and holds nothing back: flags",
		"Invoice|505|500|-4|3|2026-11-15|IN-1|Guard Standard|yes",
		"Subscription page|40|not compared|not compared|not compared|not known|E-1|Jira@acme|no: it was read more than a month from the night",
		"Guard Standard: Invoice IN-1",
		"Theirs||505|||What Atlassian counts.",
		"Late data|3|-1|2||Added lately (counts may be old)",
		"Residual||-4|||What no account explains.",
		"Ours||500|||Accounts whose verdict is billable.",
		"The first 500; bridge.csv lists all of them.",
		"Only here|Not billable|Billable|Active|Licensed|Intended seat|a-0499|Guard Standard|=cmd@acme.example, Ada",
	} {
		if !slices.Contains(text, want) {
			t.Errorf("no row %q in:\n%s", want, strings.Join(text[:30], "\n"))
		}
	}
	if slices.ContainsFunc(text, func(s string) bool { return strings.Contains(s, "a-0500") }) {
		t.Error("the sheet lists more accounts than it says")
	}
	formula, err := f.GetCellFormula("Reconciliation", fmt.Sprintf("C%d", last))
	if err != nil || formula != fmt.Sprintf("SUM(C%d:C%d)", last-3, last-1) {
		t.Errorf("the last line of the bridge is %q (%v), want the sum of the lines above it", formula, err)
	}
	if got, err := f.CalcCellValue("Reconciliation", fmt.Sprintf("C%d", last)); err != nil || got != "500" {
		t.Errorf("the bridge comes to %s (%v), want 500", got, err)
	}
}

func TestBridgeCSVAndSummary(t *testing.T) {
	dir := run(t, bridgedNight(), table1Night(), nil)
	csv := read(t, dir, "bridge.csv")
	if lines := strings.Count(csv, "\n"); lines != maxDifferences+2 {
		t.Errorf("bridge.csv has %d lines, want all accounts", lines)
	}
	if !strings.Contains(csv, "guard_standard,only_here,Counted here,a-0500,'=cmd@acme.example,Ada,active,licensed,not_billable,billable,intended_seat,never\n") {
		t.Errorf("bridge.csv lacks the last account as eyes may see it:\n%s", csv[:400])
	}
	var s struct {
		Bridge []struct {
			Subscription, Place string
			Theirs              int64
			Ours                *int64
			Lines               []struct {
				Line  string
				Users int64
			}
		}
	}
	if err := json.Unmarshal([]byte(read(t, dir, "summary.json")), &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Bridge) != 3 || s.Bridge[1].Place != "in.csv:2" || s.Bridge[2].Ours != nil || len(s.Bridge[2].Lines) != 0 {
		t.Errorf("summary.json has the bridge %+v", s.Bridge)
	}
	for _, f := range s.Bridge[:2] {
		sum := int64(0)
		for _, l := range f.Lines[:len(f.Lines)-1] {
			sum += l.Users
		}
		if len(f.Lines) == 0 || sum != *f.Ours {
			t.Errorf("the lines %+v come to %d, want %d", f.Lines, sum, *f.Ours)
		}
	}
}

func TestNightWithoutFiguresSaysSo(t *testing.T) {
	dir := run(t, table1Of(8), table1Night(), nil)
	note, err := openBookOf(t, dir).GetCellValue("Reconciliation", "A3")
	if err != nil || !strings.Contains(note, "nothing to compare with") {
		t.Errorf("the sheet says %q (%v)", note, err)
	}
	if got := read(t, dir, "summary.json"); !strings.Contains(got, `"bridge": []`) {
		t.Errorf("summary.json has no empty bridge:\n%s", got)
	}
}
