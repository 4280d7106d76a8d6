package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"
)

// The manifest lists every file but itself as it lies there, every input and
// every table of the lake, and the versions that are known.
func TestManifest(t *testing.T) {
	night := hostileNight()
	night.Versions = map[string]string{"billable": "0.1.0", "price_book": "", "config": ""}
	dir := run(t, hostile(), night, nil)
	var m manifest
	if err := json.Unmarshal([]byte(read(t, dir, "manifest.json")), &m); err != nil {
		t.Fatal(err)
	}
	files := listing(t, dir)
	if len(m.Outputs) != len(files)-1 {
		t.Errorf("%d outputs, %d files", len(m.Outputs), len(files))
	}
	for _, f := range m.Outputs {
		sum := sha256.Sum256([]byte(files[f.Path]))
		if f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != int64(len(files[f.Path])) {
			t.Errorf("%+v is not the file that lies there", f)
		}
		if f.Path == "accounts.csv" && f.Rows != 6 {
			t.Errorf("accounts.csv has 6 rows, not %d", f.Rows)
		}
	}
	if len(m.Inputs) != 2 || m.Inputs[1].SameAs != "=evil.csv" || len(m.Raw) != 1 || m.Marts[0].Rows != 6 {
		t.Errorf("inputs %+v, raw %+v, marts %+v", m.Inputs, m.Raw, m.Marts)
	}
	if len(m.Versions) != 2 || m.Versions["price_book"] != "=cmd|'/C calc'!A0" {
		t.Errorf("versions %v", m.Versions)
	}
}
