package importer

import (
	"context"
	"iter"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/text"
)

// Check is what a completeness check found.
type Check struct {
	At    time.Time
	Types []TypeCheck
	// Requests were sent to Gong.
	Requests int
}

// TypeCheck compares what Gong has of a type with what the dataset holds.
type TypeCheck struct {
	Type core.DataType
	// Months are those of calls and transcripts, the newest first; a type that is compared as a whole has one without a name, and one that
	// cannot be compared has none.
	Months []MonthCheck
	// Note says what the comparison rests on, or why there is none.
	Note string
	// Err is why Gong could not be asked.
	Err error
}

// MonthCheck compares a month.
type MonthCheck struct {
	// Month is written as 2026-04, or before 2026-04 for all time until then; "" for a type that is compared as a whole.
	Month string
	// InGong are Gong's, Held the dataset's that Gong has not deleted. For transcripts, InGong are the calls.
	InGong, Held int
	// Private are left out since they are private, Limited since the dataset's limit leaves them out, Awaited have no transcript yet, and
	// Without never will.
	Private, Limited, Awaited, Without int
}

// Missing is how many records are neither held nor explained; negative when more are held than Gong has.
func (m MonthCheck) Missing() int {
	return m.InGong - m.Held - m.Private - m.Limited - m.Awaited - m.Without
}

// Mending are the options of the run that reads again what differs for no known reason; without Types when nothing does.
func (c Check) Mending() Options {
	o := Options{Mode: Mend}
	for _, t := range c.Types {
		for _, m := range t.Months {
			if m.Missing() == 0 {
				continue
			}
			if !slices.Contains(o.Types, t.Type) {
				o.Types = append(o.Types, t.Type)
			}
			if m.Month != "" && !slices.Contains(o.Months, m.Month) {
				o.Months = append(o.Months, m.Month)
			}
		}
	}
	return o
}

// What a check says of types that Gong does not count.
const (
	noteReviews = "compared as a whole: Gong counts them by days of the company's time zone"
	noteStats   = "Gong does not count them; every sync reads the last days again"
	noteObjects = "Gong lists no CRM objects; they are those of the calls, and complete when the calls are"
)

// Check compares the dataset with Gong and asks once more for the transcripts that nobody expects any more: a run after it brings those that
// have come. A type that Gong does not tell of has the error; the error returned is for what ends the whole check. progress, which may be
// nil, hears how many of the requests are done.
func (i *Importer) Check(ctx context.Context, client *gong.Client, id core.DatasetID, progress func(done, all int)) (Check, error) {
	d, err := i.store.Dataset(id)
	if err != nil {
		return Check{}, err
	}
	files, err := i.store.Files(id)
	if err != nil {
		return Check{}, err
	}
	now := i.clock.Now().UTC()
	traffic := new(gong.Traffic)
	r := &run{
		Importer: i, client: client, dataset: d, progress: new(Progress), results: map[core.DataType]TypeResult{},
		state: &state{Limit: d.Limit, Private: d.IncludePrivate, Begun: now, Dates: d.Dates(core.DayOf(now))},
	}
	if err := r.learnCalls(); err != nil {
		return Check{}, err
	}
	c := &checking{run: r, ctx: gong.Measure(ctx, traffic), told: progress, before: r.recall()}
	c.months = c.monthsOfCalls()
	c.all = len(files) + len(c.months)
	check := Check{At: now}
	for _, f := range files {
		if !slices.Contains(d.Types, f.Type) {
			continue
		}
		one, err := c.check(f)
		if err != nil && ctx.Err() == nil && c.lasting(err) {
			one.Err, err = err, nil
		}
		if err != nil {
			return check, err
		}
		check.Types = append(check.Types, one)
		c.step()
	}
	check.Requests = int(traffic.Requests.Load())
	return check, nil
}

// checking is a check under way.
type checking struct {
	*run
	ctx       context.Context
	told      func(done, all int)
	before    known
	months    []span // in which calls are counted, the newest first
	counts    []int  // Gong's, by month
	countErr  error  // why there are none
	counted   bool   // they were asked for
	done, all int
}

