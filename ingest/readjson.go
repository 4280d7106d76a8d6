package ingest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// A jsonLayout says how the records of a JSON format become rows of raw tables:
// begin opens the tables, and the function it gives adds one record, or says why
// it cannot be used.
type jsonLayout struct {
	begin func(f *fileRun) func(row int64, raw []byte) error
}

// errNobody is what a layout says of a record without id and address.
var errNobody = errors.New("the record names nobody: it has neither an id nor an address")

// readJSON reads a JSON file: its first record decides the format, unless kind
// is given.
func (r *run) readJSON(f *fileRun, s *source, kind string) error {
	if _, err := s.text.Discard(bomLength(s.text)); err != nil {
		return s.problem(err)
	}
	var add func(row int64, raw []byte) error
	var j *jsonReader
	isSCIM := false
	j = newJSONReader(f.record.Path, s, func(raw []byte, list string) error {
		if list == "" && isEmptyPage(raw) {
			j.records--
			isSCIM = isSCIM || isListResponse(raw)
			return nil
		}
		if add == nil {
			keys := recordKeys(raw)
			format, variant, err := r.formatOf(f.record.Path, "json", kind, keys, "keys "+strings.Join(keys, ", "))
			if err != nil {
				return err
			}
			f.begin(format)
			add = variant.json.begin(f)
		}
		f.record.RowsRead++
		f.addJSON(j.records, raw, add)
		if f.record.RowsRead%rowsPerLook == 0 {
			return r.look(f, s)
		}
		return r.lake.err
	})
	if err := j.read(); err != nil {
		return err
	}
	if add != nil {
		return nil
	}
	return r.beginEmpty(f, kind, isSCIM || isListResponse(j.page))
}

// beginEmpty fixes the format of a file whose pages are all empty.
func (r *run) beginEmpty(f *fileRun, kind string, isSCIM bool) error {
	format := &orgsV1UsersJSON
	if isSCIM {
		format = &scimUsersJSON
	}
	if kind != "" {
		var err error
		if format, _, err = formatOfKind(f.record.Path, "json", kind, nil, "no records"); err != nil {
			return err
		}
	}
	f.begin(format)
	return nil
}

// addJSON adds a record, or rejects it.
func (f *fileRun) addJSON(row int64, raw []byte, add func(row int64, raw []byte) error) {
	err := errors.New("the record holds bytes that are not UTF-8")
	if utf8.Valid(raw) {
		err = add(row, raw)
	}
	if err == nil {
		f.keep()
		return
	}
	remedy := "Download the file again, or mend the record; records are counted from 1 over all pages."
	field, reason := "", err.Error()
	if wrongType, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		field, reason = wrongType.Field, fmt.Sprintf("%s is of the wrong type: %s", wrongType.Field, wrongType.Value)
	} else if !errors.Is(err, errNobody) && utf8.Valid(raw) {
		reason = "the record is not proper JSON: " + reason
	}
	f.reject(row, field, reason, remedy, raw)
}

// isListResponse reports whether a page is of SCIM.
func isListResponse(raw []byte) bool { return bytes.Contains(raw, []byte(":ListResponse")) }

// isEmptyPage reports whether an object that has no list is a page all the same.
func isEmptyPage(raw []byte) bool {
	if !isListResponse(raw) && !bytes.Contains(raw, []byte("null")) {
		return false
	}
	var page map[string]json.RawMessage
	if json.Unmarshal(raw, &page) != nil {
		return false
	}
	for key, v := range page {
		if isList(strings.ToLower(key)) && string(v) == "null" || strings.EqualFold(key, "schemas") && isListResponse(v) {
			return true
		}
	}
	return false
}

// recordKeys lists what a JSON record is recognised by, sorted: its keys in lower
// case, those of the object that stands in for a list, and the SCIM schemas.
func recordKeys(raw []byte) []string {
	var record map[string]json.RawMessage
	if json.Unmarshal(raw, &record) != nil {
		return nil
	}
	var keys []string
	for key, v := range record {
		key = strings.ToLower(key)
		keys = append(keys, key)
		if isList(key) {
			keys = append(keys, recordKeys(v)...)
		}
		if key == "schemas" && bytes.Contains(v, []byte("core:2.0:User")) {
			keys = append(keys, "schema:user")
		}
		if key == "schemas" && bytes.Contains(v, []byte("core:2.0:Group")) {
			keys = append(keys, "schema:group")
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// A scalar is a JSON string, number or boolean as text; null is "". Anything else
// is a type error.
type scalar string

// UnmarshalJSON takes the text of any scalar.
func (s *scalar) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case 'n':
		*s = ""
	case '"':
		var v string
		if err := json.Unmarshal(b, &v); err != nil {
			return err
		}
		*s = scalar(v)
	case '{':
		return &json.UnmarshalTypeError{Value: "object", Type: reflect.TypeFor[string]()}
	case '[':
		return &json.UnmarshalTypeError{Value: "list", Type: reflect.TypeFor[string]()}
	default:
		*s = scalar(b)
	}
	return nil
}

// value is the trimmed text, or nothing for an absence word.
func (s scalar) value() []byte { return value([]byte(s)) }
