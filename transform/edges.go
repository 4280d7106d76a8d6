package transform

import (
	"context"
	"database/sql"
	"fmt"

	"billable"
)

// Margin says of one subscription what its marginal seat is worth, as the marts
// edge_margins, edges, edge_accounts and edge_curve of a published night tell it.
// Amounts are in minor units, and nil where Reason says why they are not known.
type Margin struct {
	Subscription string `json:"subscription"` // guard_standard, guard_premium, jira@acme
	Product      string `json:"product"`
	Place        string `json:"place"`
	Plan         string `json:"plan"`
	Users        int64  `json:"users"`
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
	Reason       string `json:"annual_reason"`
	IsInferred   bool   `json:"uses_inferred_prices"`
	Tier         *int64 `json:"tier"` // whose price is paid; nil: by the seat

	OneFewer  *Step   `json:"one_fewer"` // what it saves; nil where nobody is billed
	OneMore   Step    `json:"one_more"`  // what it costs
	Purchased *int64  `json:"purchased_tier"`
	FreeSeats *int64  `json:"free_seats"`
	SavesFrom *string `json:"saves_from"` // date; nil: at once

	Edges []Edge       `json:"edges"`
	Curve []CurvePoint `json:"curve"`
}

// Step is what one seat changes.
type Step struct {
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
	Reason       string `json:"annual_reason"`
}

// Edge is the block of users that tonight's count lies in, and the way out of it.
type Edge struct {
	Kind      string `json:"kind"` // bracket or tier
	IsPricing bool   `json:"prices_tonight"`
	From      *int64 `json:"from"` // nil: no block holds tonight's count
	To        *int64 `json:"to"`   // nil: open
	Below     *Side  `json:"below"`
	Above     *Side  `json:"above"`

	Freeable    *int64        `json:"freeable"` // accounts that the ways out can free; nil: no way out is of this subscription
	IsReachable bool          `json:"is_reachable"`
	Accounts    []EdgeAccount `json:"accounts"` // who has to go to reach the edge below
}

// Side is the nearest count beyond an edge.
type Side struct {
	Users        int64  `json:"users"`
	Seats        int64  `json:"seats"` // from tonight's count to it
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
	ChangeCents  *int64 `json:"change_cents"` // of a year; negative below
}

// EdgeAccount is one account of those that reach the edge below with the least
// effort, and its way out.
type EdgeAccount struct {
	AccountID     string `json:"account_id"`
	Email         string `json:"email"`
	Name          string `json:"name"`
	WayOut        string `json:"way_out"`
	EffortMinutes int64  `json:"effort_minutes"`
	Mark          string `json:"mark"`
	Reason        string `json:"reason"`
}

// CurvePoint is a corner of the line of the cost over the number of users.
type CurvePoint struct {
	Users        int64  `json:"users"`
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
}

// edgeMarts are the marts that ReadEdges reads.
var edgeMarts = []string{"edge_margins", "edges", "edge_accounts", "edge_curve"}

// ReadEdges reads what a published night tells of edges: a Usage Problem where it
// was published before edges were told.
func ReadEdges(ctx context.Context, marts map[string][]string) ([]Margin, error) {
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	defer db.close()
	for _, name := range edgeMarts {
		if len(marts[name]) == 0 {
			return nil, &billable.Problem{Kind: billable.Usage, What: "the night was published by a version that tells no edges",
				Remedy: "Run 'billable run' for the night again."}
		}
		if err := db.exec(ctx, "create view "+name+" as select * from read_parquet("+quoteList(marts[name])+", hive_partitioning = false)"); err != nil {
			return nil, fmt.Errorf("open mart %s: %w", name, err)
		}
	}
	r := &edgeReader{db: db, byName: map[string]*Margin{}}
	for _, read := range []func(context.Context) error{r.margins, r.edges, r.accounts, r.curve} {
		if err := read(ctx); err != nil {
			return nil, err
		}
	}
	list := make([]Margin, len(r.list))
	for i, m := range r.list {
		list[i] = *m
	}
	return list, nil
}

