package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"billable/ingest"
)

// This file lays out how an input was understood.

func (p pen) write(w io.Writer, lines []string) {
	for _, l := range lines {
		fmt.Fprintln(w, strings.TrimRight(l, " "))
	}
}

// explained lays an explanation out from top to bottom: what the file is, what its
// columns are, what it lacks, what becomes of its first rows.
func (p pen) explained(e ingest.Explanation, words vocabulary) []string {
	lines := []string{p.paint(strong, p.fit(recognisedAs(e)))}
	lines = append(lines, p.wrapped("  ", writtenAs(e))...)
	lines = append(lines, p.nearKinds(e)...)
	lines = append(lines, p.columns(e, words)...)
	lines = append(lines, p.missing(e)...)
	if len(e.Notes) > 0 {
		lines = append(lines, p.paint(strong, "About the file"))
	}
	for _, n := range e.Notes {
		lines = append(lines, p.painted(bad, p.hanging("  finding   ", 12, findingMeaning(n)))...)
	}
	for _, r := range e.Rows {
		lines = append(lines, p.row(r, words)...)
	}
	return lines
}

func recognisedAs(e ingest.Explanation) string {
	name := oneLine(e.Path)
	if e.Sheet != "" {
		name += "[" + oneLine(e.Sheet) + "]"
	}
	switch {
	case e.Kind == "":
		return name + ": not recognised"
	case e.Generation != "":
		name += ": " + e.Kind + " (" + e.Generation + ")"
	default:
		name += ": " + e.Kind
	}
	if e.IsNamed {
		return name + ", as the options say"
	}
	return name
}

// writtenAs says how the bytes are packed and written, and how many rows there are.
func writtenAs(e ingest.Explanation) string {
	text := strings.ToUpper(e.Text)
	if e.Text == "workbook" {
		text = "Workbook"
	}
	for _, part := range []string{e.Encoding, delimited(e.Delimiter), packed(e.Packing)} {
		if part != "" {
			text += ", " + part
		}
	}
	if e.Workspace != "" {
		text += ", workspace " + e.Workspace
	}
	if e.Kind == "" {
		return text + "."
	}
	return text + fmt.Sprintf("; rows read %s, kept %s, rejected %s; findings %s.",
		grouped(e.RowsRead), grouped(e.Kept), grouped(e.Rejected), grouped(e.Findings))
}

// packed names what lies around the text, the innermost first.
func packed(packing []string) string {
	var text string
	for _, around := range slices.Backward(packing) {
		text += " in " + oneLine(around)
	}
	return strings.TrimSpace(text)
}

func delimited(d string) string {
	if d == "" {
		return ""
	}
	return "cells between " + d + "s"
}

func (p pen) nearKinds(e ingest.Explanation) []string {
	var lines []string
	if len(e.Nearest) > 0 {
		lines = append(lines, p.paint(strong, "Comes near to"))
	}
	for _, n := range e.Nearest {
		name := n.Kind
		if n.Generation != "" {
			name += " (" + n.Generation + ")"
		}
		var lacks []string
		if len(n.Missing) > 0 {
			lacks = append(lacks, "lacks "+strings.Join(n.Missing, ", "))
		}
		if len(n.Surplus) > 0 {
			lacks = append(lacks, "must not have "+oneLine(strings.Join(n.Surplus, ", ")))
		}
		lines = append(lines, p.hanging("  "+name+": ", 6, strings.Join(lacks, "; "))...)
	}
	return lines
}

func (p pen) columns(e ingest.Explanation, words vocabulary) []string {
	if len(e.Columns) == 0 {
		return nil
	}
	title := "Columns"
	if e.Text == "json" {
		title = "Keys"
	}
	if e.Kind == "" && len(e.Nearest) > 0 {
		title += ", if it were " + e.Nearest[0].Kind
	}
	lines := []string{p.paint(strong, title)}
	widest, width := 34, 0
	if e.Text == "json" {
		widest = 56 // keys are long, and what is said of them is short
	}
	for _, c := range e.Columns {
		width = max(width, min(widest, utf8.RuneCountInString(oneLine(c.Header))))
	}
	for _, c := range e.Columns {
		header := shortened(oneLine(c.Header), widest)
		prefix := fmt.Sprintf("%5d  %s%s  ", c.No, header, strings.Repeat(" ", width-utf8.RuneCountInString(header)))
		lines = append(lines, p.painted(columnLook(c), p.hanging(prefix, width+9, columnMeaning(c, words)))...)
	}
	return lines
}

func columnLook(c ingest.ColumnMeaning) string {
	switch c.Role {
	case ingest.ColumnUnknown:
		return bad
	case ingest.ColumnKnown, ingest.ColumnNotRead:
		return dim
	}
	return plain
}

func columnMeaning(c ingest.ColumnMeaning, words vocabulary) string {
	var meaning string
	switch c.Role {
	case ingest.ColumnField:
		meaning = c.Field
		if meaning == "" {
			meaning = "read"
		}
	case ingest.ColumnAccess:
		meaning = accessMeaning(c, words)
	case ingest.ColumnActivity:
		meaning = "last activity in " + productAt(c, words)
	case ingest.ColumnGroup:
		meaning = "group"
	case ingest.ColumnMark:
		meaning = "which rejected row is mended"
	case ingest.ColumnKnown:
		meaning = "known, not read"
	case ingest.ColumnNotRead:
		meaning = "not read"
	default:
		meaning = "not known"
		if c.Note == "" {
			meaning += ": kept and not used"
		}
	}
	if c.Note != "" {
		meaning += ": " + oneLine(c.Note)
	}
	return meaning
}

