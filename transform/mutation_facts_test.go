package transform

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestOtherMutants changes one word, sign, number or string at a time in the
// files around the rules, and logs what the rows do not notice. Some changes say
// the same in other words, so no share is demanded but a low one; read the log
// (go test -run TestOtherMutants -v) when a file's rows change.
func TestOtherMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("tries a few thousand changed queries")
	}
	bench := newRowBench(t)
	made, survived := 0, 0
	for _, f := range bench.lib.files {
		p := strings.TrimSuffix(f.path, ".sql") + ".txt"
		if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil || f.header["priority"] != "" {
			continue
		}
		list := wordMutants(f)
		alive := bench.survivors(t, readCases(t, p), list)
		made, survived = made+len(list), survived+len(alive)
		for _, m := range alive {
			t.Logf("survivor: queries/%s: %s", f.path, m.what)
		}
	}
	killed := made - survived
	t.Logf("%d of %d mutants killed, %d %%", killed, made, 100*killed/max(made, 1))
	if killed*100 < made*leastKilled {
		t.Errorf("%d of %d mutants killed, fewer than %d %%: the rows have lost their grip", killed, made, leastKilled)
	}
}

// leastKilled is the share of mutants, in percent, below which rows are missing.
const leastKilled = 80

// otherWord is what each word or sign is changed to; "" drops it.
var otherWord = map[string]string{
	"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+", "*": "+",
	"and": "or", "or": "and", "not": "", "min": "max", "max": "min", "greatest": "least", "least": "greatest",
	"true": "false", "false": "true", "distinct": "", "desc": "", "left": "", "all": "", "lower": "upper", "trim": "lower",
}

// wordMutants changes each token of the file's select that has another word.
func wordMutants(f *file) []mutant {
	var list []mutant
	line := 1
	parts := sqlToken.FindAllString(f.text, -1)
	for i, s := range parts {
		for _, changed := range otherTokens(parts, i) {
			text := strings.Join(slices.Concat(parts[:i], []string{changed}, parts[i+1:]), "")
			list = append(list, mutant{fmt.Sprintf("line %d %q instead of %q: %s", line, changed, s, lineAt(f.text, line)), text})
		}
		line += strings.Count(s, "\n")
	}
	return list
}

func otherTokens(parts []string, i int) []string {
	s := parts[i]
	if s == "*" && (i == 0 || strings.HasSuffix(parts[i-1], "(") || strings.HasSuffix(parts[i-1], ".") || i > 1 && parts[i-2] == "select") {
		return nil // count(*), select *
	}
	if word, ok := otherWord[s]; ok {
		return []string{word}
	}
	switch {
	case strings.HasPrefix(s, "'"):
		return []string{s[:len(s)-1] + "~'"}
	case isNumber.MatchString(s):
		return []string{s + " + 1"}
	}
	return nil
}

func lineAt(text string, line int) string {
	return strings.TrimSpace(strings.Split(text, "\n")[line-1])
}
