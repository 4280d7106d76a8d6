package transform

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"billable"
)

// step makes one relation, or the few that belong together.
type step struct {
	name  string
	makes []string
	reads []string
	run   func(context.Context, *night) error
}

// plan orders the steps so that each comes after what it reads. Steps that do
// not depend on each other stay in the order of layer and path. A night has the
// layers below; more names those that a question to published nights adds.
func (l *library) plan(more ...string) ([]step, error) {
	book, err := l.ruleBook()
	if err != nil {
		return nil, err
	}
	var steps []step
	for _, layer := range append([]string{"staging", "facts", "quotes", "rules", "diff", "marts"}, more...) {
		for _, f := range l.layer(layer) {
			if !f.isRule() {
				steps = append(steps, fileStep(f))
			}
		}
	}
	steps = append(steps, classStep(book), verdictStep(book), mixPlanStep(), l.addOnStep())
	steps = append(steps, l.scenarioSteps(book)...)
	steps = append(steps, l.cascadeStep(book))
	steps = append(steps, keyedSteps(book)...)
	steps = append(steps, l.afterSteps()...)
	return sortSteps(steps)
}

func fileStep(f *file) step {
	return step{name: f.name, makes: []string{f.name}, reads: f.reads,
		run: func(ctx context.Context, n *night) error { return n.db.create(ctx, f) }}
}

// sortSteps is a stable topological sort; a circle is a Problem that names it.
func sortSteps(steps []step) ([]step, error) {
	maker := map[string]int{}
	for i, s := range steps {
		for _, name := range s.makes {
			maker[name] = i
		}
	}
	var sorted []step
	state := make([]int, len(steps)) // 0 new, 1 open, 2 done
	var visit func(i int, trail []string) error
	visit = func(i int, trail []string) error {
		trail = append(trail, steps[i].name)
		if state[i] == 1 {
			return &billable.Problem{Kind: billable.Usage, What: "the queries read each other in a circle: " + strings.Join(trail, " -> "),
				Remedy: "Break the circle: move what both need into a file of its own."}
		}
		if state[i] == 2 {
			return nil
		}
		state[i] = 1
		for _, r := range steps[i].reads {
			if j, ok := maker[r]; ok && j != i {
				if err := visit(j, slices.Clone(trail)); err != nil {
					return err
				}
			}
		}
		state[i] = 2
		sorted = append(sorted, steps[i])
		return nil
	}
	for i := range steps {
		if err := visit(i, nil); err != nil {
			return nil, err
		}
	}
	return sorted, nil
}

// needs unites what files read, sorted and without doubles.
func needs(files ...*file) []string {
	var names []string
	for _, f := range files {
		names = append(names, f.reads...)
	}
	sort.Strings(names)
	return slices.Compact(names)
}

// ruleFiles is queries/rules/<subject>, with the relation that the rules ask
// where the folder holds it.
func (l *library) ruleFiles() map[string][]*file {
	rules := map[string][]*file{}
	for _, f := range l.layer("rules") {
		if parts := strings.Split(f.path, "/"); len(parts) == 3 {
			rules[parts[1]] = append(rules[parts[1]], f)
		}
	}
	return rules
}

func badHeader(f *file, field, remedy string) error {
	return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: "queries/" + f.path, Row: 1}, Column: field,
		What: fmt.Sprintf("the rule's header field %q is missing or not understood", field), Remedy: remedy}
}
