package transform

import (
	"errors"
	"testing"

	"github.com/duckdb/duckdb-go/v2"
)

// TestOutOfMemoryIsTriedOnOneThread runs a statement that has memory enough on one
// thread, one that never has, and one that fails for another reason.
func TestOutOfMemoryIsTriedOnOneThread(t *testing.T) {
	full, other := &duckdb.Error{Type: duckdb.ErrorTypeOutOfMemory}, errors.New("other")
	for name, test := range map[string]struct {
		threads      int
		first, again error
		want         error
		runs         int
	}{
		"enough on one thread":      {3, full, nil, nil, 2},
		"never enough":              {3, full, full, full, 2},
		"another failure":           {3, other, nil, other, 1},
		"one thread from the start": {1, full, nil, full, 1},
		"no failure":                {3, nil, full, nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := openEngine(t.Context(), engineOptions{Threads: test.threads})
			if err != nil {
				t.Fatal(err)
			}
			defer db.close()
			threads := func() int64 {
				n, err := db.count(t.Context(), "select current_setting('threads')")
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			runs := 0
			got := db.sparing(t.Context(), func() error {
				if runs++; runs == 1 {
					return test.first
				}
				if n := threads(); n != 1 {
					t.Errorf("the second try has %d threads", n)
				}
				return test.again
			})
			if !errors.Is(got, test.want) || runs != test.runs {
				t.Errorf("%d tries, error %v; want %d, %v", runs, got, test.runs, test.want)
			}
			if n := threads(); n != int64(test.threads) {
				t.Errorf("%d threads afterwards, want %d", n, test.threads)
			}
		})
	}
}
