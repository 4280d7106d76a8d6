package transform

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// rule is one file of queries/rules/<subject>, as its header states it.
type rule struct {
	*file
	subject  string // class, a subscription, or a kind of subscription such as seat
	key      string // the column that the rule selects: accountKey, or the subject's own
	outcome  string // the class, or billable, not_billable, unknown, as_stated
	priority int
	from, to string // effective dates YYYY-MM-DD, from inclusive, to exclusive; "" open
}

// ruleBook holds every rule by subject, each list in the order of priority.
type ruleBook map[string][]rule

// classSubject is the folder whose rules give each account its class; every
// other folder of queries/rules gives verdicts.
const classSubject = "class"

// accountKey is what rules select, unless the folder of their subject holds the
// relation that they ask: a file without priority, whose header names its key.
const accountKey = "account_no"

func (l *library) ruleBook() (ruleBook, error) {
	book := ruleBook{}
	for subject, files := range l.ruleFiles() {
		key := accountKey
		for _, f := range files {
			if f.header["key"] != "" {
				key = f.header["key"]
				continue
			}
			r, err := parseRule(subject, f)
			if err != nil {
				return nil, err
			}
			book[subject] = append(book[subject], r)
		}
		for i := range book[subject] {
			book[subject][i].key = key
		}
		rules := book[subject]
		sort.SliceStable(rules, func(i, j int) bool { return rules[i].priority < rules[j].priority })
		for i := 1; i < len(rules); i++ {
			if rules[i].priority == rules[i-1].priority {
				return nil, badHeader(rules[i].file, "priority", "Give the rule a priority of its own; "+rules[i-1].path+" has the same.")
			}
		}
	}
	return book, nil
}

func parseRule(subject string, f *file) (rule, error) {
	r := rule{file: f, subject: subject}
	var err error
	if r.priority, err = strconv.Atoi(f.header["priority"]); err != nil || r.priority <= 0 {
		return r, badHeader(f, "priority", "Write -- priority: N, a whole number above 0.")
	}
	from, to, ok := strings.Cut(f.header["effective"], "..")
	if !ok {
		return r, badHeader(f, "effective", "Write -- effective: FROM..TO, dates as YYYY-MM-DD; either may be left out.")
	}
	r.from, r.to = from, to
	for _, field := range []string{"why", "source", "saw"} {
		if f.header[field] == "" {
			return r, badHeader(f, field, "Add a line -- "+field+": ... to the rule's header.")
		}
	}
	if subject == classSubject {
		r.outcome = f.header["class"]
		if r.outcome != f.name {
			return r, badHeader(f, "class", "Write -- class: "+f.name+", the name of the file.")
		}
		return r, nil
	}
	if len(r.reads) != 1 {
		return r, badHeader(f, "asks", "Let the rule read one relation: the facts that it asks.")
	}
	sub, verdict, _ := strings.Cut(f.header["verdict"], " ")
	if _, known := verdictCodes[verdict]; sub != subject || !known {
		return r, badHeader(f, "verdict", "Write -- verdict: "+subject+" billable, not_billable, unknown or as_stated.")
	}
	r.outcome = verdict
	return r, nil
}

// asks is the relation that the rule's select reads.
func (r rule) asks() string { return r.reads[0] }

// verdictCodes packs a verdict into one digit beside the priority; as_stated
// is decided row by row, by the rule's own column verdict.
var verdictCodes = map[string]int{"as_stated": 0, "billable": 1, "not_billable": 2, "unknown": 3}

// on keeps the rules that are in force on the date.
func (b ruleBook) on(subject, date string) []rule {
	var rules []rule
	for _, r := range b[subject] {
		if (r.from == "" || r.from <= date) && (r.to == "" || date < r.to) {
			rules = append(rules, r)
		}
	}
	return rules
}

// subscriptions lists the subjects that give each account a verdict.
func (b ruleBook) subscriptions() []string {
	return b.subjects(func(key string) bool { return key == accountKey })
}

// keyed lists the subjects that give verdicts by a key of their own.
func (b ruleBook) keyed() []string {
	return b.subjects(func(key string) bool { return key != accountKey })
}

func (b ruleBook) subjects(wanted func(key string) bool) []string {
	var names []string
	for subject, rules := range b {
		if subject != classSubject && len(rules) > 0 && wanted(rules[0].key) {
			names = append(names, subject)
		}
	}
	sort.Strings(names)
	return names
}

func (b ruleBook) reads(subject string) []string {
	var files []*file
	for _, r := range b[subject] {
		files = append(files, r.file)
	}
	return needs(files...)
}

func classStep(b ruleBook) step {
	return step{name: "account_classes", makes: []string{"account_classes"}, reads: b.reads(classSubject),
		run: func(ctx context.Context, n *night) error { return n.judgeClasses(ctx, b) }}
}

func verdictStep(b ruleBook) step {
	var reads []string
	for _, s := range b.subscriptions() {
		reads = append(reads, b.reads(s)...)
	}
	return step{name: "subscription_verdicts", makes: []string{"subscription_verdicts"}, reads: reads,
		run: func(ctx context.Context, n *night) error { return n.judgeVerdicts(ctx, b) }}
}

