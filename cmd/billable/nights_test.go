package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	sampledata "billable/sample-data"

	"github.com/google/go-cmp/cmp"
)

// Successive nights of an invented company: each comes to what its generator
// expects, every change between two of them is explained, and the money of the
// causes leads from one night's cost to the other's.
func TestSuccessiveNights(t *testing.T) {
	b := newBench(t)
	company := sampledata.Options{Accounts: 4000, Seed: 11}
	const nights = 3
	in := filepath.Join(b.dir, "nights")
	if _, err := writeNights(t.Context(), withDir(company, in), nights); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"run", "--input", in, "--lake", b.lake, "--out", b.out, "--no-workbook"}
	if code := run(t.Context(), args, &stdout, &stderr); code != exitDone {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	for ago, night := range []string{"2026-11-20", "2026-11-19", "2026-11-18"} {
		company.Ago = ago
		want, err := sampledata.Expect(context.Background(), company)
		if err != nil {
			t.Fatal(err)
		}
		s, err := readSummary(filepath.Join(b.out, "acme", night, summaryName))
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, c := range s.Accounts.ByClass {
			if c.Count > 0 {
				got[c.Name] = int(c.Count)
			}
		}
		if diff := cmp.Diff(want.ByClass, got); diff != "" {
			t.Errorf("night of %s (-expected +got):\n%s", night, diff)
		}
		if billed := s.Verdicts["guard_standard"].Billable; billed != int64(want.GuardStandard.Billable) {
			t.Errorf("night of %s bills %d, want %d", night, billed, want.GuardStandard.Billable)
		}
	}
	for _, dates := range [][]string{{}, {"2026-11-19"}, {"2026-11-18", "2026-11-20"}} {
		b.checkDiff(dates)
	}
}

func withDir(o sampledata.Options, dir string) sampledata.Options {
	o.Dir = dir
	return o
}

// diffDoc is what a script reads of diff's document.
type diffDoc struct {
	From, To       string
	Appeared, Left int
	Unexplained    int
	Changed        []struct {
		AccountID             string `json:"account_id"`
		What, From, To, Cause string
		Seats                 int64
	}
	Accounts, Billable map[string]int64
	Money              struct {
		FromCents *int64 `json:"from_cents"`
		ToCents   *int64 `json:"to_cents"`
		ByCause   []struct {
			Cause string
			Cents *int64
			Seats int64
		} `json:"by_cause"`
	}
}

// checkDiff holds one diff to what must hold for every one.
func (b *bench) checkDiff(dates []string) diffDoc {
	b.t.Helper()
	var stdout, stderr bytes.Buffer
	args := append([]string{"diff", "--json", "--lake", b.lake}, dates...)
	if code := run(b.t.Context(), args, &stdout, &stderr); code != exitDone {
		b.t.Fatalf("%s: exit %d: %s", strings.Join(args, " "), code, stdout.String())
	}
	var d diffDoc
	b.must(json.Unmarshal(stdout.Bytes(), &d))
	if d.Unexplained != 0 {
		b.t.Errorf("%s to %s: %d changes are unexplained", d.From, d.To, d.Unexplained)
	}
	if len(d.Changed) == 0 || d.Appeared == 0 || d.Left == 0 {
		b.t.Errorf("%s to %s: %d changed, %d appeared, %d left: want some of each", d.From, d.To, len(d.Changed), d.Appeared, d.Left)
	}
	if d.Accounts["from"]+int64(d.Appeared-d.Left) != d.Accounts["to"] {
		b.t.Errorf("%s to %s: %d accounts, %d appeared, %d left, and now %d", d.From, d.To, d.Accounts["from"], d.Appeared, d.Left, d.Accounts["to"])
	}
	cents, seats := *d.Money.FromCents, d.Billable["from"]
	for _, c := range d.Money.ByCause {
		cents += *c.Cents
		seats += c.Seats
	}
	if cents != *d.Money.ToCents || seats != d.Billable["to"] {
		b.t.Errorf("%s to %s: the causes lead to %d cents and %d seats, not %d and %d", d.From, d.To, cents, seats, *d.Money.ToCents, d.Billable["to"])
	}
	return d
}
