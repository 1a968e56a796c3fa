package gongsim_test

import (
	"io"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"tamtam/core/gong/gongsim"
)

// spoken is all that was said, a sentence a line.
func spoken(tr gongsim.Transcript) string {
	var b strings.Builder
	for _, turn := range tr.Turns {
		for _, s := range turn.Sentences {
			b.WriteString(s.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// TestLengthOfConversations holds the figures that benchmarks elsewhere rest on: about 40 KB of text per call, and full length when asked.
func TestLengthOfConversations(t *testing.T) {
	for _, c := range []struct{ pace, low, high int }{{155, 6300, 7300}, {190, 7800, 9000}} {
		sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 120, Now: present, WordsPerMinute: c.pace})
		var words, size int
		var length time.Duration
		for _, call := range sim.Calls(noTime, noTime) {
			if tr, ok := sim.Transcript(call.ID); ok && call.Language == "eng" {
				text := spoken(tr)
				words += len(strings.Fields(text))
				size += len(text)
				length += call.Duration
			}
		}
		if got := int(float64(words) / length.Minutes() * 45); got < c.low || got > c.high {
			t.Errorf("%d words per minute make %d words of 45 minutes, want %d to %d", c.pace, got, c.low, c.high)
		}
		if perWord := float64(size) / float64(words); perWord < 5 || perWord > 7 {
			t.Errorf("a word has %.1f bytes", perWord)
		}
	}
}

// TestSentencesRarelyRepeat keeps the text of one call from being the same few sentences over and over.
func TestSentencesRarelyRepeat(t *testing.T) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 50, Now: present})
	var long, repeated int
	for _, call := range sim.Calls(noTime, noTime) {
		tr, ok := sim.Transcript(call.ID)
		if !ok || call.Language != "eng" {
			continue
		}
		seen := map[string]bool{}
		for _, s := range strings.Split(spoken(tr), "\n") {
			if len(s) < 50 {
				continue
			}
			long++
			if seen[s] {
				repeated++
			}
			seen[s] = true
		}
	}
	if share := float64(repeated) / float64(long); share > 0.02 {
		t.Errorf("%.1f %% of the longer sentences were said before in the same call", share*100)
	}
}

// TestTextIsAsDenseAsSpeech keeps the size of databases true to life: transcripts of real talks pack to 0.40 to 0.50 of their size.
func TestTextIsAsDenseAsSpeech(t *testing.T) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 50, Now: present})
	packer, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var size, packed int
	for _, call := range sim.Calls(noTime, noTime) {
		if tr, ok := sim.Transcript(call.ID); ok && call.Language == "eng" {
			plain := []byte(spoken(tr))
			size += len(plain)
			packed += len(packer.EncodeAll(plain, nil))
		}
	}
	if ratio := float64(packed) / float64(size); ratio < 0.39 || ratio > 0.5 {
		t.Errorf("a talk in English packs to %.2f of its size", ratio)
	}
}

// BenchmarkTranscript tells how fast conversations are made, how long they are, and how well one of them compresses.
func BenchmarkTranscript(b *testing.B) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 2000, Now: present})
	calls := sim.Calls(noTime, noTime)
	packer, err := zstd.NewWriter(nil)
	if err != nil {
		b.Fatal(err)
	}
	var size, packed, count int
	var length time.Duration
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

type sink struct {
	*httptest.ResponseRecorder
	n int
}

func (s *sink) Write(b []byte) (int, error) { s.n += len(b); return io.Discard.Write(b) }

// BenchmarkPage tells how long the account takes for a page of 100 calls, so that nobody mistakes its time for a client's.
func BenchmarkPage(b *testing.B) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 2000, Now: present})
	for _, q := range []question{
		{"POST", "/v2/calls/extensive", `{"filter":{},"contentSelector":{"context":"Extended","exposedFields":{"parties":true}}}`, "parties"},
		{"POST", "/v2/calls/extensive", `{"filter":{},` + everyField + `}`, "everything"},
		{"POST", "/v2/calls/transcript", `{"filter":{}}`, "transcripts"},
	} {
		b.Run(q.scope, func(b *testing.B) {
			w := &sink{ResponseRecorder: httptest.NewRecorder()}
			for b.Loop() {
				r := httptest.NewRequest(q.method, q.target, strings.NewReader(q.body))
				r.SetBasicAuth(gongsim.DefaultKey, gongsim.DefaultSecret)
				r.Header.Set("Content-Type", "application/json")
				sim.ServeHTTP(w, r)
			}
			b.ReportMetric(float64(w.n)/1e6/b.Elapsed().Seconds(), "MB/s")
		})
	}
}

// BenchmarkCompany tells what a large company costs before anybody asks for anything.
func BenchmarkCompany(b *testing.B) {
	var before, after runtime.MemStats
	var sim *gongsim.Sim
	for b.Loop() {
		sim = nil //nolint:ineffassign,wastedassign // the one before is to be gone when memory is measured
		runtime.GC()
		runtime.ReadMemStats(&before)
		sim = gongsim.New(gongsim.Options{Seed: 7, Calls: 20_000, Users: 200, Now: present})
		runtime.GC()
		runtime.ReadMemStats(&after)
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-held")
	runtime.KeepAlive(sim)
}

// TestSpeechIsWellFormed looks for the seams of the grammar.
func TestSpeechIsWellFormed(t *testing.T) {
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 60, Now: present, HostileEvery: -1})
	for _, call := range sim.Calls(noTime, noTime) {
		tr, _ := sim.Transcript(call.ID)
		for _, s := range strings.Split(spoken(tr), "\n") {
			for _, seam := range []string{"  ", ",,", ", ,", "..", ".,", ",.", ",?", "{", "}", "$us", " a a ", " a i", " a o"} {
				if strings.Contains(s, seam) {
					t.Errorf("%q in %q", seam, s)
				}
			}
			if strings.HasSuffix(s, " ") || strings.Contains(s, " ,") {
				t.Errorf("a loose space in %q", s)
			}
		}
	}
}