// lasting tells failures that concern one type alone.
func (c *checking) lasting(err error) bool { return core.Is(err, core.Denied) }

func (c *checking) step() {
	if c.done++; c.told != nil {
		c.told(min(c.done, c.all), c.all)
	}
}

func (c *checking) check(f store.File) (TypeCheck, error) {
	one := TypeCheck{Type: f.Type}
	whole := func(inGong, held, private int) {
		m := MonthCheck{InGong: inGong, Held: held, Private: private}
		if c.state.Limit > 0 && held == c.state.Limit {
			m.Limited = max(0, m.Missing())
		}
		one.Months = []MonthCheck{m}
	}
	held, err := c.heldOf(f.Type)
	if err != nil {
		return one, err
	}
	switch f.Type {
	case core.Calls, core.Transcripts:
		one.Months, err = c.callMonths(f.Type, held)
	case core.CRMDeals, core.CRMContacts, core.CRMAccounts:
		one.Note = noteObjects
	case core.UserStats:
		one.Note = noteStats
	case core.Users:
		var n int
		if n, err = countOf(c.client.Users(c.ctx)); err == nil {
			whole(n, len(held), 0)
		}
	case core.Scorecards:
		var all []gong.Scorecard
		if all, err = c.client.Scorecards(c.ctx); err == nil {
			whole(len(all), len(held), 0)
		}
	case core.Trackers:
		var all []gong.Tracker
		if all, err = c.client.Trackers(c.ctx); err == nil {
			whole(len(all), len(held), 0)
		}
	case core.Libraries:
		var all []folder
		c.known.Workspaces = c.before.Workspaces
		if all, err = c.folders(c.ctx); err == nil {
			whole(len(all), len(held), 0)
		}
	case core.AnsweredScorecards:
		one.Note = noteReviews
		var n int
		if n, err = countOf(c.client.AnsweredScorecards(c.ctx, c.state.Dates.From, c.reviewsBefore())); err == nil {
			whole(n, len(held), len(c.before.HiddenReviews))
		}
	}
	return one, err
}

// heldOf are the ids and sort keys of the records of a type that Gong has not deleted, as far as is known.
func (c *checking) heldOf(t core.DataType) (map[string][]byte, error) {
	held, err := c.store.RecordSorts(c.dataset.ID, t)
	if err != nil || !c.dataset.KeepDeleted {
		return held, err
	}
	for id := range held {
		if k, known := c.account.calls[gong.ID(text.UnescapeID(id))]; known && t.FromCalls() {
			if !k.Gone.IsZero() {
				delete(held, id)
			}
			continue
		}
		if t.FromCalls() || t == core.UserStats {
			continue
		}
		if record, ok := c.record(t, gong.ID(text.UnescapeID(id))); ok && datatype.Deleted(record) {
			delete(held, id)
		}
	}
	return held, nil
}

