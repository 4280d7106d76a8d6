package main

import (
	"github.com/spf13/cobra"

	"billable/transform"
)

func newQuotesCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "quotes",
		Short: "Compare the quotes of the published night, and say who could bill what",
		Long: help(`Quotes prints what the resellers' quotes of a published night come to: what is wrong
with them, what a year costs on equal terms, and which way of splitting the bill
is the cheapest. The last published night is asked when --as-of names none.

Quotes are inputs of a night: put them beside the exports. A reseller's own layout
needs a mapping; 'billable quotes map FILE' drafts one.`,
			"billable quotes --org acme", "billable quotes --json"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			l := lake(o.lake)
			q, err := transform.ReadQuotes(cmd.Context(), places(l, l, r.Marts))
			if err != nil {
				return err
			}
			if err := checkQuotes(r, q); err != nil {
				return err
			}
			if o.json {
				a.printJSON(quotesDoc{Org: r.Org, AsOf: r.AsOf, Quotes: q})
				return nil
			}
			p := newPen(a.stdout, o.noColor)
			p.write(a.stdout, p.quotes(r, q))
			return nil
		},
	}
	o.addNight(c.Flags())
	mapping := newQuotesMapCmd(a, o)
	prepareFirst(a, o, mapping)
	c.AddCommand(mapping)
	return c
}

// A quotesDoc is what quotes says with --json.
type quotesDoc struct {
	Org  string `json:"org"`
	AsOf string `json:"as_of"`
	*transform.Quotes
}

// checkQuotes refuses a night that has nothing to compare.
func checkQuotes(r *record, q *transform.Quotes) error {
	switch {
	case q == nil:
		return usageProblem("Run 'billable run' for the night again with this version.",
			"the night of %s was published by a version that compared no quotes", r.AsOf)
	case len(q.Quotes) == 0:
		return usageProblem("Put resellers' quotes beside the exports and run the night again; 'billable quotes map FILE' drafts a mapping for a reseller's own layout.",
			"the night of %s on %s was given no quotes", r.Org, r.AsOf)
	}
	return nil
}
