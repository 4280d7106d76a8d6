package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"billable"
	"billable/transform"
)

func newExplainCmd(a *app, o *options) *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "explain EMAIL|ACCOUNT_ID...",
		Short: "Say why an account is billable, or is not, and what would flip it",
		Long: help(`Explain shows, for one account of a published night: its class, every rule that was
looked at in order and what it saw, the verdict per subscription, every single
change that would flip it, the access with how each fact is known, the places of
the evidence, and what it was on the other nights of the lake. With
--rules-as-of it is judged again, by the rules of that date.

For several accounts, or a list of them with --from, it prints the short form of
each. The list is a CSV whose header names a column of ids or of e-mail
addresses; without such a header the first column is taken. Who is not found is
listed, and the exit status is 3.`,
			"billable explain ada@acme.example", "billable explain 712020:6b1f --json",
			"billable explain --from people.csv --json", "billable explain ada@acme.example --as-of 2026-11-01",
			"billable explain ada@acme.example --rules-as-of 2024-02-08"),
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case from != "" && len(args) > 0:
				return usageProblem("Give either the accounts or --from FILE.", "%q and --from are given", args[0])
			case from == "" && len(args) == 0:
				return wantArgs("EMAIL|ACCOUNT_ID")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			if from == "" {
				return a.explain(cmd.Context(), o, r, askedByName(args), len(args) > 1)
			}
			people, err := readAsked(from, cmd.InOrStdin())
			if err != nil {
				return err
			}
			return a.explain(cmd.Context(), o, r, people, true)
		},
	}
	o.addNight(c.Flags())
	o.addRules(c.Flags())
	c.Flags().StringVar(&o.queries, "queries", "", "folder with the edited copy of the SQL that the night was run with")
	c.Flags().StringVar(&from, "from", "", "CSV of account ids or e-mail addresses; - reads it from the standard input")
	return c
}

func (a *app) explain(ctx context.Context, o *options, r *record, people []asked, many bool) error {
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
	history, err := a.history(l, r.Org)
	if err != nil {
		return err
	}
	found, err := transform.Explain(ctx, transform.ExplainOptions{
		Queries: sql, Marts: places(l, l, r.Marts), AsOf: r.AsOf, JudgedAsOf: r.rulesAsOf(), RulesAsOf: o.rulesAsOf, Who: names(people), History: history,
	})
	if err != nil {
		return err
	}
	missing := missingOf(found.NotFound, people)
	if len(found.Accounts) == 0 {
		return missing[0].problem()
	}
	switch screen := newPen(a.stdout, o.noColor); {
	case o.json && many:
		a.printJSON(manyDoc{Accounts: found.Accounts, NotFound: missing})
	case o.json:
		a.printJSON(found.Accounts[0])
	case many:
		screen.printShort(a.stdout, r, found.Accounts, missing)
	default:
		screen.printExplanation(a.stdout, r, found.Accounts[0])
	}
	if len(missing) > 0 {
		return errReported{exitFindings}
	}
	return nil
}

// A manyDoc is the JSON document about several accounts.
type manyDoc struct {
	Accounts []*transform.Explanation `json:"accounts"`
	NotFound []missingDoc             `json:"not_found"`
}

// A missingDoc is somebody asked for who is no account, with the place in the
// list that was given.
type missingDoc struct {
	Who    string `json:"who"`
	Place  string `json:"place"`
	Reason string `json:"reason"`
	Remedy string `json:"remedy"`

	pos billable.Pos
}

func (m missingDoc) problem() error {
	return &billable.Problem{Kind: billable.Usage, Pos: m.pos, What: m.Reason, Remedy: m.Remedy}
}

func missingOf(list []transform.NotFound, people []asked) []missingDoc {
	at := map[string]billable.Pos{}
	for _, p := range people {
		if _, known := at[p.who]; !known {
			at[p.who] = p.pos
		}
	}
	missing := []missingDoc{}
	for _, n := range list {
		pos := at[n.Who]
		missing = append(missing, missingDoc{Who: n.Who, Place: pos.String(), Reason: n.Reason, Remedy: n.Remedy, pos: pos})
	}
	return missing
}

// history lists the committed nights of an organisation that can be read; the
// others are named in the log, since one of them must not keep an answer back.
func (a *app) history(l lake, org string) ([]transform.NightAccounts, error) {
	nights, err := l.nights(org)
	if err != nil {
		return nil, fmt.Errorf("list nights: %w", err)
	}
	var history []transform.NightAccounts
	for _, asOf := range nights {
		n := transform.NightAccounts{AsOf: asOf}
		r, err := l.record(org, asOf)
		if err == nil && r != nil {
			n.Files = places(l, l, r.Marts)["accounts"]
		}
		whole := len(n.Files) > 0
		for _, f := range n.Files {
			whole = whole && exists(filepath.Clean(f))
		}
		if !whole {
			a.log.Warn("a night is left out of the history: it cannot be read", "org", org, "night", asOf)
			continue
		}
		history = append(history, n)
	}
	return history, nil
}
