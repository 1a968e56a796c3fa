package app

import (
	"context"
	"sync"
	"time"
)

// chore does something small that nobody waits for and that ends with the program. A failure is logged.
func (a *program) chore(what string, do func(ctx context.Context) error) {
	a.chores.Go(func() {
		if err := do(a.root); !silent(err) {
			a.log.Warn("a chore failed", "what", what, "err", err)
		}
	})
}

// within waits for work to end, but no longer than the time; ok tells that it did.
func within(most time.Duration, work *sync.WaitGroup) (ok bool) {
	ended := make(chan struct{})
	go func() {
		work.Wait()
		close(ended)
	}()
	deadline := time.NewTimer(most)
	defer deadline.Stop()
	select {
	case <-ended:
		return true
	case <-deadline.C:
		return false
	}
}
