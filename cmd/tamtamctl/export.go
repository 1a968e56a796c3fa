package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/export"
)

func cat(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	types, err := core.ParseDataTypes(c.words[1])
	if err != nil || len(types) != 1 {
		return c.catAttached(ctx, d)
	}
	f, err := c.store.File(d.ID, types[0])
	if err != nil {
		return 0, err
	}
	return c.writeText(fmt.Sprintf(`"type":%q,"name":%q`, f.Type, f.Name()), func(w io.Writer) error {
		return c.store.WriteFile(ctx, w, d.ID, f.Type)
	})
}

// writeText writes a text to standard output, as JSON with the facts when that was asked for.
func (c *command) writeText(facts string, write func(w io.Writer) error) (int, error) {
	out := bufio.NewWriterSize(c.out, 256<<10)
	c.answered = true
	var err error
	if !c.json {
		err = write(out)
	} else {
		fmt.Fprintf(out, `{%s,"text":"`, facts)
		err = write(jsonText{out})
		fmt.Fprintln(out, `"}`)
	}
	if err != nil {
		return 0, err
	}
	return exitDone, written(out.Flush())
}

// jsonText writes text as the inside of a JSON string.
type jsonText struct{ w *bufio.Writer }

func (j jsonText) Write(p []byte) (int, error) {
	for _, b := range p {
		var err error
		switch {
		case b == '\n':
			_, err = j.w.WriteString(`\n`)
		case b < ' ':
			_, err = fmt.Fprintf(j.w, `\u%04x`, b)
		case b == '"' || b == '\\':
			_, err = j.w.Write([]byte{'\\', b})
		default:
			err = j.w.WriteByte(b)
		}
		if err != nil {
			return 0, err
		}
	}
	return len(p), nil
}

func exportDataset(ctx context.Context, c *command) (int, error) {
	w, err := c.wantedExport()
	if err != nil {
		return 0, err
	}
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	switch {
	case w.conversations() && w.options.Types != nil:
		return c.exportTables(ctx, d, w)
	case w.conversations():
		return c.exportCalls(ctx, d, w)
	}
	var paths []string
	if w.zip {
		path, err := export.Zip(ctx, c.store, d, w.folder, w.options)
		if err != nil {
			return 0, err
		}
		paths = []string{path}
	} else if paths, err = export.Folder(ctx, c.store, d.ID, w.folder, w.options); err != nil {
		return partly(len(paths)), err
	}
	return exitDone, c.answer(map[string]any{"files": paths}, fmt.Sprintf("%s\n", strings.Join(paths, "\n")))
}

// partly is the exit code of an export that ended early.
func partly(written int) int {
	if written > 0 {
		return exitPartly
	}
	return exitFailed
}
