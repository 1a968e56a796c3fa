package task

import (
	"context"
	"time"
)

// Runner runs work off the UI goroutine and brings its end back onto it. UI is the real one, Now and Step are for tests.
type Runner interface {
	// Go runs work elsewhere and then done on the UI goroutine, unless ctx has ended by then. Either may be nil.
	Go(ctx context.Context, work func(ctx context.Context), done func())
	// Soon is Go for work that mostly takes less than a frame. It waits for the work, though no longer than Patience: what has ended by then runs done
	// before Soon returns, so that one frame shows what a person did and what came of it. Call it on the UI goroutine; work must not wait for that.
	Soon(ctx context.Context, work func(ctx context.Context), done func())
	// After runs f on the UI goroutine once d has passed, unless stop was called before. Both may be called from any goroutine.
	After(d time.Duration, f func()) (stop func())
}

// Do runs work off the UI goroutine within the scope and hands its answer to done on the UI goroutine. The answer is dropped
// when the scope has ended.
func Do[T any](s *Scope, work func(ctx context.Context) (T, error), done func(T, error)) {
	DoContext(s.ctx, s.runner, work, done)
}

// DoContext is Do for a ctx of one's own, such as the one Latest gives.
func DoContext[T any](ctx context.Context, r Runner, work func(ctx context.Context) (T, error), done func(T, error)) {
	var answer T
	var err error
	r.Go(ctx, func(ctx context.Context) { answer, err = work(ctx) }, func() {
		if done != nil {
			done(answer, err)
		}
	})
}

// DoSoon is DoContext by Runner.Soon.
func DoSoon[T any](ctx context.Context, r Runner, work func(ctx context.Context) (T, error), done func(T, error)) {
	var answer T
	var err error
	r.Soon(ctx, func(ctx context.Context) { answer, err = work(ctx) }, func() { done(answer, err) })
}

// Scope is the life of a page: its work ends with it.
type Scope struct {
	ctx    context.Context
	end    context.CancelFunc
	runner Runner
}

var _ Runner = (*Scope)(nil)

// NewScope begins a scope that ends at End or when ctx does.
func NewScope(ctx context.Context, r Runner) *Scope {
	ctx, end := context.WithCancel(ctx)
	return &Scope{ctx: ctx, end: end, runner: r}
}

// Context ends with the scope.
func (s *Scope) Context() context.Context { return s.ctx }

// End ends the scope: running work sees its ctx end, and no answer arrives any more. It may be called twice, and for nil: what has not begun has
// nothing to end.
func (s *Scope) End() {
	if s != nil {
		s.end()
	}
}

// Go runs work as the scope's runner does. ctx is usually the scope's own or made from it.
func (s *Scope) Go(ctx context.Context, work func(ctx context.Context), done func()) {
	s.runner.Go(ctx, work, func() {
		if s.ctx.Err() == nil && done != nil {
			done()
		}
	})
}

// Soon runs work as the scope's runner does.
func (s *Scope) Soon(ctx context.Context, work func(ctx context.Context), done func()) {
	s.runner.Soon(ctx, work, func() {
		if s.ctx.Err() == nil && done != nil {
			done()
		}
	})
}

// After runs f later on the UI goroutine, unless the scope has ended by then.
func (s *Scope) After(d time.Duration, f func()) (stop func()) {
	return s.runner.After(d, func() {
		if s.ctx.Err() == nil {
			f()
		}
	})
}

// Latest keeps only the newest of several tasks alive. The zero value is ready. Use it on the UI goroutine only.
type Latest struct{ end context.CancelFunc }

// Next ends the ctx it gave before and returns a new one made from ctx.
func (l *Latest) Next(ctx context.Context) context.Context {
	l.Stop()
	ctx, l.end = context.WithCancel(ctx)
	return ctx
}

// Stop ends the ctx it gave last.
func (l *Latest) Stop() {
	if l.end != nil {
		l.end()
		l.end = nil
	}
}
