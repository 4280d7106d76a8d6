package ingest

import (
	"fmt"
	"strings"

	"billable"
)

// A nearMiss is a column that is probably a misspelling of one that the file lacks.
type nearMiss struct {
	column string // as the file spells it
	header string // as the vendor does
}

// nearMisses finds, for each pattern of keys that the file lacks, the column that was
// probably meant by it. Columns that the variant knows are not looked at.
func (v *Variant) nearMisses(keys, names, missing []string) []nearMiss {
	var misses []nearMiss
	taken := make(map[string]bool)
	for i, key := range keys {
		taken[key] = v.wants(keys[i]) || v.layout != nil && v.layout.isSpelled(key)
	}
	for i, shown := range v.spelled(missing) {
		best := closest(keys, taken, strings.Split(missing[i], "|"))
		if best < 0 {
			continue
		}
		taken[keys[best]] = true
		misses = append(misses, nearMiss{column: names[best], header: shown})
	}
	return misses
}

// closest is the place of the key that is nearest to one of the words and not taken;
// -1 if none comes near.
func closest(keys []string, taken map[string]bool, words []string) int {
	best, least := -1, 0
	for i, key := range keys {
		if taken[key] || len(key) > longestKey {
			continue
		}
		word := billable.Nearest(key, words)
		if word == "" {
			continue
		}
		if d := billable.EditDistance(key, word); best < 0 || d < least {
			best, least = i, d
		}
	}
	return best
}

// nearMissText says which columns come near to missing ones, and nearMissRemedy what
// to do about them. Both are empty where there are none.
func nearMissText(misses []nearMiss) string {
	var text strings.Builder
	for _, m := range misses {
		fmt.Fprintf(&text, "; %q comes near to %s", m.column, m.header)
	}
	return text.String()
}

func nearMissRemedy(misses []nearMiss) string {
	if len(misses) == 0 {
		return ""
	}
	var renames []string
	for _, m := range misses {
		renames = append(renames, fmt.Sprintf("%q to %q", m.column, m.header))
	}
	return "If it is that, rename " + strings.Join(renames, ", ") + " in the file's header. Otherwise: "
}

// markNearMisses looks for columns of unknown name that come near to a field which
// the file lacks. It is stricter than nearMisses: such a file is read, and a product
// whose name happens to be like a field's must not be suspected.
func markNearMisses(headers []header, l *layout) {
	for i := range headers {
		h := &headers[i]
		if h.role != roleUnknown && (h.role != roleAccess || h.place != "") {
			continue
		}
		for _, s := range l.spellings {
			if s.field != "" && isNear(h.key, s.key) && findColumn(headers, l.keysOf(s.field)) < 0 {
				h.near = s.header
				break
			}
		}
	}
}

// longestKey is how long a key may be that is compared letter by letter.
const longestKey = 100

func isNear(key, word string) bool {
	const shortest, long = 5, 9
	allowed := 1
	if len(word) >= long {
		allowed = 2
	}
	return len(key) >= shortest && len(key) <= longestKey && len(word) >= shortest && billable.EditDistance(key, word) <= allowed
}
