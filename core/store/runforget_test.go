package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// An hourly sync of a year would never end growing: reports go beyond their number, lists of changes sooner.
func TestTheHistoryKeepsToItsRoom(t *testing.T) {
	t.Cleanup(store.HistoryRoom(40, 10, 8, 1<<20, 5))
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	var all []core.RunID
	for i := range 100 {
		run := begin(t, s, id, noon.Add(time.Duration(i)*time.Hour)).ID
		all = append(all, run)
		if err := store.PutChanges(s, id, run, core.Calls, store.Change{Op: store.Added, ID: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	slices.Reverse(all)
	if got := ids(reports(t, s, id, "", 0)); !slices.Equal(got, all[:40]) {
		t.Errorf("%d reports are kept, want the newest 40", len(got))
	}
	kept := 0
	for i, run := range all {
		if changed(t, s, id, run, core.Calls) != nil {
			if kept++; i > 8 {
				t.Errorf("the changes of run %d are kept", i)
			}
		}
	}
	if kept != 9 { // the last one came after the last report began
		t.Errorf("the changes of %d runs are kept", kept)
	}
}

func TestLargeChangesMakeRoomForNewOnes(t *testing.T) {
	t.Cleanup(store.HistoryRoom(40, 10, 8, 3000, 5))
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	list := make([]store.Change, 200)
	var all []core.RunID
	for i := range 6 {
		all = append(all, begin(t, s, id, noon.Add(time.Duration(i)*time.Hour)).ID)
		for n := range list {
			list[n] = store.Change{Op: store.Added, ID: core.NewID()}
		}
		if err := store.PutChanges(s, id, all[i], core.Calls, list...); err != nil {
			t.Fatal(err)
		}
	}
	begin(t, s, id, noon.Add(10*time.Hour))
	for i, run := range all {
		if kept := changed(t, s, id, run, core.Calls) != nil; kept != (i == 5) {
			t.Errorf("the changes of run %d are kept: %t", i, kept)
		}
	}
	if n := len(reports(t, s, id, "", 0)); n != 7 {
		t.Errorf("%d reports are left", n)
	}
}

// A report goes with its age, and its changes with it; but a clock that was wrong for a day leaves the newest ones.
func TestOldReportsGoButNeverTheNewest(t *testing.T) {
	t.Cleanup(store.HistoryRoom(1000, 10, 500, 1<<20, 4))
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Renewals")
	var all []core.RunID
	for i := range 20 {
		all = append(all, begin(t, s, id, noon.Add(time.Duration(i)*time.Hour)).ID)
		if err := store.PutChanges(s, id, all[i], core.Calls, store.Change{Op: store.Added, ID: "1"}); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []int{17, 14, 11, 10, 10} { // four at most go with each that comes
		begin(t, s, id, noon.AddDate(20, 0, i))
		if got := len(reports(t, s, id, "", 0)); got != want {
			t.Errorf("%d reports are left after %d, want %d", got, i, want)
		}
	}
	if changed(t, s, id, all[0], core.Calls) != nil || changed(t, s, id, all[19], core.Calls) == nil {
		t.Error("the changes did not go with their report")
	}
}
