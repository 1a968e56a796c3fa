package timeline_test

import (
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/timeline"
)

// entries makes lines of a log from words: the id of a call, and its status.
func entries(words ...string) (all []timeline.Entry) {
	status := map[byte]timeline.EntryStatus{'s': timeline.EntrySuccess, 'f': timeline.EntryFailed, 'x': timeline.EntrySkipped}
	attempts := map[byte]int{}
	for _, w := range words {
		attempts[w[0]]++
		all = append(all, timeline.Entry{CallID: core.CallID(w[:1]), Attempt: attempts[w[0]], Status: status[w[1]]})
	}
	return all
}

// TestStatusOfARun is the table of outcomes and the examples L1 to L4.
func TestStatusOfARun(t *testing.T) {
	for _, c := range []struct {
		name    string
		entries []timeline.Entry
		aborted bool
		want    timeline.Tally
		status  timeline.RunStatus
	}{
		{"L1", entries("1x", "2s", "3f", "3s", "4f", "5x"), false, timeline.Tally{Success: 2, Failed: 1, Skipped: 2}, timeline.PartialSuccess},
		{"L2", entries("1x", "2x", "3x"), false, timeline.Tally{Skipped: 3}, timeline.Success},
		{"L3", entries("1f", "2f"), false, timeline.Tally{Failed: 2}, timeline.Failed},
		{"L4", nil, true, timeline.Tally{Aborted: true}, timeline.Failed},
		{"nothing", nil, false, timeline.Tally{}, timeline.Success},
		{"aborted behind a success", entries("1s"), true, timeline.Tally{Success: 1, Aborted: true}, timeline.PartialSuccess},
		{"aborted behind skipped ones", entries("1x"), true, timeline.Tally{Skipped: 1, Aborted: true}, timeline.Failed},
		{"all good", entries("1s", "2s", "3x"), false, timeline.Tally{Success: 2, Skipped: 1}, timeline.Success},
		{"a retry that fails again", entries("1f", "1f"), false, timeline.Tally{Failed: 1}, timeline.Failed},
	} {
		got := timeline.Count(c.entries)
		got.Aborted = c.aborted
		if got != c.want || got.Status() != c.status {
			t.Errorf("%s: %+v %s, want %+v %s", c.name, got, got.Status(), c.want, c.status)
		}
	}
}

// TestMessages are the exact texts, which admins search for.
func TestMessages(t *testing.T) {
	owner := timeline.GongUser{ID: "601", Email: "abc@x.com", FirstName: "Ab", LastName: "C"}
	for got, want := range map[string]string{
		timeline.M1: "This Video/Meeting Link has failed to load.",
		timeline.M2: "The Trackers have failed to load.",
		timeline.M3: "Account and Contact data not found for Company Resolution.",
		timeline.M4: "CompanyId and Attendees information not present.",
		timeline.M5(owner): "Activity Author Ab C EmailId abc@x.com GongId 601 not present in Gainsight. Sync re-try will happen once the system " +
			"creates a user with an IC license type.",
		timeline.M6(owner):                           "Call organiser is inactive in Gainsight. Name: Ab C, Email: abc@x.com, Gong userId: 601",
		timeline.M7("abc@x.com", 2, timeline.Viewer): "Author conflict for abc@x.com: 2 users with license type Viewer. Select the user in User Management.",
		timeline.M8("601"):                           "Call owner information not present in Gong. Gong userId: 601",
		timeline.M9:                                  "Gong is experiencing temporary downtime",
		timeline.M10("Chat"):                         "Activity Type Chat is not an active global Activity Type.",
		timeline.M11:                                 "Gong connection is not authorized.",
		timeline.MissingScope("api:users:read"):      "Missing Gong scope api:users:read.",
		timeline.S1:                                  "Private meetings are not synced.",
		timeline.S2:                                  "Excluded by filters.",
		timeline.ReasonDeleted:                       "The corresponding meeting recording has been deleted from Gong",
		timeline.ReasonSettings:                      "The API request results and Separate phrases checkboxes are not selected in Gong admin settings",
		timeline.ReasonUnheard:                       "No words mentioned in the trackers were recognized by Gong in the call",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if timeline.IsConflict(got) != strings.HasPrefix(want, "Author conflict") {
			t.Errorf("%q is taken for a conflict or is not", got)
		}
	}
}
