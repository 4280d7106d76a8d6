package transform

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"strconv"
)

// A PriceDesk prices numbers of users under one price book, without a night of
// its own: the same queries that price a night.
type PriceDesk struct {
	night *night
}

// OpenPriceDesk reads the book and the terms that facts state; nil text of a book
// is the bundled one. Close it after use.
func OpenPriceDesk(ctx context.Context, queries fs.FS, facts Facts) (*PriceDesk, error) {
	lib, err := readLibrary(queries)
	if err != nil {
		return nil, err
	}
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	d := &PriceDesk{&night{Options: Options{Facts: facts.withDefaults()}, lib: lib, db: db}}
	if err := d.load(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Version names the book: its newest effective date and a hash of its text.
func (d *PriceDesk) Version() string { return d.night.bookVersion }

// Close frees the engine.
func (d *PriceDesk) Close() { d.night.db.close() }

func (d *PriceDesk) load(ctx context.Context) error {
	if err := d.night.loadSeeds(ctx); err != nil {
		return err
	}
	return d.night.loadTerms(ctx, d.night.Facts)
}

// at runs fn in a schema of its own in which run_context says how Guard is bought
// on a night.
func (d *PriceDesk) at(ctx context.Context, terms Terms, fn func(n *night) error) error {
	return d.in(ctx, "desk", terms, fn)
}

// in is at, in the schema of that name.
func (d *PriceDesk) in(ctx context.Context, schema string, terms Terms, fn func(n *night) error) error {
	n := *d.night
	n.AsOf, n.Org = terms.AsOf, terms.Org
	n.Facts.Edition, n.Facts.Billing, n.Facts.PurchasedTier = terms.Edition, terms.Billing, terms.PurchasedTier
	n.Facts = n.Facts.withDefaults()
	return n.db.inSchema(ctx, schema, func() error {
		if err := n.insertContext(ctx, n.Facts); err != nil {
			return err
		}
		return fn(&n)
	})
}

// Terms say how an organisation buys Guard on a night.
type Terms struct {
	Org, AsOf        string
	Edition, Billing string // "": standard, annual
	PurchasedTier    int64  // 0: per seat
}

// Counts are users of Guard: those that Standard bills, and those that the add-on
// of Premium does, which are priced where the terms say that edition.
type Counts struct{ Users, Premium int64 }

// Priced is what numbers of users cost; amounts are in minor units and nil where
// Reason says why they are not known.
type Priced struct {
	Users        int64  `json:"users"` // of Guard Standard
	MonthlyCents *int64 `json:"monthly_cents"`
	AnnualCents  *int64 `json:"annual_cents"`
	Reason       string `json:"reason"`
	IsInferred   bool   `json:"uses_inferred_prices"`
}

// Price gives the cost of each pair of numbers of users of Guard, in the order asked.
func (d *PriceDesk) Price(ctx context.Context, terms Terms, counts ...Counts) ([]Priced, error) {
	var list []Priced
	err := d.at(ctx, terms, func(n *night) error {
		var rows [][]string
		for i, c := range counts {
			rows = append(rows, []string{strconv.Itoa(i), strconv.FormatInt(c.Users, 10), strconv.FormatInt(c.Premium, 10)})
		}
		given := map[string]bool{"counts_to_price": true, "subscriptions_to_price": true, "subscription_verdicts": true, "run_context": true, "edge_counts": true, "second_guard_users": true}
		if err := n.db.insert(ctx, "counts_to_price", []string{"ask_no bigint", "users bigint", "premium_users bigint"}, rows); err != nil {
			return err
		}
		if err := n.db.insert(ctx, "second_guard_users", []string{"users bigint"}, nil); err != nil {
			return err
		}
		if err := n.db.insert(ctx, "subscriptions_to_price", []string{"product", "plan", "users bigint"}, nil); err != nil {
			return err
		}
		if err := n.db.insert(ctx, "subscription_verdicts", []string{"account_no bigint", "subscription", "verdict"}, nil); err != nil {
			return err
		}
		if err := n.db.insert(ctx, "edge_counts", []string{"product", "plan", "users bigint"}, nil); err != nil {
			return err
		}
		if err := n.make(ctx, []string{"priced_counts"}, given); err != nil {
			return err
		}
		return n.each(ctx, "select distinct c.ask_no, p.users, p.monthly_cents, p.annual_cents, p.reason, p.is_inferred from counts_to_price as c join priced_counts as p on p.users = c.users and p.premium_users = c.premium_users order by c.ask_no", func(r *sql.Rows) error {
			var no int64
			var p Priced
			err := r.Scan(&no, &p.Users, &p.MonthlyCents, &p.AnnualCents, &p.Reason, &p.IsInferred)
			list = append(list, p)
			return err
		})
	})
	return list, err
}

// BookLine is one line of a price book.
type BookLine struct {
	Product    string `json:"product"`
	Plan       string `json:"plan"`
	Semantics  string `json:"semantics"`
	From       int64  `json:"users_from"`
	To         *int64 `json:"users_to"` // nil: open
	Minimum    int64  `json:"minimum_users"`
	UnitCents  int64  `json:"unit_price_cents"`
	Rounding   int64  `json:"annual_rounding_cents"`
	Currency   string `json:"currency"`
	Period     string `json:"period"`
	Since      string `json:"effective_from"`
	Until      string `json:"effective_to"` // the first day it no longer holds; "": open
	Source     string `json:"source"`
	Confidence string `json:"confidence"`
}

// Book gives the lines in force on a date and the book's version.
func (d *PriceDesk) Book(ctx context.Context, asOf string) (lines []BookLine, version string, err error) {
	lines = []BookLine{}
	err = d.at(ctx, Terms{AsOf: asOf}, func(n *night) error {
		if err := n.make(ctx, []string{"prices_in_force"}, map[string]bool{"run_context": true}); err != nil {
			return err
		}
		return n.each(ctx, `select b.product, b.plan, b.semantics, b.users_from, b.users_to, b.minimum_users, b.unit_price_cents, b.annual_rounding_cents,
			b.currency, b.period, cast(b.effective_from as varchar), coalesce(cast(b.effective_to as varchar), ''), b.source, b.confidence
			from stg_price_book as b join prices_in_force as p on p.line_no = b.line_no
			order by b.product, b.plan, b.currency, p.is_tier, b.period, b.users_from, b.line_no`, func(r *sql.Rows) error {
			var l BookLine
			err := r.Scan(&l.Product, &l.Plan, &l.Semantics, &l.From, &l.To, &l.Minimum, &l.UnitCents, &l.Rounding,
				&l.Currency, &l.Period, &l.Since, &l.Until, &l.Source, &l.Confidence)
			lines = append(lines, l)
			return err
		})
	})
	return lines, d.night.bookVersion, err
}

// each calls use for every row of a select.
func (n *night) each(ctx context.Context, text string, use func(*sql.Rows) error) error {
	rows, err := n.db.conn.QueryContext(ctx, text)
	if err != nil {
		return engineError(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := use(rows); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
	}
	return rows.Err()
}
