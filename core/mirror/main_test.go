package mirror_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/mirror"
	"tamtam/core/store"
	"tamtam/core/text"
)

// helperVariable has this test binary mirror without end instead of testing, until it is killed.
const helperVariable = "TAMTAM_MIRROR_HELPER"

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) != "" {
		if err := withoutEnd(os.Args[len(os.Args)-2], os.Args[len(os.Args)-1]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// ticking is a clock that goes three seconds further each time it is asked.
type ticking struct{ asked atomic.Int64 }

func (c *ticking) Now() time.Time {
	return time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC).Add(time.Duration(c.asked.Add(1)) * 3 * time.Second)
}

func (*ticking) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// world is a database with datasets, and a folder to mirror into.
type world struct {
	*store.Store
	t      testing.TB
	folder string
	mirror *mirror.Mirror
}

func newWorld(t testing.TB) *world {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{Clock: new(ticking)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return &world{Store: s, t: t, folder: t.TempDir(), mirror: mirror.New(s)}
}

// dataset makes a dataset that is mirrored in the world's folder.
func (w *world) dataset(name string) store.Dataset {
	w.t.Helper()
	d, err := w.CreateDataset(store.Dataset{Name: name, Types: core.DataTypes(), Period: core.Last(30), Mirror: w.folder})
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// imported gives a file of the dataset new content.
func imported(s *store.Store, id core.DatasetID, of core.DataType, body string) error {
	err := s.Stage(id, func(stage *store.Stage) error {
		for i := range 3 {
			r := text.New("Call", fmt.Sprint(i))
			r.Set("Brief", body)
			if err := stage.Put(s.Encode(of, []byte(r.ID), r)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		_, _, err = s.Finish(id, of, store.Ending{Header: func(int) text.Header { return text.Header{Title: "Gong", Description: "test"} }})
	}
	return err
}

func (w *world) imports(d store.Dataset, of core.DataType, body string) {
	w.t.Helper()
	if err := imported(w.Store, d.ID, of, body); err != nil {
		w.t.Fatal(err)
	}
}

// changed keeps a changed dataset.
func (w *world) changed(d store.Dataset) {
	w.t.Helper()
	if err := w.UpdateDataset(d); err != nil {
		w.t.Fatal(err)
	}
}

// writes mirrors the dataset, which must go well.
func (w *world) writes(d store.Dataset) mirror.Result {
	w.t.Helper()
	result, err := w.mirror.Write(w.t.Context(), d.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

func (w *world) name(d store.Dataset, of core.DataType) string {
	w.t.Helper()
	f, err := w.File(d.ID, of)
	if err != nil {
		w.t.Fatal(err)
	}
	return f.Name()
}

func (w *world) path(d store.Dataset, of core.DataType) string {
	w.t.Helper()
	return filepath.Join(w.folder, w.name(d, of))
}

// holds demands that a folder holds the files of the datasets, as they are in the database, and nothing else but the named.
func (w *world) holds(folder string, datasets []store.Dataset, others ...string) {
	w.t.Helper()
	want := map[string]string{}
	for _, other := range others {
		want[other] = ""
	}
	for _, d := range datasets {
		files, err := w.Files(d.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, f := range files {
			var b bytes.Buffer
			if err := w.WriteFile(w.t.Context(), &b, d.ID, f.Type); err != nil {
				w.t.Fatal(err)
			}
			want[f.Name()] = b.String()
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		text, ok := want[e.Name()]
		if !ok {
			w.t.Errorf("%s stands in the folder", e.Name())
		}
		delete(want, e.Name())
		if text == "" {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil || string(content) != text {
			w.t.Errorf("%s: %d bytes, %v; want %d bytes", e.Name(), len(content), err, len(text))
		}
	}
	for name := range want {
		w.t.Errorf("%s is missing", name)
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func contentOf(t testing.TB, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// words is text of some length.
func words(n int) string { return strings.Repeat("renewal and pricing ", n) }
