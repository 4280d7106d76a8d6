package transform

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// This file reads what the night decided about the found accounts, and asks every
// rule again.

func (x *explainer) accounts(ctx context.Context) error {
	return x.each(ctx, "select account_no, account_id, email, name, status, policy_type, atlassian_says, agrees, last_active_on, class, class_rule, class_why from accounts",
		func(scan func(...any) *Explanation) {
			var a ExplainedAccount
			c := ExplainedClass{Causes: []string{}, Considered: []Considered{}}
			e := scan(&a.AccountID, &a.Email, &a.Name, &a.Status, &a.Policy, &a.AtlassianSays, &a.Agrees, &a.LastActiveOn, &c.Value, &c.Rule, &c.Why)
			e.Account, e.Class = a, c
		})
}

func (x *explainer) causes(ctx context.Context) error {
	return x.each(ctx, "select account_no, cause from account_causes order by account_no, cause", func(scan func(...any) *Explanation) {
		var cause string
		e := scan(&cause)
		e.Class.Causes = append(e.Class.Causes, cause)
	})
}

func (x *explainer) verdicts(ctx context.Context) error {
	return x.each(ctx, "select account_no, subscription, verdict, rule, why, confidence from account_verdicts order by account_no, subscription desc",
		func(scan func(...any) *Explanation) {
			v := ExplainedVerdict{Considered: []Considered{}, Flips: []Flip{}}
			e := scan(&v.Subscription, &v.Verdict, &v.Rule, &v.Why, &v.Confidence)
			e.Verdicts = append(e.Verdicts, v)
		})
}

// rules asks the rules of each subject one by one, in their order.
func (x *explainer) rules(ctx context.Context) error {
	for _, subject := range append([]string{classSubject}, x.book.subscriptions()...) {
		for _, r := range x.book.on(subject, x.night.rulesAsOf()) {
			if err := x.consider(ctx, r); err != nil {
				return placed(r.file, err)
			}
		}
	}
	return nil
}

// consider notes what one rule saw of the accounts that no earlier rule decided.
func (x *explainer) consider(ctx context.Context, r rule) error {
	matched := map[int64]bool{}
	err := x.rows(ctx, "select account_no from ("+r.text+"\n)", func(row *sql.Rows) error {
		var no int64
		err := row.Scan(&no)
		matched[no] = true
		return err
	})
	if err != nil {
		return err
	}
	return x.each(ctx, "select account_no, account_no, "+r.header["saw"]+" from classed_accounts", func(scan func(...any) *Explanation) {
		var no int64
		c := Considered{Rule: r.name}
		e := scan(&no, &c.Saw)
		c.Matched = matched[no]
		e.note(r.subject, c)
	})
}

// note adds a rule to those that were looked at, unless one of them decided.
func (e *Explanation) note(subject string, c Considered) {
	add := func(list *[]Considered) {
		if n := len(*list); n == 0 || !(*list)[n-1].Matched {
			*list = append(*list, c)
		}
	}
	if subject == classSubject {
		add(&e.Class.Considered)
	}
	if v := e.verdict(subject); v != nil {
		add(&v.Considered)
	}
}

func (e *Explanation) verdict(subscription string) *ExplainedVerdict {
	for i := range e.Verdicts {
		if e.Verdicts[i].Subscription == subscription {
			return &e.Verdicts[i]
		}
	}
	return nil
}

// flips judges the accounts as each change would leave them, a change taking the
// place of an account, and keeps the changes that give another verdict.
func (x *explainer) flips(ctx context.Context) error {
	db, lib := x.night.db, x.night.lib
	for _, name := range []string{"grant_changes", "account_changes", "changes"} {
		if err := db.create(ctx, lib.find("explain/"+name+".sql")); err != nil {
			return err
		}
	}
	return x.night.judgeChanges(ctx, x.book, "changes", func() error {
		if err := db.create(ctx, lib.find("explain/flips.sql")); err != nil {
			return err
		}
		if err := x.seatFlips(ctx); err != nil {
			return err
		}
		all := "(select account_no, subscription, change_no, change, verdict, rule from flips union all select account_no, product || '@' || place, change_no, change, verdict, rule from seat_flips)"
		return x.each(ctx, "select f.account_no, f.subscription, f.change, f.verdict, f.rule, c.kind, c.product, c.place, c.role "+
			"from "+all+" as f join changes as c on c.change_no = f.change_no order by f.account_no, f.change_no", func(scan func(...any) *Explanation) {
			var sub string
			var f Flip
			e := scan(&sub, &f.Change, &f.Verdict, &f.Rule, &f.Kind, &f.Product, &f.Place, &f.Role)
			if v := e.verdict(sub); v != nil {
				v.Flips = append(v.Flips, f)
				v.Flip = &v.Flips[0]
			}
		})
	})
}

