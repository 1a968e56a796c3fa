package main_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
)

// BenchmarkPace imports 2,000 calls at Gong's own rate from an account that answers as fast as it can, and tells how much longer it takes
// than the requests alone must: "x-floor" 1.0 would be no time beside the waiting for Gong.
func BenchmarkPace(b *testing.B) {
	d := ready(b, gongsim.Options{Calls: 2000, WordsPerMinute: 155, Workspaces: 1})
	for b.Loop() {
		b.StopTimer()
		trial := d.copied()
		c := trial.command(b.Context(), "import", "All", "--json")
		c.Args = withoutRate(c.Args)
		b.StartTimer()
		result := read[importLine](b, trial.finish(c))
		floor := float64(result.Requests) / gong.Rate
		b.ReportMetric(result.Seconds/floor, "x-floor")
		b.ReportMetric(float64(result.Requests), "requests")
		b.ReportMetric(result.Seconds, "seconds")
	}
}

// withoutRate takes "--rate 0" out of a command line, so that Gong's own rate holds.
func withoutRate(args []string) []string {
	for n, a := range args {
		if a == "--rate" {
			return append(append([]string{}, args[:n]...), args[n+2:]...)
		}
	}
	return args
}

// BenchmarkLarge imports 10,000 calls of ordinary length as fast as the account answers, and tells the memory at its most, the size of the
// database beside that of the text files, and how fast all of it is written out.
func BenchmarkLarge(b *testing.B) {
	d := ready(b, gongsim.Options{Calls: 10_000, WordsPerMinute: 155, Users: 200})
	d.sim.KeepRequests(0)
	for b.Loop() {
		trial := d.copied()
		s := trial.must(0, "import", "All", "--json")
		result := read[importLine](b, s)
		text := int64(0)
		for _, t := range result.Types {
			text += t.Bytes
		}
		about, err := os.Stat(filepath.Join(trial.home, "tamtam.db"))
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		trial.must(0, "export", "All", "--dir", b.TempDir())
		b.ReportMetric(float64(s.maxRSS)/1e6, "peak-MB")
		b.ReportMetric(float64(about.Size())/float64(text), "db/text")
		b.ReportMetric(float64(text)/1e6, "text-MB")
		b.ReportMetric(result.Seconds, "seconds")
		b.ReportMetric(float64(text)/1e6/time.Since(began).Seconds(), "export-MB/s")
	}
}
