package transform_test

import (
	"fmt"
	"slices"
	"strings"

	"billable/transform"
	"billable/transform/reference"
)

type judgedRung struct {
	No        int64  `parquet:"rung_no"`
	ID        string `parquet:"id"`
	Accounts  int64  `parquet:"accounts"`
	Billable  int64  `parquet:"billable"`
	Annual    *int64 `parquet:"annual_cents,optional"`
	Reason    string `parquet:"annual_reason"`
	Unknown   int64  `parquet:"unknown_accounts"`
	IfUnknown *int64 `parquet:"annual_cents_if_unknown_billed,optional"`
	Premium   *int64 `parquet:"premium_billable,optional"`
	Open      *int64 `parquet:"premium_unknown,optional"`
}

type judgedScenario struct {
	ID        string `parquet:"id"`
	Billable  int64  `parquet:"billable"`
	Annual    *int64 `parquet:"annual_cents,optional"`
	Monthly   *int64 `parquet:"monthly_cents,optional"`
	Saving    *int64 `parquet:"saving_cents,optional"`
	Reason    string `parquet:"reason"`
	Unknown   int64  `parquet:"unknown_accounts"`
	IfUnknown *int64 `parquet:"annual_cents_if_unknown_billed,optional"`
	Premium   *int64 `parquet:"premium_billable,optional"`
	Open      *int64 `parquet:"premium_unknown,optional"`
}

type judgedTotals struct {
	Accounts      int64  `parquet:"accounts"`
	Billable      int64  `parquet:"billable"`
	Unknown       int64  `parquet:"unknown"`
	Recoverable   *int64 `parquet:"recoverable_cents,optional"`
	Reason        string `parquet:"recoverable_reason"`
	PurchasedTier *int64 `parquet:"purchased_tier,optional"`
	Inferred      bool   `parquet:"uses_inferred_prices"`
}

type judgedPrice struct {
	Product   string `parquet:"product"`
	Semantics string `parquet:"semantics"`
	From      int64  `parquet:"users_from"`
	To        int64  `parquet:"users_to,optional"`
	UnitCents int64  `parquet:"unit_price_cents"`
	Currency  string `parquet:"currency"`
	Period    string `parquet:"period"`
	Since     int32  `parquet:"effective_from,date"`
	IsUsed    bool   `parquet:"is_used"`
}

type judgedReconciliation struct {
	Agrees    int64 `parquet:"agrees"`
	Disagrees int64 `parquet:"disagrees"`
	Undecided int64 `parquet:"undecided"`
	Silent    int64 `parquet:"silent"`
}

// judgedNight is a night and where the marts that judge it lie.
type judgedNight struct {
	name  string
	night *reference.Night
	lake  string
	marts map[string][]transform.TableFile
}

// money compares the totals of a night and what each of them costs.
func (y *tally) money(n judgedNight, accounts []reference.Account) {
	y.t.Helper()
	rungs := reference.Ladder(accounts)
	inferred := y.ladder(n, rungs)
	inferred = y.scenarios(n, rungs[len(rungs)-1]) || inferred
	y.totals(n, rungs, inferred)
	y.priceBook(n)
	y.reconciliation(n, accounts)
	y.ways(n, accounts)
}

// cost prices users of Guard Standard and of Premium as the reference does.
func (y *tally) cost(n judgedNight, users, premium int64) reference.Cost {
	return n.night.Cost(users, premium, y.cover)
}

// spellPremium spells the users of Premium, where the night buys the add-on.
func spellPremium(n judgedNight, billed, open int64) string {
	if n.night.Guard.Edition != "premium" {
		return "no Premium"
	}
	return fmt.Sprintf("%d of Premium, %d unknown", billed, open)
}

// spellCounted spells what a mart says of them.
func spellCounted(billed, open *int64) string {
	if billed == nil || open == nil {
		return "no Premium"
	}
	return fmt.Sprintf("%d of Premium, %d unknown", *billed, *open)
}

// spell spells an amount of the reference.
func spell(m reference.Money) string {
	if !m.Known {
		return "not known"
	}
	return fmt.Sprint(m.Cents, " cents")
}

// spellCents spells an amount of a mart; one that is not known has a reason.
func spellCents(cents *int64, reason string) string {
	switch {
	case cents == nil && reason == "":
		return "null without a reason"
	case cents != nil && reason != "":
		return fmt.Sprint(*cents, " cents, though ", reason)
	case cents == nil:
		return "not known"
	}
	return fmt.Sprint(*cents, " cents")
}

// spellRange spells an amount whose reason stands elsewhere.
func spellRange(cents *int64) string {
	if cents == nil {
		return "not known"
	}
	return fmt.Sprint(*cents, " cents")
}

// ladder says whether an inferred price was used.
func (y *tally) ladder(n judgedNight, rungs []reference.Rung) bool {
	want, got, inferred := "", "", false
	for _, r := range rungs {
		now, withUnknown := y.cost(n, r.Billed, r.PremiumBilled), y.cost(n, r.Billed+r.Unknown, r.PremiumBilled+r.PremiumUnknown)
		inferred = inferred || now.Inferred || withUnknown.Inferred
		want += fmt.Sprintf("  %s: %d accounts, %d billable, %s; %d unknown, %s with them; %s\n", r.ID, r.Accounts, r.Billed, spell(now.Annual), r.Unknown, spell(withUnknown.Annual),
			spellPremium(n, r.PremiumBilled, r.PremiumUnknown))
	}
	for _, r := range read[judgedRung](y.t, n.lake, n.marts["ladder"]) {
		got += fmt.Sprintf("  %s: %d accounts, %d billable, %s; %d unknown, %s with them; %s\n", r.ID, r.Accounts, r.Billable, spellCents(r.Annual, r.Reason), r.Unknown, spellRange(r.IfUnknown),
			spellCounted(r.Premium, r.Open))
	}
	y.same(n, "ladder", want, got)
	return inferred
}

