package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"syscall"

	"billable"
)

// The exit codes. README.md and the help text of the program list them; other
// people's schedulers rely on them.
const (
	exitDone        = 0   // done and published
	exitFailed      = 1   // failed; nothing published
	exitUsage       = 2   // a flag, an argument or the config is wrong
	exitFindings    = 3   // published, but rows were rejected or a check has findings
	exitInput       = 4   // an input breaks its contract; nothing published
	exitRetry       = 5   // the same call may succeed later
	exitGuard       = 6   // a guard held publication back
	exitDamage      = 7   // what is published is not what was written
	exitInterrupted = 130 // stopped by a signal
)

// errReported marks a failure whose message has been printed already.
type errReported struct{ code int }

func (errReported) Error() string { return "already reported" }

// exitCode says which exit code an error means.
func exitCode(err error) int {
	if err == nil {
		return exitDone
	}
	if r, ok := errors.AsType[errReported](err); ok {
		return r.code
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	if p := billable.ProblemIn(err); p != nil && p.Kind != billable.Failure {
		return kindExit(p.Kind)
	}
	if isRetryable(err) {
		return exitRetry
	}
	return exitFailed
}

func kindExit(k billable.Kind) int {
	switch k {
	case billable.Usage:
		return exitUsage
	case billable.Input:
		return exitInput
	case billable.Retry:
		return exitRetry
	case billable.Guard:
		return exitGuard
	case billable.Damage:
		return exitDamage
	}
	return exitFailed
}

// isRetryable says whether the machine, and not the program or its input, is at
// fault: a full disk, a failing device, too many open files, no permission.
func isRetryable(err error) bool {
	for _, e := range []error{
		syscall.ENOSPC, syscall.EDQUOT, syscall.EIO, syscall.EROFS, syscall.ENFILE, syscall.EMFILE,
		syscall.EAGAIN, syscall.EBUSY, syscall.ESTALE, syscall.EFBIG, syscall.ENOMEM, fs.ErrPermission,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// worstExit gives the exit code of several nights: the first that is present of
// a fixed order in which failures that need a person come first.
func worstExit(codes []int) int {
	order := []int{
		exitInterrupted, exitFailed, exitUsage, exitRetry, exitInput, exitGuard, exitDamage, exitFindings,
	}
	for _, code := range order {
		if slices.Contains(codes, code) {
			return code
		}
	}
	return exitDone
}
