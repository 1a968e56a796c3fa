package importer

import (
	"context"
	"iter"
	"math"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
	"tamtam/core/text"
)

// TypeEstimate is what is expected of a data type's file before it is imported.
type TypeEstimate struct {
	Type core.DataType
	// Name is the file's name if the import began now.
	Name string
	// Records and Bytes are expected from a preview page; Exact says that nothing had to be guessed.
	Records int
	Bytes   int64
	Exact   bool
	// Err says why there is no estimate: core.Denied with the scope when the permission is missing.
	Err error
}

// Cost is what an import is expected to ask of Gong.
type Cost struct {
	Requests int
	Time     time.Duration
}

// Estimate reads a preview page of each of the dataset's types and calls each with what to expect of its file, from the calling goroutine.
// The dataset need not be in the store. The client keeps the pages (gong.Recent), so that an import that follows within minutes does not
// ask for them again. The cost is that of importing the whole dataset; the error is ctx's.
func (i *Importer) Estimate(ctx context.Context, client *gong.Client, d store.Dataset, rate float64, each func(TypeEstimate)) (Cost, error) {
	if rate == 0 {
		rate = gong.Rate
	}
	now := i.clock.Now().UTC()
	e := &estimate{
		run: &run{
			Importer: i, client: client, dataset: d, types: core.SortDataTypes(d.Types), progress: new(Progress),
			results: map[core.DataType]TypeResult{},
			state: &state{
				Limit: d.Limit, Private: d.IncludePrivate, Begun: now, Dates: d.Dates(core.DayOf(now)),
			},
		},
		each: each, now: now,
	}
	ctx = gong.Keep(ctx)
	e.learn(ctx)
	e.calls(ctx)
	e.stats(ctx)
	e.settings(ctx)
	e.libraries(ctx)
	e.answered(ctx)
	if err := ctx.Err(); err != nil {
		return Cost{}, err
	}
	return Cost{Requests: e.requests, Time: time.Duration(float64(e.requests) / rate * float64(time.Second))}, nil
}

type estimate struct {
	*run
	each     func(TypeEstimate)
	now      time.Time
	requests int
}

// first returns the first page of a list.
func first[T any](pages iter.Seq2[gong.Page[T], error]) (gong.Page[T], error) {
	for page, err := range pages {
		return page, err
	}
	return gong.Page[T]{}, nil
}

// tell reports a type: so many records, as long on average as those of the sample.
func (e *estimate) tell(t core.DataType, records int, sample []datatype.Entry, exact bool) {
	average := 0.0
	if len(sample) > 0 {
		average = float64(sizeOf(sample)) / float64(len(sample))
	}
	e.expect(t, records, average, exact)
}

// expect reports a type: so many records, each so many bytes long on average.
func (e *estimate) expect(t core.DataType, records int, average float64, exact bool) {
	if limit := e.state.Limit; limit > 0 && records > limit {
		records, exact = limit, false // which of them is not looked at
	}
	expected := TypeEstimate{Type: t, Name: store.FileTitle(t, e.now), Records: records, Exact: exact}
	expected.Bytes = int64(len(text.AppendHeader(nil, e.header(t, about{dates: e.state.Dates}, records))))
	expected.Bytes += int64(math.Round(average * float64(records)))
	e.each(expected)
}

func sizeOf(entries []datatype.Entry) int {
	size := 0
	for _, entry := range entries {
		size += 1 + len(text.Append(nil, entry.Record))
	}
	return size
}

func (e *estimate) failed(err error, types ...core.DataType) {
	for _, t := range types {
		if e.wants(t) {
			e.each(TypeEstimate{Type: t, Name: store.FileTitle(t, e.now), Err: err})
		}
	}
}

// pagesOf is how many requests a list of so many items takes: an empty one takes one, too.
func pagesOf(items int) int { return max((items+99)/100, 1) }

// learn reads what records show of other types, and on the way previews users.
func (e *estimate) learn(ctx context.Context) {
	if e.named() {
		e.requests++
		if e.known.Workspaces, e.spacesErr = e.client.Workspaces(ctx); e.spacesErr == nil {
			e.names.AddWorkspaces(e.known.Workspaces...)
			e.state.Workspaces = workspaceNames(e.known.Workspaces)
		}
	}
	if !e.named() && !e.wants(core.Users) {
		return
	}
	page, err := first(e.client.Users(ctx))
	e.requests += pagesOf(page.Total)
	if err != nil {
		e.failed(err, core.Users)
		return
	}
	e.names.AddUsers(page.Items...)
	if e.wants(core.Users) {
		e.tell(core.Users, page.Total, entries(page.Items, func(u gong.User) datatype.Entry { return datatype.User(u, &e.names) }), page.Last)
	}
}

