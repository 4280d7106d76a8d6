package reports

import (
	"context"
	"io"
	"maps"
	"math"
	"sync"
)

// Write lays out one night into o.Dir and returns every file it wrote, sorted
// by path. When it fails, or ctx ends, o.Dir is left as it was found. Errors
// that a person can act on are *billable.Problem; disk errors come wrapped, so
// that errors.Is finds their cause.
func Write(ctx context.Context, o Options) (files []File, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := &writer{Options: o, ctx: ctx, cancel: cancel, folder: &folder{dir: o.Dir}, limits: defaultLimits}
	if o.AllAccounts {
		w.limits.all = math.MaxInt64
	}
	defer func() {
		w.closeBook()
		w.closeQuotes()
		if err != nil {
			w.folder.discard()
		}
	}()
	return w.write()
}

// writer is one call of Write.
type writer struct {
	Options
	ctx     context.Context
	cancel  context.CancelFunc
	folder  *folder
	small   *night
	rejects int64
	actions []actionSummary
	limits  sheetLimits
	book    *book // scenarios.xlsx; nil until it is open
	scratch string

	accountParts   []accountsPart // the sheets of accounts, once they are written
	accountsListed int64          // how many they have to list
	quotes         *book          // quotes.xlsx; nil until it is open
	quotesScratch  string
	side           *sideBySide // of quotes.xlsx; nil without quotes

	calcRows map[string]int // row of each line of the sheet Calculation; nil where money is not live

	mu      sync.Mutex
	done    int   // steps
	failure error // the first one
}

// A step makes one file, one sheet, or the files of one folder.
type step struct {
	name string
	do   func() error
}

// write runs the steps in two lanes, because accounts.csv takes about as long as
// all else and shares nothing with it. summary.json and the workbook count what
// stands before them in their lane; manifest.json lists all other files.
func (w *writer) write() (files []File, err error) {
	if w.small, err = readNight(w.ctx, w.Marts); err != nil {
		return nil, err
	}
	w.Night.Versions = w.versions()
	if w.Brief {
		w.lane(len(w.briefSteps()), w.briefSteps()...)
		return w.folder.sorted(), w.failure
	}
	main := append([]step{{"changes.csv", w.changesCSV}, {"bridge.csv", w.bridgeCSV}}, w.briefSteps()...)
	if w.Workbook {
		main = append(main, w.workbookSteps()...)
	}
	if w.Workbook && w.hasCommerce() {
		main = append(main, w.quotesSteps()...)
	}
	total := len(main) + 2
	var lanes sync.WaitGroup
	lanes.Go(func() { w.lane(total, step{"accounts.csv", w.accountsCSV}) })
	lanes.Go(func() { w.lane(total, main...) })
	lanes.Wait()
	w.lane(total, step{"manifest.json", w.manifest})
	if w.failure != nil {
		return nil, w.failure
	}
	return w.folder.sorted(), w.folder.sync()
}

// briefSteps make the files that commands answer from.
func (w *writer) briefSteps() []step {
	steps := []step{{"rejects.csv", w.rejectsCSV}, {"actions", w.actionFiles}, {"summary.json", w.summary}}
	if len(w.small.commerce.Subscriptions) > 0 {
		steps = append(steps, step{"renewals.ics", w.renewalsICS}, step{"cascade", w.cascadePictures})
	}
	return steps
}

// versions adds the price book's version to what Go knows.
func (w *writer) versions() map[string]string {
	all := maps.Clone(w.Night.Versions)
	if all == nil {
		all = map[string]string{}
	}
	if all["price_book"] == "" {
		all["price_book"] = w.small.facts.priceBookVersion
	}
	return all
}

// lane runs steps one after another. The first failure of any lane stops all.
func (w *writer) lane(total int, steps ...step) {
	for _, s := range steps {
		err := w.ctx.Err()
		if err == nil {
			err = s.do()
		}
		if !w.finished(s.name, total, err) {
			return
		}
	}
}

// finished notes the end of a step and says whether to go on.
func (w *writer) finished(name string, total int, err error) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		if w.failure == nil {
			w.failure = err
		}
		w.cancel()
		return false
	}
	w.done++
	if w.Progress != nil {
		w.Progress(w.done, total, name)
	}
	return true
}

func (w *writer) accountsCSV() error {
	_, err := w.folder.write(w.ctx, "accounts.csv", func(out io.Writer) (int64, error) {
		return writeAccountsCSV(w.ctx, out, w.Marts)
	})
	return err
}

func (w *writer) changesCSV() error {
	_, err := w.folder.write(w.ctx, "changes.csv", func(out io.Writer) (int64, error) {
		return writeChangesCSV(w.ctx, out, w.Marts)
	})
	return err
}

func (w *writer) rejectsCSV() error {
	_, err := w.folder.write(w.ctx, "rejects.csv", func(out io.Writer) (rows int64, err error) {
		w.rejects, err = writeRejectsCSV(w.ctx, out, w.Marts["rejected_rows"])
		return w.rejects, err
	})
	return err
}

func (w *writer) bridgeCSV() error {
	_, err := w.folder.write(w.ctx, "bridge.csv", func(out io.Writer) (int64, error) {
		return writeBridgeCSV(w.ctx, out, w.Marts["bridge_differences"])
	})
	return err
}

func (w *writer) actionFiles() (err error) {
	a := &actionWriter{
		ctx: w.ctx, folder: w.folder, paths: w.Marts["actions"], night: w.Night,
		maxRows: maxUploadRows, maxSize: maxUploadBytes,
	}
	w.actions, err = a.write()
	return err
}

func (w *writer) summary() error {
	_, err := w.folder.write(w.ctx, "summary.json", func(out io.Writer) (int64, error) {
		return 0, writeJSON(out, summarise(w.Night, w.small, w.rejects, w.actions))
	})
	return err
}

func (w *writer) manifest() error {
	_, err := w.folder.write(w.ctx, "manifest.json", func(out io.Writer) (int64, error) {
		return 0, writeJSON(out, describe(w.Night, w.folder.sorted()))
	})
	return err
}
