package marks

import (
	"cmp"
	"slices"
	"time"

	"tamtam/core"
)

// Ink is the colour of a highlight.
type Ink string

// The inks. One that is none of them is shown as Yellow.
const (
	Yellow Ink = "yellow"
	Green  Ink = "green"
	Blue   Ink = "blue"
	Pink   Ink = "pink"
)

// Highlight is a passage that stands out.
type Highlight struct {
	ID      string    `json:"id"`
	Ink     Ink       `json:"ink"`
	Created time.Time `json:"created"`
	// Changed is when it got its ink.
	Changed time.Time `json:"changed"`
	Anchor  Anchor    `json:"anchor"`
}

// AddHighlight marks a passage, yellow when the ink is "". The same passage is marked once: marked again, it has the new ink. core.Invalid for one
// more than MaxHighlights.
func (m *Marks) AddHighlight(a Anchor, ink Ink, now time.Time) (Highlight, error) {
	ink = cmp.Or(ink, Yellow)
	m.Highlights = slices.Clone(m.Highlights)
	for i := range m.Highlights {
		if h := &m.Highlights[i]; h.Anchor.Span == a.Span && h.Anchor.Quote == a.Quote {
			h.Ink, h.Changed = ink, now.UTC()
			return *h, nil
		}
	}
	if len(m.Highlights) >= MaxHighlights {
		return Highlight{}, core.Errorf(core.Invalid, "highlight the passage", "a call can have %d highlights, and this one has them", MaxHighlights)
	}
	h := Highlight{ID: core.NewID(), Ink: ink, Created: now.UTC(), Changed: now.UTC(), Anchor: a}
	m.Highlights = append(m.Highlights, h)
	return h, nil
}

// RemoveHighlight takes a highlight out and returns it with its place in the list, for PutHighlight; ok is false when it was not there.
func (m *Marks) RemoveHighlight(id string) (h Highlight, at int, ok bool) {
	if at = m.highlight(id); at < 0 {
		return Highlight{}, 0, false
	}
	h = m.Highlights[at]
	m.Highlights = slices.Delete(slices.Clone(m.Highlights), at, at+1)
	return h, at, true
}

// PutHighlight puts a highlight that was removed back at its place. One that is there stays as it is.
func (m *Marks) PutHighlight(h Highlight, at int) {
	if m.highlight(h.ID) < 0 {
		m.Highlights = slices.Insert(slices.Clone(m.Highlights), min(max(at, 0), len(m.Highlights)), h)
	}
}

func (m *Marks) highlight(id string) int {
	return slices.IndexFunc(m.Highlights, func(h Highlight) bool { return h.ID == id })
}
