package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
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
	"tamtam/core/store"
	"tamtam/core/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// present is the day on which all the simulated companies live.
var present = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

// skipping is a clock that nobody waits for: sleeping sets it forward.
type skipping struct{ past atomic.Int64 }

func (c *skipping) Now() time.Time { return present.Add(time.Duration(c.past.Load())) }

func (c *skipping) Sleep(ctx context.Context, d time.Duration) error {
	c.past.Add(int64(max(d, 0)))
	return ctx.Err()
}

// world is a simulated account, a database and what lies between them.
type world struct {
	t        *testing.T
	clock    *skipping
	sim      *gongsim.Sim
	store    *store.Store
	importer *importer.Importer
	// before is called before each request, one at a time; it may end the run's context.
	before func(r *http.Request)
	// uncounted leaves Gong's count of a list's items out of its answers.
	uncounted bool
	turn      sync.Mutex
	server    *httptest.Server
	recent    *gong.Recent
}

func newWorld(t *testing.T, o gongsim.Options) *world {
	t.Helper()
	clock := new(skipping)
	if o.WordsPerMinute == 0 {
		o.WordsPerMinute = 10
	}
	o.Now, o.Clock = present, clock
	w := &world{t: t, clock: clock, sim: gongsim.New(o), recent: gong.NewRecent(clock, time.Minute, 64<<20)}
	w.server = httptest.NewServer(w.sim)
	t.Cleanup(w.server.Close)
	w.store = openStore(t, clock)
	w.importer = importer.New(w.store, clock)
	return w
}

func openStore(t *testing.T, clock core.Clock) *store.Store {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// RoundTrip lets before see each request on its way.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	w.turn.Lock()
	if w.before != nil {
		w.before(r)
	}
	w.turn.Unlock()
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	resp, err := w.server.Client().Transport.RoundTrip(r)
	if err != nil || !w.uncounted {
		return resp, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(counts.ReplaceAll(body, nil))), -1
	return resp, nil
}

var counts = regexp.MustCompile(`"totalRecords":\d+,`)

