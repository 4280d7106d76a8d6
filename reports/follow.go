package reports

// A follower walks a long table (several rows per account, sorted by
// account_no) in step with the accounts, so that joining them needs no memory.
type follower struct {
	*table
	key *column
}

func follow(t *table) *follower { return &follower{table: t, key: t.number("account_no")} }

// of moves to the next row of account no and reports whether there is one. Ask
// for ascending numbers only.
func (f *follower) of(no int64) bool {
	if !f.held && !f.next() {
		return false
	}
	f.held = true
	switch key := f.key.int(); {
	case key > no:
		return false
	case key < no:
		f.failure = f.problem("mart %s has a row of account_no %d out of step with the accounts (at %d)", f.name, key, no)
		return false
	}
	f.held = false
	return true
}

// err and close do nothing for a follower that was not asked for.
func (f *follower) err() error {
	if f == nil {
		return nil
	}
	return f.table.err()
}

func (f *follower) close() {
	if f != nil {
		f.table.close()
	}
}

// done reports a row that no account took.
func (f *follower) done() error {
	if f == nil {
		return nil
	}
	if f.held || f.next() {
		return f.problem("mart %s has a row of account_no %d, which is no account", f.name, f.key.int())
	}
	return f.err()
}
