package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/spf13/cobra"

	"billable"
)

func newVerifyCmd(a *app, o *options) *cobra.Command {
	c := &cobra.Command{
		Use:   "verify",
		Short: "Check that what is published is what was written",
		Long: help(`Verify re-reads every file that the commit record of a night lists: its size, its
sha256, and for Parquet files the row count of the footer. Without --as-of it
checks the last night, without --org every organisation.`,
			"billable verify", "billable verify --org acme --as-of 2026-11-20"),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.verify(cmd.Context(), o) },
	}
	o.addNight(c.Flags())
	return c
}

// A damage is one file that is not what its record says.
type damage struct {
	Path string `json:"path"`
	What string `json:"what"`
}

// A verified is one night that was checked.
type verified struct {
	Org    string   `json:"org"`
	AsOf   string   `json:"as_of"`
	RunID  string   `json:"run_id"`
	Files  int      `json:"files"`
	Bytes  int64    `json:"bytes"`
	Damage []damage `json:"damage"`
}

func (a *app) verify(ctx context.Context, o *options) error {
	records, err := a.toVerify(o)
	if err != nil {
		return err
	}
	var nights []verified
	broken := 0
	for _, r := range records {
		v, err := verifyNight(ctx, lake(o.lake), o.out, r)
		if err != nil {
			return err
		}
		nights = append(nights, v)
		broken += len(v.Damage)
	}
	if broken > 0 {
		return a.tellDamage(o, nights, broken)
	}
	if o.json {
		a.printJSON(map[string]any{"nights": nights})
	} else if !o.quiet {
		for _, v := range nights {
			fmt.Fprintf(a.stdout, "%s, night of %s: %d files, %s bytes, all as written\n", v.Org, v.AsOf, v.Files, grouped(v.Bytes))
		}
	}
	return nil
}

func (a *app) toVerify(o *options) ([]*record, error) {
	l := lake(o.lake)
	orgs, err := l.orgs()
	if err != nil {
		return nil, err
	}
	if o.org != "" || len(orgs) == 0 {
		orgs = []string{o.org}
	}
	var records []*record
	for _, org := range orgs {
		r, err := l.committed(org, o.asOf)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}

// verifyNight checks every file of a record. When a run replaced the night in
// the meantime, the new one is checked instead.
func verifyNight(ctx context.Context, l lake, out string, r *record) (verified, error) {
	for {
		v, err := checkNightFiles(ctx, l, out, r)
		if err != nil || len(v.Damage) == 0 {
			return v, err
		}
		now, err := l.record(r.Org, r.AsOf)
		if err != nil || now == nil || now.RunID == r.RunID {
			return v, err
		}
		r = now
	}
}

func checkNightFiles(ctx context.Context, l lake, out string, r *record) (verified, error) {
	v := verified{Org: r.Org, AsOf: r.AsOf, RunID: r.RunID, Damage: []damage{}}
	check := func(root, shown string, f tableFile) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Files++
		v.Bytes += f.Bytes
		if what := fileDamage(filepath.Join(root, filepath.FromSlash(f.Path)), f); what != "" {
			v.Damage = append(v.Damage, damage{Path: shown + "/" + f.Path, What: what})
		}
		return nil
	}
	for _, f := range r.lakeFiles() {
		if err := check(string(l), filepath.Base(string(l)), f); err != nil {
			return v, err
		}
	}
	p := publication{out: out, record: r}
	shown := strings.Join([]string{filepath.Base(out), r.Org, r.AsOf}, "/")
	for _, f := range r.Out {
		if err := check(p.runDir(), shown, f); err != nil {
			return v, err
		}
	}
	if target, err := os.Readlink(filepath.Join(out, r.Org, r.AsOf)); err != nil || filepath.Base(target) != r.RunID {
		v.Damage = append(v.Damage, damage{Path: shown, What: "the link to the night is missing or points elsewhere"})
	}
	return v, nil
}

// fileDamage says what is wrong with a file, or "".
func fileDamage(name string, want tableFile) string {
	sum, size, err := hashFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "the file is missing"
	case err != nil:
		return "the file cannot be read"
	case size != want.Bytes:
		return fmt.Sprintf("the file has %d bytes, %d were written", size, want.Bytes)
	case sum != want.SHA256:
		return "the file holds other bytes than were written"
	case !hasExt(want.Path, ".parquet"):
		return ""
	}
	rows, err := parquetRows(name)
	switch {
	case err != nil:
		return "the Parquet footer cannot be read"
	case rows != want.Rows:
		return fmt.Sprintf("the file holds %d rows, %d were written", rows, want.Rows)
	}
	return ""
}

// parquetRows counts the rows that a Parquet file's footer promises.
func parquetRows(name string) (int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return 0, err
	}
	return p.NumRows(), nil
}

// tellDamage lists the broken files and gives the error that names the first.
func (a *app) tellDamage(o *options, nights []verified, broken int) error {
	var first damage
	var at verified
	for _, v := range nights {
		for _, d := range v.Damage {
			if first.Path == "" {
				first, at = d, v
			}
			if !o.json {
				fmt.Fprintf(a.stderr, "billable: %s: %s\n", oneLine(d.Path), d.What)
			}
		}
	}
	err := &billable.Problem{Kind: billable.Damage, Pos: billable.Pos{File: first.Path},
		What:   fmt.Sprintf("%s (%d damaged files in all)", first.What, broken),
		Remedy: fmt.Sprintf("Run the night of %s for %s again; if files differ again, check the disk.", at.AsOf, at.Org)}
	if o.json {
		a.printJSON(map[string]any{"error": newErrorDoc(err, exitDamage), "nights": nights})
		return errReported{exitDamage}
	}
	return err
}
