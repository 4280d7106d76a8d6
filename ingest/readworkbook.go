package ingest

import (
	"fmt"
	"slices"
	"strings"

	"billable"
)

// A table of a workbook begins where its header is: the first row, behind at most
// Limits.MaxTitleRows others, whose cells are the columns of a format.

// readWorkbook reads each sheet that is of a format, as if it were a CSV file. It
// gives what became of every sheet.
func (r *run) readWorkbook(f *fileRun, s *source, in Input) ([]*fileRun, error) {
	data, err := newSpool(s.text)
	if err != nil {
		return nil, s.problem(err)
	}
	defer data.close()
	book, err := openWorkbook(in.Path, data, data.size, r.o.Limits)
	if err != nil {
		return nil, err
	}
	defer book.close()
	starts, err := r.sheetStarts(book)
	if err != nil {
		return nil, err
	}
	none := noneRecognised(in.Path, starts)
	if none != nil && f.watch == nil {
		return nil, none
	}
	isMended := slices.ContainsFunc(starts, func(s *sheetStart) bool { return s.mends != "" })
	if isMended && !r.mending.isNow {
		return nil, errMendedLater
	}
	var files []*fileRun
	for i, start := range starts {
		if !f.watch.wants(i, starts) {
			continue
		}
		sheet := r.newFileRun(in, start.sheet.name)
		if err := r.readSheet(sheet, s, book, start); err != nil {
			return nil, err
		}
		r.rows += sheet.record.RowsRead
		files = append(files, sheet)
	}
	return files, none
}

// A sheetStart is where the table of a sheet begins, and of which format it is.
type sheetStart struct {
	sheet   sheet
	kind    string // that the options name, or ""
	mapping *QuoteMapping
	format  *Format // nil when it is of none
	variant *Variant
	mends   string   // file that its rows are of, in a mended copy
	isList  bool     // of people, without a header
	rows    int64    // that are not blank, up to the header and with it
	row     int64    // of the header
	titles  []string // what stands above it
	above   []string // the same with tabs between cells
	cells   []string // of the header, or of the row that is most like one
	err     error    // why it is of none
}

func (r *run) sheetStarts(book *workbook) ([]*sheetStart, error) {
	var starts []*sheetStart
	for _, sheet := range book.sheets {
		kind, err := r.o.kindOf(book.path, sheet.name)
		if err != nil {
			return nil, err
		}
		mapping, err := r.o.mappingOf(book.path, sheet.name)
		if err != nil {
			return nil, err
		}
		start, err := book.start(&r.o, sheet, kind, mapping)
		if err != nil {
			return nil, err
		}
		starts = append(starts, start)
	}
	return starts, nil
}

// start looks for the header of a sheet.
func (w *workbook) start(o *Options, sheet sheet, kind string, mapping *QuoteMapping) (*sheetStart, error) {
	rows, err := w.openSheet(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.close()
	best := &sheetStart{sheet: sheet, kind: kind, mapping: mapping}
	var titles, above []string
	for n := int64(1); n <= w.limits.MaxTitleRows+1 && rows.Scan(); n++ {
		at := &sheetStart{sheet: sheet, kind: kind, mapping: mapping, rows: n, row: rows.line, titles: titles, above: above, cells: cellTexts(rows.record.cells)}
		if at.recognise(o) {
			return at, nil
		}
		if len(at.cells) > len(best.cells) {
			best = at
		}
		above = append(above, strings.Join(at.cells, "\t"))
		titles = append(titles, strings.Join(strings.Fields(strings.Join(at.cells, " ")), " "))
	}
	if rows.Err() != nil || len(best.cells) == 0 {
		return best, rows.Err()
	}
	if kind == directoryListCSV.Kind {
		return &sheetStart{sheet: sheet, kind: kind, format: &directoryListCSV, isList: true}, nil
	}
	best.err = best.unrecognised(w.path)
	if p := billable.ProblemIn(best.err); p != nil && rows.Scan() {
		p.What += fmt.Sprintf(", in the first %d rows (limits.max_title_rows)", w.limits.MaxTitleRows+1)
	}
	return best, rows.Err()
}

// cellTexts copies the cells of a row for comparison with headers; no header is as
// long as it lets them be.
func cellTexts(cells [][]byte) []string {
	const most = 1000
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = strings.ToValidUTF8(string(c[:min(len(c), most)]), "")
	}
	return texts
}

func (s *sheetStart) headers() []header {
	cells := make([][]byte, len(s.cells))
	for i, text := range s.cells {
		cells[i] = []byte(text)
	}
	headers := readHeaders(cells)
	s.mapping.rekey(headers)
	return headers
}

// recognise reports whether the row is a header, and notes of which format.
func (s *sheetStart) recognise(o *Options) bool {
	headers := s.headers()
	if s.mends = markedFile(headers); s.mends != "" && s.kind == "" {
		s.kind, _ = o.kindOf(splitPlace(s.mends)) // its pattern was tried on the file
	}
	keys, names := keysOf(headers)
	if s.mapping != nil {
		s.format, s.variant, s.err = s.mapping.format(billable.Pos{}, keys, names, s.above)
		return s.format != nil
	}
	if s.kind == "" {
		s.format, s.variant = recognise("csv", keys)
		return s.format != nil
	}
	f, v, missing := nearest("csv", keys, s.kind)
	if f == nil || v.layout == nil || len(missing) > 0 && !v.layout.namesSomebody(keys) {
		return false
	}
	s.format, s.variant = f, v
	return true
}

