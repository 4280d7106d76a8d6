// Package ingest turns the exports of one night into flat Parquet tables.
//
// It knows file formats and nothing else: how a CSV, a JSON page, a workbook or an
// archive of them is cut into rows, which header means which field, how each vendor spells a
// date. It explodes structure (pages, product columns, site lists) into rows
// with fixed columns, keeps the original text beside every parsed value, and
// gives every row its place. It decides nothing about billing.
//
// The way through the package:
//
//  1. [Nights] finds the (organisation, night) folders of an input folder.
//  2. [Scan] lists and hashes the files of one night, those in archives included.
//  3. [Run] recognises each file by its content (see Formats), reads it
//     with a streaming reader, and writes the raw tables of Tables to the lake.
//  4. The [Ledger] says what was read, kept and rejected, and what was written.
//
// A row that cannot be read is a row of raw_rejects; a cell that cannot be
// understood is a row of raw_findings; only a file that breaks its contract is
// an error, and then nothing of the run stays behind.
package ingest

// Schema is the version of the raw tables and of the ledger. It rises when a
// column is added, renamed or given another meaning.
const Schema = 2

// A Night is one organisation on one date, and the folder of its exports.
type Night struct {
	Org  string // organisation, as the folder or the caller spells it
	AsOf string // YYYY-MM-DD
	Dir  string // folder that holds the inputs
}

// A KindRule names the kind of the files that a glob matches, and so overrides
// recognition by content. The glob is matched against the path relative to the
// input folder, against the file name and, in a workbook, against either of them
// with the name of the sheet: book.xlsx/People.
type KindRule struct {
	Glob string
	Kind string
}

// Options say what to read, and where to write.
type Options struct {
	Dir   string // folder of the night's inputs
	Org   string
	AsOf  string // YYYY-MM-DD; the date that "not active in the last N days" counts from
	RunID string // names the files that Run writes
	Lake  string // root folder of the lake

	Kinds         []KindRule      // config kinds: and --kind; the first match wins
	Mappings      []QuoteMapping  // config quote_mappings:; the first match wins
	Workspaces    []WorkspaceRule // config workspaces: and --workspace; the first match wins
	Exclude       []string        // relative paths that the config names; they are not inputs
	IgnoreUnknown bool            // --ignore-unknown: an unrecognised file is listed, not an error

	MaxRejectShare float64 // share of a file's rows that may be rejected; 0 means 0.01
	MinRejects     int64   // rejects per file that are always allowed; 0 means 10

	Limits Limits

	Progress func(Progress) // may be nil; never called by two goroutines at once
}

// Progress is how far Run has come.
type Progress struct {
	File                  string // the file being read
	BytesDone, BytesTotal int64  // over all files, as stored (compressed if they are)
	Rows                  int64  // rows read so far, over all files
	FilesDone, FilesTotal int
}

// An Input is one file of a night, or one member of an archive.
type Input struct {
	Path   string   // relative to the input folder, with forward slashes: a.csv, a.zip/b.csv
	Within []string // paths of the archives that hold it, the outermost first
	Bytes  int64
	SHA256 string
	SameAs string // path of the identical file that is read instead, or ""
}

// A Ledger is the record of one Run. It is not yet a commit: a snapshot exists
// only once its commit record does.
type Ledger struct {
	Org    string                 `json:"org"`
	AsOf   string                 `json:"as_of"`
	RunID  string                 `json:"run_id"`
	Schema int                    `json:"schema"`
	Files  []FileRecord           `json:"files"`
	Raw    map[string][]TableFile `json:"raw"` // table name without raw_ -> its files
}

// A FileRecord says what became of one input file, or of one sheet of a workbook.
// RowsRead is always RowsKept plus RowsRejected.
type FileRecord struct {
	Path         string `json:"path"`
	Sheet        string `json:"sheet,omitempty"`
	Format       string `json:"format"` // such as org_users_csv; "" for what is not read
	SHA256       string `json:"sha256"`
	Bytes        int64  `json:"bytes"`
	RowsRead     int64  `json:"rows_read"`
	RowsKept     int64  `json:"rows_kept"`
	RowsRejected int64  `json:"rows_rejected"`
	RowsMended   int64  `json:"rows_mended,omitempty"` // rejected ones whose place a mended row takes
	Findings     int64  `json:"findings"`
	SameAs       string `json:"same_as,omitempty"`
}

// A TableFile is one Parquet file of a raw table.
type TableFile struct {
	Path   string `json:"path"` // relative to the lake, with forward slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}
