package meetings_test

import (
	"testing"
)

// BenchmarkRun opens a run of 10,000 lines, finds a line in it by a letter more or less, and changes the tab.
func BenchmarkRun(b *testing.B) {
	w := full()
	w.entries["r6"] = many(10_000)
	b.Run("open", func(b *testing.B) {
		s := open(b, w, run("r6"))
		for b.Loop() {
			s.EnterPage()
		}
	})
	b.Run("find", func(b *testing.B) {
		s := open(b, w, run("r6"))
		for i := 0; b.Loop(); i++ {
			s.Enter("Find a meeting", []string{"meeting 9", "meeting 99"}[i%2])
		}
	})
	b.Run("tab", func(b *testing.B) {
		s := open(b, w, run("r6"))
		for i := 0; b.Loop(); i++ {
			s.Tap([]string{"Success 10,000", "All 10,000"}[i%2])
		}
	})
}

// BenchmarkLog opens the list of 1,000 runs and filters it.
func BenchmarkLog(b *testing.B) {
	w := full()
	w.runs = manyRuns(1000)
	b.Run("open", func(b *testing.B) {
		s := open(b, w, execution)
		for b.Loop() {
			s.EnterPage()
		}
	})
	b.Run("filter", func(b *testing.B) {
		s := open(b, w, execution)
		for i := 0; b.Loop(); i++ {
			s.Tap([]string{"Failed, not ticked", "Failed, ticked"}[i%2])
		}
	})
}
