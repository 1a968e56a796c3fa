package gongsim_test

import (
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"tamtam/core/gong/gongsim"
)

func spoken(tr gongsim.Transcript) string {
	var b strings.Builder
	for _, turn := range tr.Turns {
		b.WriteString(turn.Speaker + " " + turn.Topic + "\n")
		for _, s := range turn.Sentences {
			b.WriteString(s.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// BenchmarkTranscript tells how fast conversations are made, how long they are, and how well one of them compresses.
func BenchmarkTranscript(b *testing.B) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 2000, Now: present})
	calls := sim.Calls(time.Time{}, time.Time{})
	packer, err := zstd.NewWriter(nil)
	if err != nil {
		b.Fatal(err)
	}
	var size, packed, count int
	var length time.Duration
	b.ResetTimer()
	for n := 0; b.Loop(); n++ {
		c := calls[n%len(calls)]
		tr, ok := sim.Transcript(c.ID)
		if !ok {
			continue
		}
		b.StopTimer()
		plain := spoken(tr)
		size += len(plain)
		packed += len(packer.EncodeAll([]byte(plain), nil))
		length += c.Duration
		count++
		b.StartTimer()
	}
	b.ReportMetric(float64(size)/float64(count)/1000, "KB/call")
	b.ReportMetric(float64(packed)/float64(size), "zstd-ratio")
	b.ReportMetric(length.Minutes()/float64(count), "minutes/call")
	b.ReportMetric(float64(count)/b.Elapsed().Seconds(), "calls/s")
	b.ReportMetric(float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
}
