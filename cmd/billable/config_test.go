package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"billable"
	"billable/queries"
)

func testWords(t *testing.T) vocabulary {
	t.Helper()
	words, err := readVocabulary(queries.FS, []string{"managed_accounts", "org_users"})
	if err != nil {
		t.Fatal(err)
	}
	return words
}

func TestConfigReadsEveryKey(t *testing.T) {
	text := `org: acme
as_of: 2026-11-20        # samples only
licensed:
  - {product: JSM, site: Acme, plan: Standard}
  - {product: Jira Software, site: acme}
  - {product: trello, workspace: acme-marketing, plan: standard}
  - {product: confluence, site: acme, role: guest}
sites: {acme: own, Acme-Sandbox: sandbox}
agent_groups: ["desk-*"]
service_accounts: ["svc-*@acme.example"]
protected: [ciso@acme.example]
kinds: {"weird*.csv": managed_accounts}
workspaces: {"bitbucket*.csv": " acme-code "}
guard: {edition: premium, billing: annual, purchased_tier: 500, renews_on: 2027-03-31}
ways_out:
  max_accounts_without_sso: 0
  min_confidence: Derived
  cents_per_hour: 4500
  evidence_days: 90
  minutes: {deactivate: 4, non_billable_policy: 0}
money: {currency: eur, discount_basis_points: 1250, tax_basis_points: 1900, rates: rates.csv}
quotes: {scope: scope.csv, years: 5, price_rise_basis_points: 750, growth_basis_points: 0, scale_factor: 1}
quote_mappings: {"reseller-b*.xlsx": mapping-b.yaml}
price_book: prices.csv
gates: {max_reject_share: 0.02, min_rejects: 0, max_account_drop: 1, max_unexplained: 0}
limits: {max_unpacked_bytes: 2 GB, max_record_bytes: 4MiB, max_zip_depth: 1, max_columns: 999}
privacy: {pseudonymise: false}
`
	got, err := parseConfig("billable.yaml", []byte(text), testWords(t))
	if err != nil {
		t.Fatal(err)
	}
	want := &config{
		Org: "acme", AsOf: "2026-11-20",
		Licensed: []licence{
			{Product: "jsm", Site: "acme", Plan: "standard"},
			{Product: "jira", Site: "acme"},
			{Product: "trello", Workspace: "acme-marketing", Plan: "standard"},
			{Product: "confluence", Site: "acme", Role: "guest"},
		},
		HasLicensed:     true,
		Sites:           []siteFact{{"acme", "own"}, {"acme-sandbox", "sandbox"}},
		AgentGroups:     []string{"desk-*"},
		ServiceAccounts: []string{"svc-*@acme.example"},
		Protected:       []string{"ciso@acme.example"},
		Kinds:           []kindFact{{"weird*.csv", "managed_accounts"}},
		Workspaces:      []workspaceFact{{"bitbucket*.csv", "acme-code"}},
		Guard:           guardFact{Edition: "premium", Billing: "annual", PurchasedTier: 500, RenewsOn: "2027-03-31"},
		WaysOut: wayOutFact{MaxAccountsWithoutSSO: new(int64), MinConfidence: "derived", Assumptions: []assumptionFact{
			{"cents_per_hour", 4500}, {"evidence_days", 90}, {"minutes_deactivate", 4}, {"minutes_non_billable_policy", 0},
		}},
		Money: moneyFact{Currency: "EUR", DiscountBasisPoints: 1250, TaxBasisPoints: 1900, RatesFile: "rates.csv"},
		Quotes: quotesFact{ScopeFile: "scope.csv", Assumptions: []assumptionFact{
			{"quote_years", 5}, {"quote_price_rise_basis_points", 750}, {"quote_growth_basis_points", 0}, {"quote_scale_factor", 1},
		}},
		QuoteMappings: []mappingFact{{Glob: "reseller-b*.xlsx", File: "mapping-b.yaml"}},
		PriceBook:     "prices.csv",
		Gates:         gates{MaxRejectShare: 0.02, MinRejects: 0, MaxAccountDrop: 1, MaxUnexplained: 0},
		Limits: limits{MaxUnpackedBytes: 2_000_000_000, MaxPackRatio: 200, MaxZipMembers: 10_000, MaxZipDepth: 1,
			MaxRecordBytes: 4 << 20, MaxColumns: 999, MaxSheets: 256, MaxTitleRows: 20},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(config{})); diff != "" {
		t.Errorf("config (-want +got):\n%s", diff)
	}
}

