package ingest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/fnv"
	"slices"
	"sort"
	"strings"

	"billable"
)

// Mended rows. A file whose rows carry marks (see mendmark.go) is read behind all
// others, when every reject of the night is known. A row of it
//
//   - takes the place of the reject that its mark names: the reject stays listed and
//     counts neither for the budget nor for the exit code;
//   - is not read again when it is there already: in another mended copy, or in the
//     file itself, which somebody repaired as well.
//
// Nothing is lost by guessing: a row whose reject cannot be found is read, with a
// finding.

// mending is what a run knows of rejects and of the rows that mend them.
type mending struct {
	files  map[string]*rejectedFile // by file, with the sheet
	claims map[mark]claim
	later  []Input // mended copies, put off
	isNow  bool    // they are being read
	// isSurvey: nothing is added; the contents of rows that mend no reject are
	// collected in wanted.
	isSurvey bool
	// isSearch: rows of other files whose content is in wanted are noted there.
	isSearch bool
	wanted   map[uint64]string // content -> place of the row that has it, or ""
	kinds    map[string]bool   // of the files in which to look for them
}

// A rejectedFile is a file, or a sheet, and its rejects.
type rejectedFile struct {
	input, sheet, kind string
	rejects            []reject // by row
	byPrint            []int32  // the same by fingerprint, once it is asked for
}

type reject struct {
	row      int64
	print    fingerprint
	isMended bool
}

// A claim is a row that mends another.
type claim struct {
	place   string
	content uint64
	isKept  bool
}

func newMending() *mending {
	return &mending{
		files: make(map[string]*rejectedFile), claims: make(map[mark]claim),
		wanted: make(map[uint64]string), kinds: make(map[string]bool),
	}
}

// errMendedLater says that a file is a mended copy whose time has not come.
var errMendedLater = errors.New("mended rows are read behind all others")

// postpones reports whether an input has to wait for the mended copies.
func (m *mending) postpones(in Input) bool {
	return !m.isNow && in.SameAs != "" && slices.ContainsFunc(m.later, func(l Input) bool { return l.Path == in.SameAs })
}

// file gives what is known of a file, from its first reject or its end on.
func (m *mending) file(f *fileRun) *rejectedFile {
	at := f.place(0)
	known := m.files[at]
	if known == nil {
		known = &rejectedFile{input: f.record.Path, sheet: f.record.Sheet}
		m.files[at] = known
	}
	if f.format != nil {
		known.kind = f.format.Kind
	}
	return known
}

// note remembers a reject.
func (m *mending) note(f *fileRun, row int64, text []byte) {
	if !f.isMended && !m.isSurvey && !m.isSearch {
		known := m.file(f)
		known.rejects = append(known.rejects, reject{row: row, print: fingerprintOf(text)})
	}
}

// resolve finds the reject that a mark names: by its row, else by its text, for rows
// move when a file is repaired in part. Where the file itself is gone, it may have
// another name now.
func (m *mending) resolve(at mark) (mark, *reject) {
	names := []string{at.file}
	if !m.isRead(at.file) {
		names = m.names()
	}
	for _, name := range names {
		if known := m.files[name]; known != nil {
			if found := known.find(at); found != nil {
				return mark{file: name, row: found.row, print: at.print}, found
			}
		}
	}
	return at, nil
}

