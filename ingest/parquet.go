package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// A parquetFile is a Parquet file under a hidden name. Row groups are appended to
// it; publish gives it its name, discard removes it.
type parquetFile struct {
	name     string // what it will be called
	file     *os.File
	hash     hash.Hash
	offset   int64
	rows     int64
	groups   []format.RowGroup
	def      *tableDef
	metadata []format.KeyValue
}

const magic = "PAR1"

func createParquet(name string, def *tableDef, metadata []format.KeyValue) (*parquetFile, error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return nil, fmt.Errorf("create table file: %w", err)
	}
	p := &parquetFile{name: name, file: f, hash: sha256.New(), def: def, metadata: metadata}
	if err := p.write([]byte(magic)); err != nil {
		p.discard()
		return nil, err
	}
	return p, nil
}

func (p *parquetFile) write(b []byte) error {
	p.hash.Write(b)
	p.offset += int64(len(b))
	if _, err := p.file.Write(b); err != nil {
		return fmt.Errorf("write table file: %w", err)
	}
	return nil
}

// append writes an encoded batch as the next row group.
func (p *parquetFile) append(b *batch) error {
	group := format.RowGroup{NumRows: int64(b.rows), FileOffset: p.offset, Ordinal: int16(len(p.groups))}
	group.Columns = make([]format.ColumnChunk, len(b.cols))
	for i := range b.cols {
		out := &b.cols[i].out
		meta := format.ColumnMetaData{
			Type:                  physicalType(p.def.columns[i].typ),
			Encoding:              append([]format.Encoding{format.RLE}, out.encodings...),
			PathInSchema:          []string{p.def.columns[i].name},
			Codec:                 format.Zstd,
			NumValues:             int64(b.rows),
			TotalUncompressedSize: out.uncompressed,
			TotalCompressedSize:   int64(len(out.bytes)),
			DataPageOffset:        p.offset + int64(out.dictionary),
			Statistics:            out.stats,
		}
		if out.dictionary > 0 {
			meta.DictionaryPageOffset = p.offset
		}
		if err := p.write(out.bytes); err != nil {
			return err
		}
		group.Columns[i].MetaData = meta
		group.TotalByteSize += meta.TotalUncompressedSize
		group.TotalCompressedSize += meta.TotalCompressedSize
	}
	p.rows += group.NumRows
	p.groups = append(p.groups, group)
	return nil
}

// finish writes the footer and makes the file durable under its hidden name.
func (p *parquetFile) finish() error {
	footer := format.FileMetaData{
		Version: 2, Schema: schemaOf(p.def), NumRows: p.rows, RowGroups: p.groups,
		KeyValueMetadata: p.metadata, CreatedBy: fmt.Sprintf("billable version %d (build ingest)", Schema),
	}
	for range p.def.columns {
		footer.ColumnOrders = append(footer.ColumnOrders, format.ColumnOrder{Value: new(format.TypeDefinedOrder)})
	}
	encoded, err := thrift.Marshal(new(thrift.CompactProtocol), &footer)
	if err != nil {
		return fmt.Errorf("encode footer: %w", err)
	}
	encoded = binary.LittleEndian.AppendUint32(encoded, uint32(len(encoded)))
	if err := p.write(append(encoded, magic...)); err != nil {
		return err
	}
	if err := p.file.Chmod(0o644); err != nil {
		return fmt.Errorf("finish table file: %w", err)
	}
	if err := p.file.Sync(); err != nil {
		return fmt.Errorf("sync table file: %w", err)
	}
	if err := p.file.Close(); err != nil {
		return fmt.Errorf("close table file: %w", err)
	}
	return nil
}

// record describes the finished file; path is relative to the lake.
func (p *parquetFile) record(path string) TableFile {
	return TableFile{Path: path, SHA256: hex.EncodeToString(p.hash.Sum(nil)), Bytes: p.offset, Rows: p.rows}
}

// discard removes the file, if it still has its hidden name.
func (p *parquetFile) discard() {
	_ = p.file.Close()
	_ = os.Remove(p.file.Name())
}

func physicalType(t columnType) format.Type {
	switch t {
	case integer:
		return format.Int64
	case boolean:
		return format.Boolean
	case date:
		return format.Int32
	default:
		return format.ByteArray
	}
}

func schemaOf(def *tableDef) []format.SchemaElement {
	root := format.SchemaElement{Name: "raw_" + def.name}
	root.NumChildren.Set(int32(len(def.columns)))
	schema := []format.SchemaElement{root}
	for _, c := range def.columns {
		e := format.SchemaElement{Name: c.name}
		e.Type.Set(physicalType(c.typ))
		e.RepetitionType.Set(format.Required)
		switch c.typ {
		case text:
			e.ConvertedType.Set(deprecated.UTF8)
			e.LogicalType = format.LogicalType{Value: new(format.StringType)}
		case boolean:
			e.RepetitionType.Set(format.Optional)
		case date:
			e.RepetitionType.Set(format.Optional)
			e.ConvertedType.Set(deprecated.Date)
			e.LogicalType = format.LogicalType{Value: new(format.DateType)}
		}
		schema = append(schema, e)
	}
	return schema
}
