package transform

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestOtherMutants changes one word, sign, number or string at a time in the
// files around the rules; of each group of files the rows must notice most. It
// tries some of the changes: all of them with
//
//	make mutants
//
// Then every survivor of the groups that are held to leastKilled must stand in
// survivors.csv with the reason why no row can notice it.
func TestOtherMutants(t *testing.T) {
	bench := newRowBench(t)
	known := readSurvivors(t)
	tallies := map[string]*mutantTally{}
	for _, f := range bench.lib.files {
		p := strings.TrimSuffix(f.path, ".sql") + ".txt"
		if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil || f.isRule() {
			continue
		}
		group := mutantGroup(f)
		if tallies[group] == nil {
			tallies[group] = &mutantTally{}
		}
		list := someOf(wordMutants(f))
		alive := bench.survivors(t, readCases(t, p), list)
		tallies[group].made += len(list)
		for _, m := range alive {
			name := survivor{"queries/" + f.path, m.what}
			reason := known[name]
			delete(known, name)
			if !*allMutants && reason != "" { // a few of them would weigh too much among some
				tallies[group].made--
				continue
			}
			tallies[group].survived++
			t.Logf("survivor: %s: %s: %s", name.file, m.what, cmp.Or(reason, "NO REASON GIVEN"))
			if *allMutants && reason == "" && leastKilled[group] >= strict {
				t.Errorf("survivor without a reason in survivors.csv: %s: %s", name.file, m.what)
			}
		}
	}
	for _, group := range slices.Sorted(maps.Keys(tallies)) {
		tallies[group].check(t, group)
	}
	if *allMutants {
		for s := range known {
			t.Errorf("survivors.csv lists what is killed or gone: %s: %s", s.file, s.change)
		}
	}
}

// leastKilled is the share of mutants, in percent, below which rows are missing.
var leastKilled = map[string]int{"staging": strict, "seats": strict, "checks": strict, "others": 85}

const strict = 95

// mutantGroup tells the files that are held to more from the others.
func mutantGroup(f *file) string {
	switch {
	case f.layer == "staging", f.layer == "checks":
		return f.layer
	case strings.HasPrefix(f.name, "seat_") && f.name != "seat_prices", slices.Contains([]string{"seats", "account_seats", "changed_seats"}, f.name):
		return "seats"
	}
	return "others"
}

type mutantTally struct{ made, survived int }

func (m *mutantTally) check(t *testing.T, group string) {
	t.Helper()
	killed := m.made - m.survived
	t.Logf("%s: %d of %d mutants killed, %.1f %%", group, killed, m.made, 100*float64(killed)/float64(max(m.made, 1)))
	if killed*100 < m.made*leastKilled[group] {
		t.Errorf("%s: %d of %d mutants killed, fewer than %d %%: the rows have lost their grip", group, killed, m.made, leastKilled[group])
	}
}

// survivor names a change that no row notices.
type survivor struct{ file, change string }

// readSurvivors gives the reason of each survivor of survivors.csv.
func readSurvivors(t *testing.T) map[survivor]string {
	t.Helper()
	text, err := os.ReadFile("survivors.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	known := map[survivor]string{}
	for _, r := range rows[1:] {
		known[survivor{r[0], r[1]}] = r[2]
	}
	return known
}

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
			list = append(list, mutant{fmt.Sprintf("%q instead of %q: %s", changed, s, lineAt(f.text, line)), text})
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
	case s == "''":
		return []string{"'~'"}
	case strings.HasPrefix(s, "'"):
		return []string{s[:len(s)-2] + "'"} // without its last letter
	case isNumber.MatchString(s):
		return []string{s + " + 1"}
	}
	return nil
}

func lineAt(text string, line int) string {
	return strings.TrimSpace(strings.Split(text, "\n")[line-1])
}
