package transform

import (
	"context"
	"database/sql"
	"fmt"
)

// Quotes is what a published night says of its quotes. Money is in minor units and nil
// where it is not known; amounts on equal terms are in BillCurrency before tax.
type Quotes struct {
	BillCurrency   string             `json:"bill_currency"`
	Quotes         []Quote            `json:"quotes"`
	Deviations     []QuoteDeviation   `json:"deviations"`
	EqualTerms     []QuoteEqualTerms  `json:"equal_terms"`
	Topologies     []Topology         `json:"topologies"`
	Recommendation QuoteAdvice        `json:"recommendation"`
	Assumptions    []QuoteAssumption  `json:"assumptions"`
	Reasons        []QuoteReason      `json:"reasons"`
	Sources        []QuoteSource      `json:"sources"`
	Preparations   map[string][]Steps `json:"preparations"`
}

// Quote is one quote. AnnualCents and TotalCents are its own, in its currency, the
// second with tax; EqualCents is a year on equal terms, nil where it is not comparable.
type Quote struct {
	Quote       string   `json:"quote"`
	Version     string   `json:"version"`
	Reseller    string   `json:"reseller"`
	Currency    string   `json:"currency"`
	ValidUntil  string   `json:"valid_until"` // "": not said
	Comparable  bool     `json:"comparable"`
	Why         string   `json:"why"`
	AnnualCents *int64   `json:"annual_cents"`
	TotalCents  *int64   `json:"total_cents"`
	EqualCents  *int64   `json:"equal_annual_cents"`
	YearsCents  []*int64 `json:"years_cents"` // first year to fifth
	Rank        *int64   `json:"rank"`
	Deviations  int64    `json:"deviations"`
	Rate        string   `json:"rate"` // 9245/10000 of 2026-11-01; "" where none is needed or known
}

// QuoteDeviation is one thing that is not as it should be; Line is "" for the whole quote.
type QuoteDeviation struct {
	Quote    string `json:"quote"`
	Reseller string `json:"reseller"`
	Line     string `json:"line"`
	Kind     string `json:"kind"`
	Expected string `json:"expected"`
	Found    string `json:"found"`
	Says     string `json:"says"`
	Currency string `json:"currency"`
	Place    string `json:"place"` // file:row, "" for the whole quote
}

// QuoteEqualTerms is a year of one product of one quote, for the scope's users.
type QuoteEqualTerms struct {
	Quote        string `json:"quote"`
	Reseller     string `json:"reseller"`
	Product      string `json:"product"`
	Users        *int64 `json:"users"`
	ScopeUsers   *int64 `json:"scope_users"`
	ScopeBasis   string `json:"scope_basis"`
	AnnualCents  *int64 `json:"annual_cents"`
	PerUserCents *int64 `json:"per_user_cents"`
	Open         bool   `json:"open"` // it can be taken by itself
}

// Topology is one way of splitting the bill.
type Topology struct {
	ID          string            `json:"id"`
	Label       string            `json:"label"`
	Feasible    bool              `json:"feasible"`
	Why         string            `json:"why"`
	AnnualCents *int64            `json:"annual_cents"`
	YearsCents  []*int64          `json:"years_cents"`
	MoreCents   *int64            `json:"more_cents"` // than the cheapest
	BreakEven   *int64            `json:"break_even_basis_points"`
	Assignment  map[string]string `json:"assignment"` // product -> reseller
	Rules       []TopologyRule    `json:"rules"`
	Changes     []TopologyChange  `json:"changes"`
}

// TopologyRule is a rule that the way is held to: yes, no or noted.
type TopologyRule struct {
	Rule   string `json:"rule"`
	Holds  string `json:"holds"`
	Says   string `json:"says"`
	Source string `json:"source"`
}

// TopologyChange says what changes for somebody.
type TopologyChange struct {
	Who    string `json:"who"`
	Change string `json:"change"`
	Source string `json:"source"`
}

// Steps is one step that prepares a way of splitting the bill.
type Steps struct {
	Step   string `json:"step"`
	Why    string `json:"why"`
	Source string `json:"source"`
}

// QuoteAdvice is the way to take; Topology is nil where the data do not allow one.
type QuoteAdvice struct {
	Topology *string `json:"topology"`
	Why      string  `json:"why"`
}

