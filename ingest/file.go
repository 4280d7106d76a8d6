package ingest

import (
	"fmt"
	"strings"

	"billable"
)

// A fileRun is one input file on its way into the lake: the counts of its rows,
// its findings and its rejects.
type fileRun struct {
	lake *lake
	asOf int32 // the night, or noDate
	// workspace that the options name for the file, or "".
	workspace string
	record    FileRecord
	format    *Format
	// first places of rejects, for the message when there are too many.
	rejected []string

	// broken is why the whole file cannot be used, found while reading its rows; or nil.
	broken error

	findings, rejects *table

	mending  *mending
	isMended bool        // its rows carry marks
	mends    string      // file that they are of, where the header says it
	repeated int64       // rejects of it that are rejects of that file still
	copy     *rejectCopy // nil but in CopyRejects

	watch *explainer // nil but in Explain
}

// begin fixes the format: from here on rows may be appended.
func (f *fileRun) begin(format *Format) {
	f.format = format
	f.record.Format = format.id()
	f.findings = f.table(findingsTable)
	f.rejects = f.table(rejectsTable)
}

// table gives a table whose rows are marked as coming from this file.
func (f *fileRun) table(def *tableDef) *table {
	t := f.lake.table(def)
	f.watch.opens(def)
	t.setBlank(colFormat, f.format.Kind)
	t.setBlank(colFile, f.record.Path)
	t.setBlank(colSheet, f.record.Sheet)
	return t
}

// keep counts a row as kept.
func (f *fileRun) keep() {
	f.record.RowsKept++
	if f.watch != nil {
		f.watch.row()
	}
}

// Kinds of findings.
const (
	unparsableDate    = "unparsable_date"
	unparsableBoolean = "unparsable_boolean"
	duplicateColumn   = "duplicate_column"
	unnamedColumn     = "unnamed_column"
	surplusCells      = "surplus_cells"
	identicalFile     = "identical_file"
	headerOnly        = "header_only"
	ignoredFile       = "ignored_file"
	tooManyPlaces     = "too_many_places"
	memberWithoutID   = "member_without_id"
	unparsableNumber  = "unparsable_number"
	unparsableTime    = "unparsable_time"
	unknownWord       = "unknown_word"
	workspaceUnknown  = "workspace_unknown"
	nearMissColumn    = "near_miss_column"
	mendedTwice       = "mended_twice"
	mendedElsewhere   = "mended_elsewhere"
	mendUnmatched     = "mend_unmatched"
	mendWithoutFile   = "mend_without_file"
	unreadableMark    = "unreadable_mark"
	guessedEncoding   = "guessed_encoding"
	hiddenSheet       = "hidden_sheet"
	hiddenRows        = "hidden_rows"
	emptySheet        = "empty_sheet"
	unknownSheet      = "unknown_sheet"
	titleRows         = "title_rows"
	mergedCells       = "merged_cells"
	errorCell         = "error_cell"
	strayCells        = "stray_cells"
	digitsLost        = "digits_lost"
	notADate          = "not_a_date"
	valueMissing      = "formula_without_value"
	openEnd           = "open_end"
	wrappedID         = "wrapped_id"
	roundedID         = "rounded_id"
	oddID             = "odd_id"
	lostLetters       = "lost_letters"
	keptQuotes        = "kept_quotes"
)

