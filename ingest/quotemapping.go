package ingest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"billable"
)

// Resellers write quotes as they like. A mapping says how one of them does: which of
// his headers means which field of a line, how he spells numbers and dates, which words
// begin his totals. It is data that a person has looked at; nothing of it is guessed
// while a night is read. DraftQuoteMapping drafts one.

// A QuoteMapping is how one reseller lays out his quotes, and for which files.
type QuoteMapping struct {
	Glob string // as that of a KindRule
	Name string // of the mapping's file, for messages

	Columns map[string]string // field -> header
	Set     map[string]string // field -> what every line says
	Titles  map[string]string // field -> label that stands above the table, before its value

	Decimal string // point (default) or comma
	Percent string // percent (default; 12.5 is 12.5 %) or fraction (0.125 is)
	Dates   string // "" (as everywhere), day_first or month_first, for 1/2/2027

	Totals   map[string]string            // first word of a row that sums up -> subtotal, tax, total
	Products map[string]string            // product as he writes it -> product, and maybe a plan; or app NAME
	Words    map[string]map[string]string // field -> his word -> ours, for line_type, discount_reason, plan
}

// Words that the values of a mapping may be.
var (
	QuoteDecimals  = []string{"point", "comma"}
	QuotePercents  = []string{"percent", "fraction"}
	QuoteDateForms = []string{"day_first", "month_first"}
	QuoteTotals    = []string{"subtotal", "tax", "total"}
	QuoteWords     = []string{"line_type", "discount_reason", "plan", "currency"}
)

// QuoteFields lists the fields of a line of a quote that a mapping may speak of.
func QuoteFields() []string {
	var names []string
	for _, f := range quoteFields {
		names = append(names, quoteLinesTable.columns[f.col].name)
	}
	return names
}

// quoteNeeds are the fields that a mapping must give in one way or another; of those
// between bars one.
var quoteNeeds = []string{"quote_number", "product", "currency", "net_total|line_total|list_total|list_unit"}

// Lacks lists the fields that the mapping must give and does not.
func (m *QuoteMapping) Lacks() []string {
	var missing []string
	for _, need := range quoteNeeds {
		if !slices.ContainsFunc(strings.Split(need, "|"), m.gives) {
			missing = append(missing, strings.ReplaceAll(need, "|", " or "))
		}
	}
	return missing
}

func (m *QuoteMapping) gives(field string) bool {
	return m.Columns[field] != "" || m.Set[field] != "" || m.Titles[field] != ""
}

// mappingOf gives the mapping that the options name for a file or sheet, or nil.
func (o *Options) mappingOf(file, sheet string) (*QuoteMapping, error) {
	for i := range o.Mappings {
		m := &o.Mappings[i]
		isNamed, err := names(m.Glob, file, sheet)
		if err != nil {
			return nil, &billable.Problem{
				Kind: billable.Usage, Column: "quote_mappings", What: fmt.Sprintf("%q is not a pattern of file names", m.Glob),
				Remedy: "Use * and ? as in reseller-b*.xlsx.", Err: err,
			}
		}
		if isNamed {
			return m, nil
		}
	}
	return nil, nil
}

// missing lists the mapping's headers that a row of keys lacks, sorted.
func (m *QuoteMapping) missing(keys []string) []string {
	var missing []string
	for _, header := range m.Columns {
		if !slices.Contains(keys, wordKey(header)) {
			missing = append(missing, header)
		}
	}
	slices.Sort(missing)
	return missing
}

// isHeader reports whether a line has all of the mapping's columns. The line may not be
// decoded yet: then its letters beyond ASCII are not there to be compared.
func (m *QuoteMapping) isHeader(keys []string) bool { return m.known(keys) == len(m.Columns) }

// isAlmostHeader reports whether a line has half of them: what it lacks is then told of
// that line and not of a title.
func (m *QuoteMapping) isAlmostHeader(keys []string) bool { return 2*m.known(keys) >= len(m.Columns) }

func (m *QuoteMapping) known(keys []string) int {
	n := 0
	for _, header := range m.Columns {
		if key := headerKey(header); slices.Contains(keys, key) || slices.Contains(keys, asciiOf(key)) {
			n++
		}
	}
	return n
}

// findHeader looks for the line with all of the mapping's columns, else for one that has
// half of them.
func (m *QuoteMapping) findHeader(head []byte, most int64) headerPlace {
	place := findHeader(head, most, m.isHeader)
	if !m.isHeader(keysOfLine(head[place.at:], place)) {
		place = findHeader(head, most, m.isAlmostHeader)
	}
	return place
}

func asciiOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			return r
		}
		return -1
	}, s)
}

// rekey gives headers the keys that mappings compare: a percentage of a thing is not the
// thing.
func (m *QuoteMapping) rekey(headers []header) {
	for i := range headers {
		if m != nil && headers[i].key != "" {
			headers[i].key = wordKey(headers[i].text)
		}
	}
}