// accessMeaning says which product a column is of. That of an unknown name is one
// only if its header or its cells name places: the queries decide that.
func accessMeaning(c ingest.ColumnMeaning, words vocabulary) string {
	if words.keyOf[c.Key] == "" && c.Place == "" {
		return "not known: a product if all of its cells are places, else kept and not used"
	}
	return "access to " + productAt(c, words)
}

func productAt(c ingest.ColumnMeaning, words vocabulary) string {
	product := words.keyOf[c.Key]
	if product == "" {
		product = "unknown:" + strings.ToLower(oneLine(c.Product))
	}
	if c.Place != "" {
		product += " at " + strings.ToLower(oneLine(c.Place))
	}
	return product
}

// missing lists what the file lacks: what is required, what something rests on, and
// in one line all else.
func (p pen) missing(e ingest.Explanation) []string {
	if len(e.Missing) == 0 {
		return nil
	}
	lines := []string{p.paint(strong, "It does not have")}
	var idle []string
	for _, m := range e.Missing {
		switch {
		case m.IsRequired:
			lines = append(lines, p.painted(bad, p.hanging("  "+m.Header+": ", 6, "required. "+sentence(m.Loss)))...)
		case m.Loss != "":
			lines = append(lines, p.hanging("  "+m.Header+": ", 6, m.Loss)...)
		default:
			idle = append(idle, m.Header)
		}
	}
	if len(idle) > 0 {
		lines = append(lines, p.painted(dim, p.hanging("  Nothing rests on: ", 6, strings.Join(idle, ", ")))...)
	}
	return lines
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// row lays out the raw rows that came of a row: a line for each value of its tables,
// and then one for each grant, finding and reject.
func (p pen) row(r ingest.RowMeaning, words vocabulary) []string {
	look, became := strong, "kept"
	if !r.IsKept {
		look, became = bad, "rejected"
	}
	lines := []string{p.paint(look, "Row "+strconv.FormatInt(r.Row, 10)+", "+became)}
	width := 0
	for _, raw := range r.Raw {
		for _, v := range raw.Values {
			width = max(width, len(v.Column))
		}
	}
	var behind []string
	for _, raw := range r.Raw {
		switch raw.Table {
		case "grants":
			behind = append(behind, p.hanging("  grant     ", 12, grantMeaning(raw, words))...)
			continue
		case "findings":
			behind = append(behind, p.painted(bad, p.hanging("  finding   ", 12, findingMeaning(raw)))...)
			continue
		case "rejects":
			behind = append(behind, p.painted(bad, p.hanging("  reject    ", 12, rejectMeaning(raw)))...)
			continue
		}
		lines = append(lines, "  "+raw.Table)
		for _, v := range raw.Values {
			lines = append(lines, p.fit(fmt.Sprintf("    %-*s  %s", width, v.Column, oneLine(v.Value))))
		}
	}
	return append(lines, behind...)
}

func valueOf(r ingest.RawRow, column string) string {
	i := slices.IndexFunc(r.Values, func(v ingest.RawValue) bool { return v.Column == column })
	if i < 0 {
		return ""
	}
	return oneLine(r.Values[i].Value)
}

func grantMeaning(r ingest.RawRow, words vocabulary) string {
	c := ingest.ColumnMeaning{Product: valueOf(r, "product_text"), Key: valueOf(r, "product_key"), Place: valueOf(r, "place_text")}
	text := productAt(c, words)
	if valueOf(r, "kind") == "activity" {
		return "last activity in " + text + ": " + activityOf(r)
	}
	cell := valueOf(r, "cell")
	switch {
	case words.keyOf[c.Key] == "" && !strings.Contains(valueOf(r, "header"), " - ") && cell != "":
		return oneLine(c.Product) + ", " + strconv.Quote(shortened(cell, 40)) + ": only if the column is a product"
	case c.Product != "" && words.plans[strings.ToLower(c.Place)] && words.nameSpace[words.keyOf[c.Key]] == "trello":
		c.Place = ""
		text = productAt(c, words) + " on plan " + cell
	case cell != "" && cell != c.Place:
		text += ", from " + strconv.Quote(shortened(cell, 40))
	}
	if valueOf(r, "last_active") != "" {
		text += ", last active " + activityOf(r)
	}
	return text
}

func activityOf(r ingest.RawRow) string {
	if on := valueOf(r, "last_active_on"); on != "" {
		return strings.TrimPrefix(valueOf(r, "last_active_kind")+" "+on, "known ")
	}
	return valueOf(r, "last_active_kind")
}

func findingMeaning(r ingest.RawRow) string {
	text := valueOf(r, "reason")
	if cell := valueOf(r, "text"); cell != "" {
		text = strconv.Quote(shortened(cell, 60)) + ": " + text
	}
	if header := valueOf(r, "header"); header != "" {
		text = header + ", " + text
	}
	return text
}

func rejectMeaning(r ingest.RawRow) string {
	text := valueOf(r, "reason") + ". " + valueOf(r, "remedy")
	if original := valueOf(r, "text"); original != "" {
		text += " Its text: " + shortened(original, 200)
	}
	return text
}

// hanging breaks a text into lines behind a prefix; further lines are indented.
func (p pen) hanging(prefix string, indent int, text string) []string {
	lines := p.wrapped(prefix, text)
	if len(lines) == 1 {
		return lines
	}
	text = strings.Join(strings.Fields(text), " ")
	rest := strings.TrimPrefix(text, strings.TrimPrefix(lines[0], prefix))
	return append(lines[:1], p.wrapped(strings.Repeat(" ", indent), rest)...)
}

// fit cuts a line to the width of the screen.
func (p pen) fit(s string) string { return shortened(s, p.width) }
