package ingest

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// The headers that vendors are known to write are data: headers/<kind>.csv has a
// line for every spelling of every field of a kind of CSV file. The layouts in Go
// say where a field goes and how it is parsed; a new spelling is a new line.
//
//	field       column of the layout's table, or the name of an input of the layout;
//	            blank for a column that is known and not read
//	header      as the vendor spells it; it is compared by its headerKey. A final *
//	            stands for any ending. Of two that a file has, the upper one counts.
//	generation  names of the variants that the spelling belongs to, between
//	            semicolons; blank for all of them
//	source      where the spelling was seen, such as a section of exports.md;
//	            "inferred" where none was
//
//go:embed headers/*.csv
var headerFiles embed.FS

// A spelling is a line of such a file.
type spelling struct {
	field, header, key string
	generations        []string
}

// spelled reads the headers of every CSV format into its layouts, and resolves
// the fields that its variants must have.
func spelled(formats []Format) []Format {
	for i := range formats {
		f := &formats[i]
		if f.Encoding != "csv" {
			continue
		}
		spellings, err := readSpellings(f.Kind)
		for j := range f.Variants {
			if err == nil {
				err = f.Variants[j].spell(spellings)
			}
		}
		if err != nil {
			// Only a mistake in the files that are built in gets here.
			panic(fmt.Sprintf("headers/%s.csv: %v", f.Kind, err))
		}
	}
	return formats
}

func readSpellings(kind string) ([]spelling, error) {
	content, err := headerFiles.ReadFile("headers/" + kind + ".csv")
	if err != nil {
		return nil, fmt.Errorf("open headers: %w", err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read headers: %w", err)
	}
	var spellings []spelling
	for _, row := range rows[1:] {
		s := spelling{field: row[0], header: row[1], key: headerKey(row[1])}
		if strings.HasSuffix(s.header, "*") {
			s.key += "*"
		}
		if row[2] != "" {
			s.generations = strings.Split(row[2], ";")
		}
		spellings = append(spellings, s)
	}
	return spellings, nil
}

// spell gives the variant a layout of its own, with the keys of its generation.
func (v *Variant) spell(spellings []spelling) error {
	l := *v.layout
	l.fields = slices.Clone(l.fields)
	l.spellings = nil
	for _, s := range spellings {
		if len(s.generations) == 0 || slices.Contains(s.generations, v.Name) {
			l.spellings = append(l.spellings, s)
		}
	}
	for i := range l.fields {
		f := &l.fields[i]
		if f.name == "" {
			f.name = l.table.columns[f.col].name
		}
		f.keys = l.keysOf(f.name)
	}
	if l.hasGroups {
		l.groups = groupKeys{id: l.keysOf("group_id"), name: l.keysOf("group_name"), list: l.keysOf("group_names")}
	}
	v.layout = &l
	for i, must := range v.Must {
		resolved, err := l.resolve(must)
		if err != nil {
			return err
		}
		v.Must[i] = resolved
	}
	return nil
}

// keysOf lists the header keys of a field, best first, as hasKey takes them.
func (l *layout) keysOf(field string) string {
	var keys []string
	for _, s := range l.spellings {
		if s.field == field {
			keys = append(keys, s.key)
		}
	}
	return strings.Join(keys, "|")
}

// resolve puts the keys of a field in the place of every @field of a pattern.
func (l *layout) resolve(pattern string) (string, error) {
	alternatives := strings.Split(pattern, "|")
	for i, alternative := range alternatives {
		field, isField := strings.CutPrefix(alternative, "@")
		if !isField {
			continue
		}
		if alternatives[i] = l.keysOf(field); alternatives[i] == "" {
			return "", fmt.Errorf("no header is listed for %s", field)
		}
	}
	return strings.Join(alternatives, "|"), nil
}

// headerOf spells the first key of a pattern as a vendor does.
func (l *layout) headerOf(pattern string) string {
	key, _, _ := strings.Cut(pattern, "|")
	for _, s := range l.spellings {
		if s.key == key {
			return s.header
		}
	}
	return key
}

// isSpelled reports whether the column is known, though it may not be read.
func (l *layout) isSpelled(key string) bool {
	return key != "" && slices.ContainsFunc(l.spellings, func(s spelling) bool {
		return hasKey([]string{key}, s.key)
	})
}
