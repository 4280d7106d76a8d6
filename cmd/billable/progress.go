package main

import (
	"fmt"
	"io"
	"path"
	"time"

	"github.com/schollz/progressbar/v3"

	"billable/ingest"
)

// A progress shows how far a run has come, on stderr: one bar that is replaced
// from file to file, query to query and report to report, and is gone at the
// end. A silent one does nothing; it is silent unless stderr is a terminal.
type progress struct {
	to     io.Writer
	silent bool
	prefix string // names the night when there are several
	many   bool

	bar   *progressbar.ProgressBar
	label string           // what the bar counts: a file or a stage
	sizes map[string]int64 // bytes of each input
	start int64            // bytes of the files before the present one
	rows  int64            // rows of the files before the present one
}

// newProgress makes a progress for so many nights.
func (a *app) newProgress(o *options, nights int) *progress {
	return &progress{to: a.stderr, silent: o.quiet || o.json || !isTerminal(a.stderr), many: nights > 1}
}

// night says which night comes next.
func (p *progress) night(n ingest.Night) {
	p.start, p.rows, p.label = 0, 0, ""
	if p.many {
		p.prefix = n.Org + " " + n.AsOf + " "
	}
}

// inputs tells the sizes of the files that ingest will name.
func (p *progress) inputs(files []ingest.Input) {
	p.sizes = map[string]int64{}
	for _, f := range files {
		p.sizes[f.Path] = f.Bytes
	}
}

// ingest shows bytes and rows of the file being read.
func (p *progress) ingest(at ingest.Progress) {
	if p.silent || at.File == "" {
		return
	}
	if at.File != p.label {
		p.open(at.File, p.sizes[at.File], true)
		p.start, p.rows = at.BytesDone, at.Rows
	}
	p.bar.Describe(fmt.Sprintf("%sread %d/%d %s, %s rows", p.prefix, min(at.FilesDone+1, at.FilesTotal), at.FilesTotal,
		shortened(oneLine(path.Base(at.File)), 28), grouped(at.Rows-p.rows)))
	p.set(at.BytesDone - p.start)
}

// steps gives the callback of a stage that counts its steps.
func (p *progress) steps(stage string) func(done, total int, name string) {
	return func(done, total int, name string) {
		if p.silent {
			return
		}
		if p.label != stage {
			p.open(stage, int64(total), false)
		}
		p.bar.Describe(fmt.Sprintf("%s%s %d/%d %s", p.prefix, stage, done, total, shortened(oneLine(name), 28)))
		p.set(int64(done))
	}
}

// open replaces the bar.
func (p *progress) open(label string, total int64, bytes bool) {
	p.end()
	p.label = label
	options := []progressbar.Option{
		progressbar.OptionSetWriter(p.to),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(50 * time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionUseANSICodes(true),
	}
	if bytes {
		options = append(options, progressbar.OptionShowBytes(true), progressbar.OptionShowCount())
	}
	p.bar = progressbar.NewOptions64(max(total, 1), options...)
}

// set moves the bar; it never ends it, for a bar that is full is not shown and
// the last file or query may take a while.
func (p *progress) set(done int64) {
	p.bar.Set64(max(0, min(done, p.bar.GetMax64()-1)))
}

// end takes the bar off the screen.
func (p *progress) end() {
	if p.bar == nil {
		return
	}
	p.bar.Clear()
	p.bar = nil
	p.label = ""
}

// shortened cuts a long name in its middle, where names differ least.
func shortened(s string, width int) string {
	r := []rune(s)
	if len(r) <= width {
		return s
	}
	tail := width / 2
	return string(r[:width-tail-1]) + "…" + string(r[len(r)-tail:])
}
