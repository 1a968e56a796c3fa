package store_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
)

func TestSettings(t *testing.T) {
	s := open(t, t.TempDir())
	type window struct{ Width, Height int }
	got := window{1, 2}
	if ok, err := s.Setting("window", &got); ok || err != nil || got != (window{1, 2}) {
		t.Errorf("never set: %v %v %v", ok, err, got)
	}
	for _, want := range []window{{800, 600}, {1024, 768}} {
		if err := s.SetSetting("window", want); err != nil {
			t.Fatal(err)
		}
		if ok, err := s.Setting("window", &got); !ok || err != nil || got != want {
			t.Errorf("%v %v %v, want %v", ok, err, got, want)
		}
	}
	if _, err := s.Setting("window", new(string)); !core.Is(err, core.Broken) {
		t.Errorf("of another kind: %v", err)
	}
}

func TestConnections(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	at := time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)
	young := store.Connection{ID: "a", Name: "Acme", Kind: "api-key", BaseURL: "https://api.gong.io", Created: at.Add(time.Hour), Sealed: []byte{1, 2}}
	old := store.Connection{
		ID: "b", Name: "Beta", Created: at, Tested: at, Sealed: []byte{3}, Denied: map[core.DataType]string{core.Users: "api:users:read", core.Calls: ""},
		Workspaces: []string{"Initial workspace"},
	}
	for _, c := range []store.Connection{young, {ID: "b", Name: "before"}, old} {
		if _, err := s.PutConnection(c); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	s = open(t, folder)
	all, err := s.Connections()
	if diff := cmp.Diff([]store.Connection{old, young}, all); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if one, err := s.Connection("b"); err != nil || !cmp.Equal(one, old) {
		t.Errorf("%+v (%v)", one, err)
	}
	for range 2 {
		if err := s.DeleteConnection("b"); err != nil {
			t.Error(err)
		}
	}
	if _, err := s.Connection("b"); !core.Is(err, core.NotFound) {
		t.Errorf("removed: %v", err)
	}
}

func TestBlobs(t *testing.T) {
	s := open(t, t.TempDir())
	a, b := s.Blob("kind"), s.Blob("header")
	for _, want := range [][]byte{[]byte("keychain"), []byte("passphrase"), nil} {
		if err := a.Save(want); err != nil {
			t.Fatal(err)
		}
		if got, err := a.Load(); !bytes.Equal(got, want) || (got == nil) != (want == nil) || err != nil {
			t.Errorf("%q, want %q (%v)", got, want, err)
		}
	}
	if got, err := b.Load(); got != nil || err != nil {
		t.Errorf("%q (%v)", got, err)
	}
}

func TestQuotaCountsByDayAndForgetsOldDays(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir())
	today := day(t, "2026-04-09")
	for _, c := range []struct{ days, n, want int }{{0, 1, 1}, {0, 2, 3}, {-59, 5, 5}, {-60, 6, 6}, {-61, 7, 7}, {0, 0, 3}, {1, 4, 4}} {
		if total, err := s.Add(ctx, today.Add(c.days), c.n); total != c.want || err != nil {
			t.Errorf("day %d: %d, want %d (%v)", c.days, total, c.want, err)
		}
	}
	for days, want := range map[int]int{0: 3, 1: 4, -59: 5, -60: 0, -61: 0, 2: 0} {
		if total, err := s.Requests(today.Add(days)); total != want || err != nil {
			t.Errorf("day %d: %d, want %d (%v)", days, total, want, err)
		}
	}
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := s.Add(ended, today, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context: %v", err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := s.Add(ctx, today, 1); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if total, _ := s.Requests(today); total != 11 {
		t.Errorf("%d after 8 at once, want 11", total)
	}
}

// TestLinksComeByWholeObjects: more of them than one transaction copies, one object alone larger than that; fn may use the store.
func TestLinksComeByWholeObjects(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	sizes := map[string]int{"Salesforce/1": 30, "Salesforce/10": 3, "Salesforce/2": 1, "odd\x00name": 2, "HubSpot/1": 90}
	value := strings.Repeat("value ", 15_000)
	err := s.Stage(id, func(stage *store.Stage) error {
		for object, calls := range sizes {
			for call := range calls {
				if err := stage.PutLink(object, string(rune('0'+call)), []byte(value)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	var order []string
	err = s.Links(id, func(object string, values [][]byte) error {
		got[object] = len(values)
		order = append(order, object)
		for _, v := range values {
			if string(v) != value {
				t.Fatalf("%s: another value", object)
			}
		}
		return s.SetSetting("seen", object)
	})
	if diff := cmp.Diff(sizes, got); diff != "" || err != nil || !slices.IsSorted(order) {
		t.Errorf("%v %s %q", err, diff, order)
	}
	failure := errors.New("enough")
	if err := s.Links(id, func(string, [][]byte) error { return failure }); !errors.Is(err, failure) {
		t.Errorf("%v", err)
	}
}

func TestWhatIsKnownOutlivesTheRun(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	if got, err := s.Known(id); got != nil || err != nil {
		t.Errorf("%q (%v)", got, err)
	}
	for _, want := range []string{"names", strings.Repeat("more names ", 100), ""} {
		err := s.Stage(id, func(stage *store.Stage) error {
			return errors.Join(stage.SetKnown([]byte(want)), stage.SetRun([]byte("state")), stage.EndRun())
		})
		if got, knownErr := s.Known(id); string(got) != want || err != nil || knownErr != nil {
			t.Errorf("%q, want %q (%v, %v)", got, want, err, knownErr)
		}
	}
	if run, err := s.Run(id); run != nil || err != nil {
		t.Errorf("the run is at %q (%v)", run, err)
	}
}
