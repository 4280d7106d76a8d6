package ingest

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"billable"
)

// Words that resellers are known to use are data: columns.csv for headers and labels,
// totals.csv for the first word of a row that sums up. They are used for drafts alone.
//
//go:embed quotewords/*.csv
var quoteWordFiles embed.FS

// A QuoteDraft is a mapping that was guessed from a file, and how.
type QuoteDraft struct {
	QuoteMapping
	File, Sheet string
	HeaderRow   int64
	Guesses     []QuoteGuess // one for each column of the file, in its order
	Notes       []string     // what could not be told
}

// A QuoteGuess says what a column was taken for.
type QuoteGuess struct {
	Header string
	Field  string // "": none
	Sure   string // sure, likely, unsure
	Why    string
	Sample string
}

// How sure a guess is.
const (
	sure   = "sure"
	likely = "likely"
	unsure = "unsure"
)

// DraftQuoteMapping looks at the headers and the first rows of a reseller's quote and
// drafts a mapping. Nothing of the file is kept.
func DraftQuoteMapping(name string, l Limits) (*QuoteDraft, error) {
	tables, err := readLoose(name, l)
	if err != nil {
		return nil, err
	}
	words, err := readQuoteWords("columns")
	if err != nil {
		return nil, err
	}
	var best *draftTable
	for _, t := range tables {
		if d := newDraftTable(t, words); d != nil && (best == nil || d.score > best.score) {
			best = d
		}
	}
	if best == nil {
		return nil, &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: filepath.Base(name)},
			What:   "no row of the file looks like the header of a quote: none has a column of products and one of prices by a known name",
			Remedy: "Check that it is a table with a row of headers; add the reseller's words to ingest/quotewords/columns.csv if they are not there."}
	}
	return best.draft()
}

// A quoteWord is a word for a field or for a kind of total.
type quoteWord struct{ means, word, key string }

func readQuoteWords(name string) ([]quoteWord, error) {
	content, err := quoteWordFiles.ReadFile("quotewords/" + name + ".csv")
	if err != nil {
		return nil, fmt.Errorf("open words of quotes: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read words of quotes: %w", err)
	}
	var words []quoteWord
	for _, row := range rows[1:] {
		words = append(words, quoteWord{row[0], row[1], wordKey(row[1])})
	}
	return words, nil
}

// wordKey is a headerKey that tells a percentage from an amount, and keeps what stands
// in brackets.
func wordKey(s string) string {
	return headerKey(strings.NewReplacer("%", "percent", "[", " ", "]", " ").Replace(s))
}

// A draftTable is a table whose header was found.
type draftTable struct {
	looseTable
	words  []quoteWord
	header int // index of its row
	score  int
}

// newDraftTable finds the row that has the most known headers, one for products and one
// for prices among them; nil when there is none.
func newDraftTable(t looseTable, words []quoteWord) *draftTable {
	const mostTitles = 40
	d := &draftTable{looseTable: t, words: words, header: -1}
	for i, row := range t.rows[:min(len(t.rows), mostTitles)] {
		score, filled := 0, 0
		fields := map[string]bool{}
		for _, cell := range row.cells {
			if cell == "" {
				continue
			}
			filled++
			field, how := d.byName(cell)
			if fields[field] = true; field != "" && how == sure {
				score += 2
			} else if field != "" {
				score++
			}
		}
		hasPrice := fields["list_unit"] || fields["list_total"] || fields["net_total"] || fields["line_total"]
		if score > d.score && filled >= 3 && (fields["product"] || fields["sku"]) && hasPrice {
			d.header, d.score = i, score
		}
	}
	if d.header < 0 {
		return nil
	}
	return d
}

