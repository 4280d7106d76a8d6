package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"billable"
	"billable/ingest"
	"billable/transform"
)

// This file takes one organisation through one whole night; night_stages.go holds
// the stages alone. The caller holds the lake's lock.

// An outcome is what became of one night.
type outcome struct {
	Org, AsOf string
	Record    *record
	Summary   *summary
	Dir       string // what people open
	Unchanged bool   // nothing was computed: the same night is published already
	Copies    []rejectCopy
	Err       error
}

// exit is the exit code of the night alone.
func (o outcome) exit() int {
	if o.Err != nil {
		return exitCode(o.Err)
	}
	if o.Record == nil {
		return exitDone
	}
	return o.Record.Exit
}

// A nightRun is a job on its way through the stages.
type nightRun struct {
	*job
	lake   lake
	staged lake // hidden, on the same disk
	out    string
	before *record // the night's committed record; nil when there is none
	last   *record // the last earlier night; nil when there is none
	show   *progress
	copies []rejectCopy
}

func newNightRun(j *job, show *progress) (*nightRun, error) {
	n := &nightRun{job: j, lake: lake(j.opt.lake), out: j.opt.out, show: show}
	n.staged = lake(filepath.Join(n.lake.staging(), j.night.Org+"-"+j.night.AsOf))
	err := errors.Join(checkOut(n.out), checkLinks(n.out, j.night.Org, j.night.AsOf))
	if err != nil {
		return nil, err
	}
	n.before, err = n.lake.record(j.night.Org, j.night.AsOf)
	if p := billable.ProblemIn(err); p != nil && p.Kind == billable.Damage {
		err = nil // an unreadable record is written anew, as its remedy says
	}
	if err != nil {
		return nil, err
	}
	n.last, err = n.lake.before(j.night.Org, j.night.AsOf)
	return n, err
}

// compared is the night that this one is compared with: the last earlier one,
// unless its marts are not as they were written. That is verify's to tell, and
// no reason for tonight to fail.
func (n *nightRun) compared() *record {
	if n.last == nil {
		return nil
	}
	var files []tableFile
	for _, name := range transform.ComparedMarts(n.sql) {
		files = append(files, n.last.Marts[name]...)
	}
	if !allAsWritten(string(n.lake), files) {
		return nil
	}
	return n.last
}

// lastOf is the compared night as the record's identity has it.
func (n *nightRun) lastOf(r *record) *record {
	if r.Identity.Before == nil {
		return nil
	}
	return n.last
}

// identity names everything the night's outputs depend on.
func (n *nightRun) identity(inputs []inputID) identity {
	id := n.job.identity(inputs)
	if b := n.compared(); b != nil {
		id.Before = &nightID{AsOf: b.AsOf, RunID: b.RunID}
	}
	return id
}

// checkOut refuses a folder for the outputs that cannot be made, before a long
// night has been computed for it.
func checkOut(out string) error {
	made := !exists(out)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return &billable.Problem{Kind: billable.Retry, Column: "--out", What: "the folder for the outputs cannot be made",
			Remedy: "Name a folder that can be written to.", Err: err}
	}
	if made {
		os.Remove(out)
	}
	return nil
}

// checkLinks refuses a night whose link could not be made because something
// else lies in its place.
func checkLinks(out, org, asOf string) error {
	for _, name := range []string{asOf, "latest"} {
		info, err := os.Lstat(filepath.Join(out, org, name))
		if err == nil && info.Mode()&os.ModeSymlink == 0 {
			return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: filepath.Join(filepath.Base(out), org, name)},
				What:   "there is a file or folder where the link to the night belongs",
				Remedy: "Move it away, or choose another --out."}
		}
	}
	return nil
}

// run is the whole night: ingest, transform, report, publish.
func (n *nightRun) run(ctx context.Context) (o outcome) {
	o = n.outcome()
	defer n.tidy()
	inputs, id, err := n.scan(ctx)
	if err != nil {
		return o.failed(err)
	}
	if n.isPublished(id) {
		return n.unchanged(ctx, o)
	}
	r, err := n.ingestNight(ctx, n.staged, id.runID(), inputs, n.show)
	if err != nil {
		return o.failed(err)
	}
	r.RunID, r.Identity = id.runID(), id
	if err := n.transformAndGuard(ctx, r); err != nil {
		return o.failed(err)
	}
	return n.reportAndPublish(ctx, o, r)
}

