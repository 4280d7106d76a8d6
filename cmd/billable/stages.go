package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"billable"
	"billable/ingest"
	"billable/reports"
	"billable/transform"
)

// This file is the seam between the stages: it turns what one promises into
// what the next asks for. The stages never see each other's types.

// ingestKinds lists the kinds of file that ingest reads.
func ingestKinds() []string { return ingest.Kinds() }

// ingestOptions are the same for listing the inputs and for reading them.
func (j *job) ingestOptions() ingest.Options {
	g := j.config.Gates
	o := ingest.Options{Dir: j.night.Dir, Org: j.night.Org, AsOf: j.night.AsOf, Kinds: j.kinds, Exclude: j.exclude,
		Limits: ingest.Limits(j.config.Limits), IgnoreUnknown: j.opt.ignoreUnknown, MaxRejectShare: g.MaxRejectShare, MinRejects: g.MinRejects}
	o.Mappings = j.config.mappings()
	for _, w := range j.workspaces {
		o.Workspaces = append(o.Workspaces, ingest.WorkspaceRule(w))
	}
	// ingest takes zero for "not said"; a config that says 0 means none at all.
	if o.MaxRejectShare == 0 {
		o.MaxRejectShare = math.SmallestNonzeroFloat64
	}
	if o.MinRejects == 0 {
		o.MinRejects = -1
	}
	return o
}

// ingestNight reads the inputs into the raw tables of the staged lake.
func (j *job) ingestNight(ctx context.Context, staged lake, runID string, inputs []ingest.Input, p *progress) (*record, error) {
	o := j.ingestOptions()
	o.Lake, o.RunID, o.Progress = string(staged), runID, p.ingest
	led, err := ingest.Run(ctx, o, inputs)
	debug.FreeOSMemory() // DuckDB has its own memory and gets none of the garbage collector's
	if err != nil {
		return nil, err
	}
	return rawRecord(staged, led)
}

// transformNight runs the SQL over the raw tables of r and adds the marts to it;
// what changed is told against the night last, if there is one.
func (j *job) transformNight(ctx context.Context, kept, staged lake, r, last *record, p *progress) error {
	temp := filepath.Join(string(staged), "tmp")
	if err := os.MkdirAll(temp, 0o755); err != nil {
		return fmt.Errorf("stage transform: %w", err)
	}
	result, err := transform.Run(ctx, transform.Options{
		Queries: j.sql, Lake: string(staged), Org: r.Org, AsOf: r.AsOf, RunID: r.RunID, RulesAsOf: r.rulesAsOf(),
		Raw: places(kept, staged, r.Raw), Facts: j.facts(), Before: comparedNight(kept, last), Rules: r.Identity.Queries,
		Threads: j.opt.threads, MemoryLimit: j.opt.memoryLimit, TempDir: temp,
		Progress: p.steps("transform"),
	})
	if err != nil {
		return diskTrouble(err)
	}
	r.Marts = map[string][]tableFile{}
	for table, files := range result.Marts {
		for _, f := range files {
			r.Marts[table] = append(r.Marts[table], tableFile(f))
		}
	}
	return os.RemoveAll(temp)
}

// comparedNight gives transform a published night; nil when there is none.
func comparedNight(l lake, r *record) *transform.Night {
	if r == nil {
		return nil
	}
	return &transform.Night{AsOf: r.AsOf, RunID: r.RunID, Rules: r.Identity.Queries, RulesAsOf: r.rulesAsOf(), Marts: places(l, l, r.Marts)}
}

// diskTrouble finds a full or failing disk in an error of the engine. Note: the
// engine wraps such an error as text, and as a fault of the query when it comes
// at a commit, so there is nothing that errors.Is could match.
func diskTrouble(err error) error {
	for _, trouble := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EIO} {
		if strings.Contains(strings.ToLower(err.Error()), trouble.Error()) {
			return &billable.Problem{Kind: billable.Retry, What: "the SQL engine could not write: " + trouble.Error(),
				Remedy: "Make room on the disk of the lake, where the engine also spills, and run again."}
		}
	}
	return err
}

// facts is what the config states, in transform's words.
func (j *job) facts() transform.Facts { return j.config.facts(j.prices) }

