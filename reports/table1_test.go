package reports

import (
	"fmt"
	"slices"
	"strings"
)

// table1 is the night of Table 1: 200 agents, 9,500 portal customers and 300
// people who signed up for Trello Free.
func table1() marts { return table1Of(10000) }

// table1Of is the same night with only the first n accounts in its streamed marts.
func table1Of(n int64) marts {
	m := marts{
		classes: []classMart{
			{1, "agent", 200}, {2, "licensed", 0}, {3, "accidental_trello", 300}, {4, "accidental_other", 0},
			{5, "portal_customer", 9500}, {6, "inactive", 0}, {7, "app", 0}, {8, "external", 0}, {9, "unresolved", 0},
		},
		verdicts: []verdictMart{
			{"guard_standard", "billable", 500}, {"guard_standard", "not_billable", 9500}, {"guard_standard", "unknown", 0},
			{"guard_premium", "billable", 0}, {"guard_premium", "not_billable", 10000}, {"guard_premium", "unknown", 0},
		},
		seats: []seatMart{
			{"jsm", "acme", "own", 200, 5, 3}, {"jsm", "globex", "foreign", 0, 7, 0}, {"trello", "", "own", 0, 300, 0},
		},
		reconciliation: []reconciliationMart{{Agrees: 10000}},
		ladder: []rungMart{
			{1, "claimed", "all accounts", 10000, 0, ptr[int64](0), "", 0, ptr[int64](0)},
			{2, "intended", "billed because the organisation means to pay for them", 200, 200, ptr[int64](800000), "", 0, ptr[int64](800000)},
			{3, "unlicensed", "all others", 9800, 200, ptr[int64](800000), "", 0, ptr[int64](800000)},
			{4, "accidental", "billed by any other rule", 300, 500, ptr[int64](1750000), "", 0, ptr[int64](1750000)},
		},
		scenarios: []scenarioMart{
			{1, "current", "Keep everything as it is", "nothing", 0, 500, ptr[int64](1750000), ptr[int64](175000), ptr[int64](0), "", 0, ptr[int64](1750000), ptr[int64](0), ptr[int64](0), ptr[int64](0)},
			{2, "exclude_from_claim", "Exclude from the claim", "single sign-on, enforced MFA, identity-provider sync", 300, 200, ptr[int64](800000), ptr[int64](80000), ptr[int64](950000), "", 0, ptr[int64](800000), ptr[int64](900), ptr[int64](90000), ptr[int64](860000)},
			{3, "non_billable_policy", "Move to a non-billable policy", "single sign-on, enforced MFA, identity-provider sync; still counts for Guard Premium", 300, 200, ptr[int64](800000), ptr[int64](80000), ptr[int64](950000), "", 0, ptr[int64](800000), ptr[int64](600), ptr[int64](60000), ptr[int64](890000)},
			{4, "no_accidental", "No accidental use at all", "the products that were signed up for by accident", 300, 200, ptr[int64](800000), ptr[int64](80000), ptr[int64](950000), "", 0, ptr[int64](800000), nil, nil, nil},
		},
		ways: []wayMart{{1, "exclude_from_claim", "exclude_from_claim", 300}, {2, "non_billable_policy", "non_billable_policy", 300}},
		night: []nightMart{{
			Org: "acme", AsOf: dayOf("2026-11-20"), Accounts: 10000, Billable: 500, Recoverable: ptr[int64](950000),
			Edition: "standard", Billing: "annual", Currency: "USD", MinorUnits: 100, PriceBookVersion: "2026-09",
			LastEffective: ptr(dayOf("2023-05-01")), IsOld: true,
			PriceNote: "The newest price of the book took effect on 2023-05-01, more than a year before this night.",
		}},
		prices: []priceMart{
			{1, "guard_standard", "", "graduated", 1, ptr[int64](250), 10, 400, "USD", 100, "month", dayOf("2023-05-01"), nil, "seed 001, Table 1", "derived", true},
			{2, "guard_standard", "", "graduated", 251, ptr[int64](1000), 10, 300, "USD", 100, "month", dayOf("2023-05-01"), nil, "seed 001, Table 1", "derived", true},
			{3, "guard_standard", "", "graduated", 1001, nil, 10, 200, "USD", 100, "month", dayOf("2023-05-01"), nil, "continues the shift from 2018", "inferred", true},
			{4, "guard_standard", "", "graduated", 1, ptr[int64](250), 10, 300, "USD", 100, "month", dayOf("2018-07-01"), ptr(dayOf("2023-04-30")), "Atlassian staff, 4 Jul 2018", "documented", false},
		},
		checks: []checkMart{
			{1, "one_class_per_account", "fatal", "Every account has exactly one class.", "", 0},
			{2, "atlassian_disagrees", "info", "Atlassian's own billable flag agrees with our verdict.", "", 0},
			{3, "assumed_sites", "info", "Every place that an account can use is known to be own, sandbox or foreign.", "", 0},
		},
		places: []placeMart{
			{"site", "acme", "own", "stated", "the config names it", 200},
			{"trello", "", "own", "assumed", "a grant without a workspace", 300},
		},
		terms: []termsMart{{
			Shape: ptr("graduated"), Period: ptr("month"), Months: 10, Rounding: 1, Currency: ptr("USD"), Minor: ptr[int64](100),
			Above: ptr[int64](1), Below: ptr[int64](1),
		}},
		costs: []costMart{
			costOf(0, 0, 0), costOf(100, 40000, 400000), costOf(200, 80000, 800000), costOf(250, 100000, 1000000), costOf(251, 100300, 1003000),
			costOf(499, 174700, 1747000), costOf(500, 175000, 1750000), costOf(501, 175300, 1753000),
		},
		edges: table1Edges(),
		assumptions: []assumptionMart{
			{1, "months_paid", "Months paid in a year", "10", "months", "price book", "An annual subscription costs ten monthly prices."},
			{2, "policy_unknown", "Policy unknown", "billable", "word", "rules.md", "An account whose authentication policy is not known is treated as billable."},
			{3, "minutes_exclude_from_claim", "Effort: exclude from claim", "3", "minutes per account", "estimate", ""},
			{4, "minutes_non_billable_policy", "Effort: non-billable policy", "2", "minutes per account", "estimate", ""},
			{5, "cents_per_hour", "Effort: cost of an hour", "6000", "minor units per hour", "estimate", ""},
		},
	}
	for i := range n {
		m.addTable1(i + 1)
	}
	slices.SortStableFunc(m.actions, func(a, b actionMart) int { return strings.Compare(a.Action, b.Action) })
	return m
}

