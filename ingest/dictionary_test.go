package ingest

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDictionaryNumbersTextsInOrder(t *testing.T) {
	var d dictionary
	for round := range 2 {
		for i := range 5000 {
			for _, s := range []string{fmt.Sprint(i), strings.Repeat("x", i%40) + fmt.Sprint(i)} {
				id, isNew := d.id([]byte(s))
				if got := string(d.text(id)); got != s {
					t.Fatalf("text %d is %q, want %q", id, got, s)
				}
				if again, isNewAgain := d.id([]byte(s)); again != id || isNewAgain {
					t.Fatalf("%q is %d and then %d, new %v", s, id, again, isNewAgain)
				}
				if isNew && int(id) != d.len()-1 {
					t.Fatalf("%q is new and number %d of %d", s, id, d.len())
				}
			}
		}
		if id, isNew := d.id(nil); !isNew || string(d.text(id)) != "" {
			t.Errorf("round %d: the empty text is %d, new %v", round, id, isNew)
		}
		if id, _ := d.id([]byte("0")); id != 0 {
			t.Errorf("round %d: the first text is number %d", round, id)
		}
		d.reset()
		if d.len() != 0 {
			t.Errorf("%d texts are left", d.len())
		}
	}
}

// TestDictionaryTellsShortTextsApart asks for texts that share their ends, as dates
// and ids do.
func TestDictionaryTellsShortTextsApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var d dictionary
		seen := map[string]int32{}
		texts := rapid.SliceOf(rapid.StringOfN(rapid.SampledFrom([]rune{'a', 'b', 0}), 0, 20, -1)).Draw(t, "texts")
		for _, s := range texts {
			id, isNew := d.id([]byte(s))
			if want, isKnown := seen[s]; isKnown == isNew || isKnown && want != id {
				t.Fatalf("%q is number %d, new: %v; before it was %d, known: %v", s, id, isNew, want, isKnown)
			}
			seen[s] = id
		}
		if d.len() != len(seen) {
			t.Fatalf("%d texts are told apart, there are %d", d.len(), len(seen))
		}
	})
}
