package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
)

func updateTimeline(t *testing.T, s *store.Store, fn func(*store.Timeline) error) {
	t.Helper()
	if err := s.UpdateTimeline("test", fn); err != nil {
		t.Fatal(err)
	}
}

func viewTimeline(t *testing.T, s *store.Store, fn func(*store.Timeline) error) {
	t.Helper()
	if err := s.ViewTimeline("test", fn); err != nil {
		t.Fatal(err)
	}
}

// TestFeeds puts Activities at random, changes their companies, moments and states, and holds every feed against a plain list.
func TestFeeds(t *testing.T) {
	s := open(t, t.TempDir())
	random := rand.New(rand.NewPCG(5, 8))
	companies := []timeline.GSID{"a", "ab", "b", "c"}
	truth := map[core.CallID]timeline.Activity{}
	for range 60 {
		updateTimeline(t, s, func(tl *store.Timeline) error {
			for range 1 + random.IntN(5) {
				a := timeline.Activity{
					ID: timeline.GSID(core.NewID()), CallID: core.CallID(fmt.Sprint(random.IntN(25))), Company: companies[random.IntN(4)],
					At: time.Unix(int64(random.IntN(40)-20)*3600, 0).UTC(), Author: companies[random.IntN(2)],
				}
				for range random.IntN(3) {
					a.Associated = append(a.Associated, companies[random.IntN(4)])
				}
				a.State = []timeline.ActivityState{"", "", "", timeline.Withdrawn, timeline.Tombstone}[random.IntN(5)]
				if err := tl.PutActivity(a); err != nil {
					return err
				}
				truth[a.CallID] = a
			}
			return nil
		})
		viewTimeline(t, s, func(tl *store.Timeline) error {
			authored, sizes := map[timeline.GSID]int{}, map[timeline.GSID]int{}
			for _, company := range append([]timeline.GSID{""}, companies...) {
				var want []store.FeedItem
				for _, a := range truth {
					if a.State == timeline.Current && (company == "" || a.Company == company || slices.Contains(a.Associated, company)) {
						want = append(want, store.FeedItem{CallID: a.CallID, At: a.At})
					}
				}
				slices.SortFunc(want, func(a, b store.FeedItem) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.CallID, a.CallID)) })
				if got := tl.Feed(company); !slices.Equal(got, want) {
					t.Fatalf("%q: %v, want %v", company, got, want)
				}
				if company != "" && len(want) > 0 {
					sizes[company] = len(want)
				}
			}
			if got := tl.FeedSizes(); !maps.Equal(got, sizes) {
				t.Fatalf("sizes %v, want %v", got, sizes)
			}
			for _, a := range truth {
				got, ok, err := tl.Activity(a.CallID)
				if err != nil || !ok || !reflect.DeepEqual(got, a) {
					t.Fatalf("%+v, %v, want %+v", got, err, a)
				}
				if a.State == timeline.Current {
					authored[a.Author]++
				}
			}
			if got, err := tl.Authored(); err != nil || !maps.Equal(got, authored) {
				t.Fatalf("%v, %v, want %v", got, err, authored)
			}
			return nil
		})
	}
	if err := s.UpdateTimeline("test", func(tl *store.Timeline) error { return tl.PutActivity(timeline.Activity{}) }); !core.Is(err, core.Invalid) {
		t.Errorf("an Activity of no call: %v", err)
	}
}

