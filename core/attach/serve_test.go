package attach

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"

	"tamtam/core"
	"tamtam/core/store"
)

// newsDesk is a desk whose watcher is the test's, and whose clock is the bubble's.
type newsDesk struct {
	*desk
	watcher *news
}

// news is a watcher that tells what the test has it tell.
type news struct {
	mu      sync.Mutex
	watched map[string]bool
	refuse  bool // no folder can be watched
	events  chan fsnotify.Event
	errors  chan error
}

func (n *news) Add(folder string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.refuse {
		return syscall.ENOSPC
	}
	n.watched[folder] = true
	return nil
}

func (n *news) Remove(folder string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.watched, folder)
	return nil
}

func (n *news) watches(folder string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.watched[folder]
}

func (n *news) Events() <-chan fsnotify.Event { return n.events }
func (n *news) Errors() <-chan error          { return n.errors }
func (n *news) Close() error                  { return nil }

// inBubble serves a desk under a clock that sleeps.
func inBubble(t *testing.T, test func(t *testing.T, k *newsDesk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		k := &newsDesk{desk: newDesk(t), watcher: &news{watched: map[string]bool{}, events: make(chan fsnotify.Event), errors: make(chan error)}}
		k.Sources.clock = core.SystemClock{} // which sleeps in the bubble, too
		k.Sources.watch = func() (watcher, error) { return k.watcher, nil }
		test(t, k)
	})
}

// serve begins Serve and lets it come to rest; end ends it.
func (k *newsDesk) serve() (end func()) {
	ctx, stop := context.WithCancel(k.t.Context())
	done := make(chan error, 1)
	go func() { done <- k.Serve(ctx) }()
	k.pass(newsRest + time.Second)
	return func() {
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			k.t.Errorf("Serve ended with %v", err)
		}
	}
}

// pass lets time pass and what comes of it happen.
func (k *newsDesk) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (k *newsDesk) tell(op fsnotify.Op, name string) {
	k.watcher.events <- fsnotify.Event{Name: filepath.Join(k.folder, name), Op: op}
}

func (k *newsDesk) count() int {
	k.t.Helper()
	all, err := k.store.AttachedFiles(k.id)
	if err != nil {
		k.t.Fatal(err)
	}
	return len(all)
}

func TestServeFollowsNews(t *testing.T) {
	inBubble(t, func(t *testing.T, k *newsDesk) {
		k.write("sub/a.md", "a\n")
		k.add(k.folder)
		end := k.serve()
		defer end()
		if k.count() != 1 || !k.watcher.watches(k.folder) || !k.watcher.watches(filepath.Join(k.folder, "sub")) {
			t.Fatalf("at the start: %d files, %v", k.count(), k.watcher.watched)
		}
		k.write("b.md", "b\n")
		k.tell(fsnotify.Create, "b.md")
		k.pass(newsRest - time.Millisecond)
		if k.count() != 1 {
			t.Error("news that do not rest yet were followed")
		}
		k.pass(time.Second)
		if k.count() != 2 {
			t.Error("news were not followed")
		}
		k.write("new/c.md", "c\n")
		k.tell(fsnotify.Create, "new")
		k.pass(newsRest + time.Second)
		if k.count() != 3 || !k.watcher.watches(filepath.Join(k.folder, "new")) {
			t.Error("a new folder was not followed")
		}
		k.remove("new")
		k.tell(fsnotify.Remove, "new")
		k.pass(newsRest + time.Second)
		if a := k.file("new/c.md"); a.Vanished.IsZero() || k.watcher.watches(filepath.Join(k.folder, "new")) {
			t.Errorf("a folder that vanished: %+v", a)
		}
		before := k.Changes(k.id)
		k.write("d.md", "d\n")
		k.tell(fsnotify.Chmod, "d.md")
		k.tell(fsnotify.Create, ".hidden")
		k.pass(time.Minute)
		if k.Changes(k.id) != before {
			t.Error("news of nothing were followed")
		}
	})
}

// TestServeDoesNotWaitForEver: a file that grows without end must not keep the others waiting.
func TestServeDoesNotWaitForEver(t *testing.T) {
	inBubble(t, func(t *testing.T, k *newsDesk) {
		k.add(k.folder)
		end := k.serve()
		defer end()
		k.write("b.md", "b\n")
		for range int(newsWait/time.Second) + 2 {
			k.tell(fsnotify.Write, "growing.log")
			k.pass(time.Second)
		}
		if k.count() != 1 {
			t.Error("the others wait still")
		}
	})
}

