package ingest

import (
	"bytes"
	"unicode/utf8"
)

// A list of people without header: an address per line, name and address in
// either order, or "Name <address>" items between commas, semicolons or line
// breaks. Names with a comma stand in quotes.

// isAddressList reports whether a CSV file is such a list: the options call it a
// list of people, and its first row is no header.
func isAddressList(kind string, headers []header) bool {
	keys, _ := keysOf(headers)
	return kind == directoryListCSV.Kind && !directoryListCSV.Variants[0].layout.namesSomebody(keys)
}

// A recordReader gives the records of a CSV file or of a sheet, one after the other.
type recordReader interface {
	Scan() bool
	Err() error
	current() *record // the one that Scan found
}

// readAddressList reads the file from its first row, which from holds.
func (r *run) readAddressList(f *fileRun, s *source, from recordReader) error {
	f.watch.recognised(&directoryListCSV, &Variant{Name: "without a header"}, directoryListCSV.Kind)
	f.begin(&directoryListCSV)
	users := f.table(directoryUsersTable)
	if f.isMended && !from.Scan() { // a copy has a header, of one column
		return from.Err()
	}
	for {
		rec := from.current()
		f.record.RowsRead++
		f.addListed(users, rec.row, rec.text())
		if f.record.RowsRead%rowsPerLook == 0 {
			if err := r.look(f, s); err != nil {
				return err
			}
		}
		if !from.Scan() {
			return from.Err()
		}
	}
}

// addListed adds the people of a row of a list.
func (f *fileRun) addListed(users *table, row int64, text []byte) {
	refuse := func(reason, remedy string) {
		f.reject(row, "", reason, remedy, text, text)
		f.copy.add(row, text, text)
	}
	add := func(text []byte) {
		people := peopleIn(text)
		if len(people) == 0 || !utf8.Valid(text) {
			refuse("the row is not an e-mail address, nor a name and an address", "Write an address, or a name and an address, or remove the row.")
			return
		}
		for _, p := range people {
			users.text(dirEmail, p.address)
			users.text(dirName, p.name)
			users.end(row)
		}
		f.keep()
	}
	content := func(text []byte) uint64 { return contentOf([]header{{}}, &record{cells: [][]byte{text}}) }
	if f.isMended {
		if at, rest, isMarked := f.cutMark(text); isMarked {
			f.addMended(at, row, content(rest), func() { add(rest) }, refuse)
			return
		}
	}
	before := f.record.RowsKept
	if add(text); f.mending.isSearch && f.record.RowsKept > before {
		f.mending.see(content(text), f.place(row))
	}
}

// cutMark takes the mark off a row of a mended copy.
func (f *fileRun) cutMark(text []byte) (at mark, rest []byte, isMarked bool) {
	end := bytes.IndexAny(text, ",;\t")
	if end < 0 {
		return mark{}, text, false
	}
	at, isMarked = parseMark(f.mends, text[:end])
	return at, text[end+1:], isMarked
}

type listedPerson struct{ name, address []byte }

// peopleIn finds the people of a row. A lone name beside a lone address belongs to
// it; any other item without an address makes the row unusable.
func peopleIn(row []byte) []listedPerson {
	var people []listedPerson
	var names [][]byte
	for _, item := range listItems(row) {
		p := personIn(item)
		switch {
		case p.address != nil:
			people = append(people, p)
		case len(p.name) > 0:
			names = append(names, p.name)
		}
	}
	switch {
	case len(names) == 0:
		return people
	case len(people) == 1 && len(people[0].name) == 0:
		people[0].name = bytes.Join(names, []byte{' '})
		return people
	}
	return nil
}

// listItems cuts a row at commas, semicolons, tabs and line breaks outside quotes.
func listItems(row []byte) [][]byte {
	var items [][]byte
	start, quoted := 0, false
	for i, c := range row {
		switch c {
		case '"':
			quoted = !quoted
		case ',', ';', '\t', '\n', '\r':
			if !quoted {
				items = append(items, row[start:i])
				start = i + 1
			}
		}
	}
	return append(items, row[start:])
}

// personIn reads "Name <address>", an address or a name.
func personIn(item []byte) listedPerson {
	item = value(item)
	if at := bytes.LastIndexByte(item, '<'); at >= 0 && bytes.HasSuffix(item, []byte(">")) {
		if address := bareAddress(item[at:]); bytes.IndexByte(address, '@') > 0 {
			return listedPerson{name: unquoted(item[:at]), address: address}
		}
	}
	if address := bareAddress(unquoted(item)); bytes.IndexByte(address, '@') > 0 && bytes.IndexByte(address, ' ') < 0 {
		return listedPerson{address: address}
	}
	return listedPerson{name: unquoted(item)}
}

func unquoted(b []byte) []byte {
	b = trim(b)
	if n := len(b); n > 1 && b[0] == '"' && b[n-1] == '"' {
		return trim(bytes.ReplaceAll(b[1:n-1], []byte(`""`), []byte(`"`)))
	}
	return trim(bytes.Trim(b, `"`))
}

// bareAddress strips mailto: and angle brackets.
func bareAddress(b []byte) []byte {
	b = trim(bytes.Trim(b, "<>"))
	const scheme = "mailto:"
	if len(b) > len(scheme) && bytes.EqualFold(b[:len(scheme)], []byte(scheme)) {
		b = trim(b[len(scheme):])
	}
	return b
}
