package reports

import (
	"context"
	"errors"
)

// Write lays out one night into o.Dir and returns every file it wrote, sorted
// by path. When it fails, or ctx ends, o.Dir is left as it was found. Errors
// that a person can act on are *billable.Problem; disk errors come wrapped, so
// that errors.Is finds their cause.
func Write(ctx context.Context, o Options) ([]File, error) {
	return nil, errors.New("write reports: not built yet")
}
