package importer_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/store"
)

// TestADatasetOfAFewDaysIsNotReadWholeEveryDay: what reaches back to its first day is as deep as it can be.
func TestADatasetOfAFewDaysIsNotReadWholeEveryDay(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, Users: 8, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls}, Period: core.Last(5)})
	w.sync(d)
	first := core.DayOf(w.clock.Now()).Add(-5).Start()
	whole := 0
	w.before = func(r *http.Request) {
		if r.GetBody == nil {
			return
		}
		body, err := r.GetBody()
		if err != nil {
			t.Fatal(err)
		}
		var asked struct {
			Filter struct{ FromDateTime time.Time }
		}
		if err := json.NewDecoder(body).Decode(&asked); err == nil && asked.Filter.FromDateTime.Equal(first) {
			whole++
		}
	}
	const weeks = 6
	for range weeks * 7 {
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	// At first the last 7 days are more than there are; later once a week as long as the last 30 are.
	if most := 2 + 5; whole > most {
		t.Errorf("%d of %d daily syncs read all, want at most %d", whole, weeks*7, most)
	}
}

// TestAPeriodThatEndedIsLeftAsItIs: there is nothing to ask of days behind it.
func TestAPeriodThatEndedIsLeftAsItIs(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 120, WordsPerMinute: 3})
	today := core.DayOf(w.clock.Now())
	d := w.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Between(today.Add(-60), today.Add(2))})
	w.sync(d)
	for range 5 {
		w.pass(5 * 24 * time.Hour)
		w.sync(d)
	}
	w.likeFresh(d)
}

// TestAPeriodThatEndedIsReadAgainOnceAWeek: for a month, as any other.
func TestAPeriodThatEndedIsReadAgainOnceAWeek(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 120, WordsPerMinute: 3})
	today := core.DayOf(w.clock.Now())
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls}, Period: core.Between(today.Add(-60), today.Add(2))})
	w.sync(d)
	for range 11 {
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	gone := w.older(16)
	w.sim.Delete(gone.ID)
	for range 7 {
		w.pass(24 * time.Hour)
		w.sync(d)
	}
	if strings.Contains(w.file(d, core.Calls), gone.ID) {
		t.Error("a call that was deleted within 30 days is still there after a week of syncs")
	}
}

// TestQuietDaysKeepTheTimeZone: Gong tells it with figures of conversations only, and in some months nobody speaks.
func TestQuietDaysKeepTheTimeZone(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 20, WordsPerMinute: 3})
	var starts []time.Time
	for n := range 30 { // what is done on them is done in May, too
		starts = append(starts, time.Date(2026, 4, 30, 12, n, 0, 0, time.UTC))
	}
	w.sim.AddAt(starts...)
	d := w.dataset(store.Dataset{Types: []core.DataType{core.UserStats}, Period: core.Last(60)})
	for _, day := range []int{2, 9, 11} {
		w.pass(time.Date(2026, 5, day, 12, 0, 0, 0, time.UTC).Sub(w.clock.Now()))
		w.sync(d)
	}
	if !strings.Contains(w.file(d, core.UserStats), "Date: 2026-05-0") {
		t.Fatal("nobody did anything in May")
	}
	w.likeFresh(d)
}

// TestReviewsFollowTheTitlesOfTheirCalls: a review that was read again before its call was is read again with it.
func TestReviewsFollowTheTitlesOfTheirCalls(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 600, WordsPerMinute: 1, Span: 30 * 24 * time.Hour})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.AnsweredScorecards}})
	w.sync(d)
	reviews := w.sim.Reviews(w.clock.Now().Add(-6*24*time.Hour), time.Time{})
	if len(reviews) < 5 {
		t.Fatalf("only %d reviews", len(reviews))
	}
	for _, r := range reviews {
		w.sim.Reword(r.CallID)
	}
	w.pass(time.Hour)
	w.sync(d, core.AnsweredScorecards)
	w.pass(6 * 24 * time.Hour)
	w.sync(d, core.AnsweredScorecards)
	w.pass(time.Hour)
	w.sync(d)
	w.likeFresh(d, core.AnsweredScorecards)
}

// TestStatisticsAreOfTheCompanysDays: what is re-read begins in the middle of a day of UTC, which is another day where the company is.
func TestStatisticsAreOfTheCompanysDays(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 60, WordsPerMinute: 3})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.UserStats}, Period: core.Last(30)})
	w.pass(13 * time.Hour) // an hour past midnight
	w.sync(d)
	w.sim.AddAt(w.clock.Now().Add(time.Hour - 7*24*time.Hour))
	w.pass(time.Hour)
	w.sync(d)
	w.likeFresh(d)
}
