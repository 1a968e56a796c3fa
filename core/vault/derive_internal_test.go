package vault

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
)

func TestWhoLeavesDoesNotWaitForTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorker()
		now, most := 0, 0 // only the worker's own goroutine of the moment touches them
		slow := func() []byte {
			now++
			most = max(most, now)
			time.Sleep(time.Minute)
			now--
			return []byte("made")
		}
		began := time.Now()
		for range 3 { // the first leaves its work behind, the others leave the queue
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			if _, err := w.do(ctx, "derive", slow); !core.Is(err, core.Canceled) {
				t.Errorf("got %v, want canceled", err)
			}
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("they waited for %v", took)
		}
		if got, err := w.do(t.Context(), "derive", slow); err != nil || string(got) != "made" {
			t.Errorf("got %q, %v", got, err)
		}
		if took := time.Since(began); took != 2*time.Minute || most != 1 {
			t.Errorf("%v later, %d pieces of work at once", took, most)
		}
	})
}
