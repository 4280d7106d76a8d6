package reports

import (
	"os"
	"testing"
)

func TestDebug(t *testing.T) {
	dir := os.Getenv("OUTDIR")
	if dir == "" {
		t.Skip()
	}
	os.MkdirAll(dir, 0o755)
	m, n := table1(), table1Night()
	if os.Getenv("FIX") != "" {
		m, n = hostile(), hostileNight()
	}
	rejects := map[string][]string{}
	save(t, rejects, t.TempDir(), "rejects", hostileRejects())
	if _, err := Write(t.Context(), Options{Marts: m.write(t), Rejects: rejects["rejects"], Dir: dir, Night: n, Workbook: true}); err != nil {
		t.Fatal(err)
	}
}
