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
// by its keys. found lists the columns or keys for the message.
func (r *run) formatOf(path, encoding, kind string, keys []string, found string) (*Format, *Variant, error) {
	if kind != "" {
		return formatOfKind(path, encoding, kind, keys, found)
	}
	if f, v := recognise(encoding, keys); f != nil {
		return f, v, nil
	}
	return nil, nil, unrecognisedProblem(path, encoding, keys, found)
}

// formatOfKind takes a file for what the options say it is, as long as it names
// somebody.
func formatOfKind(path, encoding, kind string, keys []string, found string) (*Format, *Variant, error) {
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
	return nil, nil, &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: path, Row: 1},
		What:   fmt.Sprintf("the options call it %s, but it has no column that says who a row is about; found: %s", kind, found),
		Remedy: "Export it again with the columns " + strings.Join(v.spelled(v.Must), ", ") + ".",
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

func unrecognisedProblem(path, encoding string, keys []string, found string) error {
	what := "the file is not recognised; found: " + found
	if f, v, missing := nearest(encoding, keys, ""); f != nil && len(missing) < len(v.Must) {
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
		Kind: billable.Input, Pos: billable.Pos{File: path}, What: what,
		Remedy: "Export it again with those columns, name its kind with --kind GLOB=KIND, or run with --ignore-unknown. " + readable(),
	}}
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
	return "Readable, as CSV or JSON, plain or .gz: " + strings.Join(Kinds(), ", ") + "."
}
