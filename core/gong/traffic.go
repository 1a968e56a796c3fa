package gong

import (
	"context"
	"sync/atomic"
)

// Traffic is what a piece of work cost on the network. Its counters may be read while the work goes on.
type Traffic struct {
	Requests atomic.Int64 // sent, failed and repeated ones too
	Bytes    atomic.Int64 // of answers read, after decompression
}

type trafficKey struct{}

// Measure returns a context whose requests are counted in t.
func Measure(ctx context.Context, t *Traffic) context.Context {
	return context.WithValue(ctx, trafficKey{}, t)
}

func trafficOf(ctx context.Context) *Traffic {
	if t, ok := ctx.Value(trafficKey{}).(*Traffic); ok {
		return t
	}
	return new(Traffic)
}
