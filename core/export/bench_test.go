package export_test

import (
	"fmt"
	"io"
	"iter"
	"runtime"
	"testing"
	"time"

	"tamtam/core/export"
	"tamtam/core/text"
)

// spoken is a call with that many turns.
func spoken(turns int) export.Conversation {
	r := text.New("Transcript", "1")
	r.Set("Title", "A long call")
	r.Set("Started", "2026-04-08 14:30:00 UTC")
	r.Set("URL", page)
	for n := range turns {
		r.Say(text.Turn{At: time.Duration(n) * 4 * time.Second, Speaker: fmt.Sprint("Speaker ", n%3), Affiliation: "External", Lines: []string{
			"I think that the pricing is what we have to talk about before anything else.", "What would you say?",
		}})
	}
	return export.Conversation{Transcript: &r}
}

// BenchmarkWrite writes a call of 10,000 turns, and 200 calls of 500, and says how much more memory is in use at most while it does.
func BenchmarkWrite(b *testing.B) {
	for _, shape := range []struct{ calls, turns int }{{1, 10_000}, {200, 500}} {
		call := spoken(shape.turns)
		for _, f := range export.Formats() {
			b.Run(fmt.Sprintf("%s/%dx%d", f, shape.calls, shape.turns), func(b *testing.B) {
				before, most := heap(), uint64(0)
				o := export.Options{Done: func(n int) {
					if n%20 == 0 || n == shape.calls {
						most = max(most, heap())
					}
				}}
				var size count
				for b.Loop() {
					size = 0
					if _, err := export.Write(b.Context(), &size, f, repeated(call, shape.calls), o); err != nil {
						b.Fatal(err)
					}
				}
				b.SetBytes(int64(size))
				b.ReportMetric(float64(most-min(before, most))/(1<<20), "heap-MB")
			})
		}
	}
}

type count int64

func (c *count) Write(p []byte) (int, error) {
	*c += count(len(p))
	return len(p), nil
}

var _ io.Writer = new(count)

func repeated(c export.Conversation, times int) iter.Seq2[export.Conversation, error] {
	return func(yield func(export.Conversation, error) bool) {
		for range times {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// heap is what is in use once nothing is left to collect.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
