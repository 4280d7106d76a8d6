package ingest

import (
	"bufio"
	"bytes"
	"fmt"

	"billable"
)

// How often a reader looks whether the run was stopped, and reports progress.
const rowsPerLook = 16_384

// readCSV reads a CSV file: its header decides the format, unless kind is given.
func (r *run) readCSV(f *fileRun, s *source, kind string) error {
	hasBOM := bomLength(s.text) > 0
	if _, err := s.text.Discard(bomLength(s.text)); err != nil {
		return s.problem(err)
	}
	mapping, err := r.o.mappingOf(f.record.Path, "")
	if err != nil {
		return err
	}
	head, _ := s.text.Peek(s.text.Size())
	var place headerPlace
	if mapping != nil {
		place = mapping.findHeader(head, s.limits.MaxTitleRows)
	} else {
		place = findHeader(head, s.limits.MaxTitleRows, isHeaderOf(kind))
	}
	title := bytes.Clone(head[:min(place.at, 400)])
	titles := titleLines(head[:place.at], place.delim)
	if _, err := s.text.Discard(place.at); err != nil {
		return s.problem(err)
	}
	csv := newCSVReader(f.record.Path, s.decoded(), place.delim)
	csv.line, csv.quote = place.line, place.quote
	csv.most, csv.mostCells = int(s.limits.MaxRecordBytes), int(s.limits.MaxColumns)
	f.watch.delimiter(csv.delim)
	if !csv.Scan() {
		if csv.Err() != nil {
			return csv.Err()
		}
		return emptyProblem(f.record.Path)
	}
	row := csv.record.row
	if n := csv.record.width; n > 0 {
		return limitProblem(billable.Pos{File: f.record.Path, Row: int(row)}, "max_columns", "the header has %d columns, %d are allowed", n, csv.mostCells)
	}
	headers := readHeaders(csv.record.cells)
	mapping.rekey(headers)
	kind, err = r.beginMended(f, markedFile(headers), kind)
	if err != nil {
		return err
	}
	if isAddressList(kind, headers) {
		f.copy.header(nil, csv.delim, csv.quote, hasBOM || s.isUTF16)
		return r.readAddressList(f, s, csv)
	}
	if csv.record.fault != "" {
		return headerProblem(f.record.Path, row, csv.record)
	}
	if bytes.ContainsAny(csv.record.raw, otherLineEnds) {
		return lineEndProblem(f.record.Path, row)
	}
	keys, names := keysOf(headers)
	format, variant, err := formatOf(f.record.Path, "csv", kind, keys, names)
	if mapping != nil {
		format, variant, err = mapping.format(billable.Pos{File: f.record.Path, Row: int(row)}, keys, names, titles)
	}
	if err != nil {
		f.watch.unrecognised("csv", keys, names)
		f.watch.columnsOfNearest(headers)
		return err
	}
	f.watch.recognised(format, variant, kind)
	f.begin(format)
	classify(headers, variant.layout)
	f.watch.columns(headers, variant.layout, row)
	f.describe(headers, row)
	f.noteTitle(title)
	f.copy.header(csv.record.raw, csv.delim, csv.quote, hasBOM || s.isUTF16 || s.encoding() != "")
	rows := newCSVRows(f, variant.layout, headers)
	if err := r.addCSV(f, s, csv, rows); err != nil {
		return err
	}
	if f.record.RowsRead == 0 {
		f.finding(row, "", "", headerOnly)
	} else if csv.openEnd > row {
		f.finding(csv.openEnd, "", "", openEnd)
	}
	return nil
}

// addCSV adds the records behind the header.
func (r *run) addCSV(f *fileRun, s *source, csv *csvReader, rows *csvRows) (err error) {
	ahead := readCSVAhead(csv)
	defer func() {
		if stopped := ahead.stop(); err == nil {
			err = stopped
		}
	}()
	for chunk := ahead.next(); chunk != nil; chunk = ahead.next() {
		for i := range chunk.records {
			if rec := &chunk.records[i]; !isBlankRow(rec) {
				f.record.RowsRead++
				rows.add(rec)
			}
		}
		ahead.release(chunk)
		if err := r.look(f, s); err != nil {
			return err
		}
	}
	return nil
}

const bom = "\ufeff"

func bomLength(text *bufio.Reader) int {
	if head, _ := text.Peek(len(bom)); string(head) == bom {
		return len(bom)
	}
	return 0
}

func headerProblem(path string, row int64, rec record) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path, Row: int(row)},
		What:   fmt.Sprintf("the header cannot be read (%s): %s", rec.fault, printable(rec.raw[:min(len(rec.raw), 200)])),
		Remedy: "Save the file as UTF-8 with one header row, or export it again.",
	}
}

// otherLineEnds end lines of a text elsewhere, but not of a CSV file.
const otherLineEnds = "\v\f\x1e\u0085\u2028\u2029"

func lineEndProblem(path string, row int64) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path, Row: int(row)},
		What:   "the header holds characters that end a line elsewhere, such as the line separator of Unicode; the file may be one line to the end",
		Remedy: "Save the file with LF or CRLF as its line ends, or export it again.",
	}
}

func emptyProblem(path string) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path}, What: "the file is empty",
		Remedy: "Export or download it again, or take it out of the input folder.",
	}
}

// encodingOf tells from the first bytes how a file is written, and refuses what
// cannot be text.
func encodingOf(path string, text *bufio.Reader) (string, error) {
	head, err := text.Peek(512)
	if len(head) == 0 {
		if billable.ProblemIn(err) != nil {
			return "", err
		}
		return "", emptyProblem(path)
	}
	refuse := func(what, remedy string) (string, error) {
		return "", &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: path}, What: what, Remedy: remedy}
	}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(head, []byte("\x00\x00\xfe\xff")):
		return refuse("the file is UTF-32, which is not read", "Save it as UTF-8 (in Excel: CSV UTF-8), or export it again.")
	case isZip(head):
		return "workbook", nil
	case packingOf(head) != "":
		return refuse("the file is "+packingOf(head)+", which is not read", "Unpack it, and put the files that are in it into the input folder.")
	case bytes.HasPrefix(head, []byte(oldWorkbookMagic)):
		return refuse("the file is an old Excel workbook (.xls) or has a password, and is not read",
			"Open it and save it as .xlsx without a password, or as CSV.")
	case isBinary(head):
		return refuse("the file is not text", "Readable are CSV, JSON and .xlsx, plain, as .gz or in a .zip; take the file out of the input folder.")
	}
	switch trimmed := trim(head); {
	case len(trimmed) == 0 && len(head) < 512:
		return refuse("the file holds nothing but blanks", "Export or download it again, or take it out of the input folder.")
	case len(trimmed) > 0 && (trimmed[0] == '{' || trimmed[0] == '['):
		return "json", nil
	}
	return "csv", nil
}

// isBinary reports whether a file cannot be text: there is a NUL in its first line, or
// there are many. A few in a row are the fault of that row.
func isBinary(head []byte) bool {
	line, _ := cutLine(head)
	return bytes.IndexByte(line, 0) >= 0 || bytes.Count(head, []byte{0}) > len(head)/32
}
