package search_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if err := shared.close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// soak tells whether the long forms of tests were asked for.
func soak() bool { return os.Getenv("TAMTAM_SOAK") == "1" }

// present is the day on which the simulated company lives.
var present = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

// skipping is a clock that nobody waits for: it goes a second further each time it is asked, and sleeping sets it forward.
type skipping struct{ past atomic.Int64 }

func (c *skipping) Now() time.Time { return present.Add(time.Duration(c.past.Add(int64(time.Second)))) }

func (c *skipping) Sleep(ctx context.Context, d time.Duration) error {
	c.past.Add(int64(max(d, 0)))
	return ctx.Err()
}

// direct answers requests without a network.
type direct struct{ http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if r = r.Clone(r.Context()); r.Body == nil {
		r.Body = http.NoBody
	}
	d.ServeHTTP(w, r)
	return w.Result(), nil
}

// library is a database of conversations, searched, and beside it a plain reading of them.
type library struct {
	store  *store.Store
	desk   *review.Desk
	engine *search.Engine
	plain  *reading
}

// shared is the library of about 500 calls that most tests only read.
var shared world

type world struct {
	once   sync.Once
	folder string
	*library
	err error
}

func (w *world) open(t testing.TB) *library {
	t.Helper()
	w.once.Do(func() { w.err = w.fill() })
	if w.err != nil {
		t.Fatal(w.err)
	}
	return w.library
}

func (w *world) close() error {
	if w.library == nil {
		return nil
	}
	return errors.Join(w.store.Close(), os.RemoveAll(w.folder))
}

func newLibrary(folder string) (*library, error) {
	s, err := store.Open(folder, store.Options{Clock: new(skipping)})
	if err != nil {
		return nil, err
	}
	desk := review.New(s)
	return &library{store: s, desk: desk, engine: search.New(s, desk)}, nil
}

// fill imports a simulated company, and writes a second dataset by hand: hostile transcripts, and some of the company's calls once more, of
// which each has one turn less.
func (w *world) fill() (err error) {
	if w.folder, err = os.MkdirTemp("", "search"); err != nil {
		return err
	}
	if w.library, err = newLibrary(w.folder); err != nil {
		return err
	}
	first, err := w.store.CreateDataset(store.Dataset{Name: "Company", Types: []core.DataType{core.Calls, core.Transcripts}, Period: core.All()})
	if err == nil {
		err = w.imports(first)
	}
	if err != nil {
		return err
	}
	again, err := w.records(first.ID, core.Transcripts)
	if err != nil {
		return err
	}
	records := hostileTalks()
	for _, r := range again[:min(30, len(again))] {
		r.Turns = r.Turns[:max(len(r.Turns)-1, 0)]
		records = append(records, r)
	}
	second, err := w.store.CreateDataset(store.Dataset{Name: "Überseeische Gespräche", Types: []core.DataType{core.Transcripts}, Period: core.All()})
	if err == nil {
		err = w.write(second.ID, records)
	}
	if err == nil {
		w.plain, err = read(w.library)
	}
	return err
}

func (w *world) imports(d store.Dataset) error {
	clock := new(skipping)
	sim := gongsim.New(gongsim.Options{Calls: 500, WordsPerMinute: 4, Workspaces: 1, Now: present, Clock: clock, CRM: gongsim.GenericCRM, HostileEvery: 20})
	base, err := gong.ParseBaseURL("http://127.0.0.1:1")
	if err != nil {
		return err
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "simkey", Secret: core.NewSecret("simsecret")}, gong.Options{
		Transport: direct{sim}, Clock: clock, Limiter: gong.NewLimiter(clock, 0),
	})
	if err != nil {
		return err
	}
	result, err := importer.New(w.store, clock).Run(context.Background(), client, d.ID, importer.Options{})
	for _, r := range result.Types {
		err = errors.Join(err, r.Err)
	}
	return err
}

