package transform

import (
	"context"
	"slices"
	"sort"
	"strings"
)

// replaced are the relations that a scenario may state anew.
var replaced = []string{"scenario_touched", "account_profile", "grants"}

// scenarioStep runs facts and rules again for each folder of queries/scenarios:
// in a schema of its own, which the search path puts before main, so that the
// same text reads the changed facts. A folder that leaves a relation alone gets
// the file of that name beside the folders.
func (l *library) scenarioStep(b ruleBook) step {
	return step{name: "scenario_verdicts", makes: []string{"scenario_touched", "scenario_verdicts"},
		reads: append(needs(l.layer("scenarios")...), "account_classes", "classed_accounts", "subscription_verdicts"),
		run:   func(ctx context.Context, n *night) error { return n.runScenarios(ctx, b) }}
}

func (n *night) runScenarios(ctx context.Context, b ruleBook) error {
	if err := n.db.exec(ctx, "create table scenario_touched (scenario varchar, account_no bigint)"); err != nil {
		return err
	}
	if err := n.db.exec(ctx, "create table scenario_verdicts (scenario varchar, account_no bigint, subscription varchar, rule varchar, priority bigint, verdict varchar)"); err != nil {
		return err
	}
	again := n.lib.rerun(b)
	for _, id := range n.lib.scenarios() {
		if err := n.db.inSchema(ctx, "scenario_"+id, func() error { return n.runScenario(ctx, b, id, again) }); err != nil {
			return err
		}
	}
	return nil
}

func (n *night) runScenario(ctx context.Context, b ruleBook, id string, again []*file) error {
	for _, name := range replaced {
		f := n.lib.find("scenarios/" + id + "/" + name + ".sql")
		if f == nil {
			f = n.lib.find("scenarios/" + name + ".sql")
		}
		if err := n.db.create(ctx, f); err != nil {
			return err
		}
	}
	if err := n.rerunRules(ctx, b, again); err != nil {
		return err
	}
	if err := n.db.exec(ctx, "insert into main.scenario_touched select "+quote(id)+", account_no from scenario_touched"); err != nil {
		return err
	}
	return n.db.exec(ctx, "insert into main.scenario_verdicts select "+quote(id)+", account_no, subscription, rule, priority, verdict from subscription_verdicts")
}

// rerunRules runs the files again, then classes and verdicts, in the schema
// that the search path names first.
func (n *night) rerunRules(ctx context.Context, b ruleBook, again []*file) error {
	for _, f := range again {
		if f.name == "classed_accounts" {
			continue
		}
		if err := n.db.create(ctx, f); err != nil {
			return err
		}
	}
	if err := n.judgeClasses(ctx, b); err != nil {
		return err
	}
	if err := n.db.create(ctx, n.lib.find("rules/classed_accounts.sql")); err != nil {
		return err
	}
	return n.judgeVerdicts(ctx, b)
}

// scenarios lists the folders of queries/scenarios.
func (l *library) scenarios() []string {
	var ids []string
	for _, f := range l.layer("scenarios") {
		if parts := strings.Split(f.path, "/"); len(parts) == 3 {
			ids = append(ids, parts[1])
		}
	}
	sort.Strings(ids)
	return slices.Compact(ids)
}

// rerun lists, in order, the fact files between the replaced relations and the
// rules: what changed facts have to pass through again.
func (l *library) rerun(b ruleBook) []*file {
	byName := map[string]*file{}
	for _, layer := range []string{"facts", "rules"} {
		for _, f := range l.layer(layer) {
			if !f.isRule() {
				byName[f.name] = f
			}
		}
	}
	var order []*file
	changed := map[string]bool{}
	seen := map[string]bool{}
	var visit func(name string) bool
	visit = func(name string) bool {
		if slices.Contains(replaced, name) {
			return true
		}
		f, ok := byName[name]
		if !ok || seen[name] {
			return changed[name]
		}
		seen[name] = true
		for _, r := range f.reads {
			if visit(r) {
				changed[name] = true
			}
		}
		if changed[name] {
			order = append(order, f)
		}
		return changed[name]
	}
	for _, subject := range append([]string{classSubject}, b.subscriptions()...) {
		for _, name := range b.reads(subject) {
			visit(name)
		}
	}
	return order
}