// scenarios takes the counts of every scenario but the current one as they are,
// and holds their money to them.
func (y *tally) scenarios(n judgedNight, total reference.Rung) bool {
	now := y.cost(n, total.Billed, total.PremiumBilled)
	want, got, inferred := "", "", false
	for _, s := range read[judgedScenario](y.t, n.lake, n.marts["scenarios"]) {
		if s.ID == "best_mix" && n.night.Guard.Edition == "premium" && s.Annual == nil && s.Monthly == nil {
			y.unweighed(n, s)
			continue
		}
		billed, open := s.Billable, s.Unknown
		premium, premiumOpen := orNone(s.Premium), orNone(s.Open)
		if s.ID == "current" {
			billed, open, premium, premiumOpen = total.Billed, total.Unknown, total.PremiumBilled, total.PremiumUnknown
		}
		then, withUnknown := y.cost(n, billed, premium), y.cost(n, billed+open, premium+premiumOpen)
		inferred = inferred || then.Inferred || withUnknown.Inferred
		saving := reference.Money{Cents: now.Annual.Cents - then.Annual.Cents, Known: now.Annual.Known && then.Annual.Known}
		want += fmt.Sprintf("  %s: %d billable, %s, %s a month, saves %s; %d unknown, %s with them; %s\n", s.ID, billed, spell(then.Annual), spell(then.Monthly), spell(saving), open, spell(withUnknown.Annual),
			spellPremium(n, premium, premiumOpen))
		annual := spellRange(s.Annual)
		if (s.Saving == nil) != (s.Reason != "") {
			annual = "amounts and reason that disagree"
		}
		got += fmt.Sprintf("  %s: %d billable, %s, %s a month, saves %s; %d unknown, %s with them; %s\n", s.ID, s.Billable, annual, spellRange(s.Monthly), spellRange(s.Saving), s.Unknown, spellRange(s.IfUnknown),
			spellCounted(s.Premium, s.Open))
	}
	y.same(n, "scenarios", want, got)
	return inferred
}

// unweighed: a best mix without a total has a reason; that it should have none is held
// to the reference in bestMix. Where tonight's year is unknown and its month is not,
// nobody is freed, and the mix is priced as tonight is.
func (y *tally) unweighed(n judgedNight, s judgedScenario) {
	if s.Saving != nil || s.IfUnknown != nil || s.Reason == "" {
		y.note("scenarios", fmt.Sprintf("%s: a best mix with the add-on of Premium: %+v", n.name, s))
	}
}

func orNone(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

func (y *tally) totals(n judgedNight, rungs []reference.Rung, inferred bool) {
	intended, all := rungs[1], rungs[len(rungs)-1]
	low, high := y.cost(n, intended.Billed, intended.PremiumBilled).Annual, y.cost(n, all.Billed, all.PremiumBilled).Annual
	recoverable := reference.Money{Cents: high.Cents - low.Cents, Known: low.Known && high.Known}
	want := fmt.Sprintf("  %d accounts, %d billable, %d unknown, %s to recover, tier %d, inferred prices %t\n",
		rungs[0].Accounts, all.Billed, all.Unknown, spell(recoverable), n.night.Guard.PurchasedTier, inferred)
	got := ""
	for _, t := range read[judgedTotals](y.t, n.lake, n.marts["night"]) {
		tier := int64(0)
		if t.PurchasedTier != nil {
			tier = *t.PurchasedTier
		}
		got += fmt.Sprintf("  %d accounts, %d billable, %d unknown, %s to recover, tier %d, inferred prices %t\n",
			t.Accounts, t.Billable, t.Unknown, spellCents(t.Recoverable, t.Reason), tier, t.Inferred)
	}
	y.same(n, "night", want, got)
}

// priceBook compares the lines that the book says it used for Guard; the reference
// prices nothing else.
func (y *tally) priceBook(n judgedNight) {
	var want, got []string
	lines, _ := n.night.InForce("guard_standard", n.night.Guard.PurchasedTier > 0)
	for _, l := range lines {
		want = append(want, fmt.Sprintf("  %s %s from %d to %d: %d %s a %s since %s\n", l.Product, l.Semantics, l.From, l.To, l.UnitCents, l.Currency, l.Period, l.Since))
	}
	for _, l := range read[judgedPrice](y.t, n.lake, n.marts["price_book"]) {
		if l.IsUsed && l.Product == "guard_standard" {
			got = append(got, fmt.Sprintf("  %s %s from %d to %d: %d %s a %s since %s\n", l.Product, l.Semantics, l.From, l.To, l.UnitCents, l.Currency, l.Period, reference.Day(l.Since)))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	y.same(n, "price book", strings.Join(want, ""), strings.Join(got, ""))
}

func (y *tally) reconciliation(n judgedNight, accounts []reference.Account) {
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
	got := fmt.Sprintf("%+v", read[judgedReconciliation](y.t, n.lake, n.marts["reconciliation"]))
	y.same(n, "reconciliation", fmt.Sprintf("%+v", []judgedReconciliation{want}), got)
}

func (y *tally) same(n judgedNight, what, want, got string) {
	if want != got {
		y.note(what, fmt.Sprintf("%s: %s, as of %s, %+v\nreference\n%squeries\n%s", n.name, what, n.night.AsOf, n.night.Guard, want, got))
	}
}
