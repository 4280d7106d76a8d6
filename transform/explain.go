package transform

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"billable"
)

// ExplainOptions says which account of which published night to explain.
type ExplainOptions struct {
	Queries fs.FS
	Marts   map[string][]string // mart to its Parquet files
	AsOf    string              // the night, YYYY-MM-DD: it decides which rules are in force
	Who     string              // account id, or e-mail address in any case
}

// Explanation is why one account is what it is; its JSON is a contract.
type Explanation struct {
	Account  ExplainedAccount   `json:"account"`
	Class    ExplainedClass     `json:"class"`
	Verdicts []ExplainedVerdict `json:"verdicts"`
	Grants   []ExplainedGrant   `json:"grants"`
	Evidence []string           `json:"evidence"`

	Joins     []ExplainedJoin     `json:"joins"`
	Conflicts []ExplainedConflict `json:"conflicts"`
}

// ExplainedAccount names the account.
type ExplainedAccount struct {
	AccountID     string `json:"account_id"`
	Email         string `json:"email"`
	Name          string `json:"name"`
	Status        string `json:"status"`
	Policy        string `json:"policy"`
	AtlassianSays string `json:"atlassian_says"`
	Agrees        string `json:"agrees"`
	LastActiveOn  string `json:"last_active_on"`
}

// ExplainedClass is the class with the rules that were looked at to find it.
type ExplainedClass struct {
	Value      string       `json:"value"`
	Rule       string       `json:"rule"`
	Why        string       `json:"why"`
	Causes     []string     `json:"causes"`
	Considered []Considered `json:"considered"`
}

// ExplainedVerdict is one subscription's verdict; Flip is nil when no single
// change that explain tries gives another one.
type ExplainedVerdict struct {
	Subscription string       `json:"subscription"`
	Verdict      string       `json:"verdict"`
	Rule         string       `json:"rule"`
	Why          string       `json:"why"`
	Confidence   string       `json:"confidence"`
	Considered   []Considered `json:"considered"`
	Flip         *Flip        `json:"flip"`
}

// Considered is one rule that was looked at, in order, and what it saw.
type Considered struct {
	Rule    string `json:"rule"`
	Matched bool   `json:"matched"`
	Saw     string `json:"saw"`
}

// Flip is the smallest single change that gives another verdict.
type Flip struct {
	Change  string `json:"change"`
	Verdict string `json:"verdict"`
	Rule    string `json:"rule"`
}

// ExplainedGrant is one product at one place, and how each fact is known.
type ExplainedGrant struct {
	Product        string `json:"product"`
	Place          string `json:"place"`
	Ownership      string `json:"ownership"`
	OwnershipKnown string `json:"ownership_known"`
	Plan           string `json:"plan"`
	Role           string `json:"role"`
	RoleKnown      string `json:"role_known"`
	Intended       bool   `json:"intended"`
	IntendedKnown  string `json:"intended_known"`
	Counting       bool   `json:"counting"`
	Known          string `json:"known"`
}

// Explain runs the rules again on the facts of one account, one by one, and
// then on the facts as each of queries/explain's changes would leave them.
func Explain(ctx context.Context, o ExplainOptions) (*Explanation, error) {
	lib, err := readLibrary(o.Queries)
	if err != nil {
		return nil, err
	}
	book, err := lib.ruleBook()
	if err != nil {
		return nil, err
	}
	db, err := openEngine(ctx, engineOptions{})
	if err != nil {
		return nil, err
	}
	defer db.close()
	x := &explainer{ExplainOptions: o, night: &night{Options: Options{Queries: o.Queries, AsOf: o.AsOf}, lib: lib, db: db}, book: book}
	if err := x.open(ctx); err != nil {
		return nil, err
	}
	e := &Explanation{Grants: []ExplainedGrant{}, Evidence: []string{}, Joins: []ExplainedJoin{}, Conflicts: []ExplainedConflict{}}
	for _, part := range []func(context.Context, *Explanation) error{x.account, x.class, x.verdicts, x.grants, x.evidence, x.conflicts} {
		if err := part(ctx, e); err != nil {
			return nil, err
		}
	}
	return e, nil
}

type explainer struct {
	ExplainOptions
	night *night
	book  ruleBook
	flips map[string]Flip // by subscription
}

// open takes the account's rows out of the marts, as the relations that the
// rules and the changes read.
func (x *explainer) open(ctx context.Context) error {
	db := x.night.db
	who := quote(strings.TrimSpace(x.Who))
	err := db.exec(ctx, "create table accounts as select * from "+x.mart("accounts")+" where account_id = "+who+" or lower(email) = lower("+who+")")
	if err != nil {
		return err
	}
	if err := x.requireOne(ctx); err != nil {
		return err
	}
	no, err := db.count(ctx, "select account_no from accounts")
	if err != nil {
		return err
	}
	for name, from := range map[string]string{
		"classed_accounts": "judged_accounts", "account_products": "account_products",
		"account_evidence": "account_evidence", "account_verdicts": "account_verdicts", "account_causes": "account_causes",
		"account_conflicts": "account_conflicts",
	} {
		if err := db.exec(ctx, fmt.Sprintf("create table %s as select * from %s where account_no = %d", name, x.mart(from), no)); err != nil {
			return err
		}
	}
	if err := db.exec(ctx, "create view account_facts as select * from classed_accounts"); err != nil {
		return err
	}
	if err := db.exec(ctx, "create view account_profile as select * from classed_accounts"); err != nil {
		return err
	}
	return db.insert(ctx, "rule_book", []string{"subject", "rule", "priority bigint", "outcome", "why", "source", "effective_from", "effective_to"}, x.book.rows())
}

