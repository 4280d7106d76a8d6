package transform

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// PublishedMarts names the files of one night's marts.
type PublishedMarts struct {
	AsOf  string
	Marts map[string][]string // mart ("night") to its Parquet files
}

// QuantityMarts are the marts that a bill reads of every night, ForecastMarts those
// of a forecast.
var (
	QuantityMarts = []string{"night", "seat_quantities"}
	ForecastMarts = []string{"night", "comparison"}
)

// loadQuantities makes published_nights and night_quantities: which nights there
// are, and how many users each subscription had on each of them. A night that an
// older version published without quantities of seats is none of seats, and one
// without users of Premium is none of that add-on.
func (n *night) loadQuantities(ctx context.Context, nights []PublishedMarts) error {
	var rows [][]string
	for _, p := range nights {
		rows = append(rows, []string{p.AsOf, "guard"})
		if len(p.Marts["seat_quantities"]) > 0 {
			rows = append(rows, []string{p.AsOf, "seats"})
		}
	}
	if err := n.db.insert(ctx, "published_nights", []string{"as_of date", "kind"}, rows); err != nil {
		return err
	}
	for _, name := range QuantityMarts {
		if err := n.readNights(ctx, name, nights); err != nil {
			return err
		}
	}
	if err := n.db.exec(ctx, "insert into published_nights select as_of, 'premium' from nights_night where premium_billable is not null"); err != nil {
		return err
	}
	return n.db.exec(ctx, `create table night_quantities as
		select as_of, 'guard_standard' as product, '' as place, '' as plan, billable, unknown from nights_night
		union all select as_of, 'guard_premium' as product, '' as place, '' as plan, premium_billable, premium_unknown from nights_night where premium_billable is not null
		union all select as_of, product, place, plan, billable, unknown from nights_seat_quantities`)
}

// readNights makes the relation nights_<mart>: the columns of the contract in
// queries/nights, with the night that each row is of. A column that no file of
// the mart has is null.
func (n *night) readNights(ctx context.Context, mart string, nights []PublishedMarts) error {
	contract := n.lib.find("nights/" + mart + ".sql")
	if contract == nil {
		return fmt.Errorf("read nights: %w", &fs.PathError{Op: "open", Path: "queries/nights/" + mart + ".sql", Err: fs.ErrNotExist})
	}
	var files []string
	var rows [][]string
	for _, p := range nights {
		for _, f := range p.Marts[mart] {
			files, rows = append(files, f), append(rows, []string{f, p.AsOf})
		}
	}
	wanted, err := n.db.typed(ctx, contract.text)
	if err != nil {
		return placed(contract, err)
	}
	if len(files) == 0 {
		return n.db.exec(ctx, "create table nights_"+mart+" as select cast(null as date) as as_of, c.* from ("+contract.text+"\n) as c")
	}
	if err := n.db.insert(ctx, "files_of_"+mart, []string{"path", "as_of date"}, rows); err != nil {
		return err
	}
	from := "read_parquet(" + quoteList(files) + ", hive_partitioning = false, union_by_name = true, filename = true)"
	there, err := n.db.typed(ctx, "select * from "+from)
	if err != nil {
		return unreadableNight(contract, err)
	}
	cells := []string{"f.as_of"}
	for _, c := range wanted {
		cell := "m." + c.name
		if !slices.ContainsFunc(there, func(t typedColumn) bool { return t.name == c.name }) {
			cell = "null"
		}
		cells = append(cells, "cast("+cell+" as "+c.kind+") as "+c.name)
	}
	if err := n.db.exec(ctx, "create table nights_"+mart+" as select "+strings.Join(cells, ", ")+" from "+from+" as m join files_of_"+mart+" as f on f.path = m.filename"); err != nil {
		return unreadableNight(contract, err)
	}
	return nil
}
