package ingest

import (
	"fmt"
	"strings"

	"billable"
)

// unknownFile is the error of a file that is of no format that is read.
// Options.IgnoreUnknown turns it into a finding.
type unknownFile struct{ problem *billable.Problem }

func (u *unknownFile) Error() string { return u.problem.Error() }
func (u *unknownFile) Unwrap() error { return u.problem }

// formatOf finds the format of a file: by its kind if the options name one, else
// by its keys. names are what the file calls them, in the same order.
func formatOf(path, encoding, kind string, keys, names []string) (*Format, *Variant, error) {
	if kind != "" {
		return formatOfKind(path, encoding, kind, keys, names)
	}
	if f, v := recognise(encoding, keys); f != nil {
		return f, v, nil
	}
	return nil, nil, unrecognisedProblem(path, encoding, keys, names)
}

// formatOfKind takes a file for what the options say it is, as long as it names
// somebody.
func formatOfKind(path, encoding, kind string, keys, names []string) (*Format, *Variant, error) {
	f, v, missing := nearest(encoding, keys, kind)
	if f == nil {
		return nil, nil, &billable.Problem{
			Kind: billable.Input, Pos: billable.Pos{File: path},
			What:   fmt.Sprintf("the options call it %s, but it is %s", kind, strings.ToUpper(encoding)),
			Remedy: "Name another kind for it, or leave the kind out: files are recognised by their content.",
		}
	}
	if len(missing) == 0 || v.layout == nil || v.layout.namesSomebody(keys) {
		return f, v, nil
	}
	misses := v.nearMisses(keys, names, missing)
	return nil, nil, &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path, Row: 1},
		What: fmt.Sprintf("the options call it %s, but it has no column that says who a row is about; found: %s%s",
			kind, foundIn(encoding, names), nearMissText(misses)),
		Remedy: nearMissRemedy(misses) + "Export it again with the columns " + strings.Join(v.spelled(v.Must), ", ") + ".",
	}
}

func (l *layout) namesSomebody(keys []string) bool {
	for _, f := range l.fields {
		for _, col := range l.identity {
			if f.col == col && hasKey(keys, f.keys) {
				return true
			}
		}
	}
	return false
}

func unrecognisedProblem(path, encoding string, keys, names []string) error {
	what := "the file is not recognised; found: " + foundIn(encoding, names)
	f, v, missing := nearest(encoding, keys, "")
	misses := v.nearMisses(keys, names, missing)
	if len(missing) < len(v.Must) || len(misses) > 0 {
		name := f.Kind
		if v.Name != "" {
			name += " (" + v.Name + ")"
		}
		if len(missing) > 0 {
			what += fmt.Sprintf("; nearest is %s, which must also have %s", name, strings.Join(v.spelled(missing), ", "))
		} else {
			what += fmt.Sprintf("; nearest is %s, which must not have %s", name, strings.Join(v.surplus(keys), ", "))
		}
	}
	return &unknownFile{&billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path}, What: what + nearMissText(misses),
		Remedy: nearMissRemedy(misses) + "Export it again with those columns, name its kind with --kind GLOB=KIND, or run with --ignore-unknown. " + readable(),
	}}
}

// foundIn lists the columns or keys of a file for a message.
func foundIn(encoding string, names []string) string {
	switch {
	case encoding == "json" && len(names) == 0:
		return "no records"
	case encoding == "json":
		return "keys " + strings.Join(names, ", ")
	case len(names) == 0:
		return "a first row without names"
	}
	const most = 40
	var shown []string
	for _, name := range names {
		if len(shown) == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		if len(name) > 60 {
			name = strings.ToValidUTF8(name[:60], "") + "..."
		}
		shown = append(shown, fmt.Sprintf("%q", name))
	}
	return "columns " + strings.Join(shown, ", ")
}

// surplus lists the keys that keep a file from being of the variant.
func (v *Variant) surplus(keys []string) []string {
	var surplus []string
	for _, key := range keys {
		if v.refuses(key) || v.Exact && !v.wants(key) {
			surplus = append(surplus, key)
		}
	}
	return surplus
}

// readable says what can be read.
func readable() string {
	return "Readable, as CSV, JSON or .xlsx, plain, as .gz or in a .zip: " + strings.Join(Kinds(), ", ") + "."
}
