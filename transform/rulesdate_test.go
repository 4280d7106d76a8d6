package transform_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"billable/transform/reference"
)

// judgedBy is what the marts say of the accounts and seats of a night under the
// rules of a date, by account number.
type judgedBy struct {
	accounts []judged
	grants   map[int64][]judgedGrant
	seats    []judgedSeat
}

func judgeBy(t *testing.T, n *reference.Night, date string) judgedBy {
	t.Helper()
	lake, err := os.MkdirTemp(t.TempDir(), "lake")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(lake)
	n.RulesAsOf = reference.DayOf(date)
	marts, err := runTransform(lake, n)
	if err != nil {
		t.Fatal(err)
	}
	by := judgedBy{accounts: read[judged](t, lake, marts["accounts"]), seats: read[judgedSeat](t, lake, marts["account_seats"]), grants: map[int64][]judgedGrant{}}
	for _, g := range read[judgedGrant](t, lake, marts["account_products"]) {
		by.grants[g.No] = append(by.grants[g.No], g)
	}
	return by
}

// dayOfRules is one night of 2026 with all kinds of exports, to be judged by the
// rules of two days.
func dayOfRules(seed uint64) *reference.Night {
	n := reference.GenerateLarge(seed, 2000, true)
	n.AsOf = reference.DayOf("2026-11-20")
	return n
}

// From 9 February 2024 on, Confluence guests count for Guard Standard (R3). Between
// the two days exactly those accounts are judged otherwise that have nothing else
// that counts, and whom no rule before that one decides.
func TestTheGuestChangeFlipsExactlyTheGuests(t *testing.T) {
	n := dayOfRules(1)
	before, after := judgeBy(t, n, "2024-02-08"), judgeBy(t, n, "2024-02-09")
	decidedLater := []string{"intended_seat", "guest", "foreign_site", "sandbox_only", "mixed_accidental"}
	flipped := 0
	for i, a := range before.accounts {
		b := after.accounts[i]
		onlyGuest := false
		for _, g := range before.grants[a.No] {
			if g.Counting {
				onlyGuest = g.Product == "confluence" && g.Role == "guest"
				if !onlyGuest {
					break
				}
			}
		}
		if onlyGuest && slices.Contains(decidedLater, b.StandardRule) {
			flipped++
			if a.Standard != "not_billable" || a.StandardRule != "guest_before_2024_02_09" || b.Standard != "billable" {
				t.Errorf("guest %s %s: %s by %s, then %s by %s", a.ID, a.Email, a.Standard, a.StandardRule, b.Standard, b.StandardRule)
			}
			// what follows from the verdict
			b.Standard, b.StandardRule, b.Agrees, b.Confidence = a.Standard, a.StandardRule, a.Agrees, a.Confidence
		}
		if a != b {
			t.Errorf("no guest, and yet judged otherwise:\n%+v\n%+v", a, b)
		}
	}
	t.Logf("%d of %d accounts flip", flipped, len(before.accounts))
	if flipped < 5 {
		t.Errorf("only %d guests in the night: it shows nothing", flipped)
	}
	if !slices.Equal(before.seats, after.seats) {
		t.Error("seats are judged otherwise; the change is Guard's")
	}
}

// From 31 October 2023 on, every member of a Bitbucket workspace takes a seat (R32).
func TestTheBitbucketChangeFlipsExactlyBitbucketSeats(t *testing.T) {
	n := dayOfRules(1)
	before, after := judgeBy(t, n, "2023-10-30"), judgeBy(t, n, "2023-10-31")
	rules := map[string]int{}
	for i, a := range before.seats {
		b := after.seats[i]
		if a.Rule != "private_access_unknown" {
			if a != b {
				t.Errorf("judged otherwise:\n%+v\n%+v", a, b)
			}
			continue
		}
		rules[b.Rule]++
		if a.Product != "bitbucket" || a.Verdict != "unknown" || !slices.Contains([]string{"bitbucket_member", "enterprise_contract", "plan_unknown"}, b.Rule) {
			t.Errorf("%s at %s: %s by %s, then %s by %s", a.Product, a.Place, a.Verdict, a.Rule, b.Verdict, b.Rule)
		}
	}
	t.Logf("rules of %d seats afterwards: %s", len(before.seats), fmt.Sprint(rules))
	if rules["bitbucket_member"] < 20 {
		t.Errorf("only %d members: the night shows nothing", rules["bitbucket_member"])
	}
	if !slices.Equal(before.accounts, after.accounts) {
		t.Error("accounts are judged otherwise; the change is Bitbucket's")
	}
}
