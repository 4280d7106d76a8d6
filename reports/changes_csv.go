package reports

import (
	"context"
	"io"
	"strconv"
)

// changesHeader names the columns of changes.csv: what became another one since
// the night before, and the fact behind it. seats is what the row adds to the
// accounts that Guard bills.
var changesHeader = []string{"account_id", "email", "name", "what", "from", "to", "cause", "detail", "seats"}

// changes streams the mart night_changes.
type changes struct {
	*table
	accountID, email, name, what, from, to, cause, detail, seats *column
}

func openChanges(ctx context.Context, marts map[string][]string) *changes {
	t := openTable(ctx, "night_changes", marts["night_changes"])
	return &changes{
		table: t, accountID: t.text("account_id"), email: t.text("email"), name: t.text("name"), what: t.text("what"),
		from: t.text("before_value"), to: t.text("after_value"), cause: t.text("cause"), detail: t.text("detail"),
		seats: t.number("seats"),
	}
}

// Change is one row of changes.csv.
type Change struct {
	AccountID, Email, Name, What, From, To, Cause, Detail string
	Seats                                                 int64
}

// WriteChanges writes the rows that each hands out as changes.csv has them: for
// eyes, with no cell that runs.
func WriteChanges(w io.Writer, each func(row func(Change) error) error) error {
	out, err := newChangesCSV(w)
	if err != nil {
		return err
	}
	if err := each(out.change); err != nil {
		return err
	}
	_, err = out.end()
	return err
}

func newChangesCSV(w io.Writer) (*eyesCSV, error) {
	out, err := newEyesCSV(w, changesHeader)
	if err == nil {
		out.numbers(len(changesHeader) - 1)
	}
	return out, err
}

func (e *eyesCSV) change(c Change) error {
	return e.row(c.AccountID, c.Email, c.Name, c.What, c.From, c.To, c.Cause, c.Detail, strconv.FormatInt(c.Seats, 10))
}

// writeChangesCSV lists every change in the order of the mart. Without a night
// before it has no rows.
func writeChangesCSV(ctx context.Context, w io.Writer, marts map[string][]string) (int64, error) {
	out, err := newChangesCSV(w)
	if err != nil {
		return 0, err
	}
	c := openChanges(ctx, marts)
	defer c.close()
	for c.next() {
		err := out.change(Change{c.accountID.text(), c.email.text(), c.name.text(), c.what.text(), c.from.text(), c.to.text(),
			c.cause.text(), c.detail.text(), c.seats.int()})
		if err != nil {
			return 0, err
		}
	}
	if err := c.err(); err != nil {
		return 0, err
	}
	return out.end()
}
