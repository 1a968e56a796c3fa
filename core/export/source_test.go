package export_test

import (
	"fmt"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/store"
	"tamtam/core/text"
)

// kept is a database with a dataset, into which files are put whole.
type kept struct {
	testing.TB
	*store.Store
}

func newKept(t testing.TB) kept {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return kept{t, s}
}

func (k kept) dataset(name string) core.DatasetID {
	k.Helper()
	d, err := k.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		k.Fatal(err)
	}
	return d.ID
}

// put makes records of the ids the whole of a file, in the order of their sort keys.
func (k kept) put(id core.DatasetID, t core.DataType, kind string, sorts map[string]string) {
	k.Helper()
	err := k.Stage(id, func(stage *store.Stage) error {
		for record, sort := range sorts {
			one := text.New(kind, record)
			one.Set("Title", kind+" "+record+" of "+string(id))
			if err := stage.Put(k.Encode(t, []byte(sort), one)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		_, _, err = k.Finish(id, t, store.Ending{Header: func(int) text.Header { return text.Header{Title: "Gong", Description: "Calls"} }})
	}
	if err != nil {
		k.Fatal(err)
	}
}

// TestCallsOfADataset: each call once, in the order of the files, with the records that there are.
func TestCallsOfADataset(t *testing.T) {
	k := newKept(t)
	id := k.dataset("Sample")
	if _, err := export.Calls(k, id); !core.Is(err, core.NotFound) {
		t.Errorf("before an import: %v", err)
	}
	calls, transcripts := map[string]string{}, map[string]string{}
	var want []string
	for n := range 100 { // more than are read together
		call, sort := fmt.Sprintf("call %d", 1000-n), fmt.Sprintf("%03d", n)
		if n%3 != 0 {
			calls[call] = sort
		}
		if n%3 != 1 {
			transcripts[call] = sort
		}
		want = append(want, call)
	}
	k.put(id, core.Calls, "Call", calls)
	k.put(id, core.Transcripts, "Transcript", transcripts)
	all, err := export.Calls(k, id)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for c, err := range export.Read(k, all) {
		if err != nil {
			t.Fatal(err)
		}
		if string(all[n].ID) != want[n] || (c.Call == nil) != (n%3 == 0) || (c.Transcript == nil) != (n%3 == 1) {
			t.Errorf("call %d: %s, %v, %v", n, all[n].ID, c.Call, c.Transcript)
		}
		for _, r := range []*text.Record{c.Call, c.Transcript} {
			if r != nil && r.ID != text.EscapeID(want[n]) {
				t.Errorf("call %d: %s, want %s", n, r.ID, want[n])
			}
		}
		n++
	}
	if n != len(want) {
		t.Errorf("%d calls, want %d", n, len(want))
	}
}

// TestASelection: a call of several datasets is joined of them, one that is gone is left out, and none at all is said.
func TestASelection(t *testing.T) {
	k := newKept(t)
	one, two := k.dataset("One"), k.dataset("Two")
	k.put(one, core.Transcripts, "Transcript", map[string]string{"7": "a"})
	k.put(two, core.Transcripts, "Transcript", map[string]string{"7": "a"})
	k.put(two, core.Calls, "Call", map[string]string{"7": "a"})
	both := []core.DatasetID{one, two}
	var titles []string
	for c, err := range export.Read(k, []export.Call{{ID: "8", Datasets: both}, {ID: "7", Datasets: both}}) {
		if err != nil {
			t.Fatal(err)
		}
		titles = append(titles, c.Call.Value("Title"), c.Transcript.Value("Title"))
	}
	if want := []string{"Call 7 of " + string(two), "Transcript 7 of " + string(one)}; !slices.Equal(titles, want) {
		t.Errorf("got %q, want %q", titles, want)
	}
	for c, err := range export.Read(k, []export.Call{{ID: "9", Datasets: both}}) {
		if !core.Is(err, core.NotFound) {
			t.Errorf("got %v, %v", c, err)
		}
	}
}
