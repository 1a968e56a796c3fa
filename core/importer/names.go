package importer

import (
	"context"
	"encoding/json"
	"maps"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/store"
)

// known is what records of one type show of others: the names behind ids, the questions behind answers. It is read anew in each run that
// needs it and kept, so that a failure of one endpoint does not turn the names in another type's file into ids.
type known struct {
	Workspaces []gong.Workspace
	Users      []gong.User
	Scorecards []gong.Scorecard
	// Private are the calls found to be private.
	Private []gong.ID
	// HiddenReviews are the reviews left out with private calls, with their times.
	HiddenReviews map[gong.ID]time.Time
	// Zone is the company's time zone, which Gong tells only with figures of some time in which there are any.
	Zone string
	// Requests are those that the parts of the last run took.
	Requests map[string]int
}

// named are the types whose records show names of workspaces and users. They need them whatever other types a run covers, so that a
// type's file is the same alone and among others.
func (r *run) named() bool { return len(r.wanted(namedTypes()...)) > 0 }

func namedTypes() []core.DataType {
	return []core.DataType{
		core.Calls, core.Transcripts, core.UserStats, core.Scorecards, core.AnsweredScorecards, core.Libraries, core.Trackers,
	}
}

// miss notes that what the types show of others could not be read, and is not known from before.
func (r *run) miss(err error, types ...core.DataType) {
	if core.Is(err, core.Denied) {
		return // it is not to be had
	}
	if r.nameless == nil {
		r.nameless = map[core.DataType]bool{}
	}
	for _, t := range types {
		r.nameless[t] = true
	}
}

// learnNames reads workspaces, users and scorecards, each at most once and only if a wanted type needs them; users and scorecards that are
// wanted themselves are imported on the way.
func (r *run) learnNames(ctx context.Context) {
	before := r.recall()
	r.known.Requests, r.known.HiddenReviews, r.known.Zone = before.Requests, before.HiddenReviews, before.Zone
	r.forecast(before)
	r.learnWorkspaces(ctx, before)
	r.learnUsers(ctx, before)
	r.learnScorecards(ctx, before)
	if !r.state.Private {
		r.privacy.recall(before.Private)
	}
	r.names.AddWorkspaces(r.known.Workspaces...)
	r.names.AddUsers(r.known.Users...)
}

// forecast guesses what the wanted parts will take, from the last run or from what is usual; each part says better once it knows.
func (r *run) forecast(before known) {
	guess := func(part string, usual int, types ...core.DataType) {
		if len(r.wanted(types...)) == 0 {
			return
		}
		if n, ok := before.Requests[part]; ok {
			usual = n
		}
		r.progress.plan(part, usual)
	}
	pages := 5
	if r.state.Limit > 0 {
		pages = pagesOf(r.state.Limit) + 1
	}
	if n, ok := before.Requests["calls"]; ok && r.state.whole() {
		pages = n
	}
	pages = r.callPages(pages)
	plan := func(part string, requests int, types ...core.DataType) {
		if len(r.wanted(types...)) > 0 {
			r.progress.plan(part, requests)
		}
	}
	plan("calls", pages, core.Calls, core.Transcripts, core.CRMDeals, core.CRMContacts, core.CRMAccounts)
	plan("transcripts", pages, core.Transcripts)
	guess("crm", 1, core.CRMDeals, core.CRMContacts, core.CRMAccounts)
	dates, end := r.statsDates()
	months := monthsBetween(monthFrom(r.state.stats(), dates.From), end)
	plan("stats", pagesOf(len(before.Users))*(1+len(months)), core.UserStats)
	guess("folders", max(len(before.Workspaces), 1), core.Libraries)
	guess("libraries", 10, core.Libraries)
	guess("trackers", 1, core.Trackers)
	guess("reviews", 1, core.AnsweredScorecards)
}

// remember keeps what this run has learned.
func (r *run) remember() error {
	r.known.Private = r.privacy.private()
	if r.known.Requests == nil {
		r.known.Requests = map[string]int{}
	}
	maps.Copy(r.known.Requests, r.progress.planned()) // a run of some types says nothing of the others
	b, err := json.Marshal(r.known)
	if err != nil {
		return err
	}
	return r.store.Stage(r.dataset.ID, func(s *store.Stage) error { return s.SetKnown(b) })
}

// recall returns what the run before has learned.
func (r *run) recall() (before known) {
	b, err := r.store.Known(r.dataset.ID)
	if err != nil || json.Unmarshal(b, &before) != nil {
		return known{}
	}
	return before
}

// recalled is what is known from before where reading failed; a missing permission is no failure: the names are not to be had any more.
func recalled[T any](err error, before []T) []T {
	if core.Is(err, core.Denied) {
		return nil
	}
	return before
}

func (r *run) learnWorkspaces(ctx context.Context, before known) {
	r.known.Workspaces = before.Workspaces
	if !r.named() {
		return
	}
	r.progress.plan("workspaces", 1)
	spaces, err := r.client.Workspaces(ctx)
	if err != nil {
		if spaces = recalled(err, before.Workspaces); len(spaces) == 0 {
			r.miss(err, namedTypes()...)
		}
		r.spacesErr = err
	}
	r.known.Workspaces = spaces
	r.state.Workspaces = workspaceNames(spaces)
}

func workspaceNames(spaces []gong.Workspace) (names []string) {
	for _, w := range spaces {
		names = append(names, string(w.Name))
	}
	return names
}

func (r *run) learnUsers(ctx context.Context, before known) {
	r.known.Users = before.Users
	named := r.named()
	if !named && !r.wants(core.Users) {
		return
	}
	users, inGong, err := r.users(ctx, named)
	switch {
	case err != nil:
		if r.known.Users = recalled(err, before.Users); len(r.known.Users) == 0 {
			r.miss(err, namedTypes()...)
		}
		if r.wants(core.Users) {
			r.fail(core.Users, err)
		}
		return
	case named:
		r.known.Users = users
	}
	if !r.wants(core.Users) {
		return
	}
	r.names.AddUsers(users...) // managers are users
	users = limited(users, r.state.Limit)
	r.complete(core.Users, entries(users, func(u gong.User) datatype.Entry { return datatype.User(u, &r.names) }), inGong)
}

func (r *run) learnScorecards(ctx context.Context, before known) {
	r.known.Scorecards = before.Scorecards
	if len(r.wanted(core.Scorecards, core.AnsweredScorecards)) == 0 {
		return
	}
	r.progress.plan("scorecards", 1)
	forms, err := r.client.Scorecards(ctx)
	if err != nil {
		if forms = recalled(err, before.Scorecards); len(forms) == 0 {
			r.miss(err, core.AnsweredScorecards)
		}
		r.scorecardsErr = err
	}
	r.known.Scorecards = forms
}