// unrecognised says what the row lacks that is most like a header.
func (s *sheetStart) unrecognised(file string) error {
	keys, names := keysOf(s.headers())
	if s.mapping != nil {
		_, _, err := s.mapping.format(billable.Pos{File: file, Sheet: s.sheet.name, Row: int(s.row)}, keys, names, s.above)
		return err
	}
	_, _, err := formatOf(file, "csv", s.kind, keys, names)
	if p := billable.ProblemIn(err); p != nil {
		p.Pos = billable.Pos{File: file, Sheet: s.sheet.name, Row: int(s.row)}
		p.What = strings.Replace(p.What, "the file is not recognised", "the sheet is not recognised", 1)
	}
	return err
}

// noneRecognised refuses a workbook of which no sheet can be read, with what the
// first one that is not empty lacks.
func noneRecognised(file string, starts []*sheetStart) error {
	var first *sheetStart
	var others []string
	for _, s := range starts {
		switch {
		case s.format != nil:
			return nil
		case s.err == nil:
		case first == nil:
			first = s
		default:
			others = append(others, fmt.Sprintf("%q", s.sheet.name))
		}
	}
	if first == nil {
		return emptyProblem(file)
	}
	if p := billable.ProblemIn(first.err); p != nil && len(others) > 0 {
		p.What += "; nor are its other sheets " + strings.Join(others, ", ")
	}
	return first.err
}

// readSheet reads a sheet into the raw tables, or notes why it is not read.
func (r *run) readSheet(f *fileRun, s *source, book *workbook, start *sheetStart) error {
	if start.format == nil {
		f.begin(&Format{})
		f.record.Format = ""
		if start.err == nil {
			f.finding(0, "", "", emptySheet)
			return nil
		}
		f.findingBecause(0, "", "", unknownSheet, billable.ProblemIn(start.err).What+"; it is not read")
		return nil
	}
	rows, err := book.openSheet(start.sheet)
	if err != nil {
		return err
	}
	defer rows.close()
	rows.header = start.row
	if start.isList {
		if rows.Scan() {
			err = r.readAddressList(f, s, rows)
			f.record.Format = start.format.Kind + "_xlsx"
		}
	} else {
		for range start.rows {
			rows.Scan()
		}
		err = r.addSheet(f, s, rows, start)
	}
	if err != nil || rows.Err() != nil {
		return firstOf(rows.Err(), err)
	}
	f.noteSheet(rows, start)
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// addSheet adds the rows behind the header, which sheet holds.
func (r *run) addSheet(f *fileRun, s *source, sheet *sheetReader, start *sheetStart) error {
	if _, err := r.beginMended(f, start.mends, start.kind); err != nil {
		return err
	}
	f.begin(start.format)
	f.record.Format = start.format.Kind + "_xlsx"
	f.watch.recognised(start.format, start.variant, start.kind)
	headers := readHeaders(sheet.record.cells)
	start.mapping.rekey(headers)
	classify(headers, start.variant.layout)
	f.watch.columns(headers, start.variant.layout, start.row)
	f.describe(headers, start.row)
	header := record{row: start.row}
	for _, cell := range start.cells {
		header.cells = append(header.cells, []byte(cell))
	}
	f.copy.header(header.spelled(',', '"'), ',', '"', false)
	rows := newCSVRows(f, start.variant.layout, headers)
	for sheet.Scan() {
		f.record.RowsRead++
		sheet.widen(len(headers))
		rows.add(&sheet.record)
		for _, n := range sheet.notes {
			if n.column < len(headers) {
				f.finding(sheet.record.row, headers[n.column].text, n.text, n.kind)
			}
		}
		if f.record.RowsRead%rowsPerLook == 0 {
			if err := r.look(f, s); err != nil {
				return err
			}
		}
	}
	if f.record.RowsRead == 0 {
		f.finding(start.row, "", "", headerOnly)
	}
	return nil
}

// noteSheet notes what people may not expect to be read, or to be left out.
func (f *fileRun) noteSheet(rows *sheetReader, start *sheetStart) {
	if start.sheet.isHidden {
		f.finding(0, "", "", hiddenSheet)
	}
	if len(start.titles) > 0 {
		const most = 200
		text := strings.Join(start.titles, " / ")
		f.finding(0, "", strings.ToValidUTF8(text[:min(len(text), most)], ""), titleRows)
	}
	if rows.hidden > 0 {
		f.finding(0, "", fmt.Sprintf("%d rows", rows.hidden), hiddenRows)
	}
	if rows.strays > 0 {
		f.finding(rows.strayRow, "", fmt.Sprintf("%d cells in rows that hold nothing else", rows.strays), strayCells)
	}
	if rows.merged > 0 {
		text := rows.area
		if rows.merged > 1 {
			text += fmt.Sprintf(" and %d more", rows.merged-1)
		}
		f.finding(0, "", text, mergedCells)
	}
}
