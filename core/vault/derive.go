package vault

import "context"

// worker does work that cannot be cancelled, one piece at a time. Who waits for it may leave; what it then makes is dropped.
type worker struct{ turn chan struct{} }

func newWorker() *worker { return &worker{make(chan struct{}, 1)} }

// deriving turns passphrases into keys: 64 MiB each, so never two at once.
var deriving = newWorker()

// do returns what work makes, on a goroutine of its own, or an error as soon as ctx is over. Work whose caller left before its turn
// is not begun.
func (w *worker) do(ctx context.Context, op string, work func() []byte) ([]byte, error) {
	if ctx.Err() != nil {
		return nil, ended(ctx, op)
	}
	select {
	case w.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ended(ctx, op)
	}
	made := make(chan []byte, 1)
	go func() {
		defer func() { <-w.turn }()
		made <- work()
	}()
	select {
	case b := <-made:
		return b, nil
	case <-ctx.Done():
		return nil, ended(ctx, op)
	}
}
