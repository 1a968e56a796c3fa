package store_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// kept is a record of the model: what a plain map would hold.
type kept struct {
	sort   string
	record text.Record
}

type shelf map[string]kept

// model is a dataset as the store promises it to be.
type model struct {
	visible, staged map[core.DataType]shelf
	run             []byte
	links           map[string]map[string]string
}

var historyTypes = []core.DataType{core.Calls, core.Users, core.CRMDeals}

// TestHistories runs random histories of runs against plain maps: after each step the visible files, what is staged, the totals and the
// changes are exactly those of the model.
func TestHistories(t *testing.T) {
	histories := 6
	if soak() {
		histories = 500
	}
	for _, c := range []struct {
		name        string
		small, step int
	}{
		{"in one transaction", 16 << 20, 8 << 20},
		{"completed beside", 1, 6000},
		{"mixed", 20_000, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			defer store.Thresholds(c.small, c.step)()
			for seed := range histories {
				h := newHistory(t, uint64(seed))
				for range 40 {
					h.step()
					h.compare()
				}
				checkSound(t, h.store)
				h.store.Close()
			}
		})
	}
}

// TestALargeImportLeavesNoPagesBehind: what was staged beside the records is more than a page of the database can hold.
func TestALargeImportLeavesNoPagesBehind(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id := newDataset(t, s, "Large")
	all := make([]text.Record, 300)
	for n := range all {
		all[n] = record(fmt.Sprint(n), "said")
	}
	for range 2 { // a first import, and one that finds all as it was
		put(t, s, id, core.Calls, all...)
		finish(t, s, id, core.Calls)
		checkSound(t, s)
	}
}

type history struct {
	*testing.T
	model
	random  *rand.Rand
	folder  string
	store   *store.Store
	dataset core.DatasetID
	seed    uint64
	ids     int // few of them meet each other often within a transaction
}

func newHistory(t *testing.T, seed uint64) *history {
	h := &history{T: t, random: rand.New(rand.NewPCG(seed, 4)), folder: t.TempDir(), seed: seed, ids: []int{4, 25}[seed%2], model: model{
		visible: map[core.DataType]shelf{}, staged: map[core.DataType]shelf{}, links: map[string]map[string]string{},
	}}
	for _, of := range historyTypes {
		h.staged[of] = shelf{}
	}
	h.store = open(t, h.folder)
	h.dataset = newDataset(t, h.store, "Sample")
	return h
}

func (h *history) step() {
	switch n := h.random.IntN(20); {
	case n < 12:
		h.stage()
	case n < 19:
		h.finish(historyTypes[h.random.IntN(len(historyTypes))])
	default:
		h.store.Close()
		h.store = open(h.T, h.folder)
	}
}

// stage does a few things in one transaction; now and then the transaction fails and nothing has happened.
func (h *history) stage() {
	before := h.copy()
	failure := errors.New("the page is bad")
	fails := h.random.IntN(10) == 0
	err := h.store.Stage(h.dataset, func(s *store.Stage) error {
		for range 1 + h.random.IntN(12) {
			if err := h.stageOne(s); err != nil {
				return err
			}
		}
		if fails {
			return failure
		}
		return nil
	})
	switch {
	case fails && errors.Is(err, failure):
		h.model = before
	case err != nil:
		h.Fatalf("seed %d: %v", h.seed, err)
	}
}

func (h *history) stageOne(s *store.Stage) error {
	of := historyTypes[h.random.IntN(len(historyTypes))]
	id := text.EscapeID(fmt.Sprintf("id %d", h.random.IntN(h.ids)))
	switch n := h.random.IntN(60); {
	case n < 30:
		return h.put(s, of, h.kept(id))
	case n < 50:
		if old, ok := h.visible[of][id]; ok {
			return h.put(s, of, old)
		}
		return nil
	case n < 52:
		h.staged[of] = shelf{}
		return s.Clear(of)
	case n < 55:
		h.run = fmt.Append(nil, h.random.Int())
		return s.SetRun(h.run)
	case n < 59:
		object, call, note := fmt.Sprint("object ", h.random.IntN(5)), fmt.Sprint(h.random.IntN(5)), speech(h.random, h.random.IntN(300))
		if h.links[object] == nil {
			h.links[object] = map[string]string{}
		}
		h.links[object][call] = note
		return s.PutLink(object, call, []byte(note))
	default:
		h.run = nil
		for _, of := range historyTypes {
			h.staged[of] = shelf{}
		}
		return s.EndRun()
	}
}

// kept makes a record of the id: mostly a small one, seldom larger than a page, with one of a few sort keys, so that records are renamed.
func (h *history) kept(id string) kept {
	size := h.random.IntN(200)
	if h.random.IntN(6) == 0 {
		size = h.random.IntN(20_000)
	}
	r := text.New("Thing", text.UnescapeID(id))
	r.Set("Title", speech(h.random, size))
	sort := []string{"", "a", "b", "name é"}[h.random.IntN(4)]
	if sort != "" {
		sort += "\x00"
	}
	return kept{sort, r}
}

func (h *history) put(s *store.Stage, of core.DataType, k kept) error {
	var sort []byte // nil for the empty one
	if k.sort != "" {
		sort = []byte(k.sort)
	}
	h.staged[of][k.record.ID] = k
	return s.Put(h.store.Encode(of, sort, k.record))
}

