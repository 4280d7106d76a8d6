package transform

import (
	"context"
	"fmt"
)

// rejudge replaces what the night decided about the found accounts by what the
// rules of another date decide: class, causes, verdicts and seats. It runs the
// files that made the night's marts.
func (x *explainer) rejudge(ctx context.Context) error {
	n := x.night
	for _, text := range []string{
		"drop view account_classes",
		"drop table account_causes",
		"drop table account_verdicts",
		"alter table account_seats rename to seats",
	} {
		if err := n.db.exec(ctx, text); err != nil {
			return fmt.Errorf("set the night's verdicts aside: %w", err)
		}
	}
	if err := n.judgeClasses(ctx, x.book); err != nil {
		return err
	}
	if err := n.judgeVerdicts(ctx, x.book); err != nil {
		return err
	}
	if err := n.judgeKeyed(ctx, x.book, seatSubject); err != nil {
		return err
	}
	for _, name := range []string{"marts/account_causes", "marts/account_verdicts", "marts/account_seats", "explain/rejudged_accounts"} {
		if err := n.db.create(ctx, n.lib.find(name+".sql")); err != nil {
			return err
		}
	}
	return n.db.exec(ctx, "update accounts set class = r.class, class_rule = r.class_rule, class_why = r.class_why, agrees = r.agrees "+
		"from rejudged_accounts as r where r.account_no = accounts.account_no")
}
