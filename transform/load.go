package transform

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"billable"
)

// load makes the relations that no SQL file makes: raw_*, seed_*, config_*,
// before_*, run_context, compared, rule_book and rule_facts.
func (n *night) load(ctx context.Context) error {
	for _, f := range n.lib.layer("raw") {
		if err := n.db.readParquet(ctx, f, n.Raw[strings.TrimPrefix(f.name, "raw_")]); err != nil {
			return err
		}
	}
	if err := n.loadSeeds(ctx); err != nil {
		return err
	}
	book, err := n.lib.ruleBook()
	if err != nil {
		return err
	}
	if err := n.db.insert(ctx, "rule_book", bookColumns, book.rows()); err != nil {
		return err
	}
	if err := n.db.insert(ctx, "rule_facts", []string{"subject", "rule", "fact"}, book.facts()); err != nil {
		return err
	}
	if err := n.loadBefore(ctx); err != nil {
		return err
	}
	return n.loadFacts(ctx, n.Facts.withDefaults())
}

func (n *night) loadSeeds(ctx context.Context) error {
	paths, err := fs.Glob(n.lib.fsys, "seeds/*.csv")
	if err != nil {
		return fmt.Errorf("list seeds: %w", err)
	}
	for _, p := range paths {
		text, err := fs.ReadFile(n.lib.fsys, p)
		if err != nil {
			return fmt.Errorf("read seed: %w", err)
		}
		header, rows, err := readSeed("queries/"+p, text)
		if err != nil {
			return err
		}
		if err := n.db.insert(ctx, "seed_"+strings.TrimSuffix(path.Base(p), ".csv"), header, rows); err != nil {
			return err
		}
	}
	return nil
}

func readSeed(place string, text []byte) (header []string, rows [][]string, err error) {
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(all) == 0 {
		return nil, nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: place}, What: "the table is empty or not CSV", Err: err,
			Remedy: "Write one header line and one line per row, every row with as many cells as the header."}
	}
	return all[0], all[1:], nil
}

func (n *night) loadFacts(ctx context.Context, f Facts) error {
	var sites, licensed, patterns [][]string
	for _, s := range f.Sites {
		sites = append(sites, []string{s.Name, s.Ownership})
	}
	for i, l := range f.Licensed {
		licensed = append(licensed, []string{strconv.Itoa(i + 1), l.Product, l.Site, l.Workspace, l.Plan, l.Role})
	}
	for _, p := range f.Patterns {
		patterns = append(patterns, []string{p.Kind, p.Pattern})
	}
	if err := n.db.insert(ctx, "config_sites", []string{"name", "ownership"}, sites); err != nil {
		return err
	}
	if err := n.db.insert(ctx, "config_licensed", []string{"entry_no bigint", "product", "site", "workspace", "plan", "role"}, licensed); err != nil {
		return err
	}
	if err := n.db.insert(ctx, "config_patterns", []string{"kind", "pattern"}, patterns); err != nil {
		return err
	}
	if err := n.loadTerms(ctx, f); err != nil {
		return err
	}
	return n.insertContext(ctx, f)
}

// loadTerms makes what the config says of money and of ways out.
func (n *night) loadTerms(ctx context.Context, f Facts) error {
	if err := n.loadWaysOut(ctx, f); err != nil {
		return err
	}
	if err := n.loadMoney(ctx, f.Money); err != nil {
		return err
	}
	if err := n.loadQuoteScope(ctx, f.QuoteScope); err != nil {
		return err
	}
	return n.loadPriceBook(ctx, f.PriceBook)
}

// insertContext makes run_context, one row.
func (n *night) insertContext(ctx context.Context, f Facts) error {
	return n.db.insert(ctx, "run_context", []string{"org", "as_of date", "has_licensed boolean", "edition", "billing", "purchased_tier bigint", "renews_on date", "currency", "price_book_version"},
		[][]string{{n.Org, n.AsOf, strconv.FormatBool(f.HasLicensed), f.Edition, f.Billing, orBlank(f.PurchasedTier), f.RenewsOn, f.Currency, n.bookVersion}})
}

func (n *night) loadWaysOut(ctx context.Context, f Facts) error {
	limit := ""
	if most := f.WaysOut.MaxAccountsWithoutSSO; most != nil {
		limit = strconv.FormatInt(*most, 10)
	}
	err := n.db.insert(ctx, "config_ways_out", []string{"max_accounts_without_sso bigint", "min_confidence"}, [][]string{{limit, f.WaysOut.MinConfidence}})
	if err != nil {
		return err
	}
	var values [][]string
	for _, a := range f.Assumptions {
		values = append(values, []string{a.ID, a.Value})
	}
	return n.db.insert(ctx, "config_assumptions", []string{"id", "value"}, values)
}

func orBlank(v int64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatInt(v, 10)
}

// insert makes a table of text columns ("name" or "name type") with the rows;
// a blank in a typed column is null.
func (e *engine) insert(ctx context.Context, table string, columns []string, rows [][]string) error {
	defs := make([]string, len(columns))
	typed := make([]bool, len(columns))
	for i, c := range columns {
		name, kind, ok := strings.Cut(c, " ")
		typed[i] = ok
		if !ok {
			kind = "varchar"
		}
		defs[i] = `"` + name + `" ` + kind
	}
	if err := e.exec(ctx, "create table "+table+" ("+strings.Join(defs, ", ")+")"); err != nil {
		return fmt.Errorf("make table %s: %w", table, err)
	}
	for chunk := range slices.Chunk(rows, 500) {
		var values []string
		for _, r := range chunk {
			cells := make([]string, len(r))
			for i, c := range r {
				cells[i] = quote(c)
				if typed[i] && c == "" {
					cells[i] = "null"
				}
			}
			values = append(values, "("+strings.Join(cells, ", ")+")")
		}
		if err := e.exec(ctx, "insert into "+table+" values "+strings.Join(values, ", ")); err != nil {
			return fmt.Errorf("fill table %s: %w", table, err)
		}
	}
	return nil
}
