package connect

import (
	"context"
	"maps"
	"sync"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/ui/task"
)

// probe runs a test and shows each line as it becomes known. ctx is the attempt's.
func (d *Dialog) probe(ctx context.Context, test func(context.Context, func(auth.Grant)) (auth.Report, error), done func(auth.Report, error)) {
	var seen sightings
	d.grants.testing(nil)
	pulse := task.NewPulse(d.scope, func() {
		if ctx.Err() == nil {
			d.grants.testing(seen.all())
		}
	})
	task.DoContext(ctx, d.scope, func(ctx context.Context) (auth.Report, error) {
		return test(ctx, func(g auth.Grant) {
			seen.add(g)
			pulse.Mark()
		})
	}, func(report auth.Report, err error) {
		pulse.Stop()
		done(report, err)
	})
}

// sightings are the lines that a test has written so far, on another goroutine.
type sightings struct {
	mu    sync.Mutex
	lines map[core.DataType]auth.Grant
}

func (s *sightings) add(g auth.Grant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lines == nil {
		s.lines = map[core.DataType]auth.Grant{}
	}
	s.lines[g.Type] = g
}

func (s *sightings) all() map[core.DataType]auth.Grant {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.lines)
}
