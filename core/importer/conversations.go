package importer

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// conversations reads calls, and with them transcripts and CRM records: each page of calls is read once for all of them.
func (r *run) conversations(ctx context.Context) {
	types := r.wanted(core.Calls, core.Transcripts, core.CRMDeals, core.CRMContacts, core.CRMAccounts)
	if len(types) == 0 {
		return
	}
	c := &conversations{run: r, types: types, place: r.commonPlace(types), list: r.client.CallsExtensive}
	err := c.resume(ctx)
	if err == nil {
		err = c.read(ctx)
	}
	if core.Is(err, core.Denied) && slices.Contains(c.types, core.Transcripts) {
		c.withoutDetails(err)
		err = noList(c.read(ctx))
	}
	if err == nil {
		err = c.settle(ctx)
	}
	if err == nil {
		err = c.late(ctx)
	}
	if err != nil {
		r.failAll(c.types, err)
		return
	}
	c.finish(ctx)
}

// conversations is the part of a run that reads calls.
type conversations struct {
	*run
	types []core.DataType // those still alive
	place place
	list  func(context.Context, gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error]
	slack time.Duration // by how much a call may begin after the time that list selects it by
	plain bool          // list tells no more than the calls' metadata
	note  string        // for the transcripts' header
	// withheld are the private calls that were left out since the last page was committed; beyond are known calls for which the dataset does
	// not ask any more.
	withheld []gong.Call
	beyond   map[core.CallID]bool
}

// mostDelay is by how much a call may begin after the time it was scheduled for and still be found when a list by scheduled time is gone on with.
const mostDelay = 24 * time.Hour

// resume has a run whose pages came without details begin anew, over all that it was to read, when details are permitted by now.
func (c *conversations) resume(ctx context.Context) error {
	if c.place.Plain {
		now := c.state.Begun
		if _, err := first(c.client.CallsExtensive(ctx, gong.CallsFilter{From: now.Add(-time.Hour), To: now})); err != nil {
			return err
		}
		c.place = place{}
	}
	c.narrow(func(e *extent) { e.Narrowed = false })
	return nil
}

// commonPlace is where all of the types can go on: the place they share, else the beginning.
func (r *run) commonPlace(types []core.DataType) place {
	first, ok := r.state.Calls[types[0]]
	for _, t := range types {
		p, known := r.state.Calls[t]
		if !ok || !known || !p.equal(first) {
			return place{}
		}
	}
	return first
}

// withoutDetails goes on with transcripts alone when Gong does not permit the key to read calls in full: the plain list of calls, which
// has a scope of its own, still tells titles, times and which calls are private.
func (c *conversations) withoutDetails(err error) {
	for _, t := range c.types {
		if t != core.Transcripts {
			c.fail(t, err)
		}
	}
	c.types, c.note, c.slack, c.plain = []core.DataType{core.Transcripts}, datatype.NoteNoNames, mostDelay, true
	if f, err := c.store.File(c.dataset.ID, core.Transcripts); err == nil && f.Lacks == c.note {
		c.narrow(func(e *extent) { e.Narrowed = true })
	}
	c.list = func(ctx context.Context, f gong.CallsFilter) iter.Seq2[gong.Page[gong.Call], error] {
		return func(yield func(gong.Page[gong.Call], error) bool) {
			for plain, err := range c.client.Calls(ctx, f.From, f.To, f.WorkspaceID) {
				page := gong.Page[gong.Call]{Total: plain.Total, Last: plain.Last}
				for _, m := range plain.Items {
					page.Items = append(page.Items, gong.Call{MetaData: m})
				}
				if !yield(page, err) {
					return
				}
			}
		}
	}
}

// noList asks for the calls in full where the plain list is denied, too: without a list nobody could tell which calls are private.
func noList(err error) error {
	if !core.Is(err, core.Denied) || core.ScopeOf(err) == "" {
		return err
	}
	return &core.Error{Kind: core.Denied, Op: "list calls", Scope: datatype.Of(core.Calls).Scopes[0], Err: err}
}

// read reads the calls that period and limit select.
func (c *conversations) read(ctx context.Context) error {
	if c.place.isZero() {
		if err := c.beginAt(place{}); err != nil {
			return err
		}
	} else {
		c.expect()
	}
	if !c.place.Before.IsZero() {
		return c.walk(ctx)
	}
	err := c.readAll(ctx)
	if !errors.Is(err, errTooMany) {
		return err
	}
	more := max(c.place.Total, c.state.Limit+1)
	if err := c.beginAt(place{Oldest: c.place.Oldest, Total: more, Uncounted: c.place.Uncounted}); err != nil {
		return err
	}
	return c.walk(ctx)
}

