package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// printNight prints what a night came to.
func (p pen) printNight(w io.Writer, o outcome) {
	var lines []string
	lines = append(lines, p.title(o))
	accounts, guard, ladder := accountsBlock(o.Summary), guardBlock(o.Summary), ladderBlock(o.Summary)
	const gap = 4
	switch {
	case p.width >= accounts.width()+guard.width()+ladder.width()+2*gap:
		lines = append(lines, p.beside(gap, accounts, guard, ladder)...)
	case p.width >= accounts.width()+guard.width()+gap:
		lines = append(lines, p.beside(gap, accounts, guard)...)
		lines = append(lines, p.beside(gap, ladder)...)
	default:
		for _, b := range []block{accounts, guard, ladder} {
			lines = append(lines, p.beside(gap, b)...)
		}
	}
	lines = append(lines, p.since(o.Summary)...)
	lines = append(lines, p.figures(o.Summary)...)
	lines = append(lines, p.notes(o.Summary)...)
	lines = append(lines, p.findings(o.Summary)...)
	lines = append(lines, p.paths(o)...)
	for _, l := range lines {
		fmt.Fprintln(w, strings.TrimRight(l, " "))
	}
}

func (p pen) title(o outcome) string {
	left := o.Org + ", night of " + o.AsOf + otherRules(o.Record)
	right := "run " + o.Record.RunID
	if o.Unchanged {
		right = "unchanged, " + right
	}
	gap := p.width - utf8.RuneCountInString(left) - utf8.RuneCountInString(right)
	if gap < 2 {
		return p.paint(strong, left)
	}
	return p.paint(strong, left) + strings.Repeat(" ", gap) + p.paint(dim, right)
}

// otherRules names the date of the rules, where it is not the night.
func otherRules(r *record) string {
	if r == nil || r.rulesAsOf() == r.AsOf {
		return ""
	}
	return ", rules of " + r.rulesAsOf()
}

func accountsBlock(s *summary) (b block) {
	b.add(strong, "%-18s %12s", "Accounts", grouped(s.Accounts.Total))
	for _, c := range s.Accounts.ByClass {
		look := plain
		if c.Count == 0 {
			look = dim
		}
		b.add(look, "  %-16s %12s", spaced(c.Name), grouped(c.Count))
	}
	return b
}

func guardBlock(s *summary) (b block) {
	for _, v := range []struct{ key, label string }{
		{"guard_standard", "Guard Standard"}, {"guard_premium", "Guard Premium"},
	} {
		counts := s.Verdicts[v.key]
		b.add(strong, "%s", v.label)
		b.add(plain, "  %-20s %12s", "billable now", grouped(counts.Billable))
		b.add(plain, "  %-20s %12s", "not billable", grouped(counts.NotBillable))
		b.add(warnIf(counts.Unknown > 0), "  %-20s %12s", "unknown", grouped(counts.Unknown))
	}
	switch r := s.Reconciliation; {
	case r.Agrees+r.Disagrees+r.Undecided == 0:
		b.add(dim, "The exports state no verdict")
	default:
		b.add(warnIf(r.Disagrees > 0), "Exports agree on %s, not on %s", grouped(r.Agrees), grouped(r.Disagrees))
	}
	return b
}

func ladderBlock(s *summary) (b block) {
	b.add(strong, "%-14s %12s %10s %14s", "Ladder", "accounts", "billable", "per year")
	for _, r := range s.Ladder {
		b.add(plain, "  %-12s %12s %10s %14s", r.ID, grouped(r.Accounts), grouped(r.Billable), money(r.AnnualCents, s.Currency))
	}
	b.add(good, "  %-35s %14s", "recoverable", money(s.RecoverableCents, s.Currency))
	return b
}

func warnIf(wrong bool) string {
	if wrong {
		return bad
	}
	return plain
}

// notes says what the money rests on: what is unknown, and what the price book
// and the sites leave open.
func (p pen) notes(s *summary) []string {
	var notes []string
	if n := len(s.Ladder); n > 0 {
		last := s.Ladder[n-1]
		if a := last.AddOn; a != nil && a.PremiumAnnualCents != nil && last.AnnualCents != nil {
			rest := *last.AnnualCents - *a.PremiumAnnualCents
			notes = append(notes, fmt.Sprintf("Costs are of Guard Standard and the add-on of Premium together: on the last rung %s for %s accounts and %s for %s users.",
				money(&rest, s.Currency), grouped(last.Billable), money(a.PremiumAnnualCents, s.Currency), grouped(a.PremiumBillable)))
		}
		if last.UnknownAccounts > 0 {
			note := fmt.Sprintf("%s accounts are unknown", grouped(last.UnknownAccounts))
			if last.IfUnknownBilled != nil {
				note += "; billed too, the last rung is " + money(last.IfUnknownBilled, s.Currency)
			}
			notes = append(notes, note+".")
		}
		if last.AnnualCents == nil && last.AnnualReason != "" {
			notes = append(notes, "Cost not known: "+last.AnnualReason)
		}
	}
	if s.RecoverableCents == nil && s.RecoverableReason != "" && s.RecoverableReason != lastReason(s) {
		notes = append(notes, "Recoverable not known: "+s.RecoverableReason)
	}
	notes = append(notes, seatNote(s.Seats), s.PriceBook.Note, s.SiteNote)
	var lines []string
	for _, n := range notes {
		if n = oneLine(strings.TrimSpace(n)); n != "" {
			lines = append(lines, p.painted(dim, p.wrapped("  ", n))...)
		}
	}
	return lines
}

