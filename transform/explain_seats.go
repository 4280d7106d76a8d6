package transform

import (
	"context"
	"database/sql"
	"fmt"
)

// This file tells the seats: one product at one place that an account uses, as
// the subscription that is billed for it, named product@place.

const seatSubject = "seat"

// seatName spells a row of account_seats, here s, as a subscription.
const seatName = "s.product || '@' || s.place"

// openSeats takes the accounts' seats out of the marts, and the kinds of seats
// that the rules judge.
func (x *explainer) openSeats(ctx context.Context) error {
	for _, table := range []string{
		"account_seats as select * from " + x.mart("account_seats") + " where account_no in (" + x.numbers() + ")",
		"seat_kinds as select * from " + x.mart("judged_seats") + " where kind_no in (select kind_no from account_seats)",
	} {
		if err := x.night.db.exec(ctx, "create table "+table); err != nil {
			return fmt.Errorf("read the night's seats: %w", err)
		}
	}
	return nil
}

func (x *explainer) seats(ctx context.Context) error {
	return x.each(ctx, "select s.account_no, "+seatName+", s.verdict, s.rule, s.why, s.confidence from account_seats as s order by s.account_no, s.product, s.place",
		func(scan func(...any) *Explanation) {
			v := ExplainedVerdict{Considered: []Considered{}, Flips: []Flip{}}
			e := scan(&v.Subscription, &v.Verdict, &v.Rule, &v.Why, &v.Confidence)
			e.Verdicts = append(e.Verdicts, v)
		})
}

// seatRules asks the rules of seats one by one, in their order.
func (x *explainer) seatRules(ctx context.Context) error {
	for _, r := range x.book.on(seatSubject, x.night.rulesAsOf()) {
		if err := x.considerSeats(ctx, r); err != nil {
			return placed(r.file, err)
		}
	}
	return nil
}

// considerSeats notes what one rule saw of the seats that no earlier rule decided.
func (x *explainer) considerSeats(ctx context.Context, r rule) error {
	matched := map[int64]bool{}
	err := x.rows(ctx, "select kind_no from ("+r.text+"\n)", func(row *sql.Rows) error {
		var no int64
		err := row.Scan(&no)
		matched[no] = true
		return err
	})
	if err != nil {
		return err
	}
	seen := "select kind_no, " + r.header["saw"] + " as saw from " + r.asks()
	return x.each(ctx, "select s.account_no, "+seatName+", s.kind_no, k.saw from account_seats as s join ("+seen+") as k on k.kind_no = s.kind_no",
		func(scan func(...any) *Explanation) {
			var sub string
			var no int64
			c := Considered{Rule: r.name}
			e := scan(&sub, &no, &c.Saw)
			c.Matched = matched[no]
			e.note(sub, c)
		})
}

// seatFlips judges the seats as each change would leave them, in the schema of
// the changes.
func (x *explainer) seatFlips(ctx context.Context) error {
	for _, name := range []string{"changed_seats", "seat_kinds"} {
		if err := x.night.db.create(ctx, x.night.lib.find("explain/"+name+".sql")); err != nil {
			return err
		}
	}
	if err := x.night.judgeKeyed(ctx, x.book, seatSubject); err != nil {
		return err
	}
	return x.night.db.create(ctx, x.night.lib.find("explain/seat_flips.sql"))
}
