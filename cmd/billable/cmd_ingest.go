package main

import "github.com/spf13/cobra"

func newIngestCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "ingest",
		Short: "Only read the exports into raw Parquet tables, or say how one is read",
		Long: help(`Ingest is the first stage of run alone. It leaves the raw tables and a ledger in
the lake; nothing is published until transform and report have taken them up.

With --explain it writes nothing and says how one file is read: what it was
recognised as, or what it lacks for the kinds it comes near to; what each column
means; what is lost without the columns it does not have; and what becomes of
its first rows. The exit code is 0 when the file can be read, and 4 when not.

With --rejects-to it copies every rejected row, with the header of its file, into
a folder. Mend the copy, leave its first column as it is, and put it beside the
exports: the next run reads each row in the place of the rejected one.`,
			"billable ingest --input exports --org acme",
			"billable ingest --explain exports/managed-accounts.csv",
			"billable ingest --input exports --org acme --rejects-to mend"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("explain") {
				return a.explainFile(cmd.Context(), o)
			}
			if cmd.Flags().Changed("rows") {
				return usageProblem("Give --explain FILE too.", "--rows is for --explain only")
			}
			return a.nights(cmd.Context(), o, (*nightRun).ingestOnly)
		},
	}
	o.addInput(c.Flags())
	o.addNight(c.Flags())
	o.addEngine(c.Flags())
	o.addReports(c.Flags())
	o.addRejects(c.Flags())
	c.Flags().StringVar(&o.explain, "explain", "", "say how FILE is read, and write nothing")
	c.Flags().IntVar(&o.rows, "rows", 5, "how many rows --explain shows")
	for _, name := range []string{"explain", "rows"} {
		c.Flags().Lookup(name).Annotations = map[string][]string{noEnv: nil}
	}
	return c
}