// beginAt forgets what was staged, and where that ended: a reading from the beginning stages all of it again, and maybe not the same.
func (c *conversations) beginAt(p place) error {
	c.place, c.withheld = p, nil
	for _, t := range c.types {
		c.progress.change(t, func(p *TypeProgress) { p.Records, p.Bytes = 0, 0 })
	}
	err := c.keep(nil, c.savePlace, func(s *store.Stage) error {
		for _, t := range c.types {
			if err := s.Clear(t); err != nil {
				return err
			}
		}
		if c.account.fresh {
			return s.DropLinks() // of a time when nobody knew whose they were
		}
		return nil
	}, (*store.Stage).ForgetMet)
	if err == nil {
		clear(c.account.met)
	}
	return err
}

// spans are the stretches of time to read.
func (c *conversations) spans() []span {
	if c.state.whole() {
		return []span{{c.state.Dates.From.Start(), c.state.Dates.End()}}
	}
	return c.state.calls()
}

// filter selects the calls of a span from the place on. A list that goes by another time than the start begins earlier, by the slack.
func (c *conversations) filter(s span) gong.CallsFilter {
	f := gong.CallsFilter{From: s.From, To: s.To, Selector: gong.Everything()}
	if !c.state.whole() {
		f.From = f.From.Add(-c.slack)
	}
	if from := c.place.From.Add(-c.slack); from.After(f.From) {
		f.From = from
	}
	return f
}

// readAll reads each span as one sequence, oldest call first, and goes on by start time when Gong's cursor dies.
func (c *conversations) readAll(ctx context.Context) error {
	spans := c.spans()
	for c.place.Spans < len(spans) {
		from := c.place.From
		err := c.readSequence(ctx, spans[c.place.Spans])
		switch {
		case err == nil:
			c.place.Spans++
		case !errors.Is(err, gong.ErrCursorExpired):
			return err
		case c.place.From.Equal(from):
			return core.E(core.Broken, "list calls", err) // a page began where the one before ended: going on would never end
		}
	}
	return nil
}

