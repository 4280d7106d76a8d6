package transform

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

// An effort is what a way out takes: minutes, and among equals how many of it a
// person has to look at first.
type effort struct{ minutes, checks int64 }

func (e effort) plus(o effort) effort  { return effort{e.minutes + o.minutes, e.checks + o.checks} }
func (e effort) minus(o effort) effort { return effort{e.minutes - o.minutes, e.checks - o.checks} }
func (e effort) less(o effort) bool {
	return e.minutes < o.minutes || e.minutes == o.minutes && e.checks < o.checks
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

// mixPlanStep makes mix_steps and mix_moves from mix_types: efforts and a limit in,
// steps out. What an account is, what a seat costs and which number of seats is
// best to free are the queries' business.
func mixPlanStep() step {
	return step{name: "mix_steps", makes: []string{"mix_steps", "mix_moves"}, reads: []string{"mix_types", "config_ways_out"},
		run: func(ctx context.Context, n *night) error { return n.planMix(ctx) }}
}

func (n *night) planMix(ctx context.Context) error {
	numbers, types, err := n.mixTypes(ctx)
	if err != nil {
		return err
	}
	room, err := n.db.count(ctx, "select coalesce(max(max_accounts_without_sso), "+strconv.Itoa(noRoomLimit)+") from config_ways_out")
	if err != nil {
		return fmt.Errorf("read limits of the mix: %w", err)
	}
	var steps, moves [][]string
	text := func(v int64) string { return strconv.FormatInt(v, 10) }
	for i, s := range cheapestMix(types, room) {
		no := strconv.Itoa(i + 1)
		steps = append(steps, []string{no, text(s.from), text(s.to), text(s.each.minutes), text(s.each.checks)})
		if s.byLoses {
			moves = append(moves, []string{no, numbers[s.taken], "0", "1"})
		} else {
			moves = append(moves, []string{no, numbers[s.taken], "1", "0"})
		}
		if s.moved >= 0 {
			moves = append(moves, []string{no, numbers[s.moved], "1", "-1"})
		}
	}
	err = n.db.insert(ctx, "mix_steps", []string{"step_no bigint", "from_freed bigint", "to_freed bigint", "minutes_each bigint", "checks_each bigint"}, steps)
	if err != nil {
		return err
	}
	return n.db.insert(ctx, "mix_moves", []string{"step_no bigint", "type_no bigint", "keeps_each bigint", "loses_each bigint"}, moves)
}

func (n *night) mixTypes(ctx context.Context) (numbers []string, types []mixType, err error) {
	rows, err := n.db.conn.QueryContext(ctx, "select type_no, accounts, keeps_way_no > 0, keeps_minutes, keeps_checks, loses_way_no > 0, loses_minutes, loses_checks from mix_types order by type_no")
	if err != nil {
		return nil, nil, engineError(ctx, err)
	}
	defer rows.Close()
	return scanMixTypes(rows)
}

func scanMixTypes(rows *sql.Rows) (numbers []string, types []mixType, err error) {
	for rows.Next() {
		var no int64
		var t mixType
		err := rows.Scan(&no, &t.accounts, &t.canKeeps, &t.keeps.minutes, &t.keeps.checks, &t.canLoses, &t.loses.minutes, &t.loses.checks)
		if err != nil {
			return nil, nil, fmt.Errorf("read kinds of accounts: %w", err)
		}
		numbers, types = append(numbers, strconv.FormatInt(no, 10)), append(types, t)
	}
	return numbers, types, rows.Err()
}
