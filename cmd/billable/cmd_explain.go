package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"
)

func newExplainCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain EMAIL|ACCOUNT_ID",
		Short: "Say why one account is billable, or is not",
		Long: help(`Explain shows, for one account of a published night: its class, every rule that was
looked at in order and what it saw, the verdict per subscription, the places of
the evidence, and what would flip each verdict.`,
			"billable explain ada@acme.example", "billable explain 712020:6b1f --json"),
		Args: wantArgs("EMAIL|ACCOUNT_ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := a.published(o)
			if err != nil {
				return err
			}
			return a.explain(cmd.Context(), o, r, args[0])
		},
	}
	o.addNight(c.Flags())
	return c
}

func (a *app) explain(ctx context.Context, o *options, r *record, who string) error {
	return errors.New("explain: not built yet")
}
