package transform

import (
	"cmp"
	"context"
	"io/fs"
)

// ExplainOptions says which accounts of which published night to explain.
type ExplainOptions struct {
	Queries    fs.FS
	Marts      map[string][]string // mart to its Parquet files
	AsOf       string              // the night, YYYY-MM-DD
	JudgedAsOf string              // the date by whose rules the night was judged; empty: the night
	RulesAsOf  string              // the date by whose rules to explain; empty: JudgedAsOf
	Who        []string            // account ids, or e-mail addresses in any case
	History    []NightAccounts     // every committed night, earliest first; the night itself among them
}

// NightAccounts is one committed night and its mart accounts.
type NightAccounts struct {
	AsOf  string
	Files []string
}

// Explained holds an Explanation for everyone who was found, in the order asked,
// and nobody twice.
type Explained struct {
	Accounts []*Explanation `json:"accounts"`
	NotFound []NotFound     `json:"not_found"`
}

// NotFound is one of those asked for who is no account, or not just one.
type NotFound struct {
	Who    string `json:"who"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy"`
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
	History   []Stretch           `json:"history"`
	RulesAsOf string              `json:"rules_as_of"` // the date of the rules that judged here
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

// ExplainedVerdict is the verdict for one subscription: guard_standard,
// guard_premium, or a seat, named product@place. Flips are all single changes
// that give another one, the smallest first; Flip is the first of them, nil when
// there is none.
type ExplainedVerdict struct {
	Subscription string       `json:"subscription"`
	Verdict      string       `json:"verdict"`
	Rule         string       `json:"rule"`
	Why          string       `json:"why"`
	Confidence   string       `json:"confidence"`
	Considered   []Considered `json:"considered"`
	Flip         *Flip        `json:"flip"`
	Flips        []Flip       `json:"flips"`
}

// Considered is one rule that was looked at, in order, and what it saw.
type Considered struct {
	Rule    string `json:"rule"`
	Matched bool   `json:"matched"`
	Saw     string `json:"saw"`
}

// Flip is a single change that gives another verdict. Kind, Product, Place and
// Role say the same as Change for machines; they are empty where the change is
// of no such thing.
type Flip struct {
	Change  string `json:"change"`
	Verdict string `json:"verdict"`
	Rule    string `json:"rule"`
	Kind    string `json:"kind"`
	Product string `json:"product"`
	Place   string `json:"place"`
	Role    string `json:"role"`
}

// ExplainedGrant is one product at one place, and how each fact is known.
type ExplainedGrant struct {
	Product        string `json:"product"`
	Place          string `json:"place"`
	Ownership      string `json:"ownership"`
	OwnershipKnown string `json:"ownership_known"`
	Plan           string `json:"plan"`
	PlanKnown      string `json:"plan_known"` // empty: the plan is not known
	Role           string `json:"role"`
	RoleKnown      string `json:"role_known"`
	Intended       bool   `json:"intended"`
	IntendedKnown  string `json:"intended_known"`
	Counting       bool   `json:"counting"`
	Known          string `json:"known"`
}

// Stretch is a run of committed nights on which an account stayed what it was.
// Class is empty while the account was not there.
type Stretch struct {
	Since    string           `json:"since"` // the first night, YYYY-MM-DD
	Until    string           `json:"until"` // the last one
	Nights   int64            `json:"nights"`
	Status   string           `json:"status"`
	Class    string           `json:"class"`
	Verdicts []StretchVerdict `json:"verdicts"`
}

// StretchVerdict is a verdict during a Stretch.
type StretchVerdict struct {
	Subscription string `json:"subscription"`
	Verdict      string `json:"verdict"`
	Rule         string `json:"rule"`
}

// Explain runs the rules again on the facts of the accounts, one by one, and then
// on the facts as each of queries/explain's changes would leave them. It reads
// of each mart what it has of these accounts, so that the size of the night
// hardly matters. Nobody found is no error.
func Explain(ctx context.Context, o ExplainOptions) (*Explained, error) {
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
	o.JudgedAsOf = cmp.Or(o.JudgedAsOf, o.AsOf)
	o.RulesAsOf = cmp.Or(o.RulesAsOf, o.JudgedAsOf)
	x := &explainer{
		ExplainOptions: o, book: book,
		night: &night{Options: Options{Queries: o.Queries, AsOf: o.AsOf, RulesAsOf: o.RulesAsOf}, lib: lib, db: db},
		found: map[int64]*Explanation{},
	}
	if err := x.ask(ctx); err != nil {
		return nil, err
	}
	if len(x.found) > 0 {
		if err := x.tell(ctx); err != nil {
			return nil, err
		}
	}
	return &x.answer, nil
}

// explainer answers one call of Explain, all accounts at once.
type explainer struct {
	ExplainOptions
	night  *night
	book   ruleBook
	answer Explained
	found  map[int64]*Explanation // by account_no
}

// tell fills the explanations.
func (x *explainer) tell(ctx context.Context) error {
	if err := x.open(ctx); err != nil {
		return err
	}
	if x.RulesAsOf != x.JudgedAsOf {
		if err := x.rejudge(ctx); err != nil {
			return err
		}
	}
	for _, part := range []func(context.Context) error{
		x.accounts, x.causes, x.verdicts, x.seats, x.rules, x.seatRules, x.flips, x.grants, x.evidence, x.conflicts, x.history,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}
