package transform

import (
	"context"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestBridgesAddUp draws nights of the bridge: whatever the verdicts, flags and
// hints, each account stands in one step, and theirs, the steps and the residual
// come to ours, which is what the verdicts bill.
func TestBridgesAddUp(t *testing.T) {
	bench := newRowBench(t)
	rapid.Check(t, func(t *rapid.T) {
		n := drawBridgeNight(t)
		err := bench.with(rowCase{given: n.tables()}, func() error {
			for _, p := range []string{"facts/bridge_guard", "facts/bridge_standings", "facts/bridge_counts", "facts/bridge_gaps", "marts/bridge_figures", "marts/bridge"} {
				if err := bench.db.create(t.Context(), bench.lib.find(p+".sql")); err != nil {
					return err
				}
			}
			return n.check(t.Context(), t, bench)
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

// bridgeNight is a night as the bridge sees it, of one subscription.
type bridgeNight struct {
	verdicts, hints, figures rowTable
	billable, flagged        int64
	speaks                   bool // some flag is set
	papers                   []int64
}

func drawBridgeNight(t *rapid.T) *bridgeNight {
	n := &bridgeNight{
		verdicts: rowTable{name: "subscription_verdicts", header: []string{"account_no", "subscription", "verdict", "rule"}},
		hints: rowTable{name: "bridge_hints", header: []string{"account_no", "atlassian_says", "is_external", "is_lately_gone", "sources_differ", "is_new",
			"is_active_without_product", "is_policy_unknown", "is_by_plan", "may_be_enterprise", "has_unstated_role"}},
		figures: rowTable{name: "vendor_figures", header: []string{"figure_no", "source", "subscription", "users"}},
	}
	word := func(words ...string) string { return rapid.SampledFrom(words).Draw(t, "word") }
	for i := range rapid.IntRange(1, 12).Draw(t, "accounts") {
		no, says := strconv.Itoa(i+1), word("", "billable", "not_billable")
		verdict := word("billable", "not_billable", "unknown")
		n.verdicts.rows = append(n.verdicts.rows, []string{no, "guard_standard", verdict,
			word("intended_seat", "no_supported_product", "non_billable_policy", "enterprise_plan", "deactivated", "app_account")})
		hint := []string{no, says}
		for range n.hints.header[2:] {
			hint = append(hint, word("true", "false", "false"))
		}
		n.hints.rows = append(n.hints.rows, hint)
		if verdict == "billable" {
			n.billable++
		}
		if says == "billable" {
			n.flagged++
		}
		n.speaks = n.speaks || says != ""
	}
	if n.speaks {
		n.figures.rows = append(n.figures.rows, []string{"1", "flags", "guard_standard", strconv.FormatInt(n.flagged, 10)})
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "papers") {
		users := rapid.Int64Range(0, 20).Draw(t, "users")
		n.papers = append(n.papers, users)
		n.figures.rows = append(n.figures.rows, []string{strconv.Itoa(i + 2), "invoice", "guard_standard", strconv.FormatInt(users, 10)})
	}
	return n
}

func (n *bridgeNight) tables() []rowTable { return []rowTable{n.verdicts, n.hints, n.figures} }

func (n *bridgeNight) check(ctx context.Context, t *rapid.T, b *rowBench) error {
	accounts := int64(len(n.verdicts.rows))
	count := func(text string) int64 {
		v, err := b.db.count(ctx, text)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	expect := func(what string, got, want int64) {
		if got != want {
			t.Fatalf("%s: %d, want %d", what, got, want)
		}
	}
	if len(n.figures.rows) == 0 {
		expect("accounts in steps without a figure", count("select count(*) from bridge_standings"), 0)
		return nil
	}
	expect("accounts in steps", count("select count(*) from bridge_standings"), accounts)
	expect("different accounts in steps", count("select count(distinct account_no) from bridge_standings"), accounts)
	for _, f := range n.figures.rows {
		of := " from bridge where figure_no = " + f[0]
		expect("accounts of the lines", count("select cast(sum(accounts) as bigint)"+of), accounts)
		expect("ours", count("select users"+of+" and line = 'ours'"), n.billable)
		expect("theirs", count("select users"+of+" and line = 'theirs'"), number64(t, f[3]))
		expect("all lines but ours", count("select cast(sum(users) as bigint)"+of+" and line <> 'ours'"), n.billable)
		left := count("select unexplained from bridge_figures where figure_no = " + f[0])
		if left < 0 || left > accounts+20 {
			t.Fatalf("%d users are unexplained", left)
		}
	}
	if n.speaks {
		expect("residual of flags", count("select residual from bridge_figures where figure_no = 1"), 0)
	}
	return nil
}

func number64(t *rapid.T, text string) int64 {
	v, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