// seatNote names the seats that are billed by product, the largest first.
func seatNote(seats []seatCount) string {
	billed := map[string]int64{}
	var unknown int64
	for _, s := range seats {
		billed[s.Product] += s.Billable
		unknown += s.Unknown
	}
	products := slices.SortedFunc(maps.Keys(billed), func(a, b string) int {
		return cmp.Or(cmp.Compare(billed[b], billed[a]), strings.Compare(a, b))
	})
	var parts []string
	for _, p := range products {
		if billed[p] > 0 {
			parts = append(parts, p+" "+grouped(billed[p]))
		}
	}
	if unknown > 0 {
		parts = append(parts, grouped(unknown)+" unknown")
	}
	if len(parts) == 0 {
		return ""
	}
	return "Seats billed: " + strings.Join(parts, ", ") + "."
}

func lastReason(s *summary) string {
	if len(s.Ladder) == 0 {
		return ""
	}
	return s.Ladder[len(s.Ladder)-1].AnnualReason
}

// since tells what changed since the night before, in one sentence.
func (p pen) since(s *summary) []string {
	c := s.Changes
	if c == nil {
		return nil
	}
	text := "Since " + c.Since + ": nothing changed"
	switch {
	case c.Verdicts == 0 && c.Classes > 0:
		text = fmt.Sprintf("Since %s: %s appeared, %s left, %s classes changed", c.Since, grouped(c.Appeared), grouped(c.Left), grouped(c.Classes))
	case c.Appeared+c.Left+c.Verdicts > 0:
		text = fmt.Sprintf("Since %s: %s appeared, %s left, %s verdicts changed", c.Since, grouped(c.Appeared), grouped(c.Left), grouped(c.Verdicts))
	}
	switch {
	case c.Cents == nil:
		text += ", cost not known"
	case *c.Cents == 0:
		text += ", same cost"
	case *c.Cents > 0:
		text += ", +" + money(c.Cents, s.Currency) + " a year"
	default:
		text += ", " + money(c.Cents, s.Currency) + " a year"
	}
	if c.Unexplained > 0 {
		text += fmt.Sprintf(" (%s unexplained)", grouped(c.Unexplained))
	}
	return p.wrapped("", text)
}

// findings tells how many checks have something to look at, and which.
func (p pen) findings(s *summary) []string {
	var named []string
	info := 0
	for _, c := range s.Checks {
		switch {
		case c.Findings == 0:
		case c.Severity == "info":
			info++
		default:
			named = append(named, fmt.Sprintf("%s (%s)", spaced(c.Name), grouped(c.Findings)))
		}
	}
	look, what := strong, "nothing to look at"
	if len(named) > 0 || s.rejected() > 0 {
		look, what = bad, strings.Join(named, ", ")
	}
	text := fmt.Sprintf("%d checks: %s; %d more for information. Rejected rows: %s",
		len(s.Checks), what, info, grouped(s.rejected()))
	if mended := s.mended(); mended > 0 {
		text += ", and " + grouped(mended) + " mended"
	}
	return p.painted(look, p.wrapped("", text))
}

// paths names what to open.
func (p pen) paths(o outcome) []string {
	var names []string
	actions := 0
	for _, f := range o.Record.Out {
		if strings.HasPrefix(f.Path, "actions/") {
			actions++
			continue
		}
		names = append(names, f.Path)
	}
	if actions > 0 {
		names = append(names, fmt.Sprintf("actions/ (%d files)", actions))
	}
	text := "Files in " + filepath.ToSlash(o.Dir) + "/: " + strings.Join(names, ", ")
	return p.wrapped("", text)
}

// painted gives every line one look.
func (p pen) painted(look string, lines []string) []string {
	for i, l := range lines {
		lines[i] = p.paint(look, l)
	}
	return lines
}

// spaced turns an id into words.
func spaced(id string) string { return strings.ReplaceAll(id, "_", " ") }
