package reference

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet lays the night out as ingest does, below the lake folder dir,
// and gives the files of each table. A table without rows has no file.
func (n *Night) WriteParquet(dir string) (map[string][]string, error) {
	w := writer{night: n, dir: dir, files: map[string][]string{}}
	write(&w, "accounts", n.Accounts)
	write(&w, "grants", n.Grants)
	write(&w, "columns", n.Columns)
	write(&w, "group_members", n.GroupMembers)
	write(&w, "scim_users", n.ScimUsers)
	write(&w, "scim_group_members", n.ScimMembers)
	write(&w, "directory_users", n.Directory)
	write(&w, "agents", n.Agents)
	write(&w, "sites", n.SiteList)
	write(&w, "service_accounts", n.ServiceList)
	write(&w, "protected", n.ProtectedList)
	return w.files, w.err
}

type writer struct {
	night *Night
	dir   string
	files map[string][]string
	err   error
}

func write[T any](w *writer, table string, rows []T) {
	if w.err != nil || len(rows) == 0 {
		return
	}
	folder := filepath.Join(w.dir, "raw", table, "org="+w.night.Org, "snapshot_date="+w.night.AsOf.String())
	if w.err = os.MkdirAll(folder, 0o755); w.err != nil {
		return
	}
	path := filepath.Join(folder, "reference-1.parquet")
	if err := parquet.WriteFile(path, rows); err != nil {
		w.err = fmt.Errorf("write raw %s: %w", table, err)
		return
	}
	w.files[table] = []string{path}
}
