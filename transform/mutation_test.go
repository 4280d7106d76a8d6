package transform

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMutants drops, negates and shifts every condition of every rule, one at a
// time, and the weights of its confidence; the rule's rows must notice. A
// condition stands on a line of its own behind where, and, or. What a rule's
// header states (priority, verdict, dates) is held by TestRuleBook.
func TestMutants(t *testing.T) {
	bench := newRowBench(t)
	made, survived := 0, 0
	for _, files := range bench.lib.ruleFiles() {
		for _, f := range files {
			if !f.isRule() {
				continue
			}
			p := strings.TrimSuffix(f.path, ".sql") + ".txt"
			if _, err := os.Stat(filepath.Join(rowsDir, p)); err != nil {
				t.Errorf("%s: no rows, every mutant survives", f.path)
				continue
			}
			list := mutants(f)
			made += len(list)
			for _, m := range bench.survivors(t, readCases(t, p), list) {
				survived++
				t.Errorf("survivor: queries/%s: %s", f.path, m.what)
			}
		}
	}
	t.Logf("%d mutants killed, %d survived", made-survived, survived)
	if made == 0 {
		t.Error("no mutant was made")
	}
}

// survivors are the mutants on which no case fails, neither by other rows nor by
// an error.
func (b *rowBench) survivors(t *testing.T, cases []rowCase, list []mutant) []mutant {
	t.Helper()
	for _, c := range cases {
		err := b.with(c, func() error {
			var alive []mutant
			for _, m := range list {
				got, err := b.selectText(t.Context(), c.expect.header, m.text)
				if err == nil && cmp.Equal(c.expect.sorted(), got) {
					alive = append(alive, m)
				}
			}
			list = alive
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	return list
}

type mutant struct{ what, text string }

var (
	conditionLine = regexp.MustCompile(`^(\s*)(where |and |or )?(.+)$`)
	number        = regexp.MustCompile(`\b\d+\b`)
	comparison    = regexp.MustCompile(`(\w+) (=|>|<) (\w+)$`)
	rankLine      = regexp.MustCompile(`greatest\(([^()]+)\)`)
	givenColumn   = regexp.MustCompile(`^(\s*)(\w+) as (known_rank|verdict)\b`)
	sumTerm       = regexp.MustCompile(`\w+ \+ | \+ \w+`)
)

func mutants(f *file) []mutant {
	lines := strings.Split(f.text, "\n")
	var list []mutant
	add := func(i int, what, line string) {
		changed := append([]string{}, lines...)
		changed[i] = line
		list = append(list, mutant{fmt.Sprintf("line %d %s: %s", i+1, what, strings.TrimSpace(line)), strings.Join(changed, "\n")})
	}
	behindWhere := false
	for i, line := range lines {
		if strings.HasPrefix(line, "--") {
			continue
		}
		if m := rankLine.FindStringSubmatch(line); m != nil {
			terms := strings.Split(m[1], ", ")
			for k := range terms {
				rest := strings.Join(append(append([]string{}, terms[:k]...), terms[k+1:]...), ", ")
				add(i, "without rank "+terms[k], strings.Replace(line, m[1], rest, 1))
			}
		}
		if m := givenColumn.FindStringSubmatch(line); m != nil && m[2] != "end" {
			add(i, "constant "+m[3], m[1]+otherConstant(m[2], m[3])+line[len(m[1])+len(m[2]):])
		}
		behindWhere = behindWhere || strings.HasPrefix(line, "where ")
		if !behindWhere {
			continue
		}
		m := conditionLine.FindStringSubmatch(line)
		condition := strings.TrimSpace(m[3])
		if condition == "(" || condition == ")" || strings.HasSuffix(condition, "(") {
			continue
		}
		neutral := "1 = 1"
		if inDisjunction(lines, i) {
			neutral = "1 = 0"
		}
		add(i, "dropped", m[1]+m[2]+neutral)
		add(i, "negated", m[1]+m[2]+"not ("+condition+")")
		for _, s := range shifts(condition) {
			add(i, "shifted", m[1]+m[2]+s)
		}
	}
	return list
}

// otherConstant is a value that a column of a verdict rule could be stuck at.
func otherConstant(expression, column string) string {
	switch {
	case column == "verdict":
		return "'billable'"
	case expression == "1":
		return "3"
	}
	return "1"
}

// inDisjunction says that the line's condition is one of several joined by or:
// the lines at its depth of indentation up to the enclosing bracket.
func inDisjunction(lines []string, i int) bool {
	depth := 0
	for j := i + 1; j < len(lines) && depth >= 0; j++ {
		s := strings.TrimSpace(lines[j])
		if depth == 0 && s != ")" {
			return strings.HasPrefix(s, "or ")
		}
		depth += strings.Count(s, "(") - strings.Count(s, ")")
	}
	return strings.HasPrefix(strings.TrimSpace(lines[i]), "or ")
}

// shifts moves a comparison by one: the number, the sign, or one side.
func shifts(condition string) []string {
	var list []string
	for _, at := range number.FindAllStringIndex(condition, -1) {
		n, _ := strconv.Atoi(condition[at[0]:at[1]])
		list = append(list, condition[:at[0]]+strconv.Itoa(n+1)+condition[at[1]:])
	}
	for _, at := range sumTerm.FindAllStringIndex(condition, -1) {
		list = append(list, condition[:at[0]]+condition[at[1]:])
	}
	m := comparison.FindStringSubmatch(condition)
	if m == nil || strings.Contains(condition, "'") {
		return list
	}
	switch m[2] {
	case ">":
		list = append(list, strings.Replace(condition, " > ", " >= ", 1))
	case "<":
		list = append(list, strings.Replace(condition, " < ", " <= ", 1))
	case "=":
		list = append(list, strings.Replace(condition, " = ", " + 1 = ", 1), strings.Replace(condition, " = ", " >= ", 1))
		if m[3] != "0" { // a count is never below 0: <= 0 says the same
			list = append(list, strings.Replace(condition, " = ", " <= ", 1))
		}
	}
	return list
}