func TestConfigDefaults(t *testing.T) {
	for _, text := range []string{"", "# nothing\n", "---\n"} {
		got, err := parseConfig("billable.yaml", []byte(text), testWords(t))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if diff := cmp.Diff(newConfig(), got, cmpopts.IgnoreUnexported(config{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestConfigTellsEmptyLicensedFromAbsent(t *testing.T) {
	empty, err := parseConfig("billable.yaml", []byte("licensed: []\n"), testWords(t))
	if err != nil {
		t.Fatal(err)
	}
	absent, err := parseConfig("billable.yaml", []byte("org: acme\n"), testWords(t))
	if err != nil {
		t.Fatal(err)
	}
	if !empty.HasLicensed || absent.HasLicensed {
		t.Errorf("HasLicensed: empty list %v, no key %v; want true, false", empty.HasLicensed, absent.HasLicensed)
	}
}

func TestConfigRefusals(t *testing.T) {
	tests := []struct{ name, text, place, what, remedy string }{
		{"unknown key", "org: acme\norgs: acme\n", "billable.yaml:2", `unknown key "orgs"`, "Did you mean org?"},
		{"unknown nested key", "gates:\n  min_reject: 3\n", "billable.yaml:2 column gates", `unknown key "min_reject"`, "min_rejects"},
		{"unknown key far from all", "zebra: 1\n", "billable.yaml:1", `unknown key "zebra"`, "Known are agent_groups"},
		{"doubled key", "org: a\norg: b\n", "billable.yaml:2", "already defined", "Mend"},
		{"broken yaml", "org: \"a\n", "billable.yaml:1", "double-quoted", "Mend"},
		{"two documents", "org: a\n---\norg: b\n", "billable.yaml:3", "second document", "---"},
		{"a list at the top", "- org\n", "billable.yaml:1", "list of keys", "key: value"},
		{"empty value", "licensed:\norg: a\n", "billable.yaml:1 column licensed", "an empty value is not a list", "["},
		{"org of the wrong type", "org: [a]\n", "billable.yaml:1 column org", "is not text", "org: text"},
		{"org as a boolean", "org: true\n", "billable.yaml:1 column org", "true is not text", "org: text"},
		{"org with a path", "org: ../../etc\n", "billable.yaml:1 column org", "not a name", "letters"},
		{"org of dots", "org: ..\n", "billable.yaml:1 column org", "not a name", "letters"},
		{"no such date", "as_of: 2026-02-30\n", "billable.yaml:1 column as_of", "not a night", "YYYY-MM-DD"},
		{"before the rules", "as_of: 2020-04-13\n", "billable.yaml:1 column as_of", "2020-04-14", "2020-04-14"},
		{"share as text", "gates: {max_account_drop: '0.1'}\n", "column gates.max_account_drop", "not a share", "0.05"},
		{"share above one", "gates: {max_account_drop: 20}\n", "column gates.max_account_drop", "20 is not a share", "0.05"},
		{"rejects as a fraction", "gates: {min_rejects: 1.5}\n", "column gates.min_rejects", "whole number", "500"},
		{"bytes of an unknown unit", "limits: {max_record_bytes: 64 megs}\n", "column limits.max_record_bytes", "64 megs is not a number of bytes", "64 MiB"},
		{"bytes beyond counting", "limits: {max_unpacked_bytes: 9223372036854775807 GiB}\n", "column limits.max_unpacked_bytes", "not a number of bytes", "MiB"},
		{"a limit of nothing", "limits:\n  max_zip_depth: 0\n", "billable.yaml:2 column limits.max_zip_depth", "0 is too small", "Give 1 or more"},
		{"a limit below any export", "limits: {max_unpacked_bytes: 9}\n", "column limits.max_unpacked_bytes", "9 is too small", "1048576"},
		{"a record beyond memory", "limits: {max_record_bytes: 2 GiB}\n", "column limits.max_record_bytes", "too large", "1 GiB or less"},
		{"unknown limit", "limits: {max_zip_member: 3}\n", "column limits", `unknown key "max_zip_member"`, "Did you mean max_zip_members?"},
		{"unknown currency", "money: {currency: US}\n", "billable.yaml:1 column money.currency", `unknown currency "US"`, "USD"},
		{"more than all of it", "money:\n  discount_basis_points: 12500\n", "billable.yaml:2 column money.discount_basis_points", "12500 is more than the whole", "1250 is 12.5 %"},
		{"tax as a share", "money: {tax_basis_points: 0.19}\n", "column money.tax_basis_points", "whole number", "500"},
		{"too many years", "quotes:\n  years: 6\n", "billable.yaml:2 column quotes.years", "6 is no number of years", "1 to 5"},
		{"a price rise of more than all", "quotes: {price_rise_basis_points: 10001}\n", "column quotes.price_rise_basis_points", "more than the whole", "500 is 5 %"},
		{"no factor", "quotes: {scale_factor: 0}\n", "column quotes.scale_factor", "0 is no factor", "1 to 100"},
		{"unknown key of quotes", "quotes: {year: 3}\n", "column quotes", `unknown key "year"`, "Did you mean years?"},
		{"no such way out", "ways_out: {minutes: {keep: 1}}\n", "column ways_out.minutes", `unknown key "keep"`, "Known are"},
		{"effort as a word", "ways_out: {minutes: {deactivate: long}}\n", "column ways_out.minutes.deactivate", "whole number", "500"},
		{"effort of a lifetime", "ways_out:\n  minutes:\n    deactivate: 100001\n", "billable.yaml:3 column ways_out.minutes.deactivate", "100001 is too large", "100000"},
		{"negative limit", "ways_out: {max_accounts_without_sso: -1}\n", "column ways_out.max_accounts_without_sso", "whole number", "500"},
		{"unknown confidence", "ways_out: {min_confidence: state}\n", "column ways_out.min_confidence", `"state" is not one of`, "Did you mean stated?"},
		{"yes for true", "privacy: {pseudonymise: yes}\n", "column privacy.pseudonymise", "not true or false", "true"},
		{"pseudonyms", "privacy: {pseudonymise: true}\n", "billable.yaml:1 column privacy.pseudonymise", "not written", "false"},
		{"unknown product", "licensed:\n- {product: jira}\n- {product: confluense}\n", "billable.yaml:3 column licensed[1].product",
			`unknown product "confluense"`, "Did you mean confluence?"},
		{"no product", "licensed: [{site: acme}]\n", "column licensed[0]", "names no product", "product:"},
		{"unknown licence key", "licensed: [{product: jsm, sites: a}]\n", "column licensed[0]", `unknown key "sites"`, "site"},
		{"site and workspace", "licensed: [{product: jira, site: a, workspace: b}]\n", "licensed[0]", "a site and a workspace", "Keep"},
		{"trello at a site", "licensed: [{product: trello, site: a}]\n", "licensed[0].site", "not at a site", "workspace:"},
		{"jira in a workspace", "licensed: [{product: jira, workspace: a}]\n", "licensed[0].workspace", "lives at a site", "site:"},
		{"unknown plan", "licensed: [{product: jira, plan: premum}]\n", "licensed[0].plan", "premum", "Did you mean premium?"},
		{"role of another product", "licensed: [{product: jira, role: guest}]\n", "licensed[0].role", "no role guest", "confluence"},
		{"licence twice", "licensed: [{product: jira}, {product: Jira}]\n", "licensed[1]", "twice", "Remove"},
		{"unknown ownership", "sites:\n  acme: ours\n", "billable.yaml:2 column sites.acme", "ours", "own"},
		{"site twice", "sites:\n  acme: own\n  Acme: foreign\n", "billable.yaml:3 column sites.Acme", "said twice", "Keep"},
		{"no workspace", "workspaces: {'*.csv': ''}\n", "column workspaces.*.csv", "names no workspace", "Name the workspace"},
		{"unknown kind", "kinds: {'*.csv': org_user}\n", "column kinds.*.csv", "org_user", "Did you mean org_users?"},
		{"edition", "guard: {edition: gold}\n", "column guard.edition", "gold", "standard, premium"},
		{"tier of nothing", "guard: {purchased_tier: 0}\n", "column guard.purchased_tier", "0 is not a tier", "number of users"},
		{"tier with monthly billing", "guard: {billing: monthly, purchased_tier: 500}\n", "column guard.purchased_tier", "monthly", "annual"},
		{"renewal", "guard: {renews_on: soon}\n", "column guard.renews_on", "not a date", "YYYY"},
		{"no agent group", "agent_groups: []\n", "column agent_groups", "empty", "leave the key out"},
		{"empty pattern", "protected: ['']\n", "column protected[0]", "empty", "Remove"},
	}
	words := testWords(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := parseConfig("billable.yaml", []byte(tt.text), words)
			p := billable.ProblemIn(err)
			if p == nil {
				t.Fatalf("error is %v, not a Problem", err)
			}
			if p.Kind != billable.Usage {
				t.Errorf("kind is %v, want Usage", p.Kind)
			}
			for _, part := range []struct{ name, got, want string }{
				{"place", p.Place(), tt.place}, {"what", p.What, tt.what}, {"remedy", p.Remedy, tt.remedy},
			} {
				if !strings.Contains(part.got, part.want) {
					t.Errorf("%s is %q, want it to hold %q", part.name, part.got, part.want)
				}
			}
			if p.Pos.Row == 0 {
				t.Errorf("the place %q has no line", p.Place())
			}
		})
	}
}

// The configs that come with the program must be ones it takes.
func TestSampleConfigs(t *testing.T) {
	for _, folder := range []string{"acme", "table-1"} {
		c, err := loadConfig("", []string{filepath.Join(repo, "sample-data", folder)}, testWords(t))
		if err != nil {
			t.Errorf("%s: %v", folder, err)
			continue
		}
		if c.Org != "acme" || c.AsOf == "" {
			t.Errorf("%s: org %q, night %q", folder, c.Org, c.AsOf)
		}
	}
}