func (h *history) finish(of core.DataType) {
	var want store.Changes
	var list []store.Change
	before, after := h.visible[of], h.staged[of]
	e := ending(fmt.Sprint(h.random.Int()), nil)
	e.Run = core.RunID(fmt.Sprint("run ", h.random.Int()))
	if h.random.IntN(2) == 0 {
		e.Keep = func(id string, _ []byte) bool { return id[len(id)-1]%2 == 0 }
	}
	for id, k := range after {
		old, had := before[id]
		switch {
		case !had:
			want.Added++
			list = append(list, store.Change{Op: store.Added, ID: id, Title: titleOf(k.record)})
		case !gocmp.Equal(old, k, gocmp.AllowUnexported(kept{})):
			want.Changed++
			list = append(list, store.Change{Op: store.Changed, ID: id, Title: titleOf(k.record)})
		}
	}
	after = maps.Clone(after)
	for id, k := range before {
		_, met := after[id]
		switch {
		case met:
		case e.Keep != nil && e.Keep(id, nil):
			after[id] = k
		default:
			want.Removed++
			list = append(list, store.Change{Op: store.Removed, ID: id, Title: titleOf(k.record)})
		}
	}
	if h.random.IntN(2) == 0 {
		e.State = fmt.Append(nil, "after ", of)
		h.run = e.State
	}
	rev := uint64(0)
	if f, err := h.store.File(h.dataset, of); err == nil {
		rev = f.Rev
	}
	f, got, err := h.store.Finish(h.dataset, of, e)
	if err != nil {
		h.Fatalf("seed %d: %v", h.seed, err)
	}
	if got != want || f.Rev != rev+1 {
		h.Fatalf("seed %d, %s: changes %+v, want %+v; rev %d after %d", h.seed, of, got, want, f.Rev, rev)
	}
	h.visible[of], h.staged[of] = after, shelf{}
	h.compareChanges(e.Run, of, list)
}

func (h *history) compareChanges(run core.RunID, of core.DataType, want []store.Change) {
	h.Helper()
	slices.SortFunc(want, func(a, b store.Change) int { return cmp.Compare(a.ID, b.ID) })
	var got []store.Change
	err := h.store.RunChanges(h.dataset, run, of, func(c store.Change) bool {
		got = append(got, c)
		return true
	})
	if diff := gocmp.Diff(want, got); diff != "" || err != nil {
		h.Fatalf("seed %d, %s: changes: %v %s", h.seed, of, err, diff)
	}
}

// titleOf is a record's title as lists of changes show it.
func titleOf(r text.Record) string {
	title, _, _ := strings.Cut(r.Value("Title"), "\n")
	if len(title) <= 200 {
		return title
	}
	end := 200
	for !utf8.RuneStart(title[end]) {
		end--
	}
	return title[:end] + "…"
}

// compare holds the store against the model.
func (h *history) compare() {
	h.Helper()
	for _, of := range historyTypes {
		want, imported := h.visible[of]
		f, err := h.store.File(h.dataset, of)
		if imported != (err == nil) || !imported && !core.Is(err, core.NotFound) {
			h.Fatalf("seed %d, %s: %v", h.seed, of, err)
		}
		if imported {
			h.compareFile(f, want)
		}
		if n, err := h.store.Staged(h.dataset, of); n != len(h.staged[of]) || err != nil {
			h.Fatalf("seed %d, %s: %d staged, want %d (%v)", h.seed, of, n, len(h.staged[of]), err)
		}
		h.compareOne(of, text.EscapeID(fmt.Sprintf("id %d", h.random.IntN(h.ids))))
	}
	if run, err := h.store.Run(h.dataset); !bytes.Equal(run, h.run) || (run == nil) != (h.run == nil) || err != nil {
		h.Fatalf("seed %d: run %q, want %q (%v)", h.seed, run, h.run, err)
	}
	h.compareLinks()
}

func (h *history) compareFile(f store.File, want shelf) {
	h.Helper()
	file := content(h, h.store, h.dataset, f.Type)
	var inOrder []text.Record
	for _, k := range slices.SortedFunc(maps.Values(want), func(a, b kept) int {
		return cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(a.record.ID, b.record.ID))
	}) {
		inOrder = append(inOrder, k.record)
	}
	if diff := gocmp.Diff(inOrder, records(h, file)); diff != "" {
		h.Fatalf("seed %d, %s: %s", h.seed, f.Type, diff)
	}
	if f.Records != len(want) || f.Bytes != int64(len(file)) {
		h.Fatalf("seed %d, %s: the head says %d records, %d bytes; there are %d, %d", h.seed, f.Type, f.Records, f.Bytes, len(want), len(file))
	}
}

// compareOne looks for a record where a run would: among what is staged, then in the visible file.
func (h *history) compareOne(of core.DataType, id string) {
	h.Helper()
	want, exists := h.staged[of][id]
	if !exists {
		want, exists = h.visible[of][id]
	}
	body, ok, err := h.store.Record(h.dataset, of, id)
	if err != nil || ok != exists || ok && body != string(text.Append(nil, want.record)) {
		h.Fatalf("seed %d, %s, %s: found %v, want %v (%v)", h.seed, of, id, ok, exists, err)
	}
}

func (h *history) compareLinks() {
	h.Helper()
	got := map[string][]string{}
	err := h.store.Links(h.dataset, func(object string, values [][]byte) error {
		for _, v := range values {
			got[object] = append(got[object], string(v))
		}
		return nil
	})
	want := map[string][]string{}
	for object, calls := range h.links {
		for _, call := range slices.Sorted(maps.Keys(calls)) {
			want[object] = append(want[object], calls[call])
		}
	}
	if diff := gocmp.Diff(want, got); diff != "" || err != nil {
		h.Fatalf("seed %d: links: %v %s", h.seed, err, diff)
	}
}

func (m model) copy() model {
	c := model{visible: maps.Clone(m.visible), staged: map[core.DataType]shelf{}, run: m.run, links: map[string]map[string]string{}}
	for of, s := range m.staged {
		c.staged[of] = maps.Clone(s)
	}
	for object, calls := range m.links {
		c.links[object] = maps.Clone(calls)
	}
	return c
}
