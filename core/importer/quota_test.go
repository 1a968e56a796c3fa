package importer_test

import (
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

// TestARunThatNeedsMoreThanADay stops when the day's requests are used up, says when it goes on, and asks for no page twice.
func TestARunThatNeedsMoreThanADay(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 1000, WordsPerMinute: 1})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts, core.CRMAccounts}})
	base, err := gong.ParseBaseURL(w.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "simkey", Secret: core.NewSecret("simsecret")}, gong.Options{
		Transport: w, Clock: w.clock, Limiter: gong.NewLimiter(w.clock, 0), Quota: w.store, Ceiling: 9,
	})
	if err != nil {
		t.Fatal(err)
	}
	days, requests := 0, 0
	for worst := importer.Failed; worst != importer.Done; days++ {
		result, err := w.importer.Run(t.Context(), client, d.ID, importer.Options{Mode: importer.Recent})
		if err != nil || result.Requests > 9 || days > 6 {
			t.Fatalf("day %d: %+v (%v)", days, result, err)
		}
		worst, requests = result.Worst(), requests+result.Requests
		if tomorrow := core.DayOf(w.clock.Now()).Add(1).Start(); worst != importer.Done && !result.GoesOn.Equal(tomorrow) {
			t.Errorf("day %d: goes on at %v, want %v", days, result.GoesOn, tomorrow)
		}
		w.pass(core.DayOf(w.clock.Now()).Add(1).Start().Add(time.Minute).Sub(w.clock.Now()))
	}
	// A day's end costs the names that are read at each beginning, and the page of transcripts that was refused is asked for with its calls.
	if floor := 23; days < 3 || requests > floor+4*days {
		t.Errorf("%d requests in %d days; a day that is long enough takes %d", requests, days, floor)
	}
	w.sync(d)
	w.likeFresh(d)
}
