package importer_test

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// What is promised of transcripts that Gong does not have yet.
const (
	longestPause = 20 * time.Hour
	awaitedFor   = 30 * 24 * time.Hour
)

// idsAsked are the calls for whose transcripts a request asks.
func (w *world) idsAsked(r *http.Request) []string {
	if r.URL.Path != "/v2/calls/transcript" || r.GetBody == nil {
		return nil
	}
	body, err := r.GetBody()
	if err != nil {
		w.t.Error(err)
		return nil
	}
	defer body.Close()
	var asked struct{ Filter struct{ CallIDs []string } }
	if err := json.NewDecoder(body).Decode(&asked); err != nil {
		w.t.Error(err)
	}
	return asked.Filter.CallIDs
}

// allAwaited are the calls whose transcripts the dataset waits for, by id.
func (w *world) allAwaited(d store.Dataset) map[string]importer.Awaited {
	w.t.Helper()
	list, err := w.importer.Awaited(d.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	if !slices.IsSortedFunc(list, func(a, b importer.Awaited) int { return b.Started.Compare(a.Started) }) {
		w.t.Error("the awaited calls are not listed newest first")
	}
	all := map[string]importer.Awaited{}
	for _, a := range list {
		all[string(a.Call)] = a
	}
	return all
}

// lateness is how long after their call the transcripts come that come late: n of them, from a minute to 30 days.
func lateness(n int) []time.Duration {
	all := make([]time.Duration, n)
	for k := range all {
		all[k] = time.Duration(float64(time.Minute) * math.Pow(float64(awaitedFor/time.Minute), float64(k)/float64(n-1)))
	}
	all[n-1] = awaitedFor
	return all
}

// waiting is a company with many calls whose transcripts never come, and some whose come late.
type waiting struct {
	*world
	d     store.Dataset
	never []string
	late  map[string]time.Time // when the transcript appears, of those that are not in the file yet
	asked map[string]int
}

func newWaiting(t *testing.T, never, late int) *waiting {
	w := &waiting{
		world: newWorld(t, gongsim.Options{Calls: 20, Users: 8, Workspaces: 1, WordsPerMinute: 3, Span: 60 * 24 * time.Hour}),
		late:  map[string]time.Time{}, asked: map[string]int{},
	}
	for _, c := range w.sim.Calls(time.Time{}, time.Time{}) {
		w.sim.HoldTranscript(c.ID, c.Started)
	}
	for n, lateness := range lateness(late) {
		start := present.Add(-time.Duration(n+2) * 2 * time.Hour)
		id := w.sim.AddAt(start)[0]
		c, _ := w.sim.Call(id)
		arrives := c.Started.Add(max(lateness, c.Duration+time.Minute))
		w.sim.HoldTranscript(id, arrives)
		w.late[id] = arrives
	}
	starts := make([]time.Time, never)
	for n := range starts {
		starts[n] = present.Add(-2*time.Hour - time.Duration(n)*time.Minute)
	}
	w.never = w.sim.AddAt(starts...)
	for _, id := range w.never {
		w.sim.HoldTranscript(id, time.Time{})
	}
	w.d = w.dataset(store.Dataset{Types: conversation, Period: core.Last(90), IncludePrivate: true})
	w.before = func(r *http.Request) {
		for _, id := range w.idsAsked(r) {
			w.asked[id]++
		}
	}
	return w
}

// syncs syncs and demands each transcript that was due to be asked for.
func (w *waiting) syncs(last time.Time) {
	w.t.Helper()
	before := w.allAwaited(w.d)
	w.sync(w.d)
	_, records := w.records(w.d, core.Transcripts)
	held := map[string]bool{}
	for _, id := range ids(records) {
		held[id] = true
	}
	for id, arrives := range w.late {
		if held[id] {
			delete(w.late, id)
			continue
		}
		c, _ := w.sim.Call(id)
		a, listed := before[id]
		switch {
		case arrives.After(w.clock.Now()):
		case !c.Started.Before(last.Add(-reRead)):
			w.t.Errorf("the transcript of %s came at %s and was not read with the call", id, arrives)
		case listed && !a.Over && !a.Next.After(w.clock.Now()):
			w.t.Errorf("the transcript of %s came at %s, was due to be asked for at %s, and is not there at %s", id, arrives, a.Next, w.clock.Now())
		case !w.clock.Now().Before(arrives.Add(longestPause)):
			w.t.Errorf("the transcript of %s came at %s and is not there at %s: %+v", id, arrives, w.clock.Now(), a)
		}
	}
}

// TestATranscriptThatComesLateIsNotLost lets 150 of the newest calls wait for transcripts that never come, while those of others come a
// minute to 30 days after their calls: none of these is later than the next sync that was due to ask, and the 150 are not asked for ever.
func TestATranscriptThatComesLateIsNotLost(t *testing.T) {
	late, every := 20, 19*time.Hour
	if soak {
		late, every = 200, time.Hour
	}
	w := newWaiting(t, 150, late)
	last := w.clock.Now()
	w.sync(w.d)
	reading := 1 // syncs that read the 150 calls again
	runs := 0
	for w.clock.Now().Before(present.Add(awaitedFor + 3*24*time.Hour)) {
		w.pass(every)
		if runs++; last.Before(present.Add(reRead)) || runs%int(deepEvery/every) == 0 {
			reading++
		}
		began := w.clock.Now()
		w.syncs(last)
		last = began
		if t.Failed() {
			t.FailNow()
		}
	}
	if len(w.late) > 0 {
		t.Errorf("%d late transcripts are not there: %v", len(w.late), w.late)
	}
	most := reading + int(awaitedFor/longestPause) + 8 // the first pauses are shorter
	list := w.allAwaited(w.d)
	for _, id := range w.never {
		if w.asked[id] > most {
			t.Fatalf("a transcript that never comes was asked for %d times in %d syncs, want at most %d", w.asked[id], runs, most)
		}
		if a := list[id]; !a.Over || !a.Next.IsZero() {
			t.Fatalf("after %s a transcript is not given up: %+v", w.clock.Now().Sub(a.Started), a)
		}
	}
	t.Logf("%d syncs; each transcript that never comes was asked for about %d times", runs, w.asked[w.never[0]])
	w.likeFresh(w.d)

	w.pass(10 * 24 * time.Hour) // out of reach of what is read again once a week
	w.sync(w.d)
	clear(w.asked)
	w.pass(30 * time.Hour)
	w.sync(w.d)
	for _, id := range w.never {
		if w.asked[id] > 0 {
			t.Fatal("a transcript that was given up is still asked for")
		}
	}
	w.sim.HoldTranscript(w.never[7], w.clock.Now())
	if _, err := w.importer.Check(t.Context(), w.client(), w.d.ID, nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range w.never {
		if w.asked[id] == 0 {
			t.Fatal("a completeness check did not ask again for a transcript that was given up")
		}
	}
	w.pass(longestPause)
	w.sync(w.d)
	if _, records := w.records(w.d, core.Transcripts); !slices.Contains(ids(records), w.never[7]) {
		t.Error("a transcript that a completeness check found is not there after the next sync")
	}
}
