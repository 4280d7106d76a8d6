package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"regexp"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"

	"billable"

	"github.com/parquet-go/parquet-go/format"
)

// A run is one call of Run.
type run struct {
	ctx    context.Context
	o      Options
	lake   *lake
	ledger *Ledger
	files  []*fileRun // read so far; a workbook has one for each sheet

	archives openArchives
	mending  *mending
	copies   *rejectCopier // nil but in CopyRejects
	watch    *explainer    // nil but in Explain

	filesTotal, filesDone int
	bytesTotal, bytesDone int64
	rows                  int64
}

// Run reads the inputs that Scan listed and writes the raw tables and the ledger.
// Identical files are read once. On an error nothing of the run stays behind.
//
// Errors that a person can act on are Problems: Usage for options, Input for a
// file that breaks its contract, Retry for disks and for files that change.
func Run(ctx context.Context, o Options, inputs []Input) (*Ledger, error) {
	if err := checkOptions(o); err != nil {
		return nil, err
	}
	defer giveMemoryBack()
	o.Limits = o.Limits.orDefault()
	l, err := newLake(ctx, o, metadataOf(o, inputs))
	if err != nil {
		return nil, err
	}
	r := &run{ctx: ctx, o: o, lake: l, mending: newMending(), ledger: &Ledger{
		Org: o.Org, AsOf: o.AsOf, RunID: o.RunID, Schema: Schema, Raw: make(map[string][]TableFile),
	}}
	r.archives.limits = o.Limits
	defer r.archives.close()
	if err := r.readAll(inputs); err != nil {
		l.discard(err)
		return nil, err
	}
	if err := l.finish(r.ledger); err != nil {
		l.discard(err)
		return nil, err
	}
	return r.ledger, nil
}

// giveMemoryBack lets go of what a large run held: the engine that runs next in
// this process has a memory limit of its own and cannot use what lies free in this
// one. It takes some milliseconds, so that small runs leave it.
func giveMemoryBack() {
	held := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}}
	metrics.Read(held)
	if held[0].Value.Uint64()+held[1].Value.Uint64() > 32<<20 {
		debug.FreeOSMemory()
	}
}

// metadataOf is what every table file of the run says about itself. Two runs
// over the same inputs say the same.
func metadataOf(o Options, inputs []Input) []format.KeyValue {
	h := sha256.New()
	for _, in := range inputs {
		fmt.Fprintf(h, "%s  %s\n", in.SHA256, in.Path)
	}
	return []format.KeyValue{
		keyValue("schema", strconv.Itoa(Schema)),
		keyValue("run_id", o.RunID),
		keyValue("inputs_sha256", hex.EncodeToString(h.Sum(nil))),
	}
}

func (r *run) readAll(inputs []Input) error {
	for _, in := range inputs {
		if in.SameAs == "" {
			r.filesTotal++
			r.bytesTotal += in.Bytes
		}
	}
	for _, in := range inputs {
		if err := r.readFile(in); err != nil {
			return err
		}
	}
	if err := r.readMended(inputs); err != nil {
		return err
	}
	return r.endFiles(inputs)
}

// endFiles holds what was read to its counts, and lists it in the order of the inputs.
func (r *run) endFiles(inputs []Input) error {
	order := make(map[string]int)
	for i, in := range inputs {
		order[in.Path] = i
	}
	slices.SortStableFunc(r.files, func(a, b *fileRun) int { return order[a.record.Path] - order[b.record.Path] })
	for _, f := range r.files {
		if err := f.check(r.o); err != nil {
			return err
		}
		r.ledger.Files = append(r.ledger.Files, f.record)
	}
	return nil
}

func (r *run) newFileRun(in Input, sheet string) *fileRun {
	f := &fileRun{lake: r.lake, mending: r.mending, asOf: noDate, workspace: r.o.workspaceOf(in.Path, sheet), record: FileRecord{
		Path: in.Path, Sheet: sheet, SHA256: in.SHA256, Bytes: in.Bytes, SameAs: in.SameAs,
	}}
	if day, ok := parseDay([]byte(r.o.AsOf)); ok {
		f.asOf = day
	}
	f.copy = r.copies.of(f)
	if r.watch != nil {
		f.watch, r.watch.file = r.watch, f
	}
	return f
}

func (r *run) readFile(in Input) error {
	f := r.newFileRun(in, "")
	if r.mending.postpones(in) {
		r.mending.later = append(r.mending.later, in)
		return nil
	}
	if in.SameAs != "" {
		r.noteIdentical(f, in)
		r.files = append(r.files, f)
		return nil
	}
	c, err := r.archives.content(r.ctx, r.o.Dir, in)
	if err != nil {
		return err
	}
	defer c.close()
	s, err := openSource(c, in, r.o.Limits)
	if err != nil {
		return err
	}
	defer s.close()
	if err := r.look(f, s); err != nil {
		return err
	}
	files, err := r.readSource(f, s, in)
	// A file that changed under the reader explains any other complaint.
	if changed := s.finish(); changed != nil && (err == nil || isRetry(changed)) {
		err = changed
	}
	if err == nil {
		err = r.lake.err
	}
	if err == nil {
		if guess := s.encoding(); guess != "" {
			files[0].finding(0, "", guess, guessedEncoding)
		}
	} else if errors.Is(err, errMendedLater) {
		r.mending.later = append(r.mending.later, in)
		return nil
	} else if files, err = r.unless(f, err); err != nil {
		return err
	}
	r.endFile(files, in)
	return nil
}

