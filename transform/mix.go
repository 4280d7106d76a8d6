package transform

import "cmp"

// An effort is what a way out takes: minutes, and among equals how many of it a
// person has to look at first. cost goes before both: what the minutes cost less what
// they save of the add-on of Premium, in a unit of its own; 0 where minutes alone count.
type effort struct{ cost, minutes, checks int64 }

func (e effort) plus(o effort) effort {
	return effort{e.cost + o.cost, e.minutes + o.minutes, e.checks + o.checks}
}
func (e effort) minus(o effort) effort {
	return effort{e.cost - o.cost, e.minutes - o.minutes, e.checks - o.checks}
}
func (e effort) less(o effort) bool {
	return cmp.Or(cmp.Compare(e.cost, o.cost), cmp.Compare(e.minutes, o.minutes), cmp.Compare(e.checks, o.checks)) < 0
}

// A mixType is a number of accounts that cannot be told apart: each may leave by
// a way that keeps single sign-on, by one that loses it, by either, or, with
// neither, not at all.
type mixType struct {
	accounts           int64
	keeps, loses       effort
	canKeeps, canLoses bool
}

// A mixStep frees more seats, one after the other, each at the same effort:
// it takes one account more of type taken, by keeps or by loses; where moved is
// not -1, an account of that type goes over from loses to keeps to make room.
type mixStep struct {
	from, to     int64 // seats freed before the step and after it
	each         effort
	taken, moved int
	byLoses      bool
}

// noRoomLimit says that any number of accounts may lose single sign-on.
const noRoomLimit = -1

// cheapestMix says, for every number of seats, how to free them with the least
// effort when at most room accounts may leave by a way that loses single sign-on.
// It is the successive shortest path of a flow of seats: types on one side, the
// two sorts of way on the other, one of them with a capacity. In this network a
// shortest path is one of three: take an account by keeps; by loses, while there is
// room; by loses in the place of another that goes over to keeps. Each path costs
// at least as much as the one before, so the first k seats of the steps are the
// cheapest k seats there are.
func cheapestMix(types []mixType, room int64) []mixStep {
	m := mix{types: types, room: room, left: make([]int64, len(types)), lost: make([]int64, len(types))}
	for i, t := range types {
		m.left[i] = t.accounts
	}
	var steps []mixStep
	for {
		s, ok := m.next()
		if !ok {
			return steps
		}
		m.take(s)
		steps = append(steps, s)
	}
}

// mix is how far cheapestMix has come.
type mix struct {
	types []mixType
	room  int64
	left  []int64 // accounts of each type that have not left
	lost  []int64 // accounts of each type that left by loses
	freed int64
}

func (m *mix) next() (best mixStep, found bool) {
	offer := func(s mixStep, seats int64) {
		if seats > 0 && (!found || s.each.less(best.each)) {
			s.from, s.to = m.freed, m.freed+seats
			best, found = s, true
		}
	}
	for i, t := range m.types {
		if t.canKeeps {
			offer(mixStep{each: t.keeps, taken: i, moved: -1}, m.left[i])
		}
		if !t.canLoses {
			continue
		}
		if m.room != 0 {
			offer(mixStep{each: t.loses, taken: i, moved: -1, byLoses: true}, m.within(m.left[i]))
			continue
		}
		for j, u := range m.types {
			if j != i && u.canKeeps {
				offer(mixStep{each: t.loses.plus(u.keeps).minus(u.loses), taken: i, moved: j, byLoses: true}, min(m.left[i], m.lost[j]))
			}
		}
	}
	return best, found
}

func (m *mix) within(seats int64) int64 {
	if m.room == noRoomLimit {
		return seats
	}
	return min(seats, m.room)
}

func (m *mix) take(s mixStep) {
	seats := s.to - s.from
	m.freed += seats
	m.left[s.taken] -= seats
	if !s.byLoses {
		return
	}
	m.lost[s.taken] += seats
	if s.moved >= 0 {
		m.lost[s.moved] -= seats
	} else if m.room != noRoomLimit {
		m.room -= seats
	}
}