func (m *mending) names() []string {
	names := make([]string, 0, len(m.files))
	for name := range m.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (k *rejectedFile) find(at mark) *reject {
	i := sort.Search(len(k.rejects), func(i int) bool { return k.rejects[i].row >= at.row })
	if i < len(k.rejects) && k.rejects[i].row == at.row && k.rejects[i].print == at.print {
		return &k.rejects[i]
	}
	if len(k.byPrint) != len(k.rejects) {
		k.byPrint = make([]int32, len(k.rejects))
		for i := range k.byPrint {
			k.byPrint[i] = int32(i)
		}
		slices.SortStableFunc(k.byPrint, func(a, b int32) int { return bytes.Compare(k.rejects[a].print[:], k.rejects[b].print[:]) })
	}
	n := sort.Search(len(k.byPrint), func(i int) bool { return bytes.Compare(k.rejects[k.byPrint[i]].print[:], at.print[:]) >= 0 })
	for ; n < len(k.byPrint) && k.rejects[k.byPrint[n]].print == at.print; n++ {
		if found := &k.rejects[k.byPrint[n]]; !found.isMended {
			return found
		}
	}
	return nil
}

// mended counts the rejects of a file that other rows take the place of.
func (m *mending) mended(f *fileRun) int64 {
	n := int64(0)
	if known := m.files[f.place(0)]; known != nil {
		for i := range known.rejects {
			if known.rejects[i].isMended {
				n++
			}
		}
	}
	return n
}

// addMended adds a row that carries a mark, unless it is there already. add adds it,
// refuse rejects it.
func (f *fileRun) addMended(at mark, row int64, content uint64, add func(), refuse func(reason, remedy string)) {
	m := f.mending
	target, found := m.resolve(at)
	if m.isSurvey {
		if found == nil {
			m.wanted[content] = ""
			m.kinds[f.format.Kind] = true
		}
		f.keep()
		return
	}
	place := at.place()
	earlier, isClaimed := m.claims[at]
	if !isClaimed {
		earlier, isClaimed = m.claims[target]
	}
	switch {
	case isClaimed && earlier.isKept && earlier.content == content:
		f.keep()
		f.finding(row, "", place+" by "+earlier.place, mendedTwice)
		return
	case isClaimed && earlier.isKept:
		refuse("it mends "+place+", which "+earlier.place+" mends already, and says something else",
			"Keep the one of the two rows that is right.")
		return
	case found == nil && m.wanted[content] != "":
		f.keep()
		f.finding(row, "", place+" in "+m.wanted[content], mendedElsewhere)
		return
	}
	before := f.record.RowsKept
	add()
	isKept := f.record.RowsKept > before
	m.claims[at] = claim{place: f.place(row), content: content, isKept: isKept}
	m.claims[target] = m.claims[at]
	switch {
	case !isKept && found != nil:
		f.repeated++ // the budget of the other file counts it
	case !isKept:
	case found != nil:
		found.isMended = true
		f.writeMend(row, m.files[target.file], found.row)
	case m.isRead(at.file):
		f.finding(row, "", place, mendUnmatched)
	default:
		f.finding(row, "", place, mendWithoutFile)
	}
}

// isRead reports whether a file that a mark names is among the inputs.
func (m *mending) isRead(file string) bool { return m.files[file] != nil }

// place spells the row that a mark names.
func (m mark) place() string { return m.file + billable.Pos{Row: int(m.row)}.String() }

// writeMend notes in raw_mends which reject a row takes the place of.
func (f *fileRun) writeMend(row int64, of *rejectedFile, rejected int64) {
	t := f.table(mendsTable)
	t.text(menFile, []byte(of.input))
	t.text(menSheet, []byte(of.sheet))
	t.int(menRow, rejected)
	t.end(row)
}

// see notes a row of another file whose content is wanted.
func (m *mending) see(content uint64, place string) {
	if at, isWanted := m.wanted[content]; isWanted && at == "" {
		m.wanted[content] = place
	}
}

// contentOf is the same for two rows that say the same under the same headers,
// whatever the order of their columns and the blanks around their cells.
func contentOf(headers []header, rec *record) uint64 {
	var sum uint64
	for i, cell := range rec.cells {
		if i >= len(headers) || headers[i].role == roleMark {
			continue
		}
		if v := value(cell); len(v) > 0 {
			h := fnv.New64a()
			h.Write([]byte(headers[i].key))
			h.Write([]byte{0})
			h.Write(v)
			sum += h.Sum64()
		}
	}
	return sum
}

// contentOfRecord is the same for two JSON records with the same values.
func contentOfRecord(raw []byte) uint64 {
	h := fnv.New64a()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var values map[string]any
	if d.Decode(&values) == nil {
		delete(values, mendKey)
		if ordered, err := json.Marshal(values); err == nil {
			raw = ordered
		}
	}
	h.Write(raw)
	return binary.BigEndian.Uint64(h.Sum(nil))
}

// markedFile is the file that a CSV file's or sheet's rows say they are of, or "".
func markedFile(headers []header) string {
	if len(headers) == 0 || headers[0].role != roleMark {
		return ""
	}
	return mendsOf(headers[0].text)
}

// beginMended begins a mended copy of a file, or puts it off; of is "" for any other
// input. It gives the kind that the options name for either of them.
func (r *run) beginMended(f *fileRun, of, kind string) (string, error) {
	if of == "" {
		return kind, nil
	}
	if !r.mending.isNow {
		return "", errMendedLater
	}
	f.isMended, f.mends = true, of
	if f.copy != nil {
		f.copy.isMended = true
	}
	file, sheet := splitPlace(of)
	if f.workspace == "" {
		f.workspace = r.o.workspaceOf(file, sheet)
	}
	if kind != "" {
		return kind, nil
	}
	return r.o.kindOf(file, sheet)
}

// splitPlace takes the sheet off a file's place.
func splitPlace(place string) (file, sheet string) {
	if file, sheet, isSheet := strings.Cut(strings.TrimSuffix(place, "]"), "["); isSheet && strings.HasSuffix(place, "]") {
		return file, sheet
	}
	return place, ""
}

// readMended reads the mended copies, once all else was read.
func (r *run) readMended(inputs []Input) error {
	m := r.mending
	m.isNow = true
	if len(m.later) == 0 {
		return nil
	}
	if err := r.survey(inputs); err != nil {
		return err
	}
	for _, in := range m.later {
		if err := r.readFile(in); err != nil {
			return err
		}
	}
	return nil
}

// survey finds the mended rows that stand in a repaired file as well: it goes through
// the copies for rows whose rejects are gone, and through the files of their kinds for
// the same content. Most nights have none of either.
func (r *run) survey(inputs []Input) error {
	m := r.mending
	m.isSurvey = true
	if err := r.leafThrough(m.later); err != nil {
		return err
	}
	m.isSurvey = false
	if len(m.wanted) == 0 {
		return nil
	}
	var others []Input
	for _, in := range inputs {
		if in.SameAs == "" && m.hasWantedKind(in) {
			others = append(others, in)
		}
	}
	m.isSearch = true
	err := r.leafThrough(others)
	m.isSearch = false
	return err
}

// hasWantedKind reports whether a file, no mended copy, may hold rows that are wanted.
func (m *mending) hasWantedKind(in Input) bool {
	for _, known := range m.files {
		if known.input == in.Path && m.kinds[known.kind] {
			return true
		}
	}
	return false
}

// leafThrough reads inputs into tables that are dropped.
func (r *run) leafThrough(inputs []Input) error {
	l := newDryLake(r.ctx)
	l.dry = func(*table) bool { return false }
	again := &run{ctx: r.ctx, o: r.o, lake: l, mending: r.mending, ledger: new(Ledger)}
	again.o.Progress = nil
	again.archives.limits = r.o.Limits
	defer again.archives.close()
	for _, in := range inputs {
		if in.SameAs != "" {
			continue
		}
		if err := again.readFile(in); err != nil {
			return err
		}
	}
	return nil
}

// kindOf is the kind of a mended copy in JSON. Its first record may still be broken:
// the kind is that of the file that it is of.
func (m *mending) kindOf(file, kind string) string {
	if known := m.files[file]; kind == "" && known != nil {
		return known.kind
	}
	return kind
}