// readSource reads a file by what its first bytes say it is.
func (r *run) readSource(f *fileRun, s *source, in Input) ([]*fileRun, error) {
	kind, err := r.o.kindOf(in.Path, "")
	if err != nil {
		return nil, err
	}
	encoding, err := encodingOf(in.Path, s.text)
	f.watch.source(s, encoding)
	if err != nil {
		return nil, err
	}
	switch encoding {
	case "workbook":
		return r.readWorkbook(f, s, in)
	case "json":
		err = r.readJSON(f, s, kind)
	default:
		err = r.readCSV(f, s, kind)
	}
	r.rows += f.record.RowsRead
	return []*fileRun{f}, err
}

// endFile takes note of what was read of a file.
func (r *run) endFile(files []*fileRun, in Input) {
	for _, f := range files {
		if !f.isMended {
			r.mending.file(f)
		}
	}
	r.files = append(r.files, files...)
	r.lake.rest()
	r.filesDone++
	r.bytesDone += in.Bytes
	r.report(files[0], 0, 0)
}

// unless passes an error on, unless it is that of an unknown file and those are
// to be ignored: then it gives what the ledger says of the file.
func (r *run) unless(f *fileRun, err error) ([]*fileRun, error) {
	unknown, ok := errors.AsType[*unknownFile](err)
	if !ok {
		return nil, err
	}
	if !r.o.IgnoreUnknown {
		return nil, unknown.problem
	}
	f.begin(&Format{Kind: ""})
	f.record.Format = ""
	f.findingBecause(0, "", "", ignoredFile, unknown.problem.What)
	return []*fileRun{f}, nil
}

func isRetry(err error) bool {
	p := billable.ProblemIn(err)
	return p != nil && p.Kind == billable.Retry
}

// noteIdentical lists a file that is not read because another one is the same.
func (r *run) noteIdentical(f *fileRun, in Input) {
	for _, first := range r.files {
		if first.record.Path == in.SameAs {
			f.record.Format = first.record.Format
			break
		}
	}
	kind := f.record.Format
	if cut := strings.LastIndexByte(kind, '_'); cut > 0 {
		kind = kind[:cut]
	}
	id := f.record.Format
	f.begin(&Format{Kind: kind})
	f.record.Format = id
	f.findingBecause(0, "", in.SameAs, identicalFile, "the file is byte for byte the same as "+in.SameAs+" and is read once")
}

// look stops a run that was cancelled or has failed, and reports progress.
func (r *run) look(f *fileRun, s *source) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.lake.err != nil {
		return r.lake.err
	}
	r.report(f, s.ahead.done.Load(), f.record.RowsRead)
	return nil
}

func (r *run) report(f *fileRun, bytes, rows int64) {
	if r.o.Progress == nil {
		return
	}
	r.o.Progress(Progress{
		File: f.record.Path, BytesDone: r.bytesDone + bytes, BytesTotal: r.bytesTotal, Rows: r.rows + rows,
		FilesDone: r.filesDone, FilesTotal: r.filesTotal,
	})
}

// kindOf gives the kind that the options name for a file or sheet, or "".
func (o *Options) kindOf(file, sheet string) (string, error) {
	for _, rule := range o.Kinds {
		isNamed, err := names(rule.Glob, file, sheet)
		if err != nil {
			return "", &billable.Problem{
				Kind: billable.Usage, Column: "kinds", What: fmt.Sprintf("%q is not a pattern of file names", rule.Glob),
				Remedy: "Use * and ? as in managed*.csv.", Err: err,
			}
		}
		if isNamed {
			return rule.Kind, nil
		}
	}
	return "", nil
}

// names reports whether a rule's glob matches the path or the name of a file, or
// either with the sheet behind it.
func names(glob, file, sheet string) (bool, error) {
	candidates := []string{file, path.Base(file)}
	if sheet != "" {
		candidates = append(candidates, file+"/"+sheet, path.Base(file)+"/"+sheet)
	}
	for _, name := range candidates {
		if isNamed, err := path.Match(glob, name); isNamed || err != nil {
			return isNamed, err
		}
	}
	return false, nil
}

var (
	orgName   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$`)
	runIDName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$`)
)

// checkOptions refuses names that cannot be part of a path, before a file is made.
func checkOptions(o Options) error {
	usage := func(column, what, remedy string) error {
		return &billable.Problem{Kind: billable.Usage, Column: column, What: what, Remedy: remedy}
	}
	if !orgName.MatchString(o.Org) {
		return usage("org", fmt.Sprintf("%q cannot be the name of an organisation", o.Org),
			"Use letters, digits, dots, dashes and underscores, at most 63, starting with a letter or digit.")
	}
	if !isNight(o.AsOf) {
		return usage("as_of", fmt.Sprintf("%q is not a date", o.AsOf), "Give the night as YYYY-MM-DD, such as 2026-11-20.")
	}
	if !runIDName.MatchString(o.RunID) {
		return usage("run_id", fmt.Sprintf("%q cannot be the id of a run", o.RunID), "Use letters, digits, dashes and underscores.")
	}
	return checkKinds(o)
}

func checkKinds(o Options) error {
	kinds := Kinds()
	for _, rule := range o.Kinds {
		if !slices.Contains(kinds, rule.Kind) {
			return &billable.Problem{
				Kind: billable.Usage, Column: "kinds", What: fmt.Sprintf("%q is not a kind of file", rule.Kind),
				Remedy: "Known kinds: " + strings.Join(kinds, ", ") + ".",
			}
		}
	}
	return nil
}

func isNight(s string) bool {
	_, ok := parseISODay([]byte(s))
	return ok
}
