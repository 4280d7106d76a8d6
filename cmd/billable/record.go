package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"billable"
	"billable/ingest"
)

// A record is the commit record of one organisation's night: the list of the
// files that are the night. Without one, a night does not exist, whatever else
// lies in the lake. Before its reports are written it serves as the ledger that
// "billable transform" leaves for "billable report".
type record struct {
	Schema   int                    `json:"schema"`
	Org      string                 `json:"org"`
	AsOf     string                 `json:"as_of"`
	RunID    string                 `json:"run_id"`
	Exit     int                    `json:"exit"` // 0, or 3 when something was found
	Accounts int64                  `json:"accounts"`
	Identity identity               `json:"identity"`
	Inputs   []ingest.FileRecord    `json:"inputs"`
	Raw      map[string][]tableFile `json:"raw"`
	Marts    map[string][]tableFile `json:"marts"`
	Ledgers  []tableFile            `json:"ledgers"` // JSON files beside the raw tables
	Out      []tableFile            `json:"out"`     // relative to the run's folder under out
}

// A tableFile is one file that a record vouches for.
type tableFile struct {
	Path   string `json:"path"` // relative, with forward slashes
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"`
}

// rulesAsOf is the date by whose rules the night was judged.
func (r *record) rulesAsOf() string { return cmp.Or(r.Identity.RulesAsOf, r.AsOf) }

// lakeFiles lists every file of the record that lies in the lake, by path.
func (r *record) lakeFiles() []tableFile {
	if r == nil {
		return nil
	}
	files := slices.Clone(r.Ledgers)
	for _, tables := range []map[string][]tableFile{r.Raw, r.Marts} {
		for _, t := range tables {
			files = append(files, t...)
		}
	}
	slices.SortFunc(files, func(a, b tableFile) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// A lake knows where things lie in the lake's folder.
type lake string

func (l lake) path(rel string) string { return filepath.Join(string(l), filepath.FromSlash(rel)) }

// staging is the folder, on the lake's own disk, in which a run writes. It is
// hidden from readers of the plain folders and removed whole.
func (l lake) staging() string { return l.path(".staging") }

func partition(org, asOf string) string {
	return path.Join("org="+org, "snapshot_date="+asOf)
}

func (l lake) recordPath(org, asOf string) string {
	return l.path(path.Join("snapshots", org, asOf+".json"))
}

// record reads the commit record of a night; nil when there is none.
func (l lake) record(org, asOf string) (*record, error) {
	return readRecord(l.recordPath(org, asOf))
}

func readRecord(name string) (*record, error) {
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read record: %w", err)
	}
	r := &record{}
	if err := json.Unmarshal(b, r); err != nil {
		return nil, &billable.Problem{Kind: billable.Damage, Pos: billable.Pos{File: filepath.Base(name)},
			What: "the record of the night is not readable", Err: err,
			Remedy: "Delete the file and run the night again: the exports say the same again."}
	}
	return r, nil
}

// orgs lists the organisations that have a committed night.
func (l lake) orgs() ([]string, error) {
	entries, err := os.ReadDir(l.path("snapshots"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	var orgs []string
	for _, e := range entries {
		if e.IsDir() && orgPattern.MatchString(e.Name()) {
			if nights, err := l.nights(e.Name()); err != nil || len(nights) > 0 {
				orgs = append(orgs, e.Name())
			}
		}
	}
	return orgs, nil
}

// nights lists the committed nights of an organisation, earliest first.
func (l lake) nights(org string) ([]string, error) {
	entries, err := os.ReadDir(l.path(path.Join("snapshots", org)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list nights: %w", err)
	}
	var nights []string
	for _, e := range entries {
		if date, ok := strings.CutSuffix(e.Name(), ".json"); ok && isDate(date) {
			nights = append(nights, date)
		}
	}
	return nights, nil
}

// before gives the last committed night before a date; nil when there is none.
func (l lake) before(org, asOf string) (*record, error) {
	nights, err := l.nights(org)
	if err != nil {
		return nil, err
	}
	for _, n := range slices.Backward(nights) {
		if n < asOf {
			return l.record(org, n)
		}
	}
	return nil, nil
}

// committed finds the night that a reading command means: the one named, else
// the only organisation's last one.
func (l lake) committed(org, asOf string) (*record, error) {
	org, err := l.onlyOrg(org)
	if err != nil {
		return nil, err
	}
	nights, err := l.nights(org)
	if err != nil {
		return nil, err
	}
	if len(nights) == 0 {
		return nil, usageProblem("Run 'billable run' for it first, or check --lake.", "no night of %s is published", org)
	}
	if asOf == "" {
		asOf = nights[len(nights)-1]
	}
	if !slices.Contains(nights, asOf) {
		return nil, usageProblem("Published are "+listed(nights)+".", "the night %s of %s is not published", asOf, org)
	}
	return l.record(org, asOf)
}

func (l lake) onlyOrg(org string) (string, error) {
	orgs, err := l.orgs()
	switch {
	case err != nil:
		return "", err
	case org != "" && (slices.Contains(orgs, org) || len(orgs) == 0):
		return org, nil
	case org != "":
		return "", usageProblem(didYouMean(org, orgs), "the lake holds no organisation %s", org)
	case len(orgs) == 1:
		return orgs[0], nil
	case len(orgs) == 0:
		return "", usageProblem("Run 'billable run' first, or check --lake.", "the lake holds no published night")
	}
	return "", usageProblem("Name one with --org: "+listed(orgs)+".", "the lake holds %d organisations", len(orgs))
}

// listed spells the last few of many words.
func listed(words []string) string {
	if len(words) > 5 {
		return fmt.Sprintf("%s and %d more", strings.Join(words[len(words)-5:], ", "), len(words)-5)
	}
	return strings.Join(words, ", ")
}
