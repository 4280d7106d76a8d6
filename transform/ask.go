package transform

import (
	"context"
	"fmt"
)

// stepsFor lists, in order, the steps that the wanted relations need when the
// given ones are there already.
func (l *library) stepsFor(wanted []string, given map[string]bool) ([]step, error) {
	all, err := l.plan()
	if err != nil {
		return nil, err
	}
	need := map[string]bool{}
	for _, name := range wanted {
		need[name] = true
	}
	var steps []step
	for i := len(all) - 1; i >= 0; i-- {
		s := all[i]
		isNeeded := false
		for _, name := range s.makes {
			isNeeded = isNeeded || need[name] && !given[name]
		}
		if !isNeeded {
			continue
		}
		steps = append([]step{s}, steps...)
		for _, name := range s.reads {
			need[name] = true
		}
	}
	return steps, nil
}

// make runs the steps that the wanted relations need.
func (n *night) make(ctx context.Context, wanted []string, given map[string]bool) error {
	steps, err := n.lib.stepsFor(wanted, given)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if err := s.run(ctx, n); err != nil {
			return fmt.Errorf("make %s: %w", s.name, err)
		}
	}
	return nil
}
