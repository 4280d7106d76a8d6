package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"billable"
	"billable/reports"
)

// A packOrder is what the flags of pack say.
type packOrder struct{ receiver, reseller, dir, key string }

func newPackCmd(a *app, o *options) *cobra.Command {
	var p packOrder
	c := &cobra.Command{
		Use:   "pack",
		Short: "Lay out what procurement or a reseller may see, without a name in it",
		Long: help(`Pack writes CSV files, a workbook and a manifest for somebody outside: counts by
class, product and place, scenarios, renewals and quotes for procurement; for a
reseller his own subscriptions and quotes alone. It holds no name, no e-mail address
and no account id. Accounts, the organisation and places that the receiver does not
sell are pseudonyms (HMAC-SHA-256); counts below five are not told.

The key of the pseudonyms is made when --key names no file, and used again when it
does: the same key gives the same pseudonyms. It stays outside the pack, readable by
its owner alone; whoever has it can find out who is who.`,
			"billable pack --for procurement --out pack", `billable pack --for reseller --reseller "North Reseller" --out north --key north.key`),
		Args: wantArgs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.pack(cmd.Context(), o, p) },
	}
	f := c.Flags()
	f.StringVar(&p.receiver, "for", "", "who gets the pack: procurement or reseller")
	f.StringVar(&p.reseller, "reseller", "", "which reseller, as the portal or the quotes name him")
	f.StringVar(&p.dir, "out", "", "folder of the pack, new or empty (no environment form: BILLABLE_OUT is where reports go)")
	f.Lookup("out").Annotations = map[string][]string{noEnv: nil}
	f.StringVar(&p.key, "key", "pack.key", "file with the key of the pseudonyms, outside the pack")
	f.StringVar(&o.config, "config", "", "config file (default billable.yaml here)")
	f.StringVar(&o.org, "org", "", "organisation (default: the only one of the lake, else the config's)")
	f.StringVar(&o.asOf, "as-of", "", "night, YYYY-MM-DD (default: the last one published)")
	f.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	return c
}

func (a *app) pack(ctx context.Context, o *options, p packOrder) error {
	if err := p.check(); err != nil {
		return err
	}
	r, err := a.published(o)
	if err != nil {
		return err
	}
	l := lake(o.lake)
	marts := places(l, l, r.Marts)
	if p.receiver == reports.ForReseller {
		if err := knownSeller(ctx, marts, p.reseller, r.AsOf); err != nil {
			return err
		}
	}
	key, err := packKey(p.key)
	if err != nil {
		return err
	}
	files, err := writePack(ctx, p.dir, reports.PackOptions{
		Marts: marts, Raw: places(l, l, r.Raw), Night: provenance(r), For: p.receiver, Reseller: p.reseller, Key: key,
	})
	if err != nil {
		return err
	}
	if o.json {
		a.printJSON(map[string]any{"for": p.receiver, "out": p.dir, "key": p.key, "files": files})
		return nil
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, filepath.Join(p.dir, f.Path))
	}
	if !o.quiet {
		fmt.Fprintf(a.stderr, "The key of the pseudonyms is in %s: keep it, and do not hand it over.\n", p.key)
	}
	return nil
}

var packReceivers = []string{reports.ForProcurement, reports.ForReseller}

