package transform

import (
	"context"
	"slices"
)

// This file judges accounts as changes would leave them: those that a scenario
// makes on a night, and those that explain tries on one account.

// judgeChanges runs fn in a schema in which each row of the relation changes is a
// subject of its own: queries/changed states account_profile and grants anew, by
// change_no in the place of the account, and the night's own files and rules
// judge them, all at once. What fn needs afterwards it leaves in main.
func (n *night) judgeChanges(ctx context.Context, b ruleBook, changes string, fn func() error) error {
	return n.db.inSchema(ctx, "changed", func() error {
		if err := n.db.exec(ctx, "create view changes as select * from main."+changes); err != nil {
			return err
		}
		for _, f := range slices.Concat(n.lib.layer("changed"), n.lib.rerun(b)) {
			if f.name == "classed_accounts" {
				continue // after the classes
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
		if err := n.judgeVerdicts(ctx, b); err != nil {
			return err
		}
		return fn()
	})
}

// rerun lists, in order, the fact files between what queries/changed replaces and
// the rules: what changed facts have to pass through again.
func (l *library) rerun(b ruleBook) []*file {
	byName := map[string]*file{}
	for _, layer := range []string{"facts", "rules"} {
		for _, f := range l.layer(layer) {
			if !f.isRule() {
				byName[f.name] = f
			}
		}
	}
	changed := map[string]bool{}
	for _, f := range l.layer("changed") {
		changed[f.name] = true
	}
	var order []*file
	seen := map[string]bool{}
	var visit func(name string) bool
	visit = func(name string) bool {
		f, ok := byName[name]
		if !ok || seen[name] || changed[name] {
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
