package billable_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"billable"
)

func TestPosSpellsAPlaceAsAPersonLooksItUp(t *testing.T) {
	for _, c := range []struct {
		pos  billable.Pos
		want string
	}{
		{billable.Pos{File: "managed.csv", Row: 17}, "managed.csv:17"},
		{billable.Pos{File: "night/users.xlsx", Sheet: "Export", Row: 2}, "night/users.xlsx[Export]:2"},
		{billable.Pos{File: "managed.csv"}, "managed.csv"},
		{billable.Pos{}, ""},
	} {
		if got := c.pos.String(); got != c.want {
			t.Errorf("%#v is spelled %q, want %q", c.pos, got, c.want)
		}
	}
}

func TestProblemSaysPlaceColumnWhatAndCause(t *testing.T) {
	p := &billable.Problem{Kind: billable.Input, Pos: billable.Pos{File: "a.csv", Row: 3}, Column: "Email", What: "the cell is cut off",
		Remedy: "Export the file again.", Err: io.ErrUnexpectedEOF}
	if got, want := p.Error(), "a.csv:3 column Email: the cell is cut off: unexpected EOF"; got != want {
		t.Errorf("error is %q, want %q", got, want)
	}
	if !errors.Is(p, io.ErrUnexpectedEOF) {
		t.Error("the cause is not found behind the problem")
	}
	nowhere := &billable.Problem{What: "no account in any input", Column: "org"}
	if got, want := nowhere.Error(), "column org: no account in any input"; got != want {
		t.Errorf("error is %q, want %q", got, want)
	}
	if got := (&billable.Problem{What: "lock held"}).Error(); got != "lock held" {
		t.Errorf("a problem without place begins with %q", got)
	}
}

func TestProblemInLooksBehindWrapping(t *testing.T) {
	p := &billable.Problem{Kind: billable.Retry, What: "lock held"}
	if got := billable.ProblemIn(fmt.Errorf("open lake: %w", p)); got != p {
		t.Errorf("found %v behind the wrapping, want the problem itself", got)
	}
	if got := billable.ProblemIn(io.EOF); got != nil {
		t.Errorf("found %v in an error that carries no problem", got)
	}
}

func TestNearestFindsTheWordThatWasMeant(t *testing.T) {
	words := []string{"run", "report", "explain", "verify", "version"}
	tests := []struct{ got, want string }{
		{"rnu", "run"}, {"rn", "run"}, {"explian", "explain"}, {"Report", "report"}, {"versoin", "version"},
		{"exp", "explain"}, {"zzzzzz", ""}, {"x", ""},
	}
	for _, tt := range tests {
		if got := billable.Nearest(tt.got, words); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.got, got, tt.want)
		}
	}
}

func TestEditDistanceCountsASwapAsOne(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"emial", "email", 1}, {"email", "e-mail", 1}, {"Zoë", "Zoe", 1}, {"compass", "company", 2}, {"", "abc", 3}} {
		if got := billable.EditDistance(c.a, c.b); got != c.want {
			t.Errorf("%q is %d away from %q, want %d", c.a, got, c.b, c.want)
		}
	}
}
