package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"billable"
	"billable/ingest"
)

// A job is one organisation's night with everything that decides its outputs.
type job struct {
	opt         *options
	night       ingest.Night
	config      *config
	kinds       []ingest.KindRule
	workspaces  []workspaceFact // flags before config
	exclude     []string        // files of the input folder that the config names
	prices      []byte          // the config's own price book, as it is; nil for the bundled one
	pricesHash  string
	sql         fs.FS
	queriesHash string
}

// jobs finds the nights that the command line means, and reads their configs.
// Nothing is written, and every usage error of every night comes from here.
func (a *app) jobs(o *options) ([]*job, error) {
	sql, err := openQueries(o.queries)
	if err != nil {
		return nil, err
	}
	sqlHash, err := hashQueries(sql)
	if err != nil {
		return nil, err
	}
	words, err := readVocabulary(sql, ingestKinds())
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(o.input); err != nil || !info.IsDir() {
		return nil, usageProblem("Give the folder of the exports with --input.", "there is no folder %s", o.input)
	}
	if err := checkRejectsTo(o); err != nil {
		return nil, err
	}
	nights, err := ingest.Nights(o.input, o.org, o.asOf)
	if err != nil {
		return nil, err
	}
	if len(nights) == 0 {
		return nil, &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: filepath.Base(o.input)},
			What: "the folder holds no exports", Remedy: "Put one night's exports into it, or ORG/YYYY-MM-DD folders of them."}
	}
	var jobs []*job
	for _, n := range nights {
		j := &job{opt: o, night: n, sql: sql, queriesHash: sqlHash}
		if err := a.prepareJob(j, words); err != nil {
			return nil, err
		}
		jobs = append(jobs, j)
	}
	return jobs, nil
}

func (a *app) prepareJob(j *job, words vocabulary) (err error) {
	j.config, err = loadConfig(j.opt.config, configFolders(j.opt.input, j.night.Dir), words)
	if err != nil {
		return err
	}
	if err := a.nameNight(j); err != nil {
		return err
	}
	if j.kinds, err = j.kindRules(words); err != nil {
		return err
	}
	if j.workspaces, err = j.opt.workspaceRules(); err != nil {
		return err
	}
	j.workspaces = append(j.workspaces, j.config.Workspaces...)
	for _, name := range []string{j.opt.config, j.opt.lake, j.opt.out} {
		j.notAnInput(name)
	}
	return j.readPrices(words)
}

// configFolders lists where a config may lie, nearest first: the night's
// folder, the folders above it up to the input folder, the working folder.
func configFolders(input, night string) []string {
	input, night = filepath.Clean(input), filepath.Clean(night)
	folders := []string{night}
	for night != input && strings.HasPrefix(night, input) {
		night = filepath.Dir(night)
		folders = append(folders, night)
	}
	return append(folders, ".")
}

// nameNight settles the organisation and the night: flag or folder, else the
// config, else (for the night) today. This is where the clock is asked.
func (a *app) nameNight(j *job) error {
	n := &j.night
	if n.Org == "" {
		n.Org = j.config.Org
	}
	if n.Org == "" {
		return usageProblem("Give --org NAME, or write org: NAME into billable.yaml.",
			"nothing says which organisation the exports in %s are of", filepath.Base(n.Dir))
	}
	if n.AsOf == "" {
		n.AsOf = j.config.AsOf
	}
	if n.AsOf == "" {
		n.AsOf = a.now().UTC().Format(dateLayout)
	}
	return errors.Join(checkOrg(n.Org), checkNight(n.AsOf))
}

// kindRules lists the overrides of recognition: flags before config.
func (j *job) kindRules(words vocabulary) ([]ingest.KindRule, error) {
	flags, err := j.opt.kindRules()
	if err != nil {
		return nil, err
	}
	var rules []ingest.KindRule
	for _, k := range flags {
		if len(words.kinds) > 0 && !slices.Contains(words.kinds, k[1]) {
			return nil, usageProblem(didYouMean(k[1], words.kinds), "unknown kind %q in --kind", k[1])
		}
		rules = append(rules, ingest.KindRule{Glob: k[0], Kind: k[1]})
	}
	for _, k := range j.config.Kinds {
		rules = append(rules, ingest.KindRule{Glob: k.Glob, Kind: k.Kind})
	}
	return rules, nil
}

