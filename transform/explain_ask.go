package transform

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"billable"
)

// This file finds the accounts that were asked for and takes their rows out of
// the marts, as the relations that rules and changes read.

// ask finds everybody: by account id, which the marts are sorted by, and only who
// is no account id by e-mail address.
func (x *explainer) ask(ctx context.Context) error {
	if err := x.requireMarts(); err != nil {
		return err
	}
	x.answer = Explained{Accounts: []*Explanation{}, NotFound: []NotFound{}}
	who := make([]string, len(x.Who))
	for i, w := range x.Who {
		who[i] = strings.TrimSpace(w)
	}
	byID, err := x.lookUp(ctx, "account_id", who)
	if err != nil {
		return err
	}
	var addresses []string
	for _, w := range who {
		if len(byID[w]) == 0 {
			addresses = append(addresses, strings.ToLower(w))
		}
	}
	byEmail, err := x.lookUp(ctx, "lower(email)", addresses)
	if err != nil {
		return err
	}
	asked := map[string]bool{}
	for _, w := range who {
		if asked[w] {
			continue
		}
		asked[w] = true
		numbers := byID[w]
		if len(numbers) == 0 {
			numbers = byEmail[strings.ToLower(w)]
		}
		x.take(w, numbers)
	}
	return nil
}

// take notes the one account that somebody is, or why there is not just one.
func (x *explainer) take(who string, numbers []int64) {
	switch {
	case len(numbers) == 1 && x.found[numbers[0]] == nil:
		e := &Explanation{
			RulesAsOf: x.RulesAsOf, Grants: []ExplainedGrant{}, Evidence: []string{}, Joins: []ExplainedJoin{}, Conflicts: []ExplainedConflict{}, History: []Stretch{},
		}
		x.found[numbers[0]] = e
		x.answer.Accounts = append(x.answer.Accounts, e)
	case len(numbers) == 0:
		x.answer.NotFound = append(x.answer.NotFound, NotFound{
			Who: who, Reason: fmt.Sprintf("no account %q on the night of %s", who, x.AsOf),
			Remedy: "Give the account id or the e-mail address as accounts.csv has it.",
		})
	case len(numbers) > 1:
		x.answer.NotFound = append(x.answer.NotFound, NotFound{
			Who: who, Reason: fmt.Sprintf("%d accounts have the address %q on the night of %s", len(numbers), who, x.AsOf),
			Remedy: "Give the account id; accounts.csv lists them side by side.",
		})
	}
}

// lookUp gives the account numbers for each key that the expression takes.
func (x *explainer) lookUp(ctx context.Context, expression string, keys []string) (map[string][]int64, error) {
	found := map[string][]int64{}
	keys = slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == "" })
	if len(keys) == 0 {
		return found, nil
	}
	text := "select " + expression + ", account_no from " + x.mart("accounts") + " where " + expression + " in (" + quotedWords(keys) + ") order by account_no"
	err := x.rows(ctx, text, func(r *sql.Rows) error {
		var key string
		var no int64
		err := r.Scan(&key, &no)
		found[key] = append(found[key], no)
		return err
	})
	return found, err
}

// accountMarts are the marts by account that an explanation rests on, each with
// the relation that it becomes.
var accountMarts = []struct{ relation, mart string }{
	{"accounts", "accounts"},
	{"judged_accounts", "judged_accounts"},
	{"account_products", "account_products"},
	{"account_evidence", "account_evidence"},
	{"account_verdicts", "account_verdicts"},
	{"account_causes", "account_causes"},
	{"account_conflicts", "account_conflicts"},
}

// requireMarts refuses a night that an earlier version published without them.
func (x *explainer) requireMarts() error {
	missing := ""
	for _, m := range accountMarts {
		if len(x.Marts[m.mart]) == 0 {
			missing = m.mart
		}
	}
	for _, mart := range []string{"access_kinds", "account_seats", "judged_seats"} {
		if len(x.Marts[mart]) == 0 {
			missing = mart
		}
	}
	if missing == "" {
		return nil
	}
	return &billable.Problem{Kind: billable.Usage, What: fmt.Sprintf("the night of %s was published by another version, without the table %s", x.AsOf, missing),
		Remedy: "Run the night again with this version, then ask again."}
}

// open makes the relations that the rules and the changes read.
func (x *explainer) open(ctx context.Context) error {
	db := x.night.db
	for _, m := range accountMarts {
		if err := db.exec(ctx, "create table "+m.relation+" as select * from "+x.mart(m.mart)+" where account_no in ("+x.numbers()+")"); err != nil {
			return fmt.Errorf("read mart %s: %w", m.mart, err)
		}
	}
	for _, view := range []string{
		"access_kinds as select * from " + x.mart("access_kinds"),
		"grants as " + x.night.lib.find("explain/grants.sql").text,
		"account_facts as select * exclude (class) from judged_accounts",
		"account_classes as select account_no, class, class_rule as rule from accounts",
		"classed_accounts as " + x.night.lib.find("rules/classed_accounts.sql").text,
		"account_profile as select c.*, a.is_claimed, a.is_protected from classed_accounts as c join accounts as a on a.account_no = c.account_no",
	} {
		if err := db.exec(ctx, "create view "+view); err != nil {
			return fmt.Errorf("open the night's facts: %w", err)
		}
	}
	if err := x.openSeats(ctx); err != nil {
		return err
	}
	return db.insert(ctx, "rule_book", bookColumns, x.book.rows())
}

func (x *explainer) mart(name string) string {
	return "read_parquet(" + quoteList(x.Marts[name]) + ", hive_partitioning = false)"
}

// numbers lists the found accounts for SQL, in order.
func (x *explainer) numbers() string {
	var numbers []int64
	for no := range x.found {
		numbers = append(numbers, no)
	}
	slices.Sort(numbers)
	words := make([]string, len(numbers))
	for i, no := range numbers {
		words[i] = strconv.FormatInt(no, 10)
	}
	return strings.Join(words, ", ")
}

func quotedWords(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = quote(w)
	}
	return strings.Join(quoted, ", ")
}

// each reads rows whose first column is an account number: scan gives the rest
// of a row, and the explanation that it belongs to.
func (x *explainer) each(ctx context.Context, text string, use func(scan func(into ...any) *Explanation)) error {
	return x.rows(ctx, text, func(r *sql.Rows) error {
		var failed error
		use(func(into ...any) *Explanation {
			var no int64
			failed = r.Scan(append([]any{&no}, into...)...)
			if e := x.found[no]; e != nil {
				return e
			}
			return &Explanation{} // a scan that failed names nobody
		})
		return failed
	})
}

func (x *explainer) rows(ctx context.Context, text string, use func(*sql.Rows) error) error {
	rows, err := x.night.db.conn.QueryContext(ctx, text)
	if err != nil {
		return engineError(ctx, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := use(rows); err != nil {
			return fmt.Errorf("read row: %w", err)
		}
	}
	return rows.Err()
}