func keyedSteps(b ruleBook) []step {
	var steps []step
	for _, s := range b.keyed() {
		steps = append(steps, step{name: s + "_verdicts", makes: []string{s + "_verdicts"}, reads: b.reads(s),
			run: func(ctx context.Context, n *night) error { return n.judgeKeyed(ctx, b, s) }})
	}
	return steps
}

// judgeClasses makes account_classes(account_no, class, rule).
func (n *night) judgeClasses(ctx context.Context, b ruleBook) error {
	rules := b.on(classSubject, n.rulesAsOf())
	var hits []string
	for _, r := range rules {
		hits = append(hits, fmt.Sprintf("select account_no, %d as pick from (%s\n)", r.priority, r.text))
	}
	return n.execRules(ctx, rules, "create table account_classes as with hits as ("+strings.Join(hits, "\nunion all\n")+
		"),\nfirst as (select account_no, min(pick) as pick from hits group by account_no)\n"+
		"select f.account_no, r.rule as class, r.rule from first as f join main.rule_book as r on r.subject = 'class' and r.priority = f.pick")
}

// judgeVerdicts makes subscription_verdicts(account_no, subscription, rule,
// priority, verdict, known_rank).
func (n *night) judgeVerdicts(ctx context.Context, b ruleBook) error {
	if err := n.db.exec(ctx, "create table subscription_verdicts (account_no bigint, subscription varchar, rule varchar, priority bigint, verdict varchar, known_rank bigint)"); err != nil {
		return err
	}
	for _, sub := range b.subscriptions() {
		rules := b.on(sub, n.rulesAsOf())
		if err := n.execRules(ctx, rules, "insert into subscription_verdicts "+firstMatch(sub, accountKey, "r.subject, ", rules)); err != nil {
			return err
		}
	}
	return nil
}

// judgeKeyed makes <subject>_verdicts(<key>, rule, priority, verdict, known_rank).
func (n *night) judgeKeyed(ctx context.Context, b ruleBook, subject string) error {
	rules := b.on(subject, n.rulesAsOf())
	return n.execRules(ctx, rules, "create table "+subject+"_verdicts as "+firstMatch(subject, b[subject][0].key, "", rules))
}

// firstMatch selects the verdict of the first rule that matches each key. It is
// one aggregate: priority, verdict and rank in one number, the smallest of which
// wins.
func firstMatch(subject, key, columns string, rules []rule) string {
	var hits []string
	for _, r := range rules {
		verdict := strconv.Itoa(verdictCodes[r.outcome])
		if r.outcome == "as_stated" {
			verdict = "case verdict when 'billable' then 1 when 'not_billable' then 2 else 3 end"
		}
		hits = append(hits, fmt.Sprintf("select %s, %d + 10 * %s + known_rank as pick from (%s\n)", key, r.priority*100, verdict, r.text))
	}
	return "with hits as (" + strings.Join(hits, "\nunion all\n") +
		"),\nfirst as (select " + key + ", min(pick) as pick from hits group by " + key + ")\n" +
		"select f." + key + ", " + columns + "r.rule, r.priority, case mod(cast((f.pick - mod(f.pick, 10)) / 10 as bigint), 10) when 1 then 'billable' when 2 then 'not_billable' else 'unknown' end as verdict, mod(f.pick, 10) as known_rank\n" +
		"from first as f join main.rule_book as r on r.subject = " + quote(subject) + " and r.priority = cast((f.pick - mod(f.pick, 100)) / 100 as bigint)"
}

// execRules runs a text that unites rules. When it fails, the engine reads each
// file alone, so that a fault is reported with the rule's own file and line.
func (n *night) execRules(ctx context.Context, rules []rule, text string) error {
	files := make([]*file, len(rules))
	for i, r := range rules {
		files[i] = r.file
	}
	return n.execUnited(ctx, files, text)
}

func (n *night) execUnited(ctx context.Context, files []*file, text string) error {
	err := n.db.exec(ctx, text)
	if err == nil || ctx.Err() != nil {
		return err
	}
	for _, f := range files {
		if fault := n.db.bind(ctx, f); fault != nil {
			return fault
		}
	}
	return err
}

// bookColumns are those of the table rule_book.
var bookColumns = []string{"subject", "rule", "priority bigint", "outcome", "why", "source", "effective_from", "effective_to", "keyed_by"}

// rows lists the book for the table rule_book, in the order of subject and priority.
func (b ruleBook) rows() [][]string {
	var rows [][]string
	for _, subject := range slices.Concat([]string{classSubject}, b.subscriptions(), b.keyed()) {
		for _, r := range b[subject] {
			rows = append(rows, []string{subject, r.name, strconv.Itoa(r.priority), r.outcome, r.header["why"], r.header["source"], r.from, r.to, r.key})
		}
	}
	return rows
}

var identifier = regexp.MustCompile(`[a-z_][a-z0-9_]*`)

// facts lists for the table rule_facts every word of each rule's condition:
// whoever joins it keeps those that are facts.
func (b ruleBook) facts() [][]string {
	var rows [][]string
	for _, subject := range slices.Concat([]string{classSubject}, b.subscriptions(), b.keyed()) {
		for _, r := range b[subject] {
			_, condition, _ := strings.Cut(comment.ReplaceAllString(r.text, ""), "\nwhere ")
			words := identifier.FindAllString(condition, -1)
			sort.Strings(words)
			for _, w := range slices.Compact(words) {
				rows = append(rows, []string{subject, r.name, w})
			}
		}
	}
	return rows
}
