package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"billable/ingest"
)

// This file takes a night through one stage alone. What a stage leaves lies in
// the lake, listed by a ledger and not yet committed, until report publishes it.

// ingestOnly leaves raw tables and their ledger in the lake, not committed.
func (n *nightRun) ingestOnly(ctx context.Context) (o outcome) {
	o = n.outcome()
	defer n.tidy()
	inputs, id, err := n.scan(ctx)
	if err != nil {
		return o.failed(err)
	}
	r, err := n.ingestNight(ctx, n.staged, id.runID(), inputs, n.show)
	if err != nil {
		return o.failed(err)
	}
	r.Identity = id
	p := n.publication(r)
	if err := p.placeLake(ctx); err != nil {
		return o.failed(err)
	}
	r.Exit = rejectsExit(r.Inputs)
	o.Record = r
	o.Err = n.lake.sweep(r.Org, r.AsOf, n.before, []*record{r})
	return o
}

// transformOnly takes the raw tables that lie ready and leaves marts and their
// ledger in the lake, not committed.
func (n *nightRun) transformOnly(ctx context.Context) (o outcome) {
	o = n.outcome()
	defer n.tidy()
	r, err := n.lake.pendingRaw(n.night.Org, n.night.AsOf, n.before)
	if r == nil && err == nil && n.before != nil {
		r = n.before.rawPart()
	}
	if err != nil {
		return o.failed(err)
	}
	if r == nil {
		return o.failed(nothingYet("ingest", n.night))
	}
	n.show.night(n.night)
	r.Identity = n.identity(recordInputs(r.Inputs))
	r.RunID = r.Identity.runID()
	raw := r.rawPart()
	if err := n.transformAndGuard(ctx, r); err != nil {
		return o.failed(err)
	}
	p := n.publication(r)
	if err := p.placeLake(ctx); err != nil {
		return o.failed(err)
	}
	ledger := martLedger(r)
	if err := os.MkdirAll(filepath.Dir(n.lake.path(ledger)), 0o755); err != nil {
		return o.failed(fmt.Errorf("write ledger: %w", err))
	}
	if err := writeJSON(n.lake.path(ledger), r); err != nil {
		return o.failed(err)
	}
	kept := *r
	kept.Ledgers = append(raw.Ledgers, tableFile{Path: ledger})
	o.Record = r
	o.Err = n.lake.sweep(r.Org, r.AsOf, n.before, []*record{raw, &kept})
	return o
}

// reportOnly takes the marts that lie ready, lays them out and publishes.
func (n *nightRun) reportOnly(ctx context.Context) (o outcome) {
	o = n.outcome()
	defer n.tidy()
	r, err := n.lake.pendingMarts(n.night.Org, n.night.AsOf, n.before)
	if r == nil && err == nil {
		r = n.before
	}
	if err != nil {
		return o.failed(err)
	}
	if r == nil {
		return o.failed(nothingYet("transform", n.night))
	}
	n.show.night(n.night)
	again := *r
	again.Identity.Workbook, again.Identity.AllAccounts = !n.opt.noWorkbook, n.opt.allAccounts
	again.RunID = again.Identity.runID()
	return n.reportAndPublish(ctx, o, &again)
}

func nothingYet(stage string, night ingest.Night) error {
	return usageProblem(fmt.Sprintf("Run 'billable %s' for the night first, with the same flags.", stage),
		"nothing of %s on %s lies ready in the lake", night.Org, night.AsOf)
}

// rawPart is a record of the raw tables of r alone.
func (r *record) rawPart() *record {
	return &record{Schema: r.Schema, Org: r.Org, AsOf: r.AsOf, RunID: r.RunID, Identity: r.Identity,
		Inputs: r.Inputs, Raw: r.Raw, Ledgers: r.Ledgers}
}

func recordInputs(files []ingest.FileRecord) []inputID {
	var ids []inputID
	for _, f := range files {
		id := inputID{Path: f.Path, SHA256: f.SHA256}
		if len(ids) == 0 || ids[len(ids)-1] != id { // a workbook stands there once for each sheet
			ids = append(ids, id)
		}
	}
	return ids
}

func rejectsExit(files []ingest.FileRecord) int {
	for _, f := range files {
		if f.RowsRejected > f.RowsMended {
			return exitFindings
		}
	}
	return exitDone
}