// calls previews the first page of the period's calls, which a run asks for first, too.
func (e *estimate) calls(ctx context.Context) {
	types := e.wanted(core.Calls, core.Transcripts, core.CRMDeals, core.CRMContacts, core.CRMAccounts)
	if len(types) == 0 {
		return
	}
	c := &conversations{run: e.run, types: types, list: e.client.CallsExtensive}
	page, err := first(c.list(ctx, c.filter(c.spans()[0])))
	if core.Is(err, core.Denied) && e.wants(core.Transcripts) {
		e.failed(err, slices.DeleteFunc(slices.Clone(types), func(t core.DataType) bool { return t == core.Transcripts })...)
		c.withoutDetails(err)
		types = c.types
		page, err = first(c.list(ctx, c.filter(c.spans()[0])))
		err = noList(err)
	}
	if err != nil {
		e.failed(err, types...)
		return
	}
	open := c.open(slices.Clone(page.Items))
	total := page.Total
	if len(page.Items) > 0 {
		total = int(math.Round(float64(page.Total) * float64(len(open)) / float64(len(page.Items))))
	}
	selected := total
	if limit := e.state.Limit; limit > 0 && total > limit {
		selected = limit
		e.requests += 2 + limit/windowCalls // the survey, and the windows' partly filled pages
	}
	e.requests += pagesOf(selected)
	if e.wants(core.Calls) {
		e.tell(core.Calls, selected, entries(open, func(call gong.Call) datatype.Entry { return datatype.Call(call, &e.names) }), page.Last)
	}
	if e.wants(core.Transcripts) {
		e.transcripts(ctx, open, selected, page.Last)
	}
	if crm := slices.DeleteFunc(types, func(t core.DataType) bool { return !t.CRM() }); len(crm) > 0 {
		e.requests++
		e.crm(open, selected, page.Last, crm)
	}
}

func (e *estimate) transcripts(ctx context.Context, calls []gong.Call, selected int, exact bool) {
	e.requests += pagesOf(selected)
	if len(calls) == 0 {
		e.tell(core.Transcripts, 0, nil, true)
		return
	}
	ids, byID := idsOf(calls)
	page, err := first(e.client.Transcripts(ctx, gong.TranscriptsFilter{IDs: ids}))
	if err != nil {
		e.failed(err, core.Transcripts)
		return
	}
	sample := entries(page.Items, func(t gong.CallTranscript) datatype.Entry {
		return datatype.Transcript(t, byID[t.CallID], &e.names)
	})
	e.tell(core.Transcripts, selected*len(page.Items)/len(calls), sample, exact && page.Last)
}

// crm guesses how many distinct objects the calls are linked to.
func (e *estimate) crm(calls []gong.Call, selected int, exact bool, types []core.DataType) {
	links := map[core.DataType]map[string][]datatype.Link{}
	for _, call := range calls {
		for _, l := range datatype.Links(call) {
			if links[l.Type] == nil {
				links[l.Type] = map[string][]datatype.Link{}
			}
			links[l.Type][l.Key()] = append(links[l.Type][l.Key()], l)
		}
	}
	for _, t := range types {
		var sample, brief []datatype.Entry // brief names one call each
		seen := 0
		for _, l := range links[t] {
			sample, brief = append(sample, datatype.CRMRecord(l, nil)), append(brief, datatype.CRMRecord(l[:1], nil))
			seen += len(l)
		}
		if exact || len(sample) == 0 {
			e.tell(t, len(sample), sample, exact)
			continue
		}
		growth := float64(selected) / float64(len(calls))
		records := distinct(links[t], growth)
		average := float64(sizeOf(brief)) / float64(len(brief))
		if again := seen - len(sample); again > 0 { // every further call of an object adds a line to its record
			line := float64(sizeOf(sample)-sizeOf(brief)) / float64(again)
			average += line * max(0, float64(seen)*growth/float64(records)-1)
		}
		e.expect(t, records, average, false)
	}
}

