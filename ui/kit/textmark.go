package kit

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/assets"
	"tamtam/core/prose"
	"tamtam/ui/look"
)

// marking is what is marked in a TextView, and the marking under way.
type marking struct {
	from, to TextPoint // to moves; nothing is marked when they are equal
	known    bool      // they were placed by the person
	shift    bool      // a Shift key is held
	held     bool      // the pointer marks
	pointer  fyne.Position
	clicks   Clicks
}

const markedLine = 2 // spacing units that are marked beyond a row whose end is

var (
	_ fyne.Draggable         = (*TextView)(nil)
	_ fyne.Shortcutable      = (*TextView)(nil)
	_ fyne.SecondaryTappable = (*TextView)(nil)
	_ desktop.Keyable        = (*TextView)(nil)
	_ desktop.Mouseable      = (*TextView)(nil)
)

// Marked is what is marked, from its beginning; the two are equal when nothing is.
func (v *TextView) Marked() (from, to TextPoint) {
	from, to = v.marking.from, v.marking.to
	if to.before(from) {
		from, to = to, from
	}
	return from, to
}

// MarkAll marks the whole text.
func (v *TextView) MarkAll() {
	if n := v.length(); n > 0 {
		v.mark(TextPoint{}, TextPoint{n - 1, lineEnd})
	}
}

func (v *TextView) mark(from, to TextPoint) {
	if v.OnCopy != nil {
		v.marking.from, v.marking.to, v.marking.known = from, to, true
		v.Refresh()
	}
}

func (v *TextView) copyMarked() {
	if from, to := v.Marked(); from != to && v.OnCopy != nil {
		v.OnCopy(from, to)
	}
}

// markedPart is from where to where a row is marked, in pixels from its beginning.
func (v *TextView) markedPart(line int, row textRow) (left, right float32) {
	from, to := v.Marked()
	start, end := TextPoint{line, row.start}, TextPoint{line, row.end()}
	if !from.before(to) || !start.before(to) || end.before(from) {
		return 0, 0
	}
	if start.before(from) {
		left = v.rows.measure.Width(row.text[:from.Byte-row.start])
	}
	if !end.before(to) {
		return left, v.rows.measure.Width(row.text[:to.Byte-row.start])
	}
	return left, v.rows.measure.Width(row.text) + look.Space(markedLine)
}

// hit is the point nearest to a position.
func (v *TextView) hit(at fyne.Position) TextPoint {
	var nearest TextPoint
	for in := range v.inView() {
		nearest = TextPoint{in.at.line, v.hitRow(in.row(), at.X-textPad()-in.line.indent(in.at.row))}
		if at.Y < in.y+v.rows.height {
			return nearest
		}
	}
	return TextPoint{nearest.Line, lineEnd} // below the text
}

// hitRow is the byte of a line nearest to x in a row of it. What is read from right to left is taken whole, for its letters stand elsewhere.
func (v *TextView) hitRow(row textRow, x float32) int {
	m := v.rows.measure
	switch whole := m.Width(row.text); {
	case !prose.HasRightToLeft(row.text):
		return row.start + prose.ByteAt(row.text, prose.Runs(row.text, false, 0, m), x, m)
	case x > whole/2:
		return row.end()
	}
	return row.start
}

// wordAt are the ends of the word at a point, or of the letter that is no part of one.
func (v *TextView) wordAt(p TextPoint) (from, to TextPoint) {
	text, _ := v.source.Line(p.Line)
	start, end := prose.WordAt(text, p.Byte)
	return TextPoint{p.Line, start}, TextPoint{p.Line, end}
}

// MouseDown begins to mark, or with Shift goes on to the pointer.
func (v *TextView) MouseDown(event *desktop.MouseEvent) {
	Focus(v)
	if event.Button != desktop.MouseButtonPrimary || v.length() == 0 || v.rows.height == 0 {
		return
	}
	at := v.hit(event.Position)
	if event.Modifier&fyne.KeyModifierShift != 0 && v.marking.known {
		v.mark(v.marking.from, at)
		return
	}
	switch v.click(event.Position) {
	case 2:
		v.mark(v.wordAt(at))
	case 3:
		v.mark(TextPoint{at.Line, 0}, TextPoint{at.Line, lineEnd})
	default:
		v.mark(at, at)
	}
}

// click counts quick clicks.
func (v *TextView) click(at fyne.Position) int { return v.marking.clicks.Next(runnerOf(v), at) }

// MouseUp does nothing: DragEnd ends the marking.
func (v *TextView) MouseUp(*desktop.MouseEvent) {}

// Dragged marks as far as the pointer.
func (v *TextView) Dragged(event *fyne.DragEvent) {
	if v.length() == 0 || v.rows.height == 0 {
		return
	}
	v.marking.pointer = event.Position
	v.mark(v.marking.from, v.hit(event.Position))
	if !v.marking.held {
		v.marking.held = true
		v.follow()
	}
}

// DragEnd ends the marking. The toolkit has taken the focus away when that was outside of the text.
func (v *TextView) DragEnd() {
	v.marking.held = false
	Focus(v)
}

// follow scrolls while the pointer marks beyond an edge, the faster the farther it is.
func (v *TextView) follow() {
	r := runnerOf(v)
	if r == nil {
		return
	}
	Follow(r, func() bool {
		if !v.marking.held {
			return false
		}
		y, height := v.marking.pointer.Y, v.rows.view.Height
		rows := 0
		if y < 0 {
			rows = int(y/v.rows.height) - 1
		} else if y > height {
			rows = int((y-height)/v.rows.height) + 1
		}
		if rows != 0 {
			v.move(rows)
			v.clamp()
			v.mark(v.marking.from, v.hit(fyne.NewPos(v.marking.pointer.X, max(0, min(y, height-1)))))
		}
		return true
	})
}

