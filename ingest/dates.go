package ingest

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// activity is when something was last used, as far as a source says.
type activity struct {
	kind string // known, never, before or unknown
	day  int32  // the date, or the bound of before; else noDate
	odd  bool   // there is a text, and it could not be understood
}

var (
	neverActive     = activity{kind: "never", day: noDate}
	unknownActivity = activity{kind: "unknown", day: noDate}
)

// parseActivity reads a trimmed cell of an activity column. asOf is the day that
// "not active in the last N days" counts back from, or noDate.
func parseActivity(b []byte, asOf int32) activity {
	if len(b) == 0 {
		return unknownActivity
	}
	if day, ok := parseDay(b); ok {
		return activity{kind: "known", day: day}
	}
	switch b[0] | 0x20 {
	case 'n':
		if bytes.EqualFold(b, []byte("Never accessed")) || bytes.EqualFold(b, []byte("Never logged in")) ||
			bytes.EqualFold(b, []byte("Never")) {
			return neverActive
		}
		if n, ok := daysOfInactivity(string(b)); ok && asOf != noDate {
			return activity{kind: "before", day: asOf - n}
		}
	case 'b':
		if rest, found := cutPrefixFold(string(b), "Before "); found {
			if day, ok := parseDay([]byte(strings.TrimSpace(rest))); ok {
				return activity{kind: "before", day: day}
			}
		}
	}
	return activity{kind: "unknown", day: noDate, odd: true}
}

// daysOfInactivity reads "Not active in the last 180 days".
func daysOfInactivity(s string) (int32, bool) {
	rest, found := cutPrefixFold(s, "Not active in the last ")
	if !found {
		return 0, false
	}
	count, unit, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 || n > 100_000 || !strings.EqualFold(strings.TrimRight(unit, "."), "days") {
		return 0, false
	}
	return int32(n), true
}

func cutPrefixFold(s, prefix string) (rest string, found bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// parseDay reads a date in any spelling that a vendor uses, and gives days since
// 1970-01-01. A time is cut off; one with an offset is first moved to UTC, one
// without a zone is UTC.
func parseDay(b []byte) (int32, bool) {
	if day, ok := parseISODay(b); ok {
		return day, ok
	}
	if day, ok := parseSpokenDay(b); ok {
		return day, ok
	}
	return parseOtherDay(string(b))
}

// parseISODay reads 2026-03-31.
func parseISODay(b []byte) (int32, bool) {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return noDate, false
	}
	y, ok1 := digits(b[:4])
	m, ok2 := digits(b[5:7])
	d, ok3 := digits(b[8:])
	if !ok1 || !ok2 || !ok3 {
		return noDate, false
	}
	return civilDay(y, m, d)
}

const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

// parseSpokenDay reads 3 Jan 2026.
func parseSpokenDay(b []byte) (int32, bool) {
	at := 1
	if len(b) == 11 {
		at = 2
	} else if len(b) != 10 {
		return noDate, false
	}
	if b[at] != ' ' || b[at+4] != ' ' {
		return noDate, false
	}
	month := 0
	for m := range 12 {
		name := monthNames[3*m : 3*m+3]
		if b[at+1]|0x20 == name[0] && b[at+2]|0x20 == name[1] && b[at+3]|0x20 == name[2] {
			month = m + 1
			break
		}
	}
	d, ok1 := digits(b[:at])
	y, ok2 := digits(b[at+5:])
	if month == 0 || !ok1 || !ok2 {
		return noDate, false
	}
	return civilDay(y, month, d)
}

func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	return n, true
}

// otherLayouts are the spellings that are met too seldom to be read by hand, those of
// spreadsheets among them. None is here that another country would read as another
// day, but for Entra's, whose time of day tells it.
var otherLayouts = []string{
	time.RFC3339Nano,
	"2 Jan 2006 15:04:05",
	"2006-01-02T15:04:05.999999999",
	"2006-01-02 15:04:05.999999999",
	"1/2/2006 3:04:05 PM",
	"2006/01/02 15:04:05",
	"2006/01/02",
	"2006-01-02 15:04",
	"2006-01-02T15:04Z07:00",
	"2006-01-02 15:04:05Z07:00",
	"2006-01-02 15:04:05 UTC",
	"2.1.2006",
	"2.1.2006 15:04",
	"2.1.2006 15:04:05",
	"2-Jan-2006",
	"2-Jan-06",
	"2 January 2006",
	"20060102",
}

// spokenLayouts begin with a letter and end with the year.
var spokenLayouts = []string{"Jan 2, 2006", "January 2, 2006", "Monday, 2 January 2006", "Monday, January 2, 2006"}

func parseOtherDay(s string) (int32, bool) {
	if len(s) < 8 || len(s) > 40 {
		return noDate, false
	}
	layouts := otherLayouts
	if s[0] < '0' || s[0] > '9' {
		if _, endsWithYear := digits([]byte(s[len(s)-4:])); !endsWithYear {
			return noDate, false
		}
		layouts = spokenLayouts
	}
	if len(s) == 13 {
		if ms, err := strconv.ParseInt(s, 10, 64); err == nil {
			return dayOf(time.UnixMilli(ms))
		}
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil {
			return dayOf(t)
		}
	}
	return noDate, false
}

func dayOf(t time.Time) (int32, bool) {
	y, m, d := t.UTC().Date()
	return civilDay(y, int(m), d)
}

var monthDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// civilDay counts days since 1970-01-01. Dates that no calendar has, and years
// that no export can mean, are refused.
func civilDay(y, m, d int) (int32, bool) {
	if y < 1900 || y > 2200 || m < 1 || m > 12 || d < 1 {
		return noDate, false
	}
	isLeap := y%4 == 0 && (y%100 != 0 || y%400 == 0)
	if d > monthDays[m-1] && !(m == 2 && d == 29 && isLeap) {
		return noDate, false
	}
	// Days from civil, counting years from March so that the leap day comes last.
	if m <= 2 {
		y--
	}
	era := y / 400
	ofEra := y - era*400
	ofYear := (153*((m+9)%12)+2)/5 + d - 1
	return int32(era*146_097 + ofEra*365 + ofEra/4 - ofEra/100 + ofYear - 719_468), true
}

// parseBool reads the words for yes and no. known is false for a blank and for
// any other word.
func parseBool(b []byte) (v, known bool) {
	if len(b) == 0 || len(b) > 5 {
		return false, false
	}
	switch strings.ToLower(string(b)) {
	case "yes", "true", "1", "y":
		return true, true
	case "no", "false", "0", "n":
		return false, true
	}
	return false, false
}
