package main

import (
	"context"

	"github.com/spf13/cobra"

	"billable/transform"
)

func newQueryCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "query SQL",
		Short: "Ask the tables of a published night in SQL, read-only",
		Long: help(`Query runs one SQL statement over the tables of a published night: the raw tables
as raw_accounts, raw_grants, ..., the marts by their own names. Nothing can be
written, and no file outside the night can be read.`,
			`billable query "select class, count(*) from accounts group by class"`),
		Args: wantArgs("SQL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			return a.query(cmd.Context(), o, r, args[0])
		},
	}
	o.addNight(c.Flags())
	return c
}

// nightTables gives the files of every table of a record under its SQL name.
func nightTables(l lake, r *record) map[string][]string {
	tables := places(l, l, r.Marts)
	for name, files := range places(l, l, r.Raw) {
		tables["raw_"+name] = files
	}
	return tables
}

func (a *app) query(ctx context.Context, o *options, r *record, sql string) error {
	library, err := openQueries("")
	if err != nil {
		return err
	}
	return transform.Query(ctx, library, nightTables(lake(o.lake), r), sql, a.stdout, o.json)
}