func (c *conversations) readSequence(ctx context.Context, s span) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pages := ahead(ctx, c.list(ctx, c.filter(s)))
	defer pages.wait(stop)
	for page := range pages.items {
		if page.err != nil {
			return page.err
		}
		if c.place.Counted == c.place.Spans {
			c.place.Counted++
			c.place.Total, c.place.Uncounted = c.place.Total+page.Total, c.place.Uncounted || page.Uncounted
			for _, call := range page.Items {
				if c.place.Oldest = call.MetaData.Started.Time; !c.place.Oldest.IsZero() {
					break
				}
			}
			c.expect()
			if c.cut() {
				return c.keepNewest(ctx, page.Page)
			}
		}
		calls := c.open(c.afresh(page.Items))
		if c.state.Limit > 0 && c.place.Selected+len(calls) > c.state.Limit {
			return errTooMany // more than Gong counted
		}
		if err := c.readPage(ctx, calls, c.savePlace); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// cut tells whether the limit leaves calls of the period out.
func (c *conversations) cut() bool { return c.state.Limit > 0 && c.place.Total > c.state.Limit }

// keepNewest takes the newest calls of a period's first page when that is all there is; otherwise it tells walk where to stop.
func (c *conversations) keepNewest(ctx context.Context, page gong.Page[gong.Call]) error {
	if page.Last {
		return c.readPage(ctx, c.newestOpen(page.Items), c.savePlace)
	}
	return errTooMany
}

// afresh leaves out the calls that were read before the sequence was gone on with, and moves the place behind the page.
func (c *conversations) afresh(calls []gong.Call) []gong.Call {
	var fresh []gong.Call
	for _, call := range calls {
		started := call.MetaData.Started.Time
		if started.Equal(c.place.From) && slices.Contains(c.place.Edge, call.MetaData.ID) {
			continue
		}
		fresh = append(fresh, call)
		switch {
		case started.After(c.place.From):
			c.place.From, c.place.Edge = started, []gong.ID{call.MetaData.ID}
		case started.Equal(c.place.From):
			c.place.Edge = append(c.place.Edge, call.MetaData.ID)
		}
	}
	return fresh
}

// expect sets the totals of the progress, what an earlier part of the run has read, and the forecast of requests.
func (c *conversations) expect() {
	total, read := c.place.Total, c.place.Selected
	if limit := c.state.Limit; limit > 0 {
		total = min(total, limit)
	}
	pages := pagesOf(total - read)
	more := 0
	if c.cut() {
		more = 1 + c.state.Limit/windowCalls // the first look, and the windows' partly filled pages
	}
	c.progress.plan("calls", pages+more)
	for _, t := range c.types {
		if t == core.Calls || t == core.Transcripts {
			c.progress.change(t, func(p *TypeProgress) { p.State, p.Records, p.Total = Fetching, read, total })
		}
		if t == core.Transcripts {
			c.progress.plan("transcripts", pages+more)
		}
	}
}

// open leaves private calls out, unless they were asked for, and remembers which.
func (c *conversations) open(calls []gong.Call) []gong.Call {
	if c.state.Private {
		return calls
	}
	return slices.DeleteFunc(calls, func(call gong.Call) bool {
		private := call.MetaData.IsPrivate.True()
		if private {
			c.withheld = append(c.withheld, call)
		}
		return private
	})
}

// readPage asks for what was said in a page of calls and commits all of it, with what save does with it.
func (c *conversations) readPage(ctx context.Context, calls []gong.Call, save func(*reached)) error {
	said, err := c.transcripts(ctx, calls)
	if err != nil {
		return err
	}
	c.place.Selected += len(calls)
	return c.keepPage(ctx, calls, said, save)
}

// keepPage commits calls with everything made from them.
func (c *conversations) keepPage(ctx context.Context, calls []gong.Call, said []datatype.Entry, save func(*reached)) error {
	var entries []store.Entry
	records := make([]datatype.Entry, 0, len(calls))
	if slices.Contains(c.types, core.Calls) {
		for _, call := range calls {
			records = append(records, datatype.Call(call, &c.names))
		}
	}
	if len(records) > 0 {
		entries = append(entries, c.encode(core.Calls, records)...)
	}
	if len(said) > 0 {
		entries = append(entries, c.encode(core.Transcripts, said)...)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	commit, kept := c.register(append(slices.Clone(calls), c.withheld...), slices.ContainsFunc(c.types, core.DataType.CRM))
	ask, asked := c.noteAsked(calls, said)
	if err := c.keep(entries, save, commit, ask); err != nil {
		return err
	}
	kept()
	asked()
	c.withheld = nil
	return nil
}

func (c *conversations) savePlace(s *reached) {
	p := c.place
	p.Edge, p.Plain = slices.Clone(p.Edge), c.plain
	for _, t := range c.types {
		s.Calls[t] = p
	}
}

// transcripts asks for what was said in the calls. A failure that concerns transcripts alone ends them and leaves the other types alive.
func (c *conversations) transcripts(ctx context.Context, calls []gong.Call) ([]datatype.Entry, error) {
	if !slices.Contains(c.types, core.Transcripts) || len(calls) == 0 {
		return nil, nil
	}
	ids, byID := idsOf(calls)
	var entries []datatype.Entry
	for page, err := range c.client.Transcripts(ctx, gong.TranscriptsFilter{IDs: ids}) {
		switch {
		case err != nil && (ctx.Err() != nil || ofAll(err)):
			return nil, err
		case err != nil:
			c.drop(core.Transcripts, err)
			if len(c.types) == 0 {
				return nil, err
			}
			return nil, nil
		}
		for _, t := range page.Items {
			if call, asked := byID[t.CallID]; asked {
				entries = append(entries, datatype.Transcript(t, call, &c.names))
			}
		}
	}
	return entries, nil
}

// ofAll tells failures that every other request would meet, too. Then all types stop at the same page and go on together.
func ofAll(err error) bool {
	return errors.Is(err, gong.ErrQuota) || core.Is(err, core.Unauthorized)
}

// idsOf lists the ids of calls, in their order, and finds the calls by them.
func idsOf(calls []gong.Call) (ids []core.CallID, byID map[gong.ID]gong.Call) {
	ids, byID = make([]core.CallID, len(calls)), make(map[gong.ID]gong.Call, len(calls))
	for n, call := range calls {
		ids[n], byID[call.MetaData.ID] = core.CallID(call.MetaData.ID), call
	}
	return ids, byID
}

// drop ends a type and lets the others go on.
func (c *conversations) drop(t core.DataType, err error) {
	c.fail(t, err)
	c.types = slices.DeleteFunc(slices.Clone(c.types), func(other core.DataType) bool { return other == t })
}

// finish shows the content of all types that got through.
func (c *conversations) finish(ctx context.Context) {
	a := about{dates: c.state.Dates, hidden: c.hiddenCalls(), keep: c.stays, deleted: c.deleted}
	if c.place.Selected >= c.state.Limit {
		a.inGong, a.uncounted = c.place.Total, c.place.Uncounted
	}
	for _, t := range c.types {
		switch {
		case ctx.Err() != nil:
			c.fail(t, core.E(core.Canceled, "import", ctx.Err()))
		case t.CRM():
		case t == core.Transcripts:
			said := a
			said.note, said.lacks = c.note, c.note
			c.run.finish(t, said)
		default:
			c.run.finish(t, a)
		}
	}
	if crm := slices.DeleteFunc(slices.Clone(c.types), func(t core.DataType) bool { return !t.CRM() }); len(crm) > 0 && ctx.Err() == nil {
		c.crm(ctx, crm, a)
	}
}
