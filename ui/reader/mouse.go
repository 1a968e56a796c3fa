package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/assets"
	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// aim is the pointer.
type aim struct {
	over    target // what it rests on
	pressed target // what it was pressed on
	at      fyne.Position
	held    bool // it selects
	clicks  kit.Clicks
	focused bool
}

// target is something in the text that can be pressed.
type target struct {
	kind kindOfTarget
	turn int
}

type kindOfTarget uint8

const (
	nothing kindOfTarget = iota
	timeOf
	speakerOf
)

// rowAt is the row at a position, or the nearest one; false when nothing is shown.
func (r *Reader) rowAt(y float32) (nearest prose.Visible, ok bool) {
	for in := range r.view.Rows() {
		nearest, ok = in, true
		if y < in.Y+r.view.Style().Heights[in.Line.Kind] {
			break
		}
	}
	return nearest, ok
}

// placeAt is the place nearest to a position; false when nothing is shown.
func (r *Reader) placeAt(at fyne.Position) (Place, bool) {
	in, ok := r.rowAt(at.Y)
	switch {
	case !ok:
		return Place{}, false
	case in.Line.Kind == prose.Speech:
		return r.placeIn(in.Row, at.X-r.page.column), true
	}
	return Place{Turn: in.Block.Turn, Rune: in.Line.Rune}, true
}

// targetAt is what can be pressed at a position.
func (r *Reader) targetAt(at fyne.Position) target {
	in, ok := r.rowAt(at.Y)
	if !ok || in.Line.Kind != prose.Speaker || at.Y < in.Y {
		return target{}
	}
	x, right := r.nameExtent(in.Block.Turn)
	switch {
	case r.OnTime != nil && at.X < r.page.column-look.Space(2):
		return target{timeOf, in.Block.Turn}
	case r.OnSpeaker != nil && at.X >= x && at.X <= right:
		return target{speakerOf, in.Block.Turn}
	}
	return target{}
}

// MouseDown presses a time or a name, or begins to select: letters, at the second click words, at the third the turn; with Shift it goes on
// from where the selection began.
func (r *Reader) MouseDown(event *desktop.MouseEvent) {
	kit.Focus(r)
	at, ok := r.placeAt(event.Position)
	if event.Button != desktop.MouseButtonPrimary || !ok {
		return
	}
	if r.aim.pressed = r.targetAt(event.Position); r.aim.pressed.kind != nothing {
		return
	}
	if event.Modifier&fyne.KeyModifierShift != 0 && r.chosen.known {
		r.chosen.extend(at)
		r.Refresh()
		return
	}
	switch r.aim.clicks.Next(r.runner, event.Position) {
	case 2:
		r.begin(at, r.view.WordAround)
	case 3:
		r.begin(at, func(p Place) Span { return Span{From: Place{Turn: p.Turn}, To: r.view.TurnEnd(p.Turn)} })
	default:
		r.chosen.place(at)
		r.Refresh()
	}
}

// begin selects the word or the turn at a place, and more of them when the pointer is dragged.
func (r *Reader) begin(at Place, grain func(Place) Span) {
	s := grain(at)
	r.Select(s)
	r.chosen.grain, r.chosen.first = grain, s
}

// MouseUp does what was pressed, if the pointer is still on it.
func (r *Reader) MouseUp(event *desktop.MouseEvent) {
	pressed := r.aim.pressed
	r.aim.pressed = target{}
	if pressed.kind == nothing || pressed != r.targetAt(event.Position) {
		return
	}
	switch pressed.kind {
	case timeOf:
		r.OnTime(pressed.turn)
	case speakerOf:
		r.OnSpeaker(r.turn(pressed.turn).Speaker)
	}
}

// Dragged selects as far as the pointer.
func (r *Reader) Dragged(event *fyne.DragEvent) {
	at, ok := r.placeAt(event.Position)
	if !ok {
		return
	}
	if r.aim.pressed.kind != nothing { // it was no click
		r.aim.pressed = target{}
		if began, ok := r.placeAt(event.Position.Subtract(event.Dragged)); ok {
			r.chosen.place(began)
		}
	}
	r.aim.at = event.Position
	r.chosen.reach(at)
	r.Refresh()
	if !r.aim.held {
		r.aim.held = true
		kit.Follow(r.runner, r.follow)
	}
}

// DragEnd ends the selection. The toolkit has taken the focus away when that was outside of the text.
func (r *Reader) DragEnd() {
	r.aim.held = false
	kit.Focus(r)
}

// follow scrolls while the pointer selects beyond an edge, the faster the farther it is.
func (r *Reader) follow() (held bool) {
	if !r.aim.held {
		return false
	}
	beyond := min(0, r.aim.at.Y) + max(0, r.aim.at.Y-r.view.Height)
	if beyond != 0 {
		line := r.view.Style().Heights[prose.Speech]
		r.view.Scroll(beyond/2 + max(-line, min(beyond*line, line)))
		if at, ok := r.placeAt(fyne.NewPos(r.aim.at.X, max(0, min(r.aim.at.Y, r.view.Height-1)))); ok {
			r.chosen.reach(at)
		}
		r.moved()
	}
	return true
}

// Scrolled moves by the wheel, or with Ctrl changes the size of the text.
func (r *Reader) Scrolled(event *fyne.ScrollEvent) {
	if r.modify()&fyne.KeyModifierShortcutDefault == 0 {
		r.view.Scroll(-event.Scrolled.DY)
		r.moved()
		return
	}
	switch {
	case event.Scrolled.DY > 0:
		r.Zoom(1)
	case event.Scrolled.DY < 0:
		r.Zoom(-1)
	}
}

// TappedSecondary opens the menu. What was selected elsewhere is not meant.
func (r *Reader) TappedSecondary(event *fyne.PointEvent) {
	at, ok := r.placeAt(event.Position)
	if !ok {
		return
	}
	if s := r.chosen.span(); s.Empty() || at.Before(s.From) || s.To.Before(at) {
		r.chosen.place(at)
		r.Refresh()
	}
	r.menu(at, event.AbsolutePosition)
}

func (r *Reader) menu(p Place, at fyne.Position) {
	if r.OnMenu != nil {
		r.OnMenu(p, at)
		return
	}
	cut := kit.MenuItem("Copy", assets.Copy, r.Copy)
	cut.Disabled = r.chosen.span().Empty()
	kit.ShowMenuAt(r, at, []*fyne.MenuItem{cut, kit.MenuItem("Select all", assets.Tick, r.SelectAll)})
}

// MouseIn follows the pointer.
func (r *Reader) MouseIn(event *desktop.MouseEvent) { r.MouseMoved(event) }

// MouseMoved shows what can be pressed.
func (r *Reader) MouseMoved(event *desktop.MouseEvent) { r.rest(r.targetAt(event.Position)) }

// MouseOut ends it.
func (r *Reader) MouseOut() { r.rest(target{}) }

func (r *Reader) rest(on target) {
	if on != r.aim.over {
		r.aim.over = on
		r.Refresh()
	}
}

// Cursor is that of text, or of what can be pressed.
func (r *Reader) Cursor() desktop.Cursor {
	if r.aim.over.kind != nothing {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}
