package task

import (
	"context"
	"runtime"
	"runtime/metrics"
)

// Collect frees off the UI goroutine what nobody uses any more, if the runtime would soon do so by itself. To collect takes both processors of a
// small machine some tens of milliseconds: called while a person pauses, it falls upon nothing that they do.
func Collect(r Runner) {
	if due() {
		r.Go(context.Background(), func(context.Context) { runtime.GC() }, nil)
	}
}

// due tells whether more than half has come of what makes the runtime collect.
func due() bool {
	read := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/goal:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(read)
	live, goal, now := read[0].Value.Uint64(), read[1].Value.Uint64(), read[2].Value.Uint64()
	return now > live+(goal-min(live, goal))/2
}
