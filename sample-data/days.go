package sampledata

import "time"

// lookback is how many days before the night something can have happened.
const lookback = 900

// never is the day of somebody who was never active.
const never = -1

// A day is one date in the spellings of the exports.
type day struct {
	iso   string // 2026-03-31
	words string // 31 Mar 2026
	us    string // 3/31/2026
}

func newDay(t time.Time) day {
	return day{t.Format(time.DateOnly), t.Format("2 Jan 2006"), t.Format("1/2/2006")}
}

// lastActive is how many days before the night the person was last seen, or
// never: most this month, some long ago. The person comes back at even intervals,
// so that a visit is on the same day, whichever night it is told on.
func (p *person) lastActive() int {
	last := p.lastActiveNow()
	if last == never {
		return last
	}
	return (p.ago/last+1)*last - p.ago
}

func (p *person) lastActiveNow() int {
	switch roll := p.roll(dieDay, 10_000); {
	case roll < 800:
		return never
	case roll < 7000:
		return int(1 + roll%28)
	case roll < 9000:
		return int(30 + roll%300)
	default:
		return int(330 + roll%500)
	}
}

// lastSeen is lastActive for the nth product of the person: never later, and
// the first product is the one used last.
func (p *person) lastSeen(nth int) int {
	ago := p.lastActive()
	if ago == never || nth == 0 {
		return ago
	}
	if p.roll(dieRest, 4) == 0 {
		return never
	}
	return ago + nth*13
}
