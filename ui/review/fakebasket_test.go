package review_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/text"
)

func (w *world) Quotes(context.Context) ([]marks.Quote, error) { return slices.Clone(w.quotes), w.err }

func (w *world) Add(_ context.Context, q marks.Quote, at int) error {
	if w.markErr != nil {
		return w.markErr
	}
	if at < 0 || at > len(w.quotes) {
		at = len(w.quotes)
	}
	w.quotes = slices.Insert(w.quotes, at, q)
	return nil
}

func (w *world) Move(ctx context.Context, id string, at int) error {
	q, _, err := w.Remove(ctx, id)
	if err != nil {
		return err
	}
	return w.Add(ctx, q, at)
}

func (w *world) Comment(_ context.Context, id, comment string) error {
	for i := range w.quotes {
		if w.quotes[i].ID == id {
			w.quotes[i].Comment = comment
		}
	}
	return w.markErr
}

func (w *world) Remove(_ context.Context, id string) (q marks.Quote, at int, err error) {
	at = slices.IndexFunc(w.quotes, func(q marks.Quote) bool { return q.ID == id })
	if at < 0 || w.markErr != nil {
		return q, at, core.E(core.NotFound, "remove the quote", w.markErr)
	}
	q = w.quotes[at]
	w.quotes = slices.Delete(slices.Clone(w.quotes), at, at+1)
	return q, at, nil
}

func (w *world) Set(_ context.Context, all []marks.Quote) ([]marks.Quote, error) {
	was := w.quotes
	w.quotes = all
	return was, w.markErr
}

func (w *world) Follow(_ context.Context, call core.CallID, turns []text.Turn) (lost []string, err error) {
	var of []marks.Quote
	for _, q := range w.quotes {
		if q.Call == call {
			of = append(of, q)
		}
	}
	moved, lost := marks.FollowQuotes(of, turns)
	for _, m := range moved {
		w.quotes[slices.IndexFunc(w.quotes, func(q marks.Quote) bool { return q.ID == m.ID })] = m
	}
	return lost, w.markErr
}

func (w *world) Folder(context.Context) string { return "/home/ina/Documents" }

func (w *world) Save(_ context.Context, folder, name string, write func(io.Writer) error) (string, error) {
	var out strings.Builder
	err := write(&out)
	w.saved = out.String()
	return folder + "/" + name, errors.Join(err, w.saveErr)
}

// toFiles writes calls; Calls is the desk's name already.
type toFiles struct{ *world }

func (w toFiles) Calls(ctx context.Context, folder, name string, f export.Format, all iter.Seq2[export.Conversation, error], o export.Options) (string, error) {
	w.saving = ctx
	return w.Save(ctx, folder, name, func(to io.Writer) error {
		_, err := export.Write(ctx, to, f, all, o)
		return err
	})
}
