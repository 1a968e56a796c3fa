package opened_test

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/core/text"
)

// endless is a file that never ends.
type endless struct{ part string }

func (e endless) Read(p []byte) (n int, err error) { return copy(p, e.part), nil }

func BenchmarkRead(b *testing.B) {
	const size = 64 << 20
	b.SetBytes(size)
	for b.Loop() {
		if _, err := opened.Read(io.LimitReader(endless{strings.Repeat(first, 100)}, size), func(text.Record) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a file of transcripts of 45 minutes each. Beside the pace it tells how much memory was taken from the system at the most, how
// much larger the database is than the file, and how long nothing was told of the progress, at the longest and at the end.
func BenchmarkOpen(b *testing.B) {
	for _, mb := range []int64{50, 500} {
		b.Run(fmt.Sprint(mb, " MB"), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "gong_transcripts_20260409_120000.txt")
			size := writeTranscripts(b, path, mb*1e6)
			b.SetBytes(size)
			for b.Loop() {
				s := openStore(b)
				peak := watchMemory()
				told, pause := time.Now(), time.Duration(0)
				r, err := opened.Open(b.Context(), s, []string{path}, opened.Options{Report: func(int64, int64) {
					now := time.Now()
					told, pause = now, max(pause, now.Sub(told))
				}})
				if err != nil || !r.Clean() || r.Records[core.Transcripts] == 0 {
					b.Fatal(r, err)
				}
				end := time.Since(told)
				b.ReportMetric(peak(), "memory-MB")
				b.ReportMetric(float64(pause.Milliseconds()), "ms-pause")
				b.ReportMetric(float64(end.Milliseconds()), "ms-end")
				onDisk, err := s.Size()
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(onDisk)/float64(size), "db/file")
				s.Close()
			}
		})
	}
}

// writeTranscripts writes a file of at least a size and returns the size. Words are as frequent as they are in a language.
func writeTranscripts(b *testing.B, path string, size int64) int64 {
	b.Helper()
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	r := rand.New(rand.NewPCG(1, 2))
	words := make([]string, 20_000)
	for i := range words {
		for range 1 + int(math.Log2(float64(i+2)))/3 {
			words[i] += string("bcdfghklmnprstvw"[r.IntN(16)]) + string("aeiou"[r.IntN(5)])
		}
	}
	frequent := rand.NewZipf(r, 1.1, 2, uint64(len(words)-1))
	w := bufio.NewWriter(file)
	n, _ := w.WriteString(head)
	for call := 0; int64(n) < size; call++ {
		var one strings.Builder
		fmt.Fprintf(&one, "\n=== Transcript %d ===\nTitle: Call %d\nStarted: 2026-04-08 14:30:00 UTC\nSpeakers:\n  - Ina Internal (Internal)\n  - Jane Doe (External)\n\n", 1_000_000+call, call)
		for at := 0; at < 45*60; at += 5 + r.IntN(20) {
			fmt.Fprintf(&one, "[%02d:%02d:%02d] %s\n   ", at/3600, at/60%60, at%60, []string{"Ina Internal (Internal)", "Jane Doe (External)"}[r.IntN(2)])
			for range 1 + r.IntN(50) {
				one.WriteString(" " + words[frequent.Uint64()])
			}
			one.WriteString(".\n")
		}
		wrote, err := w.WriteString(one.String())
		if n += wrote; err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	return int64(n)
}

// watchMemory looks at the memory that the program has of the system, and returns what tells, in MB, by how much it has grown at the most.
func watchMemory() (peak func() float64) {
	used := func() float64 {
		of := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
		metrics.Read(of)
		return float64(of[0].Value.Uint64()-of[1].Value.Uint64()) / 1e6
	}
	runtime.GC()
	before, most := used(), 0.0
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, used()-before)
			case <-stop:
				return
			}
		}
	}()
	return func() float64 {
		close(stop)
		<-done
		return most
	}
}
