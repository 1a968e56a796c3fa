package task_test

import (
	"runtime"
	"testing"

	"tamtam/ui/task"
)

// What the runtime would soon collect is collected, and nothing when there is little.
func TestCollect(t *testing.T) {
	const mebibyte = 1 << 20
	held := make([]byte, 64*mebibyte)
	runtime.GC()
	collected := func() uint32 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.NumGC
	}
	before := collected()
	task.Collect(&task.Now{})
	if n := collected() - before; n != 0 {
		t.Errorf("collected %d times when all had just been", n)
	}
	for range 40 {
		discarded = make([]byte, mebibyte)
	}
	if n := collected() - before; n != 0 {
		t.Fatalf("the runtime collected %d times by itself", n)
	}
	task.Collect(&task.Now{})
	if n := collected() - before; n != 1 {
		t.Errorf("collected %d times, want once", n)
	}
	runtime.KeepAlive(held)
}

var discarded []byte
