package main_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/importer"
	"tamtam/core/review"
	"tamtam/core/search"
	"tamtam/core/store"
	"tamtam/core/text"
)

// benchmarkOneCallMore changes one of 10,000 calls at a time, in the two transactions that a run needs at least (the page, and showing it), index
// included. Before each one it writes 4 KiB to a file and flushes them to the disk: what the machine can do at best. In the end it tidies, as
// the programs do behind a run.
func (l *library) benchmarkOneCallMore(b *testing.B) {
	f, err := os.OpenFile(filepath.Join(b.TempDir(), "floor"), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for b.Loop() {
		var floor, took times
		for _, r := range l.somecalls(b, 50) {
			began := time.Now()
			if _, err := f.Write(make([]byte, 4096)); err != nil {
				b.Fatal(err)
			}
			if err := f.Sync(); err != nil {
				b.Fatal(err)
			}
			floor = append(floor, float64(time.Since(began))/1e6)
			took = append(took, l.change(b, r))
		}
		took.report(b, "call")
		b.ReportMetric(floor.at(0.5), "fsync-p50-ms")
		b.ReportMetric(took.at(0.5)/floor.at(0.5), "x-fsync")
		if err := l.store.KeepIndex(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// change adds a sentence to a transcript and tells how long keeping and showing that takes, in milliseconds.
func (l *library) change(b *testing.B, r text.Record) float64 {
	r.Turns[0].Lines = append(slices.Clone(r.Turns[0].Lines), "One sentence more.")
	began := time.Now()
	entry := l.store.Encode(core.Transcripts, datatype.SortOf(core.Transcripts, r), r)
	if err := l.store.Stage(l.id, func(s *store.Stage) error { return s.Put(entry) }); err != nil {
		b.Fatal(err)
	}
	_, _, err := l.store.Finish(l.id, core.Transcripts, store.Ending{
		Header: func(int) text.Header { return text.Header{} }, Keep: func(string, []byte) bool { return true },
	})
	if err != nil {
		b.Fatal(err)
	}
	return float64(time.Since(began)) / 1e6
}

// somecalls reads some transcripts, spread over all.
func (l *library) somecalls(b *testing.B, most int) (records []text.Record) {
	b.Helper()
	n := 0
	err := l.store.Snapshot(func(s *store.Snapshot) error {
		return s.Each(l.id, core.Transcripts, func(body []byte) bool {
			if n++; n%100 == 0 {
				if r, err := text.Parse(string(body)); err == nil && len(r.Turns) > 0 {
					records = append(records, r)
				}
			}
			return len(records) < most
		})
	})
	if err != nil {
		b.Fatal(err)
	}
	return records
}

// benchmarkDuringSync types sentences while nothing else happens, then while everything is read again from the account at Gong's rate.
func (l *library) benchmarkDuringSync(b *testing.B) {
	for b.Loop() {
		e := search.New(l.store, review.New(l.store))
		ask := func() times {
			took := l.ask(b, e, "warm", []question{{ours: "warm"}})
			for range 60 {
				took = append(took, l.ask(b, e, "typing", l.questions("typing"))...)
			}
			return took[1:]
		}
		ask()
		idle := ask()
		ctx, cancel := context.WithCancel(b.Context())
		ended := make(chan error, 1)
		go func() { ended <- l.readAgain(ctx) }()
		busy := ask()
		select {
		case err := <-ended:
			b.Fatal("the sync ended before the searches: ", err)
		default:
		}
		cancel()
		<-ended
		idle.report(b, "idle")
		busy.report(b, "sync")
		b.ReportMetric(busy.at(0.99)/idle.at(0.99), "sync/idle-p99")
	}
}

// readAgain has the importer read everything again, at Gong's rate.
func (l *library) readAgain(ctx context.Context) error {
	base, err := gong.ParseBaseURL(l.desk.url)
	if err != nil {
		return err
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "key", Secret: core.NewSecret(secret)}, gong.Options{
		Limiters: gong.NewLimiters(core.SystemClock{}, gong.Rate),
	})
	if err != nil {
		return err
	}
	_, err = importer.New(l.store, nil).Run(ctx, client, l.id, importer.Options{Mode: importer.Everything})
	return err
}
