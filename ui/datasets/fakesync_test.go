package datasets_test

import (
	"context"
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/datasets"
)

func (w *world) Next(s core.Sync) (next time.Time) {
	if s.Every == core.Never {
		return next
	}
	return w.next
}

func (w *world) Forecast(_ context.Context, _ core.DatasetID, o importer.Options) (datasets.Forecast, error) {
	f := w.forecast
	if o.Mode == importer.Everything {
		f.Requests, f.Time = f.Requests*10, f.Time*10
	}
	return f, nil
}

func (w *world) Awaited(context.Context, core.DatasetID) ([]importer.Awaited, error) {
	return w.awaited, w.err
}

// checks are the comparisons with Gong behind the screens.
type checks struct {
	calls   []string
	running map[core.DatasetID]datasets.Checking
	last    *importer.Check
	lastErr error
}

func (c *checks) Start(id core.DatasetID) {
	c.calls = append(c.calls, fmt.Sprintf("check %s", id))
	c.running = map[core.DatasetID]datasets.Checking{id: {}}
}

func (c *checks) Cancel(id core.DatasetID) {
	c.calls = append(c.calls, fmt.Sprintf("cancel %s", id))
	c.running[id] = datasets.Checking{Stopping: true}
}

func (c *checks) Check(id core.DatasetID) (datasets.Checking, bool) {
	check, going := c.running[id]
	return check, going
}

func (c *checks) Last(context.Context, core.DatasetID) (*importer.Check, error) {
	return c.last, c.lastErr
}
