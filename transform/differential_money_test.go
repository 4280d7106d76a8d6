package transform_test

import (
	"fmt"

	"billable/transform"
	"billable/transform/reference"
)

type judgedRung struct {
	No        int64  `parquet:"rung_no"`
	ID        string `parquet:"id"`
	Accounts  int64  `parquet:"accounts"`
	Billable  int64  `parquet:"billable"`
	Annual    *int64 `parquet:"annual_cents,optional"`
	Unknown   int64  `parquet:"unknown_accounts"`
	IfUnknown *int64 `parquet:"annual_cents_if_unknown_billed,optional"`
}

type judgedPrice struct {
	Product   string `parquet:"product"`
	Semantics string `parquet:"semantics"`
	From      int64  `parquet:"users_from"`
	To        int64  `parquet:"users_to,optional"`
	Minimum   int64  `parquet:"minimum_users"`
	UnitCents int64  `parquet:"unit_price_cents"`
	Period    string `parquet:"period"`
	IsUsed    bool   `parquet:"is_used"`
}

type judgedReconciliation struct {
	Agrees    int64 `parquet:"agrees"`
	Disagrees int64 `parquet:"disagrees"`
	Undecided int64 `parquet:"undecided"`
	Silent    int64 `parquet:"silent"`
}

// money compares the totals of a night: the ladder, priced by the rows that
// the book says it used, and the reconciliation.
func (y *tally) money(name, lake string, marts map[string][]transform.TableFile, accounts []reference.Account) {
	y.t.Helper()
	var book []reference.Price
	for _, p := range read[judgedPrice](y.t, lake, marts["price_book"]) {
		if p.IsUsed {
			book = append(book, reference.Price{Semantics: p.Semantics, From: p.From, To: p.To, Minimum: p.Minimum, UnitCents: p.UnitCents})
		}
	}
	want := ""
	for _, r := range reference.Ladder(accounts, func(n int64) reference.Money { return reference.Annual(book, n, nil) }) {
		want += fmt.Sprintf("  %s: %d accounts, %d billable, %s; %d unknown\n", r.ID, r.Accounts, r.Billed, spell(r.Annual), r.Unknown)
	}
	got := ""
	for _, r := range read[judgedRung](y.t, lake, marts["ladder"]) {
		annual := reference.Money{}
		if r.Annual != nil {
			annual = reference.Money{Cents: *r.Annual, Known: true}
		}
		got += fmt.Sprintf("  %s: %d accounts, %d billable, %s; %d unknown\n", r.ID, r.Accounts, r.Billable, spell(annual), r.Unknown)
	}
	if got != want {
		y.note("ladder", fmt.Sprintf("%s: ladder with %v\nreference\n%squeries\n%s", name, book, want, got))
	}
	y.reconciliation(name, lake, marts, accounts)
}

func spell(m reference.Money) string {
	if !m.Known {
		return "not known"
	}
	return fmt.Sprint(m.Cents, " cents")
}

func (y *tally) reconciliation(name, lake string, marts map[string][]transform.TableFile, accounts []reference.Account) {
	var want judgedReconciliation
	for _, a := range accounts {
		switch a.Agrees {
		case "yes":
			want.Agrees++
		case "no":
			want.Disagrees++
		case "undecided":
			want.Undecided++
		default:
			want.Silent++
		}
	}
	got := read[judgedReconciliation](y.t, lake, marts["reconciliation"])
	if len(got) != 1 || got[0] != want {
		y.note("reconciliation", fmt.Sprintf("%s: reference %+v, queries %+v", name, want, got))
	}
}
