package review_test

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/marks"
	calls "tamtam/core/review"
	"tamtam/ui/review"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time { return now }

func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screens: everything in memory, every call noted.
type world struct {
	calls   []*calls.Call
	names   map[core.DatasetID]string
	marks   map[core.CallID]*marks.Marks
	quotes  []marks.Quote
	filed   map[core.CallID]review.Activity
	fileErr error // of the Timeline
	opens   map[core.CallID]calls.Conversation
	company calls.Company
	saved   string
	saving  context.Context // of the calls that are written
	saveErr error
	markErr error // of the next changes
	openErr error // of the next calls
	err     error // of the next reads
	log     []string
	memory  map[string]string
	asked   []calls.Filter // what the list asked for
	unread  int            // files that are not listed yet
	making  bool
	share   float64
	// imported is what the next import brings.
	imported review.Imported
}

func newWorld() *world {
	return &world{
		memory: map[string]string{}, marks: map[core.CallID]*marks.Marks{}, opens: map[core.CallID]calls.Conversation{},
		names: map[core.DatasetID]string{"d1": "Renewals Q2", "d2": "Competitor mentions"},
	}
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// did fails the test unless exactly these calls were noted since the last did.
func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) Calls(context.Context) (review.Calls, error) {
	if w.err != nil {
		return nil, w.err
	}
	return catalogue{w, slices.Clone(w.calls), w.unread}, nil
}

func (w *world) Open(_ context.Context, id core.CallID) (calls.Conversation, error) {
	if w.openErr != nil {
		return calls.Conversation{}, w.openErr
	}
	if c, ok := w.opens[id]; ok {
		return c, nil
	}
	for _, c := range w.calls {
		if c.ID == id {
			return conversation(c), nil
		}
	}
	return calls.Conversation{}, core.E(core.NotFound, "open the call", nil)
}

func (w *world) Names(context.Context) (map[core.DatasetID]string, error) { return w.names, w.err }

func (w *world) Gists(context.Context) (map[core.CallID]marks.Gist, error) {
	all := map[core.CallID]marks.Gist{}
	for id, m := range w.marks {
		all[id] = m.Gist()
	}
	return all, w.err
}

// of is what the person made of a call, to be changed.
func (w *world) of(id core.CallID) *marks.Marks {
	if w.marks[id] == nil {
		w.marks[id] = &marks.Marks{Call: id}
	}
	return w.marks[id]
}

func (w *world) Of(_ context.Context, id core.CallID) (marks.Marks, error) { return *w.of(id), nil }

func (w *world) Update(_ context.Context, id core.CallID, change func(*marks.Marks) error) (marks.Marks, error) {
	if w.markErr != nil {
		return marks.Marks{}, w.markErr
	}
	m := *w.of(id)
	m.Tags, m.Notes, m.Highlights = slices.Clone(m.Tags), slices.Clone(m.Notes), slices.Clone(m.Highlights)
	err := change(&m)
	if err == nil {
		w.marks[id] = &m
	}
	return m, err
}

func (w *world) Tags(context.Context) (all []marks.TagCount, err error) {
	counts := map[string]int{}
	for _, m := range w.marks {
		for _, tag := range m.Tags {
			counts[tag]++
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, marks.TagCount{Tag: tag, Calls: counts[tag]})
	}
	return all, nil
}

func (w *world) RenameTag(ctx context.Context, tag, to string) (had []core.CallID, err error) {
	for _, id := range slices.Sorted(maps.Keys(w.marks)) {
		if w.marks[id].Tagged(tag) {
			had = append(had, id)
			if _, err := w.Update(ctx, id, func(m *marks.Marks) error { _, err := m.Retag(tag, to); return err }); err != nil {
				return nil, err
			}
		}
	}
	return had, nil
}

func (w *world) DeleteTag(ctx context.Context, tag string) (was []marks.TagPlace, err error) {
	for _, id := range slices.Sorted(maps.Keys(w.marks)) {
		if w.marks[id].Tagged(tag) {
			_, err := w.Update(ctx, id, func(m *marks.Marks) error {
				place, _ := m.RemoveTag(tag)
				was = append(was, place)
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return was, nil
}

func (w *world) RestoreTag(ctx context.Context, was []marks.TagPlace) error {
	for _, place := range was {
		if _, err := w.Update(ctx, place.Call, func(m *marks.Marks) error { m.PutTag(place); return nil }); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) Export(_ context.Context, to io.Writer, readable bool) error {
	_, err := fmt.Fprintf(to, "notes, readable: %v", readable)
	return err
}

func (w *world) Import(_ context.Context, path string) (review.Imported, error) {
	w.note("import %s", path)
	return w.imported, w.markErr
}

func (w *world) Activity(_ context.Context, id core.CallID) (*review.Activity, error) {
	if a, ok := w.filed[id]; ok && w.fileErr == nil {
		return &a, nil
	}
	return nil, w.fileErr
}

func (w *world) Recall(key string) string { return w.memory[key] }

func (w *world) Remember(key, value string) { w.memory[key] = value }

func (w *world) Making() (float64, bool) { return w.share, w.making }
