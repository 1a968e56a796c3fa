package meetings

import (
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
	"tamtam/core/timeline"
)

// selector asks for what the Timeline needs of a call, and no more: accounts with their ids come with Basic only.
func selector() gong.Selector {
	return gong.Selector{
		Context: "Basic", ExposedFields: gong.ExposedFields{Parties: true, Content: gong.ContentFields{Trackers: true, TrackerOccurrences: true}},
	}
}

// callOf takes what the rules need out of a call. What people have written in Gong becomes text of one line: it stands in lists, in a terminal and in
// workbooks, where a control character would do something.
func callOf(g gong.Call) timeline.Call {
	m := g.MetaData
	c := timeline.Call{
		ID: core.CallID(m.ID), Title: text.CleanLine(string(m.Title)), URL: string(m.URL), Started: m.Started.UTC(), Scheduled: m.Scheduled.UTC(),
		Duration: m.Duration.Seconds(), Owner: core.UserID(m.PrimaryUserID), Scope: string(m.Scope), Private: m.IsPrivate.True(),
	}
	for _, context := range g.Context {
		for _, object := range context.Objects {
			if strings.EqualFold(string(object.ObjectType), "Account") {
				c.Accounts = append(c.Accounts, timeline.Account{System: timeline.CRMSystem(context.System), ID: string(object.ObjectID)})
			}
		}
	}
	for _, p := range g.Parties {
		party := timeline.Party{
			ID: string(p.ID), Email: text.CleanLine(string(p.EmailAddress)), Name: text.CleanLine(string(p.Name)), Title: text.CleanLine(string(p.Title)),
			GongUser: core.UserID(p.UserID), Affiliation: string(p.Affiliation),
		}
		for _, method := range p.Methods {
			party.Methods = append(party.Methods, string(method))
		}
		c.Parties = append(c.Parties, party)
	}
	for _, t := range g.Content.Trackers {
		c.Trackers = append(c.Trackers, trackerOf(t))
	}
	return c
}

// mostTimes is how many of a tracker's moments an Activity keeps, the first ones.
const mostTimes = 20

// trackerOf reads both lists of a tracker: its moments stand with its phrases when Gong lists those separately, else with the tracker.
func trackerOf(t gong.CallTracker) timeline.Tracker {
	tracker := timeline.Tracker{Name: text.CleanLine(string(t.Name)), Kind: string(t.Type), Count: int(t.Count.Int())}
	for _, o := range t.Occurrences {
		tracker.First = append(tracker.First, o.StartTime.Float())
	}
	for _, p := range t.Phrases {
		tracker.Phrases = append(tracker.Phrases, timeline.TrackerPhrase{Phrase: text.CleanLine(string(p.Phrase)), Count: int(p.Count.Int())})
		for _, o := range p.Occurrences {
			tracker.First = append(tracker.First, o.StartTime.Float())
		}
	}
	slices.Sort(tracker.First)
	tracker.First = tracker.First[:min(len(tracker.First), mostTimes)]
	return tracker
}

// userOf takes what the rules need out of a user.
func userOf(g gong.User) timeline.GongUser {
	u := timeline.GongUser{
		ID: core.UserID(g.ID), Email: text.CleanLine(string(g.EmailAddress)), FirstName: text.CleanLine(string(g.FirstName)),
		LastName: text.CleanLine(string(g.LastName)),
	}
	for _, alias := range g.EmailAliases {
		u.Aliases = append(u.Aliases, text.CleanLine(string(alias)))
	}
	return u
}
