package export_test

import (
	"bytes"
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/redact"
	"tamtam/core/text"
)

// titled is a call with a title and nothing else.
func titled(title string) export.Conversation {
	c := text.New("Call", "7")
	c.Set("Title", title)
	c.Set("Started", "2026-04-08 23:30:00 UTC")
	return export.Conversation{Call: &c}
}

// names are those of all that is in a folder, hidden ones too.
func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestEachWritesAFolder: a document for each call under a safe name that no other has, and an index that leads to all.
func TestEachWritesAFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	calls := []export.Conversation{
		titled("Acme"), titled("ACME"), titled("../../etc/passwd"), titled("a\u202egnp.exe"), titled("CON"), titled(""), titled(strings.Repeat("é", 300)),
		titled("e\u0301 <b>"),
		{Transcript: calledIndex()},
	}
	for _, f := range []export.Format{export.Text, export.Markdown, export.HTML, export.DOCX} {
		end := "." + string(f)
		var done int
		o := export.Options{Title: "All", Done: func(n int) { done = n }}
		paths, err := export.Each(t.Context(), folder, "Renewals: "+string(f), f, list(calls...), o)
		if err != nil || done != len(calls) || len(paths) != len(calls)+1 {
			t.Fatalf("%s: %d calls, %q, %v", f, done, paths, err)
		}
		var want []string
		for _, name := range []string{
			"2026-04-08 Acme", "2026-04-08 ACME (2)", "2026-04-08 ..-..-etc-passwd", "2026-04-08 agnp.exe", "2026-04-08 CON", "2026-04-08 Call 7",
			"2026-04-08 " + strings.Repeat("é", 54), "2026-04-08 é -b-", "Index (2)", "index",
		} {
			want = append(want, filepath.Join(folder, "Renewals- "+string(f), name+end))
		}
		if !slices.Equal(paths, want) {
			t.Errorf("%s: got %q, want %q", f, paths, want)
		}
		for _, path := range paths {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || info.Size() == 0 {
				t.Errorf("%s: %v, %v", path, info, err)
			}
		}
	}
	index, err := os.ReadFile(filepath.Join(folder, "Renewals- md", "index.md"))
	if want := "- [e\u0301 \\<b\\>](<2026-04-08%20%C3%A9%20-b-.md>) · 2026-04-08 23:30:00 UTC\n"; err != nil || !strings.Contains(string(index), want) {
		t.Errorf("the index is %s, %v", index, err)
	}
	page := string(mustRead(t, filepath.Join(folder, "Renewals- html", "index.html")))
	_, body, _ := strings.Cut(page, "<body>")
	golden(t, "index.html", []byte(body))
	golden(t, "index.txt", mustRead(t, filepath.Join(folder, "Renewals- txt", "index.txt")))
	if got := names(t, folder); len(got) != 4 {
		t.Errorf("the folder holds %q", got)
	}
	if _, err := export.Each(t.Context(), folder, "x", export.CSV, list(), export.Options{}); !core.Is(err, core.Invalid) {
		t.Errorf("a table for each: %v", err)
	}
}

