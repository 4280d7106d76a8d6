package ingest

import (
	"fmt"
	"io"
	"sync/atomic"

	"billable"
)

// Limits bound what one file of the input folder may make the program do. A field
// that is 0 stands for its value in DefaultLimits. The message of a limit that was
// hit names its key under limits: in billable.yaml.
type Limits struct {
	MaxUnpackedBytes int64 // of a packed file, all that is in it unpacked
	MaxPackRatio     int64 // unpacked bytes for each packed one, once they are more than ratioFreeBytes
	MaxZipMembers    int64 // of a zip archive, with those of the archives in it
	MaxZipDepth      int64 // archives within each other; 1 allows none in an archive
	MaxRecordBytes   int64 // of a line or record, as text; of a row of a sheet, as XML
	MaxColumns       int64
	MaxSheets        int64 // of a workbook
	MaxTitleRows     int64 // of a sheet, that may stand above its header
}

// DefaultLimits are far above what exports of three million rows need.
func DefaultLimits() Limits {
	return Limits{
		MaxUnpackedBytes: 16 << 30, MaxPackRatio: 200, MaxZipMembers: 10_000, MaxZipDepth: 3,
		MaxRecordBytes: 64 << 20, MaxColumns: 16_384, MaxSheets: 256, MaxTitleRows: 20,
	}
}

// ratioFreeBytes is what any file may unpack to: a small file of blanks packs well.
const ratioFreeBytes = 64 << 20

// orDefault replaces fields that are 0.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ to, from *int64 }{
		{&l.MaxUnpackedBytes, &d.MaxUnpackedBytes}, {&l.MaxPackRatio, &d.MaxPackRatio},
		{&l.MaxZipMembers, &d.MaxZipMembers}, {&l.MaxZipDepth, &d.MaxZipDepth},
		{&l.MaxRecordBytes, &d.MaxRecordBytes}, {&l.MaxColumns, &d.MaxColumns},
		{&l.MaxSheets, &d.MaxSheets}, {&l.MaxTitleRows, &d.MaxTitleRows},
	} {
		if *f.to == 0 {
			*f.to = *f.from
		}
	}
	return l
}

// limitProblem says which limit a file has hit.
func limitProblem(pos billable.Pos, key, format string, args ...any) *billable.Problem {
	return &billable.Problem{
		Kind: billable.Input, Pos: pos, What: fmt.Sprintf(format, args...) + " (limits." + key + ")",
		Remedy: "Take it out of the input folder if it is no export; if it is one, raise " + key + " under limits: in billable.yaml.",
	}
}

// A budget bounds what one packed file may unpack to, over all that is in it.
type budget struct {
	file     string // as messages name it
	packed   int64  // its size
	unpacked atomic.Int64
	members  int64
	limits   Limits
}

func newBudget(file string, packed int64, l Limits) *budget {
	return &budget{file: file, packed: packed, limits: l}
}

// spend notes n bytes more.
func (b *budget) spend(n int64) error {
	unpacked := b.unpacked.Add(n)
	pos := billable.Pos{File: b.file}
	if most := b.limits.MaxUnpackedBytes; unpacked > most {
		return limitProblem(pos, "max_unpacked_bytes", "the file unpacks to more than %d bytes", most)
	}
	if most := b.limits.MaxPackRatio; unpacked > ratioFreeBytes && unpacked/most > b.packed {
		return limitProblem(pos, "max_pack_ratio", "the file unpacks to more than %d times its %d bytes", most, b.packed)
	}
	return nil
}

// enter notes n members more.
func (b *budget) enter(n int) error {
	if b.members += int64(n); b.members > b.limits.MaxZipMembers {
		return limitProblem(billable.Pos{File: b.file}, "max_zip_members", "the archive has more than %d members", b.limits.MaxZipMembers)
	}
	return nil
}

// A meteredReader takes what it reads from a budget. Its errors of the packing are
// explained by explain.
type meteredReader struct {
	io.Reader
	budget  *budget
	explain func(error) error
}

func (m *meteredReader) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if over := m.budget.spend(int64(n)); over != nil {
		return 0, over
	}
	if err != nil && err != io.EOF {
		err = m.explain(err)
	}
	return n, err
}
