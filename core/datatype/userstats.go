package datatype

import (
	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/text"
)

var userStats = Type{
	ID: core.UserStats, Kind: "User stats", Title: "User Stats", Icon: "user-stats",
	Description:    "Daily user activity and interaction statistics",
	Scopes:         []string{scopeActivity},
	OptionalScopes: []string{scopeInteraction},
	Keys:           append(append([]string{"User", "Date", "Month"}, counterKeys[:]...), "Interaction stats", "Time zone"),
}

// counterKeys are the fifteen counters in words, in the order of gong.ActivityCounters.Stats. Each counts calls.
var counterKeys = [15]string{
	"Calls as host", "Calls attended", "Gave feedback", "Requested feedback", "Received feedback", "Own calls listened to",
	"Calls of others listened to", "Shared internally", "Shared externally", "Comments given", "Comments received",
	"Marked as feedback given", "Marked as feedback received", "Scorecards filled", "Scorecards received",
}

// ActivityRecords writes a user's activity, one record for each day. The day is the one of the company's time zone, whose name the
// caller passes when Gong told it, which it does beside interaction figures only. A row without a date is left out: nobody could say
// when its numbers were true.
func ActivityRecords(a gong.UserActivity, timeZone string, d *Directory) []Entry {
	who := d.person(a.UserID, a.UserEmailAddress).String()
	sort := byName(who)
	entries := make([]Entry, 0, len(a.UserAggregateActivity))
	for i := range a.UserAggregateActivity {
		row := &a.UserAggregateActivity[i]
		if row.FromDate.IsZero() {
			continue
		}
		day := row.FromDate.Format(core.DateLayout)
		r := text.New(userStats.Kind, string(a.UserID)+"/"+day)
		r.Set("User", who)
		r.Set("Date", day)
		for n, counter := range row.Stats() {
			r.Set(counterKeys[n], string(counter.Value))
		}
		r.Set("Time zone", timeZone)
		entries = append(entries, Entry{Sort: sort, Record: r})
	}
	return entries
}

// Interaction writes how a user talked in a month, written as 2026-04. Gong gives these figures only for a whole range, so the caller
// asks for each month of its period by itself.
func Interaction(s gong.PersonInteractionStats, month string, d *Directory) Entry {
	who := d.person(s.UserID, s.UserEmailAddress).String()
	r := text.New(userStats.Kind, string(s.UserID)+"/"+month)
	r.Set("User", who)
	r.Set("Month", month)
	r.List("Interaction stats", named(s.PersonInteractionStats))
	return Entry{Sort: byName(who), Record: r}
}