func (n *nightRun) outcome() outcome { return outcome{Org: n.night.Org, AsOf: n.night.AsOf} }

func (o outcome) failed(err error) outcome {
	o.Err = err
	return o
}

// scan lists the inputs and says what the night's outputs will depend on.
func (n *nightRun) scan(ctx context.Context) ([]ingest.Input, identity, error) {
	n.show.night(n.night)
	inputs, err := ingest.Scan(ctx, n.ingestOptions())
	if err != nil {
		return nil, identity{}, err
	}
	if err := n.copyRejects(ctx, inputs); err != nil {
		return nil, identity{}, err
	}
	n.show.inputs(inputs)
	id := n.identity(inputIDs(inputs))
	if err := os.MkdirAll(string(n.staged), 0o755); err != nil {
		return nil, id, fmt.Errorf("stage night: %w", err)
	}
	return inputs, id, nil
}

// isPublished says whether the committed night came from the same identity and
// lies in the lake as it was written. It reads every byte again: a run is what
// verify tells people to do about damage, so it must not take damage for a
// night that is done.
func (n *nightRun) isPublished(id identity) bool {
	if n.before == nil || n.before.RunID != id.runID() || n.before.Schema != layoutSchema {
		return false
	}
	return allAsWritten(string(n.lake), n.before.lakeFiles())
}

func allAsWritten(root string, files []tableFile) bool {
	return !slices.ContainsFunc(files, func(f tableFile) bool {
		return fileDamage(filepath.Join(root, filepath.FromSlash(f.Path)), f) != ""
	})
}

// unchanged answers with the published night. Reports that are gone from this
// out folder, or damaged, are laid out again from the marts.
func (n *nightRun) unchanged(ctx context.Context, o outcome) outcome {
	p := n.publication(n.before)
	if !allAsWritten(p.runDir(), n.before.Out) {
		again := *n.before
		return n.reportAndPublish(ctx, o, &again)
	}
	o.Unchanged = true
	o.Record = n.before
	if err := p.link(); err != nil {
		return o.failed(err)
	}
	return n.shown(o)
}

func (n *nightRun) publication(r *record) *publication {
	return &publication{lake: n.lake, out: n.out, staged: string(n.staged), record: r, before: n.before}
}

func (n *nightRun) transformAndGuard(ctx context.Context, r *record) error {
	if err := n.transformNight(ctx, n.lake, n.staged, r, n.lastOf(r), n.show); err != nil {
		return err
	}
	if err := n.countAccounts(r); err != nil {
		return err
	}
	return n.guardDrop(n.last, r.Accounts)
}

func (n *nightRun) reportAndPublish(ctx context.Context, o outcome, r *record) outcome {
	dir := stagedOut(n.out, r.Org, r.RunID)
	if err := os.RemoveAll(dir); err != nil {
		return o.failed(fmt.Errorf("stage reports: %w", err))
	}
	madeOut := !exists(n.out)
	defer n.tidyOut(dir, madeOut)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return o.failed(fmt.Errorf("stage reports: %w", err))
	}
	if err := n.reportNight(ctx, n.lake, n.staged, r, dir, n.show); err != nil {
		return o.failed(err)
	}
	s, err := readSummary(filepath.Join(dir, summaryName))
	if err != nil {
		return o.failed(err)
	}
	if r.Exit, err = s.exit(); err != nil {
		return o.failed(err)
	}
	if err := n.guardResidual(s.Bridge); err != nil {
		return o.failed(err)
	}
	if err := n.publication(r).commit(ctx); err != nil {
		return o.failed(err)
	}
	o.Record = r
	return n.shown(o)
}

// shown adds what is told about a published night, read from its own files.
func (n *nightRun) shown(o outcome) outcome {
	o.Dir = filepath.Join(n.out, o.Org, o.AsOf)
	o.Summary, o.Err = readSummary(filepath.Join(o.Dir, summaryName))
	return o
}

// tidy removes what the night staged.
func (n *nightRun) tidy() {
	n.show.end()
	os.RemoveAll(string(n.staged))
	os.Remove(n.lake.staging())
}

// tidyOut removes what is left of staged reports, and folders made for nothing.
func (n *nightRun) tidyOut(dir string, madeOut bool) {
	os.RemoveAll(dir)
	removeEmptyUp(n.out, filepath.Dir(dir))
	if madeOut {
		os.Remove(n.out)
	}
}
