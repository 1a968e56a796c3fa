package review

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/say"
)

// anchor remembers a passage; false when it cannot be.
func (r *reading) anchor(s marks.Span) (marks.Anchor, bool) {
	a, err := marks.NewAnchor(r.call.Turns, s)
	if err != nil {
		r.page.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
	}
	return a, err == nil
}

// highlight lets the passage stand out.
func (r *reading) highlight() {
	s, ok := r.passage()
	if !ok {
		return
	}
	a, ok := r.anchor(s)
	if !ok {
		return
	}
	p, id := r.page, r.id
	var added marks.Highlight
	now := p.needs.Clock.Now()
	p.change(id, func(m *marks.Marks) (err error) {
		added, err = m.AddHighlight(a, marks.Yellow, now)
		return err
	}, func() {
		p.needs.Stage.ToastWith(kit.Good, "Highlighted.", "Undo", func() {
			p.change(id, func(m *marks.Marks) error { m.RemoveHighlight(added.ID); return nil }, nil)
		})
	})
}

// unhighlight takes a highlight away, which can be undone.
func (r *reading) unhighlight(highlight string) {
	p, id := r.page, r.id
	var was marks.Highlight
	var place int
	p.change(id, func(m *marks.Marks) error { was, place, _ = m.RemoveHighlight(highlight); return nil }, func() {
		p.needs.Stage.ToastWith(kit.Good, "The highlight is removed.", "Undo", func() {
			p.change(id, func(m *marks.Marks) error { m.PutHighlight(was, place); return nil }, nil)
		})
	})
}

// note asks for a note to the passage.
func (r *reading) note() {
	if s, ok := r.passage(); ok {
		if a, ok := r.anchor(s); ok {
			r.askNote(nil, &a)
		}
	}
}

// askNote asks for the text of a new note, to the call or to a passage, or for another text of one that there is.
func (r *reading) askNote(old *marks.Note, at *marks.Anchor) {
	p, id := r.page, r.id
	field := kit.NewEntry()
	field.MultiLine, field.Wrapping, field.Label = true, fyne.TextWrapWord, "Note"
	field.SetMinRowsVisible(6)
	d := &kit.Dialog{Title: "Note to the call", Confirm: "Keep", Focus: field, Width: 130}
	if at != nil {
		d.Title = "Note to a passage"
	}
	if old != nil {
		d.Title = "Edit the note"
		field.SetText(old.Text)
	}
	now := p.needs.Clock.Now()
	form := kit.NewFormField("Note", field, "Ctrl+Enter keeps it.")
	parts := []fyne.CanvasObject{form}
	if at != nil {
		parts = []fyne.CanvasObject{r.page.side.passage(at, at.Quote, nil), form}
	}
	d.Content = kit.Column(3, parts...)
	d.OnConfirm = func() bool {
		text := field.Text
		p.change(id, func(m *marks.Marks) error {
			if old != nil {
				return m.SetNote(old.ID, text, now)
			}
			_, err := m.AddNote(text, at, now)
			return err
		}, nil)
		return true
	}
	p.needs.Stage.Open(d)
}

// deleteNote takes a note away, which can be undone.
func (r *reading) deleteNote(note string) {
	p, id := r.page, r.id
	var was marks.Note
	var place int
	p.change(id, func(m *marks.Marks) error { was, place, _ = m.RemoveNote(note); return nil }, func() {
		p.needs.Stage.ToastWith(kit.Good, "The note is deleted.", "Undo", func() {
			p.change(id, func(m *marks.Marks) error { m.PutNote(was, place); return nil }, nil)
		})
	})
}

// untag takes a tag away, which can be undone.
func (r *reading) untag(tag string) {
	p, id := r.page, r.id
	var was marks.TagPlace
	p.change(id, func(m *marks.Marks) error { was, _ = m.RemoveTag(tag); return nil }, func() {
		p.needs.Stage.ToastWith(kit.Good, "The tag “"+tag+"” is removed.", "Undo", func() {
			p.change(id, func(m *marks.Marks) error { m.PutTag(was); return nil }, nil)
		})
	})
}

// placeMenu is what can be done at a place of the transcript.
func (r *reading) placeMenu(place reader.Place, at fyne.Position) {
	turn := place.Turn
	speaker := r.call.Turns[turn].Speaker
	only := kit.MenuItem("Read only "+speaker, assets.Filter, func() { r.toggleSpeaker(speaker) })
	if r.only[speaker] {
		only.Label = "Read the others, too"
	}
	cut := kit.MenuItem("Copy", assets.Copy, r.text.Copy)
	_, text := r.text.Selection()
	cut.Disabled = text == ""
	items := []*fyne.MenuItem{
		cut, kit.MenuItem("Copy as a quote", assets.Quote, r.copyQuote), kit.MenuItem("Add to the quotes", assets.Plus, r.addQuote),
		fyne.NewMenuItemSeparator(),
		kit.MenuItem("Highlight", assets.Highlight, r.highlight), kit.MenuItem("Write a note…", assets.Note, r.note),
		fyne.NewMenuItemSeparator(), only,
	}
	if r.call.URL != "" {
		items = append(items, kit.MenuItem("Open in Gong at this second", assets.OpenExternal, func() { r.openInGong(turn) }))
	}
	kit.ShowMenuAt(r.text, at, items)
}