// calledIndex is a transcript that would take the index's name.
func calledIndex() *text.Record {
	r := text.New("Transcript", "8")
	r.Set("Title", "Index")
	return &r
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// stopping ends the context before its last conversation.
func stopping(stop func(), all ...export.Conversation) iter.Seq2[export.Conversation, error] {
	return func(yield func(export.Conversation, error) bool) {
		for n, c := range all {
			if n == len(all)-1 {
				stop()
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// TestAnExportThatEndsEarly leaves nothing of its own, and what was there as it was.
func TestAnExportThatEndsEarly(t *testing.T) {
	failing := func(_ func()) iter.Seq2[export.Conversation, error] { return list(sample(), export.Conversation{}) }
	stopped := func(stop func()) iter.Seq2[export.Conversation, error] { return stopping(stop, sample(), sample()) }
	for _, f := range export.Formats() {
		for name, c := range map[string]struct {
			calls func(stop func()) iter.Seq2[export.Conversation, error]
			kind  core.Kind
		}{"broken": {failing, core.Other}, "stopped": {stopped, core.Canceled}} {
			folder := t.TempDir()
			old := []string{filepath.Join(folder, "All."+string(f))}
			if !f.Table() {
				if err := os.Mkdir(filepath.Join(folder, "All"), 0o700); err != nil {
					t.Fatal(err)
				}
				old = append(old, filepath.Join(folder, "All", "index."+string(f)), filepath.Join(folder, "All", "mine"))
			}
			for _, path := range old {
				if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			ctx, stop := context.WithCancel(t.Context())
			_, err := export.File(folder, export.FileName("All", f), func(w io.Writer) error {
				_, err := export.Write(ctx, w, f, c.calls(stop), export.Options{})
				return err
			})
			if !core.Is(err, c.kind) {
				t.Errorf("%s, %s: got %v, want kind %v", f, name, err, c.kind)
			}
			stop()
			if !f.Table() {
				ctx, stop := context.WithCancel(t.Context())
				_, err := export.Each(ctx, folder, "All", f, c.calls(stop), export.Options{})
				if stop(); !core.Is(err, c.kind) {
					t.Errorf("%s, %s for each: got %v, want kind %v", f, name, err, c.kind)
				}
				if got := names(t, filepath.Join(folder, "All")); len(got) != 2 {
					t.Errorf("%s, %s: the folder holds %q", f, name, got)
				}
			}
			for _, path := range old {
				if got := mustRead(t, path); string(got) != "old" {
					t.Errorf("%s, %s: %s holds %q", f, name, path, got)
				}
			}
			if got := names(t, folder); len(got) != min(len(old), 2) {
				t.Errorf("%s, %s: left behind: %q", f, name, got)
			}
		}
	}
}

// full takes some bytes, then there is no room.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return len(p), nil
}

// TestFullDisk: wherever the room ends, that is what is said.
func TestFullDisk(t *testing.T) {
	for _, f := range export.Formats() {
		size := len(written(t, f, export.Options{}, sample(), sample()))
		for room := 0; room < size-1; room += 1 + size/6 {
			if _, err := export.Write(t.Context(), &full{room}, f, list(sample(), sample()), export.Options{}); !core.Is(err, core.Full) {
				t.Errorf("%s, room for %d of %d: %v", f, room, size, err)
			}
		}
	}
	for _, f := range export.QuoteFormats() {
		if err := export.Quotes(&full{10}, f, []export.Quote{{Text: "What was said."}}, export.Options{}); !core.Is(err, core.Full) {
			t.Errorf("quotes as %s: %v", f, err)
		}
	}
}

// TestRedacted: nothing that was to be taken out is in any format, nor in the names of files.
func TestRedacted(t *testing.T) {
	o := export.Options{Title: "Acme", Redact: redact.New(redact.Rules{Contacts: true, Names: []string{"Jane Doe", "Acme"}})}
	clean := func(f export.Format, b []byte) {
		t.Helper()
		all := [][]byte{b}
		if f == export.DOCX || f == export.XLSX {
			all = nil
			for _, part := range unzipped(t, b) {
				all = append(all, part)
			}
		}
		if f == export.Parquet {
			for _, row := range readParquet(t, b) {
				all = append(all, []byte(row.Title+row.Speaker+row.Text))
			}
		}
		for _, content := range all {
			for _, secret := range []string{"Jane", "Acme", "acme", "ina@", "Acme"} {
				if bytes.Contains(content, []byte(secret)) {
					t.Errorf("%s holds %s", f, secret)
				}
			}
		}
	}
	for _, f := range export.Formats() {
		clean(f, written(t, f, o, sample()))
		if f.Table() {
			continue
		}
		paths, err := export.Each(t.Context(), t.TempDir(), "Acme", f, list(sample()), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			clean(f, mustRead(t, path))
		}
		if got, want := filepath.Base(paths[0]), "2026-04-08 [name 2], renewal and pricing."+string(f); got != want {
			t.Errorf("the file is %q, want %q", got, want)
		}
	}
	quote := export.Quote{Text: "Call jane@acme.com", Speaker: "Jane Doe", Title: "Acme", Started: time.Unix(1775658600, 0), URL: page, Comment: "Acme!"}
	for _, f := range export.QuoteFormats() {
		var b bytes.Buffer
		if err := export.Quotes(&b, f, []export.Quote{quote}, o); err != nil {
			t.Fatal(err)
		}
		clean(f, b.Bytes())
	}
}

func TestQuotes(t *testing.T) {
	all := []export.Quote{
		{
			Text: "Yes please.\nTomorrow.", Speaker: "Jane Doe", Side: "External", Title: "Acme, renewal", Started: time.Date(2026, 4, 8, 14, 30, 0, 0, time.UTC),
			At: 12 * time.Second, URL: export.LinkAt(page, 12*time.Second), Comment: "For the board.",
		},
		{Text: "=1+1", At: time.Hour, URL: "javascript:alert(1)"},
	}
	for _, f := range []export.Format{export.Text, export.Markdown, export.CSV} {
		var b bytes.Buffer
		if err := export.Quotes(&b, f, all, export.Options{Title: "Board"}); err != nil {
			t.Fatal(err)
		}
		golden(t, "quotes."+string(f), b.Bytes())
	}
	var b bytes.Buffer
	if err := export.Quotes(&b, export.DOCX, all, export.Options{}); err != nil {
		t.Fatal(err)
	}
	parts := unzipped(t, b.Bytes())
	for name, content := range parts {
		wellFormed(t, name, content)
	}
	golden(t, "quotes.docx.txt", []byte(strings.ReplaceAll(wordText(t, parts["word/document.xml"]), "\n\n", "\n")))
	if links := string(parts["word/_rels/document.xml.rels"]); strings.Contains(links, "javascript") || !strings.Contains(links, "highlights") {
		t.Errorf("the links are %s", links)
	}
	if err := export.Quotes(&b, export.XLSX, all, export.Options{}); !core.Is(err, core.Invalid) {
		t.Errorf("as a workbook: %v", err)
	}
}

// TestTablesAtOnce: what all tables have in common belongs to none of them.
func TestTablesAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { written(t, export.CSV, export.Options{}, sample()) })
	}
	all.Wait()
}
