// Package reports turns the mart tables of one night into the files that
// people and machines open: accounts.csv, changes.csv, rejects.csv,
// summary.json, manifest.json, scenarios.xlsx, quotes.xlsx and renewals.ics where something is bought, and the
// upload files of actions/.
//
// It reads Parquet through Arrow as a stream of record batches, whichever
// engine wrote it, so that its memory does not grow with the number of
// accounts. It knows no billing rule and talks to no engine: a column of a mart
// is laid out, never judged.
//
// # What holds for every file
//
//   - The same marts and the same [Provenance] give the same bytes: no clock, no
//     map order, no absolute path.
//   - A file is written whole or not at all, and when [Write] fails or its
//     context ends, nothing that it wrote stays.
//   - A file for eyes never starts a formula (see eyes.go); a file for upload is
//     never escaped, it leaves a doubtful address out (see upload.go).
//   - What is not known is shown as not known, never as 0.
package reports

// Options says what to lay out and where.
type Options struct {
	// Lake is the lake's root, for messages only.
	Lake string

	// Marts lists the Parquet files of each mart table. Every mart that the
	// reports lay out must be there, with or without rows; night and
	// reconciliation must have exactly one row.
	Marts map[string][]string

	// Dir is an existing folder that belongs to this call alone.
	Dir string

	Night    Provenance
	Workbook bool // also write the workbooks

	// AllAccounts lists every account in the workbook; else a night of very many
	// lists those that are billed, unknown or disagreed on.
	AllAccounts bool

	// Brief leaves out all but summary.json, what it counts, and renewals.ics: for
	// whoever asks about a night whose reports are elsewhere.
	Brief bool

	// Progress is told about every finished step; it may be nil. Calls come one
	// at a time.
	Progress func(done, total int, name string)
}

// Provenance is everything about a night that Go knows and SQL does not.
type Provenance struct {
	Org       string
	AsOf      string // YYYY-MM-DD
	RulesAsOf string // the date whose rules judged the night, mostly the night; YYYY-MM-DD
	RunID     string
	Schema    int // version of the layouts that people's scripts rely on

	// Versions maps what took part to its version: "billable", "queries",
	// "duckdb", "rule_book", "price_book", "config". Empty values are left out.
	Versions map[string]string

	Inputs []Input    // every input file, sorted by path
	Raw    []LakeFile // raw Parquet files of the night
	Marts  []LakeFile // mart Parquet files of the night
}

// otherRules spells the date of the rules behind the words, where it is not the
// night.
func (p Provenance) otherRules(words string) string {
	if p.RulesAsOf == "" || p.RulesAsOf == p.AsOf {
		return ""
	}
	return words + p.RulesAsOf
}

// Input is one input file, or one sheet of it, and what became of its rows.
type Input struct {
	Path   string // relative to the input folder, forward slashes
	Sheet  string // of a workbook, each of which has an entry of its own; else ""
	Format string // format id as summary.json shows it, e.g. managed_accounts_csv
	Bytes  int64
	SHA256 string
	SameAs string // path of the identical file that was read instead; else ""

	RowsRead     int64
	RowsKept     int64
	RowsRejected int64
	RowsMended   int64 // rejected ones whose place a mended row takes
	Findings     int64
}

// LakeFile is one Parquet file of the lake.
type LakeFile struct {
	Table  string // "raw_accounts", "accounts", ...
	Path   string // relative to the lake, forward slashes
	SHA256 string
	Bytes  int64
	Rows   int64
}

// File is one file that Write wrote.
type File struct {
	Path   string `json:"path"` // relative to Options.Dir, forward slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"` // data rows; 0 where the file has none
}