func (x *explainer) mart(name string) string {
	return "read_parquet(" + quoteList(x.Marts[name]) + ", hive_partitioning = false)"
}

func (x *explainer) requireOne(ctx context.Context) error {
	found, err := x.night.db.count(ctx, "select count(*) from accounts")
	if err != nil || found == 1 {
		return err
	}
	p := &billable.Problem{Kind: billable.Usage, What: fmt.Sprintf("no account %q on the night of %s", x.Who, x.AsOf),
		Remedy: "Give the account id or the e-mail address as accounts.csv has it."}
	if found > 1 {
		p.What = fmt.Sprintf("%d accounts have the address %q on the night of %s", found, x.Who, x.AsOf)
		p.Remedy = "Give the account id; accounts.csv lists them side by side."
	}
	return p
}

func (x *explainer) account(ctx context.Context, e *Explanation) error {
	a := &e.Account
	return x.row(ctx, "select account_id, email, name, status, policy_type, atlassian_says, agrees, last_active_on from accounts",
		&a.AccountID, &a.Email, &a.Name, &a.Status, &a.Policy, &a.AtlassianSays, &a.Agrees, &a.LastActiveOn)
}

func (x *explainer) class(ctx context.Context, e *Explanation) error {
	c := &e.Class
	if err := x.row(ctx, "select class, class_rule, class_why from accounts", &c.Value, &c.Rule, &c.Why); err != nil {
		return err
	}
	c.Causes = []string{}
	err := x.each(ctx, "select cause from account_causes order by cause", func(r *sql.Rows) error {
		var cause string
		err := r.Scan(&cause)
		c.Causes = append(c.Causes, cause)
		return err
	})
	if err != nil {
		return err
	}
	c.Considered, err = x.consider(ctx, classSubject, c.Rule)
	return err
}

func (x *explainer) verdicts(ctx context.Context, e *Explanation) error {
	err := x.each(ctx, "select subscription, verdict, rule, why, confidence from account_verdicts order by subscription desc", func(r *sql.Rows) error {
		var v ExplainedVerdict
		err := r.Scan(&v.Subscription, &v.Verdict, &v.Rule, &v.Why, &v.Confidence)
		e.Verdicts = append(e.Verdicts, v)
		return err
	})
	if err != nil {
		return err
	}
	if err := x.tryChanges(ctx); err != nil {
		return err
	}
	for i := range e.Verdicts {
		v := &e.Verdicts[i]
		if v.Considered, err = x.consider(ctx, v.Subscription, v.Rule); err != nil {
			return err
		}
		if f, ok := x.flips[v.Subscription]; ok {
			v.Flip = &f
		}
	}
	return nil
}

// consider asks the rules of a subject one by one, up to the one that decided.
func (x *explainer) consider(ctx context.Context, subject, decided string) ([]Considered, error) {
	considered := []Considered{}
	for _, r := range x.book.on(subject, x.AsOf) {
		c := Considered{Rule: r.name}
		if err := x.row(ctx, "select "+r.header["saw"]+" from classed_accounts", &c.Saw); err != nil {
			return nil, placed(r.file, err)
		}
		hits, err := x.night.db.count(ctx, "select count(*) from ("+r.text+"\n)")
		if err != nil {
			return nil, placed(r.file, err)
		}
		c.Matched = hits > 0
		considered = append(considered, c)
		if r.name == decided {
			break
		}
	}
	return considered, nil
}

// tryChanges judges the account as each change would leave it, a change taking
// the place of an account, and keeps the smallest that flips each verdict.
func (x *explainer) tryChanges(ctx context.Context) error {
	db := x.night.db
	if err := db.create(ctx, x.night.lib.find("explain/changes.sql")); err != nil {
		return err
	}
	x.flips = map[string]Flip{}
	return db.inSchema(ctx, "changed", func() error {
		for _, name := range []string{"account_profile", "grants"} {
			if err := db.create(ctx, x.night.lib.find("explain/"+name+".sql")); err != nil {
				return err
			}
		}
		if err := x.night.rerunRules(ctx, x.book, x.night.lib.rerun(x.book)); err != nil {
			return err
		}
		return x.each(ctx, "select v.subscription, c.change, v.verdict, v.rule from subscription_verdicts as v "+
			"join changes as c on c.change_no = v.account_no join account_verdicts as n on n.subscription = v.subscription "+
			"where v.verdict <> n.verdict and v.verdict <> 'unknown' order by v.subscription, c.change_no", func(r *sql.Rows) error {
			var sub string
			var f Flip
			err := r.Scan(&sub, &f.Change, &f.Verdict, &f.Rule)
			if _, known := x.flips[sub]; !known {
				x.flips[sub] = f
			}
			return err
		})
	})
}

func (x *explainer) grants(ctx context.Context, e *Explanation) error {
	return x.each(ctx, "select product, place, ownership, ownership_known, plan, role, role_known, is_intended, intended_known, is_counting, access_known from account_products order by product, place", func(r *sql.Rows) error {
		var g ExplainedGrant
		err := r.Scan(&g.Product, &g.Place, &g.Ownership, &g.OwnershipKnown, &g.Plan, &g.Role, &g.RoleKnown, &g.Intended, &g.IntendedKnown, &g.Counting, &g.Known)
		e.Grants = append(e.Grants, g)
		return err
	})
}

func (x *explainer) row(ctx context.Context, text string, into ...any) error {
	if err := x.night.db.conn.QueryRowContext(ctx, text).Scan(into...); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("read the account's facts: %w", err)
		}
		return engineError(ctx, err)
	}
	return nil
}

func (x *explainer) each(ctx context.Context, text string, use func(*sql.Rows) error) error {
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
