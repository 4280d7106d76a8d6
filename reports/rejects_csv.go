package reports

import (
	"context"
	"io"
	"strconv"
)

var rejectsHeader = []string{"file", "sheet", "row", "column", "reason", "remedy", "text", "mended_by"}

// writeRejectsCSV lists every rejected row in the order of its file, those that are
// mended included: the last column says by which row.
func writeRejectsCSV(ctx context.Context, w io.Writer, paths []string) (int64, error) {
	out, err := newEyesCSV(w, rejectsHeader)
	if err != nil {
		return 0, err
	}
	t := openTable(ctx, "rejected_rows", paths)
	defer t.close()
	file, sheet, row, header := t.text("_file"), t.text("_sheet"), t.number("_row"), t.text("header")
	reason, remedy, text, mended := t.text("reason"), t.text("remedy"), t.text("text"), t.text("mended_by")
	for t.next() {
		place := ""
		if !row.isNull() {
			place = strconv.FormatInt(row.int(), 10)
		}
		err := out.row(file.text(), sheet.text(), place, header.text(), reason.text(), remedy.text(), text.text(), mended.text())
		if err != nil {
			return 0, err
		}
	}
	if t.err() != nil {
		return 0, t.err()
	}
	return out.end()
}
