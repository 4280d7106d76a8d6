package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// What a draft can tell from the values of a table: how numbers, dates and percentages
// are spelled, what sums up, and what stands above.

var (
	commaDecimal = regexp.MustCompile(`[0-9],[0-9]{1,2}($|[^0-9])|[0-9]\.[0-9]{3}(,|\.[0-9]{3})`)
	pointDecimal = regexp.MustCompile(`[0-9]\.[0-9]{1,2}($|[^0-9.])|[0-9],[0-9]{3}(\.|,[0-9]{3})`)
	slashDate    = regexp.MustCompile(`^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{2}|[0-9]{4})$`)
	dotDate      = regexp.MustCompile(`^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}$`)
	currencyCode = regexp.MustCompile(`\b(AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|INR|JPY|KRW|MXN|NOK|NZD|PLN|SEK|SGD|USD|ZAR)\b`)
)

var currencySigns = map[rune]string{'€': "EUR", '£': "GBP", '¥': "JPY", '￥': "JPY", '円': "JPY", '₩': "KRW", '$': "USD"}

func (d *draftTable) eachValue(see func(value string)) {
	for _, row := range d.rows[d.header+1:] {
		for _, cell := range row.cells {
			if cell != "" {
				see(cell)
			}
		}
	}
}

func (d *draftTable) guessNumbers(q *QuoteDraft) {
	commas, points := 0, 0
	d.eachValue(func(v string) {
		switch {
		case dotDate.MatchString(v) || !strings.ContainsFunc(v, unicode.IsDigit):
		case commaDecimal.MatchString(v):
			commas++
		case pointDecimal.MatchString(v):
			points++
		}
	})
	q.Decimal = "point"
	if commas > points {
		q.Decimal = "comma"
	}
	if commas > 0 && points > 0 {
		q.Notes = append(q.Notes, fmt.Sprintf("numbers are spelled in two ways: %d with a decimal comma, %d with a point; what does not fit decimal: is not understood", commas, points))
	}
}

func looksLikeDate(v string) bool {
	_, ok := parseDay([]byte(v))
	return ok || slashDate.MatchString(v)
}

// guessDates tells which of two small numbers is the day, where one of them is too large
// for a month.
func (d *draftTable) guessDates(q *QuoteDraft) {
	dayFirst, monthFirst, either := 0, 0, 0
	d.eachValue(func(v string) {
		if m := slashDate.FindStringSubmatch(v); m != nil {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			switch {
			case a > 12 && b <= 12:
				dayFirst++
			case b > 12 && a <= 12:
				monthFirst++
			default:
				either++
			}
		}
	})
	switch {
	case dayFirst > 0 && monthFirst == 0:
		q.Dates = "day_first"
	case monthFirst > 0 && dayFirst == 0:
		q.Dates = "month_first"
	case dayFirst+monthFirst+either > 0:
		q.Notes = append(q.Notes, "dates such as 1/2/2027 cannot be told apart: write dates: day_first or dates: month_first")
	}
}

// guessTerm takes the only two columns of dates that no word tells for the first and the
// last day of the term, in their order.
func (d *draftTable) guessTerm(q *QuoteDraft) {
	if q.gives("term_start") || q.gives("term_end") {
		return
	}
	var dates []*QuoteGuess
	for i := range q.Guesses {
		g := &q.Guesses[i]
		values := d.column(slices.Index(d.rows[d.header].cells, g.Header))
		if g.Field == "" && len(values) > 0 && !slices.ContainsFunc(values, func(v string) bool { return !looksLikeDate(v) }) {
			dates = append(dates, g)
		}
	}
	if len(dates) != 2 {
		return
	}
	for i, field := range []string{"term_start", "term_end"} {
		dates[i].Field, dates[i].Sure, dates[i].Why = field, unsure, "no known word, but the only two columns of dates left"
		q.Columns[field] = dates[i].Header
	}
}

// guessPercent takes a discount or rate of tax for a fraction when all are below one.
func (d *draftTable) guessPercent(q *QuoteDraft) {
	fractions, others := 0, 0
	for i, header := range d.rows[d.header].cells {
		if header == "" || header != q.Columns["discount_percent"] && header != q.Columns["tax_percent"] {
			continue
		}
		for _, v := range d.column(i) {
			b, ok := q.number([]byte(v))
			n, isNumber := scaled(withoutPercent(b), 6)
			switch {
			case !ok || !isNumber || n == 0:
			case n < 1_000_000 && !strings.Contains(v, "%"):
				fractions++
			default:
				others++
			}
		}
	}
	q.Percent = "percent"
	if fractions > 0 && others == 0 {
		q.Percent = "fraction"
	}
}

// guessTitles looks above the table for labels of what no column says.
func (d *draftTable) guessTitles(q *QuoteDraft) {
	for _, field := range []string{"quote_number", "valid_until", "quote_date", "seller", "currency"} {
		if q.gives(field) {
			continue
		}
		for _, row := range d.rows[:d.header] {
			if label := d.labelOf(field, strings.Join(row.cells, "\t")); label != "" {
				q.Titles[field] = label
				break
			}
		}
	}
}

// labelOf finds the longest known word for a field in a line that has a value behind it.
func (d *draftTable) labelOf(field, line string) string {
	best := ""
	for _, w := range d.words {
		at := strings.Index(strings.ToLower(line), strings.ToLower(w.word))
		if w.means != field || at < 0 || len(w.word) <= len(best) || behindLabel(line, w.word) == "" {
			continue
		}
		if isLetterAt(line, at+len(w.word)) {
			continue // part of a longer word
		}
		best = line[at:min(len(line), at+len(w.word))]
	}
	return best
}

func isLetterAt(s string, at int) bool {
	for _, r := range s[min(at, len(s)):] {
		return unicode.IsLetter(r)
	}
	return false
}

// guessCurrency takes the only currency that headers, values or titles name.
func (d *draftTable) guessCurrency(q *QuoteDraft) {
	if q.gives("currency") {
		return
	}
	found := map[string]bool{}
	for _, row := range d.rows {
		for _, cell := range row.cells {
			for _, code := range currencyCode.FindAllString(cell, -1) {
				found[code] = true
			}
			for _, r := range cell {
				if code := currencySigns[r]; code != "" {
					found[code] = true
				}
			}
		}
	}
	var codes []string
	for code := range found {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	switch len(codes) {
	case 0:
	case 1:
		q.Set["currency"] = codes[0]
	default:
		q.Notes = append(q.Notes, "several currencies are named ("+strings.Join(codes, ", ")+"): write the quote's under set: as currency:")
	}
}

// guessTotals lists the words that begin rows which sum up.
func (d *draftTable) guessTotals(q *QuoteDraft) error {
	words, err := readQuoteWords("totals")
	if err != nil {
		return err
	}
	for _, row := range d.rows[d.header+1:] {
		first := ""
		for _, cell := range row.cells {
			if first = cell; first != "" {
				break
			}
		}
		kind, longest := "", ""
		for _, w := range words {
			if len(w.word) > len(longest) && len(first) >= len(w.word) && strings.EqualFold(first[:len(w.word)], w.word) {
				kind, longest = w.means, first[:len(w.word)]
			}
		}
		if kind != "" && d.isSum(row) {
			q.Totals[longest] = kind
		}
	}
	return nil
}
