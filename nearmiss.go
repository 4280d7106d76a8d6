package billable

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest finds the word that got was probably meant to be, or "" when none of
// the words is close enough for the suggestion to help. Case does not count.
func Nearest(got string, words []string) string {
	best, bestDistance := "", max(1, len(got)/3)+1
	sorted := slices.Sorted(slices.Values(words))
	for _, w := range sorted {
		// The distance is at least the difference of lengths: a text of a megabyte is
		// not compared letter by letter.
		if abs(utf8.RuneCountInString(got)-utf8.RuneCountInString(w)) >= bestDistance {
			continue
		}
		d := EditDistance(strings.ToLower(got), strings.ToLower(w))
		if d < bestDistance {
			best, bestDistance = w, d
		}
	}
	if best != "" {
		return best
	}
	for _, w := range sorted {
		if len(got) >= 3 && (strings.HasPrefix(w, got) || strings.HasPrefix(got, w)) {
			return w
		}
	}
	return ""
}

// EditDistance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b.
func EditDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range y {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return rows[len(x)][len(y)]
}

func abs(n int) int { return max(n, -n) }
