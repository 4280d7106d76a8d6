package transform

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"billable"
)

// Night is a published night to compare with: what queries/nights reads of its
// marts. A column or a mart that an older version did not publish is null or
// empty; the queries say nothing about what a night is silent on.
type Night struct {
	AsOf      string // YYYY-MM-DD
	RulesAsOf string // date whose rules judged it; empty: AsOf
	RunID     string
	Rules     string              // version of the queries that judged it
	Marts     map[string][]string // mart ("accounts") to its Parquet files
}

// ComparedMarts lists the marts that a comparison of two nights reads.
func ComparedMarts(queries fs.FS) []string {
	names, err := fs.Glob(queries, "nights/*.sql")
	if err != nil {
		panic(err) // the pattern is our own
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(path.Base(n), ".sql")
	}
	return names
}

func (n Night) rulesAsOf() string {
	if n.RulesAsOf != "" {
		return n.RulesAsOf
	}
	return n.AsOf
}

// compared is the one row of the table of that name.
var comparedColumns = []string{"has_before boolean", "before_as_of date", "before_run_id",
	"before_rules_on date", "after_rules_on date", "same_rules boolean", "compares_seats boolean"}

// loadBefore makes compared and a view before_<mart> for each file of
// queries/nights: empty ones when there is no night before.
func (n *night) loadBefore(ctx context.Context) error {
	b := Night{AsOf: n.AsOf}
	if n.Before != nil {
		b = *n.Before
	}
	row := []string{strconv.FormatBool(n.Before != nil), b.AsOf, b.RunID, b.rulesAsOf(), n.rulesAsOf(), strconv.FormatBool(b.Rules == n.Rules),
		strconv.FormatBool(len(b.Marts["account_seats"]) > 0 && !n.noSeats)}
	if err := n.db.insert(ctx, "compared", comparedColumns, [][]string{row}); err != nil {
		return err
	}
	for _, f := range n.lib.layer("nights") {
		if err := n.db.readNight(ctx, "before_", f, b.Marts[f.name]); err != nil {
			return err
		}
	}
	return nil
}

// afterSteps makes a view after_<mart> of this night's own mart for each file
// of queries/nights, so that both nights are read alike.
func (l *library) afterSteps() []step {
	var steps []step
	for _, f := range l.layer("nights") {
		name := "after_" + f.name
		steps = append(steps, step{name: name, makes: []string{name}, reads: []string{f.name},
			run: func(ctx context.Context, n *night) error {
				columns, err := n.db.columns(ctx, f)
				if err != nil {
					return err
				}
				return placed(f, n.db.exec(ctx, "create view "+name+" as select "+strings.Join(columns, ", ")+" from "+f.name))
			}})
	}
	return steps
}

// readNight makes a view of a published mart with the columns of the contract;
// those that the files lack are null. The accounts themselves must have all:
// without them there is nothing to compare.
func (e *engine) readNight(ctx context.Context, prefix string, contract *file, paths []string) error {
	if len(paths) == 0 {
		return placed(contract, e.exec(ctx, "create view "+prefix+contract.name+" as "+contract.text))
	}
	from := " from read_parquet(" + quoteList(paths) + ", hive_partitioning = false)"
	there, err := e.typed(ctx, "select *"+from)
	if err != nil {
		return unreadableNight(contract, err)
	}
	wanted, err := e.typed(ctx, contract.text)
	if err != nil {
		return placed(contract, err)
	}
	has := map[string]bool{}
	for _, c := range there {
		has[c.name] = true
	}
	cells := make([]string, len(wanted))
	for i, c := range wanted {
		cell := c.name
		if !has[c.name] {
			if contract.name == "accounts" {
				return unreadableNight(contract, fmt.Errorf("it has no column %s", c.name))
			}
			cell = "null"
		}
		cells[i] = "cast(" + cell + " as " + c.kind + ") as " + c.name
	}
	return placed(contract, e.exec(ctx, "create view "+prefix+contract.name+" as select "+strings.Join(cells, ", ")+from))
}

func unreadableNight(contract *file, err error) error {
	return &billable.Problem{Kind: billable.Damage, What: "the mart " + contract.name + " of a published night cannot be read", Err: err,
		Remedy: "Run that night again from its exports; 'billable verify --as-of' names what is damaged."}
}

// typedColumn is a column of a query and its type as the engine spells it.
type typedColumn struct{ name, kind string }

// typed binds a query and lists its columns; it reads no rows.
func (e *engine) typed(ctx context.Context, text string) ([]typedColumn, error) {
	rows, err := e.conn.QueryContext(ctx, "select * from ("+text+"\n) limit 0")
	if err != nil {
		return nil, engineError(ctx, err)
	}
	defer rows.Close()
	kinds, err := rows.ColumnTypes()
	if err != nil {
		return nil, fmt.Errorf("read columns: %w", err)
	}
	columns := make([]typedColumn, len(kinds))
	for i, k := range kinds {
		columns[i] = typedColumn{k.Name(), k.DatabaseTypeName()}
	}
	return columns, rows.Err()
}
