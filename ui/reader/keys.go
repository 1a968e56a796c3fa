package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// TypedKey scrolls; with Shift it selects, and Left and Right move the caret. F3 looks at the next hit, with Shift at the one before; Esc
// takes back the selection, then what was found. Other keys are passed on.
func (r *Reader) TypedKey(event *fyne.KeyEvent) {
	shift := r.modify()&fyne.KeyModifierShift != 0
	switch {
	case r.view.Len() == 0:
	case event.Name == desktop.KeyMenu || event.Name == fyne.KeyF10 && shift:
		r.keyMenu()
		return
	case event.Name == fyne.KeyF3 && r.search.query != "":
		if shift {
			r.Previous()
		} else {
			r.Next()
		}
		return
	case event.Name == fyne.KeyEscape && r.escape():
		return
	case r.caretKey(event.Name, shift) || r.scrollKey(event.Name, shift):
		return
	}
	kit.PassKey(r, event)
}

// escape takes back the latest of what can be taken back.
func (r *Reader) escape() bool {
	switch {
	case !r.chosen.span().Empty():
		r.chosen.place(r.chosen.to)
		r.Refresh()
	case r.search.query != "":
		r.Find("")
	default:
		return false
	}
	return true
}

func (r *Reader) scrollKey(key fyne.KeyName, shift bool) bool {
	line := r.view.Style().Heights[prose.Speech]
	switch key {
	case fyne.KeyUp:
		r.view.Scroll(-line)
	case fyne.KeyDown:
		r.view.Scroll(line)
	case fyne.KeyPageUp:
		r.view.Page(-1)
	case fyne.KeyPageDown:
		r.view.Page(1)
	case fyne.KeySpace:
		if shift {
			r.view.Page(-1)
		} else {
			r.view.Page(1)
		}
	case fyne.KeyHome:
		r.view.Home()
	case fyne.KeyEnd:
		r.view.End()
	default:
		return false
	}
	r.moved()
	return true
}

// turnKey brings the next turn to the upper edge, or the one before.
func (r *Reader) turnKey(key fyne.KeyName) bool {
	by := 1
	if key == fyne.KeyUp {
		by = -1
	}
	r.view.SetTop(r.view.Beginning(r.view.Top(), by))
	r.moved()
	return true
}

// caretKey moves the caret, and selects on the way with Shift. Without it only Left and Right do: the others scroll.
func (r *Reader) caretKey(key fyne.KeyName, shift bool) bool {
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		return r.caret(key, shift, false)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		return shift && r.caret(key, true, false)
	}
	return false
}

// caret moves the caret by a key, far when Ctrl is held: by words, by turns, and to the ends.
func (r *Reader) caret(key fyne.KeyName, extend, far bool) bool {
	var to Place
	from, vertical := r.start(), false
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		by := 1
		if key == fyne.KeyLeft {
			by = -1
		}
		if s := r.chosen.span(); !extend && !s.Empty() {
			to = s.To
			if by < 0 {
				to = s.From
			}
			break
		}
		if far {
			to = r.view.Word(from, by)
		} else {
			to = r.view.Beside(from, by)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		if far {
			by := 1
			if key == fyne.KeyUp {
				by = -1
			}
			to = r.view.Beginning(from, by)
			break
		}
		rows := 1
		if key == fyne.KeyPageUp || key == fyne.KeyPageDown {
			rows = max(1, int(r.view.Height/r.view.Style().Heights[prose.Speech])-2)
		}
		if key == fyne.KeyUp || key == fyne.KeyPageUp {
			rows = -rows
		}
		to, vertical = r.vertical(from, rows), true
	case fyne.KeyHome, fyne.KeyEnd:
		to = r.end(from, key == fyne.KeyEnd, far)
	default:
		return false
	}
	x := r.chosen.x
	if extend {
		r.chosen.extend(to)
	} else {
		r.chosen.place(to)
	}
	r.chosen.x, r.chosen.keepX = x, vertical
	r.view.Reveal(to)
	r.moved()
	return true
}

// end is the beginning or the end of the row with a place, or of all that is shown.
func (r *Reader) end(p Place, last, all bool) Place {
	switch {
	case !all:
		return r.rowEnd(p, last)
	case last:
		return r.view.Last()
	}
	return r.view.First()
}

// keyMenu opens the menu below the caret, if that is in view.
func (r *Reader) keyMenu() {
	p := r.start()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
	row := r.view.RowOf(p)
	for in := range r.view.Rows() {
		if in.Row == row {
			below := max(0, min(in.Y, r.view.Height-look.Space(10))) + r.view.Style().Heights[prose.Speech]
			r.menu(p, at.AddXY(r.page.column+r.xOf(row, p), below))
			return
		}
	}
	r.menu(p, at.AddXY(r.page.column, look.Space(4)))
}

// TypedShortcut copies, selects, moves by words and to the ends, and changes the size of the text. Others are passed on: Fyne gives shortcuts
// to what has the focus alone.
func (r *Reader) TypedShortcut(shortcut fyne.Shortcut) {
	switch s := shortcut.(type) {
	case *fyne.ShortcutSelectAll:
		r.SelectAll()
		return
	case *fyne.ShortcutCopy:
		r.Copy()
		return
	case *desktop.CustomShortcut:
		if r.control(s.KeyName, s.Modifier) {
			return
		}
	}
	kit.PassShortcut(r, shortcut)
}

func (r *Reader) control(key fyne.KeyName, modifier fyne.KeyModifier) bool {
	shift := modifier&fyne.KeyModifierShift != 0
	held := modifier &^ fyne.KeyModifierShift
	words := held == fyne.KeyModifierControl || held == fyne.KeyModifierAlt && fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper
	switch {
	case words && r.view.Len() > 0 && (key == fyne.KeyLeft || key == fyne.KeyRight):
		return r.caret(key, shift, true)
	case held != fyne.KeyModifierShortcutDefault:
		return false
	case r.view.Len() > 0 && (key == fyne.KeyUp || key == fyne.KeyDown):
		return shift && r.caret(key, true, true) || !shift && r.turnKey(key)
	case r.view.Len() > 0 && (key == fyne.KeyHome || key == fyne.KeyEnd):
		return shift && r.caret(key, true, true) || !shift && r.scrollKey(key, false)
	case key == fyne.KeyPlus || key == fyne.KeyEqual:
		r.Zoom(1)
	case key == fyne.KeyMinus:
		r.Zoom(-1)
	case key == fyne.Key0 && !shift:
		r.Zoom(0)
	default:
		return false
	}
	return true
}

// TypedRune does nothing.
func (r *Reader) TypedRune(rune) {}

// FocusGained shows the focus.
func (r *Reader) FocusGained() { r.aim.focused = true; r.Refresh() }

// FocusLost takes it away.
func (r *Reader) FocusLost() { r.aim.focused = false; r.Refresh() }
