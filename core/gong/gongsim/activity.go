package gongsim

import (
	"slices"
	"strings"
	"time"
)

// Activity is one of the fifteen things that Gong counts of a user.
type Activity int

// The activities, by the names of Gong's counters.
const (
	CallsAsHost Activity = iota
	CallsAttended
	CallsGaveFeedback
	CallsRequestedFeedback
	CallsReceivedFeedback
	OwnCallsListenedTo
	OthersCallsListenedTo
	CallsSharedInternally
	CallsSharedExternally
	CallsCommentsGiven
	CallsCommentsReceived
	CallsMarkedAsFeedbackGiven
	CallsMarkedAsFeedbackReceived
	CallsScorecardsFilled
	CallsScorecardsReceived
	activities // their number
)

var activityNames = [activities]string{
	"callsAsHost", "callsAttended", "callsGaveFeedback", "callsRequestedFeedback", "callsReceivedFeedback", "ownCallsListenedTo",
	"othersCallsListenedTo", "callsSharedInternally", "callsSharedExternally", "callsCommentsGiven", "callsCommentsReceived",
	"callsMarkedAsFeedbackGiven", "callsMarkedAsFeedbackReceived", "callsScorecardsFilled", "callsScorecardsReceived",
}

// String is Gong's name of the counter.
func (a Activity) String() string { return activityNames[a] }

// Lists are the ids of the calls on which a user did something, by activity.
type Lists [activities][]string

// UserDay is what a user did on one day of the company.
type UserDay struct {
	User  string
	Day   time.Time // its midnight
	Lists Lists
}

// act is one thing that a user did on a call.
type act struct {
	user int
	what Activity
	at   time.Time
}

// acts lists what was done on a call: hosting and attending, comments and reviews as they are told elsewhere, and the rest made up.
func (s *Sim) acts(e entry, now time.Time) []act {
	c := s.made(e)
	host := int(e.host)
	acts := []act{{host, CallsAsHost, c.Started}}
	for _, sp := range c.speakers[1:] {
		if sp.user >= 0 {
			acts = append(acts, act{sp.user, CallsAttended, c.Started})
		}
	}
	for _, m := range c.Comments {
		acts = append(acts, act{s.userIndex(m.User), CallsCommentsGiven, m.Posted})
		if m.User != c.Host {
			acts = append(acts, act{host, CallsCommentsReceived, m.Posted})
		}
	}
	if r, ok := s.review(e, now); ok {
		if r.reviewer >= 0 {
			acts = append(acts, act{r.reviewer, CallsScorecardsFilled, r.At})
		}
		acts = append(acts, act{host, CallsScorecardsReceived, r.At})
	}
	d := throw(s.o.Seed, forActivity, int(e.n))
	later := func() time.Time { return c.Started.Add(c.Duration + time.Duration(d.between(1, 200))*time.Hour) }
	if d.chance(25) {
		acts = append(acts, act{host, OwnCallsListenedTo, later()})
	}
	for range d.below(3) {
		if other := d.below(s.o.Users); other != host {
			acts = append(acts, act{other, OthersCallsListenedTo, later()})
		}
	}
	if d.chance(9) {
		acts = append(acts, act{d.below(s.o.Users), CallsSharedInternally, later()})
	}
	if d.chance(4) {
		acts = append(acts, act{host, CallsSharedExternally, later()})
	}
	if d.chance(8) {
		manager, at := d.below(max(1, s.o.Users/8)), later()
		acts = append(acts, act{host, CallsRequestedFeedback, at}, act{manager, CallsGaveFeedback, at}, act{host, CallsReceivedFeedback, at},
			act{manager, CallsMarkedAsFeedbackGiven, at}, act{host, CallsMarkedAsFeedbackReceived, at})
	}
	return slices.DeleteFunc(acts, func(a act) bool { return a.at.After(now) })
}

func (s *Sim) userIndex(userID string) int {
	return slices.IndexFunc(s.users, func(u User) bool { return u.ID == userID })
}

// longestAfter bounds how long after a call something may still be done on it.
const longestAfter = 15 * 24 * time.Hour

func (s *Sim) midnight(t time.Time) time.Time {
	t = t.In(s.zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, s.zone)
}

// Activity lists what users did between two midnights of the company, by user in the order of Users, then by day.
func (s *Sim) Activity(from, to time.Time) []UserDay {
	now := s.Now()
	type key struct {
		user int
		day  time.Time
	}
	days := map[key]*UserDay{}
	for _, e := range s.callsOf(within(from.Add(-longestAfter), to)) {
		for _, a := range s.acts(e, now) {
			if a.at.Before(from) || !a.at.Before(to) {
				continue
			}
			k := key{a.user, s.midnight(a.at)}
			if days[k] == nil {
				days[k] = &UserDay{User: s.users[a.user].ID, Day: k.day}
			}
			callID := decimal(e.id)
			if list := &days[k].Lists[a.what]; !slices.Contains(*list, callID) {
				*list = append(*list, callID)
			}
		}
	}
	found := make([]UserDay, 0, len(days))
	order := make(map[string]int, len(s.users))
	for i, u := range s.users {
		order[u.ID] = i
	}
	for _, d := range days {
		found = append(found, *d)
	}
	slices.SortFunc(found, func(a, b UserDay) int {
		if a.User != b.User {
			return order[a.User] - order[b.User]
		}
		return a.Day.Compare(b.Day)
	})
	return found
}

// Interaction is how a user talks, over all calls hosted in a range.
type Interaction struct {
	User  string
	Stats []Stat
}

// Interaction lists the users who hosted a conversation between two midnights, with figures over the whole range.
func (s *Sim) Interaction(from, to time.Time) []Interaction {
	sums := make([][5]float64, s.o.Users)
	counts := make([]float64, s.o.Users)
	for _, e := range s.callsOf(within(from, to)) {
		if e.kind == voicemail {
			continue
		}
		d := throw(s.o.Seed, forActivity, int(e.n), 1)
		for i, top := range []float64{180, 240, 9, 2, 30} {
			sums[e.host][i] += top * (0.3 + 0.7*d.part())
		}
		counts[e.host]++
	}
	var found []Interaction
	for i, n := range counts {
		if n == 0 {
			continue
		}
		var stats []Stat
		for k, name := range strings.Split("Longest Monologue,Longest Customer Story,Interactivity,Patience,Question Rate", ",") {
			stats = append(stats, Stat{name, round(sums[i][k]/n, 2)})
		}
		found = append(found, Interaction{s.users[i].ID, stats})
	}
	return found
}
