package transform

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"billable"
)

// shownRows is how many rows of a check go into check_rows.
const shownRows = 100

// severities of a check, from harmless to fatal: a fatal one with findings
// fails the run, since the figures cannot be right.
var severities = []string{"info", "warn", "fatal"}

// check runs every file of queries/checks and makes the marts checks and
// check_rows.
func (n *night) check(ctx context.Context) error {
	if err := n.db.exec(ctx, "create table check_rows (check_no bigint, name varchar, row_no bigint, account_id varchar, email varchar, place varchar, detail varchar)"); err != nil {
		return err
	}
	var rows [][]string
	for i, f := range n.lib.layer("checks") {
		if !slices.Contains(severities, f.header["severity"]) || f.header["claim"] == "" {
			return badHeader(f, "severity", "Give the check -- severity: info, warn or fatal, and -- claim: a sentence.")
		}
		if f.header["severity"] != "fatal" && f.header["otherwise"] == "" {
			return badHeader(f, "otherwise", "Say in -- otherwise: what the findings mean and what settles them.")
		}
		found, err := n.runCheck(ctx, i+1, f)
		if err != nil {
			return err
		}
		if found > 0 && f.header["severity"] == "fatal" {
			return n.broken(ctx, f, found)
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), f.name, f.header["severity"], f.header["claim"], f.header["otherwise"], strconv.FormatInt(found, 10)})
		n.step(f.name)
	}
	return n.db.insert(ctx, "checks", []string{"check_no bigint", "name", "severity", "claim", "otherwise", "findings bigint"}, rows)
}

func (n *night) runCheck(ctx context.Context, no int, f *file) (int64, error) {
	if err := placed(f, n.db.exec(ctx, "create view check_"+f.name+" as "+f.text)); err != nil {
		return 0, err
	}
	found, err := n.db.count(ctx, "select count(*) from check_"+f.name)
	if err != nil || found == 0 {
		return found, placed(f, err)
	}
	err = n.db.exec(ctx, fmt.Sprintf("insert into check_rows with shown as (select * from check_%s limit %d) "+
		"select %d, %s, row_number() over (order by place, account_id, email, detail), account_id, email, place, detail from shown", f.name, shownRows, no, quote(f.name)))
	return found, placed(f, err)
}

func (n *night) broken(ctx context.Context, f *file, found int64) error {
	var id, email, place, detail string
	row := n.db.conn.QueryRowContext(ctx, "select account_id, email, place, detail from check_"+f.name+" limit 1")
	if err := row.Scan(&id, &email, &place, &detail); err != nil {
		return fmt.Errorf("read findings of %s: %w", f.name, err)
	}
	return &billable.Problem{Kind: billable.Failure, Pos: billable.Pos{File: place},
		What:   fmt.Sprintf("check %s does not hold (%s): %d findings, the first: %s %s %s", f.name, f.header["claim"], found, id, email, detail),
		Remedy: "This is a defect of the program: nothing was published. Report it with the inputs."}
}
