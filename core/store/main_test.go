package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/text"
)

// helperVariable names what this test binary does instead of testing, for tests that need another process.
const helperVariable = "TAMTAM_STORE_HELPER"

func TestMain(m *testing.M) {
	if name := os.Getenv(helperVariable); name != "" {
		if err := helpers[name](os.Args[len(os.Args)-1]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// soak tells whether the long forms of tests were asked for.
func soak() bool { return os.Getenv("TAMTAM_SOAK") == "1" }

// ticking is a clock that goes a second further each time it is asked.
type ticking struct{ seconds atomic.Int64 }

func (c *ticking) Now() time.Time {
	return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC).Add(time.Duration(c.seconds.Add(1)) * time.Second)
}

func (*ticking) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func open(t testing.TB, folder string) *store.Store {
	t.Helper()
	s, err := store.Open(folder, store.Options{Clock: new(ticking)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func newDataset(t testing.TB, s *store.Store, name string) core.DatasetID {
	t.Helper()
	d, err := s.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		t.Fatal(err)
	}
	return d.ID
}

// speech is text of about n bytes that compresses roughly as speech does.
func speech(r *rand.Rand, n int) string {
	words := []string{"price", "renewal", "and", "the", "we", "think", "about", "Q3", "budget", "so", "yeah", "integration", "legal", "Grüße"}
	var b bytes.Buffer
	for b.Len() < n {
		fmt.Fprintf(&b, "%s ", words[r.IntN(len(words))])
		if r.IntN(12) == 0 {
			fmt.Fprintf(&b, "%x.\n", r.Uint32())
		}
	}
	return b.String()
}

func record(id, body string) text.Record {
	r := text.New("Call", id)
	r.Set("Title", "call "+id)
	r.Set("Brief", body)
	return r
}

func header(note string) text.Header {
	h := text.Header{Title: "Calls", Description: "Calls of the team"}
	h.Add("Data type", "calls")
	h.Add("Note", note)
	return h
}

// put stages records under their ids as sort keys.
func put(t testing.TB, s *store.Store, id core.DatasetID, of core.DataType, records ...text.Record) {
	t.Helper()
	err := s.Stage(id, func(stage *store.Stage) error {
		for _, r := range records {
			if err := stage.Put(s.Encode(of, []byte(r.ID), r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func finish(t testing.TB, s *store.Store, id core.DatasetID, of core.DataType) (store.File, store.Changes) {
	t.Helper()
	f, changes, err := s.Finish(id, of, ending("none", nil))
	if err != nil {
		t.Fatal(err)
	}
	return f, changes
}

// ending shows what is staged under a header that holds the words.
func ending(words string, state []byte) store.Ending {
	return store.Ending{Header: func(int) text.Header { return header(words) }, State: state}
}

// content is the whole text of a file.
func content(t testing.TB, s *store.Store, id core.DatasetID, of core.DataType) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteFile(context.Background(), &b, id, of); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// records reads a file's text back.
func records(t testing.TB, file string) []text.Record {
	t.Helper()
	r := text.NewReader(bytes.NewReader([]byte(file)))
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
	var all []text.Record
	for {
		one, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
}

func checkSound(t testing.TB, s *store.Store) store.Report {
	t.Helper()
	report, err := s.Check()
	if err != nil || len(report.Problems) > 0 {
		t.Fatalf("check: %v, %q", err, report.Problems)
	}
	return report
}

// sample makes a database of one dataset with calls and transcripts, some of them larger than a page, and returns the dataset's id.
func sample(t testing.TB, folder string) core.DatasetID {
	t.Helper()
	s, err := store.Open(folder, store.Options{Clock: new(ticking)})
	if err != nil {
		t.Fatal(err)
	}
	id := newDataset(t, s, "Sample")
	r := rand.New(rand.NewPCG(1, 2))
	for _, of := range []core.DataType{core.Calls, core.Transcripts} {
		var all []text.Record
		for i := range 16 {
			all = append(all, record(fmt.Sprint(i), speech(r, r.IntN(24_000))))
		}
		for page := range slices.Chunk(all, 4) {
			put(t, s, id, of, page...)
		}
		finish(t, s, id, of)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return id
}
