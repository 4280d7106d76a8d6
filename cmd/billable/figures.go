package main

import (
	"fmt"
	"slices"
	"strings"

	"billable"
)

// This file tells of the vendor's figures: what the terminal says of them, and
// the guard on a residual that nothing explains.

// sourceName says who counted.
func (f figure) sourceName() string {
	switch f.Source {
	case "flags":
		return "The exports' flags"
	case "invoice":
		return strings.TrimSpace("Invoice " + f.Paper)
	}
	return strings.TrimSpace("Subscription " + f.Paper)
}

// counted says whose users the figure counts.
func (f figure) counted() string {
	if product, place, isSeat := strings.Cut(f.Subscription, "@"); isSeat {
		return product + " at " + place
	}
	return subscriptionName(f.Subscription)
}

// guardResidual holds a night back when a figure of which SQL notes nothing against
// that differs by more users than the config allows, and nothing explains them.
func (j *job) guardResidual(figures []figure) error {
	for _, f := range figures {
		if f.Note != "" || f.Unexplained == nil || f.share() <= j.config.Gates.MaxUnexplained {
			continue
		}
		return &billable.Problem{Kind: billable.Guard, Pos: billable.Pos{File: f.Place},
			What: fmt.Sprintf("%s counts %d users of %s, the verdicts %d, and nothing explains %d of the difference: %.1f %%, and %.1f %% are allowed (%s)",
				f.sourceName(), f.Theirs, f.counted(), *f.Ours, *f.Unexplained, 100*f.share(), 100*j.config.Gates.MaxUnexplained, f.steps()),
			Remedy: fmt.Sprintf("Check that every export of the organisation is there and of this night; to publish and look at the sheet Reconciliation, set gates.max_unexplained to %.2f or more in billable.yaml.",
				min(1, f.share()+0.01)),
		}
	}
	return nil
}

// share is the unexplained part of the figure.
func (f figure) share() float64 {
	switch {
	case *f.Unexplained == 0:
		return 0
	case f.Theirs == 0:
		return 1
	}
	return float64(*f.Unexplained) / float64(f.Theirs)
}

// steps spells the lines of the bridge that change the figure.
func (f figure) steps() string {
	var parts []string
	for _, l := range f.Lines {
		if l.Users != 0 {
			parts = append(parts, fmt.Sprintf("%s %+d", spaced(l.Line), l.Users))
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.Join(parts, ", "), "theirs +", "theirs "), "ours +", "ours ")
}

// shownFigures is how many figures of papers the terminal tells of.
const shownFigures = 3

// figures tells how invoices and subscription pages compare, those with something
// unexplained first.
func (p pen) figures(s *summary) []string {
	papers := slices.DeleteFunc(slices.Clone(s.Bridge), func(f figure) bool { return f.Source == "flags" })
	slices.SortStableFunc(papers, func(a, b figure) int { return b.weight() - a.weight() })
	var lines []string
	for i, f := range papers {
		if i == shownFigures {
			return append(lines, p.wrapped("", fmt.Sprintf("More figures on the sheet Reconciliation: %d", len(papers)-i))...)
		}
		text := fmt.Sprintf("%s counts %s users of %s", f.sourceName(), grouped(f.Theirs), f.counted())
		look := plain
		switch {
		case f.Ours == nil:
			text += "; not compared: " + f.Reason
		case *f.Unexplained > 0:
			text += fmt.Sprintf(", the verdicts %s; nothing explains %s", grouped(*f.Ours), grouped(*f.Unexplained))
			look = bad
		case *f.Residual == 0:
			text += fmt.Sprintf(", the verdicts %s", grouped(*f.Ours))
		default:
			text += fmt.Sprintf(", the verdicts %s; residual %+d", grouped(*f.Ours), *f.Residual)
		}
		lines = append(lines, p.painted(look, p.wrapped("", oneLine(text)))...)
	}
	return lines
}

// weight puts what is unexplained first, what is not compared last.
func (f figure) weight() int {
	switch {
	case f.Unexplained == nil:
		return 0
	case *f.Unexplained == 0:
		return 1
	}
	return 2
}
