package ingest

import "testing"

func TestNumbers(t *testing.T) {
	const none = -999
	for text, want := range map[string]struct{ whole, cents, fine int64 }{
		"0": {0, 0, 0}, "007": {7, 700, 70000}, "212": {212, 21200, 2120000}, "-3": {-3, -300, -30000},
		"15750.00": {15750, 1575000, 157500000}, "0.5": {none, 50, 5000}, "3.125": {none, none, 31250}, "3.12345": {none, none, none},
		"1.10000": {none, 110, 11000}, "": {none, none, none}, "-": {none, none, none}, ".5": {none, none, none}, "5.": {none, none, none},
		"1,000": {none, none, none}, "1.000": {1, 100, 10000}, "1e3": {none, none, none}, "+1": {none, none, none}, "--1": {none, none, none},
		"$5": {none, none, none}, "1.-5": {none, none, none}, "1.2.3": {none, none, none}, "999999999999999": {999999999999999, 99999999999999900, none},
		"9999999999999999": {none, none, none},
		"12,000.00":        {12000, 1200000, 120000000}, "1,234,567.5": {none, 123456750, 12345675000}, "12.000,00": {12000, 1200000, 120000000},
		"1 000": {1000, 100000, 10000000}, "-1\u00a0234,50": {none, -123450, -12345000}, "1'000.50": {none, 100050, 10005000},
		"15750,00": {15750, 1575000, 157500000}, "3,1250": {none, none, 31250}, "3,125": {none, none, none}, "(12.50)": {none, -1250, -125000},
		"\u221212.50": {none, -1250, -125000}, "1,23,456.00": {none, none, none}, "12,00.00": {none, none, none}, "(-1)": {none, none, none},
		"1,000,000": {none, none, none}, "1.575E+04": {none, none, none}, ",5": {none, none, none}, "1 00": {none, none, none},
	} {
		for name, test := range map[string]struct {
			parse func([]byte) (int64, bool)
			want  int64
		}{"whole": {wholeNumber, want.whole}, "cents": {cents, want.cents}, "ten thousandths": {tenThousandths, want.fine}} {
			got, ok := test.parse([]byte(text))
			if !ok {
				got = none
			}
			if got != test.want {
				t.Errorf("%q as %s is %d, want %d", text, name, got, test.want)
			}
		}
	}
	if _, ok := count([]byte("-1")); ok {
		t.Error("a count may be negative")
	}
}

func TestInstants(t *testing.T) {
	for text, want := range map[string]int64{
		"1774915200000": 1774915200000, "2026-04-01T13:41:00.000Z": 1775050860000, "2026-04-01T06:41:00.000-07:00": 1775050860000,
		"2026-04-01T13:41:00": -1, "2026-04-01": -1, "": -1, "soon": -1,
	} {
		got, ok := instant([]byte(text))
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}
