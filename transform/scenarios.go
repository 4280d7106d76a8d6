package transform

import (
	"context"
	"fmt"
	"strings"
)

// scenarioSteps make scenario_changes, which accounts each file of
// queries/scenarios changes and how, and scenario_verdicts, what the rules say of
// these accounts then. All scenarios are judged at once, and no account that none
// of them touches is read again.
func (l *library) scenarioSteps(b ruleBook) []step {
	files := l.layer("scenarios")
	return []step{
		{name: "scenario_changes", makes: []string{"scenario_changes"}, reads: needs(files...),
			run: func(ctx context.Context, n *night) error { return n.listScenarios(ctx, files) }},
		{name: "scenario_verdicts", makes: []string{"scenario_verdicts"},
			reads: append(needs(l.layer("changed")...), "scenario_changes", "account_classes", "classed_accounts", "subscription_verdicts"),
			run:   func(ctx context.Context, n *night) error { return n.judgeScenarios(ctx, b) }},
	}
}

// listScenarios makes scenario_changes(change_no, scenario, account_no, kind,
// product, place, role). A change's number follows from those of the account and
// the file, so that nothing is sorted.
func (n *night) listScenarios(ctx context.Context, files []*file) error {
	var parts []string
	for i, f := range files {
		parts = append(parts, fmt.Sprintf("select account_no * %d + %d as change_no, %s as scenario, account_no, kind, product, '' as place, '' as role from (%s\n)",
			len(files), i, quote(f.name), f.text))
	}
	return n.execUnited(ctx, files, "create table scenario_changes as "+strings.Join(parts, "\nunion all\n"))
}

// judgeScenarios makes scenario_verdicts. An account that a change takes out of
// the organisation has none.
func (n *night) judgeScenarios(ctx context.Context, b ruleBook) error {
	return n.judgeChanges(ctx, b, "scenario_changes", func() error {
		return n.db.exec(ctx, "create table main.scenario_verdicts as "+
			"select c.scenario, c.account_no, v.subscription, v.rule, v.priority, v.verdict "+
			"from changes as c join subscription_verdicts as v on v.account_no = c.change_no")
	})
}
