package main

import (
	"fmt"
	"io"
	"log/slog"
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
	width  int    // columns of the terminal
	prefix string // names the night when there are several
	many   bool
	log    *slog.Logger
	now    func() time.Time

	bar   *progressbar.ProgressBar
	label string           // what the bar counts: a file or a stage
	sizes map[string]int64 // bytes of each input
	start int64            // bytes of the files before the present one
	rows  int64            // rows of the files before the present one
}

// newProgress makes a progress for so many nights.
func (a *app) newProgress(o *options, nights int) *progress {
	return &progress{to: a.stderr, silent: o.quiet || o.json || !isTerminal(a.stderr), many: nights > 1,
		log: a.log, now: a.now, width: newPen(a.stderr, true).width}
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
	size := p.sizes[at.File]
	if at.File != p.label {
		p.open(at.File, size)
		p.start, p.rows = at.BytesDone, at.Rows
	}
	p.describe(fmt.Sprintf("read %d/%d", min(at.FilesDone+1, at.FilesTotal), at.FilesTotal), path.Base(at.File),
		fmt.Sprintf(" %.1f/%.1f MB, %s rows", float64(at.BytesDone-p.start)/1e6, float64(size)/1e6, grouped(at.Rows-p.rows)))
	p.set(at.BytesDone - p.start)
}

// steps gives the callback of a stage that counts its steps. The log tells at
// level debug how long each took, the first with what the stage does before it.
func (p *progress) steps(stage string) func(done, total int, name string) {
	last := p.now()
	return func(done, total int, name string) {
		now := p.now()
		p.log.Debug("step", "stage", stage, "name", name, "seconds", fmt.Sprintf("%.3f", now.Sub(last).Seconds()))
		last = now
		if p.silent {
			return
		}
		if p.label != stage {
			p.open(stage, int64(total))
		}
		p.describe(fmt.Sprintf("%s %d/%d", stage, done, total), name, "")
		p.set(int64(done))
	}
}

// The columns of a line: the bar with its percentage, and the times behind it.
const (
	barWidth  = 8
	barRoom   = barWidth + 12
	timesRoom = 16
)

// showsTimes says whether the terminal is wide enough for more than the bar.
func (p *progress) showsTimes() bool { return p.width >= 100 }

// describe says what is going on; the name is shortened until the line fits, and
// left out when nothing of it would be readable.
func (p *progress) describe(what, name, counts string) {
	room := p.width - barRoom - len(p.prefix) - len(what) - len(counts) - 1
	if p.showsTimes() {
		room -= timesRoom
	}
	text := p.prefix + what
	if room >= 8 {
		text += " " + shortened(oneLine(name), room)
	}
	p.bar.Describe(text + counts)
}

// open replaces the bar.
func (p *progress) open(label string, total int64) {
	p.end()
	p.label = label
	p.bar = progressbar.NewOptions64(max(total, 1),
		progressbar.OptionSetWriter(p.to),
		progressbar.OptionSetWidth(barWidth),
		progressbar.OptionThrottle(50*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetElapsedTime(p.showsTimes()),
		progressbar.OptionSetPredictTime(p.showsTimes()),
		progressbar.OptionUseANSICodes(true))
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
