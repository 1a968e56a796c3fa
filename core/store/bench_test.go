package store_test

import (
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/marks"
	"tamtam/core/store"
)

// benchPage is a page of a hundred calls as an import meets it.
type benchPage struct {
	calls, transcripts []datatype.Entry
	links              []datatype.Link
}

// benchPages are five pages of the simulated account, at the length of real conversations.
var benchPages = sync.OnceValue(func() (pages []benchPage) {
	sim := gongsim.New(gongsim.Options{Seed: 1, Calls: 500})
	sim.AddKey("key", "secret")
	server := httptest.NewServer(sim)
	defer server.Close()
	base, err := gong.ParseBaseURL(server.URL)
	if err != nil {
		panic(err)
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "key", Secret: core.NewSecret("secret")}, gong.Options{
		Transport: server.Client().Transport, Limiter: gong.NewLimiter(core.SystemClock{}, 0),
	})
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	var names datatype.Directory
	for calls, err := range client.CallsExtensive(ctx, gong.CallsFilter{Selector: gong.Everything()}) {
		if err != nil {
			panic(err)
		}
		var p benchPage
		byID := map[gong.ID]gong.Call{}
		var ids []core.CallID
		for _, c := range calls.Items {
			byID[c.MetaData.ID] = c
			ids = append(ids, core.CallID(c.MetaData.ID))
			p.calls = append(p.calls, datatype.Call(c, &names))
			p.links = append(p.links, datatype.Links(c)...)
		}
		for said, err := range client.Transcripts(ctx, gong.TranscriptsFilter{IDs: ids}) {
			if err != nil {
				panic(err)
			}
			for _, t := range said.Items {
				p.transcripts = append(p.transcripts, datatype.Transcript(t, byID[t.CallID], &names))
			}
		}
		pages = append(pages, p)
	}
	return pages
})

// stagePage stages page n; the five pages come again and again under other ids, later ones as younger calls.
func stagePage(b testing.TB, s *store.Store, id core.DatasetID, n int) {
	p := benchPages()[n%5]
	var entries []store.Entry
	for of, list := range map[core.DataType][]datatype.Entry{core.Calls: p.calls, core.Transcripts: p.transcripts} {
		for _, e := range list {
			r := e.Record
			r.ID = fmt.Sprintf("%s%03d", r.ID[:len(r.ID)-3], n) + r.ID[len(r.ID)-3:]
			sort := append([]byte{0xff - byte(n)}, e.Sort...)
			entries = append(entries, s.Encode(of, sort, r))
		}
	}
	err := s.Stage(id, func(stage *store.Stage) error {
		for _, e := range entries {
			if err := stage.Put(e); err != nil {
				return err
			}
		}
		for _, l := range p.links {
			if err := stage.PutLink(l.Key(), fmt.Sprint(n, l.CallID), datatype.AppendLink(nil, l)); err != nil {
				return err
			}
		}
		return stage.SetRun([]byte("state"))
	})
	if err != nil {
		b.Fatal(err)
	}
}

func finishBoth(b testing.TB, s *store.Store, id core.DatasetID) (text int64) {
	for _, of := range []core.DataType{core.Calls, core.Transcripts} {
		f, _ := finish(b, s, id, of)
		text += f.Bytes
	}
	if err := s.Stage(id, (*store.Stage).EndRun); err != nil {
		b.Fatal(err)
	}
	return text
}

func heap() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// BenchmarkImport stages and shows calls, transcripts and links: 10,000 calls, then the same again with nothing changed, then with every
// record changed.
func BenchmarkImport(b *testing.B) {
	benchPages()
	for _, pages := range []int{1, 100} {
		b.Run(fmt.Sprint(pages*100, " calls"), func(b *testing.B) {
			for b.Loop() {
				s := open(b, b.TempDir())
				id := newDataset(b, s, "Sample")
				runtime.GC()
				base, peak := heap(), 0.0
				began := time.Now()
				for n := range pages {
					stagePage(b, s, id, n)
					peak = max(peak, heap()-base)
				}
				staged := time.Since(began)
				text := finishBoth(b, s, id)
				peak = max(peak, heap()-base)
				took := time.Since(began)
				size, err := s.Size()
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(text)/1e6, "text-MB")
				b.ReportMetric(float64(size)/float64(text), "db/text")
				b.ReportMetric(float64(text)/1e6/took.Seconds(), "MB/s")
				b.ReportMetric(float64(staged.Milliseconds())/float64(pages), "ms/page")
				b.ReportMetric(float64((took - staged).Milliseconds()), "ms-finish")
				b.ReportMetric(peak, "heap-MB")
				s.Close()
			}
		})
	}
}