// readPrices reads the config's own price book, its rates, and the scope and the
// mappings of quotes, if it names them.
func (j *job) readPrices(words vocabulary) error {
	if err := j.config.readRates(words); err != nil {
		return err
	}
	if j.config.Money.RatesFile != "" {
		j.notAnInput(j.config.besides(j.config.Money.RatesFile))
	}
	if err := j.config.readScope(words); err != nil {
		return err
	}
	if j.config.Quotes.ScopeFile != "" {
		j.notAnInput(j.config.besides(j.config.Quotes.ScopeFile))
	}
	if err := j.config.readMappings(words); err != nil {
		return err
	}
	for _, m := range j.config.QuoteMappings {
		j.notAnInput(j.config.besides(m.File))
	}
	if j.config.PriceBook == "" {
		return nil
	}
	name := j.config.besides(j.config.PriceBook)
	if !exists(name) {
		return j.config.problem("price_book", "Give a path that starts from the config's folder.",
			"the price book %s cannot be read", j.config.PriceBook)
	}
	text, err := readBook(name, words, j.config.Limits)
	if err != nil {
		return err
	}
	j.prices, j.pricesHash = text, hashBook(text)
	j.notAnInput(name)
	return nil
}

// notAnInput keeps a file or folder that may lie in the input folder from being
// read as an export: the config, its price book, the lake and the outputs.
func (j *job) notAnInput(name string) {
	if name == "" {
		return
	}
	dir, errDir := filepath.Abs(j.night.Dir)
	path, errPath := filepath.Abs(name)
	if errDir != nil || errPath != nil {
		return
	}
	if rel, err := filepath.Rel(dir, path); err == nil && filepath.IsLocal(rel) && rel != "." {
		j.exclude = append(j.exclude, filepath.ToSlash(rel))
	}
}

// identity names everything the outputs of the job depend on.
func (j *job) identity(inputs []inputID) identity {
	var kinds []kindFact
	for _, k := range j.kinds {
		kinds = append(kinds, kindFact(k))
	}
	return identity{Program: programVersion(), Schema: layoutSchema, Org: j.night.Org, AsOf: j.night.AsOf,
		Inputs: inputs, Config: j.config, Kinds: kinds, Workspaces: j.workspaces, IgnoreUnknown: j.opt.ignoreUnknown,
		Queries: j.queriesHash, PriceBook: j.pricesHash, Workbook: !j.opt.noWorkbook, AllAccounts: j.opt.allAccounts, RulesAsOf: j.rulesAsOf()}
}

// rulesAsOf is the date of the rules, "" where it is the night.
func (j *job) rulesAsOf() string {
	if j.opt.rulesAsOf == j.night.AsOf {
		return ""
	}
	return j.opt.rulesAsOf
}

// guardDrop holds a night back when too many accounts are gone since the last
// one: more often than not an export is missing.
func (j *job) guardDrop(before *record, accounts int64) error {
	if before == nil || before.Accounts == 0 {
		return nil
	}
	drop := 1 - float64(accounts)/float64(before.Accounts)
	if drop <= j.config.Gates.MaxAccountDrop {
		return nil
	}
	return &billable.Problem{Kind: billable.Guard, Pos: billable.Pos{File: j.config.file, Row: j.config.lines["gates.max_account_drop"]},
		Column: "gates.max_account_drop",
		What: fmt.Sprintf("%s has %d accounts and had %d on %s: %.1f %% fewer, and %.1f %% are allowed",
			j.night.Org, accounts, before.Accounts, before.AsOf, 100*drop, 100*j.config.Gates.MaxAccountDrop),
		Remedy: fmt.Sprintf("Check that no export is missing; if the drop is real, set gates.max_account_drop to %.2f or more in billable.yaml.",
			min(1, drop+0.01))}
}
