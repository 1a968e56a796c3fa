package attach

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/store"
)

func TestMain(m *testing.M) {
	if folder := os.Getenv(helperVariable); folder != "" {
		fmt.Fprintln(os.Stderr, refreshForEver(folder))
		os.Exit(1)
	}
	goleak.VerifyTestMain(m)
}

// handClock is a clock that stands still but for Sleep. It begins a day after the files of the tests were written.
type handClock struct {
	mu  sync.Mutex
	now time.Time
	// slept hears of every Sleep.
	slept func()
}

func newClock() *handClock { return &handClock{now: time.Now().Add(24 * time.Hour)} }

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	c.now = c.now.Add(d)
	slept := c.slept
	c.mu.Unlock()
	if slept != nil {
		slept()
	}
	return ctx.Err()
}

// desk is a dataset with one attached folder, and the service over them.
type desk struct {
	*Sources
	t      *testing.T
	store  *store.Store
	clock  *handClock
	id     core.DatasetID
	folder string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	clock := newClock()
	s, err := store.Open(t.TempDir(), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	d, err := s.CreateDataset(store.Dataset{Name: "Sample", Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	k := &desk{Sources: New(s, Options{Clock: clock}), t: t, store: s, clock: clock, id: d.ID, folder: filepath.Join(t.TempDir(), "notes")}
	t.Cleanup(func() {
		if err := k.Close(); err != nil {
			t.Error(err)
		}
		if report, err := s.Check(); err != nil || len(report.Problems) > 0 {
			t.Errorf("check: %v, %q", err, report.Problems)
		}
		s.Close()
	})
	if err := os.Mkdir(k.folder, 0o700); err != nil {
		t.Fatal(err)
	}
	return k
}

// write writes a file in the folder.
func (k *desk) write(name, content string) {
	k.t.Helper()
	path := filepath.Join(k.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		k.t.Fatal(err)
	}
}

func (k *desk) remove(name string) {
	k.t.Helper()
	if err := os.RemoveAll(filepath.Join(k.folder, name)); err != nil {
		k.t.Fatal(err)
	}
}

func (k *desk) rename(from, to string) {
	k.t.Helper()
	if err := os.Rename(filepath.Join(k.folder, from), filepath.Join(k.folder, to)); err != nil {
		k.t.Fatal(err)
	}
}

func (k *desk) add(paths ...string) {
	k.t.Helper()
	if _, err := k.Add(k.id, paths...); err != nil {
		k.t.Fatal(err)
	}
}

// refresh compares with the disk, and holds the result against want.
func (k *desk) refresh(want Result) {
	k.t.Helper()
	got, err := k.Refresh(k.t.Context(), k.id)
	got.looked = nil
	if err != nil || !equal(got, want) {
		k.t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
}

func equal(a, b Result) bool {
	return a.Added == b.Added && a.Changed == b.Changed && a.Renamed == b.Renamed && a.Vanished == b.Vanished && a.Returned == b.Returned &&
		a.Same == b.Same && a.Troubled == b.Troubled && a.Writing == b.Writing && a.Offline == b.Offline
}

// file is an attached file by its name.
func (k *desk) file(name string) store.Attached {
	k.t.Helper()
	all, err := k.store.AttachedFiles(k.id)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, a := range all {
		if a.Name == name {
			return a
		}
	}
	k.t.Fatalf("%s is not attached; there are %+v", name, all)
	return store.Attached{}
}

func (k *desk) text(name string) string {
	k.t.Helper()
	var b bytes.Buffer
	if err := k.store.WriteAttached(k.t.Context(), &b, k.id, k.file(name).ID); err != nil {
		k.t.Fatal(err)
	}
	return b.String()
}

func (k *desk) source() store.Source {
	k.t.Helper()
	all, err := k.store.Sources(k.id)
	if err != nil || len(all) != 1 {
		k.t.Fatalf("%+v, %v", all, err)
	}
	return all[0]
}
