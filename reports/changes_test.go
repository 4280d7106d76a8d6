package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// changedNight is Table 1 in small with a night before it.
func changedNight() marts {
	m := table1Of(8)
	m.comparison = []comparisonMart{{
		AsOf: dayOf("2026-11-19"), RunID: "9d41", Appeared: 2, Gone: 1, Classes: 3, Verdicts: 4, Seats: 300, Unexplained: 1,
		From: ptr[int64](800_000), To: ptr[int64](1_750_000), Cents: ptr[int64](950_000),
	}}
	m.changeCauses = []changeCauseMart{
		{0, "price book", 0, 0, 0, ptr[int64](50_000)}, {2, "granted trello", 600, 300, 301, ptr[int64](904_000)},
		{1, "account gone (guest)", 1, 1, -1, ptr[int64](-4_000)},
	}
	for i := range maxChanges + 1 {
		m.changes = append(m.changes, changeMart{No: int64(i + 1), Email: fmt.Sprintf("p%05d@acme.example", i+1),
			What: "guard_standard", From: "not_billable", To: "billable", Cause: "granted trello", Detail: "granted trello", Seats: 1})
	}
	return m
}

func TestChangesSheet(t *testing.T) {
	f := openBookOf(t, run(t, changedNight(), table1Night(), nil))
	rows, err := f.GetRows("Changes")
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for _, row := range rows {
		text = append(text, strings.TrimRight(strings.Join(row, "|"), "|"))
	}
	for _, want := range []string{
		"What changed since 2026-11-19",
		"Appeared|2|Accounts that no export named on the earlier night.",
		"Cost per year, then|$8,000|As it was published.",
		"Cost per year, now|$17,500|The causes below add up to the difference.",
		"Unexplained|1|No fact that the deciding rule asks is another one: worth a look.",
		"Price book|0|0|0|$500",
		"Account gone (guest)|1|1|-1|-$40",
		"Granted trello|600|300|301|$9,040",
		"Difference|||300|$9,500",
		"The first 1,000 of 1,001 changes; changes.csv has all of them.",
		"p01000@acme.example||Guard Standard|Not billable|Billable|Granted trello|granted trello|1",
	} {
		if !slices.Contains(text, want) {
			t.Errorf("no row %q in:\n%s", want, strings.Join(text[:30], "\n"))
		}
	}
	if slices.ContainsFunc(text, func(s string) bool { return strings.HasPrefix(s, "p01001@") }) {
		t.Error("the sheet lists more changes than it says")
	}
	if rows := strings.Count(read(t, run(t, changedNight(), table1Night(), nil), "changes.csv"), "\n"); rows != maxChanges+2 {
		t.Errorf("changes.csv has %d lines, want all changes", rows)
	}
}

// A night without one before it says so, and its changes.csv has a header only.
func TestFirstNightHasNoChanges(t *testing.T) {
	dir := run(t, table1Of(8), table1Night(), nil)
	if got := read(t, dir, "changes.csv"); got != strings.Join(changesHeader, ",")+"\n" {
		t.Errorf("changes.csv is %q", got)
	}
	if !strings.Contains(read(t, dir, "summary.json"), `"changes": null`) {
		t.Error("summary.json tells changes")
	}
	note, err := openBookOf(t, dir).GetCellValue("Changes", "A3")
	if err != nil || !strings.HasPrefix(note, "No earlier night is published") {
		t.Errorf("the sheet says %q, %v", note, err)
	}
}
