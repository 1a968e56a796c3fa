package datasets

import (
	"context"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// ready tells whether a dataset's account can be asked now. Else it offers what helps, and goes on with again once the person did it, where
// that is known. others tells whether there are connections.
func ready(n Needs, e Entry, others bool, l *lock, mended, again func()) bool {
	switch {
	case e.Connection.ID == "":
		offerConnection(n, e, others, mended)
	case l.wantsPhrase(e.Connection):
		l.unlock(mended, again)
	default:
		return true
	}
	return false
}

// startRuns begins a run of each dataset, after saying so when the day's requests will not suffice for all. started is called once they
// have begun; it is not when the person changes their mind, or when ctx ends before.
func startRuns(ctx context.Context, n Needs, ids []core.DatasetID, o importer.Options, started func()) {
	begin := func() {
		for _, id := range ids {
			n.Runs.Start(id, o)
		}
		started()
	}
	task.DoContext(ctx, n.Runner, func(ctx context.Context) (Forecast, error) { return forecastAll(ctx, n.Plans, ids, o) },
		func(f Forecast, err error) {
			if err != nil || !f.exceeds() { // without a forecast the run says itself what it meets
				begin()
				return
			}
			n.Stage.Open(&kit.Dialog{
				Title: "More than Gong answers today", Content: kit.NewParagraph(sayExceeds(f)), Confirm: "Start", Width: 110,
				OnConfirm: func() bool { begin(); return true },
			})
		})
}

// forecastAll adds up what runs are expected to cost.
func forecastAll(ctx context.Context, p Plans, ids []core.DatasetID, o importer.Options) (sum Forecast, err error) {
	sum.Left = -1
	for _, id := range ids {
		f, err := p.Forecast(ctx, id, o)
		if err != nil {
			return Forecast{}, err
		}
		if f.Left < 0 { // its account counts none
			continue
		}
		sum.Requests += f.Requests
		sum.Time += f.Time
		sum.Left = f.Left
	}
	return sum, nil
}

// confirmEverything asks before a dataset is read again as a whole: it destroys nothing, but it costs.
func confirmEverything(ctx context.Context, n Needs, id core.DatasetID, started func()) {
	o := importer.Options{Mode: importer.Everything}
	task.DoContext(ctx, n.Runner, func(ctx context.Context) (Forecast, error) { return n.Plans.Forecast(ctx, id, o) },
		func(f Forecast, err error) {
			if err != nil {
				f = Forecast{Left: -1}
			}
			n.Stage.Open(&kit.Dialog{
				Title: "Re-read everything?", Content: kit.NewParagraph(sayEverything(f)), Confirm: "Re-read everything", Width: 120,
				OnConfirm: func() bool {
					n.Runs.Start(id, o)
					started()
					return true
				},
			})
		})
}
