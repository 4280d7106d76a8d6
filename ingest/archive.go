package ingest

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"billable"

	"github.com/klauspost/compress/flate"
	"golang.org/x/text/encoding/charmap"
)

// An archive is a zip file of inputs: each member is an input of its own, whose
// path is that of the archive and its own.
type archive struct {
	path    string
	members map[string]*zip.File // by path
	order   []string             // their paths, as the archive lists them
	budget  func() *budget       // that a member is unpacked from
	close   func()
}

// zipMagic are the first bytes of a zip archive with members, and of one without.
const (
	zipMagic      = "PK\x03\x04"
	emptyZipMagic = "PK\x05\x06"
)

func isZip(head []byte) bool {
	return len(head) >= 4 && (string(head[:4]) == zipMagic || string(head[:4]) == emptyZipMagic)
}

// readZip reads the directory of a zip file.
func readZip(file string, data io.ReaderAt, size int64, l Limits) (*zip.Reader, error) {
	directory := &limitedReaderAt{ReaderAt: data, left: 1<<20 + l.MaxZipMembers*1024}
	z, err := zip.NewReader(directory, size)
	switch {
	case directory.left < 0:
		return nil, limitProblem(billable.Pos{File: file}, "max_zip_members",
			"the directory of the zip file is too large for %d members", l.MaxZipMembers)
	case errors.Is(err, zip.ErrInsecurePath): // we look at the names ourselves
	case err != nil:
		return nil, damagedZip(file, err)
	}
	directory.isRead = true
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	return z, nil
}

func damagedZip(file string, err error) error {
	if other := notOfPacking(file, err); other != nil {
		return other
	}
	p := &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: file}, What: "the zip archive or workbook is damaged", Err: err,
		Remedy: "Copy or download the file again, or open it in another program to see what is left of it.",
	}
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		p.What, p.Err = "the zip archive or workbook is cut off: its directory, at the end, cannot be found", nil
	}
	return p
}

// A limitedReaderAt fails once it has given more bytes than are left: the directory
// of an archive is read into memory, before its members can be counted.
type limitedReaderAt struct {
	io.ReaderAt
	left   int64
	isRead bool // the directory: from here on there is no limit
}

func (r *limitedReaderAt) ReadAt(p []byte, at int64) (int, error) {
	if !r.isRead {
		if r.left -= int64(len(p)); r.left < 0 {
			return 0, io.ErrUnexpectedEOF
		}
	}
	return r.ReaderAt.ReadAt(p, at)
}

// openArchive reads the directory of an archive and refuses members that could do
// harm. Members that would be no inputs in a folder are left out.
func openArchive(file string, z *zip.Reader, b *budget) (*archive, error) {
	a := &archive{path: file, members: make(map[string]*zip.File), budget: func() *budget { return b }}
	if err := b.enter(len(z.File)); err != nil {
		return nil, err
	}
	for _, m := range z.File {
		name, err := a.memberName(m)
		if err != nil {
			return nil, err
		}
		if m.FileInfo().IsDir() || isIgnoredPath(name) {
			continue
		}
		if err := a.checkMember(name, m); err != nil {
			return nil, err
		}
		at := file + "/" + name
		if a.members[at] != nil {
			return nil, a.refuse(name, "stands in the archive twice", "Unpack the archive and put the file that counts into the input folder.")
		}
		a.members[at] = m
		a.order = append(a.order, at)
	}
	if len(a.order) == 0 {
		return nil, &billable.Problem{
			Kind: billable.Input, Pos: billable.Pos{File: file}, What: "the archive holds no file that could be an input",
			Remedy: "Pack the exports again, or take it out of the input folder.",
		}
	}
	return a, nil
}

func (a *archive) refuse(name, what, remedy string) error {
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: a.path}, What: fmt.Sprintf("its member %q %s", name, what), Remedy: remedy,
	}
}

// memberName is the name of a member, which must be one of a file below the archive.
func (a *archive) memberName(m *zip.File) (string, error) {
	name := m.Name
	if !utf8.ValidString(name) {
		// Archives that do not say UTF-8 are in the code page of the first PC.
		name, _ = charmap.CodePage437.NewDecoder().String(name)
	}
	trimmed := strings.TrimSuffix(name, "/")
	what := ""
	switch {
	case strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':':
		what = "has an absolute path"
	case strings.Contains(name, `\`):
		what = "has a path with backslashes"
	case strings.ContainsFunc(name, unicode.IsControl):
		what = "has a path with control characters"
	case trimmed == "" || trimmed == ".." || strings.HasPrefix(trimmed, "../") || strings.HasSuffix(trimmed, "/..") || strings.Contains(trimmed, "/../"):
		what = "has a path that leads out of the archive"
	case path.Clean(trimmed) != trimmed:
		what = "has a path that is not in its plain form"
	}
	if what != "" {
		return "", a.refuse(name, what, "Unpack the archive where it can do no harm, and put the exports themselves into the input folder.")
	}
	return trimmed, nil
}

// checkMember refuses what cannot be read as a file.
func (a *archive) checkMember(name string, m *zip.File) error {
	switch {
	case m.Flags&1 != 0:
		return a.refuse(name, "is encrypted", "Unpack the archive with its password, and put the files into the input folder.")
	case m.Mode()&fs.ModeSymlink != 0:
		return a.refuse(name, "is a symbolic link", "Pack the file itself.")
	case !m.Mode().IsRegular():
		return a.refuse(name, "is not a file", "Pack the archive again without it.")
	case m.Method != zip.Store && m.Method != zip.Deflate:
		return a.refuse(name, fmt.Sprintf("is packed with method %d, which is not read", m.Method), "Unpack the archive, and put the files into the input folder.")
	}
	return nil
}

// open gives the bytes of a member, from their start.
func (a *archive) open(at string) (io.ReadCloser, error) {
	m := a.members[at]
	if m == nil {
		return nil, fs.ErrNotExist
	}
	explain := func(err error) error { return damagedMember(at, err) }
	r, err := m.Open()
	if err != nil {
		return nil, explain(err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&meteredReader{r, a.budget(), explain}, r}, nil
}

func damagedMember(at string, err error) error {
	if other := notOfPacking(at, err); other != nil {
		return other
	}
	return &billable.Problem{
		Kind: billable.Input, Pos: billable.Pos{File: at}, What: "this member of the archive is damaged", Err: err,
		Remedy: "Copy or download the archive again, or unpack it yourself to see what is left of it.",
	}
}

// isIgnoredPath reports whether a file would be no input because of its name or that
// of a folder above it.
func isIgnoredPath(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), isIgnored)
}
