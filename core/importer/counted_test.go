package importer_test

import (
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

// TestACheckCountsWhereGongDoesNot: by reading the lists.
func TestACheckCountsWhereGongDoesNot(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, Users: 130, WordsPerMinute: 3})
	w.uncounted = true
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Users, core.AnsweredScorecards}})
	w.sync(d)
	if check := w.check(d); missing(check) != 0 {
		t.Errorf("%+v", check)
	}
}

// TestACheckOfALimitWithoutTranscripts: the calls that the limit leaves out lack none, whether those that it leaves in have one or not.
func TestACheckOfALimitWithoutTranscripts(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, WordsPerMinute: 3})
	for _, c := range w.sim.Calls(time.Time{}, time.Time{}) {
		w.sim.HoldTranscript(c.ID, time.Time{})
	}
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts}, Limit: 5})
	w.sync(d)
	if check := w.check(d); missing(check) != 0 {
		t.Errorf("%+v", check)
	}
}
