package app

import (
	"context"
	"sync"

	"tamtam/core/store"
)

// indexing keeps the search index: it makes anew what an older Tamtam left without one, and tidies it after runs. One pass at a time.
type indexing struct {
	*program

	mu      sync.Mutex
	working bool
	again   bool // something has changed since the pass began
	done    int
	all     int
}

func newIndexing(a *program) *indexing {
	i := &indexing{program: a}
	a.runs.onEnd(func(ended) { i.soon() })
	return i
}

// soon makes a pass while nobody waits.
func (i *indexing) soon() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.again = i.working; i.working {
		return
	}
	i.working = true
	i.chore("keep the index", func(ctx context.Context) error {
		for {
			err := i.store.KeepIndex(ctx, i.reached)
			i.mu.Lock()
			more := i.again && err == nil
			i.working, i.again, i.all = more, false, 0
			i.mu.Unlock()
			if !more {
				return err
			}
		}
	})
}

func (i *indexing) reached(_ store.FileID, done, all int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.done, i.all = done, all
}

// Progress tells how many of how many records of a file have their index; all is 0 when none is being made.
func (i *indexing) Progress() (done, all int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.working {
		return 0, 0
	}
	return i.done, i.all
}
