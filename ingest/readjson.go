package ingest

import (
	"bytes"
	"errors"
	"slices"
	"unicode/utf8"
)

// A jsonLayout says how the records of a JSON format become rows of raw tables:
// begin opens the tables, and the function it gives adds one record, or says why
// it cannot be used. It reads the whole record before it writes a row.
type jsonLayout struct {
	begin func(f *fileRun) func(c *jsonCursor, row int64) error
}

// unusable is why a record that is proper JSON cannot be used.
type unusable string

func (u unusable) Error() string { return string(u) }

const (
	// errNobody is what a layout says of a record without id and address.
	errNobody  = unusable("the record names nobody: it has neither an id nor an address")
	errNotUTF8 = unusable("the record holds bytes that are not UTF-8")
)

// readJSON reads a JSON file: its first record decides the format, unless kind
// is given.
func (r *run) readJSON(f *fileRun, s *source, kind string) error {
	if _, err := s.text.Discard(bomLength(s.text)); err != nil {
		return s.problem(err)
	}
	ahead := readJSONAhead(f.record.Path, s)
	err := r.addJSON(f, s, kind, ahead)
	if stopped := ahead.stop(); err == nil {
		err = stopped
	}
	if err != nil || f.format != nil {
		return err
	}
	if ahead.reader.isSCIM {
		return r.beginEmpty(f, kind, &scimUsersJSON)
	}
	return r.beginEmpty(f, kind, formatOfEmpty(ahead.reader.page))
}

// formatOfEmpty tells the format of an empty page by the name of its list.
func formatOfEmpty(page []byte) *Format {
	switch {
	case bytes.Contains(page, []byte(`"values"`)):
		return &bitbucketMembersJSON
	case bytes.Contains(page, []byte(`"incidents"`)):
		return &statuspageIncidentsJSON
	}
	return &orgsV1UsersJSON
}

// addJSON adds the records of a file.
func (r *run) addJSON(f *fileRun, s *source, kind string, ahead *jsonChunks) error {
	var add func(c *jsonCursor, row int64) error
	c := jsonCursor{watch: f.watch.watchKeys()}
	return ahead.each(func(raw []byte) error {
		if add == nil {
			keys := recordKeys(raw)
			at, isMarked := markOf(raw)
			kind, err := r.beginMended(f, at.file, kind)
			if err != nil {
				return err
			}
			if isMarked {
				keys = slices.DeleteFunc(keys, func(key string) bool { return key == mendKey })
				kind = r.mending.kindOf(at.file, kind)
			}
			format, variant, err := formatOf(f.record.Path, "json", kind, keys, keys)
			if err != nil {
				f.watch.unrecognised("json", keys, keys)
				f.watch.keysOfUnknown(keys)
				return err
			}
			f.watch.recognised(format, variant, kind)
			f.begin(format)
			if f.copy != nil {
				f.copy.isJSON = true
			}
			add = variant.json.begin(f)
		}
		f.record.RowsRead++
		f.addRecord(&c, f.record.RowsRead, raw, add)
		if f.record.RowsRead%rowsPerLook == 0 {
			return r.look(f, s)
		}
		return r.lake.err
	})
}

// beginEmpty fixes the format of a file whose pages are all empty.
func (r *run) beginEmpty(f *fileRun, kind string, format *Format) error {
	if kind != "" {
		var err error
		if format, _, err = formatOfKind(f.record.Path, "json", kind, nil, nil); err != nil {
			return err
		}
	}
	f.watch.recognised(format, &format.Variants[0], kind)
	f.begin(format)
	return nil
}

// addRecord adds a record, or rejects it.
func (f *fileRun) addRecord(c *jsonCursor, row int64, raw []byte, add func(c *jsonCursor, row int64) error) {
	switch {
	case f.isMended:
		f.addMendedRecord(c, row, raw, add)
	case f.mending.isSearch:
		before := f.record.RowsKept
		if f.addPlainRecord(c, row, raw, add); f.record.RowsKept > before {
			f.mending.see(contentOfRecord(raw), f.place(row))
		}
	default:
		f.addPlainRecord(c, row, raw, add)
	}
}

// addMendedRecord adds a record of a mended copy. One without a mark is one more.
func (f *fileRun) addMendedRecord(c *jsonCursor, row int64, raw []byte, add func(c *jsonCursor, row int64) error) {
	at, isMarked := markOf(raw)
	if !isMarked {
		f.addPlainRecord(c, row, raw, add)
		return
	}
	f.addMended(at, row, contentOfRecord(raw), func() { f.addPlainRecord(c, row, raw, add) },
		func(reason, remedy string) { f.reject(row, mendKey, reason, remedy, raw, raw) })
}

// markOf reads the mark of a record, which may be broken behind it.
func markOf(raw []byte) (mark, bool) {
	var c jsonCursor
	var text []byte
	c.start(raw)
	_ = c.pick(want{mendKey, &text}) // what else is wrong with it comes out when it is added
	return parseMarkKey(text)
}

func (f *fileRun) addPlainRecord(c *jsonCursor, row int64, raw []byte, add func(c *jsonCursor, row int64) error) {
	var err error = errNotUTF8
	if utf8.Valid(raw) {
		c.start(raw)
		err = add(c, row)
	}
	if err == nil {
		f.keep()
		return
	}
	field, reason := "", err.Error()
	if wrong, ok := errors.AsType[*jsonTypeError](err); ok {
		field = wrong.field
	} else if _, isProper := errors.AsType[unusable](err); !isProper {
		reason = "the record is not proper JSON: " + reason
	}
	f.reject(row, field, reason, recordRemedy, raw, raw)
	f.copy.add(row, raw, raw)
}

const recordRemedy = "Download the file again, or mend the record; records are counted from 1 over all pages."

// isListResponse reports whether a page is of SCIM.
func isListResponse(raw []byte) bool { return bytes.Contains(raw, []byte(":ListResponse")) }

// isEmptyPage reports whether an object that has no list is a page all the same.
func isEmptyPage(c *jsonCursor, raw []byte) bool {
	if !isListResponse(raw) && !bytes.Contains(raw, []byte("null")) {
		return false
	}
	isPage := false
	c.start(raw)
	err := c.object(func(key string) error {
		before := c.peek()
		start := c.at
		if err := c.skip(); err != nil {
			return err
		}
		isPage = isPage || before == 'n' && isList(key) || key == "schemas" && isListResponse(c.b[start:c.at])
		return nil
	})
	return isPage && err == nil
}

// recordKeys lists what a JSON record is recognised by, sorted: its keys in lower
// case, those of the object that stands in for a list, and the SCIM schemas.
func recordKeys(raw []byte) []string {
	var keys []string
	var c jsonCursor
	c.start(raw)
	var add func(key string) error
	add = func(key string) error {
		keys = append(keys, key)
		if isList(key) && c.peek() == '{' {
			return c.object(add)
		}
		start := c.at
		err := c.skip()
		if v := c.b[start:c.at]; key == "schemas" && bytes.Contains(v, []byte("core:2.0:User")) {
			keys = append(keys, "schema:user")
		} else if key == "schemas" && bytes.Contains(v, []byte("core:2.0:Group")) {
			keys = append(keys, "schema:group")
		}
		return err
	}
	if c.object(add) != nil {
		return nil
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}
