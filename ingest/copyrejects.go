package ingest

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"billable"
)

// CopyRejects reads inputs as Run would and writes, for every file or sheet with
// rejected rows, a copy of those rows and the header into dir: a file that can be
// mended and put beside the exports. Run then reads each mended row in the place of the
// reject that its first column names. Rows that a mended copy among the inputs speaks
// of are not copied again.
//
// Files that Run would refuse are passed over, whatever is wrong with them: Run says
// it. So a night with too many rejects can be mended. All copies are written or none,
// and no file of other content is written over.
func CopyRejects(ctx context.Context, o Options, inputs []Input, dir string) ([]RejectCopy, error) {
	if err := checkOptions(o); err != nil {
		return nil, err
	}
	o.Limits, o.Progress, o.IgnoreUnknown = o.Limits.orDefault(), nil, true
	made, err := makeFolder(dir)
	if err != nil {
		return nil, copyProblem(dir, err)
	}
	c := &rejectCopier{dir: dir}
	defer func() {
		c.close()
		for _, d := range made {
			_ = os.Remove(d) // only if it is empty
		}
	}()
	l := newDryLake(ctx)
	l.dry = func(*table) bool { return false }
	r := &run{ctx: ctx, o: o, lake: l, mending: newMending(), ledger: new(Ledger), copies: c}
	r.archives.limits = o.Limits
	defer r.archives.close()
	if err := r.readWhatCanBe(inputs); err != nil {
		return nil, err
	}
	return c.finish(r.mending)
}

// readWhatCanBe reads the inputs, those that can be read.
func (r *run) readWhatCanBe(inputs []Input) error {
	for _, in := range inputs {
		if err := r.readFile(in); err != nil && !isInputProblem(err) {
			return err
		}
	}
	r.mending.isNow = true
	for _, in := range r.mending.later {
		if err := r.readFile(in); err != nil && !isInputProblem(err) {
			return err
		}
	}
	return nil
}

func isInputProblem(err error) bool {
	p := billable.ProblemIn(err)
	return p != nil && p.Kind == billable.Input
}

// makeFolder makes a folder and gives those that were not there, the deepest first.
func makeFolder(dir string) (made []string, err error) {
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	return made, os.MkdirAll(dir, 0o755)
}

// A rejectCopier writes the copies of one night.
type rejectCopier struct {
	dir  string
	list []*rejectCopy
}

// of gives the copy of a file or sheet; nil when nothing is copied.
func (c *rejectCopier) of(f *fileRun) *rejectCopy {
	if c == nil {
		return nil
	}
	one := &rejectCopy{dir: c.dir, file: f, of: f.place(0), delim: ',', quote: '"'}
	c.list = append(c.list, one)
	return one
}

func (c *rejectCopier) close() {
	for _, one := range c.list {
		one.close()
	}
}

// finish writes the copies under hidden names and then gives them their own.
func (c *rejectCopier) finish(m *mending) (copies []RejectCopy, err error) {
	var hidden []string
	defer func() {
		for _, name := range hidden {
			_ = os.Remove(name) // gone when it got its own name
		}
	}()
	taken := make(map[string]int)
	var pending [][2]string
	for _, one := range c.list {
		if one.spool == nil && one.left == 0 || one.isMended || one.file.broken != nil {
			continue
		}
		name, rows, err := one.writeHidden(m)
		if err != nil {
			return nil, copyProblem(one.of, err)
		}
		if name != "" {
			hidden = append(hidden, name)
		}
		if rows+one.left == 0 {
			continue
		}
		copied := RejectCopy{Of: one.of, Rows: rows, Left: one.left}
		if rows > 0 {
			base := copyName(one.of, one.isJSON)
			taken[base]++
			copied.Path = numbered(base, taken[base])
			pending = append(pending, [2]string{name, copied.Path})
		}
		copies = append(copies, copied)
	}
	return copies, c.publish(pending)
}

// publish gives hidden files their names, once none of these is taken.
func (c *rejectCopier) publish(pending [][2]string) error {
	var fresh [][2]string
	for _, p := range pending {
		name := filepath.Join(c.dir, p[1])
		isThere, err := isSameFile(p[0], name)
		if err != nil {
			return err
		}
		if !isThere {
			fresh = append(fresh, [2]string{p[0], name})
		}
	}
	for _, p := range fresh {
		if err := os.Rename(p[0], p[1]); err != nil {
			return copyProblem(p[1], err)
		}
	}
	if len(fresh) > 0 {
		return syncFolder(c.dir)
	}
	return nil
}

// isSameFile reports whether a file is there already; one of the same name and other
// content may be half mended, and is a Problem.
func isSameFile(hidden, name string) (bool, error) {
	if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	isSame, err := sameContent(hidden, name)
	if err != nil {
		return false, copyProblem(name, err)
	}
	if !isSame {
		return false, &billable.Problem{
			Kind: billable.Usage, Pos: billable.Pos{File: filepath.Base(name)},
			What:   "the folder for rejected rows holds a file of this name with other content",
			Remedy: "Put it beside the exports if it is mended, or name another folder with --rejects-to.",
		}
	}
	return true, nil
}

// writeHidden writes the copy under a hidden name, which is "" when it would be empty.
func (c *rejectCopy) writeHidden(m *mending) (name string, rows int64, err error) {
	if c.spool == nil {
		return "", 0, c.err
	}
	f, err := os.CreateTemp(c.dir, ".mend-*")
	if err != nil {
		return "", 0, err
	}
	rows, err = c.write(f, m.isClaimed)
	return f.Name(), rows, errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
}

// isClaimed reports whether a mended copy speaks of a reject.
func (m *mending) isClaimed(at mark) bool {
	_, isClaimed := m.claims[at]
	return isClaimed
}
