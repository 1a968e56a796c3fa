package marks

import (
	"slices"

	"tamtam/core/text"
)

// Located says where the passages of a call's marks stand in its transcript.
type Located struct {
	// Spans are those of notes and highlights, by id.
	Spans map[string]Span
	// Orphans are the ids of notes and highlights whose passage was not found, in the order of the marks, notes first.
	Orphans []string
}

// Locate finds the passages of all notes and highlights.
func (m *Marks) Locate(turns []text.Turn) Located {
	f, l := NewFinder(turns), Located{Spans: map[string]Span{}}
	look := func(id string, a Anchor) {
		if s, ok := f.Find(a); ok {
			l.Spans[id] = s
		} else {
			l.Orphans = append(l.Orphans, id)
		}
	}
	for _, n := range m.Notes {
		if n.Anchor != nil {
			look(n.ID, *n.Anchor)
		}
	}
	for _, h := range m.Highlights {
		look(h.ID, h.Anchor)
	}
	return l
}

// Refresh notes of passages that say the same as ever where they stand now and what stands around them now, so that they are found after the
// next change, too. Those that were only found by likeness, and orphans, keep what they were. It tells whether anything was to be noted.
func (m *Marks) Refresh(turns []text.Turn) (changed bool) {
	f := NewFinder(turns)
	notes, highlights := slices.Clone(m.Notes), slices.Clone(m.Highlights)
	for i := range notes {
		if at := notes[i].Anchor; at != nil {
			if fresh, ok := f.refreshed(*at); ok {
				notes[i].Anchor, changed = &fresh, true
			}
		}
	}
	for i := range highlights {
		if fresh, ok := f.refreshed(highlights[i].Anchor); ok {
			highlights[i].Anchor, changed = fresh, true
		}
	}
	m.Notes, m.Highlights = notes, highlights
	return changed
}

// refreshed is the anchor of a passage that says the same but stands otherwise than it did; ok is false for any other.
func (f *Finder) refreshed(a Anchor) (fresh Anchor, ok bool) {
	s, found, exact := f.find(a)
	if !found || !exact {
		return a, false
	}
	fresh, err := f.Anchor(s)
	return fresh, err == nil && fresh != a
}