// facts is the config in transform's words, with the price book that it names.
func (c *config) facts(prices []byte) transform.Facts {
	f := transform.Facts{HasLicensed: c.HasLicensed, Edition: c.Guard.Edition, Billing: c.Guard.Billing,
		PurchasedTier: c.Guard.PurchasedTier, RenewsOn: c.Guard.RenewsOn, PriceBook: prices, Currency: c.Money.Currency, Money: c.money(), QuoteScope: c.quoteScope()}
	f.WaysOut, f.Assumptions = c.waysOut()
	f.Assumptions = append(f.Assumptions, c.renewals()...)
	for _, s := range c.Sites {
		f.Sites = append(f.Sites, transform.Site(s))
	}
	for _, l := range c.Licensed {
		f.Licensed = append(f.Licensed, transform.Licensed(l))
	}
	lists := []struct {
		kind     string
		patterns []string
	}{{"agent_group", c.AgentGroups}, {"service_account", c.ServiceAccounts}, {"protected", c.Protected}}
	for _, l := range lists {
		for _, p := range l.patterns {
			f.Patterns = append(f.Patterns, transform.Pattern{Kind: l.kind, Pattern: p})
		}
	}
	return f
}

// countAccounts takes the number of accounts from the mart, and refuses a night
// that has none.
func (j *job) countAccounts(r *record) error {
	r.Accounts = 0
	for _, f := range r.Marts["accounts"] {
		r.Accounts += f.Rows
	}
	if r.Accounts > 0 {
		return nil
	}
	return &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: filepath.Base(j.night.Dir)},
		What:   "the exports name no account at all",
		Remedy: "Add an export that lists accounts: managed accounts, organisation users or the Organizations API."}
}

// reportNight lays the marts of r out in dir.
func (j *job) reportNight(ctx context.Context, kept, staged lake, r *record, dir string, p *progress) error {
	// Note: a million rows make little that lives long; collecting it sooner takes a
	// sixth off the peak memory and no time that could be measured.
	defer debug.SetGCPercent(debug.SetGCPercent(60))
	files, err := reports.Write(ctx, reports.Options{
		Lake:     string(kept),
		Marts:    places(kept, staged, r.Marts),
		Dir:      dir,
		Night:    provenance(r),
		Workbook: r.Identity.Workbook, AllAccounts: r.Identity.AllAccounts,
		Progress: p.steps("reports"),
	})
	if err != nil {
		return err
	}
	r.Out = nil
	for _, f := range files {
		r.Out = append(r.Out, tableFile(f))
	}
	return nil
}

// places gives each table's files as paths that can be opened: in the staged
// lake when this run wrote them, else where an earlier stage left them.
func places(kept, staged lake, tables map[string][]tableFile) map[string][]string {
	found := map[string][]string{}
	for name, files := range tables {
		for _, f := range files {
			at := staged.path(f.Path)
			if !exists(at) {
				at = kept.path(f.Path)
			}
			found[name] = append(found[name], at)
		}
	}
	return found
}

// provenance is what reports tell about where a night came from.
func provenance(r *record) reports.Provenance {
	p := reports.Provenance{Org: r.Org, AsOf: r.AsOf, RunID: r.RunID, Schema: layoutSchema,
		Versions: map[string]string{
			"billable":   r.Identity.Program,
			"queries":    r.Identity.Queries,
			"rule_book":  ruleBookStart,
			"price_book": r.Identity.PriceBook,
		},
		RulesAsOf: r.rulesAsOf(), Raw: lakeFiles("raw_", r.Raw), Marts: lakeFiles("", r.Marts)}
	for _, f := range r.Inputs {
		p.Inputs = append(p.Inputs, reports.Input{Path: f.Path, Sheet: f.Sheet, Format: f.Format, Bytes: f.Bytes, SHA256: f.SHA256,
			SameAs: f.SameAs, RowsRead: f.RowsRead, RowsKept: f.RowsKept, RowsRejected: f.RowsRejected, RowsMended: f.RowsMended, Findings: f.Findings})
	}
	slices.SortStableFunc(p.Inputs, func(a, b reports.Input) int { return strings.Compare(a.Path, b.Path) })
	return p
}

// lakeFiles lists the files of many tables by path.
func lakeFiles(prefix string, tables map[string][]tableFile) []reports.LakeFile {
	var list []reports.LakeFile
	for name, files := range tables {
		for _, f := range files {
			list = append(list, reports.LakeFile{Table: prefix + name, Path: f.Path, SHA256: f.SHA256, Bytes: f.Bytes, Rows: f.Rows})
		}
	}
	slices.SortFunc(list, func(a, b reports.LakeFile) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// martLedger is where transform leaves a record for report.
func martLedger(r *record) string {
	return path.Join(martLedgers, partition(r.Org, r.AsOf), r.RunID+".json")
}
