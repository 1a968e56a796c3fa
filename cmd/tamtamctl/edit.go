package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/store"
)

// editDataset changes what the flags name. Files that would be lost to another account are lost only when that was said.
func editDataset(ctx context.Context, c *command) (int, error) {
	named := func(flag string) bool { _, given := c.flags[flag]; return given && flag != "discard" }
	if !slices.ContainsFunc(editFlags, named) {
		return 0, usagef("dataset edit needs to be told what to change")
	}
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	before := d
	if err := c.choose(&d); err != nil {
		return 0, err
	}
	if name, ok := c.flags["name"]; ok {
		d.Name = name
	}
	if _, given := c.flags["connection"]; given {
		connection, ok, err := c.chosen()
		switch {
		case err != nil:
			return 0, err
		case !ok:
			return 0, errUnconnected()
		}
		d.Connection = connection.ID
	}
	files, err := c.store.Files(d.ID)
	if err != nil {
		return 0, err
	}
	empties, err := c.store.Empties(d)
	switch {
	case err != nil:
		return 0, err
	case empties && len(files) > 0 && !c.has("discard"):
		return 0, core.Errorf(core.Invalid, "change the dataset",
			"a dataset never holds the data of two accounts: going to another removes %s; add --discard to have it so, or make another dataset", counted(files))
	}
	if err := c.prepareMirror(&d); err != nil {
		return 0, err
	}
	if err := c.store.UpdateDataset(d); err != nil {
		return 0, err
	}
	_, ok := c.mirrored(ctx, d.ID)
	exit := mirroredExit(ok)
	answer, text, err := c.shown(d.ID)
	if err != nil {
		return 0, err
	}
	if lost := slices.DeleteFunc(files, func(f store.File) bool { return !empties && slices.Contains(d.Types, f.Type) }); len(lost) > 0 {
		fmt.Fprintf(c.err, "Removed from %q: %s.\n", before.Name, counted(lost))
	}
	return exit, c.answer(answer, text)
}

// counted says how much some files hold.
func counted(files []store.File) string {
	names, records := make([]string, len(files)), 0
	for i, f := range files {
		names[i], records = string(f.Type), records+f.Records
	}
	return fmt.Sprintf("%d records (%s)", records, strings.Join(names, ", "))
}
