package datasets_test

import (
	"context"
	"fmt"
	"slices"

	"tamtam/core"
	"tamtam/core/attach"
	"tamtam/core/store"
	"tamtam/ui/datasets"
)

// shelf is what is attached in a world, behind the screens.
type shelf struct {
	*world
	text     func(file core.AttachedID) (datasets.Text, error)
	changes  uint64
	progress *attach.Progress // nil while nothing is read
	err      error
	looks    int // how often the sources were to be looked at
}

func (s *shelf) Add(_ context.Context, id core.DatasetID, paths []string) error {
	s.note("attach %s %q", id, paths)
	return s.err
}

func (s *shelf) RemoveSource(_ context.Context, id core.DatasetID, source core.SourceID) error {
	s.note("detach %s %s", id, source)
	return s.err
}

func (s *shelf) RemoveFile(_ context.Context, id core.DatasetID, file core.AttachedID) error {
	s.note("detach file %s %s", id, file)
	if i := s.index(id); i >= 0 {
		e := &s.entries[i]
		e.Attached = slices.DeleteFunc(e.Attached, func(a store.Attached) bool { return a.ID == file })
	}
	return s.err
}

func (s *shelf) Text(_ context.Context, _ core.DatasetID, file core.AttachedID) (datasets.Text, error) {
	return s.text(file)
}

func (s *shelf) Look() { s.looks++ }

func (s *shelf) Changes(core.DatasetID) uint64 { return s.changes }

func (s *shelf) Progress(core.DatasetID) (attach.Progress, bool) {
	if s.progress == nil {
		return attach.Progress{}, false
	}
	return *s.progress, true
}

// note is the text of an attached file.
type noteText struct {
	all     []string
	file    store.Attached
	err     error
	answers int
}

func (t *noteText) Len() int { return len(t.all) }

func (t *noteText) File() store.Attached { return t.file }

func (t *noteText) Line(i int) (string, error) {
	if t.err != nil {
		return "", t.err
	}
	t.answers++
	return t.all[i], nil
}

func longNote(title string) *noteText {
	t := &noteText{all: []string{"# " + title, ""}}
	for i := range 80 {
		t.all = append(t.all, fmt.Sprintf("%d. A decision of the quarterly meeting, and whoever carries it out.", i+1))
	}
	return t
}
