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

// months are the first three letters of each month, as packedLetters gives them.
var months = func() (packed [12]uint32) {
	for m := range packed {
		packed[m] = packedLetters([]byte("janfebmaraprmayjunjulaugsepoctnovdec")[3*m:])
	}
	return packed
}()

// packedLetters are the first three letters of b in one number, whatever their case.
func packedLetters(b []byte) uint32 {
	return uint32(b[0]|0x20)<<16 | uint32(b[1]|0x20)<<8 | uint32(b[2]|0x20)
}

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
	month, letters := 0, packedLetters(b[at+1:])
	for m, name := range months {
		if letters == name {
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

// The years that an export can mean.
const firstYear, lastYear = 1900, 2200

// monthStarts are the days since 1970-01-01 on which the months of those years begin,
// and the day behind the last one.
var monthStarts = func() (starts [12*(lastYear-firstYear+1) + 1]int32) {
	for i := range starts {
		starts[i] = int32(time.Date(firstYear, time.January+time.Month(i), 1, 0, 0, 0, 0, time.UTC).Unix() / 86_400)
	}
	return starts
}()

// civilDay counts days since 1970-01-01. Dates that no calendar has, and years
// that no export can mean, are refused.
func civilDay(y, m, d int) (int32, bool) {
	if y < firstYear || y > lastYear || m < 1 || m > 12 || d < 1 {
		return noDate, false
	}
	month := 12*(y-firstYear) + m - 1
	day := monthStarts[month] + int32(d) - 1
	if d > 31 || day >= monthStarts[month+1] {
		return noDate, false
	}
	return day, true
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
