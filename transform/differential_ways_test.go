package transform_test

import (
	"fmt"
	"math/big"
	"strings"

	"billable/transform/reference"
)

type judgedWayOut struct {
	No       int64  `parquet:"account_no"`
	Way      string `parquet:"way_out"`
	Feasible bool   `parquet:"feasible"`
	Mark     string `parquet:"mark"`
	Reason   string `parquet:"reason"`
	LosesSSO bool   `parquet:"loses_sso"`
	Minutes  int64  `parquet:"effort_minutes"`
	After    string `parquet:"verdict_after"`
	Saving   *int64 `parquet:"saving_cents,optional"`
	IsBest   bool   `parquet:"is_best_mix"`
}

// ways compares every account's ways out, then what each comes to for all of them.
func (y *tally) ways(n judgedNight, accounts []reference.Account) {
	y.t.Helper()
	got := map[string][]judgedWayOut{}
	names := map[int64]string{}
	for _, a := range read[judged](y.t, n.lake, n.marts["accounts"]) {
		names[a.No] = key(a.ID, a.Email)
	}
	all := read[judgedWayOut](y.t, n.lake, n.marts["account_ways_out"])
	for _, w := range all {
		got[names[w.No]] = append(got[names[w.No]], w)
	}
	rungs := reference.Ladder(accounts)
	total := rungs[len(rungs)-1]
	for _, a := range accounts {
		want, have := "", ""
		for _, w := range a.WaysOut {
			after := w.After
			if after == "gone" {
				after = "not_billable"
			}
			want += fmt.Sprintf("  %s: %t, check %t, then %q, saves %s\n", w.Way, w.Feasible, w.Check, after, savingAlone(n.night, total, a, w))
		}
		for _, w := range got[key(a.ID, a.Email)] {
			have += fmt.Sprintf("  %s: %t, check %t, then %q, saves %s\n", w.Way, w.Feasible, w.Mark == "check", w.After, spellRange(w.Saving))
			if hasReason := w.Reason != ""; hasReason != (!w.Feasible || w.Mark != "" || w.Way == "review") {
				have += fmt.Sprintf("    though %q\n", w.Reason)
			}
		}
		if want != have {
			y.note("ways out", fmt.Sprintf("%s: %s %s, %s\nreference\n%squeries\n%s%s", n.name, a.ID, a.Email, a.StandardRule, want, have, n.night.Dump(a.ID, a.Email)))
		}
	}
	y.wayScenarios(n, accounts)
	y.bestMix(n, accounts, all)
}

// savingAlone is what a year costs less when this account alone goes. What becomes
// unknown saves nothing, neither of Guard Standard nor of Premium.
func savingAlone(n *reference.Night, total reference.Rung, a reference.Account, w reference.WayOut) string {
	frees := func(now, then string) int64 {
		if now == "billable" && (then == "not_billable" || then == "gone") {
			return 1
		}
		return 0
	}
	standard, premium := frees(a.Standard, w.After), frees(a.Premium, w.Premium)
	if n.Guard.Edition != "premium" {
		premium = 0
	}
	switch {
	case !w.Feasible:
		return "not known"
	case standard+premium == 0:
		return "0 cents"
	}
	now, then := n.Cost(total.Billed, total.PremiumBilled, nil).Annual, n.Cost(total.Billed-standard, total.PremiumBilled-premium, nil).Annual
	return spell(reference.Money{Cents: now.Cents - then.Cents, Known: now.Known && then.Known})
}

type judgedWayScenario struct {
	ID       string `parquet:"id"`
	Touched  int64  `parquet:"accounts_touched"`
	Billable int64  `parquet:"billable"`
	Unknown  int64  `parquet:"unknown_accounts"`
	Minutes  *int64 `parquet:"effort_minutes,optional"`
	Annual   *int64 `parquet:"annual_cents,optional"`
	Premium  *int64 `parquet:"premium_billable,optional"`
	Open     *int64 `parquet:"premium_unknown,optional"`
}

