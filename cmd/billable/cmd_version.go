package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newVersionCmd(a *app, o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  wantArgs(),
		RunE: func(*cobra.Command, []string) error {
			if o.json {
				a.printJSON(map[string]any{"version": version, "build": programVersion(), "schema": layoutSchema})
				return nil
			}
			fmt.Fprintf(a.stdout, "billable %s\n", programVersion())
			return nil
		},
	}
}
