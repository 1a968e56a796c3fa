package importer

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Gong transcribes a call some time after it, mostly within minutes, sometimes after weeks, and not at all where nobody speaks. A call without
// a transcript is awaited: each run asks for those of the calls that it reads anyway, and by their ids for those that lie further back.
const (
	// patience is how old a call is when no transcript is expected any more.
	patience = 30*24*time.Hour + 12*time.Hour
	// shortest and longest bound the pause between two times that a call is asked for. The longest is below a day, so that a daily run asks.
	shortest = 15 * time.Minute
	longest  = 20 * time.Hour
	// mostLate bounds how many a run asks for: ten requests. What was asked for longest ago comes first, so nobody waits for ever.
	mostLate = 1000
)

// pause is how long a call is left alone after it was asked for: a part of the age that it had then.
func pause(started time.Time, a store.Asked) time.Duration {
	return min(max(a.At.Sub(started)/24, shortest), longest)
}

// nextAsk is from when on a call's transcript is asked for again. What was asked in a future is not believed: the clock was wrong.
func nextAsk(k store.KnownCall, a store.Asked, now time.Time) time.Time {
	if a.At.IsZero() || a.At.After(now.Add(time.Hour)) {
		return k.Started
	}
	return a.At.Add(pause(k.Started, a))
}

// over tells whether the transcript of a call, which was asked for when none was expected any more, is not expected now either: the clock
// may have been wrong.
func over(k store.KnownCall, a store.Asked, now time.Time) bool {
	return a.Over && now.Sub(k.Started) > patience
}

// asking is what is kept of a call whose transcript was asked for now in vain.
func asking(k store.KnownCall, before store.Asked, now time.Time) store.Asked {
	return store.Asked{At: now, Times: before.Times + 1, Over: now.Sub(k.Started) > patience}
}

// noteAsked returns what commits that the transcripts of calls were asked for, and what then holds in memory.
func (c *conversations) noteAsked(calls []gong.Call, said []datatype.Entry) (commit func(*store.Stage) error, kept func()) {
	asked := map[core.CallID]store.Asked{}
	if slices.Contains(c.types, core.Transcripts) {
		came := make(map[string]bool, len(said))
		for _, e := range said {
			came[e.Record.ID] = true
		}
		for _, call := range calls {
			k := store.KnownCall{ID: core.CallID(call.MetaData.ID), Started: call.MetaData.Started.Time}
			asked[k.ID] = store.Asked{}
			if !came[text.EscapeID(string(k.ID))] {
				asked[k.ID] = asking(k, c.account.asked[k.ID], c.clock.Now())
			}
		}
	}
	commit = func(s *store.Stage) error {
		for id, a := range asked {
			if err := s.SetAsked(id, a); err != nil {
				return err
			}
		}
		return nil
	}
	return commit, func() {
		for id, a := range asked {
			c.account.asked[id] = a
		}
	}
}

// silent lists the calls among the known ones that have no transcript in the dataset, and could have one.
func silent(calls map[gong.ID]store.KnownCall, held map[string][]byte, private bool) []store.KnownCall {
	var all []store.KnownCall
	for id, k := range calls {
		if (private || !k.Private) && k.Gone.IsZero() {
			if _, has := held[text.EscapeID(string(id))]; !has {
				all = append(all, k)
			}
		}
	}
	return all
}

// late asks for the transcripts that are awaited of calls that the run has not read.
func (c *conversations) late(ctx context.Context) error {
	if !slices.Contains(c.types, core.Transcripts) {
		return nil
	}
	held, err := c.store.RecordSorts(c.dataset.ID, core.Transcripts)
	if err != nil {
		return err
	}
	now := c.clock.Now()
	due := slices.DeleteFunc(silent(c.account.calls, held, c.state.Private), func(k store.KnownCall) bool {
		a := c.account.asked[k.ID]
		return c.account.met[gong.ID(k.ID)] || over(k, a, now) || now.Before(nextAsk(k, a, now))
	})
	slices.SortFunc(due, func(a, b store.KnownCall) int {
		return cmp.Or(c.account.asked[a.ID].At.Compare(c.account.asked[b.ID].At), b.Started.Compare(a.Started), cmp.Compare(a.ID, b.ID))
	})
	due = due[:min(len(due), mostLate)]
	if len(due) == 0 {
		return nil
	}
	c.progress.plan("awaited", pagesOf(len(due)))
	for batch := range slices.Chunk(due, 100) {
		if err := c.askLate(ctx, batch); err != nil {
			return err
		}
		if !slices.Contains(c.types, core.Transcripts) {
			return nil
		}
	}
	return nil
}

