package main

import "github.com/spf13/cobra"

func newReportCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "report",
		Short: "Only lay out and publish what transform left",
		Long: help(`Report is the last stage of run alone. It takes the marts that transform left,
else those of the published night, writes the reports and publishes the night.`,
			"billable report --input exports --org acme"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.nights(cmd.Context(), o, (*nightRun).reportOnly)
		},
	}
	o.addInput(c.Flags())
	o.addNight(c.Flags())
	o.addEngine(c.Flags())
	o.addReports(c.Flags())
	return c
}