func (p packOrder) check() error {
	switch {
	case p.receiver == "":
		return usageProblem("Add --for procurement or --for reseller.", "--for is missing: who gets the pack?")
	case p.receiver != reports.ForProcurement && p.receiver != reports.ForReseller:
		return usageProblem(didYouMean(p.receiver, packReceivers), "--for %s is nobody that packs are made for", p.receiver)
	case p.receiver == reports.ForReseller && strings.TrimSpace(p.reseller) == "":
		return usageProblem("Add --reseller NAME.", "--reseller is missing: whose lines may the pack hold?")
	case p.receiver == reports.ForProcurement && p.reseller != "":
		return usageProblem("Leave one of them out.", "--reseller is given, and the pack is for procurement")
	case p.dir == "":
		return usageProblem("Add --out DIR.", "--out is missing: where should the pack go?")
	case p.key == "":
		return usageProblem("Give --key a file outside the pack.", "--key is empty")
	}
	dir, err := filepath.Abs(p.dir)
	if err != nil {
		return fmt.Errorf("find folder: %w", err)
	}
	key, err := filepath.Abs(p.key)
	if err != nil {
		return fmt.Errorf("find key: %w", err)
	}
	if rel, err := filepath.Rel(dir, key); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return usageProblem("Give --key a file outside the folder of the pack.", "the key %s would lie in the pack", p.key)
	}
	entries, err := os.ReadDir(p.dir)
	switch {
	case err == nil && len(entries) > 0:
		return usageProblem("Give --out a new folder, or empty that one.", "the folder %s is not empty", p.dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usageProblem("Give --out a new folder.", "%s is no folder that a pack can be written to", p.dir)
	case !exists(filepath.Dir(dir)):
		return usageProblem("Make the folder first, or give another path.", "there is no folder %s", filepath.Dir(p.dir))
	}
	return nil
}

// knownSeller refuses a reseller of whom the night knows no line.
func knownSeller(ctx context.Context, marts map[string][]string, name, asOf string) error {
	sellers, err := reports.Sellers(ctx, marts)
	if err != nil {
		return err
	}
	for _, s := range sellers {
		if strings.EqualFold(strings.TrimSpace(s), strings.TrimSpace(name)) {
			return nil
		}
	}
	remedy := "Add an export of the partner portal or a quote to the night and run it again."
	if len(sellers) > 0 {
		remedy = didYouMean(name, sellers)
	}
	return usageProblem(remedy, "no subscription and no quote of the night of %s is of %q", asOf, name)
}

const keyBytes = 32

// packKey reads the key, or makes it where there is none. One that others can read
// is no secret any more and is refused.
func packKey(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return newPackKey(name)
	}
	if err != nil {
		return nil, fmt.Errorf("look at key: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, keyProblem(name, "is no file", "Give --key the path of a file.")
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return nil, keyProblem(name, fmt.Sprintf("can be read or changed by others (mode %04o)", mode),
			"Make a new key and new packs if somebody may have read it; else run: chmod 600 "+filepath.Base(name))
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	key, err := hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || len(key) != keyBytes {
		return nil, keyProblem(name, "holds no key: 64 hexadecimal digits are wanted", "Give --key another file; one that is not there is made.")
	}
	return key, nil
}

func keyProblem(name, what, remedy string) error {
	return &billable.Problem{Kind: billable.Usage, Pos: billable.Pos{File: filepath.Base(name)}, What: "the key " + what, Remedy: remedy}
}

// newPackKey makes a key that its owner alone can read, and never writes over a
// file.
func newPackKey(name string) ([]byte, error) {
	if !exists(filepath.Dir(name)) {
		return nil, usageProblem("Make the folder first, or give another path.", "--key: there is no folder %s", filepath.Dir(name))
	}
	key := make([]byte, keyBytes)
	rand.Read(key) // never fails
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make key: %w", err)
	}
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(name)
		return nil, fmt.Errorf("write key: %w", err)
	}
	return key, nil
}

// writePack lays the pack out in a hidden folder and moves it into place, so that it
// is there whole or not at all.
func writePack(ctx context.Context, dir string, o reports.PackOptions) (files []reports.File, err error) {
	staged, err := os.MkdirTemp(filepath.Dir(filepath.Clean(dir)), ".pack-*")
	if err != nil {
		return nil, fmt.Errorf("stage pack: %w", err)
	}
	defer os.RemoveAll(staged)
	o.Dir = staged
	if files, err = reports.WritePack(ctx, o); err != nil {
		return nil, err
	}
	if err := os.Chmod(staged, 0o755); err != nil {
		return nil, fmt.Errorf("stage pack: %w", err)
	}
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("replace empty folder: %w", err)
	}
	if err := os.Rename(staged, dir); err != nil {
		return nil, fmt.Errorf("move pack: %w", err)
	}
	return files, nil
}
