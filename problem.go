package billable

import (
	"errors"
	"strings"
)

// Kind says what a Problem means for the run; cmd turns it into an exit code.
type Kind int

// The kinds of Problem.
const (
	Failure Kind = iota // our fault, or the machine's
	Usage               // a flag, the config or an argument is wrong
	Input               // an input breaks its contract; nothing is published
	Retry               // the same call may succeed later: lock, disk, I/O
	Guard               // a guard held publication back
	Damage              // what is published is not what was written
)

// A Problem is an error that a person can act on: where it is, what is wrong
// and how to mend it. Pos and Column may be empty, What and Remedy never are.
type Problem struct {
	Kind   Kind
	Pos    Pos
	Column string // column header or config key, as the input spells it
	What   string // one sentence, lower case, no full stop
	Remedy string // what to do about it, a full sentence
	Err    error  // the cause, if another error was
}

// Error spells place, column and what; the remedy is printed on its own line.
func (p *Problem) Error() string {
	var b strings.Builder
	if place := p.Place(); place != "" {
		b.WriteString(place)
		b.WriteString(": ")
	}
	b.WriteString(p.What)
	if p.Err != nil {
		b.WriteString(": ")
		b.WriteString(p.Err.Error())
	}
	return b.String()
}

// Place spells the position and column, or nothing when both are unknown.
func (p *Problem) Place() string {
	place := p.Pos.String()
	if p.Column == "" {
		return place
	}
	if place == "" {
		return "column " + p.Column
	}
	return place + " column " + p.Column
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// ProblemIn finds the Problem that err carries, or nil.
func ProblemIn(err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	return nil
}