func TestServeLooksAgainWhereNewsGetLost(t *testing.T) {
	inBubble(t, func(t *testing.T, k *newsDesk) {
		k.add(k.folder)
		end := k.serve()
		defer end()
		k.write("a.md", "a\n")
		k.pass(rescanGap)
		if k.count() != 1 {
			t.Error("it was not looked through")
		}
		k.write("b.md", "b\n")
		k.watcher.errors <- fsnotify.ErrEventOverflow
		k.pass(newsRest + time.Second)
		if k.count() != 2 {
			t.Error("lost news were not made up for")
		}
		k.write("c.md", "c\n")
		k.Wake()
		k.pass(time.Second)
		if k.count() != 3 {
			t.Error("it did not wake")
		}
	})
}

func TestServeSaysWhatItCannotWatch(t *testing.T) {
	inBubble(t, func(t *testing.T, k *newsDesk) {
		k.watcher.refuse = true
		k.add(k.folder)
		end := k.serve()
		if source := k.source(); source.Trouble != store.Unwatched {
			t.Errorf("%+v", source)
		}
		k.write("a.md", "a\n")
		k.pass(blindGap + time.Second)
		if k.count() != 1 {
			t.Error("it was not looked through")
		}
		end()
		k.watcher.refuse = false
		end = k.serve()
		defer end()
		if source := k.source(); source.Trouble != store.NoTrouble {
			t.Errorf("watched again: %+v", source)
		}
	})
}

func TestServeLetsGoOfWhatIsRemoved(t *testing.T) {
	inBubble(t, func(t *testing.T, k *newsDesk) {
		k.write("a.md", "a\n")
		k.add(k.folder)
		end := k.serve()
		defer end()
		if err := k.store.RemoveSource(k.id, k.source().ID); err != nil {
			t.Fatal(err)
		}
		k.Wake()
		k.pass(time.Second)
		if k.watcher.watches(k.folder) {
			t.Error("a removed source is still watched")
		}
		if err := k.store.DeleteDataset(k.id); err != nil {
			t.Fatal(err)
		}
		k.Wake()
		k.pass(time.Second)
		if _, err := k.Refresh(t.Context(), k.id); !core.Is(err, core.NotFound) {
			t.Errorf("a deleted dataset: %v", err)
		}
	})
}

// TestTheSystemTells: the real watcher brings a change without anybody asking.
func TestTheSystemTells(t *testing.T) {
	k := newDesk(t)
	told := make(chan struct{}, 100)
	k.database = &telling{Store: k.store, kept: told}
	k.write("a.md", "a\n")
	k.add(k.folder)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- k.Serve(ctx) }()
	<-told // at the start
	k.write("b.md", "b\n")
	<-told // when the system told so; without that, the test ends by its deadline
	if k.text("b.md") != "b\n" {
		t.Error("the change was not taken over")
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// telling tells when something was kept.
type telling struct {
	*store.Store
	kept chan struct{}
}

func (s *telling) KeepAttached(id core.DatasetID, readings ...store.Reading) ([]store.Attached, error) {
	kept, err := s.Store.KeepAttached(id, readings...)
	s.kept <- struct{}{}
	return kept, err
}

// stopping ends what goes on once something was kept.
type stopping struct {
	*store.Store
	stop context.CancelFunc
}

func (s *stopping) KeepAttached(id core.DatasetID, readings ...store.Reading) ([]store.Attached, error) {
	defer s.stop()
	return s.Store.KeepAttached(id, readings...)
}

// TestALargeFolderIsLeftInTheMiddle: after the end of the context nothing more is kept, and no other file is opened.
func TestALargeFolderIsLeftInTheMiddle(t *testing.T) {
	for name, work := range map[string]func(k *desk, ctx context.Context) error{
		"Refresh": func(k *desk, ctx context.Context) error {
			_, err := k.Refresh(ctx, k.id)
			return err
		},
		"Serve": func(k *desk, ctx context.Context) error { return k.Serve(ctx) },
	} {
		t.Run(name, func(t *testing.T) {
			k := newDesk(t)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			k.database = &stopping{k.store, stop}
			for i := range 3 * togetherFiles {
				k.write(fmt.Sprintf("%03d.txt", i), "a\n")
			}
			k.add(k.folder)
			if err := work(k, ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			if all, err := k.store.AttachedFiles(k.id); err != nil || len(all) != togetherFiles {
				t.Errorf("%d files are kept, %v", len(all), err)
			}
			if p, going := k.Progress(k.id); going {
				t.Errorf("it is still at %+v", p)
			}
			k.database = k.store
			k.refresh(Result{Added: 2 * togetherFiles, Same: togetherFiles})
		})
	}
}
