package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"sync"

	"billable/ingest"
)

// version is the program's version; CHANGELOG.md says what each one changed.
const version = "0.1.0"

// layoutSchema is the version of the published layouts.
const layoutSchema = 1

// An identity is everything a night's outputs depend on. Two nights with equal
// identities have equal outputs, byte for byte, so its hash names the run, and
// a night whose identity is already committed need not be computed again.
//
// Threads, memory, folders and the clock are not in it, for no output may
// depend on them.
type identity struct {
	Program       string          `json:"program"`
	Schema        int             `json:"schema"`
	Org           string          `json:"org"`
	AsOf          string          `json:"as_of"`
	Inputs        []inputID       `json:"inputs"`
	Config        *config         `json:"config"`
	Kinds         []kindFact      `json:"kinds"`
	Workspaces    []workspaceFact `json:"workspaces,omitempty"`
	IgnoreUnknown bool            `json:"ignore_unknown"`
	Queries       string          `json:"queries"`    // hash of the SQL and seeds
	PriceBook     string          `json:"price_book"` // hash of the config's own book, or ""
	Workbook      bool            `json:"workbook"`
	AllAccounts   bool            `json:"all_accounts,omitempty"` // every account is in the workbook, however many
	RulesAsOf     string          `json:"rules_as_of,omitempty"`  // the date of the rules, where it is not the night
	Before        *nightID        `json:"before,omitempty"`       // the night that changes are told against
}

// A nightID names one run of one night.
type nightID struct {
	AsOf  string `json:"as_of"`
	RunID string `json:"run_id"`
}

type inputID struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// runID is a hash of the identity, short enough for file names.
func (id identity) runID() string {
	c := *id.Config
	// Where org and night came from does not matter, only what they are.
	c.Org, c.AsOf = "", ""
	id.Config = &c
	b, err := json.Marshal(id)
	if err != nil {
		panic(fmt.Sprintf("encode identity: %v", err))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

func inputIDs(files []ingest.Input) []inputID {
	ids := make([]inputID, 0, len(files))
	for _, f := range files {
		ids = append(ids, inputID{Path: f.Path, SHA256: f.SHA256})
	}
	return ids
}

// programVersion is the version and, in a build from a checkout, the revision.
// A build with uncommitted changes adds a hash of its own executable: its
// revision does not say which code it is.
var programVersion = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	v := version
	if rev := settings["vcs.revision"]; len(rev) >= 12 {
		v += "+" + rev[:12]
	}
	if settings["vcs.modified"] == "true" {
		if exe, err := os.Executable(); err == nil {
			if sum, _, err := hashFile(exe); err == nil {
				v += "." + sum[:12]
			}
		}
	}
	return v
})

// hashQueries gives one hash of every file of the SQL, names included. Row
// tests are left out: they change no output.
func hashQueries(sql fs.FS) (string, error) {
	h := sha256.New()
	err := fs.WalkDir(sql, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case hasExt(name, ".sql"), hasExt(name, ".csv"):
			return addFile(h, sql, name)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("hash queries: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

func hasExt(name, ext string) bool {
	return len(name) > len(ext) && name[len(name)-len(ext):] == ext
}

func addFile(h hash.Hash, from fs.FS, name string) error {
	f, err := from.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "%s\x00%d\x00", name, info.Size())
	_, err = io.Copy(h, f)
	return err
}
