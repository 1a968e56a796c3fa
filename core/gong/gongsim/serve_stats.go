package gongsim

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }

// statRange is the common part of the four requests for statistics.
type statRange struct {
	from, to time.Time
	users    *[]callID
	since    instant
	until    instant
}

func (s *Sim) statRange(a *asked) (statRange, *problem) {
	days, p := s.dates(a, "fromDate", "toDate")
	if p != nil {
		return statRange{}, p
	}
	for i, name := range []string{"fromDate", "toDate"} {
		if !days[i].given {
			return statRange{}, fail(http.StatusBadRequest, "filter.%s: may not be null", name)
		}
	}
	if days[1].After(s.midnight(s.Now())) {
		return statRange{}, fail(http.StatusBadRequest, "filter.toDate: must not be after the current day")
	}
	var f struct {
		Users *[]callID `json:"userIds"`
		Since instant   `json:"createdFromDateTime"`
		Until instant   `json:"createdToDateTime"`
	}
	if !a.decode("filter", &f) {
		return statRange{}, unreadable()
	}
	return statRange{days[0].Time, days[1].Time, f.Users, f.Since, f.Until}, nil
}

// wants tells whether the request is about a user.
func (r statRange) wants(u User) bool {
	return (r.users == nil || len(*r.users) == 0 || slices.Contains(*r.users, callID(u.ID))) &&
		(r.since.IsZero() || !u.Created.Before(r.since.Time)) && (r.until.IsZero() || u.Created.Before(r.until.Time))
}

func (s *Sim) rangeFields(r statRange) []field {
	return []field{{"fromDateTime", s.stamp(r.from, 0)}, {"toDateTime", s.stamp(r.to, 0)}, {"timeZone", s.o.Zone}}
}

// userDays is one user's part of an activity list.
type userDays struct {
	user User
	days []UserDay
}

// activityPage finds the asked page of users with their days.
func (s *Sim) activityPage(a *asked) ([]userDays, records, statRange, *problem) {
	r, p := s.statRange(a)
	if p != nil {
		return nil, records{}, r, p
	}
	days := s.Activity(r.from, r.to)
	var rows []userDays
	for len(days) > 0 {
		n := 1
		for n < len(days) && days[n].User == days[0].User {
			n++
		}
		if u := s.users[s.userIndex(days[0].User)]; r.wants(u) {
			rows = append(rows, userDays{u, days[:n]})
		}
		days = days[n:]
	}
	if len(rows) == 0 {
		return nil, records{}, r, fail(http.StatusNotFound, "No stats found for the specified period")
	}
	page, rec, p := turnRows(s, a, rows)
	return page, rec, r, p
}

// counters adds up days as Gong's JSON object of fifteen numbers.
func counters(days []UserDay) map[string]any {
	sums := map[string]any{}
	for what := range activities {
		n := 0
		for _, d := range days {
			n += len(d.Lists[what])
		}
		sums[what.String()] = n
	}
	return sums
}

func (s *Sim) aggregate(a *asked) (*answer, *problem) {
	page, rec, r, p := s.activityPage(a)
	if p != nil {
		return nil, p
	}
	rows := each(page, func(u userDays) any {
		return map[string]any{"userId": u.user.ID, "userEmailAddress": u.user.Email, "userAggregateActivityStats": counters(u.days)}
	})
	return list("usersAggregateActivityStats", &rec, rows, s.rangeFields(r)...), nil
}

// periodOf returns the bounds of the period in which a midnight lies.
func periodOf(kind string, t time.Time) (from, to time.Time) {
	y, m, d := t.Date()
	date := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, t.Location()) }
	switch kind {
	case "WEEK":
		d -= (int(t.Weekday()) + 6) % 7
		return date(y, m, d), date(y, m, d+7)
	case "MONTH":
		return date(y, m, 1), date(y, m+1, 1)
	case "QUARTER":
		m -= (m - 1) % 3
		return date(y, m, 1), date(y, m+3, 1)
	case "YEAR":
		return date(y, 1, 1), date(y+1, 1, 1)
	}
	return date(y, m, d), date(y, m, d+1)
}

func (s *Sim) aggregateByPeriod(a *asked) (*answer, *problem) {
	var kind *string
	if !a.decode("aggregationPeriod", &kind) {
		return nil, unreadable()
	}
	if kind == nil {
		return nil, fail(http.StatusBadRequest, "aggregationPeriod: must not be null")
	}
	if !slices.Contains([]string{"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"}, *kind) {
		return nil, unreadable()
	}
	page, rec, r, p := s.activityPage(a)
	if p != nil {
		return nil, p
	}
	return list("usersAggregateActivity", &rec, each(page, func(u userDays) any {
		var rows []map[string]any
		for days := u.days; len(days) > 0; {
			from, to := periodOf(*kind, days[0].Day)
			n := 1
			for n < len(days) && days[n].Day.Before(to) {
				n++
			}
			row := counters(days[:n])
			row["fromDate"], row["toDate"] = s.stamp(later(from, r.from), 0), s.stamp(earlier(to, r.to), 0)
			rows = append(rows, row)
			days = days[n:]
		}
		return map[string]any{"userId": u.user.ID, "userEmailAddress": u.user.Email, "userAggregateActivity": rows}
	})), nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (s *Sim) dayByDay(a *asked) (*answer, *problem) {
	page, rec, _, p := s.activityPage(a)
	if p != nil {
		return nil, p
	}
	return list("usersDetailedActivities", &rec, each(page, func(u userDays) any {
		var rows []map[string]any
		for _, d := range u.days {
			_, to := periodOf("DAY", d.Day)
			row := map[string]any{"fromDate": s.stamp(d.Day, 0), "toDate": s.stamp(to, 0)}
			for what := range activities {
				row[what.String()] = append([]string{}, d.Lists[what]...)
			}
			rows = append(rows, row)
		}
		return map[string]any{"userId": u.user.ID, "userEmailAddress": u.user.Email, "userDailyActivityStats": rows}
	})), nil
}

func (s *Sim) interaction(a *asked) (*answer, *problem) {
	r, p := s.statRange(a)
	if p != nil {
		return nil, p
	}
	found := slices.DeleteFunc(s.Interaction(r.from, r.to), func(i Interaction) bool { return !r.wants(s.users[s.userIndex(i.User)]) })
	if len(found) == 0 {
		return nil, fail(http.StatusNotFound, "No stats found for the specified period")
	}
	page, rec, p := turnRows(s, a, found)
	if p != nil {
		return nil, p
	}
	return list("peopleInteractionStats", &rec, each(page, func(i Interaction) any {
		var stats []wireStat
		for _, st := range i.Stats {
			stats = append(stats, wireStat(st))
		}
		return map[string]any{"userId": i.User, "userEmailAddress": s.users[s.userIndex(i.User)].Email, "personInteractionStats": stats}
	}), s.rangeFields(r)...), nil
}
