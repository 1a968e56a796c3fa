package review_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/core/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ticking is a clock that goes a second further each time it is asked.
type ticking struct{ seconds atomic.Int64 }

func (c *ticking) Now() time.Time {
	return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC).Add(time.Duration(c.seconds.Add(1)) * time.Second)
}

func (*ticking) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// room is a database and whoever reads it.
type room struct {
	testing.TB
	store *store.Store
	desk  *review.Desk
}

func newRoom(t testing.TB) *room {
	t.Helper()
	return openRoom(t, t.TempDir())
}

func openRoom(t testing.TB, folder string) *room {
	t.Helper()
	s, err := store.Open(folder, store.Options{Clock: new(ticking)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &room{t, s, review.New(s)}
}

func (r *room) dataset(name string) core.DatasetID {
	r.Helper()
	d, err := r.store.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30)})
	if err != nil {
		r.Fatal(err)
	}
	return d.ID
}

// put makes the records the whole of a file.
func (r *room) put(id core.DatasetID, t core.DataType, records ...text.Record) {
	r.Helper()
	err := r.store.Stage(id, func(stage *store.Stage) error {
		for _, one := range records {
			if err := stage.Put(r.store.Encode(t, []byte(one.ID), one)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		r.Fatal(err)
	}
	header := func(int) text.Header {
		h := text.Header{Title: "Gong", Description: "of the team"}
		h.Add("Data type", string(t))
		return h
	}
	if _, _, err := r.store.Finish(id, t, store.Ending{Header: header}); err != nil {
		r.Fatal(err)
	}
}

func (r *room) calls(datasets ...core.DatasetID) *review.Catalogue {
	r.Helper()
	c, err := r.desk.Calls(r.Context(), datasets...)
	if err != nil {
		r.Fatal(err)
	}
	return c
}

func (r *room) open(id core.CallID) review.Conversation {
	r.Helper()
	c, err := r.desk.Open(r.Context(), id)
	if err != nil {
		r.Fatal(err)
	}
	return c
}

// golden reads the records that core/datatype makes of Gong's answers.
func golden(t testing.TB, of core.DataType) (all []text.Record) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "datatype", "testdata", string(of)+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := text.NewReader(f)
	if _, err := r.Header(); err != nil {
		t.Fatal(err)
	}
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