// BenchmarkRefresh imports 10,000 calls a second time.
func BenchmarkRefresh(b *testing.B) {
	const pages = 100
	benchPages()
	for _, name := range []string{"unchanged", "one page changed", "a third gone"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := open(b, b.TempDir())
				id := newDataset(b, s, "Sample")
				for n := range pages {
					stagePage(b, s, id, n)
				}
				text := finishBoth(b, s, id)
				runtime.GC()
				base, peak := heap(), 0.0
				b.StartTimer()
				for n := range pages {
					switch {
					case name == "one page changed" && n == 50:
						stagePage(b, s, id, 101)
					case name == "a third gone" && n%3 == 0:
					default:
						stagePage(b, s, id, n)
					}
					peak = max(peak, heap()-base)
				}
				began := time.Now()
				finishBoth(b, s, id)
				peak = max(peak, heap()-base)
				b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms-finish")
				size, _ := s.Size()
				b.ReportMetric(float64(size)/float64(text), "db/text")
				b.ReportMetric(peak, "heap-MB")
				s.Close()
			}
		})
	}
}

// BenchmarkRead reads a file of 10,000 transcripts whole, and opens it by lines.
func BenchmarkRead(b *testing.B) {
	s := open(b, b.TempDir())
	id := newDataset(b, s, "Sample")
	for n := range 100 {
		stagePage(b, s, id, n)
	}
	finishBoth(b, s, id)
	f, err := s.File(id, core.Transcripts)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("WriteFile", func(b *testing.B) {
		b.SetBytes(f.Bytes)
		b.ReportAllocs()
		for b.Loop() {
			if err := s.WriteFile(context.Background(), io.Discard, id, core.Transcripts); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("OpenLines", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.OpenLines(id, core.Transcripts); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Line", func(b *testing.B) {
		l, err := s.OpenLines(id, core.Transcripts)
		if err != nil {
			b.Fatal(err)
		}
		for n := 0; b.Loop(); n++ {
			if _, err := l.Line(n * 7919 % l.Len()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Check", func(b *testing.B) {
		for b.Loop() {
			checkSound(b, s)
		}
	})
	b.Run("Backup", func(b *testing.B) {
		path := b.TempDir() + "/copy"
		for b.Loop() {
			if err := s.Backup(path); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkEncode compresses transcripts, one after the other.
func BenchmarkEncode(b *testing.B) {
	p := benchPages()[0]
	s := open(b, b.TempDir())
	var size int64
	for _, e := range p.transcripts {
		size += int64(s.Encode(core.Transcripts, e.Sort, e.Record).Size())
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range p.transcripts {
			s.Encode(core.Transcripts, e.Sort, e.Record)
		}
	}
}

// BenchmarkGists reads what lists need of the marks of 10,000 calls, a fifth of them with tags.
func BenchmarkGists(b *testing.B) {
	s := open(b, b.TempDir())
	lines := make([]marks.Line, 10_000)
	for i := range lines {
		m := marks.Marks{Call: core.CallID(fmt.Sprint(4570250816631531513 + uint64(i))), Read: noon}
		if i%5 == 0 {
			m.Tags = []string{"renewal", fmt.Sprint("team ", i%7)}
		}
		lines[i].Marks = &m
	}
	if _, err := s.TakeIn(lines); err != nil {
		b.Fatal(err)
	}
	b.Run("gists", func(b *testing.B) {
		for b.Loop() {
			if gists, _, err := s.Gists(); len(gists) != len(lines) || err != nil {
				b.Fatal(len(gists), err)
			}
		}
	})
	b.Run("generation", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.MarksGeneration(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("tags", func(b *testing.B) {
		for b.Loop() {
			if tags, err := s.Tags(); len(tags) != 8 || err != nil {
				b.Fatal(tags, err)
			}
		}
	})
	b.Run("one call changed", func(b *testing.B) {
		for b.Loop() {
			markCall(b, s, lines[0].Marks.Call, func(m *marks.Marks) { m.Star = !m.Star })
		}
	})
}
