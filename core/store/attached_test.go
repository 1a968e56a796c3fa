package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/store"
)

func attach(t testing.TB, s *store.Store, id core.DatasetID, path string, folder bool) store.Source {
	t.Helper()
	source, err := s.AddSource(id, path, folder)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

// reading is a file as it was read, its content written in parts of a random length.
func reading(t testing.TB, s *store.Store, id core.DatasetID, about store.Attached, form store.Form, content string) store.Reading {
	t.Helper()
	r := rand.New(rand.NewPCG(uint64(len(content)), 1))
	c := s.NewContent(id, form)
	for rest := []byte(content); len(rest) > 0; {
		n := min(len(rest), 1+r.IntN(200_000))
		if _, err := c.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
		if c.Waiting() > 5<<20 {
			t.Fatalf("%d bytes wait in memory", c.Waiting())
		}
	}
	about.Hash = fmt.Sprint(len(content), content[:min(len(content), 9)])
	return store.Reading{File: about, Content: c}
}

func keep(t testing.TB, s *store.Store, id core.DatasetID, readings ...store.Reading) []store.Attached {
	t.Helper()
	kept, err := s.KeepAttached(id, readings...)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func attachedContent(t testing.TB, s *store.Store, id core.DatasetID, file core.AttachedID) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteAttached(t.Context(), &b, id, file); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestAnAttachedFileIsKeptWhole(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	source := attach(t, s, id, "/notes", true)
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 9<<20) // more than a transaction takes, and nothing packs it
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	for name, c := range map[string]struct {
		form store.Form
		text string
	}{
		"empty":           {store.AsText, ""},
		"a line":          {store.AsText, "one\n"},
		"no last newline": {store.AsText, "one\n\ntwo"},
		"many pieces":     {store.AsText, speech(r, 700_000)},
		"a long line":     {store.AsText, "a\n" + strings.Repeat("x", 300_000) + "\nb\n"},
		"only newlines":   {store.AsText, strings.Repeat("\n", 200_000)},
		"bytes":           {store.AsIs, string(noise)},
	} {
		t.Run(name, func(t *testing.T) {
			about := store.Attached{Source: source.ID, Path: "/notes/" + name, Name: name}
			a := keep(t, s, id, reading(t, s, id, about, c.form, c.text))[0]
			want := c.text
			if c.form == store.AsText && want != "" && !strings.HasSuffix(want, "\n") {
				want += "\n"
			}
			if got := attachedContent(t, s, id, a.ID); got != want || a.Bytes != int64(len(want)) {
				t.Errorf("got %d bytes, the head says %d, want %d", len(got), a.Bytes, len(want))
			}
			l, err := s.OpenAttached(id, a.ID)
			if c.form != store.AsText {
				if !core.Is(err, core.NotFound) {
					t.Errorf("lines of bytes: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.SplitAfter(want, "\n")
			lines = lines[:len(lines)-1]
			if l.Len() != len(lines) || a.Lines != len(lines) {
				t.Fatalf("%d lines, the head says %d, want %d", l.Len(), a.Lines, len(lines))
			}
			for range min(300, len(lines)) {
				i := r.IntN(len(lines))
				if got, err := l.Line(i); got+"\n" != lines[i] || err != nil {
					t.Fatalf("line %d: %q (%v)", i, got, err)
				}
			}
			for _, i := range []int{-1, len(lines)} {
				if _, err := l.Line(i); !core.Is(err, core.NotFound) {
					t.Errorf("line %d: %v", i, err)
				}
			}
		})
	}
	if report := checkSound(t, s); report.Attached != 7 {
		t.Errorf("%d attached files were checked", report.Attached)
	}
}

func TestNewContentTakesThePlaceOfTheOld(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	source := attach(t, s, id, "/notes", true)
	about := store.Attached{Source: source.ID, Path: "/notes/a.txt", Name: "a.txt"}
	first := keep(t, s, id, reading(t, s, id, about, store.AsText, speech(rand.New(rand.NewPCG(1, 1)), 300_000)))[0]
	l, err := s.OpenAttached(id, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	next := reading(t, s, id, first, store.AsText, "new\n")
	if got := attachedContent(t, s, id, first.ID); int64(len(got)) != first.Bytes {
		t.Error("content that is not kept yet is visible")
	}
	second := keep(t, s, id, next)[0]
	if second.ID != first.ID || !second.Added.Equal(first.Added) || first.Changed != (store.Attached{}).Changed || second.Changed.IsZero() {
		t.Errorf("before %+v, after %+v", first, second)
	}
	if got := attachedContent(t, s, id, first.ID); got != "new\n" {
		t.Errorf("got %q", got)
	}
	if _, err := l.Line(0); !errors.Is(err, store.ErrReplaced) {
		t.Errorf("a line of the old content: %v", err)
	}
	gone := keep(t, s, id, store.Reading{File: second})[0]
	if gone.Form != store.NotKept || attachedContent(t, s, id, first.ID) != "" {
		t.Errorf("not kept: %+v", gone)
	}
	checkSound(t, s)
}

// TestAReadingThatWasNeverKeptIsSwept: the program ended between the pieces of a long file and its head.
func TestAReadingThatWasNeverKeptIsSwept(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder)
	id := newDataset(t, s, "Sample")
	source := attach(t, s, id, "/notes", true)
	r := rand.New(rand.NewPCG(4, 4))
	noise := make([]byte, 12<<20)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	kept := keep(t, s, id, reading(t, s, id, store.Attached{Source: source.ID, Name: "a"}, store.AsText, "kept\n"))[0]
	reading(t, s, id, kept, store.AsIs, string(noise))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, folder)
	if got := attachedContent(t, s, id, kept.ID); got != "kept\n" {
		t.Errorf("got %q", got)
	}
	free := func() int64 { // what the sweep has freed is used again, and the file does not grow
		reading(t, s, id, kept, store.AsIs, string(noise[:8<<20]))
		info, err := os.Stat(filepath.Join(folder, store.FileName))
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	before, _ := s.Size()
	if err := s.SweepAttached(id); err != nil {
		t.Fatal(err)
	}
	if after := free(); after > before {
		t.Errorf("the database grew from %d to %d", before, after)
	}
	if err := s.SweepAttached(id); err != nil {
		t.Fatal(err)
	}
	if got := attachedContent(t, s, id, kept.ID); got != "kept\n" {
		t.Errorf("after the sweep: %q", got)
	}
	checkSound(t, s)
}

func TestSources(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	folder, file := attach(t, s, id, "/notes", true), attach(t, s, id, "/plan.md", false)
	if again := attach(t, s, id, "/notes", true); again.ID != folder.ID {
		t.Errorf("attached twice: %+v", again)
	}
	one := func(source store.Source, name string) store.Attached {
		return keep(t, s, id, reading(t, s, id, store.Attached{Source: source.ID, Name: name}, store.AsText, name))[0]
	}
	a, b, plan := one(folder, "a.txt"), one(folder, "b.txt"), one(file, "plan.md")
	if err := s.RemoveAttached(id, a.ID); err != nil {
		t.Fatal(err)
	}
	sources, err := s.Sources(id)
	if err != nil || len(sources) != 2 || len(sources[0].Without) != 1 || sources[0].Without[0] != "a.txt" {
		t.Errorf("after a file was removed: %+v, %v", sources, err)
	}
	sources[0].Trouble, sources[0].Without = store.Gone, nil
	if err := s.SetSource(id, sources[0]); err != nil {
		t.Fatal(err)
	}
	if now, _ := s.Sources(id); now[0].Trouble != store.Gone || len(now[0].Without) != 1 {
		t.Errorf("what was found took what was chosen: %+v", now[0])
	}
	if again := attach(t, s, id, "/notes", true); len(again.Without) != 0 {
		t.Errorf("attached again, still without %q", again.Without)
	}
	if err := s.RemoveAttached(id, plan.ID); err != nil {
		t.Fatal(err)
	}
	if sources, _ := s.Sources(id); len(sources) != 1 {
		t.Errorf("a file that was attached by itself left its source: %+v", sources)
	}
	late := reading(t, s, id, b, store.AsText, "late")
	if err := s.RemoveSource(id, folder.ID); err != nil {
		t.Fatal(err)
	}
	if kept := keep(t, s, id, late); len(kept) != 0 {
		t.Errorf("a removed file came back: %+v", kept)
	}
	if err := s.SetSource(id, folder); !core.Is(err, core.NotFound) {
		t.Errorf("a removed source: %v", err)
	}
	if files, err := s.AttachedFiles(id); err != nil || len(files) != 0 {
		t.Errorf("left: %+v, %v", files, err)
	}
	checkSound(t, s)
}

// TestAttachedFilesOutliveTheAccount: they are the person's own.
func TestAttachedFilesOutliveTheAccount(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	source := attach(t, s, id, "/notes", true)
	a := keep(t, s, id, reading(t, s, id, store.Attached{Source: source.ID, Name: "a"}, store.AsText, "kept\n"))[0]
	d, err := s.Dataset(id)
	if err != nil {
		t.Fatal(err)
	}
	d.Connection, d.Types = core.SampleConnection, []core.DataType{core.Users}
	if err := s.UpdateDataset(d); err != nil {
		t.Fatal(err)
	}
	if got := attachedContent(t, s, id, a.ID); got != "kept\n" {
		t.Errorf("got %q", got)
	}
}

func TestMarkAttached(t *testing.T) {
	s := open(t, t.TempDir())
	id := newDataset(t, s, "Sample")
	source := attach(t, s, id, "/notes", true)
	a := keep(t, s, id, reading(t, s, id, store.Attached{Source: source.ID, Name: "a"}, store.AsText, "kept\n"))[0]
	mark := a
	mark.Vanished, mark.Name, mark.Bytes = a.Added, "b.txt", 7
	if err := s.MarkAttached(id, mark, store.Attached{ID: "removed"}); err != nil {
		t.Fatal(err)
	}
	all, err := s.AttachedFiles(id)
	if err != nil || len(all) != 1 || all[0].Vanished.IsZero() || all[0].Name != "b.txt" || all[0].Bytes != a.Bytes {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestTextName(t *testing.T) {
	for name, want := range map[string]string{
		"a.txt": "a.txt", "a.TXT": "a.TXT", "Plan.pdf": "Plan.pdf.txt", "sub.txt/a": "sub.txt/a.txt",
	} {
		if got := (store.Attached{Name: name, Form: store.AsText}).TextName(); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if got := (store.Attached{Name: "film.mp4", Form: store.AsIs}).TextName(); got != "film.mp4" {
		t.Errorf("got %s", got)
	}
}