type edgeReader struct {
	db     *engine
	list   []*Margin
	byName map[string]*Margin
}

func (r *edgeReader) margins(ctx context.Context) error {
	return r.db.rows(ctx, `select subscription, product, place, plan, users, monthly_cents, annual_cents, reason, is_inferred, case when uses_tier then tier end,
		fewer_monthly_cents, fewer_annual_cents, more_monthly_cents, more_annual_cents, more_reason, purchased_tier, free_seats, cast(saves_from as varchar)
		from edge_margins order by edge_no`, func(rows *sql.Rows) error {
		m := &Margin{Edges: []Edge{}, Curve: []CurvePoint{}}
		var fewer Step
		err := rows.Scan(&m.Subscription, &m.Product, &m.Place, &m.Plan, &m.Users, &m.MonthlyCents, &m.AnnualCents, &m.Reason, &m.IsInferred, &m.Tier,
			&fewer.MonthlyCents, &fewer.AnnualCents, &m.OneMore.MonthlyCents, &m.OneMore.AnnualCents, &m.OneMore.Reason, &m.Purchased, &m.FreeSeats, &m.SavesFrom)
		if m.Users > 0 {
			fewer.Reason = m.Reason
			m.OneFewer = &fewer
		}
		r.list = append(r.list, m)
		r.byName[m.Subscription] = m
		return err
	})
}

func (r *edgeReader) edges(ctx context.Context) error {
	return r.db.rows(ctx, `select subscription, kind, prices_tonight, block_from, block_to, users_below, seats_below, monthly_cents_below, annual_cents_below, -saving_cents,
		users_above, seats_above, monthly_cents_above, annual_cents_above, cost_cents, freeable, is_reachable from edges order by edge_no, kind`, func(rows *sql.Rows) error {
		e := Edge{Accounts: []EdgeAccount{}}
		var name string
		var below, above Side
		var usersBelow, seatsBelow, usersAbove, seatsAbove *int64
		err := rows.Scan(&name, &e.Kind, &e.IsPricing, &e.From, &e.To, &usersBelow, &seatsBelow, &below.MonthlyCents, &below.AnnualCents, &below.ChangeCents,
			&usersAbove, &seatsAbove, &above.MonthlyCents, &above.AnnualCents, &above.ChangeCents, &e.Freeable, &e.IsReachable)
		if err != nil {
			return err
		}
		if usersBelow != nil {
			below.Users, below.Seats, e.Below = *usersBelow, *seatsBelow, &below
		}
		if usersAbove != nil {
			above.Users, above.Seats, e.Above = *usersAbove, *seatsAbove, &above
		}
		m := r.byName[name]
		m.Edges = append(m.Edges, e)
		return nil
	})
}

func (r *edgeReader) accounts(ctx context.Context) error {
	guard := r.byName["guard_standard"]
	return r.db.rows(ctx, "select kind, account_id, email, name, way_out, effort_minutes, mark, reason from edge_accounts order by kind, pick_no", func(rows *sql.Rows) error {
		var kind string
		var a EdgeAccount
		if err := rows.Scan(&kind, &a.AccountID, &a.Email, &a.Name, &a.WayOut, &a.EffortMinutes, &a.Mark, &a.Reason); err != nil {
			return err
		}
		for i := range guard.Edges {
			if e := &guard.Edges[i]; e.Kind == kind {
				e.Accounts = append(e.Accounts, a)
			}
		}
		return nil
	})
}

func (r *edgeReader) curve(ctx context.Context) error {
	return r.db.rows(ctx, "select subscription, users, monthly_cents, annual_cents from edge_curve order by edge_no, users", func(rows *sql.Rows) error {
		var name string
		var p CurvePoint
		err := rows.Scan(&name, &p.Users, &p.MonthlyCents, &p.AnnualCents)
		if err == nil {
			r.byName[name].Curve = append(r.byName[name].Curve, p)
		}
		return err
	})
}
