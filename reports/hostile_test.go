package reports

// hostile is a small night in which everything that may go wrong in a cell does:
// formulas, separators, scripts of the world, nulls, unknowns, one address twice.
func hostile() marts {
	const formula = `=cmd|'/C calc'!A0`
	account := func(no int64, id, email, name string) accountMart {
		return accountMart{
			No: no, Org: "acme", SnapshotDate: dayOf("2026-11-20"), AccountID: id, Email: email, Name: name, Status: "active",
			Class: "agent", ClassRule: "agent", ClassWhy: "works in Jira Service Management", LastActiveOn: "2026-11-02",
			Standard: "billable", StandardRule: "intended_seat", StandardWhy: "a seat that is meant", Premium: "not_billable",
			PremiumRule: "no_jira_or_confluence", PremiumWhy: "neither", AtlassianSays: "billable", Agrees: "yes", Confidence: "stated",
		}
	}
	m := marts{
		accounts: []accountMart{
			account(1, "0042", formula+"@acme.example", formula),
			account(2, "1e6", "+plus@acme.example", "Åsa \"Ö\" Ünal, PhD"),
			account(3, "557058:a", "zoë.李@acme.example", "李小龍 😀\n=1+1"),
			account(4, "712020:b", "Shared@Acme.example", "x;=HYPERLINK(\"http://evil.example\")"),
			account(5, "712020:c", "shared@acme.example", "\t-2+3"),
			account(6, "@id", "", "_x0041_"),
		},
		products: []productMart{
			{1, "confluence", "acme"}, {1, "jira", "acme"}, {1, "jira", "customer-one"}, {1, "unknown:" + formula, "=site"},
			{2, "trello", ""}, {4, "jsm", "acme"},
		},
		evidence: []evidenceMart{
			{1, "a.csv", "", 2, "account_id", "status active, name x;=HYPERLINK(1)"}, {1, "b.xlsx", "Sheet 1", 17, "email", "status closed"},
			{2, "a.csv", "", 3, "account_id", ""}, {3, "=evil.csv", "", 4, "email_only", ""}, {4, "a.csv", "", 5, "account_id", ""},
			{5, "a.csv", "", 6, "account_id", ""}, {6, "-dash.csv", "", 7, "scim_account_id", ""},
		},
		accountSeats: []accountSeatMart{
			{1, "confluence", "acme", "billable"}, {2, "trello", "", "not_billable"}, {3, "jira", "=site", "billable"},
			{3, "jsm", "acme", "not_billable"}, {3, "trello", "", "unknown"},
		},
		causes:  []causeMart{{1, "unlicensed:jira@customer-one"}, {1, "foreign:jira@customer-one"}, {1, "foreign:jira@customer-one"}},
		classes: []classMart{{2, "unresolved", 2}, {1, "agent", 4}}, // out of order on purpose
		verdicts: []verdictMart{
			{"guard_standard", "billable", 4}, {"guard_standard", "not_billable", 0}, {"guard_standard", "unknown", 2},
			{"guard_premium", "billable", 1}, {"guard_premium", "not_billable", 3}, {"guard_premium", "unknown", 2},
		},
		reconciliation: []reconciliationMart{{Agrees: 3, Disagrees: 1, Undecided: 1, Silent: 1}},
		ladderAddOns:   []addOnMart{{Billable: ptr[int64](0), Unknown: ptr[int64](0)}, {Billable: ptr[int64](1), Unknown: ptr[int64](2)}},
		scenarioAddOns: []addOnMart{{Billable: ptr[int64](1), Unknown: ptr[int64](2)}, {Billable: ptr[int64](1), Unknown: ptr[int64](2)}},
		ladder: []rungMart{
			{1, "claimed", "all accounts", 6, 0, ptr[int64](0), "", 2, nil},
			{2, "accidental", formula, 4, 4, nil, "no price is known for Guard Premium", 2, nil},
		},
		scenarios: []scenarioMart{
			{1, "current", "Keep everything", "nothing", 0, 4, nil, nil, nil, "no price is known for Guard Premium", 2, nil, ptr[int64](0), ptr[int64](0), nil},
			{2, "no_accidental", formula, "-boards", 3, 1, ptr[int64](12345), ptr[int64](1234), ptr[int64](-5), "", 2, nil, nil, nil, nil},
		},
		ways: []wayMart{{7, "no_accidental", formula, 2}, {1, "no_accidental", "unclaim", 1}, {1, "forgotten", "unclaim", 1}},
		night: []nightMart{{
			Org: "acme", AsOf: dayOf("2026-11-20"), Accounts: 6, Billable: 4, Unknown: 2, RecoverableReason: "no price is known for Guard Premium",
			Edition: "premium", Billing: "annual", PurchasedTier: ptr[int64](500), RenewsOn: ptr(dayOf("2027-03-31")), Currency: "CHF", MinorUnits: 100,
			PriceBookVersion: formula, Inferred: true, PriceNote: formula, AssumedSites: 2, SiteNote: "=2 places are assumed to be own.",
		}},
		prices: []priceMart{
			{1, formula, "+plan", "tier", 1, nil, 0, 365, "EUR", 100, "month", dayOf("2026-09-20"), nil, "=source", "inferred", true},
		},
		domains: []domainMart{{"acme.example", 4, 3, 1}, {"=evil.example", 1, 1, 0}, {"", 1, 0, 1}},
		checks: []checkMart{
			{1, "atlassian_disagrees", "info", "=claim: Atlassian agrees with our verdict.", "=Both are shown.", 120},
			{2, "directory_unmatched", "warn", "Every directory row matches an account.", "", 1},
			{3, "one_class", "fatal", "Every account has exactly one class.", "", 0},
		},
		checkRows: []checkRowMart{
			{1, "atlassian_disagrees", 1, "0042", formula, "=evil.csv:4", "they say not_billable, intended_seat decided"},
			{2, "directory_unmatched", 1, "", "-ghost@acme.example", "entra.csv:3", "@SUM(1)"},
		},
		seats:       []seatMart{{"jira", "=site", "foreign", 0, 2, 1}},
		places:      []placeMart{{"site", "=site", "foreign", "derived", formula, 1}, {"trello", "", "own", "assumed", "", 1}},
		assumptions: []assumptionMart{{1, formula, "unknown_policy", "=1+1", "@unit", "-source", "+note"}},
		changes: []changeMart{
			{1, "", "-gone@acme.example", formula, "left", "licensed", "", "account gone (guest)", "Guard Standard billable by rule guest", -1},
			{2, "0042", formula + "@acme.example", formula, "appeared", "", "agent", "new account (intended_seat)", "+detail", 1},
			{3, "1e6", "+plus@acme.example", "Åsa", "guard_premium", "unknown", "billable", "granted unknown:" + formula, "granted jira at =site", 0},
		},
		figures: []figureMart{
			{No: 1, Source: "invoice", Paper: formula, Subscription: "=guard", Theirs: 5, Ours: ptr[int64](4), Residual: ptr[int64](0), Unexplained: ptr[int64](1), File: "=evil.csv", Row: 4},
			{No: 2, Source: "subscriptions", Paper: "-E", Subscription: "jira@=site", Theirs: 5, Reason: "+old"},
		},
		bridge: []bridgeMart{
			{No: 1, Line: "theirs", Users: 5}, {No: 1, Line: "only_there", Meaning: formula, Accounts: ptr[int64](1), Users: -1},
			{No: 1, Line: "residual"}, {No: 1, Line: "ours", Users: 4},
		},
		differences: []differenceMart{
			{"=guard", "only_there", formula, "0042", "-gone@acme.example", "x;=HYPERLINK(1)", "active", "licensed", "billable", "not_billable", "deactivated", "@never"},
		},
		changeCauses: []changeCauseMart{
			{2, "new account (intended_seat)", 1, 1, 1, nil}, {1, "account gone (guest)", 1, 1, -1, nil}, {3, "=granted", 1, 1, 0, nil},
		},
		comparison: []comparisonMart{{
			AsOf: dayOf("2026-11-19"), RunID: "9d41", Appeared: 1, Gone: 1, Verdicts: 1, From: ptr[int64](1_000_000),
			Reason: "the later night has no price: no price is known for Guard Premium",
		}},
	}
	unknown := []*accountMart{&m.accounts[2], &m.accounts[5]}
	for _, a := range unknown {
		a.Class, a.ClassRule, a.ClassWhy = "unresolved", "unresolved", "=why"
		a.Standard, a.StandardRule, a.Premium, a.PremiumRule = "unknown", "only_unknown", "unknown", "only_unknown"
		a.AtlassianSays, a.Agrees, a.LastActiveOn = "", "", ""
	}
	m.accounts[1].Agrees, m.accounts[1].AtlassianSays, m.accounts[1].LastActiveOn = "no", "not_billable", "before 2026-05-24"
	m.accounts[3].LastActiveOn = "never"
	for i, a := range m.accounts {
		decision, mark := "upload", ""
		if i == 4 {
			decision, mark = "held", "check"
		}
		m.actions = append(m.actions, actionMart{
			"unclaim", a.No, a.AccountID, a.Email, a.Name, a.Class, a.StandardRule, decision, mark, formula, "=sso", a.LastActiveOn,
		})
	}
	return m
}

