package reference

import "math/big"

// This file replays a month's bill a second time, by the loop of section 8.1.

// A Replayed is what the nights of two periods come to: the one asked about and
// the one before it.
type Replayed struct {
	Start, Billed, Next Count // of the asked period: at its start, at most, at its end
	Base, Added         Money // of the asked period
	Arrears             Money // added in the period before
	Invoice, NextBill   Money
	Raises              int
}

// A Count is a number of users that may not be known.
type Count struct {
	Users int64
	Known bool
}

// Replay goes through the days. counts has one entry for each day, the day before
// the first period first, then its days, then those of the asked period; -1 where
// there is no night. "billed = users at period start; for each day d of the period,
// in order: if users(d) > billed: extra += price(users(d) - billed) * remaining_days(d)
// / days_in_period; billed = users(d)"; "next period's starting quantity = users(last
// day)". Readings: the price of the extra seats is the difference of totals and not
// below 0; remaining days include the day itself unless fromNextDay; a day without a
// night keeps the count before it.
func Replay(counts []int64, daysBefore, daysAsked int, price func(int64) Money, discount int64, fromNextDay bool) Replayed {
	users := held(counts)
	before := replayPeriod(users[:1+daysBefore], price, discount, fromNextDay)
	asked := replayPeriod(users[daysBefore:1+daysBefore+daysAsked], price, discount, fromNextDay)
	r := Replayed{Start: asked.start, Billed: asked.billed, Added: asked.added, Raises: asked.raises, Next: users[len(users)-1]}
	if asked.start.Known {
		r.Base = share(price(asked.start.Users), 1, 1, discount)
	}
	if before.isWhole || before.raises > 0 {
		r.Arrears = before.added
	}
	if before.isWhole {
		r.Invoice = plus(r.Base, before.added)
	}
	if r.Next.Known && asked.isWhole {
		r.NextBill = plus(share(price(r.Next.Users), 1, 1, discount), asked.added)
	}
	return r
}

func held(counts []int64) []Count {
	users := make([]Count, len(counts))
	for i, c := range counts {
		switch {
		case c >= 0:
			users[i] = Count{c, true}
		case i > 0:
			users[i] = users[i-1]
		}
	}
	return users
}

type replayedPeriod struct {
	start, billed Count
	added         Money
	raises        int
	isWhole       bool // the day before it is known
}

// replayPeriod reads the day before the period and its days.
func replayPeriod(users []Count, price func(int64) Money, discount int64, fromNextDay bool) replayedPeriod {
	p := replayedPeriod{isWhole: users[0].Known}
	days := int64(len(users) - 1)
	for i, u := range users {
		switch {
		case !u.Known:
		case !p.start.Known:
			p.start, p.billed, p.added = u, u, Money{0, true}
		case u.Users > p.billed.Users:
			remaining := days - int64(i) + 1
			if fromNextDay {
				remaining--
			}
			extra := price(u.Users)
			extra.Cents -= price(p.billed.Users).Cents
			extra.Cents = max(extra.Cents, 0)
			p.added = plus(p.added, share(extra, remaining, days, discount))
			p.billed = u
			p.raises++
		}
	}
	return p
}

func plus(a, b Money) Money { return Money{a.Cents + b.Cents, a.Known && b.Known} }

// share takes a part of an amount, less the discount in hundredths of a percent,
// "rounding: half up to the minor unit per line".
func share(m Money, numerator, denominator, discount int64) Money {
	x := new(big.Int).Mul(big.NewInt(m.Cents), big.NewInt((10000-discount)*numerator*2))
	d := big.NewInt(10000 * denominator)
	x.Add(x, d).Div(x, d.Lsh(d, 1))
	return Money{x.Int64(), m.Known}
}
