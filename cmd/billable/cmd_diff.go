package main

import (
	"context"
	"path/filepath"

	"github.com/spf13/cobra"

	"billable"
	"billable/reports"
	"billable/transform"
)

func newDiffCmd(a *app, o *options) *cobra.Command {
	var d diffFlags
	c := &cobra.Command{
		Use:   "diff [DATE1 [DATE2]]",
		Short: "Say what changed between two published nights, why, and what it costs",
		Long: help(`Diff compares two published nights of an organisation: accounts that appeared or
left, classes and verdicts that are others, each with the fact that changed, and
what each cause adds to a year's cost. The causes add up to the difference of the
two nights to the cent; a cause that nothing explains is called unexplained.

With one date, that night is compared with the one before it; with none, the last
night with the one before it.`,
			"billable diff", "billable diff 2026-11-19 2026-11-20", "billable diff 2026-10-20 2026-11-20 --csv > october.csv"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 2 {
				return wantArgs("DATE1", "DATE2")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			from, to, err := a.twoNights(o, args)
			if err != nil {
				return err
			}
			return a.diff(cmd.Context(), o, d, from, to)
		},
	}
	f := c.Flags()
	f.StringVar(&o.org, "org", "", "organisation (default: the only one of the lake, else the config's)")
	f.StringVar(&o.config, "config", "", "config file (default billable.yaml here)")
	f.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	f.BoolVar(&d.csv, "csv", false, "print every change as CSV, in the columns of changes.csv")
	f.IntVar(&d.limit, "limit", 20, "how many changes to list; 0 lists all")
	o.addEngine(f)
	return c
}

// diffFlags are the flags that only diff has.
type diffFlags struct {
	csv   bool
	limit int
}

// twoNights finds the nights that the arguments mean, the earlier one first.
func (a *app) twoNights(o *options, args []string) (from, to *record, err error) {
	for _, date := range args {
		if err := checkNight(date); err != nil {
			return nil, nil, err
		}
	}
	l := lake(o.lake)
	if len(args) == 2 {
		switch {
		case args[0] == args[1]:
			return nil, nil, usageProblem("Name two nights: 'billable diff EARLIER LATER'.", "both nights are that of %s", args[0])
		case args[0] > args[1]:
			return nil, nil, usageProblem("Write it as: billable diff "+args[1]+" "+args[0]+".", "%s is later than %s", args[0], args[1])
		}
		o.asOf = args[1]
		if to, err = a.published(o); err != nil {
			return nil, nil, err
		}
		from, err = l.committed(to.Org, args[0])
		return from, to, err
	}
	if len(args) == 1 {
		o.asOf = args[0]
	}
	if to, err = a.published(o); err != nil {
		return nil, nil, err
	}
	if from, err = l.before(to.Org, to.AsOf); err != nil {
		return nil, nil, err
	}
	if from == nil {
		nights, err := l.nights(to.Org)
		if err != nil {
			return nil, nil, err
		}
		return nil, nil, usageProblem("Published are "+listed(nights)+".", "no night of %s before %s is published", to.Org, to.AsOf)
	}
	return from, to, nil
}

func (a *app) diff(ctx context.Context, o *options, f diffFlags, from, to *record) error {
	if f.csv && o.json {
		return usageProblem("Give one of them.", "--csv and --json are both given")
	}
	sql, err := openQueries(o.queries)
	if err != nil {
		return err
	}
	l := lake(o.lake)
	for _, r := range []*record{from, to} {
		if err := checkMarts(l, r, transform.ComparedMarts(sql)); err != nil {
			return err
		}
	}
	d, err := transform.Diff(ctx, transform.DiffOptions{
		Queries: sql, Org: to.Org, From: *comparedNight(l, from), To: *comparedNight(l, to), Facts: to.Identity.Config.facts(nil),
		Threads: o.threads, MemoryLimit: o.memoryLimit,
	})
	if err != nil {
		return err
	}
	defer d.Close()
	switch {
	case f.csv:
		return reports.WriteChanges(a.stdout, func(row func(reports.Change) error) error {
			return d.Each(ctx, func(c transform.Change) error { return row(reports.Change(c)) })
		})
	case o.json:
		return writeDiffJSON(ctx, a.stdout, to.Org, d)
	}
	return newPen(a.stdout, o.noColor).printDiff(ctx, a.stdout, to.Org, d, f.limit)
}

// checkMarts refuses a night whose marts are not as they were written.
func checkMarts(l lake, r *record, names []string) error {
	for _, name := range names {
		for _, f := range r.Marts[name] {
			if what := fileDamage(l.path(f.Path), f); what != "" {
				return &billable.Problem{Kind: billable.Damage, Pos: billable.Pos{File: filepath.Base(string(l)) + "/" + f.Path},
					What: what, Remedy: "Run the night of " + r.AsOf + " for " + r.Org + " again; its exports say the same again."}
			}
		}
	}
	return nil
}
