package reports

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"
)

// A book is a workbook while it is made: scenarios.xlsx or quotes.xlsx. Sheets appear in the order in which
// they are opened; every one is streamed, so that only the styles and the open
// sheet's last rows are in memory.
type book struct {
	ctx    context.Context
	file   *excelize.File
	styles *styles
	night  Provenance
	sheets map[string]int // by name: its number, from 1

	scratch string
	details []*detail
	inserts map[string]insertion // by part of the archive: rows that are packed already
}

// newBook starts a workbook that spills into scratch. The title of its document
// ends with the organisation.
func newBook(ctx context.Context, night Provenance, title, scratch string) (*book, error) {
	f := excelize.NewFile(excelize.Options{TmpDir: scratch})
	b := &book{ctx: ctx, file: f, styles: &styles{f, map[style]int{}}, night: night, scratch: scratch, sheets: map[string]int{}, inserts: map[string]insertion{}}
	// The dates of the document are the night's: two equal runs are equal files.
	stamp := night.AsOf + "T00:00:00Z"
	err := f.SetDocProps(&excelize.DocProperties{
		Title: title + night.Org, Subject: "Night of " + night.AsOf, Creator: "billable",
		LastModifiedBy: "billable", Created: stamp, Modified: stamp, Language: "en-US",
	})
	if err == nil {
		err = f.SetAppProps(&excelize.AppProperties{Application: "billable"})
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("start workbook: %w", err)
	}
	return b, nil
}

// subtitle says which night a sheet speaks of.
func (b *book) subtitle() string {
	return fmt.Sprintf("%s  ·  night of %s%s  ·  run %s", b.night.Org, b.night.AsOf, b.night.otherRules("  ·  rules of "), b.night.RunID)
}

// save writes the workbook to w, spooling its parts first.
func (b *book) save(w io.Writer) error {
	spool, err := os.CreateTemp(b.scratch, "zip-")
	if err != nil {
		return fmt.Errorf("create spool file: %w", err)
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	zip, err := newOrderedZip(w, spool)
	if err != nil {
		return err
	}
	zip.inserts = b.inserts
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip })
	// excelize copies what it thinks is the archive; ours has gone to w by then.
	_, err = b.file.WriteTo(io.Discard)
	return err
}

// close removes what the workbook spilled.
func (b *book) close() error {
	for _, d := range b.details {
		d.close()
	}
	return b.file.Close()
}
