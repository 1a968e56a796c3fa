package datasets

import (
	"context"
	"fmt"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/task"
)

// SyncOf returns the form that changes a dataset, opened at how it is synced.
func SyncOf(n Needs, id core.DatasetID) *Edit {
	p := newEdit(n, id, false)
	p.syncing = true
	return p
}

// refreshing are the options of a run that brings types up to date, or all of them when none is named.
func refreshing(types ...core.DataType) importer.Options {
	return importer.Options{Mode: importer.Recent, Types: types}
}

// pricing is what the syncs of a dataset that exists are expected to cost.
type pricing struct {
	latest   task.Latest
	asked    string // for which types
	forecast Forecast
}

// synced takes over from the form how the dataset keeps itself current. It concerns neither what is imported nor how much.
func (p *Edit) synced() {
	d := p.draft
	p.form.sync.read(&d.dataset, d.result().Types)
	p.price()
	p.show()
}

// price asks what one of the chosen syncs costs, once for each choice of types.
func (p *Edit) price() {
	d := p.draft
	if d == nil || d.isNew() || d.dataset.Sync.Every == core.Never {
		return
	}
	types := d.dataset.Sync.Covers(d.before.Dataset.Types)
	asked := fmt.Sprint(types)
	if asked == p.pricing.asked {
		return
	}
	p.pricing.asked, p.pricing.forecast = asked, Forecast{}
	id := d.dataset.ID
	task.DoContext(p.pricing.latest.Next(p.scope.Context()), p.scope, func(ctx context.Context) (Forecast, error) {
		return p.needs.Plans.Forecast(ctx, id, refreshing(types...))
	}, func(f Forecast, err error) {
		if err == nil { // without it the form says the rest
			p.pricing.forecast = f
			p.show()
		}
	})
}

// means says what the chosen sync means. One of a dataset that was never imported asks at most what its import does.
func (p *Edit) means() string {
	s, now := p.draft.dataset.Sync, p.needs.Clock.Now()
	each := p.pricing.forecast.Requests
	if p.draft.isNew() && s.Types == nil {
		each = p.cost.Requests
	}
	return saySync(s, p.needs.Plans.Next(s), now, each)
}
