package transform

import (
	"context"
	"database/sql"
	"fmt"
)

// NightTotal is what a published night counts and how Guard is bought on it, as its
// marts night and scenarios say.
type NightTotal struct {
	AsOf              string
	Billable, Unknown int64
	Edition, Billing  string
	PurchasedTier     int64  // 0: per seat
	RenewsOn          string // "": not said
	Currency          string
	Scenarios         []ScenarioCount
}

// ScenarioCount is how many a scenario of the night bills.
type ScenarioCount struct {
	ID       string
	Billable int64
	Premium  *int64 // users of the add-on of Premium; nil where the night does not say
}

// PublishedNight names the files of the marts night and scenarios of one night.
type PublishedNight struct {
	AsOf             string
	Night, Scenarios []string
}

// ReadTotals reads published nights, in the order given.
func ReadTotals(ctx context.Context, nights []PublishedNight) ([]NightTotal, error) {
	db, err := openEngine(ctx, engineOptions{Threads: 1})
	if err != nil {
		return nil, err
	}
	defer db.close()
	n := &night{db: db}
	var totals []NightTotal
	for _, p := range nights {
		t := NightTotal{AsOf: p.AsOf}
		err := n.each(ctx, "select billable, unknown, edition, billing, coalesce(purchased_tier, 0), coalesce(cast(renews_on as varchar), ''), currency from read_parquet("+quoteList(p.Night)+", hive_partitioning = false)", func(r *sql.Rows) error {
			return r.Scan(&t.Billable, &t.Unknown, &t.Edition, &t.Billing, &t.PurchasedTier, &t.RenewsOn, &t.Currency)
		})
		if err != nil {
			return nil, fmt.Errorf("read night %s: %w", p.AsOf, err)
		}
		premium, err := n.premiumColumn(ctx, p)
		if err != nil {
			return nil, err
		}
		err = n.each(ctx, "select id, billable, "+premium+" from read_parquet("+quoteList(p.Scenarios)+", hive_partitioning = false) order by scenario_no", func(r *sql.Rows) error {
			var s ScenarioCount
			err := r.Scan(&s.ID, &s.Billable, &s.Premium)
			t.Scenarios = append(t.Scenarios, s)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read scenarios of night %s: %w", p.AsOf, err)
		}
		totals = append(totals, t)
	}
	return totals, nil
}

// premiumColumn is the column of the mart scenarios that counts users of Premium;
// "null" where an older version published it.
func (n *night) premiumColumn(ctx context.Context, p PublishedNight) (string, error) {
	columns, err := n.db.typed(ctx, "select * from read_parquet("+quoteList(p.Scenarios)+", hive_partitioning = false)")
	if err != nil {
		return "", fmt.Errorf("read scenarios of night %s: %w", p.AsOf, err)
	}
	for _, c := range columns {
		if c.name == "premium_billable" {
			return c.name, nil
		}
	}
	return "null", nil
}