// KeyDown notices Shift.
func (v *TextView) KeyDown(event *fyne.KeyEvent) { v.shiftKey(event, true) }

// KeyUp notices that it is let go.
func (v *TextView) KeyUp(event *fyne.KeyEvent) { v.shiftKey(event, false) }

func (v *TextView) shiftKey(event *fyne.KeyEvent, down bool) {
	if event.Name == desktop.KeyShiftLeft || event.Name == desktop.KeyShiftRight {
		v.marking.shift = down
	}
}

// markKey does what a key means for what is marked and tells whether it means anything.
func (v *TextView) markKey(key fyne.KeyName) bool {
	switch from, to := v.Marked(); {
	case v.OnCopy == nil || v.length() == 0:
		return false
	case key == desktop.KeyMenu:
		v.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(v).AddXY(textPad(), textPad()))
		return true
	case key == fyne.KeyEscape && from != to:
		v.mark(v.marking.to, v.marking.to)
		return true
	case !v.marking.shift:
		return false
	}
	if !v.marking.known { // the keyboard begins where the eye does
		top := TextPoint{v.top.line, v.line(v.top.line).rows[v.top.row].start}
		v.marking.from, v.marking.to, v.marking.known = top, top, true
	}
	to, used := v.target(v.marking.to, key)
	if used {
		v.mark(v.marking.from, to)
		v.reveal(v.placeOf(to))
	}
	return used
}

// target is where a key leads from a point.
func (v *TextView) target(p TextPoint, key fyne.KeyName) (to TextPoint, used bool) {
	switch key {
	case fyne.KeyLeft:
		return v.beside(p, -1), true
	case fyne.KeyRight:
		return v.beside(p, 1), true
	case fyne.KeyUp:
		return v.rowsFrom(p, -1), true
	case fyne.KeyDown:
		return v.rowsFrom(p, 1), true
	case fyne.KeyPageUp:
		return v.rowsFrom(p, -v.page()), true
	case fyne.KeyPageDown:
		return v.rowsFrom(p, v.page()), true
	case fyne.KeyHome:
		return TextPoint{}, true
	case fyne.KeyEnd:
		return TextPoint{v.length() - 1, lineEnd}, true
	}
	return p, false
}

// beside is the point one letter on, in the next line at the end of one.
func (v *TextView) beside(p TextPoint, by int) TextPoint {
	text, _ := v.source.Line(p.Line)
	stops := prose.Letters(text)
	n := sort.SearchInts(stops, min(p.Byte, len(text))) + by
	switch {
	case n >= 0 && n < len(stops):
		return TextPoint{p.Line, stops[n]}
	case n < 0 && p.Line > 0:
		return TextPoint{p.Line - 1, lineEnd}
	case n > 0 && p.Line+1 < v.length():
		return TextPoint{p.Line + 1, 0}
	}
	return p
}

// rowsFrom is the point so many rows away, below or above this one; beyond the first and the last row it is the end of the text.
func (v *TextView) rowsFrom(p TextPoint, rows int) TextPoint {
	at := v.placeOf(p)
	to, ended := v.step(at, rows)
	switch {
	case ended && rows < 0:
		return TextPoint{}
	case ended:
		return TextPoint{v.length() - 1, lineEnd}
	}
	line, target := v.line(at.line), v.line(to.line)
	row := line.rows[at.row]
	x := v.rows.measure.Width(row.text[:max(0, min(p.Byte, row.end())-row.start)]) + line.indent(at.row)
	return TextPoint{to.line, v.hitRow(target.rows[to.row], x-target.indent(to.row))}
}

// placeOf is the row in which a point is.
func (v *TextView) placeOf(p TextPoint) place {
	rows := v.line(p.Line).rows
	n := sort.Search(len(rows), func(n int) bool { return rows[n].start > p.Byte })
	return place{p.Line, max(0, n-1)}
}

// reveal scrolls a row into view.
func (v *TextView) reveal(at place) {
	if v.rows.height == 0 {
		return
	}
	full := int(v.rows.view.Height / v.rows.height)
	above, _ := v.step(at, 1-full) // the top that has the row at the lower edge
	switch {
	case !at.after(v.top):
		v.top, v.shift = at, 0
	case above.after(v.top) || above == v.top && v.shift == 0:
		v.top, v.shift = above, 0
	}
	v.Refresh()
}

// TypedShortcut marks all, copies, and passes others on: Fyne gives shortcuts to what has the focus alone.
func (v *TextView) TypedShortcut(shortcut fyne.Shortcut) {
	switch shortcut.(type) {
	case *fyne.ShortcutSelectAll:
		v.MarkAll()
	case *fyne.ShortcutCopy:
		v.copyMarked()
	default:
		PassShortcut(v, shortcut)
	}
}

// TappedSecondary opens the menu.
func (v *TextView) TappedSecondary(event *fyne.PointEvent) { v.menu(event.AbsolutePosition) }

func (v *TextView) menu(at fyne.Position) {
	if v.OnCopy == nil || v.length() == 0 {
		return
	}
	cut := MenuItem("Copy", assets.Copy, v.copyMarked)
	from, to := v.Marked()
	cut.Disabled = from == to
	ShowMenuAt(v, at, []*fyne.MenuItem{cut, MenuItem("Mark all", assets.Tick, v.MarkAll)})
}
