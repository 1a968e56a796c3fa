package datatype_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/text"
)

const words = "we could look at the price again once legal has seen it and then decide with the team what the next step should be for everybody here"

// benchPages are a page of a hundred calls and the page of their transcripts, as JSON: six people, 160 monologues of four sentences.
func benchPages(tb testing.TB) (calls, transcripts []byte) {
	r := rand.New(rand.NewPCG(1, 1))
	pick := strings.Fields(words)
	sentence := func() string {
		said := make([]string, 6+r.IntN(14))
		for i := range said {
			said[i] = pick[r.IntN(len(pick))]
		}
		return strings.Join(said, " ") + "."
	}
	call := load[callsRaw](tb, "calls").Calls[0]
	callPage, transcriptPage := make([]json.RawMessage, 100), make([]gong.CallTranscript, 100)
	for i := range 100 {
		callPage[i] = json.RawMessage(strings.ReplaceAll(string(call), "4570250816631531513", fmt.Sprint(4570250816631530000+i)))
		transcriptPage[i].CallID = gong.ID(fmt.Sprint(4570250816631530000 + i))
		at := gong.Millis(0)
		for range 160 {
			m := gong.Monologue{SpeakerID: gong.ID(fmt.Sprint(1733377625204635857 + r.IntN(4))), Topic: "Pricing"}
			for range 4 {
				m.Sentences = append(m.Sentences, gong.Sentence{Start: at, End: at + 3800, Text: sentence()})
				at += 4000
			}
			transcriptPage[i].Transcript = append(transcriptPage[i].Transcript, m)
		}
	}
	var err error
	if calls, err = json.Marshal(map[string]any{"calls": callPage}); err != nil {
		tb.Fatal(err)
	}
	if transcripts, err = json.Marshal(map[string]any{"callTranscripts": transcriptPage}); err != nil {
		tb.Fatal(err)
	}
	return calls, transcripts
}

type callsRaw struct{ Calls []json.RawMessage }

func decodePages(b *testing.B, calls, transcripts []byte) (c callsFile, t transcriptsFile) {
	if err := json.Unmarshal(calls, &c); err != nil {
		b.Fatal(err)
	}
	if err := json.Unmarshal(transcripts, &t); err != nil {
		b.Fatal(err)
	}
	return c, t
}

// BenchmarkConvert compares merely decoding a page of a hundred calls and their transcripts with decoding, converting and writing
// it. The second must run at 0.7 times the speed of the first or better.
func BenchmarkConvert(b *testing.B) {
	calls, transcripts := benchPages(b)
	size := int64(len(calls) + len(transcripts))
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(size)
		for b.Loop() {
			decodePages(b, calls, transcripts)
		}
	})
	b.Run("decode+convert+write", func(b *testing.B) {
		d := directory(b)
		b.SetBytes(size)
		b.ReportAllocs()
		var out []byte
		for b.Loop() {
			c, t := decodePages(b, calls, transcripts)
			out = writePages(out[:0], c, t, d)
		}
		b.ReportMetric(float64(len(out)), "text-bytes")
	})
	b.Run("convert+write", func(b *testing.B) {
		d := directory(b)
		c, t := decodePages(b, calls, transcripts)
		b.SetBytes(size)
		b.ReportAllocs()
		var out []byte
		for b.Loop() {
			out = writePages(out[:0], c, t, d)
		}
	})
}

// writePages writes everything that is made of the two pages: calls, transcripts, and the links of CRM objects.
func writePages(out []byte, c callsFile, t transcriptsFile, d *datatype.Directory) []byte {
	for i := range c.Calls {
		out = text.Append(out, datatype.Call(c.Calls[i], d).Record)
		out = text.Append(out, datatype.Transcript(t.CallTranscripts[i], c.Calls[i], d).Record)
		for _, l := range datatype.Links(c.Calls[i]) {
			out = datatype.AppendLink(out, l)
		}
	}
	return out
}
