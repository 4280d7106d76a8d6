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
	_ = os.MkdirAll(dir, 0o755)
	m := table1()
	// the mart is sorted by action
	files, err := Write(t.Context(), Options{Marts: m.write(t), Dir: dir, Night: table1Night(), Workbook: true,
		Progress: func(d, n int, name string) { t.Log(d, n, name) }})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Log(f)
	}
}
