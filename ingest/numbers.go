package ingest

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Numbers that are parsed out of a text are written as digits, with a minus sign
// where they are negative, and '' where the text could not be read: no number is
// ever taken for 0.

// wholeNumber reads 212 and -3.
func wholeNumber(b []byte) (int64, bool) { return scaled(b, 0) }

// count reads a whole number that is not negative.
func count(b []byte) (int64, bool) {
	n, ok := scaled(b, 0)
	return n, ok && n >= 0
}

// cents reads an amount of money as hundredths of its currency's unit, whatever
// the currency: 15750.00 is 1575000. An amount with a fraction of a cent is none.
func cents(b []byte) (int64, bool) { return scaled(b, 2) }

// tenThousandths reads a unit price, or an amount of a currency whose minor unit may be
// smaller than a hundredth: 3.125 is 31250. A percent sign behind the number is no part
// of it.
func tenThousandths(b []byte) (int64, bool) { return scaled(withoutPercent(b), 4) }

// hundredths reads a percentage as basis points, or months: 12.5 % is 1250.
func hundredths(b []byte) (int64, bool) { return scaled(withoutPercent(b), 2) }

func withoutPercent(b []byte) []byte { return trim(bytes.TrimSuffix(b, []byte("%"))) }

// scaled reads a decimal number as a whole number of units of 10^-digits. Zeros behind
// the last digit do not matter.
func scaled(b []byte, digits int) (int64, bool) {
	s := ungrouped(string(b))
	whole, fraction, hasPoint := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	if whole == "" || len(whole) > 15 || hasPoint && strings.HasSuffix(s, ".") || len(fraction) > digits {
		return 0, false
	}
	text := whole + fraction + strings.Repeat("0", digits-len(fraction))
	if strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n == math.MaxInt64 {
		return 0, false
	}
	if strings.HasPrefix(s, "-") {
		n = -n
	}
	return n, true
}

// Numbers as spreadsheets show them: thousands grouped, and a fraction behind a point
// or a comma.
var (
	groupedByComma = regexp.MustCompile(`^-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$`)
	groupedByPoint = regexp.MustCompile(`^-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+$`)
	groupedByBlank = regexp.MustCompile(`^-?[0-9]{1,3}([ \x{a0}\x{202f}'][0-9]{3})+([.,][0-9]{1,2})?$`)
	commaForPoint  = regexp.MustCompile(`^-?[0-9]+,([0-9]{1,2}|[0-9]{4,})$`)
	inBrackets     = regexp.MustCompile(`^\([0-9][0-9., ]*\)$`)
)

// ungrouped spells a number with a point and without separators, as far as there is
// but one way to read it: 1.234 and 1,234 stay as they are.
func ungrouped(s string) string {
	if strings.Trim(s, "0123456789.") == "" || strings.Trim(s[1:], "0123456789.") == "" && s[0] == '-' {
		return s
	}
	s = strings.Replace(s, "\u2212", "-", 1)
	if inBrackets.MatchString(s) {
		s = "-" + s[1:len(s)-1]
	}
	switch {
	case groupedByComma.MatchString(s):
		return strings.ReplaceAll(s, ",", "")
	case groupedByPoint.MatchString(s):
		return strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	case groupedByBlank.MatchString(s):
		s = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'' {
				return -1
			}
			return r
		}, s)
		return strings.Replace(s, ",", ".", 1)
	case commaForPoint.MatchString(s):
		return strings.Replace(s, ",", ".", 1)
	}
	return s
}

// instant reads a time as milliseconds since 1970 in UTC: RFC 3339, or such a
// number itself.
func instant(b []byte) (int64, bool) {
	if n, err := strconv.ParseInt(string(b), 10, 64); err == nil && len(b) == 13 {
		return n, true
	}
	t, err := time.Parse(time.RFC3339Nano, string(b))
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return 0, false
	}
	return t.UnixMilli(), true
}

// addNumber writes a text in a column and the number that it means in another one.
func (f *fileRun) addNumber(t *table, row int64, col, typed int, field string, v []byte, parse func([]byte) (int64, bool)) {
	t.text(col, v)
	if n, ok := parse(v); ok {
		t.text(typed, strconv.AppendInt(nil, n, 10))
	} else if len(v) > 0 {
		f.finding(row, field, string(v), unparsableNumber)
	}
}
