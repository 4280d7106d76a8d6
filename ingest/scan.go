package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"billable"
)

// isIgnored reports whether a file or folder is no input because of its name:
// the config, README files, notes in Markdown, what is hidden, and what operating
// systems leave in folders and archives.
func isIgnored(name string) bool {
	switch name {
	case "billable.yaml", "__MACOSX", "Thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "README") || strings.HasSuffix(strings.ToLower(name), ".md")
}

// Scan lists the inputs of o.Dir, folders and archives within it included, sorted by
// path, and hashes them. Only Dir, Exclude and Limits of o are used. The second of
// two identical files, and any further one, names the first in SameAs.
func Scan(ctx context.Context, o Options) ([]Input, error) {
	root, err := filepath.EvalSymlinks(o.Dir)
	if err != nil {
		return nil, inputFolderProblem(err)
	}
	paths, err := listFiles(root, o.Exclude)
	if err != nil {
		return nil, err
	}
	slices.Sort(paths)
	inputs, err := (&scanner{ctx, root, o.Exclude, o.Limits.orDefault()}).files(paths)
	if err != nil {
		return nil, err
	}
	first := make(map[string]string)
	for i := range inputs {
		in := &inputs[i]
		// An empty file is refused where it is, not taken for a copy.
		if in.Bytes > 0 {
			in.SameAs = first[in.SHA256]
		}
		if in.SameAs == "" {
			first[in.SHA256] = in.Path
		}
	}
	return inputs, nil
}

// listFiles walks the folder. Symbolic links are followed when they lead to a
// file within it and refused when they lead out.
func listFiles(root string, exclude []string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(root, name)
		if err = errors.Join(err, relErr); err != nil {
			return fileProblem(filepath.ToSlash(rel), err)
		}
		rel = filepath.ToSlash(rel)
		if rel == "." {
			return nil
		}
		if isIgnored(e.Name()) || isExcluded(rel, exclude) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			return nil
		}
		if e.Type()&fs.ModeSymlink != 0 {
			if err := checkLink(root, name, rel); err != nil {
				return err
			}
		} else if !e.Type().IsRegular() {
			return &billable.Problem{
				Kind: billable.Input, Pos: billable.Pos{File: rel}, What: "it is not a file",
				Remedy: "Take it out of the input folder.",
			}
		}
		paths = append(paths, rel)
		return nil
	})
	return paths, err
}

func isExcluded(rel string, exclude []string) bool {
	return slices.ContainsFunc(exclude, func(x string) bool {
		return rel == strings.TrimPrefix(filepath.ToSlash(filepath.Clean(x)), "./")
	})
}

// checkLink refuses links that leave the input folder, dangle, or lead to a folder.
func checkLink(root, name, rel string) error {
	p := &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: rel}, Remedy: "Put the file itself into the input folder."}
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		p.What = "the symbolic link leads nowhere"
		return p
	}
	inside, err := filepath.Rel(root, target)
	if err != nil || inside == ".." || strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
		p.What = "the symbolic link leads out of the input folder"
		return p
	}
	if info, err := os.Stat(target); err != nil || !info.Mode().IsRegular() {
		p.What = "the symbolic link does not lead to a file"
		return p
	}
	return nil
}

// A scanner lists and hashes inputs.
type scanner struct {
	ctx     context.Context
	root    string
	exclude []string
	limits  Limits
}

// files scans several files at a time. Of several errors it gives that of the first
// path.
func (s *scanner) files(paths []string) ([]Input, error) {
	inputs := make([][]Input, len(paths))
	errs := make([]error, len(paths))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(paths); i = int(next.Add(1)) - 1 {
				inputs[i], errs[i] = s.file(paths[i])
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	all := slices.Concat(inputs...)
	slices.SortFunc(all, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

func (s *scanner) file(path string) ([]Input, error) {
	c, err := fileContent(s.ctx, s.root, path)
	if err != nil {
		return nil, fileProblem(path, err)
	}
	defer c.close()
	inputs, err := s.inputs(c, nil, newBudget(path, c.size, s.limits))
	switch {
	case s.ctx.Err() != nil:
		return nil, fmt.Errorf("scan %s: %w", path, s.ctx.Err())
	case err != nil && billable.ProblemIn(err) == nil:
		return nil, fileProblem(path, err)
	}
	return inputs, err
}

// inputs lists the content, or the members of the archive that it is.
func (s *scanner) inputs(c *content, within []string, b *budget) ([]Input, error) {
	a, err := c.asArchive(b)
	if err != nil {
		return nil, err
	}
	if a == nil {
		in, err := hashContent(c)
		in.Within = within
		return []Input{in}, err
	}
	defer a.close()
	if len(within) == int(b.limits.MaxZipDepth) {
		return nil, limitProblem(billable.Pos{File: c.path}, "max_zip_depth", "the archive lies more than %d archives deep", b.limits.MaxZipDepth)
	}
	within = append(slices.Clone(within), c.path)
	var inputs []Input
	for _, at := range a.order {
		if isExcluded(at, s.exclude) {
			continue
		}
		more, err := s.inputs(a.content(s.ctx, at), within, b)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, more...)
	}
	return inputs, nil
}

func hashContent(c *content) (Input, error) {
	r, err := c.open()
	if err != nil {
		return Input{}, err
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.CopyBuffer(h, r, make([]byte, blockBytes))
	return Input{Path: c.path, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

// A contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c *contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

func fileProblem(path string, err error) error {
	p := &billable.Problem{
		Kind: billable.Retry, Pos: billable.Pos{File: path}, What: "the file cannot be read", Err: err,
		Remedy: "Check that it may be read and that its disk is well, then run again.",
	}
	if pathErr, ok := errors.AsType[*os.PathError](err); ok {
		p.Err = pathErr.Err
	}
	return p
}

// ScanFile is Scan for one file of o.Dir, which is several inputs when it is an
// archive.
func ScanFile(ctx context.Context, o Options, path string) ([]Input, error) {
	root, err := filepath.EvalSymlinks(o.Dir)
	if err != nil {
		return nil, inputFolderProblem(err)
	}
	return (&scanner{ctx, root, o.Exclude, o.Limits.orDefault()}).files([]string{path})
}
