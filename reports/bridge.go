package reports

import (
	"context"
	"io"
)

// bridgeFigure is one figure of the vendor and the way from it to the verdicts.
type bridgeFigure struct {
	no           int64
	source       string // flags, invoice or subscriptions
	paper        string // number of the invoice or the entitlement
	place        string // where the figure stands; empty for flags
	subscription string
	theirs       int64
	ours         *int64 // nil where the figure is not held against the night
	residual     *int64
	unexplained  *int64
	countedOn    day
	reason       string // why it is not held against the night
	note         string // why it does not hold the night back
	lines        []bridgeLine
}

// bridgeLine is one line of a bridge: theirs, a step, residual or ours.
type bridgeLine struct {
	line, meaning, lag    string
	accounts              *int64
	users                 int64
	mayBeMore, mayBeFewer int64
}

func (r *nightReader) bridge(n *night) error {
	t := r.open("bridge_figures")
	no, source, paper, subscription := t.number("figure_no"), t.text("source"), t.text("paper"), t.text("subscription")
	theirs, ours, residual := t.number("theirs"), t.number("ours"), t.number("residual")
	unexplained, countedOn := t.number("unexplained"), t.date("counted_on")
	reason, note := t.text("reason"), t.text("note")
	file, sheet, row := t.text("_file"), t.text("_sheet"), t.number("_row")
	err := ordered(t, no, &n.bridge, func() bridgeFigure {
		return bridgeFigure{
			no: no.int(), source: keep(source), paper: keep(paper), subscription: keep(subscription),
			place:  placeOf(keep(file), keep(sheet), row.int()),
			theirs: theirs.int(), ours: ours.maybeInt(), residual: residual.maybeInt(), unexplained: unexplained.maybeInt(),
			countedOn: countedOn.day(), reason: keep(reason), note: keep(note),
		}
	})
	if err != nil {
		return err
	}
	return r.bridgeLines(n)
}

// bridgeLines hangs the lines of each bridge under its figure.
func (r *nightReader) bridgeLines(n *night) error {
	t := r.open("bridge")
	no, name, meaning, lag := t.number("figure_no"), t.text("line"), t.text("meaning"), t.text("lag")
	accounts, users := t.number("accounts"), t.number("users")
	more, fewer := t.number("may_be_more"), t.number("may_be_fewer")
	var stray *int64
	err := t.each(func() {
		for i := range n.bridge {
			if f := &n.bridge[i]; f.no == no.int() {
				f.lines = append(f.lines, bridgeLine{
					keep(name), keep(meaning), keep(lag), accounts.maybeInt(), users.int(), more.int(), fewer.int(),
				})
				return
			}
		}
		stray = no.maybeInt()
	})
	if err == nil && stray != nil {
		err = t.problem("mart bridge has a line of figure %d, which mart bridge_figures lacks", *stray)
	}
	return err
}

// bridgeSummary is a figure of the vendor in summary.json. Ours, residual and
// unexplained are null where the figure is not held against the night.
type bridgeSummary struct {
	Subscription string        `json:"subscription"`
	Source       string        `json:"source"`
	Paper        string        `json:"paper"`
	Place        string        `json:"place"`
	CountedOn    *string       `json:"counted_on"`
	Theirs       int64         `json:"theirs"`
	Ours         *int64        `json:"ours"`
	Residual     *int64        `json:"residual"`
	Unexplained  *int64        `json:"unexplained"`
	Reason       string        `json:"reason"`
	Note         string        `json:"note"`
	Lines        []lineSummary `json:"lines"`
}

type lineSummary struct {
	Line       string `json:"line"`
	Accounts   *int64 `json:"accounts"` // null: a figure, not accounts
	Users      int64  `json:"users"`
	MayBeMore  int64  `json:"may_be_more"`
	MayBeFewer int64  `json:"may_be_fewer"`
}

func summariseBridge(figures []bridgeFigure) []bridgeSummary {
	list := []bridgeSummary{}
	for _, f := range figures {
		s := bridgeSummary{
			Subscription: f.subscription, Source: f.source, Paper: f.paper, Place: f.place, CountedOn: f.countedOn.maybe(),
			Theirs: f.theirs, Ours: f.ours, Residual: f.residual, Unexplained: f.unexplained, Reason: f.reason, Note: f.note,
			Lines: []lineSummary{},
		}
		for _, l := range f.lines {
			s.Lines = append(s.Lines, lineSummary{l.line, l.accounts, l.users, l.mayBeMore, l.mayBeFewer})
		}
		list = append(list, s)
	}
	return list
}

// bridgeHeader is the header of bridge.csv.
var bridgeHeader = []string{
	"subscription", "step", "why", "account_id", "email", "name", "status", "class", "atlassian_says", "verdict", "rule", "last_active_on",
}

// The columns of bridge.csv that the workbook shows too.
const (
	bridgeSubscription = iota
	bridgeStep
	_
	bridgeAccountID
	bridgeEmail
	bridgeName
	bridgeStatus
	bridgeClass
	bridgeSays
	bridgeVerdict
	bridgeRule
)

// bridgeRow is one account that may be counted otherwise, in the columns of
// bridgeHeader.
type bridgeRow []string

// eachDifference reads the accounts of the mart in its order, until use says no.
// The row is use's until the next one; what it keeps it has to clone.
func eachDifference(ctx context.Context, paths []string, use func(bridgeRow) bool) error {
	t := openTable(ctx, "bridge_differences", paths)
	defer t.close()
	columns := make([]*column, len(bridgeHeader))
	for i, name := range bridgeHeader {
		columns[i] = t.text(name)
	}
	row := make(bridgeRow, len(columns))
	for t.next() {
		for i, c := range columns {
			row[i] = c.text()
		}
		if !use(row) {
			return nil
		}
	}
	return t.err()
}

// writeBridgeCSV lists every account that may be counted otherwise than its
// verdict says, by subscription and step.
func writeBridgeCSV(ctx context.Context, w io.Writer, paths []string) (int64, error) {
	out, err := newEyesCSV(w, bridgeHeader)
	if err != nil {
		return 0, err
	}
	var failed error
	err = eachDifference(ctx, paths, func(row bridgeRow) bool {
		failed = out.row(row...)
		return failed == nil
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return 0, err
	}
	return out.end()
}