// TestTheDirectoryIsUndone: an import is taken back as one; what was changed since stays, and is counted.
func TestTheDirectoryIsUndone(t *testing.T) {
	s := open(t, t.TempDir())
	change := func(name string, fn func(*store.Timeline) error) store.DirectoryChange {
		t.Helper()
		c, err := s.ChangeDirectory(name, fn)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	names := func() (all []string) {
		viewTimeline(t, s, func(tl *store.Timeline) error {
			companies, err := tl.Companies()
			for _, c := range companies {
				all = append(all, string(c.GSID)+"="+c.Name)
				if one, ok, err := tl.Company(c.GSID); err != nil || !ok || one.Name != c.Name {
					t.Errorf("company %q alone is %+v, %t, %v", c.GSID, one, ok, err)
				}
			}
			if _, ok, err := tl.Company("none"); ok || err != nil {
				t.Errorf("a company that is not there: %t, %v", ok, err)
			}
			return err
		})
		return all
	}
	put := func(id, name string) func(*store.Timeline) error {
		return func(tl *store.Timeline) error {
			return tl.PutCompany(timeline.Company{GSID: timeline.GSID(id), Name: name})
		}
	}
	both := func(fns ...func(*store.Timeline) error) func(*store.Timeline) error {
		return func(tl *store.Timeline) error {
			for _, fn := range fns {
				if err := fn(tl); err != nil {
					return err
				}
			}
			return nil
		}
	}
	tricky := `first","replaced":[{`
	change(tricky, both(put("1", "one"), put("2", "two")))
	second := change("second", both(put("1", "uno"), put("3", "tres"), put("3", "three"), put("4", "four"), func(tl *store.Timeline) error { return tl.DeleteCompany("2") }))
	if second.Objects != 5 || second.Name != "second" {
		t.Errorf("%+v", second)
	}
	updateTimeline(t, s, put("4", "vier"))
	if _, err := s.ChangeDirectory("refused", both(put("9", "nine"), func(*store.Timeline) error { return errors.New("no") })); err == nil {
		t.Error("an error was swallowed")
	}
	var before uint64
	viewTimeline(t, s, func(tl *store.Timeline) error {
		changes, err := tl.DirectoryChanges()
		if len(changes) != 2 || changes[0].Name != "second" || changes[1].Name != tricky || changes[0].Number != second.Number {
			t.Errorf("%+v", changes)
		}
		before = tl.Generation()
		return err
	})
	restored, kept, err := s.UndoDirectory(second.Number)
	if err != nil || restored != 4 || kept != 1 {
		t.Errorf("%d restored, %d kept, %v", restored, kept, err)
	}
	if want := []string{"1=one", "2=two", "4=vier"}; !slices.Equal(names(), want) {
		t.Errorf("%v", names())
	}
	viewTimeline(t, s, func(tl *store.Timeline) error {
		if tl.Generation() <= before {
			t.Error("an undo is a change")
		}
		return nil
	})
	if _, _, err := s.UndoDirectory(second.Number); !core.Is(err, core.NotFound) {
		t.Errorf("undone twice: %v", err)
	}
	for n := range 30 {
		change(fmt.Sprint(n), put("1", fmt.Sprint(n)))
	}
	viewTimeline(t, s, func(tl *store.Timeline) error {
		changes, err := tl.DirectoryChanges()
		if len(changes) != 20 || changes[0].Name != "29" {
			t.Errorf("%d changes, %+v", len(changes), changes[0])
		}
		return err
	})
	if c := change("nothing", func(*store.Timeline) error { return nil }); c.Number != 0 {
		t.Errorf("%+v", c)
	}
}

// TestAnEmptyTimeline has default settings, and nothing else.
func TestAnEmptyTimeline(t *testing.T) {
	s := open(t, t.TempDir())
	viewTimeline(t, s, func(tl *store.Timeline) error {
		settings, err := tl.Settings()
		types, err2 := tl.ActivityTypes()
		runs, err3 := tl.Runs()
		entries, err4 := tl.Entries("none")
		failed, err5 := tl.Failed()
		changes, err6 := tl.DirectoryChanges()
		mappings, err7 := tl.Mappings()
		if !reflect.DeepEqual(settings, timeline.DefaultSettings()) || len(types) != 5 || len(runs)+len(entries)+len(failed)+len(changes)+len(mappings)+len(tl.Feed("")) > 0 || tl.Generation() != 0 {
			t.Errorf("%+v %v %v", settings, types, runs)
		}
		return errors.Join(err, err2, err3, err4, err5, err6, err7)
	})
}

// TestRunsAreOrdered: the latest first, whatever the clock says; a log keeps the order in which it was written.
func TestRunsAreOrdered(t *testing.T) {
	s := open(t, t.TempDir())
	at := time.Date(2024, 6, 10, 8, 0, 0, 0, time.UTC)
	var ids []core.RunID
	for _, started := range []time.Time{at, at.Add(time.Hour), at.Add(-time.Hour), at.Add(-time.Hour)} {
		updateTimeline(t, s, func(tl *store.Timeline) error {
			r, err := tl.BeginRun(timeline.Run{Started: started, Status: timeline.InProgress})
			ids = append(ids, r.ID)
			for n := range 300 {
				if err := tl.AddEntry(timeline.Entry{Run: r.ID, CallID: core.CallID(fmt.Sprint(n)), Attempt: 1}); err != nil {
					return err
				}
			}
			return err
		})
	}
	viewTimeline(t, s, func(tl *store.Timeline) error {
		runs, err := tl.Runs()
		for i, r := range runs {
			if r.ID != ids[len(ids)-1-i] {
				t.Errorf("run %d is %s", i, r.ID)
			}
			entries, err := tl.Entries(r.ID)
			if err != nil || len(entries) != 300 {
				t.Errorf("%d entries, %v", len(entries), err)
			}
			for n, e := range entries {
				if e.CallID != core.CallID(fmt.Sprint(n)) {
					t.Fatalf("entry %d is of %s", n, e.CallID)
				}
			}
		}
		return err
	})
}

// TestAChosenMappingChangesTheDirectory: one that a run found does not, one that a person chose or took back does.
func TestAChosenMappingChangesTheDirectory(t *testing.T) {
	s := open(t, t.TempDir())
	now := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	found := timeline.Mapping{GongUser: "7", Email: "a@us.example", Status: timeline.Conflict, Suggested: "u1"}
	chosen := found.Choose("7", timeline.User{GSID: "u2", Active: true}, now)
	other := found.Choose("7", timeline.User{GSID: "u3", Active: true}, now)
	for i, step := range []struct {
		put     timeline.Mapping
		changes uint64
	}{{found, 0}, {chosen, 1}, {chosen, 1}, {other, 2}, {other.TakeBack(now), 3}, {found, 3}} {
		updateTimeline(t, s, func(tl *store.Timeline) error { return tl.PutMapping(step.put) })
		viewTimeline(t, s, func(tl *store.Timeline) error {
			if got := tl.Generation(); got != step.changes {
				t.Errorf("step %d: %d changes, want %d", i, got, step.changes)
			}
			return nil
		})
	}
}
