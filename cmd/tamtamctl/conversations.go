package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/export"
	"tamtam/core/redact"
	"tamtam/core/store"
)

// wanted is what the flags of export ask for.
type wanted struct {
	folder, file string // either; file is in the folder
	format       export.Format
	zip          bool
	calls        []string // their ids; nil for all
	options      export.Options
}

// conversations tells whether calls are exported, and not the files as they are.
func (w wanted) conversations() bool {
	return !w.zip && (w.format != export.Text || w.file != "" || w.calls != nil)
}

// wantedExport reads the flags of export. It reads no database.
func (c *command) wantedExport() (w wanted, err error) {
	if w.folder = c.flags["dir"]; w.folder == "" == !c.has("out") {
		return w, usagef("export needs --dir DIR, or --out FILE")
	}
	if c.has("out") {
		w.folder, w.file = filepath.Split(c.flags["out"])
		if w.folder = filepath.Clean(w.folder); w.file == "" {
			return w, usagef("--out takes the name of a file")
		}
	}
	format := c.flag("format", string(export.Text))
	if w.zip = format == "zip"; !w.zip {
		if w.format, err = export.ParseFormat(format); err != nil {
			return w, usagef("--format: %s, and zip", core.CauseOf(err))
		}
	}
	if ids, ok := c.flags["call"]; ok {
		if w.calls = listed(ids); len(w.calls) == 0 {
			return w, usagef("--call takes the id of a call")
		}
	}
	if w.zip && (w.file != "" || w.calls != nil) {
		return w, usagef("a zip has all files of the dataset: say --dir, and no --call")
	}
	if list, ok := c.flags["types"]; ok {
		if w.options.Types, err = core.ParseDataTypes(list); err != nil {
			return w, usagef("--types: %s", err)
		}
		switch {
		case w.calls != nil, w.conversations() && !w.format.Table():
			return w, usagef("--types is for txt and zip, and for tables, without --call")
		case w.file != "" && len(w.options.Types) > 1:
			return w, usagef("--out is one file, and each type has its own: say --dir")
		}
	}
	w.options.Redact = redact.New(redact.Rules{Contacts: c.has("redact"), Names: listed(c.flags["redact-names"])})
	return w, nil
}

// listed are the values of a list with commas.
func listed(list string) []string {
	all := strings.Split(list, ",")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return slices.DeleteFunc(all, func(one string) bool { return one == "" })
}

// callsAnswer is the answer of an export of calls.
type callsAnswer struct {
	Files []string `json:"files"`
	Calls int      `json:"calls"`
}

// tablesAnswer is the answer of an export of types as tables; a call and its transcript are one record.
type tablesAnswer struct {
	Files   []string `json:"files"`
	Records int      `json:"records"`
}

// exportCalls writes the dataset's calls, or those that were asked for: a folder of documents, or one file.
func (c *command) exportCalls(ctx context.Context, d store.Dataset, w wanted) (int, error) {
	calls, err := c.callsOf(d, w.calls)
	if err != nil {
		return 0, err
	}
	var answer callsAnswer
	var done atomic.Int64
	w.options.Title = d.Name
	w.options.Done = func(n int) { done.Store(int64(n)) }
	stop := c.tell(func() string { return fmt.Sprintf("%d of %d calls", done.Load(), len(calls)) })
	if w.file == "" && w.calls == nil && !w.format.Table() {
		answer.Files, err = export.Each(ctx, w.folder, d.Name, w.format, export.Read(c.store, calls), w.options)
	} else {
		answer.Files, err = c.exportOne(ctx, d, w, calls)
	}
	stop()
	if err != nil {
		return 0, err
	}
	answer.Calls = int(done.Load())
	return exitDone, c.answer(answer, strings.Join(answer.Files, "\n")+"\n")
}

// exportTables writes a table for each of the types that were asked for: of transcripts their turns, else the records.
func (c *command) exportTables(ctx context.Context, d store.Dataset, w wanted) (int, error) {
	var answer tablesAnswer
	for _, t := range w.options.Types {
		if _, err := c.store.File(d.ID, t); err != nil {
			return partly(len(answer.Files)), err
		}
		name := w.file
		if name == "" {
			name = export.FileName(w.options.Redact.String(d.Name)+" "+string(t), w.format)
		}
		rows := 0
		path, err := export.File(w.folder, name, func(to io.Writer) (err error) {
			if t == core.Transcripts {
				calls, err := c.callsOf(d, nil)
				if err == nil {
					rows, err = export.Write(ctx, to, w.format, export.Read(c.store, calls), w.options)
				}
				return err
			}
			rows, err = export.WriteRecords(ctx, to, w.format, datatype.Of(t).Keys, export.Records(c.store, d.ID, t), w.options)
			return err
		})
		if err != nil {
			return partly(len(answer.Files)), err
		}
		answer.Files, answer.Records = append(answer.Files, path), answer.Records+rows
	}
	return exitDone, c.answer(answer, strings.Join(answer.Files, "\n")+"\n")
}

// exportOne writes the calls into one file: of the name that was asked for, else of the call's, if it is one, or of the dataset's.
func (c *command) exportOne(ctx context.Context, d store.Dataset, w wanted, calls []export.Call) ([]string, error) {
	name := w.file
	if name == "" {
		name = export.FileName(w.options.Redact.String(d.Name), w.format)
	}
	if w.file == "" && len(calls) == 1 {
		for only, err := range export.Read(c.store, calls) {
			if err != nil {
				return nil, err
			}
			name = only.FileName(w.format, w.options)
		}
	}
	path, err := export.File(w.folder, name, func(to io.Writer) error {
		_, err := export.Write(ctx, to, w.format, export.Read(c.store, calls), w.options)
		return err
	})
	return []string{path}, err
}

// callsOf are the dataset's calls, of the ids when there are any.
func (c *command) callsOf(d store.Dataset, ids []string) ([]export.Call, error) {
	all, err := export.Calls(c.store, d.ID)
	if err != nil || ids == nil {
		return all, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(call export.Call) bool { return string(call.ID) == id }) {
			return nil, core.Errorf(core.NotFound, "export", "the dataset has no call %s", id)
		}
	}
	return slices.DeleteFunc(all, func(call export.Call) bool { return !slices.Contains(ids, string(call.ID)) }), nil
}
