package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"billable/transform"
)

func newExplainCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain EMAIL|ACCOUNT_ID",
		Short: "Say why one account is billable, or is not",
		Long: help(`Explain shows, for one account of a published night: its class, every rule that was
looked at in order and what it saw, the verdict per subscription, the places of
the evidence, and what would flip each verdict.`,
			"billable explain ada@acme.example", "billable explain 712020:6b1f --json"),
		Args: wantArgs("EMAIL|ACCOUNT_ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			return a.explain(cmd.Context(), o, r, args[0])
		},
	}
	o.addNight(c.Flags())
	c.Flags().StringVar(&o.queries, "queries", "", "folder with the edited copy of the SQL that the night was run with")
	return c
}

func (a *app) explain(ctx context.Context, o *options, r *record, who string) error {
	sql, err := openQueries(o.queries)
	if err != nil {
		return err
	}
	if hash, err := hashQueries(sql); err != nil {
		return err
	} else if hash != r.Identity.Queries {
		a.log.Warn("the night was decided by another version of the rules than this explanation", "org", r.Org, "night", r.AsOf)
	}
	l := lake(o.lake)
	e, err := transform.Explain(ctx, transform.ExplainOptions{
		Queries: sql, Marts: places(l, l, r.Marts), AsOf: r.AsOf, Who: who,
	})
	switch {
	case err != nil:
		return err
	case o.json:
		a.printJSON(e)
	default:
		newPen(a.stdout, o.noColor).printExplanation(a.stdout, r, e)
	}
	return nil
}

// printExplanation prints one account's story: what it is, what it costs, why,
// and what would change that.
func (p pen) printExplanation(w io.Writer, r *record, e *transform.Explanation) {
	say := func(look, indent, format string, args ...any) {
		for _, l := range p.painted(look, p.wrapped(indent, oneLine(fmt.Sprintf(format, args...)))) {
			fmt.Fprintln(w, l)
		}
	}
	name := strings.Join(withoutEmpty(e.Account.Name, e.Account.Email, e.Account.AccountID), ", ")
	say(strong, "", "%s", name)
	say(dim, "", "%s, night of %s; status %s, last active %s", r.Org, r.AsOf,
		orUnknown(e.Account.Status), orUnknown(e.Account.LastActiveOn))
	say(strong, "", "Class %s, by rule %s", spaced(e.Class.Value), e.Class.Rule)
	say(plain, "  ", "%s", e.Class.Why)
	p.considered(say, e.Class.Considered)
	for _, v := range e.Verdicts {
		say(strong, "", "%s: %s, by rule %s%s", subscriptionName(v.Subscription), spaced(v.Verdict), v.Rule, confidenceNote(v.Confidence))
		say(plain, "  ", "%s", v.Why)
		p.considered(say, v.Considered)
		if v.Flip != nil {
			say(good, "  ", "would become %s: %s (rule %s)", spaced(v.Flip.Verdict), v.Flip.Change, v.Flip.Rule)
		} else {
			say(dim, "  ", "no single change gives another verdict")
		}
	}
	say(strong, "", "Access")
	for _, g := range e.Grants {
		say(plain, "  ", "%s", grantLine(g))
	}
	if len(e.Grants) == 0 {
		say(dim, "  ", "none")
	}
	p.evidence(say, e)
}

// evidence lists the fields on which sources differ, and every place with how
// its row was joined to the account.
func (p pen) evidence(say func(look, indent, format string, args ...any), e *transform.Explanation) {
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

// considered lists the rules that were looked at; the last is the one that hit.
func (p pen) considered(say func(look, indent, format string, args ...any), rules []transform.Considered) {
	for _, c := range rules {
		mark, look := "no ", dim
		if c.Matched {
			mark, look = "yes", plain
		}
		say(look, "    ", "%s %s: %s", mark, c.Rule, c.Saw)
	}
}

func subscriptionName(id string) string {
	switch id {
	case "guard_standard":
		return "Guard Standard"
	case "guard_premium":
		return "Guard Premium"
	}
	return spaced(id)
}

func confidenceNote(confidence string) string {
	if confidence == "" {
		return ""
	}
	return " (" + confidence + ")"
}

func grantLine(g transform.ExplainedGrant) string {
	place := g.Place
	if place == "" {
		place = "no place"
	}
	parts := []string{g.Product + " at " + place, g.Ownership}
	if g.Plan != "" {
		parts = append(parts, "plan "+g.Plan)
	}
	parts = append(parts, "role "+g.Role)
	if g.Intended {
		parts = append(parts, "intended")
	}
	if !g.Counting {
		parts = append(parts, "does not count")
	}
	return strings.Join(parts, ", ") + confidenceNote(g.Known)
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
