package gongsim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
)

func TestTranscriptsAreThoseOfTheTruth(t *testing.T) {
	sim := small(gongsim.Options{Calls: 220})
	got := map[string]bool{}
	for _, p := range pages(t, sim, "/v2/calls/transcript", `{"filter":{}`) {
		for _, c := range p.CallTranscripts {
			got[c.CallID] = true
			want, ok := sim.Transcript(c.CallID)
			if !ok || len(want.Turns) != len(c.Transcript) {
				t.Fatalf("call %s: %d turns, want %d", c.CallID, len(c.Transcript), len(want.Turns))
			}
			for i, turn := range c.Transcript {
				w := want.Turns[i]
				if text(turn.SpeakerID) != w.Speaker || text(turn.Topic) != w.Topic || len(turn.Sentences) != len(w.Sentences) {
					t.Errorf("call %s, turn %d differs", c.CallID, i)
				}
				for k := range turn.Sentences {
					if turn.Sentences[k] != w.Sentences[k] {
						t.Errorf("call %s: got %+v, want %+v", c.CallID, turn.Sentences[k], w.Sentences[k])
					}
				}
			}
		}
	}
	for _, c := range sim.Calls(noTime, noTime) {
		if got[c.ID] != sim.HasTranscript(c) {
			t.Errorf("call %s: transcript %v, want %v", c.ID, got[c.ID], sim.HasTranscript(c))
		}
	}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestOneStory looks at each call from all sides.
func TestOneStory(t *testing.T) {
	sim := small(gongsim.Options{Seed: 5, Calls: 600, WordsPerMinute: 40})
	users := map[string]bool{}
	for _, u := range sim.Users() {
		users[u.ID] = true
	}
	private, silent, foreign, tracked := 0, 0, 0, 0
	calls := sim.Calls(noTime, noTime)
	for _, c := range calls {
		if c.Private {
			private++
		}
		if c.Language != "eng" {
			foreign++
		}
		tr, ok := sim.Transcript(c.ID)
		if !ok {
			silent++
			continue
		}
		checkTimes(t, c, tr)
		checkSpeakers(t, c, tr, users)
		tracked += checkTrackers(t, c, tr, sim.Content(c))
		checkTalkTime(t, c, tr, sim.Content(c))
	}
	for name, share := range map[string]float64{"private": float64(private) / 0.02, "without transcript": float64(silent) / 0.05, "not English": float64(foreign) / 0.10} {
		if share /= float64(len(calls)); share < 0.5 || share > 1.6 {
			t.Errorf("%s: %.2f times as many calls as there should be", name, share)
		}
	}
	if tracked < len(calls) {
		t.Errorf("only %d occurrences of tracked terms", tracked)
	}
}

func checkTimes(t *testing.T, c gongsim.Call, tr gongsim.Transcript) {
	t.Helper()
	last := int64(0)
	for _, turn := range tr.Turns {
		if len(turn.Sentences) == 0 {
			t.Fatalf("call %s has a turn without sentences", c.ID)
		}
		for _, s := range turn.Sentences {
			if s.Start < last || s.End < s.Start || strings.TrimSpace(s.Text) == "" {
				t.Fatalf("call %s: sentence %+v after %d", c.ID, s, last)
			}
			last = s.End
		}
	}
	if last > c.Duration.Milliseconds() {
		t.Errorf("call %s of %s ends at %d ms", c.ID, c.Duration, last)
	}
}

// checkSpeakers holds the parties who spoke against the voices, with room for the few that Gong cannot match.
func checkSpeakers(t *testing.T, c gongsim.Call, tr gongsim.Transcript, users map[string]bool) {
	t.Helper()
	spoke, known := map[string]bool{}, map[string]bool{}
	for _, turn := range tr.Turns {
		spoke[turn.Speaker] = true
	}
	for _, p := range c.Parties {
		if p.SpeakerID != "" {
			known[p.SpeakerID] = true
			if !spoke[p.SpeakerID] {
				t.Errorf("call %s: %s has a speaker id and said nothing", c.ID, p.Name)
			}
		}
		if (p.UserID != "") != (p.Affiliation == "Internal") || p.UserID != "" && !users[p.UserID] {
			t.Errorf("call %s: party %+v", c.ID, p)
		}
	}
	delete(spoke, "")
	if c.Parties != nil && len(spoke) > len(known)+1 {
		t.Errorf("call %s: %d voices, %d of them known", c.ID, len(spoke), len(known))
	}
	for _, m := range c.Comments {
		if !users[m.User] || m.From < 0 || m.From > c.Duration {
			t.Errorf("call %s: comment %+v", c.ID, m)
		}
	}
}

// checkTrackers finds for each occurrence the sentence in which the term was said. It returns the number of occurrences.
func checkTrackers(t *testing.T, c gongsim.Call, tr gongsim.Transcript, content gongsim.Content) int {
	t.Helper()
	n := 0
	for _, tracked := range content.Trackers {
		for _, o := range tracked.Occurrences {
			n++
			found := false
			for _, turn := range tr.Turns {
				for _, s := range turn.Sentences {
					found = found || turn.Speaker == o.Speaker && s.Start <= o.At.Milliseconds() && o.At.Milliseconds() <= s.End &&
						strings.Contains(strings.ToLower(s.Text), strings.ToLower(o.Term))
				}
			}
			if !found {
				t.Errorf("call %s: nobody said %q at %s", c.ID, o.Term, o.At)
			}
		}
	}
	return n
}

func checkTalkTime(t *testing.T, c gongsim.Call, tr gongsim.Transcript, content gongsim.Content) {
	t.Helper()
	spoken := map[string]time.Duration{}
	for _, turn := range tr.Turns {
		spoken[turn.Speaker] += time.Duration(turn.Sentences[len(turn.Sentences)-1].End-turn.Sentences[0].Start) * time.Millisecond
	}
	for _, talk := range content.TalkTime {
		for _, p := range c.Parties {
			if p.ID == talk.PartyID && p.SpeakerID != "" && (spoken[p.SpeakerID]-talk.Time).Abs() > 20*time.Millisecond {
				t.Errorf("call %s: %s talked %s, want %s", c.ID, p.Name, talk.Time, spoken[p.SpeakerID])
			}
		}
	}
}

func TestReviewsFoldersAndCountersAreAboutRealCalls(t *testing.T) {
	sim := small(gongsim.Options{Seed: 9, Calls: 600})
	calls := map[string]gongsim.Call{}
	hosted := map[string]int{}
	zone := sim.Zone()
	from, to := time.Date(2026, 3, 1, 0, 0, 0, 0, zone), time.Date(2026, 4, 1, 0, 0, 0, 0, zone)
	for _, c := range sim.Calls(noTime, noTime) {
		calls[c.ID] = c
		if !c.Started.Before(from) && c.Started.Before(to) {
			hosted[c.Host]++
		}
	}
	for _, r := range sim.Reviews(noTime, noTime) {
		c, ok := calls[r.CallID]
		if !ok || c.Host != r.Reviewed || !r.At.After(c.Started) || r.At.After(sim.Now()) || (r.Reviewer == "") != (r.Method == "AUTOMATIC") {
			t.Errorf("review %+v of call %+v", r, c)
		}
	}
	shelved := 0
	for _, w := range sim.Workspaces() {
		for _, f := range sim.Folders(w.ID) {
			for _, one := range f.Calls {
				shelved++
				if c, ok := calls[one.CallID]; !ok || c.Private || c.Workspace != w.ID || c.Title != one.Title {
					t.Errorf("folder %q holds %+v", f.Name, one)
				}
			}
		}
	}
	if shelved == 0 {
		t.Error("all folders are empty")
	}
	got := map[string]int{}
	for _, d := range sim.Activity(from, to) {
		got[d.User] += len(d.Lists[gongsim.CallsAsHost])
	}
	for user, n := range hosted {
		if got[user] != n {
			t.Errorf("user %s hosted %d calls by the counters, %d in truth", user, got[user], n)
		}
	}
}

func TestFloor(t *testing.T) {
	sim := small(gongsim.Options{Calls: 250, Users: 120})
	for _, c := range []struct {
		name string
		q    gongsim.FloorQuery
		want int
	}{
		{"calls alone, and the workspaces' names", gongsim.FloorQuery{Types: []core.DataType{core.Calls}}, 3 + 1},
		{"calls and CRM share pages", gongsim.FloorQuery{Types: []core.DataType{core.Calls, core.CRMDeals, core.CRMContacts}}, 3 + 1 + 1},
		{"transcripts need the calls' names", gongsim.FloorQuery{Types: []core.DataType{core.Transcripts}}, 3 + 3},
		{"a limit", gongsim.FloorQuery{Types: []core.DataType{core.Transcripts}, Limit: 100}, 1 + 1},
		{"users", gongsim.FloorQuery{Types: []core.DataType{core.Users}}, 2},
		{"an empty period", gongsim.FloorQuery{Types: []core.DataType{core.Calls}, To: present.AddDate(-9, 0, 0)}, 1 + 1},
		{"libraries", gongsim.FloorQuery{Types: []core.DataType{core.Libraries}}, 1 + 2 + 18},
	} {
		if got := sim.Floor(c.q).Total(); got != c.want {
			t.Errorf("%s: got %d, want %d", c.name, got, c.want)
		}
	}
}

func TestContentOnlyWhatWasAskedFor(t *testing.T) {
	sim := small(gongsim.Options{Calls: 120})
	keys := func(selector string) map[string]bool {
		var p struct{ Calls []map[string]json.RawMessage }
		w := ask(sim, "POST", "/v2/calls/extensive", `{"filter":{},"contentSelector":`+selector+`}`)
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, c := range p.Calls {
			for k, v := range c {
				found[k] = true
				if k == "context" {
					found["fields"] = found["fields"] || strings.Contains(string(v), `"StageName"`)
					found["links"] = found["links"] || strings.Contains(string(v), `"objectId"`)
				}
				found["occurrences"] = found["occurrences"] || strings.Contains(string(v), `"startTime"`)
			}
		}
		return found
	}
	for _, c := range []struct{ selector, has, lacks string }{
		{`{}`, "metaData context", "parties content interaction collaboration media links"},
		{`{"context":"Basic"}`, "links", "fields"},
		{`{"context":"Extended"}`, "links fields", "parties"},
		{`{"exposedFields":{"parties":true}}`, "parties", "content"},
		{`{"exposedFields":{"content":{"trackers":true}}}`, "content", "occurrences interaction"},
		{`{"exposedFields":{"content":{"trackers":true,"trackerOccurrences":true}}}`, "content occurrences", "interaction"},
		{`{"exposedFields":{"content":{"trackerOccurrences":true}}}`, "content", "occurrences"},
		{`{"exposedFields":{"media":true,"interaction":{"questions":true}}}`, "media interaction", "content"},
	} {
		got := keys(c.selector)
		for _, k := range strings.Fields(c.has) {
			if !got[k] {
				t.Errorf("%s: no %s", c.selector, k)
			}
		}
		for _, k := range strings.Fields(c.lacks) {
			if got[k] {
				t.Errorf("%s: %s came unasked", c.selector, k)
			}
		}
	}
}
