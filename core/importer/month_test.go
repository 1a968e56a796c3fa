package importer_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/gong/gongsim"
	"tamtam/core/importer"
	"tamtam/core/store"
)

const day = 24 * time.Hour

// month is a simulated one: a dataset that is synced daily while its account lives on.
type month struct {
	*world
	d    store.Dataset
	dice *rand.Rand
	// last and deep are when syncs were completed, deep those that read further back.
	last, deep time.Time
	// denied are the types that cannot be read for now.
	denied          []core.DataType
	requests, floor int
}

// sleeps are the days behind which the computer slept, and for how many; crashes those on which a sync was cut off; scopes those on which a
// permission was taken away, and given back.
var (
	sleeps  = map[int]int{3: 2, 7: 3, 11: 2, 19: 4, 26: 2}
	crashes = []int{6, 15, 23}
	scopes  = map[int]struct {
		scope string
		types []core.DataType
		until int
	}{
		9:  {"api:calls:read:transcript", []core.DataType{core.Transcripts}, 14},
		16: {"api:stats:scorecards", []core.DataType{core.AnsweredScorecards}, 18},
	}
)

// TestAMonth lets a month pass with a sync a day, but for the days on which the computer sleeps: calls come daily, their transcripts a
// minute to 30 days later, calls of the last 30 days are changed and deleted, syncs are cut off, permissions come and go. Another quiet week
// later, in which a sync that reads further back falls, all is as in a fresh import, for not much more than the requests that it takes to
// read what was read.
func TestAMonth(t *testing.T) {
	months := 1
	if soak {
		months = 20
	}
	for seed := range months {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			m := &month{
				world: newWorld(t, gongsim.Options{Seed: uint64(seed), Calls: 80, Users: 10, Workspaces: 1, WordsPerMinute: 3, Span: 60 * day}),
				dice:  rand.New(rand.NewPCG(uint64(seed), 30)),
			}
			m.d = m.dataset(store.Dataset{Types: core.DataTypes(), Period: core.Last(60)})
			m.world.sync(m.d)
			m.last, m.deep = m.clock.Now(), m.clock.Now()
			restored := 0
			for n := 1; n <= 30; n++ {
				m.pass(day)
				m.live()
				if s, ok := scopes[n]; ok {
					m.sim.Deny(s.scope)
					m.denied, restored = s.types, s.until
				}
				if n == restored {
					m.sim.AddKey(gongsim.DefaultKey, gongsim.DefaultSecret)
					m.denied = nil
				}
				if slices.Contains(crashes, n) {
					m.crash()
				}
				m.sync()
				for range sleeps[n] {
					m.pass(day)
					m.live()
					n++
				}
			}
			for range 8 {
				m.pass(day)
				m.sync()
			}
			m.likeFresh(m.d)
			ratio := float64(m.requests) / float64(m.floor)
			t.Logf("%d requests, at least %d are needed to read what was read: %.2f times", m.requests, m.floor, ratio)
			if ratio > 1.25 {
				t.Errorf("%d requests, %.2f times the floor", m.requests, ratio)
			}
		})
	}
}

// live is a day in the company.
func (m *month) live() {
	now := m.clock.Now()
	for _, id := range m.sim.Add(1 + m.dice.IntN(4)) {
		c, _ := m.sim.Call(id)
		late := time.Duration(float64(time.Minute) * math.Pow(float64(30*day/time.Minute), m.dice.Float64()))
		arrives := c.Started.Add(max(c.Duration+time.Minute, late))
		if end := present.Add(37 * day); arrives.After(end) {
			arrives = end // when it is asked for once more
		}
		m.sim.HoldTranscript(id, arrives)
	}
	lately := m.sim.Calls(now.Add(-30*day), time.Time{})
	any := func() gongsim.Call { return lately[m.dice.IntN(len(lately))] }
	m.sim.Reword(any().ID)
	if c := any(); !slices.ContainsFunc(m.dealsOf(c), func(c gongsim.Call) bool { return c.Started.Before(now.Add(-30 * day)) }) {
		m.sim.Edit(c.ID)
	}
	if m.dice.IntN(2) == 0 {
		m.sim.Delete(any().ID)
	}
	if m.dice.IntN(4) == 0 {
		c := any()
		m.sim.SetPrivate(c.ID, !c.Private)
	}
}

// sync syncs and counts what that takes, and what it must take.
func (m *month) sync() {
	m.t.Helper()
	from := m.last.Add(-reRead)
	deep := m.clock.Now().Sub(m.deep) >= deepEvery
	if deep {
		from = m.deep.Add(-deepRead)
	}
	result, err := m.importer.Run(m.t.Context(), m.client(), m.d.ID, importer.Options{Mode: importer.Recent})
	if err != nil {
		m.t.Fatal(err)
	}
	for _, r := range result.Types {
		want := importer.Done
		if slices.Contains(m.denied, r.Type) {
			want = importer.Skipped
		}
		if r.Outcome != want {
			m.t.Fatalf("%s: %s: %s, want %s (%v)", m.clock.Now(), r.Type, r.Outcome, want, r.Err)
		}
	}
	m.requests += result.Requests
	m.floor += m.sim.Floor(gongsim.FloorQuery{Types: core.DataTypes(), From: from}).Total()
	if m.last = m.clock.Now(); deep {
		m.deep = m.last
	}
}

// crash cuts a sync off as an end of the program does: nothing is written any more, from one request on. The next one opens the database.
func (m *month) crash() {
	m.t.Helper()
	left := 1 + m.dice.IntN(20)
	m.before = func(*http.Request) {
		if left--; left == 0 {
			if err := m.store.Close(); err != nil {
				m.t.Error(err)
			}
		}
	}
	result, err := m.importer.Run(m.t.Context(), m.client(), m.d.ID, importer.Options{Mode: importer.Recent})
	m.before = nil
	if err == nil {
		m.t.Fatalf("the sync was not cut off: %+v", result)
	}
	m.requests += result.Requests
	folder := filepath.Dir(m.store.Path())
	if m.store, err = store.Open(folder, store.Options{Clock: m.clock}); err != nil {
		m.t.Fatal(err)
	}
	reopened := m.store
	m.t.Cleanup(func() {
		if err := reopened.Close(); err != nil {
			m.t.Error(err)
		}
	})
	m.importer = importer.New(m.store, m.clock)
}
