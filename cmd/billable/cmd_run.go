package main

import (
	"context"

	"github.com/spf13/cobra"

	"billable"
)

func newRunCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "run",
		Short: "Take every night of the input folder from exports to published reports",
		Long: help(`Run reads the exports, keeps every row as Parquet, decides with SQL, writes the
reports and publishes them, all or nothing, for every organisation and night
that the input folder holds. A night whose inputs did not change is not
computed again.

With --rules-as-of the nights are judged by the rules of that date and published
in place of themselves; prices stay those of the night. Give such a run a --lake
and an --out of its own to keep both.`,
			"billable run --input exports --org acme --as-of 2026-11-20",
			"billable run --input nights        # nights/ORG/YYYY-MM-DD/...",
			"billable run --json --no-workbook"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.nights(cmd.Context(), o, (*nightRun).run)
		},
	}
	o.addInput(c.Flags())
	o.addNight(c.Flags())
	o.addRules(c.Flags())
	o.addEngine(c.Flags())
	o.addReports(c.Flags())
	o.addRejects(c.Flags())
	return c
}

// nights carries work out on every night of the command line, under the lake's
// lock, and tells what came of it.
func (a *app) nights(ctx context.Context, o *options, work func(*nightRun, context.Context) outcome) error {
	jobs, err := a.jobs(o)
	if err != nil {
		return err
	}
	unlock, err := lockLake(o.lake)
	if err != nil {
		return err
	}
	defer unlock()
	if err := lake(o.lake).clearStaging(); err != nil {
		return err
	}
	show := a.newProgress(o, len(jobs))
	var outcomes []outcome
	for _, j := range jobs {
		out := a.oneNight(ctx, j, show, work)
		outcomes = append(outcomes, out)
		if out.Err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		if !o.json {
			a.tell(o, out, len(jobs) > 1)
		}
		if !o.json && !o.quiet {
			a.talkCopies(out.Copies)
		}
	}
	return a.conclude(o, outcomes)
}

func (a *app) oneNight(ctx context.Context, j *job, show *progress, work func(*nightRun, context.Context) outcome) outcome {
	n, err := newNightRun(j, show)
	if err != nil {
		return outcome{Org: j.night.Org, AsOf: j.night.AsOf, Err: err}
	}
	out := work(n, ctx)
	out.Copies = n.copies
	a.logOutcome(out)
	return out
}

func (a *app) logOutcome(o outcome) {
	if o.Err != nil || o.Record == nil {
		return
	}
	for _, f := range o.Record.Inputs {
		a.log.Info("ingested", "org", o.Org, "night", o.AsOf, "file", billable.Pos{File: f.Path, Sheet: f.Sheet}.String(), "format", f.Format,
			"read", f.RowsRead, "kept", f.RowsKept, "rejected", f.RowsRejected, "findings", f.Findings)
	}
	a.log.Info("night done", "org", o.Org, "night", o.AsOf, "run_id", o.Record.RunID, "accounts", o.Record.Accounts,
		"unchanged", o.Unchanged, "exit", o.exit())
}

// tell prints what came of one night, for people.
func (a *app) tell(o *options, out outcome, many bool) {
	switch {
	case out.Err != nil && many:
		a.talkError(out.Err)
	case out.Err != nil || o.quiet:
	case out.Summary != nil:
		newPen(a.stdout, o.noColor).printNight(a.stdout, out)
	default:
		newPen(a.stdout, o.noColor).printStage(a.stdout, out)
	}
}

// conclude gives the command's error, and prints the one document of --json.
func (a *app) conclude(o *options, outcomes []outcome) error {
	if len(outcomes) == 1 && outcomes[0].Err != nil {
		return a.concludeFailed(o, outcomes[0])
	}
	var codes []int
	for _, out := range outcomes {
		codes = append(codes, out.exit())
	}
	code := worstExit(codes)
	if o.json {
		a.printJSON(newRunDoc(outcomes, code))
	}
	if code == exitDone {
		return nil
	}
	return errReported{code}
}

// concludeFailed gives the error of the only night. With --json, its copies of
// rejected rows stand beside it.
func (a *app) concludeFailed(o *options, out outcome) error {
	if !o.json || len(out.Copies) == 0 {
		return out.Err
	}
	code := out.exit()
	a.printJSON(struct {
		Error  errorDoc     `json:"error"`
		Copies []rejectCopy `json:"reject_copies"`
	}{newErrorDoc(out.Err, code), out.Copies})
	return errReported{code}
}
