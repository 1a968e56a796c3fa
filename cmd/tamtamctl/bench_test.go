package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
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

// BenchmarkLarge imports 10,000 calls of ordinary length as fast as the account answers, and tells the memory at its most (all that is resident,
// and, where the system tells, without the pages of the database's file, which it takes back whenever it likes), the size of the database beside
// that of the text files, and how fast all of it is written out.
func BenchmarkLarge(b *testing.B) {
	d := ready(b, gongsim.Options{Calls: 10_000, WordsPerMinute: 155, Users: 200})
	d.sim.KeepRequests(0)
	for b.Loop() {
		trial := d.copied()
		s, own := trial.watched("import", "All", "--json")
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
		b.ReportMetric(float64(own)/1e6, "own-MB")
		b.ReportMetric(float64(about.Size())/float64(text), "db/text")
		b.ReportMetric(float64(text)/1e6, "text-MB")
		b.ReportMetric(result.Seconds, "seconds")
		b.ReportMetric(float64(text)/1e6/time.Since(began).Seconds(), "export-MB/s")
	}
}

// watched runs the program, and tells how much memory was its own at the most, in bytes.
func (d *desk) watched(args ...string) (s said, own int64) {
	d.t.Helper()
	c := d.command(d.t.Context(), args...)
	var out, errOut bytes.Buffer
	c.Stdout, c.Stderr = &out, &errOut
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	most := make(chan int64)
	go func() {
		n := int64(0)
		for now, alive := ownMemory(c.Process.Pid); alive; now, alive = ownMemory(c.Process.Pid) {
			n = max(n, now)
			<-time.After(50 * time.Millisecond)
		}
		most <- n
	}()
	if err := c.Wait(); err != nil {
		d.t.Fatalf("%v\n%s%s", err, out.String(), errOut.String())
	}
	return said{0, out.String(), errOut.String(), maxRSS(c.ProcessState)}, <-most
}

// ownMemory is what a process holds of memory that no file stands behind, in bytes (proc_pid_status(5), RssAnon); false when it has ended, or the system
// does not tell.
func ownMemory(pid int) (int64, bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, found := strings.Cut(string(status), "\nRssAnon:")
	if err != nil || !found {
		return 0, false
	}
	kB, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	return kB * 1024, err == nil
}
