package transform_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"billable/transform/reference"
)

// The pairs of nights of an ordinary run; BILLABLE_DIFF_PAIRS asks for more and
// BILLABLE_DIFF_SEED begins elsewhere.
const ordinaryPairs = 4

// TestDifferencesOfRandomNights compares random nights with what happens to them:
// every change is listed, each is explained, seats and money add up, and diff says
// what the run said.
func TestDifferencesOfRandomNights(t *testing.T) {
	first, pairs := setting(t, "BILLABLE_DIFF_SEED", 1), setting(t, "BILLABLE_DIFF_PAIRS", ordinaryPairs)
	causes := map[string]int{}
	changes := 0
	for i := range pairs {
		seed := uint64(first + i)
		before, after := reference.Generate(seed), reference.Generate(seed)
		if i%2 == 1 {
			before, after = reference.GenerateLarge(seed, 300, true), reference.GenerateLarge(seed, 300, true)
		}
		happened := happen(rand.New(rand.NewPCG(seed, 7)), before, after)
		p := pairOf(t, fmt.Sprintf("seed %d (%s)", seed, strings.Join(happened, ", ")), before, after)
		p.changesAreAll()
		p.everythingIsExplained()
		p.sumsLead()
		p.diffSaysTheSame(after)
		for _, c := range p.rows {
			causes[strings.TrimRight(strings.Fields(c.Cause)[0], ":")]++
			changes++
		}
		os.RemoveAll(p.lake)
	}
	t.Logf("%d changes; causes %v", changes, causes)
	if changes == 0 {
		t.Error("nothing changed in any pair")
	}
}

// happen changes the later night, and says how.
func happen(rng *rand.Rand, before, after *reference.Night) (what []string) {
	after.AsOf = before.AsOf + reference.Day(1+rng.IntN(40))
	if rng.IntN(3) == 0 {
		before.AsOf, after.AsOf = reference.DayOf("2024-02-08"), reference.DayOf("2024-02-09")
		before.RulesAsOf, after.RulesAsOf = 0, 0
	}
	for _, e := range events {
		if rng.IntN(100) < e.chance && e.do(rng, after) {
			what = append(what, e.name)
		}
	}
	return what
}

// event is something that happens to an organisation between two nights; do says
// whether it could happen.
type event struct {
	name   string
	chance int
	do     func(*rand.Rand, *reference.Night) bool
}

