package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

func stack(objects ...fyne.CanvasObject) *fyne.Container { return container.NewStack(objects...) }

// KeyList is a list of rows of equal height. The arrows, Home, End, PageUp and PageDown move the highlight, which OnHighlight
// tells; Space or a tap selects the row, which OnSelect tells; Enter or a second tap opens it, which OnOpen tells.
type KeyList struct {
	widget.BaseWidget
	OnHighlight func(i int)
	OnSelect    func(i int)
	OnOpen      func(i int)
	// OnKey, if set, sees other keys, such as Delete, and Enter where there is no OnOpen, with the highlighted row, and says whether it used them.
	OnKey func(i int, key fyne.KeyName) bool

	list   *innerList
	length func() int
	row    int // the highlighted one
	quiet  bool
	moving bool // the person, or the program, moves the highlight
	tapped int  // the row of the last tap within doubleTap, or -1
}

var _ fyne.Widget = (*KeyList)(nil)

// innerList is the toolkit's list with our keys. It is embedded and not wrapped, for a tap on a row focuses the list itself.
type innerList struct {
	widget.List
	owner *KeyList
}

// NewKeyList returns a list. update sets every property of the row, starts nothing, and is only called with i < length().
func NewKeyList(length func() int, create func() fyne.CanvasObject, update func(i int, row fyne.CanvasObject)) *KeyList {
	l := &KeyList{list: &innerList{}, length: length, tapped: -1}
	l.list.owner = l
	l.list.Length = length
	l.list.CreateItem = func() fyne.CanvasObject { return newTapRow(l, create()) }
	l.list.UpdateItem = func(i int, o fyne.CanvasObject) {
		row := o.(*tapRow)
		row.i = i
		if i < length() { // the list may be shorter than when the frame began
			update(i, row.content)
		}
	}
	l.list.OnHighlighted = l.highlighted
	l.list.OnSelected = l.selected
	l.list.ExtendBaseWidget(l.list)
	l.ExtendBaseWidget(l)
	return l
}

// HideSeparators leaves the lines between rows out, for rows that make groups.
func (l *KeyList) HideSeparators() { l.list.HideSeparators = true }

// Refresh draws the rows as they are now.
func (l *KeyList) Refresh() {
	if n := l.length(); l.row >= n {
		l.row = max(0, n-1)
		if n > 0 { // the toolkit's own would stay behind the end, where no key does anything
			l.list.Highlight(l.row)
		}
	}
	l.list.Refresh()
	l.BaseWidget.Refresh()
}

// RefreshRow draws one row. It costs as much as Refresh, so at most ten times a second.
func (l *KeyList) RefreshRow(i int) { l.list.RefreshItem(i) }

// Highlighted is the row that keys act upon.
func (l *KeyList) Highlighted() int { return l.row }

// Highlight moves the highlight to row i, shows it, and tells OnHighlight.
func (l *KeyList) Highlight(i int) {
	if n := l.length(); n > 0 {
		l.move(func() { l.list.Highlight(max(0, min(i, n-1))) })
	}
}

// Select selects row i without telling OnSelect.
func (l *KeyList) Select(i int) {
	l.quiet = true
	l.list.Select(i)
	l.quiet = false
	l.row = i
}

// Unselect leaves no row selected.
func (l *KeyList) Unselect() { l.list.UnselectAll() }

// Offset is how far the list is scrolled, to be remembered.
func (l *KeyList) Offset() float32 { return l.list.GetScrollOffset() }

// SetOffset scrolls to where Offset said. The list must have been shown.
func (l *KeyList) SetOffset(offset float32) { l.list.ScrollToOffset(offset) }

// Focus gives the list the focus.
func (l *KeyList) Focus() { Focus(l.list) }

// move does what moves the highlight. The toolkit tells of a row that the pointer merely rests on as of one that is highlighted.
func (l *KeyList) move(do func()) {
	l.moving = true
	do()
	l.moving = false
}

func (l *KeyList) highlighted(i int) {
	if !l.moving {
		return
	}
	l.row = i
	if l.OnHighlight != nil && i < l.length() {
		l.OnHighlight(i)
	}
}

func (l *KeyList) selected(i int) {
	if !l.quiet && l.OnSelect != nil {
		l.OnSelect(i)
	}
}

// tap highlights and selects row i, and opens it when it is the second tap within doubleTap.
func (l *KeyList) tap(i int) {
	if i >= l.length() {
		return
	}
	l.Focus()
	if l.row != i {
		l.move(func() { l.list.Highlight(i) })
	}
	l.Select(i)
	l.selected(i)
	s := stages[canvasOf(l.list)]
	if l.OnOpen == nil || s == nil {
		return
	}
	if l.tapped == i {
		l.tapped = -1
		l.OnOpen(i)
		return
	}
	l.tapped = i
	s.runner.After(doubleTap, func() {
		if l.tapped == i {
			l.tapped = -1
		}
	})
}

// tapRow catches the taps of a row, for the toolkit's list keeps silent when a selected row is tapped again.
type tapRow struct {
	widget.BaseWidget
	list    *KeyList
	i       int
	content fyne.CanvasObject
}

var _ fyne.Tappable = (*tapRow)(nil)

func newTapRow(l *KeyList, content fyne.CanvasObject) *tapRow {
	r := &tapRow{list: l, content: content}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tapRow) Tapped(*fyne.PointEvent) { r.list.tap(r.i) }

func (r *tapRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// FocusGained highlights the row that keys act upon.
func (l *innerList) FocusGained() { l.owner.move(l.List.FocusGained) }

// TypedKey adds the keys that the toolkit's list lacks.
func (l *innerList) TypedKey(event *fyne.KeyEvent) {
	owner := l.owner
	switch event.Name {
	case fyne.KeyUp, fyne.KeyDown:
		owner.move(func() { l.List.TypedKey(event) })
	case fyne.KeySpace:
		l.List.TypedKey(event)
	case fyne.KeyHome:
		owner.Highlight(0)
	case fyne.KeyEnd:
		owner.Highlight(owner.length() - 1)
	case fyne.KeyPageUp:
		owner.Highlight(owner.row - owner.page())
	case fyne.KeyPageDown:
		owner.Highlight(owner.row + owner.page())
	case fyne.KeyReturn, fyne.KeyEnter:
		if owner.OnOpen != nil && owner.row < owner.length() {
			owner.OnOpen(owner.row)
			return
		}
		owner.other(event)
	default:
		owner.other(event)
	}
}

// other hands a key to OnKey, and on to the window when that has no use for it; a letter once its character has come (see Stage.Soon).
func (l *KeyList) other(event *fyne.KeyEvent) {
	row := l.row
	do := func() {
		if l.OnKey == nil || !l.OnKey(row, event.Name) {
			PassKey(l.list, event)
		}
	}
	if s := stages[canvasOf(l)]; s != nil && len(event.Name) == 1 {
		s.Soon(do)
	} else {
		do()
	}
}

// page is how many rows are visible, less one to keep the context.
func (l *KeyList) page() int {
	row := l.list.CreateItem().MinSize().Height + look.Space(1)
	return max(1, int(l.list.Size().Height/row)-1)
}

// CreateRenderer draws the list.
func (l *KeyList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.list) }