func (w *world) client() *gong.Client {
	base, err := gong.ParseBaseURL(w.server.URL)
	if err != nil {
		w.t.Fatal(err)
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "simkey", Secret: core.NewSecret("simsecret")}, gong.Options{
		Transport: w, Clock: w.clock, Limiter: gong.NewLimiter(w.clock, 0), Recent: w.recent,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return client
}

func (w *world) dataset(d store.Dataset) store.Dataset {
	w.t.Helper()
	if d.Name == "" {
		d.Name = core.NewID()
	}
	d, err := w.store.CreateDataset(d)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) run(ctx context.Context, d store.Dataset, types ...core.DataType) importer.Result {
	w.t.Helper()
	result, err := w.importer.Run(ctx, w.client(), d.ID, importer.Options{Types: types})
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

// mustRun runs and demands that every type is done.
func (w *world) mustRun(d store.Dataset) importer.Result {
	w.t.Helper()
	result := w.run(w.t.Context(), d)
	for _, r := range result.Types {
		if r.Outcome != importer.Done {
			w.t.Fatalf("%s: %s: %v", r.Type, r.Outcome, r.Err)
		}
	}
	return result
}

// file returns the text of a file without the line that tells when it was made.
func (w *world) file(d store.Dataset, t core.DataType) string {
	w.t.Helper()
	var b strings.Builder
	if err := w.store.WriteFile(w.t.Context(), &b, d.ID, t); err != nil {
		w.t.Fatal(err)
	}
	var kept []string
	for _, line := range strings.SplitAfter(b.String(), "\n") {
		if !strings.HasPrefix(line, "Generated:") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func (w *world) records(d store.Dataset, t core.DataType) (h text.Header, records []text.Record) {
	w.t.Helper()
	r := text.NewReader(strings.NewReader(w.file(d, t)))
	h, err := r.Header()
	for err == nil {
		var record text.Record
		if record, err = r.Next(); err == nil {
			records = append(records, record)
		}
	}
	return h, records
}

func ids(records []text.Record) []string {
	all := make([]string, len(records))
	for n, r := range records {
		all[n] = text.UnescapeID(r.ID)
	}
	return all
}

// truth lists the ids of the open calls that a period and a limit select, newest first.
func (w *world) truth(from, to time.Time, limit int) []string {
	calls := w.sim.Calls(from, to)
	slices.SortStableFunc(calls, func(a, b gongsim.Call) int { return b.Started.Compare(a.Started) })
	var all []string
	for _, c := range calls {
		if !c.Private && (limit == 0 || len(all) < limit) {
			all = append(all, c.ID)
		}
	}
	return all
}

// mustHold demands that a dataset holds the newest open calls that the limit allows, each once.
func (w *world) mustHold(d store.Dataset, limit int) {
	w.t.Helper()
	_, calls := w.records(d, core.Calls)
	if got, want := ids(calls), w.truth(time.Time{}, time.Time{}, limit); !slices.Equal(got, want) {
		w.t.Errorf("limit %d: got %d calls, want %d", limit, len(got), len(want))
	}
}

// conversation are the types made from calls.
var conversation = []core.DataType{core.Calls, core.Transcripts, core.CRMDeals, core.CRMContacts, core.CRMAccounts}

func TestEveryCallOnceAtTheFloorOfRequests(t *testing.T) {
	for _, n := range []int{10, 100, 101} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			w := newWorld(t, gongsim.Options{Calls: n})
			d := w.dataset(store.Dataset{Types: conversation})
			result := w.mustRun(d)
			w.mustHold(d, 0)
			pages := (n + 99) / 100
			if want := 1 + 1 + 2*pages + 1; result.Requests != want { // workspaces, users, pages of both, CRM integrations
				t.Errorf("%d requests, the floor is %d", result.Requests, want)
			}
		})
	}
}

func TestTranscriptsHoldWhatWasSaid(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 120})
	d := w.dataset(store.Dataset{Types: []core.DataType{core.Transcripts}})
	w.mustRun(d)
	_, records := w.records(d, core.Transcripts)
	var want []string
	for _, id := range w.truth(time.Time{}, time.Time{}, 0) {
		if call, _ := w.sim.Call(id); w.sim.HasTranscript(call) {
			want = append(want, id)
		}
	}
	if got := ids(records); !slices.Equal(got, want) {
		t.Fatalf("got %d transcripts, want %d", len(got), len(want))
	}
	for _, r := range records {
		said, _ := w.sim.Transcript(text.UnescapeID(r.ID))
		var got, wanted []string
		for _, turn := range r.Turns {
			got = append(got, turn.Lines...)
		}
		for _, m := range said.Turns {
			for _, s := range m.Sentences {
				wanted = append(wanted, strings.Split(text.Clean(s.Text), "\n")...)
			}
		}
		if !slices.Equal(got, wanted) {
			t.Fatalf("transcript %s differs from what was said", r.ID)
		}
	}
}

func TestALimitTakesTheNewest(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 620})
	from := core.DayOf(present).Add(-200)
	for _, limit := range []int{1, 250, 2000} {
		for _, period := range []core.Period{core.All(), core.Between(from, core.DayOf(present))} {
			t.Run(fmt.Sprintf("%d of %s", limit, period), func(t *testing.T) {
				d := w.dataset(store.Dataset{Types: []core.DataType{core.Calls, core.Transcripts}, Limit: limit, Period: period})
				result := w.mustRun(d)
				h, calls := w.records(d, core.Calls)
				all := w.truth(period.From.Start(), time.Time{}, 0)
				if got, want := ids(calls), all[:min(limit, len(all))]; !slices.Equal(got, want) {
					t.Errorf("got %d calls, want the newest %d", len(got), len(want))
				}
				total := len(w.sim.Calls(period.From.Start(), time.Time{}))
				cut := ""
				if limit < len(all) {
					cut = fmt.Sprintf(" (limit %d, newest first; %d in Gong)", limit, total)
				}
				if got, want := h.Fact("Records"), fmt.Sprint(len(calls))+cut; got != want {
					t.Errorf("the header says %q, want %q", got, want)
				}
				h, said := w.records(d, core.Transcripts) // fewer, and cut all the same
				if got, want := h.Fact("Records"), fmt.Sprint(len(said))+cut; got != want {
					t.Errorf("the transcripts' header says %q, want %q", got, want)
				}
				windows := 2 + limit/100
				if most := 3 + 2*((min(limit, total)+99)/100) + 3*windows; result.Requests > most {
					t.Errorf("%d requests, expected at most %d", result.Requests, most)
				}
			})
		}
	}
}

