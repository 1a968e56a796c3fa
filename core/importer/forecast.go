package importer

import (
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// Forecast says what a run is expected to ask of Gong, from what the dataset holds and what earlier runs took. It asks nobody.
func (i *Importer) Forecast(id core.DatasetID, o Options) (Cost, error) {
	d, err := i.store.Dataset(id)
	if err != nil {
		return Cost{}, err
	}
	files, err := i.store.Files(id)
	if err != nil {
		return Cost{}, err
	}
	if o.Types == nil {
		o.Types = d.Types
	}
	if o.Rate == 0 {
		o.Rate = gong.Rate
	}
	types := core.SortDataTypes(o.Types)
	now := i.clock.Now().UTC()
	dates := d.Dates(core.DayOf(now))
	r := &run{
		Importer: i, dataset: d, types: types, progress: new(Progress), results: map[core.DataType]TypeResult{},
		state: &state{Limit: d.Limit, Private: d.IncludePrivate, Begun: now, Dates: dates, extent: extentOf(d, files, types, o, dates, now)},
	}
	if err := r.learnCalls(); err != nil {
		return Cost{}, err
	}
	before := r.recall()
	r.forecast(before)
	r.forecastNames(before)
	if err := r.forecastLate(); err != nil {
		return Cost{}, err
	}
	n := r.progress.Snapshot().Expected
	return Cost{Requests: n, Time: time.Duration(float64(n) / o.Rate * float64(time.Second))}, nil
}

// forecastNames guesses what the names take that the records show.
func (r *run) forecastNames(before known) {
	if r.named() {
		r.progress.plan("workspaces", 1)
	}
	if r.named() || r.wants(core.Users) {
		r.progress.plan("users", max(pagesOf(len(before.Users)), before.Requests["users"]))
	}
	if len(r.wanted(core.Scorecards, core.AnsweredScorecards)) > 0 {
		r.progress.plan("scorecards", 1)
	}
}

// forecastLate guesses what the transcripts take that are awaited.
func (r *run) forecastLate() error {
	if !r.wants(core.Transcripts) || r.state.whole() {
		return nil
	}
	held, err := r.store.RecordSorts(r.dataset.ID, core.Transcripts)
	if err != nil {
		return err
	}
	due := 0
	for _, k := range silent(r.account.calls, held, r.state.Private) {
		a := r.account.asked[k.ID]
		if !r.state.reads(k.Started) && !over(k, a, r.state.Begun) && !r.state.Begun.Before(nextAsk(k, a, r.state.Begun)) {
			due++
		}
	}
	if due > 0 {
		r.progress.plan("awaited", pagesOf(min(due, mostLate)))
	}
	return nil
}

// callPages guesses how many pages of calls a run reads: of those that are known, and of as many more as come in such a time.
func (r *run) callPages(usual int) int {
	if r.state.whole() {
		if n := len(r.account.calls); n > 0 && r.state.Limit == 0 {
			return pagesOf(n)
		}
		return usual
	}
	total := 0
	for _, s := range r.state.calls() {
		n, lately := 0, 0
		for _, k := range r.account.calls {
			if s.contains(k.Started) {
				n++
			}
			if r.state.Begun.Sub(k.Started) < 4*trailing {
				lately++
			}
		}
		if s.To.IsZero() || s.To.After(r.state.Begun) {
			n = max(n, lately*int(r.state.Begun.Sub(s.From)/time.Hour)/int(4*trailing/time.Hour))
		}
		total += pagesOf(n)
	}
	return total
}
