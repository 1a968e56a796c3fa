package gongsim

import (
	"slices"
	"time"

	"tamtam/core"
)

// FloorQuery is an import whose least number of requests is asked for.
type FloorQuery struct {
	Types []core.DataType
	// From and To are the period (from inclusive, to exclusive; zero times are open ends, for statistics the last 30 days).
	From, To time.Time
	// Limit is the greatest number of calls; 0 for none.
	Limit int
}

// Floor tells how many requests an import needs at least, by path. Pages of 100 ids for CRM entities are not counted.
type Floor map[string]int

// Total is the number of all requests.
func (f Floor) Total() int {
	n := 0
	for _, v := range f {
		n += v
	}
	return n
}

func pages(n int) int { return max(1, (n+pageSize-1)/pageSize) }

// Floor computes the least number of requests of an import: whole pages, nothing twice. A list that is found empty costs one request.
func (s *Sim) Floor(q FloorQuery) Floor {
	f := Floor{}
	has := func(types ...core.DataType) bool {
		return slices.ContainsFunc(types, func(t core.DataType) bool { return slices.Contains(q.Types, t) })
	}
	calls := len(s.callsOf(within(q.From, q.To)))
	if q.Limit > 0 {
		calls = min(calls, q.Limit)
	}
	if slices.ContainsFunc(q.Types, core.DataType.FromCalls) {
		f["/v2/calls/extensive"] = pages(calls)
	}
	if has(core.Transcripts) {
		f["/v2/calls/transcript"] = pages(calls)
	}
	if has(core.CRMAccounts, core.CRMContacts, core.CRMDeals) {
		f["/v2/crm/integrations"] = 1
	}
	if has(core.Users) {
		f["/v2/users"] = pages(s.o.Users)
	}
	if has(core.Calls, core.Scorecards, core.Trackers, core.Libraries) {
		f["/v2/workspaces"] = 1
	}
	if has(core.Scorecards) {
		f["/v2/settings/scorecards"] = 1
	}
	if has(core.Trackers) {
		f["/v2/settings/trackers"] = 1
	}
	if has(core.Libraries) {
		f["/v2/library/folders"] = len(s.workspaces)
		f["/v2/library/folder-content"] = len(s.workspaces) * len(folderTree)
	}
	if has(core.AnsweredScorecards) {
		f["/v2/stats/activity/scorecards"] = pages(len(s.Reviews(q.From, q.To)))
	}
	if has(core.UserStats) {
		s.floorOfStats(f, q)
	}
	return f
}

// floorOfStats counts one sequence for the counters per day, and one per calendar month for the figures that exist for whole ranges only.
func (s *Sim) floorOfStats(f Floor, q FloorQuery) {
	today := s.midnight(s.Now())
	from, to := s.midnight(q.From), today
	if q.From.IsZero() {
		from = today.AddDate(0, 0, -30)
	}
	if !q.To.IsZero() && q.To.Before(today) {
		to = s.midnight(q.To)
	}
	if !from.Before(to) {
		return
	}
	users := map[string]bool{}
	for _, d := range s.Activity(from, to) {
		users[d.User] = true
	}
	f["/v2/stats/activity/aggregate-by-period"] = pages(len(users))
	for from.Before(to) {
		_, next := periodOf("MONTH", from)
		end := earlier(next, to)
		f["/v2/stats/interaction"] += pages(len(s.Interaction(from, end)))
		from = end
	}
}
