//go:build xvfb && linux

package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"tamtam/core/gong/gongsim"
)

// pixelsOf is where a process of these tests is told the home whose calls it shall draw; see BenchmarkPixels.
const pixelsOf = "TAMTAM_PIXELS"

// BenchmarkPixels measures from what a person does to what they see, in a real window of 1180x760 that software paints on a virtual display:
// letters that are typed into the search over 10,000 calls, beside letters in the toolkit's bare field; a call of 10,000 turns that is opened, and
// scrolling in it, beside the toolkit's bare list of as many rows. A time begins on the window's goroutine with the call that the driver makes for the key or the wheel. It ends
// on the same goroutine right after the frame that shows the result was painted and given to the display.
//
// The window needs the first goroutine of a process, so it is one of its own: this test, started once more.
func BenchmarkPixels(b *testing.B) {
	home := b.TempDir()
	fill(b, home, gongsim.New(gongsim.Options{Seed: 2035, Calls: 10_000, WordsPerMinute: 155, Users: 200}))
	own, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var errors bytes.Buffer
		c := newScreen(b).command(home)
		c.Path, c.Args = own, []string{own}
		c.Env = append(c.Env, pixelsOf+"="+home)
		c.Stderr = &errors
		out, err := c.Output()
		if err != nil {
			b.Fatalf("%v\n%s", err, errors.String())
		}
		var all map[string]times
		if err := json.Unmarshal(out, &all); err != nil {
			b.Fatalf("%v in %q", err, out)
		}
		for name, took := range all {
			took.report(b, name)
		}
	}
}

// times are how long something took, in milliseconds.
type times []float64

func (t times) report(b *testing.B, name string) {
	slices.Sort(t)
	for _, share := range []struct {
		of   float64
		name string
	}{{0.50, "p50"}, {0.95, "p95"}, {0.99, "p99"}} {
		b.ReportMetric(t[min(int(share.of*float64(len(t))), len(t)-1)], name+"-"+share.name+"-ms")
	}
}
