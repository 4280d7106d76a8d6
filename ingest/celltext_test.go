package ingest

import "testing"

func TestFormatOfCode(t *testing.T) {
	for code, want := range map[string]numberFormat{
		"General": {}, "GENERAL": {}, "": {}, "0": {}, "0.00": {}, "#,##0": {}, "@": {}, "0.00E+00": {}, `#,##0 "days"`: {}, `0\d`: {},
		"[$€-407] #,##0.00": {}, "_-* #,##0.00_-;-* #,##0.00_-": {}, "[Red]0;[Blue]-0": {}, `"yyyy"0`: {}, "# ?/?": {},
		"yyyy-mm-dd": {kind: dateFormat}, "m/d/yy h:mm": {kind: dateFormat}, "[$-409]d-mmm-yy;@": {kind: dateFormat}, "mmm": {kind: dateFormat},
		"[$-F800]dddd, mmmm dd, yyyy": {kind: dateFormat}, `yyyy"年"m"月"d"日"`: {kind: dateFormat}, "[$-411]ge.m.d": {kind: dateFormat}, "D": {kind: dateFormat},
		"h:mm": {kind: timeFormat}, "mm:ss.0": {kind: timeFormat}, "h:mm AM/PM": {kind: timeFormat}, "ss": {kind: timeFormat},
		"[h]:mm:ss": {kind: spanFormat}, "[mm]:ss": {kind: spanFormat}, "[Red][hh]": {kind: spanFormat},
		"0%": {kind: percentFormat}, "0.00%": {kind: percentFormat},
		"00000": {kind: zerosFormat, zero: 5}, "00": {kind: zerosFormat, zero: 2}, "000;[Red]0": {kind: zerosFormat, zero: 3},
		"[unclosed": {}, `"unclosed`: {}, `0\`: {},
	} {
		if got := formatOfCode(code); got != want {
			t.Errorf("%q is %+v, want %+v", code, got, want)
		}
	}
	for id, want := range map[int]formatKind{0: plainNumber, 1: plainNumber, 9: percentFormat, 14: dateFormat, 18: timeFormat, 22: dateFormat, 46: spanFormat, 47: timeFormat, 49: plainNumber, 57: dateFormat, 200: plainNumber} {
		if got := formatOfCode(builtInFormat(id)).kind; got != want {
			t.Errorf("built-in format %d is %d, want %d", id, got, want)
		}
	}
}

func TestAppendNumber(t *testing.T) {
	styles := []numberFormat{{}, {kind: dateFormat}, {kind: timeFormat}, {kind: spanFormat}, {kind: percentFormat}, {kind: zerosFormat, zero: 5}}
	const plain, date, clock, span, percent, zeros = 0, 1, 2, 3, 4, 5
	for _, test := range []struct {
		raw    string
		style  int
		is1904 bool
		want   string
		note   string
	}{
		{"42", plain, false, "42", ""}, {"0042", plain, false, "0042", ""}, {"-3", plain, false, "-3", ""}, {"5.0", plain, false, "5", ""},
		{"1E3", plain, false, "1000", ""}, {"1.5", plain, false, "1.5", ""}, {"0.10000000000000001", plain, false, "0.1", ""}, {"1E-7", plain, false, "0.0000001", ""},
		{"5.5705800004199998E+16", plain, false, "55705800004199998", digitsLost}, {"1E+17", plain, false, "100000000000000000", digitsLost},
		{"-1.5e1", plain, false, "-15", ""}, {"1.25E1", plain, false, "12.5", ""}, {"0E0", plain, false, "0", ""}, {"5.57058E+23", plain, false, "557058000000000000000000", digitsLost}, {"123456789012345", plain, false, "123456789012345", ""},
		{"1234567890123456", plain, false, "1234567890123456", digitsLost}, {"42", 99, false, "42", ""}, {"42", -1, false, "42", ""},
		{"NaN", plain, false, "NaN", ""}, {"1E+999", plain, false, "1E+999", ""}, {"what", date, false, "what", ""},
		{"46112", date, false, "2026-03-31", ""}, {"44650", date, true, "2026-03-31", ""}, {"46112.75", date, false, "2026-03-31T18:00:00", ""},
		{"46112.000694444445", date, false, "2026-03-31T00:01:00", ""}, {"46112.999999999", date, false, "2026-04-01", ""},
		{"46112.50001", date, false, "2026-03-31T12:00:00.864", ""},
		{"1", date, false, "1900-01-01", ""}, {"59", date, false, "1900-02-28", ""}, {"60", date, false, "1900-02-29", ""}, {"61", date, false, "1900-03-01", ""},
		{"0", date, true, "1904-01-01", ""}, {"2958465", date, false, "9999-12-31", ""}, {"2958466", date, false, "2958466", notADate}, {"-1", date, false, "-1", notADate},
		{"0.25", clock, false, "06:00:00", ""}, {"46112.25", clock, false, "2026-03-31T06:00:00", ""}, {"1.5", span, false, "36:00:00", ""}, {"10", span, false, "240:00:00", ""},
		{"0.15", percent, false, "15%", ""}, {"7.0000000000000007E-2", percent, false, "7%", ""}, {"0.125", percent, false, "12.5%", ""}, {"1", percent, false, "100%", ""}, {"0", percent, false, "0%", ""}, {"-0.5", percent, false, "-50%", ""},
		{"42", zeros, false, "00042", ""}, {"123456", zeros, false, "123456", ""}, {"1.5", zeros, false, "1.5", ""},
	} {
		w := &workbook{styles: styles, is1904: test.is1904}
		got, note := w.appendNumber(nil, []byte(test.raw), test.style)
		if string(got) != test.want || note != test.note {
			t.Errorf("%s in format %d is %q (%s), want %q (%s)", test.raw, test.style, got, note, test.want, test.note)
		}
	}
}

func TestUnescaped(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a_x000D_b": "a\rb", "_x005F_x000D_": "_x000D_", "_x0041_": "A", "_x00e9_": "é", "_xD83D__xDE00_": "😀",
		"_xD83D_": "\xed\xa0\xbd", "_xD83D_x": "\xed\xa0\xbdx", "_xZZZZ_": "_xZZZZ_", "_x00": "_x00", "_x000": "_x000", "__x0041__": "_A_",
	} {
		if got := string(unescaped([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestISOTime(t *testing.T) {
	for in, want := range map[string]string{
		"2026-03-31T00:00:00": "2026-03-31", "2026-03-31T00:00:00.000Z": "2026-03-31", "2026-03-31T10:00:00": "2026-03-31T10:00:00", "2026-03-31": "2026-03-31",
	} {
		if got := string(isoTime([]byte(in))); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestTextStore(t *testing.T) {
	var s textStore
	defer s.close()
	text := func(i int) string {
		switch {
		case i%1000 == 7:
			return ""
		case i == 300_000:
			return string(make([]byte, 3*storePage))
		}
		return "text number " + string(rune('a'+i%26)) + string(rune('0'+i/7%10)) + string(rune(0x4e00+i%20_000))
	}
	const n = 700_000
	for i := range n {
		if err := s.add([]byte(text(i))); err != nil {
			t.Fatal(err)
		}
	}
	check := func(i int) {
		got, found, err := s.text(int64(i))
		if string(got) != text(i) || !found || err != nil {
			t.Fatalf("text %d is %q, %v, %v; want %q", i, got, found, err, text(i))
		}
	}
	for i := 0; i < n; i += 13 { // as a sheet asks for them
		check(i)
		check(i * 7919 % n)
	}
	check(n - 1)
	for _, i := range []int64{-1, n} {
		if _, found, err := s.text(i); found || err != nil {
			t.Errorf("there is a text %d (%v)", i, err)
		}
	}
	if kept := len(s.bytes.head) + len(s.bytes.pages)*storePage; kept > storeHead+storePages*storePage {
		t.Errorf("%d bytes are in memory", kept)
	}
}
