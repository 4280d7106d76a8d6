package ingest

import (
	"strconv"
	"strings"
)

// A header is one column of a CSV file as its first row names it.
type header struct {
	text string // trimmed, without byte order mark
	key  string
	// product and place are those of a candidate column; activity tells when
	// from whether.
	product, place string
	activity       bool
	role           string
	near           string // header of a field that the file lacks and that this one may mean
	twin           int    // number, from 1, of the column whose header this one repeats; else 0
}

// Roles of columns in raw_columns.
const (
	roleAccess    = "access"
	roleActivity  = "activity"
	roleGroup     = "group"
	roleAttribute = "attribute"
	roleDuplicate = "duplicate"
	roleMark      = "mark"    // which rejected row is mended: see mendmark.go
	roleUnknown   = "unknown" // of a format whose unknown columns cannot be products
)

// isSecret knows the header keys of columns that are never read, in any format.
func isSecret(key string) bool {
	switch key {
	case "password", "passwd", "passwordhash", "temporarypassword", "initialpassword", "newpassword", "secret", "token", "apitoken":
		return true
	}
	return false
}

func readHeaders(cells [][]byte) []header {
	headers := make([]header, len(cells))
	for i, cell := range cells {
		text := string(trim(cell))
		headers[i] = header{text: text, key: headerKey(text), role: roleAttribute}
	}
	if len(headers) > 0 && mendsOf(headers[0].text) != "" {
		headers[0].key, headers[0].role = "", roleMark
	}
	return headers
}

// keysOf lists the header keys, without those that are empty, and the texts that they
// stand for.
func keysOf(headers []header) (keys, names []string) {
	for _, h := range headers {
		if h.key != "" {
			keys, names = append(keys, h.key), append(names, h.text)
		}
	}
	return keys, names
}

// classify gives every column its role under a layout and finds those that
// repeat another one. Two fixed columns repeat each other when their keys are
// the same; two candidates only when product and place are, so that the sites
// "ac-me" and "acme" stay apart.
func classify(headers []header, l *layout) {
	seen := make(map[string]int)
	for i := range headers {
		h := &headers[i]
		id := "fixed " + h.key
		switch {
		case h.text == "", h.role == roleMark:
			continue
		case l.isField(h.key), isSecret(h.key):
		case l.hasGroups && l.groups.has(h.key):
			h.role = roleGroup
		case l.candidates != noCandidates:
			h.product, h.place, h.activity = splitHeader(h.text)
			h.role = roleAccess
			if h.activity {
				h.role = roleActivity
			}
			id = strings.Join([]string{h.role, headerKey(h.product), strings.ToLower(h.place)}, "\x00")
		case !l.isSpelled(h.key):
			h.role = roleUnknown
		}
		if first, repeated := seen[id]; repeated {
			h.role, h.twin = roleDuplicate, first
			continue
		}
		seen[id] = i + 1
	}
	markNearMisses(headers, l)
}

func (l *layout) isField(key string) bool {
	for _, f := range l.fields {
		if f.keys != "" && key != "" && hasKey([]string{key}, f.keys) {
			return true
		}
	}
	return false
}

func (g groupKeys) has(key string) bool {
	return hasKey([]string{key}, g.id+"|"+g.name+"|"+g.list) || isGroupNumber(key)
}

// findColumn finds the column with one of the keys, best key first; -1 if none. A
// key that ends in * stands for all that start like it.
func findColumn(headers []header, keys string) int {
	for key := range strings.SplitSeq(keys, "|") {
		for i, h := range headers {
			if key != "" && h.key != "" && h.role != roleDuplicate && hasKey([]string{h.key}, key) {
				return i
			}
		}
	}
	return -1
}

// sources lists the columns with any of the keys, best key first.
func sources(headers []header, keys string) []int {
	var found []int
	for key := range strings.SplitSeq(keys, "|") {
		if i := findColumn(headers, key); i >= 0 {
			found = append(found, i)
		}
	}
	return found
}

// describe writes the columns to raw_columns and notes what is odd about them.
func (f *fileRun) describe(headers []header, row int64) {
	t := f.table(columnsTable)
	for i, h := range headers {
		t.int(colColumnNo, int64(i+1))
		t.text(colHeader, []byte(h.text))
		t.text(colHeaderKey, []byte(h.key))
		t.text(colProductText, []byte(h.product))
		t.text(colProductKey, []byte(headerKey(h.product)))
		t.text(colPlaceText, []byte(h.place))
		t.text(colRole, []byte(h.role))
		t.rows++
		t.rotateIfFull()
		switch {
		case h.role == roleDuplicate:
			f.finding(row, h.text, "column "+strconv.Itoa(i+1)+" repeats column "+strconv.Itoa(h.twin), duplicateColumn)
		case h.text == "":
			f.finding(row, "", "column "+strconv.Itoa(i+1), unnamedColumn)
		case h.near != "":
			f.finding(row, h.text, h.near, nearMissColumn)
		}
	}
}