var events = []event{
	{"rows gone", 70, func(rng *rand.Rand, n *reference.Night) bool {
		n.Accounts = slices.DeleteFunc(n.Accounts, func(reference.RawAccount) bool { return rng.IntN(20) == 0 })
		return true
	}},
	{"rows new", 50, func(rng *rand.Rand, n *reference.Night) bool {
		for i := range len(n.Accounts) / 20 {
			a := n.Accounts[rng.IntN(len(n.Accounts))]
			a.AccountID, a.Email, a.Row = fmt.Sprintf("new-%d", i), fmt.Sprintf("new.%d@acme.example", i), 90_000+int64(i)
			n.Accounts = append(n.Accounts, a)
		}
		return true
	}},
	{"statuses", 70, func(rng *rand.Rand, n *reference.Night) bool {
		return some(rng, n.Accounts, func(a *reference.RawAccount) {
			a.Status = []string{"Active", "Deactivated", "Suspended", ""}[rng.IntN(4)]
		})
	}},
	{"policies", 70, func(rng *rand.Rand, n *reference.Night) bool {
		return some(rng, n.Accounts, func(a *reference.RawAccount) {
			a.PolicyType = []string{"Billable", "Non-billable", ""}[rng.IntN(3)]
		})
	}},
	{"account types", 30, func(rng *rand.Rand, n *reference.Night) bool {
		return some(rng, n.Accounts, func(a *reference.RawAccount) {
			a.AccountType = []string{"atlassian", "app", "customer", ""}[rng.IntN(4)]
		})
	}},
	{"ids lost", 30, func(rng *rand.Rand, n *reference.Night) bool {
		return some(rng, n.Accounts, func(a *reference.RawAccount) {
			if a.Email != "" {
				a.AccountID = ""
			}
		})
	}},
	{"addresses changed", 30, func(rng *rand.Rand, n *reference.Night) bool {
		return some(rng, n.Accounts, func(a *reference.RawAccount) {
			if a.AccountID != "" {
				a.Email = "other." + a.Email
			}
		})
	}},
	{"access gone", 70, func(rng *rand.Rand, n *reference.Night) bool {
		n.Grants = slices.DeleteFunc(n.Grants, func(reference.RawGrant) bool { return rng.IntN(15) == 0 })
		return true
	}},
	{"access given", 70, func(rng *rand.Rand, n *reference.Night) bool {
		for range len(n.Grants) / 15 {
			g, other := n.Grants[rng.IntN(len(n.Grants))], n.Grants[rng.IntN(len(n.Grants))]
			g.Pos = other.Pos
			n.Grants = append(n.Grants, g)
		}
		return true
	}},
	{"an export is missing", 30, func(rng *rand.Rand, n *reference.Night) bool {
		formats := map[string]bool{}
		for _, a := range n.Accounts {
			formats[a.Format] = true
		}
		if len(formats) < 2 {
			return false
		}
		gone := n.Accounts[rng.IntN(len(n.Accounts))].Format
		n.Accounts = slices.DeleteFunc(n.Accounts, func(a reference.RawAccount) bool { return a.Format == gone })
		n.Grants = slices.DeleteFunc(n.Grants, func(g reference.RawGrant) bool { return g.Format == gone })
		n.Columns = slices.DeleteFunc(n.Columns, func(c reference.RawColumn) bool { return c.Format == gone })
		return true
	}},
	{"agents are missing", 20, func(_ *rand.Rand, n *reference.Night) bool {
		had := len(n.Agents) > 0
		n.Agents = nil
		return had
	}},
	{"the site list is missing", 20, func(_ *rand.Rand, n *reference.Night) bool {
		had := len(n.SiteList) > 0
		n.SiteList = nil
		return had
	}},
	{"config sites", 30, func(rng *rand.Rand, n *reference.Night) bool {
		if len(n.Sites) == 0 {
			return false
		}
		n.Sites = slices.Clone(n.Sites)
		n.Sites[rng.IntN(len(n.Sites))].Ownership = []string{"own", "sandbox", "foreign"}[rng.IntN(3)]
		return true
	}},
	{"config licensed", 30, func(rng *rand.Rand, n *reference.Night) bool {
		switch {
		case n.Licensed == nil:
			n.Licensed = &[]reference.License{{Product: "jira"}}
		case rng.IntN(2) == 0:
			n.Licensed = nil
		default:
			less := slices.Clone(*n.Licensed)
			if len(less) > 0 {
				less = slices.Delete(less, 0, 1)
			}
			n.Licensed = &less
		}
		return true
	}},
	{"service accounts", 20, func(_ *rand.Rand, n *reference.Night) bool {
		n.ServiceAccounts = append(slices.Clone(n.ServiceAccounts), "a*@*")
		return true
	}},
	{"monthly billing", 20, func(_ *rand.Rand, n *reference.Night) bool {
		n.Guard.Billing, n.Guard.PurchasedTier, n.Guard.RenewsOn = "monthly", 0, ""
		return true
	}},
	{"a tier is bought", 20, func(_ *rand.Rand, n *reference.Night) bool {
		n.Guard.Billing, n.Guard.PurchasedTier = "annual", 500
		return true
	}},
}

// some does it to a few of the rows.
func some(rng *rand.Rand, rows []reference.RawAccount, do func(*reference.RawAccount)) bool {
	for i := range rows {
		if rng.IntN(12) == 0 {
			do(&rows[i])
		}
	}
	return true
}
