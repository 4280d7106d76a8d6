package transform

import (
	"context"
	"fmt"
)

// cascadeStep makes cascade_verdicts: what the rules say of the accounts that lose
// an access with a subscription, and how much access is left to them. A night
// without subscriptions judges nothing.
func (l *library) cascadeStep(b ruleBook) step {
	return step{name: "cascade_verdicts", makes: []string{"cascade_verdicts"},
		reads: append(needs(l.layer("changed")...), "cascade_changes", "account_classes", "classed_accounts", "subscription_verdicts"),
		run:   func(ctx context.Context, n *night) error { return n.judgeCascades(ctx, b) }}
}

func (n *night) judgeCascades(ctx context.Context, b ruleBook) error {
	const columns = "(change_no bigint, subscription varchar, rule varchar, verdict varchar, counting_grants bigint, unknown_product_grants bigint)"
	if err := n.db.exec(ctx, "create table cascade_verdicts "+columns); err != nil {
		return fmt.Errorf("make cascade_verdicts: %w", err)
	}
	changes, err := n.db.count(ctx, "select count(*) from cascade_changes")
	if err != nil || changes == 0 {
		return err
	}
	return n.judgeChanges(ctx, b, "cascade_changes", func() error {
		return n.db.exec(ctx, "insert into main.cascade_verdicts "+
			"select c.change_no, v.subscription, v.rule, v.verdict, f.counting_grants, f.unknown_product_grants "+
			"from changes as c join subscription_verdicts as v on v.account_no = c.change_no join account_facts as f on f.account_no = c.change_no")
	})
}
