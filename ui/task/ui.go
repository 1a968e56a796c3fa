package task

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// UI is the real runner: a goroutine for each work, and fyne.Do for its end.
type UI struct {
	do func(func()) // fyne.Do; tests of the runner itself bring a queue, for Fyne's test driver calls from the wrong goroutine

	answering chan struct{} // full while an answer is given, or Leave takes the window down

	mu      sync.Mutex
	running int
	closed  bool
	idle    chan struct{} // closed when closed and running is 0
}

var _ Runner = (*UI)(nil)

// NewUI returns a runner that answers through do; nil means fyne.Do.
func NewUI(do func(func())) *UI {
	if do == nil {
		do = fyne.Do
	}
	return &UI{do: do, answering: make(chan struct{}, 1), idle: make(chan struct{})}
}

// Go starts work in a goroutine of its own. After Close nothing starts any more.
func (u *UI) Go(ctx context.Context, work func(ctx context.Context), done func()) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return
	}
	u.running++
	go func() {
		defer u.leave()
		if work != nil {
			work(ctx)
		}
		if done == nil || ctx.Err() != nil {
			return
		}
		u.do(func() {
			u.answer(func() {
				if ctx.Err() == nil {
					done()
				}
			})
		})
	}()
}

// Patience is how long Soon waits: what it takes to paint a frame without a graphics card. To wait so long pays, for it saves such a frame.
const Patience = 24 * time.Millisecond

// Soon starts work as Go does and waits for it up to Patience.
func (u *UI) Soon(ctx context.Context, work func(ctx context.Context), done func()) {
	ended, given := make(chan struct{}), false
	give := func() {
		if !given && ctx.Err() == nil && done != nil {
			given = true
			done()
		}
	}
	u.Go(ctx, func(ctx context.Context) {
		defer close(ended)
		if work != nil {
			work(ctx)
		}
	}, give)
	patience := time.NewTimer(Patience)
	defer patience.Stop()
	select {
	case <-ended:
		give()
	case <-patience.C:
	}
}

// answer gives an answer, one at a time.
func (u *UI) answer(f func()) {
	u.answering <- struct{}{}
	defer func() { <-u.answering }()
	f()
}

// lastAnswer is how long Leave waits for an answer that is being given: one that asks the desktop may never end once the loop has.
const lastAnswer = time.Second

// Leave runs f, which takes the window down once the toolkit's loop has ended. From then on the toolkit runs answers on the goroutines of their
// works: what a page keeps while it is left is answered in the midst of that. So no answer is given while f runs.
func (u *UI) Leave(f func()) {
	patience := time.NewTimer(lastAnswer)
	defer patience.Stop()
	select {
	case u.answering <- struct{}{}:
		defer func() { <-u.answering }()
	case <-patience.C:
	}
	f()
}

// After waits on a timer.
func (u *UI) After(d time.Duration, f func()) (stop func()) {
	var stopped atomic.Bool
	timer := time.AfterFunc(d, func() {
		u.do(func() {
			u.answer(func() {
				if !stopped.Load() {
					f()
				}
			})
		})
	})
	return func() {
		stopped.Store(true)
		timer.Stop()
	}
}

func (u *UI) leave() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.running--
	if u.closed && u.running == 0 {
		close(u.idle)
	}
}

// Close refuses new work and waits until the running work has returned or ctx ends, whose error it then returns. It cancels
// nothing: end the scopes first. Answers that are still on their way may be lost, for the UI goroutine ends too.
func (u *UI) Close(ctx context.Context) error {
	u.mu.Lock()
	if !u.closed {
		u.closed = true
		if u.running == 0 {
			close(u.idle)
		}
	}
	u.mu.Unlock()
	select {
	case <-u.idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
