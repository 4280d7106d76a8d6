package transform

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"billable"
)

// loadMoney makes config_money and config_rates.
func (n *night) loadMoney(ctx context.Context, m Money) error {
	err := n.db.insert(ctx, "config_money", []string{"discount_basis_points bigint", "tax_basis_points bigint"},
		[][]string{{strconv.FormatInt(m.DiscountBasisPoints, 10), strconv.FormatInt(m.TaxBasisPoints, 10)}})
	if err != nil {
		return err
	}
	var rates [][]string
	for _, r := range m.Rates {
		rates = append(rates, []string{r.On, r.From, r.To, strconv.FormatInt(r.Numerator, 10), strconv.FormatInt(r.Denominator, 10), r.Source})
	}
	return n.db.insert(ctx, "config_rates", []string{"rated_on date", "from_currency", "to_currency", "numerator bigint", "denominator bigint", "source"}, rates)
}

// loadQuoteScope makes config_quote_scope.
func (n *night) loadQuoteScope(ctx context.Context, scope []ScopeEntry) error {
	var rows [][]string
	for _, s := range scope {
		rows = append(rows, []string{s.Product, s.Place, strconv.FormatInt(s.Users, 10)})
	}
	return n.db.insert(ctx, "config_quote_scope", []string{"product", "place", "users bigint"}, rows)
}

// loadPriceBook makes config_price_book, empty when the bundled book is used,
// and notes the version: the newest effective date and a hash of the text.
func (n *night) loadPriceBook(ctx context.Context, own []byte) error {
	bundled, err := fs.ReadFile(n.lib.fsys, "seeds/price_book.csv")
	if err != nil {
		return fmt.Errorf("read price book: %w", err)
	}
	header, rows, err := readSeed("queries/seeds/price_book.csv", bundled)
	if err != nil {
		return err
	}
	text, used := bundled, rows
	if own != nil {
		text = own
		if used, err = ownBook(header, own); err != nil {
			return err
		}
	}
	newest, at := "", slices.Index(header, "effective_from")
	for _, r := range used {
		newest = max(newest, r[at])
	}
	kept := used
	if own == nil {
		kept = nil
	}
	sum := sha256.Sum256(text)
	n.bookVersion = newest + "+" + hex.EncodeToString(sum[:4])
	return n.db.insert(ctx, "config_price_book", header, kept)
}

// optionalPrices are columns that a price book may lack.
var optionalPrices = []string{"annual_rounding_cents"}

// ownBook cuts the config's book into the columns of header, in whatever order
// the book has them.
func ownBook(header []string, own []byte) ([][]string, error) {
	ownHeader, ownRows, err := readSeed("price_book", own)
	if err != nil {
		return nil, err
	}
	at := make([]int, len(header))
	for i, name := range header {
		at[i] = slices.IndexFunc(ownHeader, func(h string) bool { return strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")) == name })
		if at[i] < 0 && !slices.Contains(optionalPrices, name) {
			return nil, &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: "price_book", Row: 1}, Column: name,
				What: "the price book lacks the column", Remedy: "Write the columns " + strings.Join(header, ",") + "."}
		}
	}
	rows := make([][]string, len(ownRows))
	for r, own := range ownRows {
		rows[r] = make([]string, len(header))
		for i, from := range at {
			if from >= 0 {
				rows[r][i] = strings.TrimSpace(own[from])
			}
		}
	}
	return rows, nil
}
