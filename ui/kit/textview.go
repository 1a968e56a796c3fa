package kit

import (
	"iter"
	"math"

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
// its wrapping, not a distance in pixels, and the scroll bar counts lines. Rows after the first of a line are indented.
//
// Text is marked by dragging, by a second and a third click (a word, a line), with Shift and a click or the keys that move, and by
// Ctrl+A; Ctrl+C and the context menu copy it. What is marked is two places in the text, so it costs nothing however much it is.
//
// A scroll step over 8 million lines (400 MB) at 900x700 costs 0.06 ms before painting (BenchmarkTextViewScroll).
type TextView struct {
	widget.BaseWidget
	// Mono shows fixed-width letters.
	Mono bool
	// OnCopy is called when the person wants a copy of what is marked. Reading it may take time and memory, so it is not done here: see
	// CutText. When it is nil nothing can be marked.
	OnCopy func(from, to TextPoint)

	source  TextSource
	marking marking
	top     place
	shift   float32 // how much of the top row is scrolled out, in pixels
	rows    rowCache
	focused bool
	bar     *TextBar
}

// place is a row of a wrapped line.
type place struct{ line, row int }

var (
	_ fyne.Widget        = (*TextView)(nil)
	_ fyne.Scrollable    = (*TextView)(nil) // which also makes Fyne clip what it draws
	_ fyne.Focusable     = (*TextView)(nil)
	_ fyne.Accessible    = (*TextView)(nil)
	_ desktop.Cursorable = (*TextView)(nil)
)

// NewTextView returns an empty viewer.
func NewTextView(mono bool) *TextView {
	v := &TextView{Mono: mono}
	v.bar = NewTextBar(v.scrollTo, func(by int) {
		v.move(by * v.page())
		v.Refresh()
	})
	v.ExtendBaseWidget(v)
	return v
}

// SetSource shows another text from its beginning; nil shows nothing.
func (v *TextView) SetSource(source TextSource) {
	v.source, v.top, v.shift, v.marking = source, place{}, 0, marking{}
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

// line is line i as it is wrapped.
func (v *TextView) line(i int) textLine {
	text, ready := v.source.Line(i)
	if !ready {
		return textLine{rows: []textRow{{text: ellipsis}}}
	}
	return v.rows.of(i, text)
}

// rowInView is a row of a line that is at least partly visible, and where it is drawn.
type rowInView struct {
	at   place
	line textLine
	y    float32
}

func (r rowInView) row() textRow { return r.line.rows[r.at.row] }

// inView goes over the rows in view from the top.
func (v *TextView) inView() iter.Seq[rowInView] {
	return func(yield func(rowInView) bool) {
		y := -v.shift
		for i, first := v.top.line, v.top.row; i < v.length() && y < v.rows.view.Height; i, first = i+1, 0 {
			line := v.line(i)
			for row := first; row < len(line.rows) && y < v.rows.view.Height; row++ {
				if !yield(rowInView{place{i, row}, line, y}) {
					return
				}
				y += v.rows.height
			}
		}
	}
}

// step is the place so many rows from another, down when positive; ended tells that the text ends before.
func (v *TextView) step(at place, rows int) (to place, ended bool) {
	for ; rows > 0; rows-- {
		switch {
		case at.row+1 < len(v.line(at.line).rows):
			at.row++
		case at.line+1 < v.length():
			at = place{line: at.line + 1}
		default:
			return at, true
		}
	}
	for ; rows < 0; rows++ {
		switch {
		case at.row > 0:
			at.row--
		case at.line > 0:
			at.line--
			at.row = len(v.line(at.line).rows) - 1
		default:
			return at, true
		}
	}
	return at, false
}

// move scrolls by so many rows, down when positive, and stays within the text.
func (v *TextView) move(rows int) {
	if v.length() == 0 {
		return
	}
	to, ended := v.step(v.top, rows)
	if ended && rows < 0 {
		v.shift = 0
	}
	v.top = to
}

// page is how many rows are in view, less one to keep the context.
func (v *TextView) page() int {
	if v.rows.height == 0 {
		return 1
	}
	return max(1, int(v.rows.view.Height/v.rows.height)-1)
}

// lastTop is where the top stands when the end of the text is at the lower edge.
func (v *TextView) lastTop() (top place, shift float32) {
	height, room := v.rows.height, v.rows.view.Height
	full := int(room / height)
	need := full // rows still to be found, above which one more is cut by the upper edge
	for i := v.length() - 1; i >= 0; i-- {
		count := len(v.line(i).rows)
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
	v.top.row = min(v.top.row, len(v.line(v.top.line).rows)-1)
	// The end is near enough to matter only within a view's height of lines, each at least a row.
	if v.top.line+int(v.rows.view.Height/v.rows.height)+1 < v.length()-1 {
		return
	}
	last, shift := v.lastTop()
	if v.top.after(last) || v.top == last && v.shift > shift {
		v.top, v.shift = last, shift
	}
}

// scrolled is how much of what can be scrolled is above the view, and how much of the whole is in view, for the bar.
func (v *TextView) scrolled() (above, inView float64) {
	lines := v.length()
	if lines == 0 || v.rows.height == 0 {
		return 0, 1
	}
	last, _ := v.lastTop()
	if last == (place{}) {
		return 0, 1
	}
	// A line that wraps counts in parts, so that the thumb moves within it too.
	at := func(p place) float64 { return float64(p.line) + float64(p.row)/float64(len(v.line(p.line).rows)) }
	inView = min(0.999, float64(v.rows.view.Height/v.rows.height)/float64(lines)) // rows that wrap are more than lines
	if end := at(last); end > 0 {
		above = min(1, at(v.top)/end)
	}
	return above, inView
}

func (v *TextView) scrollTo(above float64) {
	last, _ := v.lastTop()
	v.shift = 0
	v.top = place{line: int(math.Round(above * float64(last.line)))}
	if above == 1 {
		v.top = place{line: v.length() - 1} // clamp finds the rest
	}
	v.Refresh()
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

// TypedKey moves by rows, pages, and to the ends, with Shift marks on the way, and passes other keys on.
func (v *TextView) TypedKey(event *fyne.KeyEvent) {
	if v.markKey(event.Name) {
		return
	}
	switch event.Name {
	case fyne.KeyUp:
		v.move(-1)
	case fyne.KeyDown:
		v.move(1)
	case fyne.KeyPageUp:
		v.move(-v.page())
	case fyne.KeyPageDown, fyne.KeySpace:
		v.move(v.page())
	case fyne.KeyHome:
		v.top, v.shift = place{}, 0
	case fyne.KeyEnd:
		v.top.line = max(0, v.length()-1) // clamp finds the rest
	default:
		PassKey(v, event)
		return
	}
	v.Refresh()
}

// TypedRune does nothing.
func (v *TextView) TypedRune(rune) {}

// FocusGained shows the focus.
func (v *TextView) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost takes it away.
func (v *TextView) FocusLost() { v.focused, v.marking.shift = false, false; v.Refresh() }

// Cursor is that of text.
func (v *TextView) Cursor() desktop.Cursor { return desktop.TextCursor }

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
