package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TextSource is a text as lines without their line ends. It is asked on the UI goroutine and answers at once, from memory:
// LineCache turns a slow one into such a source.
type TextSource interface {
	// Len is the number of lines. It may grow; TextView.Refresh shows it.
	Len() int
	// Line is line i. ready is false while it is on its way; TextView.Refresh shows it when it has come.
	Line(i int) (text string, ready bool)
}

// TextView shows a text of any size, read only, wrapped at its width. Only the lines in view exist. It opens a text of ten
// million lines as fast as one of ten, for it never asks for a line out of view: the place in the text is a line and a row of
// its wrapping, not a distance in pixels, and the scroll bar counts lines.
//
// A scroll step over 8 million lines (400 MB) at 900x700 costs 0.06 ms before painting (BenchmarkTextViewScroll).
type TextView struct {
	widget.BaseWidget
	// Mono shows fixed-width letters.
	Mono bool

	source  TextSource
	top     place
	shift   float32 // how much of the top row is scrolled out, in pixels
	rows    rowCache
	focused bool
	bar     *textBar
}

// place is a row of a wrapped line.
type place struct{ line, row int }

var (
	_ fyne.Widget        = (*TextView)(nil)
	_ fyne.Scrollable    = (*TextView)(nil) // which also makes Fyne clip what it draws
	_ fyne.Focusable     = (*TextView)(nil)
	_ fyne.Tappable      = (*TextView)(nil)
	_ fyne.Accessible    = (*TextView)(nil)
	_ desktop.Cursorable = (*TextView)(nil)
)

// NewTextView returns an empty viewer.
func NewTextView(mono bool) *TextView {
	v := &TextView{Mono: mono}
	v.bar = newTextBar(v)
	v.ExtendBaseWidget(v)
	return v
}

// SetSource shows another text from its beginning; nil shows nothing.
func (v *TextView) SetSource(source TextSource) {
	v.source, v.top, v.shift = source, place{}, 0
	v.rows.clear()
	v.Refresh()
}

// Line is the first line in view.
func (v *TextView) Line() int { return v.top.line }

// ShowLine scrolls so that line i is the first in view, or the end of the text is at the lower edge.
func (v *TextView) ShowLine(i int) {
	v.top, v.shift = place{line: max(0, min(i, v.length()-1))}, 0
	v.Refresh()
}

func (v *TextView) length() int {
	if v.source == nil {
		return 0
	}
	return v.source.Len()
}

// line is the wrapped rows of line i, at least one.
func (v *TextView) line(i int) []string {
	text, ready := v.source.Line(i)
	if !ready {
		return []string{ellipsis}
	}
	return v.rows.of(i, text)
}

// move scrolls by so many rows, down when positive, and stays within the text.
func (v *TextView) move(rows int) {
	if v.length() == 0 {
		return
	}
	for ; rows > 0; rows-- {
		if v.top.row+1 < len(v.line(v.top.line)) {
			v.top.row++
		} else if v.top.line+1 < v.length() {
			v.top = place{line: v.top.line + 1}
		}
	}
	for ; rows < 0; rows++ {
		if v.top.row > 0 {
			v.top.row--
		} else if v.top.line > 0 {
			v.top.line--
			v.top.row = len(v.line(v.top.line)) - 1
		} else {
			v.shift = 0
		}
	}
}

// lastTop is where the top stands when the end of the text is at the lower edge.
func (v *TextView) lastTop() (top place, shift float32) {
	height, room := v.rows.height, v.rows.view.Height
	full := int(room / height)
	need := full // rows still to be found, above which one more is cut by the upper edge
	for i := v.length() - 1; i >= 0; i-- {
		count := len(v.line(i))
		if count > need {
			return place{i, count - need - 1}, float32(full+1)*height - room
		}
		need -= count
	}
	return place{}, 0
}

func (p place) after(other place) bool {
	return p.line > other.line || p.line == other.line && p.row > other.row
}

// clamp keeps the top within the text, after a move or another width.
func (v *TextView) clamp() {
	if v.length() == 0 || v.rows.height == 0 {
		v.top, v.shift = place{}, 0
		return
	}
	v.top.line = min(v.top.line, v.length()-1)
	v.top.row = min(v.top.row, len(v.line(v.top.line))-1)
	// The end is near enough to matter only within a view's height of lines, each at least a row.
	if v.top.line+int(v.rows.view.Height/v.rows.height)+1 < v.length()-1 {
		return
	}
	last, shift := v.lastTop()
	if v.top.after(last) || v.top == last && v.shift > shift {
		v.top, v.shift = last, shift
	}
}

// Scrolled moves by the wheel.
func (v *TextView) Scrolled(event *fyne.ScrollEvent) {
	if v.rows.height == 0 {
		return
	}
	v.shift -= event.Scrolled.DY
	for v.shift >= v.rows.height {
		v.shift -= v.rows.height
		v.move(1)
	}
	for v.shift < 0 {
		v.shift += v.rows.height
		v.move(-1)
	}
	v.Refresh()
}

// TypedKey moves by rows, pages, and to the ends, and passes other keys on.
func (v *TextView) TypedKey(event *fyne.KeyEvent) {
	page := 1
	if v.rows.height > 0 {
		page = max(1, int(v.rows.view.Height/v.rows.height)-1)
	}
	switch event.Name {
	case fyne.KeyUp:
		v.move(-1)
	case fyne.KeyDown:
		v.move(1)
	case fyne.KeyPageUp:
		v.move(-page)
	case fyne.KeyPageDown, fyne.KeySpace:
		v.move(page)
	case fyne.KeyHome:
		v.top, v.shift = place{}, 0
	case fyne.KeyEnd:
		v.top.line = max(0, v.length()-1) // clamp finds the rest
	default:
		bubble(v, event)
		return
	}
	v.Refresh()
}

// TypedRune does nothing.
func (v *TextView) TypedRune(rune) {}

// FocusGained shows the focus.
func (v *TextView) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost takes it away.
func (v *TextView) FocusLost() { v.focused = false; v.Refresh() }

// Tapped takes the focus, so that keys scroll.
func (v *TextView) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
}

// Cursor is the ordinary one, for nothing can be marked.
func (v *TextView) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// AccessibilityLabel is the text in view.
func (v *TextView) AccessibilityLabel() string {
	label := ""
	for i := v.top.line; i < min(v.top.line+20, v.length()); i++ {
		text, _ := v.source.Line(i)
		label += text + "\n"
	}
	return label
}

// AccessibilityRole is text.
func (v *TextView) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