func (x *explainer) grants(ctx context.Context) error {
	return x.each(ctx, "select account_no, product, place, ownership, ownership_known, plan, plan_known, role, role_known, is_intended, intended_known, is_counting, access_known from account_products order by account_no, product, place",
		func(scan func(...any) *Explanation) {
			var g ExplainedGrant
			e := scan(&g.Product, &g.Place, &g.Ownership, &g.OwnershipKnown, &g.Plan, &g.PlanKnown, &g.Role, &g.RoleKnown, &g.Intended, &g.IntendedKnown, &g.Counting, &g.Known)
			e.Grants = append(e.Grants, g)
		})
}

// history looks the accounts up on every committed night. An account without an
// id is known by its address.
func (x *explainer) history(ctx context.Context) error {
	if len(x.History) == 0 {
		return nil
	}
	db := x.night.db
	nights := make([][]string, len(x.History))
	var files []string
	for i, n := range x.History {
		nights[i] = []string{fmt.Sprint(i + 1), n.AsOf}
		files = append(files, n.Files...)
	}
	if err := db.insert(ctx, "asked_nights", []string{"night_no bigint", "as_of date"}, nights); err != nil {
		return err
	}
	if err := db.exec(ctx, "create table asked_states as "+x.statesText(files)); err != nil {
		return fmt.Errorf("read the nights of the lake: %w", err)
	}
	if err := db.create(ctx, x.night.lib.find("explain/history.sql")); err != nil {
		return err
	}
	return x.each(ctx, "select account_no, cast(since as varchar), cast(until as varchar), nights, status, class, guard_standard, guard_standard_rule, guard_premium, guard_premium_rule from history order by account_no, since",
		func(scan func(...any) *Explanation) {
			var s Stretch
			standard, premium := StretchVerdict{Subscription: "guard_standard"}, StretchVerdict{Subscription: "guard_premium"}
			e := scan(&s.Since, &s.Until, &s.Nights, &s.Status, &s.Class, &standard.Verdict, &standard.Rule, &premium.Verdict, &premium.Rule)
			s.Verdicts = []StretchVerdict{}
			if s.Class != "" {
				s.Verdicts = append(s.Verdicts, standard, premium)
			}
			e.History = append(e.History, s)
		})
}

// statesText asks every night for the accounts. It names ids and addresses one by
// one: the marts are sorted by them, so most of each file is never read.
func (x *explainer) statesText(files []string) string {
	from := " from read_parquet(" + quoteList(files) + ", hive_partitioning = false, union_by_name = true) as n"
	columns := "a.account_no, n.snapshot_date as as_of, n.status, n.class, n.guard_standard, n.guard_standard_rule, n.guard_premium, n.guard_premium_rule"
	var ids, addresses []string
	for _, e := range x.answer.Accounts {
		if e.Account.AccountID != "" {
			ids = append(ids, e.Account.AccountID)
		} else {
			addresses = append(addresses, e.Account.Email)
		}
	}
	var parts []string
	if len(ids) > 0 {
		parts = append(parts, "select "+columns+from+" join accounts as a on a.account_id = n.account_id where n.account_id in ("+quotedWords(ids)+")")
	}
	if len(addresses) > 0 {
		parts = append(parts, "select "+columns+from+" join accounts as a on lower(a.email) = lower(n.email) and a.account_id = '' where n.account_id = ''")
	}
	return strings.Join(parts, " union all ")
}
