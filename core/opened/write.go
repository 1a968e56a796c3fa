package opened

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/store"
	"tamtam/core/text"
)

// writer stages what is read in a dataset.
type writer struct {
	store   *store.Store
	dataset core.DatasetID
	headers map[core.DataType]text.Header // of the types that have records
	page    []store.Entry
	bytes   int
}

// read reads a file. Its own failures are its result's; those of the database and of ctx end everything.
func (w *writer) read(f *source, meter *counting) error {
	in, err := f.open()
	if err != nil {
		f.Err = failure("open the file", err)
		return nil
	}
	defer in.Close()
	meter.Reader = in
	types := map[core.DataType]bool{}
	var kept error
	f.Facts, err = Read(meter, func(r text.Record) error {
		t := datatype.OfKind(r.Kind).ID
		types[t] = true
		kept = w.put(t, r)
		return kept
	})
	switch {
	case kept != nil || core.Is(err, core.Canceled):
		return err
	case err != nil && f.Records > 0:
		f.Problems = slices.Insert(f.Problems, 0, Problem{Reason: whyRest(err), Whole: true})
	case err != nil:
		f.Err = failure("read the file", err)
	case f.Records == 0:
		f.Err = core.Errorf(core.Invalid, "read the file", "it holds no record of a Gong text file")
	}
	for t := range types {
		w.headers[t] = header(t, f.Header)
	}
	return w.flush()
}

// whyRest says why a file was read up to some place only.
func whyRest(err error) string {
	switch {
	case errors.Is(err, ErrTooLarge):
		return "the rest of the file was not read: the archive unpacks to far more than such files do"
	case errors.Is(err, ErrDamaged):
		return "the rest of the file could not be unpacked: the archive is damaged"
	}
	return "the rest of the file could not be read from the disk"
}

// header is that of the file, if it is one of the type; one that a file lacks is made.
func header(t core.DataType, h text.Header) text.Header {
	of := datatype.Of(t)
	if h.Title == of.Title && h.Description != "" {
		return h
	}
	h = text.Header{Title: of.Title, Description: of.Description}
	h.Add("Data type", string(t))
	h.Add(recordsFact, "0")
	h.Add("Format", text.Format)
	return h
}

const recordsFact = "Records"

// counted is a header that says how many records there are; where it said so already, what it knows besides stays.
func counted(h text.Header, records int) text.Header {
	h.Facts = slices.Clone(h.Facts)
	for i, f := range h.Facts {
		number, _, _ := strings.Cut(f.Value, " ")
		if f.Key == recordsFact && number != strconv.Itoa(records) {
			h.Facts[i].Value = strconv.Itoa(records)
		}
	}
	return h
}

func (w *writer) put(t core.DataType, r text.Record) error {
	e := w.store.Encode(t, datatype.SortOf(t, r), r)
	w.page, w.bytes = append(w.page, e), w.bytes+e.Size()
	if len(w.page) < pageRecords && w.bytes < pageBytes {
		return nil
	}
	return w.flush()
}

// flush stages a page.
func (w *writer) flush() error {
	page := w.page
	w.page, w.bytes = nil, 0
	if len(page) == 0 {
		return nil
	}
	return w.store.Stage(w.dataset, func(stage *store.Stage) error {
		for _, e := range page {
			if err := stage.Put(e); err != nil {
				return err
			}
		}
		return nil
	})
}

// finish shows what was staged. The dataset has the types that there are records of.
func (w *writer) finish(ctx context.Context, d *store.Dataset) (map[core.DataType]int, error) {
	counts := map[core.DataType]int{}
	d.Types = nil
	for _, t := range core.DataTypes() {
		h, has := w.headers[t]
		if !has {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, core.E(core.Canceled, "open the files", err)
		}
		f, _, err := w.store.Finish(w.dataset, t, store.Ending{Header: func(n int) text.Header { return counted(h, n) }})
		if err != nil {
			return nil, err
		}
		counts[t] = f.Records
		d.Types = append(d.Types, t)
	}
	return counts, w.store.UpdateDataset(*d)
}
