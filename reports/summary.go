package reports

import (
	"encoding/json"
	"io"
)

// summary is summary.json: a contract of which no key is renamed. Its keys stand
// in the order of the contract, what was added later behind them.
type summary struct {
	Org            string                      `json:"org"`
	AsOf           string                      `json:"as_of"`
	RunID          string                      `json:"run_id"`
	Schema         int                         `json:"schema"`
	Accounts       accountSummary              `json:"accounts"`
	Verdicts       orderedMap[*verdictSummary] `json:"verdicts"`
	Reconciliation reconciliation              `json:"reconciliation"`
	Ladder         []rung                      `json:"ladder"`
	Scenarios      []scenario                  `json:"scenarios"`
	Recoverable    *int64                      `json:"recoverable_cents"`
	Currency       string                      `json:"currency"`
	PriceBook      priceBookSummary            `json:"price_book"`
	Files          []fileSummary               `json:"files"`
	Checks         []checkSummary              `json:"checks"`

	RecoverableReason string          `json:"recoverable_reason"`
	Guard             guardSummary    `json:"guard"`
	AssumedSites      int64           `json:"assumed_sites"`
	SiteNote          string          `json:"site_note"`
	RowsRejected      int64           `json:"rows_rejected"`
	Actions           []actionSummary `json:"actions"`
	Changes           *comparison     `json:"changes"` // null: no night before
	Seats             []seatTally     `json:"seats"`
	Bridge            []bridgeSummary `json:"bridge"`
	RulesAsOf         string          `json:"rules_as_of"`
	Renewals          commerce        `json:"renewals"`
	Cascades          []cascade       `json:"cascades"`
}

type accountSummary struct {
	Total   int64             `json:"total"`
	ByClass orderedMap[int64] `json:"by_class"`
}

type verdictSummary struct {
	Billable    int64 `json:"billable"`
	NotBillable int64 `json:"not_billable"`
	Unknown     int64 `json:"unknown"`
}

type priceBookSummary struct {
	Version            string  `json:"version"`
	LastEffective      *string `json:"last_effective"`
	UsesInferredPrices bool    `json:"uses_inferred_prices"`
	IsOld              bool    `json:"is_old"`
	Note               string  `json:"note"`
}

type fileSummary struct {
	Path         string `json:"path"`
	Sheet        string `json:"sheet,omitempty"`
	Format       string `json:"format"`
	RowsRead     int64  `json:"rows_read"`
	RowsKept     int64  `json:"rows_kept"`
	RowsRejected int64  `json:"rows_rejected"`
	RowsMended   int64  `json:"rows_mended"`
	Findings     int64  `json:"findings"`
	SameAs       string `json:"same_as,omitempty"`
}

type checkSummary struct {
	Name     string `json:"name"`
	Severity string `json:"severity"`
	Findings int64  `json:"findings"`
	Claim    string `json:"claim"`
	Meaning  string `json:"otherwise,omitempty"`
}

type guardSummary struct {
	Edition       string  `json:"edition"`
	Billing       string  `json:"billing"`
	PurchasedTier *int64  `json:"purchased_tier"`
	RenewsOn      *string `json:"renews_on"`
}

type actionSummary struct {
	Action      string `json:"action"`
	Upload      int64  `json:"upload"` // accounts whose address is uploaded
	Held        int64  `json:"held"`
	Quarantined int64  `json:"quarantined"`
	Files       int    `json:"files"` // upload files
}

// summarise lays the small marts out as summary.json.
func summarise(o Provenance, n *night, rejects int64, actions []actionSummary) summary {
	s := summary{
		Org: o.Org, AsOf: o.AsOf, RunID: o.RunID, Schema: o.Schema,
		Accounts:       accountSummary{Total: n.facts.accounts},
		Reconciliation: n.reconciliation,
		Ladder:         orEmpty(n.ladder), Scenarios: orEmpty(n.scenarios),
		Recoverable: n.facts.recoverableCents, Currency: n.facts.currency,
		PriceBook: priceBookSummary{
			Version: n.facts.priceBookVersion, LastEffective: n.facts.priceBookLastEffective.maybe(),
			UsesInferredPrices: n.facts.inferredPrices, IsOld: n.facts.priceBookIsOld, Note: n.facts.priceNote,
		},
		Files: []fileSummary{}, Checks: []checkSummary{},
		RecoverableReason: n.facts.recoverableReason,
		Guard: guardSummary{
			Edition: n.facts.edition, Billing: n.facts.billing,
			PurchasedTier: n.facts.purchasedTier, RenewsOn: n.facts.renewsOn.maybe(),
		},
		AssumedSites: n.facts.assumedSites, SiteNote: n.facts.siteNote,
		RowsRejected: rejects, Actions: orEmpty(actions), Changes: n.comparison, Seats: orEmpty(n.seats), Bridge: summariseBridge(n.bridge), RulesAsOf: o.RulesAsOf, Renewals: n.commerce, Cascades: orEmpty(n.cascades),
	}
	for _, c := range n.classes {
		s.Accounts.ByClass.set(c.name, c.accounts)
	}
	for _, v := range n.verdicts {
		s.addVerdict(v)
	}
	for _, f := range o.Inputs {
		s.Files = append(s.Files, fileSummary{f.Path, f.Sheet, f.Format, f.RowsRead, f.RowsKept, f.RowsRejected, f.RowsMended, f.Findings, f.SameAs})
	}
	for _, c := range n.checks {
		s.Checks = append(s.Checks, checkSummary{c.name, c.severity, c.findings, c.claim, c.otherwise})
	}
	return s
}

func (s *summary) addVerdict(v verdictTally) {
	at := s.Verdicts.get(v.subscription)
	if at == nil {
		at = &verdictSummary{}
		s.Verdicts.set(v.subscription, at)
	}
	switch v.verdict {
	case "billable":
		at.Billable = v.accounts
	case "not_billable":
		at.NotBillable = v.accounts
	case "unknown":
		at.Unknown = v.accounts
	}
}

// writeJSON writes one document for machines that people can read too.
func writeJSON(w io.Writer, document any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(document)
}

// orEmpty makes a list print as [] and not as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// maybe spells the day for JSON, null when there is none.
func (d day) maybe() *string {
	if d == noDay {
		return nil
	}
	s := d.String()
	return &s
}