// titleLines cuts what stands above a table into lines, with tabs between cells.
func titleLines(head []byte, delim byte) []string {
	text := string(head)
	if !utf8.ValidString(text) {
		if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	return strings.FieldsFunc(strings.ReplaceAll(text, string(delim), "\t"), func(r rune) bool { return r == '\n' || r == '\r' })
}

// format is the format of a file under the mapping, whose titles stand above its table.
// Without all of its columns it is of none.
func (m *QuoteMapping) format(pos billable.Pos, keys, found []string, titles []string) (*Format, *Variant, error) {
	if missing := m.missing(keys); len(missing) > 0 {
		return nil, nil, m.missingProblem(pos, missing, keys, found)
	}
	l := &layout{table: quoteLinesTable, identity: []int{quoLineNo, quoSKU, quoProduct}, mapping: &mappedQuote{QuoteMapping: m, given: map[int]string{}}}
	for _, f := range quoteFields {
		f.name = quoteLinesTable.columns[f.col].name
		if header := m.Columns[f.name]; header != "" {
			f.keys = wordKey(header)
			l.spellings = append(l.spellings, spelling{field: f.name, header: header, key: f.keys})
		} else if value, err := m.valueOf(pos, f.name, titles); err != nil {
			return nil, nil, err
		} else if value != "" {
			f.isMade = true
			l.mapping.given[f.col] = value
		} else if f.col != quoLineType {
			continue
		}
		l.fields = append(l.fields, m.parsed(f))
	}
	l.fields = append(l.fields, field{name: "product_is", isMade: true, col: quoProductIs})
	l.complete = l.mapping.complete
	return &Format{Kind: quoteLinesCSV.Kind, Encoding: "csv"}, &Variant{Name: m.Name, layout: l}, nil
}

func (m *QuoteMapping) missingProblem(pos billable.Pos, missing, keys, found []string) error {
	what := fmt.Sprintf("the mapping %s is for a table with the columns %s, which the file lacks; found: %s", m.Name, quotedList(missing), foundIn("csv", found))
	remedy := "Put the headers of this file into the mapping, or let its pattern under quote_mappings: match other files alone."
	for _, header := range missing {
		if near := billable.Nearest(wordKey(header), keys); near != "" {
			remedy = fmt.Sprintf("If %q is now called %q, write that into the mapping. Otherwise: ", header, found[slices.Index(keys, near)]) + remedy
			break
		}
	}
	return &billable.Problem{Kind: billable.Input, Pos: pos, What: what, Remedy: remedy}
}

func quotedList(words []string) string {
	var quoted []string
	for _, w := range words {
		quoted = append(quoted, fmt.Sprintf("%q", w))
	}
	return strings.Join(quoted, ", ")
}

// valueOf gives what every line of a file says of a field: a constant, or the text
// behind a label above the table.
func (m *QuoteMapping) valueOf(pos billable.Pos, field string, titles []string) (string, error) {
	label := m.Titles[field]
	if label == "" {
		return m.Set[field], nil
	}
	for _, title := range titles {
		if value := behindLabel(title, label); value != "" {
			return value, nil
		}
	}
	return "", &billable.Problem{
		Kind: billable.Input, Pos: pos, What: fmt.Sprintf("the mapping %s looks for %q above the table, for %s, and it is not there", m.Name, label, field),
		Remedy: "Write the label as it stands in the file into titles: of the mapping, or what every line says into set:.",
	}
}

// behindLabel gives the text that stands behind a label in a line, or "".
func behindLabel(line, label string) string {
	at := strings.Index(strings.ToLower(line), strings.ToLower(label))
	if at < 0 || at+len(label) > len(line) {
		return ""
	}
	rest := strings.TrimLeft(line[at+len(label):], " \t:#.\u00a0\"")
	rest, _, _ = strings.Cut(rest, "\t")
	return strings.TrimSpace(strings.Trim(rest, "\""))
}

// parsed gives the field the reseller's grammar of numbers and dates.
func (m *QuoteMapping) parsed(f field) field {
	switch {
	case f.as == asNumber && (f.col == quoDiscount || f.col == quoTax):
		plain := f.number
		digits := 4 // basis points of a fraction
		if f.col == quoTax {
			digits = 6 // millionths
		}
		f.number = func(b []byte) (int64, bool) {
			b, ok := m.number(b)
			if !ok || m.Percent != "fraction" || bytes.IndexByte(b, '%') >= 0 {
				n, isNumber := plain(b)
				return n, ok && isNumber
			}
			return scaled(b, digits)
		}
	case f.as == asNumber:
		plain := f.number
		f.number = func(b []byte) (int64, bool) {
			b, ok := m.number(b)
			n, isNumber := plain(b)
			return n, ok && isNumber
		}
	case f.as == asDay:
		f.day = m.day
	}
	return f
}
