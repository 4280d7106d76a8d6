package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"billable/transform"
)

func newEdgesCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "edges",
		Short: "Show how far it is to the next price bracket and tier, and what one seat is worth",
		Long: help(`Edges tells, for Guard and for each product at each place that bills seats: the
bracket and the tier that tonight's count lies in, how many seats it is to the
next one in both directions, what one seat less saves and one more costs, how
many seats are free until a tier fills, and, for Guard, the accounts whose
removal reaches the edge below with the least effort.`,
			"billable edges --org acme", "billable edges --as-of 2026-11-20 --json"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			l := lake(o.lake)
			margins, err := transform.ReadEdges(cmd.Context(), places(l, l, r.Marts))
			if err != nil {
				return err
			}
			night, err := a.answer(cmd.Context(), o, r)
			if err != nil {
				return err
			}
			s := night.summary
			if o.json {
				a.printJSON(map[string]any{"org": s.Org, "as_of": s.AsOf, "currency": s.Currency, "subscriptions": margins})
				return nil
			}
			newPen(a.stdout, o.noColor).printEdges(a.stdout, s, margins)
			return nil
		},
	}
	o.addNight(c.Flags())
	return c
}

// shownPicks is how many accounts of an edge the terminal lists.
const shownPicks = 10

func (p pen) printEdges(w io.Writer, s *summary, margins []transform.Margin) {
	fmt.Fprintln(w, p.paint(strong, s.Org+", night of "+s.AsOf))
	for _, m := range margins {
		say := func(look, indent, text string) {
			for _, l := range p.painted(look, p.wrapped(indent, text)) {
				fmt.Fprintln(w, l)
			}
		}
		say(strong, "", edgeTitle(m)+": "+people(m.Users, edgeUnit(m)))
		if m.AnnualCents == nil {
			say(bad, "  ", "No price: "+oneLine(m.Reason)+".")
			continue
		}
		say(plain, "  ", edgeCost(m, s.Currency))
		say(plain, "  ", edgeMarginal(m, s.Currency))
		if m.FreeSeats != nil && *m.FreeSeats > 0 {
			say(good, "  ", edgeFree(m))
		}
		for _, e := range m.Edges {
			say(plain, "  ", edgeText(m, e, s.Currency))
			for i, account := range e.Accounts {
				if i == shownPicks {
					say(dim, "    ", fmt.Sprintf("and %s more; --json lists all", grouped(int64(len(e.Accounts)-i))))
					break
				}
				say(dim, "    ", pickText(account))
			}
		}
	}
}
