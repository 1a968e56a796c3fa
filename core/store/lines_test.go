package store_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// randomFile imports a file of n records with turns, values of several lines, and records of nothing but their first line.
func randomFile(t testing.TB, s *store.Store, id core.DatasetID, seed uint64, n int) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 8))
	var all []text.Record
	for i := range n {
		one := text.New("Transcript", fmt.Sprint(seed, "-", i))
		for range r.IntN(3) {
			one.Set("Title", speech(r, r.IntN(400)))
		}
		for range r.IntN(20) {
			one.Say(text.Turn{Speaker: "Ina", Lines: strings.Split(speech(r, r.IntN(200)), "\n")})
		}
		all = append(all, one)
	}
	put(t, s, id, core.Transcripts, all...)
	finish(t, s, id, core.Transcripts)
}

func TestLinesAreThoseOfTheFile(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	for seed, n := range []int{0, 1, 2, 33, 150} {
		randomFile(t, s, id, uint64(seed), n)
		l, err := s.OpenLines(id, core.Transcripts)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.TrimSuffix(content(t, s, id, core.Transcripts), "\n"), "\n")
		if l.Len() != len(want) || l.Records() != n {
			t.Fatalf("%d lines, want %d; %d records, want %d", l.Len(), len(want), l.Records(), n)
		}
		for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(len(want)) {
			if got, err := l.Line(i); got != want[i] || err != nil {
				t.Fatalf("line %d: %q, want %q (%v)", i, got, want[i], err)
			}
		}
		for i := range l.Records() {
			if !strings.HasPrefix(want[l.Start(i)], "=== ") {
				t.Errorf("record %d begins at %q", i, want[l.Start(i)])
			}
		}
		for _, i := range []int{-1, len(want)} {
			if _, err := l.Line(i); !core.Is(err, core.NotFound) {
				t.Errorf("line %d: %v", i, err)
			}
		}
	}
}

func TestALineIsFoundAgainByItsRecord(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	lines := func(ids ...string) *store.Lines {
		var all []text.Record
		for _, one := range ids {
			r := text.New("Transcript", one)
			r.Set("Title", "Renewal of "+one)
			all = append(all, r)
		}
		put(t, s, id, core.Transcripts, all...)
		finish(t, s, id, core.Transcripts)
		l, err := s.OpenLines(id, core.Transcripts)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	before := lines("b", "d", "f")
	header, title, last := before.Anchor(2), before.Anchor(before.Start(1)+1), before.Anchor(before.Len()-1)
	for _, c := range []struct {
		after  *store.Lines
		anchor store.Anchor
		record int // of after, -1 for its header
		line   int // within it
	}{
		{before, title, 1, 1},
		{before, header, -1, 2},
		{before, store.Anchor{}, -1, 0},
		{lines("a", "b", "c", "d", "f"), title, 3, 1},
		{lines("a", "b", "e", "f"), title, 2, 0}, // it is gone: the one in its place
		{lines("a", "b"), title, 1, 1},           // none is: the end
		{lines("f"), last, 0, 1},
	} {
		want := c.line
		if c.record >= 0 {
			want += c.after.Start(c.record)
		}
		if got := c.after.Find(c.anchor); got != want {
			t.Errorf("%+v is found in line %d, want %d", c.anchor, got, want)
		}
	}
}

func TestLinesOfNewContentAreRefused(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	if _, err := s.OpenLines(id, core.Transcripts); !core.Is(err, core.NotFound) {
		t.Errorf("never imported: %v", err)
	}
	again := func() { // the same bytes, the same number of contents since the type was chosen
		d, err := s.Dataset(id)
		if err != nil {
			t.Fatal(err)
		}
		all := d.Types
		if d.Types = []core.DataType{core.Calls}; s.UpdateDataset(d) != nil {
			t.Fatal("cannot remove the type")
		}
		if d.Types = all; s.UpdateDataset(d) != nil {
			t.Fatal("cannot choose the type again")
		}
		randomFile(t, s, id, 1, 50)
	}
	for name, replace := range map[string]func(){
		"finished":  func() { randomFile(t, s, id, 2, 50) },
		"unchanged": func() { finish(t, s, id, core.Transcripts) },
		"again":     again,
	} {
		randomFile(t, s, id, 1, 50)
		l, err := s.OpenLines(id, core.Transcripts)
		if err != nil {
			t.Fatal(err)
		}
		last := l.Len() - 1
		if _, err := l.Line(last); err != nil {
			t.Errorf("%s: before: %v", name, err)
		}
		replace()
		if _, err := l.Line(l.Start(0)); !errors.Is(err, store.ErrReplaced) {
			t.Errorf("%s: after: %v", name, err)
		}
		if _, err := l.Line(last); err != nil {
			t.Errorf("%s: of what is in memory: %v", name, err)
		}
		again()
	}
}

// TestReadingWhileWriting: readers see whole contents only, and lines that are right or refused, while a writer replaces them and grows the
// file. The race detector watches.
func TestReadingWhileWriting(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	const size = 12
	import1 := func(n int) {
		var all []text.Record
		for i := range size {
			all = append(all, record(fmt.Sprint(i), strings.Repeat(fmt.Sprintf("generation %d\n", n), 1+n*5)))
		}
		put(t, s, id, core.Calls, all...)
		finish(t, s, id, core.Calls)
	}
	import1(0)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				l, err := s.OpenLines(id, core.Calls)
				if err != nil {
					t.Error(err)
					return
				}
				for i := range l.Len() {
					if _, err := l.Line(i); err != nil && !errors.Is(err, store.ErrReplaced) {
						t.Error(err)
					}
				}
				seen := map[string]int{}
				for _, r := range records(t, content(t, s, id, core.Calls)) {
					first, _, _ := strings.Cut(r.Value("Brief"), "\n")
					seen[first]++
				}
				if len(seen) != 1 {
					t.Errorf("a reader saw %v", seen)
				}
				if _, err := s.Files(id); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var checks sync.WaitGroup
	checks.Go(func() {
		for range 5 {
			checkSound(t, s)
		}
	})
	for n := range 40 {
		import1(n)
	}
	checks.Wait()
	close(stop)
	readers.Wait()
}

// TestOneLinesForManyReaders: a view asks for lines from several goroutines.
func TestOneLinesForManyReaders(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	randomFile(t, s, id, 3, 80)
	want := strings.Split(content(t, s, id, core.Transcripts), "\n")
	l, err := s.OpenLines(id, core.Transcripts)
	if err != nil {
		t.Fatal(err)
	}
	var readers sync.WaitGroup
	for seed := range uint64(4) {
		readers.Go(func() {
			r := rand.New(rand.NewPCG(seed, 0))
			for range 300 {
				i := r.IntN(l.Len())
				if got, err := l.Line(i); got != want[i] || err != nil {
					t.Errorf("line %d: %q, want %q (%v)", i, got, want[i], err)
				}
			}
		})
	}
	readers.Wait()
}
