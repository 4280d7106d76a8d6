package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// commands lists every subcommand. Adding one is a new file in this package and
// a line here.
func commands(a *app, o *options) []*cobra.Command {
	return []*cobra.Command{
		newRunCmd(a, o),
		newIngestCmd(a, o),
		newTransformCmd(a, o),
		newReportCmd(a, o),
		newExplainCmd(a, o),
		newScenariosCmd(a, o),
		newEdgesCmd(a, o),
		newRenewalsCmd(a, o),
		newCascadeCmd(a, o),
		newPackCmd(a, o),
		newDiffCmd(a, o),
		newPricesCmd(a, o),
		newBillCmd(a, o),
		newForecastCmd(a, o),
		newQuotesCmd(a, o),
		newVerifyCmd(a, o),
		newQueryCmd(a, o),
		newSampleCmd(a, o),
		newVersionCmd(a, o),
		newCompletionCmd(a, o),
	}
}

const rootHelp = `billable says who is billable in an Atlassian Cloud organisation, why, what it
costs, and what each way out would cost, from the exports that administrators
can already download.

Exit status:
  0    done and published
  1    failed; nothing published
  2    a flag, an argument or the config is wrong
  3    published, but rows were rejected or a check has findings
  4    an input breaks its contract; nothing published
  5    retry may help: lake locked, disk full, I/O error
  6    a guard held publication back
  7    verify found damage
  130  interrupted

Every flag has an environment form: --lake is BILLABLE_LAKE. A flag wins over
the environment, the environment over the config, the config over the default.`

// newRoot builds the command tree of one command line.
func newRoot(a *app, o *options) *cobra.Command {
	root := &cobra.Command{
		Use:           "billable",
		Short:         "Who is billable, why, and what each way out would cost",
		Long:          rootHelp,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagProblem)
	o.addGlobal(root.PersistentFlags())
	for _, c := range commands(a, o) {
		prepareFirst(a, o, c)
		root.AddCommand(c)
	}
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 && !o.json {
			return cmd.Help()
		}
		return unknownCommand(root, args)
	}
	prepareFirst(a, o, root)
	return root
}

// prepareFirst makes a command check its arguments and flags before it works.
func prepareFirst(a *app, o *options, c *cobra.Command) {
	work := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.prepare(cmd, o); err != nil {
			return err
		}
		return work(cmd, args)
	}
}

func unknownCommand(root *cobra.Command, args []string) error {
	var names []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	if len(args) == 0 {
		return usageProblem(didYouMean("", names), "no command is given")
	}
	return usageProblem(didYouMean(args[0], names), "unknown command %q", args[0])
}

// wantArgs checks the number of arguments; names says what they are.
func wantArgs(names ...string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		usage := strings.TrimSpace(cmd.CommandPath() + " " + strings.Join(names, " "))
		if len(args) > len(names) {
			return usageProblem("Write it as: "+usage+" [flags].", "%q is one argument too many", args[len(names)])
		}
		return usageProblem("Write it as: "+usage+" [flags].", "%s is missing", names[len(args)])
	}
}

// help joins the parts of a command's long help.
func help(text string, examples ...string) string {
	if len(examples) == 0 {
		return text
	}
	return fmt.Sprintf("%s\n\nExamples:\n  %s", text, strings.Join(examples, "\n  "))
}
