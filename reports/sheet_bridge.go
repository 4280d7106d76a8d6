package reports

import (
	"fmt"
	"slices"
	"strings"

	"billable"
)

// maxDifferences bounds the accounts that the sheet Reconciliation names;
// bridge.csv has all of them.
const maxDifferences = 500

// bridgePage shows what Atlassian counts, what the verdicts count, and the way
// from one to the other.
func (w *writer) bridgePage() (*page, error) {
	p := &page{
		name: "Reconciliation", title: "From Atlassian's figure to ours", widths: []float64{24, 14, 14, 14, 16, 22, 44, 18, 60},
		notes: []string{
			"Each bridge begins with a figure of the vendor and ends at the number of billable verdicts. Every account stands in exactly one step; what no step explains is the residual.",
			"Licence counts may be 7 days old and last-active dates 24 hours: accounts that changed within that time are named as late data.",
		},
	}
	if len(w.small.bridge) == 0 {
		p.notes = []string{"The exports state no verdict, and no invoice and no subscription page was given: there is nothing to compare with."}
		return p, nil
	}
	p.blocks = []block{w.figuresBlock()}
	for _, f := range w.small.bridge {
		if f.reason == "" {
			p.blocks = append(p.blocks, f.block())
		}
	}
	p.formulas()
	differences, err := w.differencesBlock()
	if err != nil {
		return nil, err
	}
	if len(differences.rows) > 0 {
		p.blocks = append(p.blocks, differences)
	}
	return p, nil
}

func (w *writer) figuresBlock() block {
	b := block{header: []string{
		"Figure", "Theirs", "Ours", "Residual", "Unexplained", "Counted on", "Number", "Subscription", "Held against the night",
	}}
	for _, f := range w.small.bridge {
		held := "yes"
		switch {
		case f.reason != "":
			held = "no: " + f.reason
		case f.note != "":
			held = "yes, and holds nothing back: " + f.note
		}
		unexplained := maybeCount(f.unexplained)
		if f.unexplained != nil && *f.unexplained > 0 {
			unexplained = unexplained.filled(amber, amberInk)
		}
		b.rows = append(b.rows, []cell{
			strong(f.sourceName()), count(f.theirs), maybeCount(f.ours), maybeCount(f.residual), unexplained,
			dateCell(f.countedOn, notKnown), label(f.paper), label(spell(f.subscription)), prose(held),
		})
	}
	return b
}

// maybeCount is a count, or says that there is none.
func maybeCount(n *int64) cell {
	if n == nil {
		return cell{value: "not compared", style: style{format: asText, right: true, color: muted}}
	}
	return count(*n)
}

func (f bridgeFigure) sourceName() string {
	switch f.source {
	case "flags":
		return "Flags of the exports"
	case "invoice":
		return "Invoice"
	}
	return "Subscription page"
}

// block is the bridge itself.
func (f bridgeFigure) block() block {
	b := block{
		heading: spell(f.subscription) + ": " + f.sourceName(),
		header:  []string{"Line", "Accounts", "Users", "May be more", "May be fewer", "Why", "", "", ""},
	}
	if f.paper != "" {
		b.heading += " " + f.paper
	}
	for _, l := range f.lines {
		name, why := label(spell(l.line)), l.meaning
		users := cell{value: l.users, style: style{format: asChange, right: true}}
		switch l.line {
		case "theirs":
			name, why, users = strong("Theirs"), "What Atlassian counts.", count(l.users)
		case "residual":
			why = "What no account explains."
			if l.users != 0 {
				users = users.filled(amber, amberInk)
			}
		case "ours":
			name, why, users = strong("Ours"), "Accounts whose verdict is billable.", count(l.users)
			users.style.bold = true
		}
		if l.lag != "" {
			why += " (" + l.lag + ")"
		}
		accounts := cell{style: style{right: true}}
		if l.accounts != nil {
			accounts = count(*l.accounts)
		}
		b.rows = append(b.rows, []cell{
			name, accounts, users, countUnlessNone(l.mayBeMore), countUnlessNone(l.mayBeFewer), faint(why).spanning(),
		})
	}
	return b
}

func countUnlessNone(n int64) cell {
	if n == 0 {
		return cell{style: style{right: true}}
	}
	return count(n)
}

// formulas lets the last line of every bridge be the sum of the lines above it.
func (p *page) formulas() {
	firsts := p.lay().firsts
	for i, b := range p.blocks {
		last := len(b.rows) - 1
		if b.header[0] != "Line" || last < 1 {
			continue
		}
		b.rows[last][2].formula = fmt.Sprintf("SUM(%s:%s)", at(2, firsts[i]), at(2, firsts[i]+last-1))
	}
}

// differencesBlock names accounts, the first of each subscription by step.
func (w *writer) differencesBlock() (block, error) {
	b := block{
		heading: "Accounts that may be counted otherwise", note: "bridge.csv lists all of them.",
		header: []string{"Step", "Atlassian says", "Verdict", "Status", "Class", "Rule", "Account", "Subscription", "E-mail and name"},
	}
	err := eachDifference(w.ctx, w.Marts["bridge_differences"], func(r bridgeRow) bool {
		if len(b.rows) == maxDifferences {
			b.note = "The first " + thousands(maxDifferences) + "; bridge.csv lists all of them."
			return false
		}
		for i, text := range r {
			r[i] = strings.Clone(text)
		}
		b.rows = append(b.rows, []cell{
			label(spell(r[bridgeStep])), label(spell(r[bridgeSays])), label(spell(r[bridgeVerdict])), label(spell(r[bridgeStatus])),
			label(spell(r[bridgeClass])), label(spell(r[bridgeRule])), label(r[bridgeAccountID]), label(spell(r[bridgeSubscription])),
			prose(strings.Join(withoutBlanks(r[bridgeEmail], r[bridgeName]), ", ")),
		})
		return true
	})
	return b, err
}

func withoutBlanks(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// placeOf spells a place of an input; empty for none.
func placeOf(file, sheet string, row int64) string {
	return billable.Pos{File: file, Sheet: sheet, Row: int(row)}.String()
}
