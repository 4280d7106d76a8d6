package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"billable/transform"
)

// A teller prints sentences, each wrapped to the screen with one look.
type teller func(look, indent, format string, args ...any)

func (p pen) teller(w io.Writer) teller {
	return func(look, indent, format string, args ...any) {
		for _, l := range p.painted(look, p.wrapped(indent, oneLine(fmt.Sprintf(format, args...)))) {
			fmt.Fprintln(w, l)
		}
	}
}

// printExplanation prints one account's story: what it is, why, what would change
// that, what it rests on, and what it was before.
func (p pen) printExplanation(w io.Writer, r *record, e *transform.Explanation) {
	say := p.teller(w)
	say(strong, "", "%s", accountName(e))
	say(dim, "", "%s, night of %s%s; status %s, last active %s", r.Org, r.AsOf, rulesNote(r, e),
		orUnknown(e.Account.Status), orUnknown(e.Account.LastActiveOn))
	say(strong, "", "Class %s, by rule %s", spaced(e.Class.Value), e.Class.Rule)
	say(plain, "  ", "%s", e.Class.Why)
	considered(say, e.Class.Considered)
	for _, v := range e.Verdicts {
		say(strong, "", "%s: %s, by rule %s%s", subscriptionName(v.Subscription), spaced(v.Verdict), v.Rule, confidenceNote(v.Confidence))
		say(plain, "  ", "%s", v.Why)
		considered(say, v.Considered)
		tellFlips(say, v)
	}
	say(strong, "", "Access")
	for _, l := range p.accessTable(e.Grants) {
		fmt.Fprintln(w, l)
	}
	tellEvidence(say, e)
	if len(e.History) > 0 {
		say(strong, "", "History")
	}
	for _, s := range e.History {
		say(plain, "  ", "%s", stretchLine(s))
	}
}

// rulesNote names the date of the rules that explained, where it is not the night.
func rulesNote(r *record, e *transform.Explanation) string {
	if e.RulesAsOf == r.AsOf {
		return ""
	}
	return ", by the rules of " + e.RulesAsOf
}

// printShort prints what matters of several accounts, and who was not found.
func (p pen) printShort(w io.Writer, r *record, accounts []*transform.Explanation, missing []missingDoc) {
	say := p.teller(w)
	for _, e := range accounts {
		say(strong, "", "%s", accountName(e))
		say(plain, "  ", "class %s: %s", spaced(e.Class.Value), e.Class.Why)
		for _, v := range e.Verdicts {
			say(plain, "  ", "%s %s%s: %s", subscriptionName(v.Subscription), spaced(v.Verdict), confidenceNote(v.Confidence), v.Why)
			if v.Flip != nil {
				say(good, "    ", "would become %s: %s", spaced(v.Flip.Verdict), v.Flip.Change)
			}
		}
		say(dim, "  ", "%s", strings.Join(e.Evidence, ", "))
	}
	if len(missing) > 0 {
		say(bad, "", "Not found on the night of %s", r.AsOf)
	}
	for _, m := range missing {
		say(plain, "  ", "%s", strings.Join(withoutEmpty(m.Place, m.Reason), ": "))
	}
}

func accountName(e *transform.Explanation) string {
	return strings.Join(withoutEmpty(e.Account.Name, e.Account.Email, e.Account.AccountID), ", ")
}

// considered lists the rules that were looked at; the last is the one that hit.
func considered(say teller, rules []transform.Considered) {
	for _, c := range rules {
		mark, look := "no ", dim
		if c.Matched {
			mark, look = "yes", plain
		}
		say(look, "    ", "%s %s: %s", mark, c.Rule, c.Saw)
	}
}

// tellFlips prints the smallest change that flips a verdict, then the others.
func tellFlips(say teller, v transform.ExplainedVerdict) {
	if len(v.Flips) == 0 {
		say(dim, "  ", "no single change gives another verdict")
		return
	}
	first := v.Flips[0]
	say(good, "  ", "would become %s: %s (rule %s)", spaced(first.Verdict), first.Change, first.Rule)
	for _, verdict := range []string{"not_billable", "billable"} {
		var others []string
		for _, f := range v.Flips[1:] {
			if f.Verdict == verdict {
				others = append(others, f.Change+" ("+f.Rule+")")
			}
		}
		if len(others) > 0 {
			say(dim, "  ", "also %s: %s", spaced(verdict), strings.Join(others, "; "))
		}
	}
}

