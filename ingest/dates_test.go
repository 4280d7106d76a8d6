package ingest

import (
	"testing"
	"time"
)

func dayString(day int32) string {
	if day == noDate {
		return ""
	}
	return time.Unix(int64(day)*86400, 0).UTC().Format(time.DateOnly)
}

func TestParseDay(t *testing.T) {
	tests := []struct{ in, want string }{
		{"2026-03-31", "2026-03-31"},
		{"1970-01-01", "1970-01-01"},
		{"2024-02-29", "2024-02-29"},
		{"2023-02-29", ""},
		{"2026-13-01", ""},
		{"2026-00-10", ""},
		{"3 Jan 2026", "2026-01-03"},
		{"03 Jan 2026", "2026-01-03"},
		{"31 DEC 2019", "2019-12-31"},
		{"31 Foo 2019", ""},
		{"0 Jan 2026", ""},
		{"14 Dec 2016 15:31:57", "2016-12-14"},
		{"2026-05-10T17:52:21.523639", "2026-05-10"},
		{"2026-04-05T03:11:47.57476Z", "2026-04-05"},
		{"2026-04-05T23:11:47.000-07:00", "2026-04-06"},
		{"8/19/2026 1:25:31 PM", "2026-08-19"},
		{"2026/04/10 04:05:20", "2026-04-10"},
		{"1774915200000", "2026-03-31"},
		{"2026-03-31 00:00", "2026-03-31"},
		{"2026-04-05T23:11-07:00", "2026-04-06"},
		{"2026-04-05 23:11:47+02:00", "2026-04-05"},
		{"31.03.2026", "2026-03-31"},
		{"3.4.2026", "2026-04-03"},
		{"31.3.2026 08:15", "2026-03-31"},
		{"31-Mar-2026", "2026-03-31"},
		{"1-Mar-26", "2026-03-01"},
		{"Mar 31, 2026", "2026-03-31"},
		{"March 1, 2026", "2026-03-01"},
		{"31 March 2026", "2026-03-31"},
		{"Tuesday, 31 March 2026", "2026-03-31"},
		{"Tuesday, March 31, 2026", "2026-03-31"},
		{"20260331", "2026-03-31"},
		{"20261331", ""},
		{"12345678", ""},
		{"03/31/2026", ""},
		{"31/03/2026", ""},
		{"3/4/26", ""},
		{"March 2026", ""},
		{"46112", ""},
		{"yesterday", ""},
		{"0000-00-00", ""},
	}
	for _, test := range tests {
		day, ok := parseDay([]byte(test.in))
		if got := dayString(day); got != test.want || ok != (test.want != "") {
			t.Errorf("parseDay(%q) = %q, %v; want %q", test.in, got, ok, test.want)
		}
	}
}

func TestCivilDayAgreesWithTheCalendar(t *testing.T) {
	for d := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2200; d = d.AddDate(0, 0, 1) {
		got, ok := civilDay(d.Year(), int(d.Month()), d.Day())
		if want := int32(d.Unix() / 86400); !ok || int64(got)*86400 != d.Unix() && d.Unix() >= 0 {
			t.Fatalf("civilDay(%s) = %d, %v; want %d", d.Format(time.DateOnly), got, ok, want)
		}
	}
}

func TestParseActivity(t *testing.T) {
	asOf, _ := parseDay([]byte("2018-09-01"))
	tests := []struct {
		in, kind, on string
		odd          bool
	}{
		{"", "unknown", "", false},
		{"Never accessed", "never", "", false},
		{"never logged in", "never", "", false},
		{"28 Apr 2026", "known", "2026-04-28", false},
		{"Before 11 Feb 2017", "before", "2017-02-11", false},
		{"Not active in the last 180 days", "before", "2018-03-05", false},
		{"Not active in the last few days", "unknown", "", true},
		{"Before we met", "unknown", "", true},
		{"31 Feb 2026", "unknown", "", true},
	}
	for _, test := range tests {
		got := parseActivity([]byte(test.in), asOf)
		if got.kind != test.kind || dayString(got.day) != test.on || got.odd != test.odd {
			t.Errorf("parseActivity(%q) = %s %q odd=%v; want %s %q odd=%v",
				test.in, got.kind, dayString(got.day), got.odd, test.kind, test.on, test.odd)
		}
	}
	if got := parseActivity([]byte("Not active in the last 180 days"), noDate); got.kind != "unknown" || !got.odd {
		t.Errorf("without a night, the bound is %+v; want unknown and odd", got)
	}
}

func TestParseBool(t *testing.T) {
	for word, want := range map[string][2]bool{
		"Yes": {true, true}, "TRUE": {true, true}, "1": {true, true}, "y": {true, true},
		"No": {false, true}, "false": {false, true}, "0": {false, true}, "n": {false, true},
		"": {}, "maybe": {}, "billable": {},
	} {
		if v, known := parseBool([]byte(word)); v != want[0] || known != want[1] {
			t.Errorf("parseBool(%q) = %v, %v; want %v", word, v, known, want)
		}
	}
}
