package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
)

func TestATimetableBeginsAnewWithOtherTimes(t *testing.T) {
	s := open(t, t.TempDir())
	slot := time.Date(2026, 4, 1, 6, 30, 0, 0, time.UTC)
	used := store.Timetable{Handled: slot.AddDate(0, 0, -1), Turn: &store.Turn{Slot: slot, Missed: 2, Tries: 1, Cut: 1}}
	types := []core.DataType{core.Calls, core.Users}
	d, err := s.CreateDataset(store.Dataset{Name: "Renewals", Types: types})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Timetable(d.ID); err != nil || !cmp.Equal(got, store.Timetable{}) {
		t.Errorf("never scheduled: %+v, %v", got, err)
	}
	other, err := s.CreateDataset(store.Dataset{Name: "Other", Types: types, Sync: core.Sync{Every: core.Hourly}})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Timetable(other.ID); err != nil || got.Handled.Before(other.Created) {
		t.Errorf("made with a schedule: %+v, %v", got, err)
	}
	changes := []struct {
		name  string
		sync  core.Sync
		begun bool
	}{
		{"switched on", core.Sync{Every: core.Weekly, At: 60, On: time.Monday}, true},
		{"another time", core.Sync{Every: core.Weekly, At: 61, On: time.Monday}, true},
		{"another day", core.Sync{Every: core.Weekly, At: 61, On: time.Friday}, true},
		{"other types", core.Sync{Every: core.Weekly, At: 61, On: time.Friday, Types: []core.DataType{core.Users}}, false},
		{"switched off", core.Sync{At: 61, On: time.Friday}, true},
	}
	for _, c := range changes {
		if _, err := s.EditTimetable(d.ID, func(_ store.Dataset, t *store.Timetable) bool { *t = used; return true }); err != nil {
			t.Fatal(err)
		}
		d.Sync = c.sync
		if err := s.UpdateDataset(d); err != nil {
			t.Fatal(err)
		}
		got, err := s.Timetable(d.ID)
		if begun := got.Turn == nil && got.Handled.After(d.Created); err != nil || begun != c.begun || !begun && !cmp.Equal(got, used) {
			t.Errorf("%s: %+v, %v", c.name, got, err)
		}
	}
	before, err := s.Timetable(d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.EditTimetable(d.ID, func(now store.Dataset, t *store.Timetable) bool {
		*t = used
		return now.Sync.Every != core.Never
	}); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Timetable(d.ID); err != nil || !cmp.Equal(got, before) {
		t.Errorf("an edit that declined: %+v, %v", got, err)
	}
	if _, err := s.EditTimetable("gone", nil); !core.Is(err, core.NotFound) {
		t.Errorf("gone: %v", err)
	}
	if _, err := s.Timetable("gone"); !core.Is(err, core.NotFound) {
		t.Errorf("gone: %v", err)
	}
}
