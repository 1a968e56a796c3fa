package marks

import (
	"cmp"
	"slices"
	"strings"
)

// Merge takes in what was made elsewhere of the same call: all that either has, each once. Of a note that was changed here and there, the later text
// stays and the other becomes a note of its own; a text that the note had before is no change. It tells whether anything was new. Merging the
// same again changes nothing, and two computers that merge each other's have the same.
func (m *Marks) Merge(other Marks) (changed bool) {
	before := *m
	if m.Title == "" {
		m.Title = other.Title
	}
	if m.Started.IsZero() {
		m.Started = other.Started
	}
	m.Star = m.Star || other.Star
	for _, tag := range other.Tags {
		if !m.Tagged(tag) {
			m.Tags = append(slices.Clip(m.Tags), tag)
		}
	}
	if other.Read.After(m.Read) {
		m.Read = other.Read
	}
	if other.Place != nil && (m.Place == nil || other.Place.Kept.After(m.Place.Kept)) {
		m.Place = other.Place
	}
	m.Notes = slices.Clone(m.Notes)
	for _, n := range other.Notes {
		changed = m.mergeNote(n) || changed
	}
	m.Highlights = slices.Clone(m.Highlights)
	for _, h := range other.Highlights {
		changed = m.mergeHighlight(h) || changed
	}
	return changed || m.Title != before.Title || !m.Started.Equal(before.Started) || m.Star != before.Star || len(m.Tags) != len(before.Tags) ||
		!m.Read.Equal(before.Read) || m.Place != before.Place
}

func (m *Marks) mergeNote(n Note) (changed bool) {
	at := m.note(n.ID)
	if at < 0 {
		m.Notes = append(m.Notes, n)
		return true
	}
	mine := m.Notes[at]
	merged := later(mine, n)
	merged.Past = union(mine.Past, n.Past)
	merged.Anchor = cmp.Or(merged.Anchor, mine.Anchor, n.Anchor)
	var apart *Note
	if loser := other(mine, n, merged); loser.Text != merged.Text && !slices.Contains(merged.Past, digest(loser.Text)) {
		merged.Past = append(merged.Past, digest(loser.Text))
		loser.ID, loser.Past = digest(loser.ID+"\x00"+loser.Text), nil
		apart = &loser
	}
	merged.Past = merged.Past[max(len(merged.Past)-maxPast, 0):]
	m.Notes[at] = merged
	changed = merged.Text != mine.Text || !slices.Equal(merged.Past, mine.Past) || merged.Anchor != mine.Anchor
	if apart != nil && m.note(apart.ID) < 0 {
		m.Notes = append(m.Notes, *apart)
	}
	return changed
}

// later returns the note of two with the same id whose text stays.
func later(a, b Note) Note {
	switch {
	case slices.Contains(a.Past, digest(b.Text)) && !slices.Contains(b.Past, digest(a.Text)):
		return a
	case slices.Contains(b.Past, digest(a.Text)) && !slices.Contains(a.Past, digest(b.Text)):
		return b
	case cmp.Or(a.Changed.Compare(b.Changed), strings.Compare(a.Text, b.Text)) >= 0:
		return a
	}
	return b
}

// other returns which of a and b the chosen one is not.
func other(a, b, chosen Note) Note {
	if chosen.Text == a.Text {
		return b
	}
	return a
}

// union is a and then what only b has.
func union(a, b []string) []string {
	all := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

func (m *Marks) mergeHighlight(h Highlight) (changed bool) {
	at := slices.IndexFunc(m.Highlights, func(mine Highlight) bool {
		return mine.ID == h.ID || mine.Anchor.Span == h.Anchor.Span && mine.Anchor.Quote == h.Anchor.Quote
	})
	if at < 0 {
		m.Highlights = append(m.Highlights, h)
		return true
	}
	if mine := &m.Highlights[at]; h.Changed.After(mine.Changed) && h.Ink != mine.Ink {
		mine.Ink, mine.Changed = h.Ink, h.Changed
		return true
	}
	return false
}

// Merge takes in the same quote of another computer: its comment, where that says something else. It tells whether it did.
func (q *Quote) Merge(other Quote) (changed bool) {
	switch {
	case other.Comment == "" || strings.Contains(q.Comment, other.Comment):
		return false
	case strings.Contains(other.Comment, q.Comment):
		q.Comment = other.Comment
	default:
		both := []string{q.Comment, other.Comment}
		slices.Sort(both) // the same on both computers
		q.Comment = strings.Join(both, "\n\n")
	}
	return true
}

// Same tells whether two quotes are of the same passage of the same call.
func (q *Quote) Same(other Quote) bool {
	return q.ID == other.ID || q.Call == other.Call && q.Text == other.Text && q.Anchor.Span == other.Anchor.Span
}
