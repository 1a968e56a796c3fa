package app

import (
	"context"
	"sync"

	"tamtam/core"
	"tamtam/core/mirror"
	"tamtam/ui/datasets"
)

// mirrors keep the datasets' mirror folders up to date: at start, after each run, and when a dataset or what is attached to it was changed.
type mirrors struct {
	*program
	mirror *mirror.Mirror

	mu       sync.Mutex
	problems map[core.DatasetID]error // what was in the way the last time
}

func newMirrors(a *program) *mirrors {
	m := &mirrors{program: a, mirror: mirror.New(a.store), problems: map[core.DatasetID]error{}}
	a.runs.onEnd(func(e ended) { m.soon(e.Dataset) })
	return m
}

// begin brings all mirrors up to date.
func (m *mirrors) begin() {
	m.chore("keep the mirrors", func(ctx context.Context) error {
		all, err := m.store.Datasets()
		for _, d := range all {
			m.write(ctx, d.ID)
		}
		return err
	})
}

// soon brings a dataset's mirror up to date while nobody waits.
func (m *mirrors) soon(id core.DatasetID) {
	m.chore("keep a mirror", func(ctx context.Context) error {
		m.write(ctx, id)
		return nil
	})
}

func (m *mirrors) write(ctx context.Context, id core.DatasetID) {
	_, err := m.mirror.Write(ctx, id)
	if core.Is(err, core.NotFound) && ctx.Err() == nil {
		if _, gone := m.store.Dataset(id); gone != nil {
			err = nil // its dataset was deleted; what is in the folder stays
		}
	}
	if err != nil && silent(err) {
		return // it says nothing about the folder
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if delete(m.problems, id); err != nil {
		m.problems[id] = err
		m.log.Warn("a mirror is not up to date", "dataset", string(id), "err", err)
	}
}

// problem is what keeps a dataset's mirror from being up to date; nil when nothing does.
func (m *mirrors) problem(id core.DatasetID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.problems[id]
}

// prepareMirror makes the folder that a person chose, when it is another than before.
func prepareMirror(before string, now *string) error {
	if *now == "" || *now == before {
		return nil
	}
	folder, err := mirror.Prepare(*now)
	if err != nil {
		return datasets.MirrorError{Err: err}
	}
	*now = folder
	return nil
}
