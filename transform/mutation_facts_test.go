package transform

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestOtherMutants changes one word, sign, number or string at a time in the
// files around the rules, and logs what the rows do not notice. Some changes say
// the same in other words, so not every one must be noticed. It tries some of
// them; when a file's rows change, try all and read the log:
//
//	go test -run TestOtherMutants -v ./transform -args -all-mutants
func TestOtherMutants(t *testing.T) {
	bench := newRowBench(t)
	made, survived := 0, 0
	for _, f := range bench.lib.files {
		p := strings.TrimSuffix(f.path, ".sql") + ".txt"
		if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil || f.isRule() {
			continue
		}
		list := someOf(wordMutants(f))
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
const leastKilled = 85

var allMutants = flag.Bool("all-mutants", false, "let TestOtherMutants try every mutant rather than one in eight")

func someOf(list []mutant) []mutant {
	if *allMutants {
		return list
	}
	var some []mutant
	for i := 3; i < len(list); i += 8 {
		some = append(some, list[i])
	}
	return some
}

// otherWord is what each word or sign is changed to; "" drops it.
var otherWord = map[string]string{
	"=": "<>", "<>": "=", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "+": "-", "-": "+", "*": "+",
	"and": "or", "or": "and", "not": "", "min": "max", "max": "min", "greatest": "least", "least": "greatest",
	"true": "false", "false": "true", "distinct": "", "desc": "", "left": "", "lower": "upper", "trim": "lower",
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
	if s == "1" && i > 1 && parts[i-2] == "select" {
		return nil // exists (select 1 ...)
	}
	if word, ok := otherWord[s]; ok {
		return []string{word}
	}
	switch {
	case s == "''" && i+2 < len(parts) && parts[i+2] == "as":
		return nil // a column that the file leaves blank
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
