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
// the config, README files, notes in Markdown, and what is hidden.
func isIgnored(name string) bool {
	return strings.HasPrefix(name, ".") || name == "billable.yaml" ||
		strings.HasPrefix(name, "README") || strings.HasSuffix(strings.ToLower(name), ".md")
}

// Scan lists the inputs of o.Dir, folders within it included, sorted by path, and
// hashes them. Only Dir and Exclude of o are used. The second of two identical
// files, and any further one, names the first in SameAs.
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
	inputs, err := hashFiles(ctx, root, paths)
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

// hashFiles hashes several files at a time. Of several errors it gives that of the
// first path.
func hashFiles(ctx context.Context, root string, paths []string) ([]Input, error) {
	inputs := make([]Input, len(paths))
	errs := make([]error, len(paths))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(paths)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(paths); i = int(next.Add(1)) - 1 {
				inputs[i], errs[i] = hashFile(ctx, root, paths[i])
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return inputs, nil
}

func hashFile(ctx context.Context, root, path string) (Input, error) {
	f, err := os.Open(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		return Input{}, fileProblem(path, err)
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.CopyBuffer(h, &contextReader{ctx, f}, make([]byte, blockBytes))
	if err != nil {
		if ctx.Err() != nil {
			return Input{}, fmt.Errorf("hash %s: %w", path, ctx.Err())
		}
		return Input{}, fileProblem(path, err)
	}
	return Input{Path: path, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
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
