package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// showMarks builds what the person made of the call.
func (s *side) showMarks() {
	if s.call == nil {
		return
	}
	r := s.page.reading
	m := r.marks
	s.mine.Objects = nil
	s.add(s.mine, "Tags", 0, []fyne.CanvasObject{s.tags(m)})
	add := kit.NewIconButton(assets.Plus, "Write a note to the call", func() { r.askNote(nil, nil) })
	notes, orphans := s.notes(m)
	if len(notes) == 0 {
		notes = []fyne.CanvasObject{kit.NewMutedParagraph(sayNoNotes)}
	}
	s.add(s.mine, "Notes", len(m.Notes), notes, add)
	highlights, lost := s.highlights(m)
	count := len(highlights)
	if count == 0 && len(lost) == 0 {
		highlights = []fyne.CanvasObject{kit.NewMutedParagraph(sayNoHighlights)}
	}
	s.add(s.mine, "Highlights", count, highlights)
	if orphans = append(orphans, lost...); len(orphans) > 0 {
		s.add(s.mine, "No longer in the transcript", len(orphans), append([]fyne.CanvasObject{kit.NewMutedParagraph(sayOrphans)}, orphans...))
	}
	s.mine.Refresh()
}

// tags are pills that are taken away by pressing, and one that adds.
func (s *side) tags(m marks.Marks) fyne.CanvasObject {
	r := s.page.reading
	flow := container.NewWithoutLayout()
	flow.Layout = &flowLayout{gap: 1}
	for _, tag := range m.Tags {
		flow.Add(newPill(tag, "Remove the tag “"+tag+"”", assets.Cancel, func() { r.untag(tag) }))
	}
	flow.Add(newPill("Add a tag", "Add a tag", assets.Plus, r.askTag))
	return flow
}

// notes lists the notes to the call and to passages; orphans are those whose passage is gone.
func (s *side) notes(m marks.Marks) (lines, orphans []fyne.CanvasObject) {
	r := s.page.reading
	for _, n := range m.Notes {
		span, found := r.located.Spans[n.ID]
		words := kit.NewParagraph(n.Text)
		buttons := kit.Line(0, kit.NewIconButton(assets.Edit, "Edit the note", func() { r.askNote(&n, nil) }),
			kit.NewIconButton(assets.Delete, "Delete the note", func() { r.deleteNote(n.ID) }))
		when := kit.NewCaption(humane.Ago(n.Changed, s.page.needs.Clock.Now()))
		foot := kit.Line(1, kit.Grow(when), buttons)
		switch {
		case n.Anchor == nil:
			lines = append(lines, kit.Column(0.5, words, foot))
		case found:
			lines = append(lines, kit.Column(0.5, s.passage(n.Anchor, spanText(s.call, span), func() { r.goTo(span) }), words, foot))
		default:
			orphans = append(orphans, kit.Column(0.5, s.passage(n.Anchor, n.Anchor.Quote, nil), words, foot))
		}
	}
	return lines, orphans
}

func (s *side) highlights(m marks.Marks) (lines, orphans []fyne.CanvasObject) {
	r := s.page.reading
	for _, h := range m.Highlights {
		remove := kit.NewIconButton(assets.Cancel, "Remove the highlight", func() { r.unhighlight(h.ID) })
		if span, found := r.located.Spans[h.ID]; found {
			lines = append(lines, kit.TopLine(1, kit.Grow(s.passage(&h.Anchor, spanText(s.call, span), func() { r.goTo(span) })), remove))
		} else {
			orphans = append(orphans, kit.TopLine(1, kit.Grow(s.passage(&h.Anchor, h.Anchor.Quote, nil)), remove))
		}
	}
	return lines, orphans
}

// passage is what was said, who by and when; pressing it goes there.
func (s *side) passage(a *marks.Anchor, said string, goTo func()) fyne.CanvasObject {
	about := kit.NewCaption(joined(text.Offset(a.At), a.Speaker))
	about.Shrink = true
	words := kit.NewParagraph("“" + humane.Short(said, 160) + "”")
	words.Color = look.Muted
	content := kit.Column(0.25, about, words)
	if goTo == nil {
		return content
	}
	return newPress("Go to "+text.Offset(a.At), content, goTo)
}
