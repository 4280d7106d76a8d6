package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"billable"
)

// Options are the flags of one command line. Every flag has an environment form,
// BILLABLE_ and its name in capitals; a flag that is given wins over it.
type options struct {
	input, config, org, asOf, lake, out string
	rulesAsOf                           string
	kinds, workspaces                   []string
	ignoreUnknown, noWorkbook           bool
	allAccounts                         bool
	queries                             string
	threads                             int
	memoryLimit                         string
	json, quiet, noColor                bool
	explain, rejectsTo                  string
	rows                                int
	logLevel                            string
}

// The flags every command takes.
func (o *options) addGlobal(f *pflag.FlagSet) {
	f.BoolVar(&o.json, "json", false, "print one JSON document, errors included")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing but errors")
	f.StringVar(&o.logLevel, "log-level", "warn", "what to log on stderr: debug, info, warn or error")
	f.BoolVar(&o.noColor, "no-color", false, "no colour, as NO_COLOR does")
}

// The flags that name a night and where it is kept.
func (o *options) addNight(f *pflag.FlagSet) {
	f.StringVar(&o.config, "config", "", "config file (default billable.yaml in the input folder, else here)")
	f.StringVar(&o.org, "org", "", "organisation (default: the folder, else the config)")
	f.StringVar(&o.asOf, "as-of", "", "night, YYYY-MM-DD (default: the folder, else the config, else today in UTC)")
	f.StringVar(&o.lake, "lake", "lake", "folder of the Parquet lake")
	f.StringVar(&o.out, "out", "out", "folder of what people open")
}

// The flags that name the inputs.
func (o *options) addInput(f *pflag.FlagSet) {
	f.StringVarP(&o.input, "input", "i", "sample-data/acme", "folder of exports, or of ORG/YYYY-MM-DD folders")
	f.StringArrayVar(&o.workspaces, "workspace", nil, "name the Bitbucket or Trello workspace of the files that a glob matches, GLOB=NAME")
	f.StringArrayVar(&o.kinds, "kind", nil, "read the files that a glob matches as one kind, GLOB=KIND")
	f.BoolVar(&o.ignoreUnknown, "ignore-unknown", false, "list files that no format fits instead of stopping")
}

// The flag of those who judge.
func (o *options) addRules(f *pflag.FlagSet) {
	f.StringVar(&o.rulesAsOf, "rules-as-of", "", "judge by the rules of another date, YYYY-MM-DD (default: the night)")
}

// The flags of the SQL engine.
func (o *options) addEngine(f *pflag.FlagSet) {
	f.StringVar(&o.queries, "queries", "", "folder with an edited copy of the SQL (default: the built-in one)")
	f.IntVar(&o.threads, "threads", runtime.NumCPU(), "threads of the SQL engine")
	f.StringVar(&o.memoryLimit, "memory-limit", "500MB", "memory of the SQL engine; more is spilled to disk")
}

// The flags of the reports.
func (o *options) addReports(f *pflag.FlagSet) {
	f.BoolVar(&o.noWorkbook, "no-workbook", false, "leave the workbook out")
	f.BoolVar(&o.allAccounts, "all-accounts", false, "list every account in the workbook, however many there are")
}

// prepare takes the environment forms in, checks what can be checked without a
// file, and opens the log.
func (a *app) prepare(cmd *cobra.Command, o *options) error {
	if err := fromEnv(cmd.Flags(), a.env); err != nil {
		return err
	}
	if v, _ := a.env("NO_COLOR"); v != "" {
		o.noColor = true
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.logLevel)); err != nil {
		return usageProblem(didYouMean(o.logLevel, []string{"debug", "info", "warn", "error"}),
			"unknown log level %q", o.logLevel)
	}
	a.log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level, ReplaceAttr: withoutTime}))
	if o.threads < 1 && cmd.Flags().Lookup("threads") != nil {
		return usageProblem("Give a number from 1.", "--threads %d is not a number of threads", o.threads)
	}
	return checkNightFlags(o)
}

