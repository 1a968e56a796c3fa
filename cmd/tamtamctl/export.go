package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/export"
)

func cat(ctx context.Context, c *command) (int, error) {
	types, err := core.ParseDataTypes(c.words[1])
	if err != nil || len(types) != 1 {
		return 0, usagef("%q is not a data type", c.words[1])
	}
	d, err := c.dataset()
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(c.out, 256<<10)
	return exitDone, errors.Join(c.store.WriteFile(ctx, out, d.ID, types[0]), out.Flush())
}

func exportDataset(ctx context.Context, c *command) (int, error) {
	folder, format := c.flags["dir"], c.flags["format"]
	if folder == "" {
		return 0, usagef("export needs --dir DIR")
	}
	if format != "" && format != "txt" && format != "zip" {
		return 0, usagef("--format is txt or zip, not %q", format)
	}
	d, err := c.dataset()
	if err != nil {
		return 0, err
	}
	var paths []string
	if format == "zip" {
		path, err := export.Zip(ctx, c.store, d, folder, export.Options{})
		if err != nil {
			return 0, err
		}
		paths = []string{path}
	} else if paths, err = export.Folder(ctx, c.store, d.ID, folder, export.Options{}); err != nil {
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