// askLate asks for the transcripts of a batch of calls, and reads the calls of those that have come.
func (c *conversations) askLate(ctx context.Context, batch []store.KnownCall) error {
	came := map[gong.ID]gong.CallTranscript{}
	var ids []core.CallID
	for page, err := range c.client.Transcripts(ctx, gong.TranscriptsFilter{IDs: idsOfKnown(batch)}) {
		switch {
		case err != nil && (ctx.Err() != nil || ofAll(err)):
			return err
		case err != nil:
			c.drop(core.Transcripts, err)
			return nil
		}
		for _, t := range page.Items {
			if _, again := came[t.CallID]; !again {
				came[t.CallID] = t
				ids = append(ids, core.CallID(t.CallID))
			}
		}
	}
	now := c.clock.Now()
	err := c.store.Stage(c.dataset.ID, func(s *store.Stage) error {
		for _, k := range batch {
			if _, ok := came[gong.ID(k.ID)]; ok {
				continue
			}
			if err := s.SetAsked(k.ID, asking(k, c.account.asked[k.ID], now)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	c.progress.plan("late", c.progress.planned()["late"]+1)
	return c.details(ctx, ids, func(calls []gong.Call) error {
		var said []datatype.Entry
		calls = c.open(calls)
		for _, call := range calls {
			said = append(said, datatype.Transcript(came[call.MetaData.ID], call, &c.names))
		}
		return c.keepPage(ctx, calls, said, nil)
	})
}

// details reads calls by their ids, as the run reads calls.
func (c *conversations) details(ctx context.Context, ids []core.CallID, each func([]gong.Call) error) error {
	if !c.plain {
		for page, err := range c.client.CallsExtensive(ctx, gong.CallsFilter{IDs: ids, Selector: gong.Everything()}) {
			if err == nil {
				err = each(page.Items)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, id := range ids { // the plain list knows times only
		k := c.account.calls[gong.ID(id)]
		for page, err := range c.list(ctx, gong.CallsFilter{From: k.Started.Add(-c.slack), To: k.Started.Add(c.slack)}) {
			if err != nil {
				return err
			}
			only := slices.DeleteFunc(page.Items, func(call gong.Call) bool { return call.MetaData.ID != gong.ID(id) })
			if len(only) > 0 {
				if err := each(only); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// Awaited is a call whose transcript Gong does not have yet.
type Awaited struct {
	Call    core.CallID
	Title   string
	Started time.Time
	// Asked is when Gong was last asked for it, Tries how many times.
	Asked time.Time
	Tries int
	// Next is from when on a sync asks again; zero once Over.
	Next time.Time
	// Over tells that the call is so old that no transcript is expected any more; a completeness check asks again.
	Over bool
}

// Awaited lists the calls of a dataset without a transcript, the newest first. A dataset without transcripts awaits none.
func (i *Importer) Awaited(id core.DatasetID) ([]Awaited, error) {
	d, err := i.store.Dataset(id)
	if err != nil {
		return nil, err
	}
	if _, err := i.store.File(id, core.Transcripts); core.Is(err, core.NotFound) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	known, _, _, err := i.store.KnownCalls(id)
	if err != nil {
		return nil, err
	}
	held, err := i.store.RecordSorts(id, core.Transcripts)
	if err != nil {
		return nil, err
	}
	asked, err := i.store.AskedCalls(id)
	if err != nil {
		return nil, err
	}
	calls := make(map[gong.ID]store.KnownCall, len(known))
	for _, k := range known {
		calls[gong.ID(k.ID)] = k
	}
	now := i.clock.Now()
	var all []Awaited
	for _, k := range silent(calls, held, d.IncludePrivate) {
		a := asked[k.ID]
		one := Awaited{Call: k.ID, Title: k.Title, Started: k.Started, Asked: a.At, Tries: a.Times, Over: over(k, a, now)}
		if !one.Over {
			one.Next = nextAsk(k, a, now)
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b Awaited) int { return cmp.Or(b.Started.Compare(a.Started), cmp.Compare(a.Call, b.Call)) })
	return all, nil
}
