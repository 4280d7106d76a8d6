package reports

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// This file makes quotes.xlsx: what is bought, from whom, until when, and what was
// offered. A night without subscriptions and quotes has none.

// hasCommerce says whether the night knows of anything bought or offered.
func (w *writer) hasCommerce() bool {
	return len(w.small.commerce.Subscriptions) > 0 || w.hasQuotes()
}

// quotesSteps write quotes.xlsx, sheet by sheet in the order in which people see
// them.
func (w *writer) quotesSteps() []step {
	page := func(name string, lay func(money) *page) step {
		return step{"quotes: " + name, func() error {
			p := lay(w.small.moneyOf())
			if p == nil {
				return nil
			}
			return w.quotes.write(p)
		}}
	}
	return []step{
		{"quotes", w.openQuotes},
		page("sheet Summary", w.quoteSummaryPage),
		page("sheet Side by side", w.sideBySidePage),
		page("sheet Lines", w.quoteLinesPage),
		page("sheet Deviations", w.deviationsPage),
		page("sheet Topologies", w.topologiesPage),
		page("sheet Renewals", w.renewalsPage),
		page("sheet Cascade", w.cascadePage),
		page("sheet Assumptions", w.commerceBasisPage),
		page("sheet Checks", w.quoteChecksPage),
		page("sheet Provenance", w.provenancePage),
		{"quotes.xlsx", w.saveQuotes},
	}
}

func (w *writer) openQuotes() (err error) {
	if w.quotesScratch, err = os.MkdirTemp(w.Dir, ".quotes-"); err != nil {
		return fmt.Errorf("create scratch folder: %w", err)
	}
	w.quotes, err = newBook(w.ctx, w.Night, "Subscriptions and quotes of ", w.quotesScratch)
	return err
}

func (w *writer) saveQuotes() error {
	_, err := w.folder.write(w.ctx, "quotes.xlsx", func(out io.Writer) (int64, error) {
		return 0, w.quotes.save(out)
	})
	return err
}

// closeQuotes removes what the workbook spilled; it does nothing without one.
func (w *writer) closeQuotes() {
	if w.quotes != nil {
		w.quotes.close()
	}
	if w.quotesScratch != "" {
		os.RemoveAll(w.quotesScratch)
	}
}

// commerceBasisPage says what the figures of quotes.xlsx rest on.
func (w *writer) commerceBasisPage(money) *page {
	p := &page{name: "Assumptions", title: "What the figures rest on", widths: []float64{34, 14, 12, 36, 64}}
	if w.hasQuotes() {
		b := block{heading: "What quotes are compared with", header: []string{"What", "Value", "Unit", "Source", "Note"}}
		for _, a := range w.small.assumptions {
			if strings.HasPrefix(a.id, "quote_") {
				b.rows = append(b.rows, []cell{label(strings.TrimPrefix(a.name, "Quotes: ")), label(a.value), label(a.unit), prose(a.source), prose(a.note)})
			}
		}
		p.blocks = append(p.blocks, b)
	}
	p.blocks = append(p.blocks, w.renewalBasisBlock())
	return p
}
