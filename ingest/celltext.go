package ingest

import (
	"bytes"
	"math"
	"strconv"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// appendNumber appends the number of a cell as the text that it would be in a CSV
// file: a date in ISO form, an integer with all its digits and no exponent. note is
// the kind of finding that goes with it, or "".
func (w *workbook) appendNumber(to, raw []byte, style int) (text []byte, note string) {
	var format numberFormat
	if style >= 0 && style < len(w.styles) {
		format = w.styles[style]
	}
	if isDigits(raw) && (format.kind == plainNumber || format.kind == zerosFormat) {
		for n := len(raw); n < format.zero; n++ {
			to = append(to, '0')
		}
		return append(to, raw...), lostDigits(len(raw) > 15)
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return append(to, raw...), ""
	}
	switch format.kind {
	case dateFormat, timeFormat, spanFormat:
		if text, ok := w.appendTime(to, f, format.kind); ok {
			return text, ""
		}
		return strconv.AppendFloat(to, f, 'f', -1, 64), notADate
	case percentFormat:
		return appendPercent(to, f), ""
	}
	note = lostDigits(math.Abs(f) >= 1e15)
	if text, ok := appendInteger(to, raw); ok {
		return text, note
	}
	return strconv.AppendFloat(to, f, 'f', -1, 64), note
}

// appendInteger spells an integer such as 5.57E+17 with all of its digits, those
// included that a float cannot hold. false when the number is not written like that.
func appendInteger(to, raw []byte) ([]byte, bool) {
	mantissa, exponent, hasExponent := bytes.Cut(bytes.ToLower(raw), []byte{'e'})
	n, err := strconv.Atoi(string(exponent))
	if !hasExponent || err != nil || n > 308 {
		return to, false
	}
	whole, fraction, _ := bytes.Cut(mantissa, []byte{'.'})
	fraction = bytes.TrimRight(fraction, "0")
	sign, digits := whole[:0], whole
	if len(whole) > 0 && whole[0] == '-' {
		sign, digits = whole[:1], whole[1:]
	}
	if len(digits) != 1 || digits[0] == '0' || !isDigits(digits) || len(fraction) > 0 && !isDigits(fraction) || n < len(fraction) {
		return to, false
	}
	to = append(append(append(to, sign...), digits...), fraction...)
	return append(to, bytes.Repeat([]byte{'0'}, n-len(fraction))...), true
}

func lostDigits(lost bool) string {
	if lost {
		return digitsLost
	}
	return ""
}

func isDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// appendPercent appends 0.15 as 15%, without the noise of a multiplication.
func appendPercent(to []byte, f float64) []byte {
	digits := strconv.AppendFloat(nil, f, 'e', -1, 64)
	at := bytes.IndexByte(digits, 'e')
	exponent, _ := strconv.Atoi(string(digits[at+1:]))
	hundredfold, _ := strconv.ParseFloat(string(digits[:at+1])+strconv.Itoa(exponent+2), 64)
	return append(strconv.AppendFloat(to, hundredfold, 'f', -1, 64), '%')
}

const (
	dayMillis = 24 * 60 * 60 * 1000
	lastDay   = 2958465 // 9999-12-31, counted from 1899-12-30
)

// appendTime appends a number of days as a date, a date and time, a time of day, or
// a span of time. false when Excel could not show it as one.
func (w *workbook) appendTime(to []byte, days float64, kind formatKind) ([]byte, bool) {
	if days < 0 || days >= lastDay+1 {
		return to, false
	}
	millis := int64(math.Round(days * dayMillis))
	if kind == spanFormat || kind == timeFormat && millis < dayMillis {
		return appendClock(to, millis), true
	}
	day, clock := millis/dayMillis, millis%dayMillis
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.is1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day == 60: // Excel's calendar has a day that never was
		return append(to, "1900-02-29"...), true
	case day < 60:
		start = start.AddDate(0, 0, 1)
	}
	to = start.AddDate(0, 0, int(day)).AppendFormat(to, time.DateOnly)
	if clock == 0 {
		return to, true
	}
	return appendClock(append(to, 'T'), clock), true
}

// appendClock appends 25:01:02, and thousandths only where there are any.
func appendClock(to []byte, millis int64) []byte {
	two := func(n int64) {
		if n < 10 {
			to = append(to, '0')
		}
		to = strconv.AppendInt(to, n, 10)
	}
	seconds := millis / 1000
	two(seconds / 3600)
	to = append(to, ':')
	two(seconds / 60 % 60)
	to = append(to, ':')
	two(seconds % 60)
	if millis %= 1000; millis > 0 {
		to = append(to, '.', byte('0'+millis/100), byte('0'+millis/10%10), byte('0'+millis%10))
	}
	return to
}

// isoTime cuts midnight off a date that a cell states in words.
func isoTime(raw []byte) []byte {
	day, clock, hasTime := bytes.Cut(raw, []byte{'T'})
	if hasTime && len(bytes.Trim(clock, "0:.Z")) == 0 {
		return day
	}
	return raw
}

// unescaped replaces _x000D_ and its like, as workbooks spell what XML cannot hold.
// It works in place.
func unescaped(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	out := text[:0]
	for i := 0; i < len(text); i++ {
		unit, ok := escapedUnit(text[i:])
		if !ok {
			out = append(out, text[i])
			continue
		}
		i += 6
		if utf16.IsSurrogate(unit) {
			if low, ok := escapedUnit(text[i+1:]); ok && utf16.DecodeRune(unit, low) != utf8.RuneError {
				out = utf8.AppendRune(out, utf16.DecodeRune(unit, low))
				i += 7
				continue
			}
			out = appendSurrogate(out, unit)
			continue
		}
		out = utf8.AppendRune(out, unit)
	}
	return out
}

// escapedUnit reads _xHHHH_ at the start of a text.
func escapedUnit(text []byte) (rune, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(n), err == nil
}