// Gong says how many items a list has; an answer may lack it, as it may lack any value.
func TestALimitHoldsWithoutACount(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 320})
	w.uncounted = true
	all := w.truth(time.Time{}, time.Time{}, 0)
	for _, limit := range []int{30, 100, 210, 1000} {
		t.Run(fmt.Sprint(limit), func(t *testing.T) {
			d := w.dataset(store.Dataset{Types: conversation, Limit: limit})
			w.mustRun(d)
			h, calls := w.records(d, core.Calls)
			if got, want := ids(calls), all[:min(limit, len(all))]; !slices.Equal(got, want) {
				t.Errorf("got %d calls, want the newest %d", len(got), len(want))
			}
			want := fmt.Sprint(len(calls))
			if limit < len(all) {
				want += fmt.Sprintf(" (limit %d, newest first)", limit)
			}
			if got := h.Fact("Records"); got != want {
				t.Errorf("the header says %q, want %q", got, want)
			}
		})
	}
}

func TestPrivateCallsOnlyOnRequest(t *testing.T) {
	w := newWorld(t, gongsim.Options{Calls: 200})
	secret := w.sim.Calls(time.Time{}, time.Time{})[7].ID
	w.sim.SetPrivate(secret, true)
	hidden := 0
	for _, c := range w.sim.Calls(time.Time{}, time.Time{}) {
		if c.Private {
			hidden++
		}
	}
	open := w.dataset(store.Dataset{Types: core.DataTypes()})
	all := w.dataset(store.Dataset{Types: conversation, IncludePrivate: true})
	w.mustRun(open)
	w.mustRun(all)
	for _, dt := range core.DataTypes() {
		if strings.Contains(w.file(open, dt), secret) {
			t.Errorf("%s: names a private call", dt)
		}
	}
	for _, dt := range []core.DataType{core.Calls, core.Transcripts} {
		h, _ := w.records(open, dt)
		if got, want := h.Fact("Private"), fmt.Sprintf("%d left out", hidden); got != want {
			t.Errorf("%s: the header says %q, want %q", dt, got, want)
		}
	}
	if !strings.Contains(w.file(all, core.Calls), "=== Call "+secret+" ===") {
		t.Error("a private call that was asked for is missing")
	}
}

func TestGoesOnWhereverItWasStopped(t *testing.T) {
	for _, limit := range []int{0, 150} {
		w := newWorld(t, gongsim.Options{Calls: 120})
		undisturbed := w.dataset(store.Dataset{Types: core.DataTypes(), Limit: limit})
		total := w.mustRun(undisturbed).Requests
		for stop := 1; stop <= total; stop += 1 + total/5 {
			d := w.dataset(store.Dataset{Types: core.DataTypes(), Limit: limit})
			runs := w.runUntilDone(d, stop)
			for _, dt := range core.DataTypes() {
				if got, want := w.file(d, dt), w.file(undisturbed, dt); got != want {
					t.Errorf("limit %d, stopped after each %d requests (%d runs): %s differs: %s", limit, stop, runs, dt, firstDifference(got, want))
				}
			}
		}
	}
}

// runUntilDone runs again and again, each time ended after so many requests more than the time before, until all is done.
func (w *world) runUntilDone(d store.Dataset, most int) (runs int) {
	for runs = 1; ; runs++ {
		ctx, stop := context.WithCancel(w.t.Context())
		left := most + runs
		w.before = func(*http.Request) {
			if left--; left < 0 {
				stop()
			}
		}
		result := w.run(ctx, d)
		stop()
		w.before = nil
		if result.Worst() == importer.Done {
			return runs
		}
		if runs > 500 {
			w.t.Fatalf("no end after %d runs: %+v", runs, result)
		}
	}
}

func firstDifference(got, want string) string {
	g, v := strings.Split(got, "\n"), strings.Split(want, "\n")
	for n := range min(len(g), len(v)) {
		if g[n] != v[n] {
			return fmt.Sprintf("line %d: got %q, want %q", n+1, g[n], v[n])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(v))
}
