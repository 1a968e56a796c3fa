package task

import "context"

// Queue writes what a person made, one thing after the other and in order. What was begun is written, whether the page is left or not. Use it on
// the UI goroutine only.
type Queue struct {
	runner  Runner
	waiting []func(next func())
	busy    bool
}

// NewQueue returns an empty queue.
func NewQueue(r Runner) *Queue { return &Queue{runner: r} }

// Add writes behind what waits; done is called on the UI goroutine.
func (q *Queue) Add(write func(ctx context.Context), done func()) {
	q.waiting = append(q.waiting, func(next func()) {
		q.runner.Go(context.Background(), write, func() {
			next()
			done()
		})
	})
	if !q.busy {
		q.next()
	}
}

func (q *Queue) next() {
	q.busy = len(q.waiting) > 0
	if q.busy {
		one := q.waiting[0]
		q.waiting = q.waiting[1:]
		one(q.next)
	}
}
