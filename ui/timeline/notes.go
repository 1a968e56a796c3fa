package timeline

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// notes are what the person writes to an Activity: kept a moment after the last letter, and at once when another one is opened.
type notes struct {
	page    *Page
	of      *timeline.Activity // whose they are; nil for nobody's
	kept    string
	unkept  map[core.CallID]string // what is being kept, and what could not be: it is shown again, and tried again
	quiet   bool                   // the field is set by us
	saving  func()
	field   *kit.Entry
	state   *kit.Text
	object  fyne.CanvasObject
	waiting bool
}

// keepGap is how long after the last letter notes are kept.
const keepGap = 400 * time.Millisecond

func newNotes(p *Page) *notes {
	n := &notes{page: p, field: kit.NewEntry(), state: kit.NewCaption(""), saving: func() {}, unkept: map[core.CallID]string{}}
	n.field.MultiLine, n.field.Wrapping, n.field.Label, n.field.PlaceHolder = true, fyne.TextWrapWord, "Your notes", sayNotesHint
	n.field.SetMinRowsVisible(4)
	n.field.OnChanged = n.changed
	n.object = kit.Column(1.5, kit.Line(2, kit.Grow(kit.NewStrong("Your notes")), n.state), n.field)
	return n
}

// set shows the notes of an Activity.
func (n *notes) set(a timeline.Activity) {
	text, unkept := n.unkept[a.CallID]
	if !unkept {
		text = a.Notes
	}
	n.of, n.kept, n.waiting = &a, a.Notes, unkept
	n.quiet = true
	n.field.SetText(text)
	n.quiet = false
	n.state.Set("")
}

func (n *notes) changed(string) {
	if n.quiet || n.of == nil {
		return
	}
	n.saving()
	n.state.Set("")
	n.waiting = true
	n.saving = n.page.needs.Runner.After(keepGap, n.flush)
}

// flush keeps what was written since it was kept last.
func (n *notes) flush() {
	n.saving()
	n.saving = func() {}
	if !n.waiting || n.of == nil {
		return
	}
	n.waiting = false
	id, written := n.of.CallID, n.field.Text
	if _, unkept := n.unkept[id]; !unkept && written == n.kept {
		return
	}
	n.kept, n.unkept[id] = written, written
	n.page.change(id, func(a *timeline.Activity) error {
		if a.State == timeline.Tombstone { // the notes of one that is hidden only are kept for when it comes back
			return core.Errorf(core.NotFound, "keep the notes", "the Activity is deleted")
		}
		a.Notes = written
		return nil
	}, func(err error) {
		here := n.of != nil && n.of.CallID == id
		switch {
		case err == nil || core.Is(err, core.NotFound):
			if n.unkept[id] == written {
				delete(n.unkept, id)
			}
			if here && !n.waiting && err == nil {
				n.state.Set("Kept")
			}
		case here:
			n.waiting = true
			n.state.Set("Not kept")
		}
	})
}
