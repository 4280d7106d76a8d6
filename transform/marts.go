package transform

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// schemaVersion of the marts; it changes when a column does.
const schemaVersion = "1"

// writeMart copies one mart to its place in the lake: under a hidden name
// first, then renamed, so that no half-made file is ever seen.
func (n *night) writeMart(ctx context.Context, name string) (TableFile, error) {
	rel := path.Join("marts", name, "org="+n.Org, "snapshot_date="+n.AsOf, n.RunID+"-0.parquet")
	final := filepath.Join(n.Lake, filepath.FromSlash(rel))
	dir := filepath.Dir(final)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return TableFile{}, fmt.Errorf("make folder of mart %s: %w", name, err)
	}
	temp := filepath.Join(dir, "."+filepath.Base(final))
	defer os.Remove(temp)
	meta := map[string]string{"schema_version": schemaVersion, "run_id": n.RunID, "table": name}
	if err := n.db.copyParquet(ctx, n.martText(name), temp, meta); err != nil {
		return TableFile{}, fmt.Errorf("write mart %s: %w", name, err)
	}
	f := TableFile{Path: rel}
	var err error
	if f.Rows, err = n.db.parquetRows(ctx, temp); err != nil {
		return TableFile{}, err
	}
	if f.SHA256, f.Bytes, err = syncAndHash(temp); err != nil {
		return TableFile{}, err
	}
	if err := os.Rename(temp, final); err != nil {
		return TableFile{}, fmt.Errorf("publish mart %s: %w", name, err)
	}
	return f, nil
}

// martText asks for the mart's rows in the order that its file states last:
// neither a table nor a view keeps an order by itself.
func (n *night) martText(name string) string {
	order := "check_no"
	if name == "check_rows" {
		order = "check_no, row_no"
	}
	if f := n.lib.find("marts/" + name + ".sql"); f != nil {
		_, order, _ = lastCut(f.text, "\norder by ")
	}
	text := "select * from " + name
	if order != "" {
		text += " order by " + order
	}
	return text
}

func lastCut(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func syncAndHash(name string) (sum string, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return "", 0, fmt.Errorf("open mart: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return "", 0, fmt.Errorf("sync mart: %w", err)
	}
	h := sha256.New()
	if size, err = io.Copy(h, f); err != nil {
		return "", 0, fmt.Errorf("hash mart: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}
