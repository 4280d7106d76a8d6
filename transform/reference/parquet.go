package reference

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet lays the night out as ingest does, below the lake folder dir,
// and gives the files of each table. A table without rows has no file.
func (n *Night) WriteParquet(dir string) (map[string][]string, error) {
	w := writer{night: n, dir: dir, files: map[string][]string{}}
	accounts, members := n.accountTables()
	write(&w, "accounts", accounts)
	write(&w, "policy_members", members)
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
	write(&w, "subscriptions", n.Subscriptions)
	write(&w, "workspace_members", n.Members)
	return w.files, w.err
}

// ReadParquet takes the raw tables of a night from the files of each table, as
// ingest left them.
func (n *Night) ReadParquet(files map[string][]string) error {
	return errors.Join(
		read(&n.Accounts, files["accounts"]), read(&n.Accounts, files["policy_members"]), read(&n.Grants, files["grants"]), read(&n.Columns, files["columns"]),
		read(&n.GroupMembers, files["group_members"]), read(&n.ScimUsers, files["scim_users"]),
		read(&n.ScimMembers, files["scim_group_members"]), read(&n.Directory, files["directory_users"]),
		read(&n.Agents, files["agents"]), read(&n.SiteList, files["sites"]),
		read(&n.ServiceList, files["service_accounts"]), read(&n.ProtectedList, files["protected"]),
		read(&n.Subscriptions, files["subscriptions"]), read(&n.Members, files["workspace_members"]),
	)
}

// accountTables parts the account rows: ingest keeps the members of policies in
// a table of their own.
func (n *Night) accountTables() (accounts, members []RawAccount) {
	for _, a := range n.Accounts {
		if a.Format == "policy_members" {
			members = append(members, a)
		} else {
			accounts = append(accounts, a)
		}
	}
	return accounts, members
}

func read[T any](rows *[]T, paths []string) error {
	for _, path := range paths {
		part, err := parquet.ReadFile[T](path)
		if err != nil {
			return fmt.Errorf("read raw %s: %w", filepath.Base(path), err)
		}
		*rows = append(*rows, part...)
	}
	return nil
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
