package ingest

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A sample is a file of one CSV variant, made from nothing but its layout: every
// column that the variant knows, columns of the kinds that it finds by their
// headers, and rows that fill them all.
type sample struct {
	format  *Format
	variant *Variant
	header  []string
	fields  []*field // what each column fills; nil for one that no field names
	isID    []bool
	free    int // a column that takes any text
}

// samples makes one of every CSV variant.
func samples() []*sample {
	var all []*sample
	for i := range Formats {
		f := &Formats[i]
		for j := range f.Variants {
			if v := &f.Variants[j]; v.layout != nil {
				all = append(all, newSample(f, v))
			}
		}
	}
	return all
}

func newSample(f *Format, v *Variant) *sample {
	s := &sample{format: f, variant: v}
	for _, must := range v.Must {
		s.add(must)
	}
	for i := range v.layout.fields {
		if keys := v.layout.fields[i].keys; keys != "" && !hasKey(s.keys(), keys) {
			s.addIfFits(keys)
		}
	}
	for _, header := range map[candidates][]string{
		wordCells:  {"Jira - acme", "Last seen in Jira - acme", "Wobble - acme"},
		placeCells: {"Jira", "Last active in Jira", "Wobble"},
	}[v.layout.candidates] {
		s.addIfFits(header)
	}
	if v.layout.hasGroups {
		s.addIfFits("groups")
	}
	s.free = slices.IndexFunc(s.fields, func(f *field) bool { return f != nil && f.as == asText && s.kindOf(f) == 0 })
	return s
}

// kindOf tells which kind of id a field holds, if any.
func (s *sample) kindOf(f *field) idKind {
	if f == nil || f.col >= len(s.variant.layout.table.columns) {
		return 0
	}
	return idKinds[s.variant.layout.table.columns[f.col].name]
}

// add adds a column for the first of some header keys.
func (s *sample) add(keys string) {
	text, _, _ := strings.Cut(keys, "|")
	text = strings.TrimSuffix(text, "*")
	s.header = append(s.header, text)
	s.fields, s.isID = append(s.fields, nil), append(s.isID, false)
	at := len(s.header) - 1
	for i := range s.variant.layout.fields {
		f := &s.variant.layout.fields[i]
		if s.fields[at] == nil && f.keys != "" && hasKey([]string{headerKey(text)}, f.keys) {
			s.fields[at] = f
			s.isID[at] = slices.Contains(s.variant.layout.identity, f.col)
		}
	}
}

// addIfFits adds a column unless the file would be of another variant with it.
func (s *sample) addIfFits(keys string) {
	s.add(keys)
	if _, v := recognise("csv", s.keys()); v == s.variant || s.variant.ByKind {
		return
	}
	last := len(s.header) - 1
	s.header, s.fields, s.isID = s.header[:last], s.fields[:last], s.isID[:last]
}

func (s *sample) keys() []string {
	var keys []string
	for _, h := range s.header {
		keys = append(keys, headerKey(h))
	}
	return keys
}

// row makes a row whose identifying cells hold id, or an address made of it.
func (s *sample) row(id string) []string {
	cells := make([]string, len(s.header))
	for i, f := range s.fields {
		switch {
		case s.isID[i] && s.kindOf(f) == addressID && len(value([]byte(id))) > 0 && !strings.Contains(id, "@"):
			cells[i] = id + "@acme.example"
		case s.isID[i]:
			cells[i] = id
		case i == s.free:
			cells[i] = "Zoe\u0301"
		case s.kindOf(f) == addressID:
			cells[i] = "zoe@acme.example"
		case s.kindOf(f) != 0:
			cells[i] = "text-" + strconv.Itoa(i)
		case strings.Contains(strings.ToLower(s.header[i]), "last") && (f == nil || f.as == asInput):
			cells[i] = "2026-03-31"
		case f == nil:
			cells[i] = "acme"
		case f.as == asBool:
			cells[i] = "Yes"
		case f.as == asDay, f.as == asActivity:
			cells[i] = "2026-03-31"
		case f.as == asNumber:
			cells[i] = "12"
		case f.as == asWord:
			cells[i] = slices.Min(slices.Collect(maps.Keys(f.words)))
		default:
			cells[i] = "text " + strconv.Itoa(i)
		}
	}
	return cells
}

// rowWith makes a row with a text in the column that takes any.
func (s *sample) rowWith(text string) []string {
	row := s.row("7")
	row[s.free] = text
	return row
}

// name is how tests call the variant.
func (s *sample) name() string { return strings.TrimSpace(s.format.Kind + " " + s.variant.Name) }

// night is a night of files of the sample's variant.
func (s *sample) night(t *testing.T, files map[string]string) *night {
	n := newNight(t, files)
	if s.variant.ByKind {
		n.o.Kinds = []KindRule{{"*", s.format.Kind}}
	}
	n.o.Workspaces = []WorkspaceRule{{"*", "acme-code"}}
	return n
}

// csvText writes rows as most programs do: commas, LF, quotes where they are
// needed.
func csvText(rows ...[]string) string { return csvStyle{delim: ",", end: "\n"}.text(rows...) }

// A csvStyle is a way of writing CSV.
type csvStyle struct {
	delim, end string
	quoteAll   bool
	isOpen     bool // no line end behind the last row
}

func (c csvStyle) text(rows ...[]string) string {
	var b strings.Builder
	for i, row := range rows {
		for j, cell := range row {
			if j > 0 {
				b.WriteString(c.delim)
			}
			b.WriteString(c.cell(cell, j == 0 && len(row) == 1))
		}
		if i < len(rows)-1 || !c.isOpen {
			b.WriteString(c.end)
		}
	}
	return b.String()
}

func (c csvStyle) cell(cell string, isAlone bool) string {
	if !c.quoteAll && !strings.ContainsAny(cell, "\"\r\n"+c.delim) && (!isAlone || strings.Trim(cell, " ") != "") {
		return cell
	}
	return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

// A placed holds what a night wrote, by file and row: table and text of each row,
// without the place.
type placed map[string]map[int][]string

// byPlace sorts the printed rows of a night by the place that they name. The
// columns of files have no row and are left out.
func byPlace(t *testing.T, rows map[string][]string) placed {
	t.Helper()
	sorted := make(placed)
	for _, table := range slices.Sorted(maps.Keys(rows)) {
		if table == columnsTable.name {
			continue
		}
		for _, printed := range rows[table] {
			format, rest, _ := strings.Cut(printed, " ")
			file, rest, isPlaced := strings.Cut(rest, ":")
			number, rest, _ := strings.Cut(rest, " ")
			row, err := strconv.Atoi(number)
			if !isPlaced || err != nil {
				t.Fatalf("%s has a row without place: %q", table, printed)
			}
			if sorted[file] == nil {
				sorted[file] = make(map[int][]string)
			}
			sorted[file][row] = append(sorted[file][row], table+": "+format+" "+rest)
		}
	}
	return sorted
}

// isData reports whether a row of byPlace is neither a reject nor a finding.
func isData(row string) bool {
	return !strings.HasPrefix(row, rejectsTable.name+": ") && !strings.HasPrefix(row, findingsTable.name+": ")
}
