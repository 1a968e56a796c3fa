package app

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/importer"
	"tamtam/core/schedule"
	"tamtam/ui/datasets"
)

// plans answers when datasets are synced next, and what runs would cost.
type plans struct{ *program }

var _ datasets.Plans = plans{}

// Next is of a schedule that begins now.
func (p plans) Next(s core.Sync) time.Time {
	if s.Every == core.Never {
		return time.Time{}
	}
	return schedule.Next(s, p.clock.Now(), schedule.LocalZone())
}

// Forecast counts the day's requests for accounts of Gong's: the simulated one answers any number.
func (p plans) Forecast(_ context.Context, id core.DatasetID, o importer.Options) (datasets.Forecast, error) {
	d, err := p.store.Dataset(id)
	if err != nil {
		return datasets.Forecast{}, err
	}
	cost, err := p.importer.Forecast(id, o)
	if err != nil {
		return datasets.Forecast{}, err
	}
	f := datasets.Forecast{Cost: cost, Left: -1}
	if d.Connection != core.SampleConnection {
		sent, err := p.store.Requests(p.today())
		if err != nil {
			return datasets.Forecast{}, err
		}
		f.Left = gong.Left(sent)
	}
	return f, nil
}

func (p plans) Awaited(_ context.Context, id core.DatasetID) ([]importer.Awaited, error) {
	return p.importer.Awaited(id)
}
