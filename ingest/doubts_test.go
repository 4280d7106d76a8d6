package ingest

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"
)

// TestWideTextMissesNoLostLetters spells texts as people lose their letters, and
// expects the quick look at a record to see what the slow look at a cell finds.
func TestWideTextMissesNoLostLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(rapid.SampledFrom([]rune("aé ÂÃß\u00f5øŁя漢𝄞\ufffd,"))).Draw(t, "name")
		twice := ""
		for _, b := range []byte(name) {
			if c := charmap.Windows1252.DecodeByte(b); c != utf8.RuneError {
				twice += string(c)
			} else {
				twice += string(rune(b))
			}
		}
		cut := name[:rapid.IntRange(0, len(name)).Draw(t, "cut")]
		for _, text := range []string{name, twice, "Ada," + twice, cut, name + "\xff", "\xc3" + name} {
			isUTF8, mayLackLetters := wideText([]byte(text))
			if isUTF8 != utf8.ValidString(text) {
				t.Errorf("%q: UTF-8 %v", text, isUTF8)
			}
			for cell := range bytes.SplitSeq([]byte(text), []byte{','}) {
				wide := cell[countASCII(cell):]
				if isUTF8 && len(wide) > 0 && (bytes.Contains(wide, lostLetter) || isTwiceEncoded(wide)) && !mayLackLetters {
					t.Errorf("%q lacks letters in %q, and is not looked at", text, cell)
				}
			}
		}
	})
}

// TestDayOfText parses each text of a dictionary once, whatever stands between.
func TestDayOfText(t *testing.T) {
	b := newBatch(accountsTable)
	asked := map[string]int{}
	parse := func(v []byte) (int32, bool) {
		asked[string(v)]++
		return parseDay(v)
	}
	for range 3 {
		for _, s := range []string{"3 Jan 2026", "soon", "4 Jan 2026", "2026-01-03"} {
			b.text(accAdded, []byte(s))
			day, known := b.cols[accAdded].dayOf([]byte(s), parse)
			if want, isDay := parseDay([]byte(s)); known != isDay || isDay && day != want {
				t.Errorf("%q is day %d, %v, want %d, %v", s, day, known, want, isDay)
			}
			b.rows++
		}
	}
	for s, n := range asked {
		if n != 1 {
			t.Errorf("%q is parsed %d times", s, n)
		}
	}
}