// addTable1 adds account no: the first 200 are agents, the next 300 use Trello.
func (m *marts) addTable1(no int64) {
	a := accountMart{
		No: no, Org: "acme", SnapshotDate: dayOf("2026-11-20"), AccountID: fmt.Sprintf("712020:00000000-0000-4000-8000-%012d", no),
		Email: fmt.Sprintf("person%05d@acme.example", no), Name: fmt.Sprintf("Person %05d", no), Status: "active",
		Class: "portal_customer", ClassRule: "portal_customer", ClassWhy: "no counting product",
		LastActiveOn: "2026-11-02", Standard: "not_billable", StandardRule: "no_supported_product", StandardWhy: "no supported product",
		Premium: "not_billable", PremiumRule: "no_jira_or_confluence", PremiumWhy: "neither Jira nor Confluence",
		AtlassianSays: "not_billable", Agrees: "yes", Confidence: "stated",
	}
	switch {
	case no <= 200:
		a.Class, a.ClassRule, a.ClassWhy = "agent", "agent", "works in Jira Service Management"
		a.Standard, a.StandardRule, a.StandardWhy = "billable", "intended_seat", "a seat that the organisation means to pay for"
		a.AtlassianSays, a.Confidence = "billable", "assumed"
		m.products = append(m.products, productMart{no, "jsm", "acme"})
		m.accountSeats = append(m.accountSeats, accountSeatMart{no, "jsm", "acme", "billable"})
	case no <= 500:
		a.Class, a.ClassRule, a.ClassWhy = "accidental_trello", "accidental_trello", "Trello alone takes a seat"
		a.Standard, a.StandardRule, a.StandardWhy = "billable", "trello_only", "Trello alone takes a seat"
		a.AtlassianSays, a.LastActiveOn = "billable", "never"
		m.products = append(m.products, productMart{no, "trello", ""})
		m.accountSeats = append(m.accountSeats, accountSeatMart{no, "trello", "", "not_billable"})
		for _, action := range []string{"policy-move", "unclaim"} {
			m.actions = append(m.actions, actionMart{action, no, a.AccountID, a.Email, a.Name, a.Class, a.StandardRule,
				"upload", "", "Trello alone takes a seat", "single sign-on, enforced MFA, identity-provider sync", a.LastActiveOn})
		}
	}
	m.accounts = append(m.accounts, a)
	m.evidence = append(m.evidence, evidenceMart{no, "managed-accounts.csv", "", no + 1, "account_id", ""})
}

// table1Night is what Go knows about it.
func table1Night() Provenance {
	return Provenance{
		Org: "acme", AsOf: "2026-11-20", RulesAsOf: "2026-11-20", RunID: "3f9a1c77d2e4b601", Schema: 1,
		Versions: map[string]string{"billable": "0.1.0", "queries": "5d2c19aa", "duckdb": "1.5.5", "price_book": "2026-09", "config": ""},
		Inputs: []Input{{
			Path: "managed-accounts.csv", Format: "managed_accounts_csv", Bytes: 1234567,
			SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", RowsRead: 10000, RowsKept: 10000,
		}},
		Raw:   []LakeFile{{"raw_accounts", "raw/accounts/org=acme/snapshot_date=2026-11-20/3f9a1c77d2e4b601-0.parquet", "aa11", 321000, 10000}},
		Marts: []LakeFile{{"accounts", "marts/accounts/org=acme/snapshot_date=2026-11-20/3f9a1c77d2e4b601-0.parquet", "bb22", 210000, 10000}},
	}
}
