package ingest

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"billable"
)

// A workbook is an .xlsx file that is open for reading: its list of sheets, the
// styles that tell dates from numbers, and the texts that its cells share.
type workbook struct {
	path    string // as inputs name it
	limits  Limits
	parts   map[string]*zip.File // by lower-case name
	budget  func() *budget
	sheets  []sheet
	is1904  bool // days count from 1904-01-01
	styles  []numberFormat
	strings textStore
}

// A sheet is one of the workbook's, as its list names it.
type sheet struct {
	name     string
	part     string // lower-case name of its part
	isHidden bool
}

// openWorkbook reads everything but the sheets. Errors are Problems.
func openWorkbook(file string, data io.ReaderAt, size int64, l Limits) (*workbook, error) {
	z, err := readZip(file, data, size, l)
	if err != nil {
		return nil, err
	}
	if kind := documentOf(z); kind != "workbook" {
		return nil, &billable.Problem{
			Kind: billable.Input, Pos: billable.Pos{File: file}, What: "the file is " + kind + ", which is not read",
			Remedy: "Save the sheet as .xlsx or CSV, and put that into the input folder instead.",
		}
	}
	b := newBudget(file, size, l)
	w := &workbook{path: file, limits: l, parts: make(map[string]*zip.File), budget: func() *budget { return b }}
	for _, m := range z.File {
		name := strings.ToLower(strings.TrimPrefix(m.Name, "/"))
		if w.parts[name] != nil {
			return nil, w.problem("", fmt.Sprintf("its part %q stands in it twice", m.Name))
		}
		w.parts[name] = m
	}
	if err := w.open(); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *workbook) close() { w.strings.close() }

func (w *workbook) problem(sheet, what string) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: w.path, Sheet: sheet}, What: "the workbook is damaged: " + what,
		Remedy: "Open it in a spreadsheet program and save it again, or export it again.",
	}
}

// Relationships of a workbook, by the end of their type: the type begins with one
// of two addresses.
const (
	relDocument = "/officeDocument"
	relSheet    = "/worksheet"
	relStrings  = "/sharedStrings"
	relStyles   = "/styles"
)

func (w *workbook) open() error {
	top, err := w.relationships("")
	if err != nil {
		return err
	}
	main := "xl/workbook.xml"
	for _, rel := range top {
		if strings.HasSuffix(rel.kind, relDocument) {
			main = rel.target
		}
	}
	rels, err := w.relationships(main)
	if err != nil {
		return err
	}
	if err := w.readSheetList(main, rels); err != nil {
		return err
	}
	for _, rel := range rels {
		switch {
		case strings.HasSuffix(rel.kind, relStyles):
			err = w.readStyles(rel.target)
		case strings.HasSuffix(rel.kind, relStrings):
			err = w.readStrings(rel.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// A relationship says which part something is in.
type relationship struct{ id, kind, target string }

// relationships reads those of a part; it may have none.
func (w *workbook) relationships(of string) ([]relationship, error) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if w.parts[name] == nil {
		return nil, nil
	}
	var found []relationship
	err := w.each(name, func(t *xmlToken) error {
		if !t.opens("Relationship") || string(t.attribute("TargetMode")) == "External" {
			return nil
		}
		target := string(t.attribute("Target"))
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		found = append(found, relationship{
			id: string(t.attribute("Id")), kind: string(t.attribute("Type")),
			target: strings.ToLower(strings.TrimPrefix(path.Clean("/"+target), "/")),
		})
		return nil
	})
	return found, err
}

// readSheetList reads the names of the sheets, in their order. Charts and dialogs
// are no sheets.
func (w *workbook) readSheetList(main string, rels []relationship) error {
	parts := make(map[string]string)
	for _, rel := range rels {
		if strings.HasSuffix(rel.kind, relSheet) {
			parts[rel.id] = rel.target
		}
	}
	err := w.each(main, func(t *xmlToken) error {
		switch {
		case t.opens("workbookPr"):
			w.is1904 = isXMLTrue(t.attribute("date1904"))
		case t.opens("sheet"):
			part, isSheet := parts[string(t.attribute("id"))]
			if !isSheet {
				return nil
			}
			state := string(t.attribute("state"))
			w.sheets = append(w.sheets, sheet{
				name: string(t.attribute("name")), part: part, isHidden: state != "" && state != "visible",
			})
			if most := w.limits.MaxSheets; int64(len(w.sheets)) > most {
				return limitProblem(billable.Pos{File: w.path}, "max_sheets", "the workbook has more than %d sheets", most)
			}
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = w.problem("", "it has no sheets")
	}
	return err
}

func isXMLTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" }

// readStrings reads the texts that cells share.
func (w *workbook) readStrings(part string) error {
	var text []byte
	var item richText
	return w.each(part, func(t *xmlToken) error {
		if t.opens("si") {
			text, item = text[:0], richText{}
		}
		text = item.append(text, t)
		if int64(len(text)) > w.limits.MaxRecordBytes {
			return limitProblem(billable.Pos{File: w.path}, "max_record_bytes", "a cell has more than %d bytes", w.limits.MaxRecordBytes)
		}
		if t.closes("si") {
			return w.strings.add(unescaped(text))
		}
		return nil
	})
}

// A richText collects the text of an element whose runs stand in <t>; readings in
// <rPh> are not part of it.
type richText struct{ inText, inReading bool }

func (r *richText) append(to []byte, t *xmlToken) []byte {
	switch {
	case t.kind == xmlText:
		if r.inText && !r.inReading {
			return append(to, t.rest...)
		}
	case string(t.name) == "t":
		r.inText = t.kind == xmlOpen && !t.isEmpty
	case string(t.name) == "rPh":
		r.inReading = t.kind == xmlOpen && !t.isEmpty
	}
	return to
}

// each calls a function with every token of a part.
func (w *workbook) each(part string, do func(t *xmlToken) error) error {
	r, done, err := w.part(part, "")
	if err != nil {
		return err
	}
	defer done()
	for {
		if err := r.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return w.explain("", part, err)
		}
		if err := do(&r.token); err != nil {
			return err
		}
	}
}

// part opens a part for reading.
func (w *workbook) part(name, sheet string) (*xmlReader, func(), error) {
	m := w.parts[name]
	if m == nil {
		return nil, nil, w.problem(sheet, fmt.Sprintf("its part %q is missing", name))
	}
	explain := func(err error) error { return w.explain(sheet, name, err) }
	r, err := m.Open()
	if err != nil {
		return nil, nil, explain(err)
	}
	done := func() { r.Close() }
	metered := &meteredReader{r, w.budget(), explain}
	text, _, err := decodeUTF16(w.path, bufio.NewReaderSize(metered, xmlBuffer))
	if err != nil {
		done()
		return nil, nil, explain(err)
	}
	return newXMLReader(text, w.limits.MaxRecordBytes), done, nil
}

// explain says what is wrong with a part.
func (w *workbook) explain(sheet, part string, err error) error {
	if other := notOfPacking(w.path, err); other != nil {
		return other
	}
	if errors.Is(err, errXMLToken) {
		return limitProblem(billable.Pos{File: w.path, Sheet: sheet}, "max_record_bytes", "a cell has more than %d bytes", w.limits.MaxRecordBytes)
	}
	return w.problem(sheet, fmt.Sprintf("its part %q cannot be read (%v)", part, err))
}