// distinct guesses how many different objects so many times as many calls show. New ones become rarer with every call, roughly as new words
// do in a text (Heaps' law, with an exponent from the middle of what is found); and there cannot be many more than those seen once and
// twice let expect (Chao's lower bound, which such samples come close to).
func distinct(seen map[string][]datatype.Link, growth float64) int {
	if len(seen) == 0 {
		return 0 // whatever the growth, which is unknown where no call could be looked at
	}
	once, twice := 0.0, 0.0
	for _, links := range seen {
		switch len(links) {
		case 1:
			once++
		case 2:
			twice++
		}
	}
	all := float64(len(seen)) + once*(once-1)/(2*(twice+1))
	return int(math.Round(min(float64(len(seen))*math.Pow(growth, 0.6), all)))
}

func (e *estimate) stats(ctx context.Context) {
	if !e.wants(core.UserStats) {
		return
	}
	dates, before := e.statsDates()
	if !dates.From.Before(before) {
		e.tell(core.UserStats, 0, nil, true)
		return
	}
	months := monthsBetween(dates.From, before)
	page, err := first(e.client.ActivityByPeriod(ctx, dates.From, before, gong.ByDay))
	e.requests += pagesOf(page.Total) * (1 + len(months))
	if err != nil {
		e.failed(err, core.UserStats)
		return
	}
	var sample []datatype.Entry
	records := 0
	for _, u := range page.Items {
		sample = append(sample, datatype.ActivityRecords(u, page.TimeZone, &e.names)...)
		records += monthsInCalls(u)
	}
	if records += len(sample); len(page.Items) > 0 {
		records = records * page.Total / len(page.Items)
	}
	e.tell(core.UserStats, records, sample, false)
}

// monthsInCalls counts the months in which a user was in calls: who was not has no interaction figures.
func monthsInCalls(u gong.UserActivity) int {
	months := map[string]bool{}
	for _, a := range u.UserAggregateActivity {
		if a.CallsAsHost.Float() > 0 || a.CallsAttended.Float() > 0 {
			months[a.FromDate.Format("2006-01")] = true
		}
	}
	return len(months)
}

func (e *estimate) settings(ctx context.Context) {
	if len(e.wanted(core.Scorecards, core.AnsweredScorecards)) > 0 {
		e.requests++
	}
	if e.wants(core.Scorecards) {
		forms, err := e.client.Scorecards(ctx)
		e.whole(core.Scorecards, err, entries(forms, func(s gong.Scorecard) datatype.Entry { return datatype.Scorecard(s, &e.names) }))
	}
	if e.wants(core.Trackers) {
		e.requests++
		all, err := e.client.Trackers(ctx)
		e.whole(core.Trackers, err, entries(all, func(t gong.Tracker) datatype.Entry { return datatype.Tracker(t, &e.names) }))
	}
}

func (e *estimate) whole(t core.DataType, err error, all []datatype.Entry) {
	if err != nil {
		e.failed(err, t)
		return
	}
	e.tell(t, len(all), all, true)
}

// previewFolders is how many library folders are looked into.
const previewFolders = 3

// libraries previews a few folders from all over the list.
func (e *estimate) libraries(ctx context.Context) {
	if !e.wants(core.Libraries) {
		return
	}
	folders, err := e.folders(ctx)
	e.requests += max(len(e.known.Workspaces), 1) + len(folders)
	among := slices.DeleteFunc(slices.Clone(folders), func(f folder) bool { return f.ParentFolderID == "" }) // a root is often without calls
	if len(among) < previewFolders {
		among = folders
	}
	var sample []datatype.Entry
	looks := min(previewFolders, len(among))
	for n := 0; n < looks && err == nil; n++ {
		f := among[(2*n+1)*len(among)/(2*looks)] // the middle of each part of the list
		var content gong.FolderContent
		if content, err = e.client.FolderContent(ctx, f.ID); err == nil {
			sample = append(sample, datatype.Folder(content, f.siblings, f.workspace, &e.names))
		}
	}
	if err != nil {
		e.failed(err, core.Libraries)
		return
	}
	e.tell(core.Libraries, len(folders), sample, len(folders) <= len(sample))
}

func (e *estimate) answered(ctx context.Context) {
	if !e.wants(core.AnsweredScorecards) {
		return
	}
	page, err := first(e.client.AnsweredScorecards(ctx, e.state.Dates.From, e.reviewsBefore()))
	e.requests += pagesOf(page.Total)
	if err != nil {
		e.failed(err, core.AnsweredScorecards)
		return
	}
	sample := entries(page.Items, func(a gong.AnsweredScorecard) datatype.Entry {
		return datatype.AnsweredScorecard(a, nil, nil, &e.names)
	})
	e.tell(core.AnsweredScorecards, page.Total, sample, page.Last && e.state.Private) // those of private calls are left out
}