// withoutTime drops the clock from log lines: whoever runs a nightly job stamps
// its lines already, and the program asks the clock in one place only.
func withoutTime(groups []string, attr slog.Attr) slog.Attr {
	if len(groups) == 0 && attr.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return attr
}

func checkNightFlags(o *options) error {
	if o.org != "" {
		if err := checkOrg(o.org); err != nil {
			return err
		}
	}
	if o.asOf != "" {
		if err := checkNight(o.asOf); err != nil {
			return err
		}
	}
	if o.allAccounts && o.noWorkbook {
		return usageProblem("Leave one of them out; BILLABLE_NO_WORKBOOK and BILLABLE_ALL_ACCOUNTS say the same as the flags.",
			"--all-accounts asks for rows of the workbook that --no-workbook leaves out")
	}
	return checkRulesDate(o.rulesAsOf)
}

// fromEnv sets every flag that was not given from its environment form.
func fromEnv(flags *pflag.FlagSet, env func(string) (string, bool)) error {
	var failed error
	flags.VisitAll(func(f *pflag.Flag) {
		name := envName(f.Name)
		value, set := env(name)
		if _, without := f.Annotations[noEnv]; without || f.Changed || !set || value == "" || failed != nil {
			return
		}
		values := []string{value}
		if f.Value.Type() == "stringArray" {
			values = strings.Split(value, ",")
		}
		for _, v := range values {
			if err := flags.Set(f.Name, v); err != nil {
				failed = &billable.Problem{Kind: billable.Usage, Column: name,
					What:   fmt.Sprintf("%q is not a value of --%s", v, f.Name),
					Remedy: "Unset " + name + " or give it a value that --" + f.Name + " takes."}
			}
		}
	})
	return failed
}

// noEnv marks a flag that has no environment form.
const noEnv = "no_env"

// envName is the environment form of a flag's name.
func envName(flag string) string {
	return "BILLABLE_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// flagProblem turns an error of the flag parser into one with a remedy.
func flagProblem(cmd *cobra.Command, err error) error {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	remedy := "Run '" + cmd.CommandPath() + " --help' for the flags."
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		got := "--" + e.GetSpecifiedName()
		if w := billable.Nearest(got, names); w != "" {
			remedy = "Did you mean " + w + "?"
		}
		return usageProblem(remedy, "unknown flag %s of %s", shownFlag(e), cmd.CommandPath())
	}
	return usageProblem(remedy, "%s", strings.TrimSpace(err.Error()))
}

func shownFlag(e *pflag.NotExistError) string {
	if e.GetSpecifiedShortnames() != "" {
		return "-" + e.GetSpecifiedShortnames()
	}
	return "--" + e.GetSpecifiedName()
}

// kindRules reads the GLOB=KIND pairs of --kind.
func (o *options) kindRules() ([][2]string, error) {
	var rules [][2]string
	for _, k := range o.kinds {
		glob, kind, ok := strings.Cut(k, "=")
		if !ok || glob == "" || kind == "" {
			return nil, usageProblem(`Write it as --kind "GLOB=KIND", such as --kind "people*.csv=org_users".`,
				"--kind %s names no kind", strconv.Quote(k))
		}
		rules = append(rules, [2]string{glob, kind})
	}
	return rules, nil
}

// workspaceRules reads the GLOB=NAME pairs of --workspace.
func (o *options) workspaceRules() ([]workspaceFact, error) {
	var rules []workspaceFact
	for _, w := range o.workspaces {
		glob, name, ok := strings.Cut(w, "=")
		if name = strings.TrimSpace(name); !ok || glob == "" || name == "" {
			return nil, usageProblem(`Write it as --workspace "GLOB=NAME", such as --workspace "bitbucket*.csv=acme-code".`,
				"--workspace %s names no workspace", strconv.Quote(w))
		}
		rules = append(rules, workspaceFact{Glob: glob, Workspace: name})
	}
	return rules, nil
}

// exists says whether a path names something, followed or not.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
