package ingest

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// Numbers and dates as a reseller spells them, by the grammar of his mapping. What does
// not keep to it is not understood: 1.234 is either a thousand or a little more than
// one, and only the mapping can say which.

var (
	pointNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?%?$|^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?$`)
	commaNumber = regexp.MustCompile(`^-?[0-9]+(,[0-9]+)?%?$|^-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?%?$`)
	currencyEnd = regexp.MustCompile(`^[A-Z]{3}\b|\b[A-Z]{3}$`)
)

// number spells a cell as scaled reads it: a point, no separators, no currency. false
// when it is not of the mapping's grammar.
func (m *QuoteMapping) number(b []byte) ([]byte, bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Sc, r), unicode.IsSpace(r), r == '\'', r == '’':
			return -1
		case r == '\u2212':
			return '-'
		case r >= '０' && r <= '９': // full-width digits
			return r - '０' + '0'
		}
		return r
	}, currencyEnd.ReplaceAllString(strings.TrimSpace(string(b)), ""))
	if inBrackets.MatchString(s) {
		s = "-" + s[1:len(s)-1]
	}
	if sign, isBehind := strings.CutSuffix(s, "-"); isBehind && !strings.HasPrefix(s, "-") {
		s = "-" + sign
	}
	if m.Decimal == "comma" {
		if !commaNumber.MatchString(s) {
			return b, false
		}
		return []byte(strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)), true
	}
	if !pointNumber.MatchString(s) {
		return b, false
	}
	return []byte(strings.ReplaceAll(s, ",", "")), true
}

// dayForms are the dates that only a mapping can tell apart.
var dayForms = map[string][]string{
	"day_first":   {"2/1/2006", "2-1-2006", "2.1.2006", "2/1/06", "2.1.06"},
	"month_first": {"1/2/2006", "1-2-2006", "1/2/06"},
}

// day reads a date by the mapping's grammar, then as dates are read everywhere.
func (m *QuoteMapping) day(b []byte) (int32, bool) {
	s := strings.TrimSpace(string(b))
	for _, form := range dayForms[m.Dates] {
		if t, err := time.Parse(form, s); err == nil {
			return dayOf(t)
		}
	}
	if t, err := time.Parse("2006年1月2日", s); err == nil {
		return dayOf(t)
	}
	return parseDay(bytes.TrimSpace(b))
}

// A mappedQuote is a mapping at work on one table.
type mappedQuote struct {
	*QuoteMapping
	given map[int]string // column -> what every line says
	total string         // subtotal, tax or total where the row at hand is one, note where it is a remark
}

// look finds out whether a row is a total or a remark, and pads one that is too short.
func (m *mappedQuote) look(r *csvRows, rec *record) {
	m.total = ""
	if rec.fault != "" || len(rec.cells) == 0 {
		return
	}
	filled, first := 0, ""
	for _, c := range rec.cells {
		if v := value(c); len(v) > 0 {
			if filled++; first == "" {
				first = string(v)
			}
		}
	}
	if m.total = m.totalOf(first); m.total == "" && !r.hasNumber(rec) {
		m.total = "note"
	}
	if m.total != "" || filled == 1 {
		for len(rec.cells) < len(r.headers) {
			rec.cells = append(rec.cells, nil)
		}
	}
}

// totalOf gives the kind of total that a row begins with; of two words the longer one
// counts.
func (m *mappedQuote) totalOf(first string) string {
	kind, longest := "", 0
	for word, k := range m.Totals {
		if len(word) > longest && len(first) >= len(word) && strings.EqualFold(first[:len(word)], word) {
			kind, longest = k, len(word)
		}
	}
	return kind
}

// hasNumber reports whether a row has anything in a column of numbers.
func (r *csvRows) hasNumber(rec *record) bool {
	for i := range r.targets {
		t := &r.targets[i]
		if t.as != asNumber {
			continue
		}
		for _, from := range t.from {
			if from < len(rec.cells) && len(value(rec.cells[from])) > 0 {
				return true
			}
		}
	}
	return false
}

// complete adds what the mapping says of every line, and puts its words in the place of
// the reseller's.
func (m *mappedQuote) complete(values [][]byte) {
	for col, text := range m.given {
		if len(values[col]) == 0 {
			values[col] = []byte(text)
		}
	}
	if m.total != "" {
		values[quoLineType] = []byte(m.total)
		return
	}
	for field, words := range m.Words {
		for i, c := range quoteLinesTable.columns {
			if word, known := foldedWord(words, string(values[i])); c.name == field && known {
				values[i] = []byte(word)
			}
		}
	}
	if product, known := foldedWord(m.Products, string(values[quoProduct])); known {
		if app, isApp := strings.CutPrefix(product, "app "); isApp {
			values[quoProductIs] = []byte(strings.TrimSpace(app))
			return
		}
		name, plan, _ := strings.Cut(product, " ")
		values[quoProductIs] = []byte(name)
		if len(values[quoPlan]) == 0 {
			values[quoPlan] = []byte(plan)
		}
	}
}

// foldedWord finds a word whatever its case.
func foldedWord(words map[string]string, got string) (string, bool) {
	if word, ok := words[got]; ok {
		return word, true
	}
	for w, word := range words {
		if strings.EqualFold(w, got) {
			return word, true
		}
	}
	return "", false
}
