package reports

// manifest is manifest.json: what went in, what came out, and by which
// versions. It lists every file of the night but itself.
type manifest struct {
	Org       string            `json:"org"`
	AsOf      string            `json:"as_of"`
	RulesAsOf string            `json:"rules_as_of"`
	RunID     string            `json:"run_id"`
	Schema    int               `json:"schema"`
	Versions  map[string]string `json:"versions"`
	Inputs    []inputRecord     `json:"inputs"`
	Raw       []lakeRecord      `json:"raw"`
	Marts     []lakeRecord      `json:"marts"`
	Outputs   []File            `json:"outputs"`
}

type inputRecord struct {
	Path         string `json:"path"`
	Sheet        string `json:"sheet,omitempty"`
	Format       string `json:"format"`
	SHA256       string `json:"sha256"`
	Bytes        int64  `json:"bytes"`
	RowsRead     int64  `json:"rows_read"`
	RowsKept     int64  `json:"rows_kept"`
	RowsRejected int64  `json:"rows_rejected"`
	RowsMended   int64  `json:"rows_mended,omitempty"`
	SameAs       string `json:"same_as,omitempty"`
}

type lakeRecord struct {
	Table  string `json:"table"`
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

// describe lists the files of a night.
func describe(o Provenance, outputs []File) manifest {
	m := manifest{
		Org: o.Org, AsOf: o.AsOf, RulesAsOf: o.RulesAsOf, RunID: o.RunID, Schema: o.Schema,
		Versions: map[string]string{}, Inputs: []inputRecord{},
		Raw: lakeRecords(o.Raw), Marts: lakeRecords(o.Marts), Outputs: orEmpty(outputs),
	}
	for name, version := range o.Versions {
		if version != "" {
			m.Versions[name] = version
		}
	}
	for _, f := range o.Inputs {
		m.Inputs = append(m.Inputs, inputRecord{
			f.Path, f.Sheet, f.Format, f.SHA256, f.Bytes, f.RowsRead, f.RowsKept, f.RowsRejected, f.RowsMended, f.SameAs,
		})
	}
	return m
}

func lakeRecords(files []LakeFile) []lakeRecord {
	records := []lakeRecord{}
	for _, f := range files {
		records = append(records, lakeRecord(f))
	}
	return records
}
