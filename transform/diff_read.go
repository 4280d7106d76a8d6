package transform

import (
	"context"
	"database/sql"
	"fmt"
)

// read takes the small tables of the comparison.
func (d *Difference) read(ctx context.Context) error {
	for _, part := range []func(context.Context) error{d.readTotals, d.readCauses, d.readSettings, d.readSources} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (d *Difference) readTotals(ctx context.Context) error {
	for i, table := range []string{"before_accounts", "after_accounts"} {
		err := d.db.rows(ctx, "select count(*), count(*) filter (where guard_standard = 'billable') from "+table, func(r *sql.Rows) error {
			return r.Scan(&d.Accounts[i], &d.Billable[i])
		})
		if err != nil {
			return err
		}
	}
	return d.db.rows(ctx, "select appeared, gone, classes, verdicts, unexplained, seats, before_cents, after_cents, coalesce(currency, ''), reason from comparison",
		func(r *sql.Rows) error {
			return r.Scan(&d.Appeared, &d.Left, &d.Classes, &d.Verdicts, &d.Unexplained, &d.Seats, &d.FromCents, &d.ToCents, &d.Currency, &d.Reason)
		})
}

func (d *Difference) readCauses(ctx context.Context) error {
	d.Causes = []ChangeCause{}
	return d.db.rows(ctx, "select cause, cents, seats, accounts, changes, step_no, premium_seats from change_causes order by step_no", func(r *sql.Rows) error {
		var c ChangeCause
		err := r.Scan(&c.Cause, &c.Cents, &c.Seats, &c.Accounts, &c.Changes, &c.Step, &c.PremiumSeats)
		d.Causes = append(d.Causes, c)
		return err
	})
}

func (d *Difference) readSettings(ctx context.Context) error {
	d.Settings = []SettingChange{}
	return d.db.rows(ctx, "select case night_no when 1 then 'from' else 'to' end, kind, product, place, value from setting_changes order by kind, product, place, night_no, value",
		func(r *sql.Rows) error {
			var s SettingChange
			err := r.Scan(&s.Night, &s.Kind, &s.Product, &s.Place, &s.Value)
			d.Settings = append(d.Settings, s)
			return err
		})
}

func (d *Difference) readSources(ctx context.Context) error {
	d.Sources = []SourceChange{}
	return d.db.rows(ctx, "select case night_no when 1 then 'from' else 'to' end, format from source_gaps order by night_no, format",
		func(r *sql.Rows) error {
			var s SourceChange
			err := r.Scan(&s.Night, &s.Format)
			d.Sources = append(d.Sources, s)
			return err
		})
}

// Each hands out every change, sorted by account.
func (d *Difference) Each(ctx context.Context, use func(Change) error) error {
	return d.db.rows(ctx, "select account_id, email, name, what, before_value, after_value, cause, detail, seats from night_changes order by change_no",
		func(r *sql.Rows) error {
			var c Change
			if err := r.Scan(&c.AccountID, &c.Email, &c.Name, &c.What, &c.From, &c.To, &c.Cause, &c.Detail, &c.Seats); err != nil {
				return err
			}
			return use(c)
		})
}

// rows hands out the rows of a query one by one.
func (e *engine) rows(ctx context.Context, text string, use func(*sql.Rows) error) error {
	rows, err := e.conn.QueryContext(ctx, text)
	if err != nil {
		return engineError(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := use(rows); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return engineError(ctx, err)
	}
	return nil
}
