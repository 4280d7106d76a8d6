package main

import "github.com/spf13/cobra"

func newIngestCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "ingest",
		Short: "Only read the exports into raw Parquet tables",
		Long: help(`Ingest is the first stage of run alone. It leaves the raw tables and a ledger in
the lake; nothing is published until transform and report have taken them up.`,
			"billable ingest --input exports --org acme"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.nights(cmd.Context(), o, (*nightRun).ingestOnly)
		},
	}
	o.addInput(c.Flags())
	o.addNight(c.Flags())
	o.addEngine(c.Flags())
	o.addReports(c.Flags())
	return c
}