// QuoteAssumption is a value that the comparison rests on.
type QuoteAssumption struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Value  string `json:"value"`
	Unit   string `json:"unit"`
	Source string `json:"source"`
}

// QuoteReason says why a quote, or what it offers of a product, is set apart.
type QuoteReason struct {
	Quote   string `json:"quote"`
	Product string `json:"product"` // "": the whole quote
	Reason  string `json:"reason"`
}

// QuoteSource is a file that lines of quotes were read from.
type QuoteSource struct {
	Quote string `json:"quote"`
	File  string `json:"file"`
	Lines int64  `json:"lines"`
}

// quoteMarts are the marts that ReadQuotes reads.
var quoteMarts = []string{"night", "assumptions", "quotes", "quote_lines", "quote_deviations", "quote_equal_terms", "quote_reasons", "quote_recommendation",
	"topologies", "topology_assignments", "topology_rules", "topology_changes", "topology_preparations"}

// ReadQuotes reads the quotes of one published night from the files of its marts.
// Without quotes its lists are empty.
func ReadQuotes(ctx context.Context, marts map[string][]string) (*Quotes, error) {
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	defer db.close()
	for _, name := range quoteMarts {
		if len(marts[name]) == 0 {
			return nil, nil
		}
		if err := db.exec(ctx, "create view "+name+" as select * from read_parquet("+quoteList(marts[name])+", hive_partitioning = false)"); err != nil {
			return nil, fmt.Errorf("open mart %s: %w", name, err)
		}
	}
	r := quoteReader{n: &night{db: db}, ctx: ctx, q: &Quotes{
		Quotes: []Quote{}, Deviations: []QuoteDeviation{}, EqualTerms: []QuoteEqualTerms{}, Topologies: []Topology{},
		Assumptions: []QuoteAssumption{}, Reasons: []QuoteReason{}, Sources: []QuoteSource{}, Preparations: map[string][]Steps{},
	}}
	for _, read := range []func() error{r.quotes, r.deviations, r.equalTerms, r.topologies, r.topologyLists, r.advice, r.notes} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("read quotes: %w", err)
		}
	}
	return r.q, nil
}

// A quoteReader fills Quotes, one mart after another.
type quoteReader struct {
	n   *night
	ctx context.Context
	q   *Quotes
}

func (r quoteReader) each(text string, use func(*sql.Rows) error) error {
	return r.n.each(r.ctx, text, use)
}

func (r quoteReader) quotes() error {
	return r.each(`select quote, quote_version, reseller, currency, coalesce(cast(valid_until_on as varchar), ''), is_comparable, why,
		annual_cents, total_cents, equal_cents, year_1, year_2, year_3, year_4, year_5, rank_no, deviations, bill_currency,
		case when rated_on is null or currency = bill_currency then '' else rate_numerator || '/' || rate_denominator || ' of ' || rated_on end
		from quotes order by quote_no`, func(rows *sql.Rows) error {
		q := Quote{YearsCents: make([]*int64, 5)}
		y := q.YearsCents
		err := rows.Scan(&q.Quote, &q.Version, &q.Reseller, &q.Currency, &q.ValidUntil, &q.Comparable, &q.Why, &q.AnnualCents, &q.TotalCents, &q.EqualCents,
			&y[0], &y[1], &y[2], &y[3], &y[4], &q.Rank, &q.Deviations, &r.q.BillCurrency, &q.Rate)
		r.q.Quotes = append(r.q.Quotes, q)
		return err
	})
}

func (r quoteReader) deviations() error {
	return r.each("select quote, reseller, line, kind, expected, found, says, currency, coalesce(source_row, '') from quote_deviations order by deviation_no", func(rows *sql.Rows) error {
		var d QuoteDeviation
		err := rows.Scan(&d.Quote, &d.Reseller, &d.Line, &d.Kind, &d.Expected, &d.Found, &d.Says, &d.Currency, &d.Place)
		r.q.Deviations = append(r.q.Deviations, d)
		return err
	})
}