// wayScenarios: each way out taken by everybody for whom it is open.
func (y *tally) wayScenarios(n judgedNight, accounts []reference.Account) {
	var billed, unknown int64
	for _, a := range accounts {
		billed, unknown = billed+is(a.Standard, "billable"), unknown+is(a.Standard, "unknown")
	}
	rungs := reference.Ladder(accounts)
	total := rungs[len(rungs)-1]
	want := map[string]string{}
	for i, way := range reference.Ways[:6] {
		s := judgedWayScenario{ID: way, Billable: billed, Unknown: unknown}
		premium, open := total.PremiumBilled, total.PremiumUnknown
		for _, a := range accounts {
			if len(a.WaysOut) == 0 || !a.WaysOut[i].Feasible {
				continue
			}
			s.Touched++
			if a.WaysOut[i].After != "billable" {
				s.Billable--
			}
			if a.WaysOut[i].After == "unknown" {
				s.Unknown++
			}
			premium, open = premium+is(a.WaysOut[i].Premium, "billable")-is(a.Premium, "billable"), open+is(a.WaysOut[i].Premium, "unknown")-is(a.Premium, "unknown")
		}
		want[way] = fmt.Sprintf("%+v", s) + spellPremium(n, premium, open)
	}
	for _, s := range read[judgedWayScenario](y.t, n.lake, n.marts["scenarios"]) {
		w, ok := want[s.ID]
		premium := spellCounted(s.Premium, s.Open)
		s.Minutes, s.Annual, s.Premium, s.Open = nil, nil, nil, nil
		if got := fmt.Sprintf("%+v", s) + premium; ok && got != w {
			y.note("scenarios of ways out", fmt.Sprintf("%s: reference %s, queries %s", n.name, w, got))
		}
	}
}

// is counts one where a verdict is the one asked for.
func is(verdict, asked string) int64 {
	if verdict == asked {
		return 1
	}
	return 0
}

// bestMix compares the total of the mix, and holds the picks to the limits.
func (y *tally) bestMix(n judgedNight, accounts []reference.Account, all []judgedWayOut) {
	var billed, lost, minutes, freed int64
	for _, a := range accounts {
		if a.Standard == "billable" {
			billed++
		}
	}
	for _, w := range all {
		if !w.IsBest || w.Way == "keep" {
			continue
		}
		freed, minutes = freed+1, minutes+w.Minutes
		if w.LosesSSO {
			lost++
		}
		if !w.Feasible || w.After != "not_billable" {
			y.note("best mix", fmt.Sprintf("%s: picks %+v", n.name, w))
		}
	}
	rungs := reference.Ladder(accounts)
	mix := n.night.BestMix(accounts, billed, rungs[len(rungs)-1].PremiumBilled)
	want := fmt.Sprintf("frees %d, bills %d, takes %d minutes, %s", mix.Freed, mix.Billed, mix.Minutes, spellTotal(mix.Total))
	got := "no best_mix"
	for _, s := range read[judgedWayScenario](y.t, n.lake, n.marts["scenarios"]) {
		if s.ID == "best_mix" && s.Minutes != nil {
			got = fmt.Sprintf("frees %d, bills %d, takes %d minutes, %s", s.Touched, s.Billable, *s.Minutes, spellTotal(totalOf(n.night, s)))
		}
	}
	if picked := fmt.Sprintf("frees %d, bills %d, takes %d minutes", freed, billed-freed, minutes); !strings.HasPrefix(got, picked) {
		got += ", but picks one that " + picked
	}
	if most := n.night.MaxWithoutSSO; most != nil && lost > *most {
		got += fmt.Sprintf(", %d lose single sign-on and %d may", lost, *most)
	}
	if want != got {
		limits := []string{n.night.Guard.Edition, n.night.Guard.Billing, n.night.MinConfidence}
		y.note("best mix", fmt.Sprintf("%s: of %d billed the reference %s; the queries %s\n%s %+v\n", n.name, billed, want, got, strings.Join(limits, " "), n.night.Limits))
	}
	y.cover[fmt.Sprintf("best mix/frees somebody %t", freed > 0)]++
	if n.night.Guard.Edition == "premium" {
		y.cover[fmt.Sprintf("best mix/of Premium, weighed %t, frees somebody %t", mix.Total != nil, freed > 0)]++
	}
}

// totalOf is what a year of a scenario and its effort come to, in cents; nil where the
// mart has no price of it.
func totalOf(n *reference.Night, s judgedWayScenario) *big.Rat {
	if s.Annual == nil {
		return nil
	}
	hour := int64(6000)
	if n.CentsPerHour != nil {
		hour = *n.CentsPerHour
	}
	return big.NewRat(60**s.Annual+*s.Minutes*hour, 60)
}

func spellTotal(total *big.Rat) string {
	if total == nil {
		return "no total"
	}
	return total.RatString() + " cents"
}