// byName finds the field that a header names: by a known word, by one that comes near, or
// by one that the header holds.
func (d *draftTable) byName(header string) (field, how string) {
	key := wordKey(header)
	if key == "" {
		return "", ""
	}
	for _, f := range quoteFields {
		if name := quoteLinesTable.columns[f.col].name; headerKey(name) == key {
			return name, sure
		}
	}
	best, least := "", 0
	for _, w := range d.words {
		if w.key == key {
			return w.means, sure
		}
		if isNear(key, w.key) {
			if distance := billable.EditDistance(key, w.key); best == "" || distance < least {
				best, least = w.means, distance
			}
		}
	}
	if best != "" {
		return best, likely
	}
	longest := 0
	for _, w := range d.words {
		if n := len(w.key); n > longest && n >= 4 && strings.Contains(key, w.key) {
			best, longest = w.means, n
		}
	}
	if best != "" {
		return best, likely
	}
	return "", ""
}

// column lists what stands under a header, in rows that are no totals.
func (d *draftTable) column(i int) []string {
	var values []string
	for _, row := range d.rows[d.header+1:] {
		if i < len(row.cells) && row.cells[i] != "" && !d.isSum(row) {
			values = append(values, row.cells[i])
		}
	}
	return values
}

// isSum reports whether a row has fewer than half of the cells that the header has.
func (d *draftTable) isSum(row looseRow) bool {
	return 2*countFilled(row.cells) < countFilled(d.rows[d.header].cells)
}

func countFilled(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// draft guesses everything that a mapping says.
func (d *draftTable) draft() (*QuoteDraft, error) {
	q := &QuoteDraft{File: d.file, Sheet: d.sheet, HeaderRow: d.rows[d.header].no, QuoteMapping: QuoteMapping{
		Columns: map[string]string{}, Set: map[string]string{}, Titles: map[string]string{}, Totals: map[string]string{}, Products: map[string]string{},
	}}
	d.guessNumbers(q)
	d.guessColumns(q)
	d.guessDates(q)
	d.guessTerm(q)
	d.guessPercent(q)
	d.guessTitles(q)
	d.guessCurrency(q)
	if err := d.guessTotals(q); err != nil {
		return nil, err
	}
	for _, lacks := range q.Lacks() {
		q.Notes = append(q.Notes, "no column or title was found for "+lacks+": add it under columns:, titles: or set:")
	}
	if !q.gives("seller") {
		q.Notes = append(q.Notes, "the reseller's name was not found: write it under set: as seller:")
	}
	return q, nil
}

// guessColumns gives each header at most one field and each field at most one header; a
// guess that the values speak against is dropped.
func (d *draftTable) guessColumns(q *QuoteDraft) {
	headers := d.rows[d.header].cells
	q.Guesses = make([]QuoteGuess, len(headers))
	for pass, how := range []string{sure, likely} {
		for i, header := range headers {
			g := &q.Guesses[i]
			if g.Field != "" || header == "" {
				continue
			}
			values := d.column(i)
			if pass == 0 {
				g.Header, g.Why = header, "no known word"
				if len(values) > 0 {
					g.Sample = values[0]
				}
			}
			field, got := d.byName(header)
			if field == "" || got != how {
				continue
			}
			if q.Columns[field] != "" {
				g.Why = "looks like " + field + ", which another column is"
				continue
			}
			g.Field, g.Sure, g.Why = field, got, map[string]string{sure: "a known word", likely: "near to a known word"}[got]
			if !fitsField(&q.QuoteMapping, field, values) {
				g.Sure, g.Why = unsure, g.Why+", but its values do not look like it"
			}
			q.Columns[field] = header
		}
	}
	q.Guesses = slices.DeleteFunc(q.Guesses, func(g QuoteGuess) bool { return g.Header == "" })
}

// fitsField reports whether most values can be read as what the field holds.
func fitsField(m *QuoteMapping, field string, values []string) bool {
	at := slices.IndexFunc(quoteFields, func(f quoteField) bool { return quoteLinesTable.columns[f.col].name == field })
	f := m.parsed(quoteFields[at])
	good := 0
	for _, v := range values {
		switch f.as {
		case asNumber:
			if _, ok := f.number([]byte(v)); ok {
				good++
			}
		case asDay:
			if _, ok := f.day([]byte(v)); ok || m.Dates == "" && looksLikeDate(v) {
				good++
			}
		default:
			good++
		}
	}
	return 2*good >= len(values)
}

// quoteField is a field of a line, by a name that a parameter does not hide.
type quoteField = field
