package gong_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"testing"

	"tamtam/core/gong"
)

// transcriptsPage is a page of so many transcripts of some 45 minutes each.
func transcriptsPage(calls int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"requestId":"r","records":{"totalRecords":100,"currentPageSize":100,"currentPageNumber":0},"callTranscripts":[`)
	for call := range calls {
		if call > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"callId":"45702508166315%05d","transcript":[`, call)
		at := 0
		for turn := range 160 {
			if turn > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"speakerId":"173337762520463%04d","topic":null,"sentences":[`, turn%3)
			for s := range 4 {
				if s > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, `{"start":%d,"end":%d,"text":"So what I would suggest is that we look at the numbers of last quarter again, é %d."}`, at, at+3800, s)
				at += 4000
			}
			b.WriteString(`]}`)
		}
		b.WriteString(`]}`)
	}
	b.WriteString(`]}`)
	return b.Bytes()
}

// pageOf answers every request with one body, without copying it.
type pageOf []byte

func (p pageOf) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(p)), Request: r}, nil
}

func readTranscripts(t testing.TB, c *gong.Client) int {
	sentences := 0
	for page, err := range c.Transcripts(t.Context(), gong.TranscriptsFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range page.Items {
			for _, m := range call.Transcript {
				sentences += len(m.Sentences)
			}
		}
	}
	return sentences
}

func TestAPageCostsASmallMultipleOfItsSize(t *testing.T) {
	page := transcriptsPage(10)
	c := client(t, pageOf(page), gong.Options{})
	readTranscripts(t, c) // what is made once is not the page's cost
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if n := readTranscripts(t, c); n != 6_400 {
		t.Fatalf("read %d sentences", n)
	}
	runtime.ReadMemStats(&after)
	if cost := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(page)); cost > 4 {
		t.Errorf("reading a page of %.1f MB allocated %.1f times its size", float64(len(page))/1e6, cost)
	}
}

// BenchmarkTranscriptsPage reads a page of 100 transcripts through the whole client; B/B is bytes allocated per byte of the page.
func BenchmarkTranscriptsPage(b *testing.B) {
	page := transcriptsPage(100)
	c := client(b, pageOf(page), gong.Options{})
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		readTranscripts(b, c)
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(len(page)), "B/B")
}

// BenchmarkPlainDecode is the yardstick: the same page by json.Unmarshal into plain types.
func BenchmarkPlainDecode(b *testing.B) {
	page := transcriptsPage(100)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var all struct {
			CallTranscripts []struct {
				CallID     string
				Transcript []struct {
					SpeakerID, Topic string
					Sentences        []struct {
						Start, End int64
						Text       string
					}
				}
			}
		}
		if err := json.Unmarshal(page, &all); err != nil {
			b.Fatal(err)
		}
	}
}
