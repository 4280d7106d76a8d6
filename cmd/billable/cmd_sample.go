package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	sampledata "billable/sample-data"
)

func newSampleCmd(a *app, o *options) *cobra.Command {
	var s sampledata.Options
	nights := 1
	c := &cobra.Command{
		Use:   "sample",
		Short: "Invent the exports of a company, of any size",
		Long: help(`Sample writes exports in the real formats, and a billable.yaml, into the folder
that --out names. The same flags give the same bytes on every machine. With
--nights it tells the company on successive nights, in ORG/DATE folders: people
are hired and leave, sign up for Trello, move to another policy.`,
			"billable sample --accounts 10000 --seed 7 --out /tmp/exports",
			"billable sample --accounts 10000 --nights 30 --out /tmp/exports",
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
			show := a.newProgress(o, nights)
			s.Progress = func(done, total int) { show.steps("sample")(done, total, "rows") }
			files, err := writeNights(cmd.Context(), s, nights)
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
	f.IntVar(&nights, "nights", 1, "successive nights of the company, the last one that of --as-of")
	f.StringVar(&s.Profile, "profile", sampledata.Company, "company, or table-1 for the case of the article")
	f.StringVar(&o.org, "org", "", "organisation (default acme)")
	f.StringVar(&o.asOf, "as-of", "", "night of the exports, YYYY-MM-DD (default 2026-11-20)")
	return c
}

// writeNights writes one night into the folder itself, several into ORG/DATE
// folders, the earliest first.
func writeNights(ctx context.Context, s sampledata.Options, nights int) (all []sampledata.File, err error) {
	if nights <= 1 {
		s.Ago = nights - 1
		return sampledata.Write(ctx, s)
	}
	out := s.Dir
	for ago := range nights {
		s.Ago = nights - 1 - ago
		night, err := sampledata.NightOf(s)
		if err != nil {
			return nil, err
		}
		s.Dir = filepath.Join(out, night)
		files, err := sampledata.Write(ctx, s)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			f.Name = night + "/" + f.Name
			all = append(all, f)
		}
	}
	return all, nil
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
	width := 28
	for _, f := range files {
		width = max(width, len(f.Name))
	}
	for _, f := range files {
		fmt.Fprintf(a.stdout, "%-*s %12s rows %15s bytes\n", width, f.Name, grouped(int64(f.Rows)), grouped(f.Bytes))
	}
	fmt.Fprintf(a.stdout, "Now: billable run --input %s\n", dir)
}
