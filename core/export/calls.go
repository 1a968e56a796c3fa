package export

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"

	"tamtam/core"
	"tamtam/core/redact"
	"tamtam/core/text"
)

// Write writes the conversations as one text or table, in their order, and returns how many it wrote. It holds one of them at a time, and what
// a row group of Parquet needs. An error of the iterator ends it, and is returned. The writer stays the caller's; with an error, what it got
// is worth nothing.
func Write(ctx context.Context, w io.Writer, f Format, calls iter.Seq2[Conversation, error], o Options) (n int, err error) {
	to, err := newWriter(w, f, o)
	if err != nil {
		return 0, failed(err)
	}
	if held, ok := to.(interface{ drop() }); ok {
		defer held.drop()
	}
	err = each(ctx, calls, redactCall, o, func(c Conversation) error {
		n++
		return to.write(c)
	})
	if err != nil {
		return n, err
	}
	return n, failed(to.close())
}

// each goes through conversations or records as the options want them.
func each[T any](ctx context.Context, all iter.Seq2[T, error], redacted func(*redact.Redactor, T) T, o Options, do func(T) error) error {
	n := 0
	for one, err := range all {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = do(redacted(o.Redact, one))
		}
		if err != nil {
			return failed(err)
		}
		if n++; o.Done != nil {
			o.Done(n)
		}
	}
	return failed(ctx.Err())
}

// FileName is a safe name, with the format's ending, for a file that has the title.
func FileName(title string, f Format) string { return f.named(SafeName(title)) }

// FileName is a safe name for a document of the conversation: its day and its title.
func (c Conversation) FileName(f Format, o Options) string {
	return FileName(redactCall(o.Redact, c).head().file(), f)
}

func (h head) file() string {
	if h.started.IsZero() {
		return h.name()
	}
	return day(h.started) + " " + h.name()
}

// Each writes a document for each conversation, and an index that leads to them, into a folder of the name, which is made safe, below the
// folder. It returns the paths, the index last. All are written beside and take their places when all are complete: those of an earlier
// export that had their names are replaced then, others stay, and an export that is stopped or fails leaves everything as it was.
// core.Invalid for a table: its place is one file.
func Each(ctx context.Context, folder, name string, f Format, calls iter.Seq2[Conversation, error], o Options) (paths []string, err error) {
	if f.Table() {
		return nil, unknown(f)
	}
	root, err := openFolder(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name = SafeName(o.Redact.String(name))
	beside := "." + name + "." + core.NewID() + Part
	if err := root.Mkdir(beside, 0o700); err != nil {
		return nil, failed(err)
	}
	defer func() {
		if left := root.RemoveAll(beside); err == nil {
			err = failed(left)
		}
	}()
	files, err := writeEach(ctx, root, beside, f, calls, o)
	if err != nil {
		return nil, err
	}
	if err := root.MkdirAll(name, 0o700); err != nil {
		return nil, failed(err)
	}
	for _, file := range files {
		if err := root.Rename(filepath.Join(beside, file), filepath.Join(name, file)); err != nil {
			return paths, failed(err)
		}
		paths = append(paths, filepath.Join(folder, name, file))
	}
	return paths, nil
}

// listed is a conversation in the index.
type listed struct{ title, about, file string }

func writeEach(ctx context.Context, root *os.Root, folder string, f Format, calls iter.Seq2[Conversation, error], o Options) ([]string, error) {
	into, err := root.OpenRoot(folder)
	if err != nil {
		return nil, failed(err)
	}
	defer into.Close()
	taken := map[string]bool{f.named("index"): true}
	var all []listed
	var files []string
	err = each(ctx, calls, redactCall, o, func(c Conversation) error {
		h := c.head()
		file := unique(f.named(h.file()), taken)
		files, all = append(files, file), append(all, listed{h.name(), h.about(), file})
		return write(into, file, func(w io.Writer) error {
			_, err := Write(ctx, w, f, one(c), Options{Title: h.name()})
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	files = append(files, f.named("index"))
	return files, write(into, f.named("index"), func(w io.Writer) error { return writeIndex(w, f, o.title("Conversations"), all) })
}

func one(c Conversation) iter.Seq2[Conversation, error] {
	return func(yield func(Conversation, error) bool) { yield(c, nil) }
}

// about says when the call was, and how long.
func (h head) about() string {
	about := text.Time(h.started)
	if h.duration == 0 {
		return about
	}
	if about != "" {
		about += ", "
	}
	return about + text.Duration(h.duration)
}

func writeIndex(w io.Writer, f Format, title string, all []listed) error {
	i, err := newIndex(w, f, title)
	if err != nil {
		return err
	}
	i.heading(1, title)
	for _, l := range all {
		i.entry(l.title, l.about, l.file)
	}
	return i.end()
}