// accessTable lays the grants out with how each fact is known.
func (p pen) accessTable(grants []transform.ExplainedGrant) []string {
	if len(grants) == 0 {
		return p.painted(dim, []string{"  none"})
	}
	rows := [][]string{{"product", "place", "whose", "plan", "role", "intended", "counts", "access"}}
	for _, g := range grants {
		rows = append(rows, []string{
			g.Product, orDash(g.Place), known(g.Ownership, g.OwnershipKnown), known(g.Plan, g.PlanKnown),
			known(g.Role, g.RoleKnown), known(yesNo(g.Intended), g.IntendedKnown), yesNo(g.Counting), g.Known,
		})
	}
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(oneLine(c)))
		}
	}
	width := 0
	for _, w := range widths {
		width += w + 2
	}
	if width > p.width {
		return p.accessSentences(grants)
	}
	var lines []string
	for i, r := range rows {
		line := " "
		for k, c := range r {
			c = oneLine(c)
			line += " " + c + strings.Repeat(" ", widths[k]-utf8.RuneCountInString(c)+1)
		}
		look := plain
		if i == 0 {
			look = dim
		}
		lines = append(lines, p.paint(look, strings.TrimRight(line, " ")))
	}
	return lines
}

// accessSentences says on a narrow screen what the table says on a wide one.
func (p pen) accessSentences(grants []transform.ExplainedGrant) (lines []string) {
	for _, g := range grants {
		parts := []string{known(g.Ownership, g.OwnershipKnown)}
		if g.Plan != "" {
			parts = append(parts, "plan "+known(g.Plan, g.PlanKnown))
		}
		parts = append(parts, "role "+known(g.Role, g.RoleKnown), known(notIf(!g.Intended)+"intended", g.IntendedKnown),
			"access "+g.Known)
		if !g.Counting {
			parts = append(parts, "does not count")
		}
		place := g.Place
		if place == "" {
			place = "no place"
		}
		lines = append(lines, p.wrapped("  ", oneLine(g.Product+" at "+place+": "+strings.Join(parts, ", ")))...)
	}
	return lines
}

func notIf(not bool) string {
	if not {
		return "not "
	}
	return ""
}

// known spells a fact and, in brackets, how it is known.
func known(fact, how string) string {
	if fact == "" {
		return "-"
	}
	return fact + " (" + orUnknown(how) + ")"
}

func namedPlace(place string) string {
	if place == "" {
		return "no named place"
	}
	return place
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// tellEvidence lists the fields on which sources differ, and every place with how
// its row was joined to the account.
func tellEvidence(say teller, e *transform.Explanation) {
	if len(e.Conflicts) > 0 {
		say(strong, "", "Sources differ")
	}
	for _, c := range e.Conflicts {
		say(plain, "  ", "%s %s counts, from %s", c.Field, c.Value, c.Place)
		for _, o := range c.Others {
			say(plain, "    ", "%s says %s", o.Place, o.Value)
		}
	}
	say(strong, "", "Evidence")
	for _, j := range e.Joins {
		say(plain, "  ", "%s, joined by %s", j.Place, joinName(j.JoinedBy))
	}
}

// joinName spells how a row was joined to its account.
func joinName(id string) string {
	switch id {
	case "scim_account_id":
		return "SCIM account id"
	case "email":
		return "e-mail address"
	case "email_only":
		return "e-mail address alone: no source gives an account id"
	}
	return spaced(id)
}

// stretchLine tells what an account was on a run of nights.
func stretchLine(s transform.Stretch) string {
	when := s.Since
	if s.Until != s.Since {
		when = fmt.Sprintf("%s to %s (%d nights)", s.Since, s.Until, s.Nights)
	}
	if s.Class == "" {
		return when + ": not among the accounts"
	}
	what := []string{spaced(s.Class)}
	for _, v := range s.Verdicts {
		what = append(what, fmt.Sprintf("%s %s (%s)", subscriptionName(v.Subscription), spaced(v.Verdict), v.Rule))
	}
	return when + ": " + strings.Join(what, "; ")
}

func subscriptionName(id string) string {
	switch id {
	case "guard_standard":
		return "Guard Standard"
	case "guard_premium":
		return "Guard Premium"
	}
	if product, place, isSeat := strings.Cut(id, "@"); isSeat {
		return "Seat of " + product + " at " + namedPlace(place)
	}
	return spaced(id)
}

func confidenceNote(confidence string) string {
	if confidence == "" {
		return ""
	}
	return " (" + confidence + ")"
}

func withoutEmpty(words ...string) []string {
	var kept []string
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