// monthsOfCalls are the calendar months of the dates, the newest first, and before them, where the dates have no beginning, all that is earlier
// than the oldest known call's month.
func (c *checking) monthsOfCalls() []span {
	if !slices.ContainsFunc(c.dataset.Types, func(t core.DataType) bool { return t == core.Calls || t == core.Transcripts }) {
		return nil
	}
	end := c.state.Dates.End()
	if latest := core.DayOf(c.state.Begun).Add(1).Start(); end.IsZero() || latest.Before(end) {
		end = latest
	}
	begin := c.state.Dates.From.Start()
	open := c.state.Dates.From.IsZero()
	if open {
		begin = c.state.Begun
		for _, k := range c.account.calls {
			if k.Started.Before(begin) && !k.Started.IsZero() {
				begin = k.Started
			}
		}
		begin = time.Date(begin.Year(), begin.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	var months []span
	for from := begin; from.Before(end); {
		to := time.Date(from.Year(), from.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		if end.Before(to) {
			to = end
		}
		months = append(months, span{from, to})
		from = to
	}
	if open {
		months = append([]span{{To: begin}}, months...)
	}
	slices.Reverse(months)
	return months
}

// countOf is how many items a list has: by Gong's count, and where Gong does not count, by reading it.
func countOf[T any](pages iter.Seq2[gong.Page[T], error]) (n int, err error) {
	for page, err := range pages {
		if err != nil {
			return 0, err
		}
		if n += len(page.Items); !page.Uncounted {
			return page.Total, nil
		}
	}
	return n, nil
}

// count asks Gong how many calls began in each month.
func (c *checking) count() ([]int, error) {
	if c.counted {
		return c.counts, c.countErr
	}
	c.counted = true
	for _, m := range c.months {
		n, err := countOf(c.client.CallsExtensive(c.ctx, gong.CallsFilter{From: m.From, To: m.To}))
		if err != nil {
			c.countErr = err
			return nil, err
		}
		c.counts = append(c.counts, n)
		c.step()
	}
	return c.counts, nil
}

// callMonths compares calls, or transcripts with calls.
func (c *checking) callMonths(t core.DataType, held map[string][]byte) ([]MonthCheck, error) {
	counts, err := c.count()
	if err != nil {
		return nil, err
	}
	came := map[core.CallID]bool{}
	if t == core.Transcripts {
		if came, err = c.askOver(held); err != nil {
			return nil, err
		}
	}
	oldest, selected := c.state.Begun, 0 // of the calls that the limit leaves in, whatever came of their transcripts
	for _, k := range c.account.calls {
		if !c.hidden(k) && k.Gone.IsZero() {
			if selected++; k.Started.Before(oldest) {
				oldest = k.Started
			}
		}
	}
	months := make([]MonthCheck, 0, len(c.months))
	for n, span := range c.months {
		m := MonthCheck{Month: span.From.Format("2006-01"), InGong: counts[n]}
		if span.From.IsZero() {
			m.Month = BeforeMonth + span.To.Format("2006-01")
		}
		for _, sort := range held {
			if span.contains(datatype.TimeOf(sort)) {
				m.Held++
			}
		}
		for id, k := range c.account.calls {
			if !span.contains(k.Started) || !k.Gone.IsZero() {
				continue
			}
			_, has := held[text.EscapeID(string(id))]
			switch {
			case c.hidden(k):
				m.Private++
			case t == core.Calls || has || came[k.ID]:
			case over(k, c.account.asked[k.ID], c.state.Begun):
				m.Without++
			case c.account.asked[k.ID].Times > 0:
				m.Awaited++
			}
		}
		if c.state.Limit > 0 && selected >= c.state.Limit && !span.From.After(oldest) {
			m.Limited = max(0, m.Missing())
		}
		if m.InGong > 0 || m.Held > 0 || n == 0 {
			months = append(months, m)
		}
	}
	return months, nil
}

// askOver asks for the transcripts that nobody expects any more. Those that have come are asked for again by the next run.
func (c *checking) askOver(held map[string][]byte) (came map[core.CallID]bool, err error) {
	came = map[core.CallID]bool{}
	over := slices.DeleteFunc(silent(c.account.calls, held, c.state.Private), func(k store.KnownCall) bool { return !over(k, c.account.asked[k.ID], c.state.Begun) })
	for batch := range slices.Chunk(over, 100) {
		for page, err := range c.client.Transcripts(c.ctx, gong.TranscriptsFilter{IDs: idsOfKnown(batch)}) {
			if err != nil {
				return nil, err
			}
			for _, t := range page.Items {
				came[core.CallID(t.CallID)] = true
			}
		}
	}
	if len(over) == 0 {
		return came, nil
	}
	return came, c.store.Stage(c.dataset.ID, func(s *store.Stage) error {
		for _, k := range over {
			a := c.account.asked[k.ID]
			a.At, a.Times = c.state.Begun, a.Times+1
			if came[k.ID] {
				a = store.Asked{}
			}
			if err := s.SetAsked(k.ID, a); err != nil {
				return err
			}
		}
		return nil
	})
}
