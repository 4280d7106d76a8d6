package reports

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
)

// workbookSteps write scenarios.xlsx, sheet by sheet in the order in which
// people see them. What it spills lies in a hidden folder in Dir until
// closeBook.
func (w *writer) workbookSteps() []step {
	page := func(name string, lay func(money) *page) step {
		return step{name, func() error {
			p := lay(w.small.moneyOf())
			if p == nil {
				return nil
			}
			return w.book.write(p)
		}}
	}
	return []step{
		{"workbook", w.openBook},
		page("sheet Ladder", w.ladderPage),
		page("sheet Scenarios", w.scenariosPage),
		page("sheet Edges", w.edgesPage),
		page("sheet Calculation", w.calculationPage),
		{"sheet Changes", w.changesSheet},
		page("sheet Trend", w.trendPage),
		{"sheet Accounts", func() error { return w.accountsSheet(w.book, w.limits) }},
		page("sheet Seats", w.seatsPage),
		{"sheet Reconciliation", w.bridgeSheet},
		page("sheet Price book", w.priceBookPage),
		page("sheet Assumptions", w.assumptionsPage),
		page("sheet Checks", w.checksPage),
		page("sheet Provenance", w.provenancePage),
		page("sheet Summary", w.summaryPage), // tells on which sheet each account stands
		{"scenarios.xlsx", w.saveBook},
	}
}

func (w *writer) changesSheet() error {
	p, err := w.changesPage(w.small.moneyOf())
	if err != nil {
		return err
	}
	return w.book.write(p)
}

func (w *writer) bridgeSheet() error {
	p, err := w.bridgePage()
	if err != nil {
		return err
	}
	return w.book.write(p)
}

func (w *writer) openBook() (err error) {
	if w.scratch, err = os.MkdirTemp(w.Dir, ".workbook-"); err != nil {
		return fmt.Errorf("create scratch folder: %w", err)
	}
	w.calcRows = w.small.calcRows()
	if w.book, err = newBook(w.ctx, w.Night, "Billable accounts of ", w.scratch); err != nil {
		return err
	}
	return w.book.add("Summary") // the first to see, the last to write
}

func (w *writer) saveBook() error {
	_, err := w.folder.write(w.ctx, "scenarios.xlsx", func(out io.Writer) (int64, error) {
		return 0, w.book.save(out)
	})
	return err
}

// closeBook removes what the workbook spilled; it does nothing without one.
func (w *writer) closeBook() {
	if w.book != nil {
		w.book.close()
	}
	if w.scratch != "" {
		os.RemoveAll(w.scratch)
	}
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
