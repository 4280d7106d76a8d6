package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"
)

func newCompletionCmd(a *app, o *options) *cobra.Command {
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script of bash, zsh, fish or powershell",
		Long: help("Completion prints a script that makes a shell complete billable's commands and flags.",
			"source <(billable completion bash)"),
		Args:      wantArgs("SHELL"),
		ValidArgs: []string{"bash", "zsh", "fish", "powershell"},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write, ok := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}[args[0]]
			if !ok {
				return usageProblem(didYouMean(args[0], cmd.ValidArgs), "unknown shell %q", args[0])
			}
			var script bytes.Buffer
			if err := write(&script); err != nil {
				return err
			}
			if o.json {
				a.printJSON(map[string]string{"shell": args[0], "script": script.String()})
				return nil
			}
			_, err := a.stdout.Write(script.Bytes())
			return err
		},
	}
}
