package main

import (
	"fmt"

	"github.com/spf13/cobra"

	sampledata "billable/sample-data"
)

func newSampleCmd(a *app, o *options) *cobra.Command {
	var s sampledata.Options
	c := &cobra.Command{
		Use:   "sample",
		Short: "Invent the exports of a company, of any size",
		Long: help(`Sample writes exports in the real formats, and a billable.yaml, into the folder
that --out names. The same flags give the same bytes on every machine.`,
			"billable sample --accounts 10000 --seed 7 --out /tmp/exports",
			"billable run --input /tmp/exports"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if s.Accounts < 1 {
				return usageProblem("Give --accounts a number from 1.", "--accounts %d is no company", s.Accounts)
			}
			if s.Dir == "" {
				return usageProblem("Add --out DIR.", "--out is missing: where should the exports go?")
			}
			s.Org, s.AsOf = o.org, o.asOf
			show := a.newProgress(o, 1)
			s.Progress = func(done, total int) { show.steps("sample")(done, total, "rows") }
			files, err := sampledata.Write(cmd.Context(), s)
			show.end()
			if err != nil {
				return err
			}
			a.tellSample(o, s.Dir, files)
			return nil
		},
	}
	f := c.Flags()
	f.IntVar(&s.Accounts, "accounts", 1000, "accounts of the company")
	f.Uint64Var(&s.Seed, "seed", 1, "another seed is another company")
	f.StringVar(&s.Dir, "out", "", "folder to write to (no environment form: BILLABLE_OUT is where reports go)")
	f.Lookup("out").Annotations = map[string][]string{noEnv: nil}
	f.StringVar(&s.Profile, "profile", sampledata.Company, "company, or table-1 for the case of the article")
	f.StringVar(&o.org, "org", "", "organisation (default acme)")
	f.StringVar(&o.asOf, "as-of", "", "night of the exports, YYYY-MM-DD (default 2026-11-20)")
	return c
}

func (a *app) tellSample(o *options, dir string, files []sampledata.File) {
	if o.json {
		type file struct {
			Path  string `json:"path"`
			Rows  int    `json:"rows"`
			Bytes int64  `json:"bytes"`
		}
		list := []file{}
		for _, f := range files {
			list = append(list, file{f.Name, f.Rows, f.Bytes})
		}
		a.printJSON(map[string]any{"dir": dir, "files": list})
		return
	}
	if o.quiet {
		return
	}
	for _, f := range files {
		fmt.Fprintf(a.stdout, "%-28s %12s rows %15s bytes\n", f.Name, grouped(int64(f.Rows)), grouped(f.Bytes))
	}
	fmt.Fprintf(a.stdout, "Now: billable run --input %s\n", dir)
}
