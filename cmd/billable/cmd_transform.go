package main

import "github.com/spf13/cobra"

func newTransformCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "transform",
		Short: "Only run the SQL over raw tables that ingest left",
		Long: help(`Transform is the second stage of run alone. It takes the raw tables that ingest
left, else those of the published night, runs the SQL over them and leaves the
marts and a ledger in the lake; report publishes them.`,
			"billable transform --input exports --org acme"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.nights(cmd.Context(), o, (*nightRun).transformOnly)
		},
	}
	o.addInput(c.Flags())
	o.addNight(c.Flags())
	o.addRules(c.Flags())
	o.addEngine(c.Flags())
	o.addReports(c.Flags())
	return c
}