func (l *library) write(id core.DatasetID, records []text.Record) error {
	err := l.store.Stage(id, func(stage *store.Stage) error {
		for _, r := range records {
			if err := stage.Put(l.store.Encode(core.Transcripts, []byte(r.ID), r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		_, _, err = l.store.Finish(id, core.Transcripts, store.Ending{Header: func(int) text.Header { return text.Header{Title: "T", Description: "D"} }})
	}
	return err
}

func (l *library) records(id core.DatasetID, t core.DataType) (records []text.Record, err error) {
	var b bytes.Buffer
	if err := l.store.WriteFile(context.Background(), &b, id, t); err != nil {
		return nil, err
	}
	r := text.NewReader(&b)
	_, err = r.Header()
	for err == nil {
		var one text.Record
		if one, err = r.Next(); err == nil {
			records = append(records, one)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return records, err
}

// hostileSpeech is what people and programs say that is hard to take apart.
var hostileSpeech = []string{
	"I can't, you can’t, they canʼt; rock'n'roll isn't 'quoted'", "C++ and C# and .NET, a|b, x=y, <script>alert(1)</script>",
	"A state-of-the-art, state–of–the–art thing", "write jane@acme.com or Jane.Doe+x@acme.co.uk", "it costs $1,200.50 or €5 or 50 % or 50%",
	"Crème brûlée, naïve cafe\u0301, Straße, İstanbul, ılık, oﬃce, Ａｃｍｅ", "👍🏽 👨‍👩‍👧 ❤️ 🇩🇪 1️⃣ 🤷🏾‍♀️", "価格はいくらですか。価格表を見せてください。", "コーヒーとｶﾞｽ、か\u3099き",
	"가격이 얼마예요 \u1112\u1161\u11ab국", "ราคาเท่าไหร่คะ", "מָה הַמְּחִיר שָׁלוֹם", "ما هو السِّعْر محـــمد", "कीमत क्या है क़लम", "soft\u00adhyphen zero\u200bwidth \ufeffmark",
	strings.Repeat("long", 40), "OR and NOT \"quoted phrase\" speaker:jane -minus * ** title:", "[00:00:03] Jane (External) · Pricing", "=== Transcript 1 ===",
	"...", "—", "a b a b a a b b a", "price price price", "what about pricing?", "𝒫𝓇𝒾𝒸𝑒 ﷺ ㎏ № ™ ½", "\u0301alone ¨ ´",
}

// hostileTalks makes transcripts by hand: strange words, people and topics, no turns, empty turns, one speaker who is listed nowhere.
func hostileTalks() []text.Record {
	r := rand.New(rand.NewPCG(11, 1))
	speakers := []string{"Jane Doe", "Jané Döe 2", "Ina Internal", "O'Brien, \"Bob\"", "渡辺 健", "speaker: x", "<b>"}
	var records []text.Record
	for n := range 60 {
		t := text.New("Transcript", []string{fmt.Sprint("hand ", n), fmt.Sprint(n, "/%-ü")}[n%2])
		t.Set("Title", []string{"Acme, renewal", "", "Crème title", "価格", "-x OR \"", "titles"}[n%6])
		t.Set("Started", fmt.Sprintf("202%d-0%d-1%d 14:30:00 UTC", n%7, 1+n%9, n%10))
		if n%9 == 0 {
			t.Fields = t.Fields[:len(t.Fields)-1] // it began nobody knows when
		}
		t.List("Speakers", []string{"Jane Doe <jane@acme.com>, VP Sales (External)", "Ina Internal <ina@example.com> (Internal)", "渡辺 健 <ken@価格.example>"})
		turns := r.IntN(40)
		if n%10 == 3 {
			turns = 0
		}
		for i := range turns {
			turn := text.Turn{
				At: time.Duration(i) * 7 * time.Second, Speaker: speakers[r.IntN(len(speakers))],
				Affiliation: []string{"", "Internal", "External", "Unknown"}[r.IntN(4)],
			}
			if n%3 != 0 {
				turn.Topic = []string{"", "Pricing", "Small Talk", "Prïcing · more"}[r.IntN(4)]
			}
			for range r.IntN(4) {
				turn.Lines = append(turn.Lines, hostileSpeech[r.IntN(len(hostileSpeech))])
			}
			t.Say(turn)
		}
		records = append(records, t)
	}
	return records
}