// hostileNight is what Go knows about it.
func hostileNight() Provenance {
	return Provenance{
		Org: "acme", AsOf: "2026-11-20", RulesAsOf: "2024-02-08", RunID: "0123456789abcdef", Schema: 1,
		Versions: map[string]string{"billable": "0.1.0", "price_book": "=book"},
		Inputs: []Input{
			{Path: "=evil.csv", Format: "managed_accounts_csv", Bytes: 10, SHA256: "aa", RowsRead: 7, RowsKept: 6, RowsRejected: 2, RowsMended: 1, Findings: 2},
			{Path: "copy.csv", Format: "managed_accounts_csv", Bytes: 10, SHA256: "aa", SameAs: "=evil.csv"},
		},
		Raw:   []LakeFile{{"raw_accounts", "raw/accounts/org=acme/x-0.parquet", "bb", 11, 6}},
		Marts: []LakeFile{{"accounts", "marts/accounts/org=acme/x-0.parquet", "cc", 12, 6}},
	}
}

// hostileRejects are its rejected rows.
func hostileRejects() []rejectMart {
	return []rejectMart{
		{"a.csv", "", 9, "", "the row has 3 cells, the header has 5", "Export the file again.", "=1,2;-3\n@x", "=m.csv:2"},
		{"b.xlsx", "Sheet 1", 3, "email", "the row has neither an account id nor an e-mail address", "Fill one of them.", `bad \xff bytes`, ""},
	}
}
