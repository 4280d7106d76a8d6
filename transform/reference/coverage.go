package reference

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Coverage counts how often each branch of the rules decided something.
// A nil Coverage counts nothing.
type Coverage map[string]int

func (c Coverage) hit(branch string) {
	if c != nil {
		c[branch]++
	}
}

// Print lists the branches and their hits, sorted by name.
func (c Coverage) Print(w io.Writer) {
	for _, branch := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(w, "%7d %s\n", c[branch], branch)
	}
}

// Below lists those of the branches that were hit fewer than least times.
func (c Coverage) Below(least int, branches ...string) []string {
	var low []string
	for _, branch := range branches {
		if c[branch] < least {
			low = append(low, fmt.Sprintf("%s: %d", branch, c[branch]))
		}
	}
	return low
}