var findingReasons = map[string]string{
	unparsableDate:    "the date could not be read; its text is kept and the date is unknown",
	unparsableBoolean: "the word is neither a yes nor a no; its text is kept and the value is unknown",
	duplicateColumn:   "the header stands more than once; the first column counts and this one is not read",
	unnamedColumn:     "the column has no header and is not read",
	surplusCells:      "the row has more cells than the header; the surplus is not read",
	headerOnly:        "the file has a header and no rows",
	tooManyPlaces:     "the cell names too many places to be a list of places; it is kept as one",
	memberWithoutID:   "a member of the group has no value; it is not kept",
	unparsableNumber:  "the number could not be read; its text is kept and the number is unknown",
	unparsableTime:    "the time could not be read; its text is kept and the time is unknown",
	unknownWord:       "the word is not one that this column is known to hold; its text is kept and the value is unknown",
	nearMissColumn:    "the file lacks the column named, and this header comes near to it; if it is that, rename it and run again",
	mendedTwice:       "the row is mended by another copy already, in the same way; it is read once",
	mendedElsewhere:   "the file that the row is of has been repaired, too, and holds it; it is read there",
	mendUnmatched:     "the row named is not rejected any more; this one is read beside it. If the file was repaired, take this row away",
	mendWithoutFile:   "the file that the row was rejected from is no input any more; the row is read",
	unreadableMark:    "the cell does not say which row is mended; the row is read as one more",
	guessedEncoding:   "the file does not say how its letters are spelled as bytes; it is read in the encoding named, the only one that fits",
	hiddenSheet:       "the sheet is hidden in the workbook; it is read all the same",
	hiddenRows:        "rows of the sheet are hidden or filtered away; they are read all the same",
	emptySheet:        "the sheet holds nothing and is not read",
	titleRows:         "the rows above the header are not read",
	mergedCells:       "cells are merged below the header; only the first of them holds a value, the others are read as blank",
	errorCell:         "the cell holds an error; it is read as blank",
	strayCells:        "cells hold errors, or formulas that were never calculated, in rows that are otherwise blank; these rows are not read",
	digitsLost:        "the cell holds a number of more than 15 digits, of which spreadsheet programs keep 15; if it is an id, export the file again as CSV",
	notADate:          "the cell is formatted as a date or time, but its number is none; the number is kept as text",
	valueMissing:      "the cell holds a formula that was never calculated; it is read as blank. Open the workbook in a spreadsheet program and save it",
	openEnd:           "the file ends within this row, without a line end; if it is cut off, the last cell is not whole",
	wrappedID:         "the text that says who the row is about stands in apostrophes or typographic quotes; it is read without them",
	roundedID:         "the id is a number that a spreadsheet has rounded, and is not used; export the file again and do not save it from a spreadsheet",
	oddID:             "the text that says who the row is about is none that a vendor writes; it is kept as it stands and may match nobody",
	lostLetters:       "letters of the text were lost when the file was taken for another encoding and saved; it is kept as it stands",
	keptQuotes:        "the text was put in quotes twice; it is kept with the inner ones",
	workspaceUnknown: "the file does not say which workspace it is of; its members are kept as members of none. " +
		"Name it under workspaces: in billable.yaml or with --workspace GLOB=NAME",
}

// finding notes something about a cell, a column (row is the header's) or, when
// row is 0, the whole file.
func (f *fileRun) finding(row int64, header, text, kind string) {
	f.findingBecause(row, header, text, kind, findingReasons[kind])
}

func (f *fileRun) findingBecause(row int64, header, text, kind, reason string) {
	f.record.Findings++
	t := f.findings
	t.text(finHeader, []byte(header))
	t.text(finText, []byte(text))
	t.text(finKind, []byte(kind))
	t.text(finReason, []byte(reason))
	t.end(row)
}

// firstRejects is how many places the message about too many rejects names.
const firstRejects = 3

// place spells a row of the file, or the file itself when row is 0.
func (f *fileRun) place(row int64) string {
	return billable.Pos{File: f.record.Path, Sheet: f.record.Sheet, Row: int(row)}.String()
}

// reject notes a row that cannot be used. shown is its text without passwords, whole
// all of it.
func (f *fileRun) reject(row int64, header, reason, remedy string, shown, whole []byte) {
	f.record.RowsRejected++
	f.mending.note(f, row, whole)
	if len(f.rejected) < firstRejects {
		f.rejected = append(f.rejected, fmt.Sprintf("%s (%s)", f.place(row), reason))
	}
	t := f.rejects
	t.text(rejHeader, []byte(header))
	t.text(rejReason, []byte(reason))
	t.text(rejRemedy, []byte(remedy))
	t.text(rejText, []byte(printable(shown)))
	t.end(row)
	if f.watch != nil {
		f.watch.row()
	}
}

// Defaults of the reject budget.
const (
	defaultMinRejects     = 10
	defaultMaxRejectShare = 0.01
)

// check holds the file to its counts and to the reject budget.
func (f *fileRun) check(o Options) error {
	if f.broken != nil {
		return f.broken
	}
	r := &f.record
	if r.RowsRead != r.RowsKept+r.RowsRejected {
		return &billable.Problem{
			Kind: billable.Failure, Pos: billable.Pos{File: r.Path, Sheet: r.Sheet},
			What:   fmt.Sprintf("%d rows were read, but %d kept and %d rejected", r.RowsRead, r.RowsKept, r.RowsRejected),
			Remedy: "This is a fault of the program; report it with the first lines of the file.",
		}
	}
	allowed, share := o.MinRejects, o.MaxRejectShare
	if allowed == 0 {
		allowed = defaultMinRejects
	}
	if share == 0 {
		share = defaultMaxRejectShare
	}
	allowed = max(allowed, int64(share*float64(r.RowsRead)))
	r.RowsMended = f.mending.mended(f)
	left := r.RowsRejected - r.RowsMended - f.repeated
	if left <= allowed {
		return nil
	}
	p := &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: r.Path, Sheet: r.Sheet},
		What: fmt.Sprintf("%d of %d rows cannot be used, %d are allowed", left, r.RowsRead, allowed),
		Remedy: "Export the file again, or mend its rows: --rejects-to DIR copies them. " +
			"gates: max_reject_share and min_rejects in billable.yaml allow more.",
	}
	if r.RowsMended > 0 {
		p.What += fmt.Sprintf("; %d more are mended", r.RowsMended)
		return p
	}
	p.What += ": " + strings.Join(f.rejected, ", ")
	return p
}
