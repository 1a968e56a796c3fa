package gong

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
)

// The real bound is too far away for a test under the race detector.
func TestABodyBeyondItsBoundEnds(t *testing.T) {
	const page = `{"users":[{"id":"1"},{"id":"2"}]}`
	cases := []struct {
		name  string
		bound int64
		err   error
	}{
		{"within", int64(len(page)) + 1, nil},
		{"beyond", int64(len(page)) - 1, errTooBig},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var seen atomic.Int64
			body := &boundedBody{r: iotest.HalfReader(strings.NewReader(page)), left: c.bound, seen: &seen}
			if _, _, err := (layout[User]{key: "users"}).read(body); !errors.Is(err, c.err) {
				t.Errorf("got %v", err)
			}
			if want := min(int64(len(page)), c.bound); seen.Load() != want {
				t.Errorf("counted %d bytes, want %d", seen.Load(), want)
			}
		})
	}
}