func (r quoteReader) equalTerms() error {
	return r.each(`select quote, reseller, product, users, scope_users, scope_basis, annual_cents, per_user_cents, is_open
		from quote_equal_terms order by quote_no, product`, func(rows *sql.Rows) error {
		var e QuoteEqualTerms
		err := rows.Scan(&e.Quote, &e.Reseller, &e.Product, &e.Users, &e.ScopeUsers, &e.ScopeBasis, &e.AnnualCents, &e.PerUserCents, &e.Open)
		r.q.EqualTerms = append(r.q.EqualTerms, e)
		return err
	})
}

func (r quoteReader) topologies() error {
	err := r.each(`select id, label, is_feasible, why, annual_cents, year_1, year_2, year_3, year_4, year_5, more_cents, break_even_basis_points
		from topologies order by topology_no`, func(rows *sql.Rows) error {
		t := Topology{YearsCents: make([]*int64, 5), Assignment: map[string]string{}, Rules: []TopologyRule{}, Changes: []TopologyChange{}}
		y := t.YearsCents
		err := rows.Scan(&t.ID, &t.Label, &t.Feasible, &t.Why, &t.AnnualCents, &y[0], &y[1], &y[2], &y[3], &y[4], &t.MoreCents, &t.BreakEven)
		r.q.Topologies = append(r.q.Topologies, t)
		return err
	})
	if err != nil {
		return err
	}
	return r.each("select topology, product, reseller from topology_assignments order by topology_no, product", func(rows *sql.Rows) error {
		var id, product, reseller string
		err := rows.Scan(&id, &product, &reseller)
		if t := r.q.topology(id); t != nil {
			t.Assignment[product] = reseller
		}
		return err
	})
}

func (q *Quotes) topology(id string) *Topology {
	for i := range q.Topologies {
		if q.Topologies[i].ID == id {
			return &q.Topologies[i]
		}
	}
	return nil
}

func (r quoteReader) topologyLists() error {
	err := r.each("select topology, rule, holds, says, source from topology_rules order by topology_no, rule_no", func(rows *sql.Rows) error {
		var id string
		var rule TopologyRule
		err := rows.Scan(&id, &rule.Rule, &rule.Holds, &rule.Says, &rule.Source)
		if t := r.q.topology(id); t != nil {
			t.Rules = append(t.Rules, rule)
		}
		return err
	})
	if err != nil {
		return err
	}
	err = r.each("select topology, who, change, source from topology_changes order by topology_no, change_no", func(rows *sql.Rows) error {
		var id string
		var c TopologyChange
		err := rows.Scan(&id, &c.Who, &c.Change, &c.Source)
		if t := r.q.topology(id); t != nil {
			t.Changes = append(t.Changes, c)
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.each("select topology, step, why, source from topology_preparations order by topology_no, step_no", func(rows *sql.Rows) error {
		var id string
		var s Steps
		err := rows.Scan(&id, &s.Step, &s.Why, &s.Source)
		r.q.Preparations[id] = append(r.q.Preparations[id], s)
		return err
	})
}

func (r quoteReader) advice() error {
	return r.each("select topology, why from quote_recommendation", func(rows *sql.Rows) error {
		return rows.Scan(&r.q.Recommendation.Topology, &r.q.Recommendation.Why)
	})
}

// notes reads what the comparison rests on, and what it leaves out.
func (r quoteReader) notes() error {
	err := r.each("select id, name, value, unit, source from assumptions where id like 'quote%' order by assumption_no", func(rows *sql.Rows) error {
		var a QuoteAssumption
		err := rows.Scan(&a.ID, &a.Name, &a.Value, &a.Unit, &a.Source)
		r.q.Assumptions = append(r.q.Assumptions, a)
		return err
	})
	if err != nil {
		return err
	}
	err = r.each("select quote, product, reason from quote_reasons order by quote_no, reason_no, product, reason", func(rows *sql.Rows) error {
		var w QuoteReason
		err := rows.Scan(&w.Quote, &w.Product, &w.Reason)
		r.q.Reasons = append(r.q.Reasons, w)
		return err
	})
	if err != nil {
		return err
	}
	return r.each("select quote, source_file, count(*) from quote_lines group by quote_no, quote, source_file order by quote_no, source_file", func(rows *sql.Rows) error {
		var s QuoteSource
		err := rows.Scan(&s.Quote, &s.File, &s.Lines)
		r.q.Sources = append(r.q.Sources, s)
		return err
	})
}
