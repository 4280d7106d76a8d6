package reports

// comparison is the one row of the mart of that name: what became of the night
// before. Its JSON is the key "changes" of summary.json.
type comparison struct {
	Since       string        `json:"since"` // YYYY-MM-DD
	RunID       string        `json:"run_id"`
	Appeared    int64         `json:"appeared"`
	Left        int64         `json:"left"`
	Classes     int64         `json:"classes"`
	Verdicts    int64         `json:"verdicts"`
	Unexplained int64         `json:"unexplained"`
	Seats       int64         `json:"seats"`
	FromCents   *int64        `json:"from_cents"`
	ToCents     *int64        `json:"to_cents"`
	Cents       *int64        `json:"cents"`
	Reason      string        `json:"reason"` // why there is no price; else empty
	ByCause     []changeCause `json:"by_cause"`
}

// changeCause is one cause with all that it changed.
type changeCause struct {
	Cause    string `json:"cause"`
	Changes  int64  `json:"changes"`
	Accounts int64  `json:"accounts"`
	Seats    int64  `json:"seats"`
	Cents    *int64 `json:"cents"`

	PremiumSeats int64 `json:"premium_seats,omitempty"` // of the add-on of Premium, where it is bought
}

// comparison reads what changed since the night before; there may be none.
func (r *nightReader) comparison(n *night) error {
	t := r.open("comparison")
	since, runID := t.date("before_as_of"), t.text("before_run_id")
	appeared, gone, classes, verdicts := t.number("appeared"), t.number("gone"), t.number("classes"), t.number("verdicts")
	unexplained, seats := t.number("unexplained"), t.number("seats")
	from, to, cents, reason := t.number("before_cents"), t.number("after_cents"), t.number("cents"), t.text("reason")
	err := t.each(func() {
		n.comparison = &comparison{
			Since: since.day().String(), RunID: keep(runID), Appeared: appeared.int(), Left: gone.int(),
			Classes: classes.int(), Verdicts: verdicts.int(), Unexplained: unexplained.int(), Seats: seats.int(),
			FromCents: from.maybeInt(), ToCents: to.maybeInt(), Cents: cents.maybeInt(), Reason: keep(reason),
			ByCause: []changeCause{},
		}
	})
	if err != nil || n.comparison == nil {
		return err
	}
	t = r.open("change_causes")
	no, cause, changes := t.number("step_no"), t.text("cause"), t.number("changes")
	accounts, moved, money := t.number("accounts"), t.number("seats"), t.number("cents")
	premium := t.number("premium_seats")
	return ordered(t, no, &n.comparison.ByCause, func() changeCause {
		return changeCause{keep(cause), changes.int(), accounts.int(), moved.int(), money.maybeInt(), premium.int()}
	})
}
