package kit

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// PassKey hands a key that a focused widget has no use for to the canvas, where the shell and dialogs listen. Fyne itself gives
// keys without modifiers to the focused widget alone, so Esc would never close a dialog whose entry has the focus.
func PassKey(o fyne.CanvasObject, event *fyne.KeyEvent) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	if typed := c.OnTypedKey(); typed != nil {
		typed(event)
	}
}

// PassShortcut does the same with a shortcut.
func PassShortcut(o fyne.CanvasObject, shortcut fyne.Shortcut) {
	if c, ok := canvasOf(o).(interface{ TypedShortcut(fyne.Shortcut) }); ok {
		c.TypedShortcut(shortcut)
	}
}

// Focus gives o the focus, and scrolls it into view. It must be in the window, but need not have been drawn yet, as on a page that has just
// been opened.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) {
	if c := canvasOf(o); c != nil {
		c.Focus(o)
		intoView(o)
	}
}

// Focused tells whether o has the focus of its window.
func Focused(o interface {
	fyne.CanvasObject
	fyne.Focusable
},
) bool {
	c := canvasOf(o)
	return c != nil && c.Focused() == fyne.Focusable(o)
}

// WindowWidth is how wide the window is that o is in; 0 while there is none.
func WindowWidth(o fyne.CanvasObject) float32 {
	c := canvasOf(o)
	if c == nil {
		return 0
	}
	return c.Size().Width
}

// canvasOf is the canvas of o. The toolkit knows it only from when o was first drawn; until then it is that of the one window that there is.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil || len(stages) != 1 {
		return c
	}
	for c := range stages {
		return c
	}
	return nil
}

// Pixels is how many pixels of the screen a unit is, where o is shown: rows that are not whole pixels high are drawn blurred.
func Pixels(o fyne.CanvasObject) float32 {
	if c := canvasOf(o); c != nil {
		return c.Scale()
	}
	return 1
}

// PressKey is what a focused widget that can be pressed does with a key: Enter presses, Space waits for PressRune, the others go on to the
// window.
func PressKey(o fyne.CanvasObject, event *fyne.KeyEvent, press func()) {
	switch event.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		press()
	case fyne.KeySpace:
	default:
		PassKey(o, event)
	}
}

// PressRune is what a focused widget that can be pressed does with a character: a space presses. The toolkit sends the key Space first and
// its character then, to whatever has the focus by then: pressed by the key, a button that opens a dialog would put a space into its field.
func PressRune(r rune, press func()) {
	if r == ' ' {
		press()
	}
}

// Button is a button that Enter presses too, and that shows its Tip when the pointer rests on it.
type Button struct {
	widget.Button
	// Tip is shown when the pointer rests on the button, and read by screen readers when the button has no text.
	Tip string
}

var (
	_ fyne.Widget       = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton returns a button of normal weight. icon may be nil.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, widget.MediumImportance, tapped)
}

// NewPrimary returns the button for what most people want to do next: at most one per screen.
func NewPrimary(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, widget.HighImportance, tapped)
}

// NewQuiet returns a button without a background, for actions of second rank.
func NewQuiet(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, widget.LowImportance, tapped)
}

// NewDanger returns a button for what destroys something; its text names the deed.
func NewDanger(text string, icon fyne.Resource, tapped func()) *Button {
	return newButton(text, icon, widget.DangerImportance, tapped)
}

// NewIconButton returns a button of an icon only. tip says what it does.
func NewIconButton(icon fyne.Resource, tip string, tapped func()) *Button {
	b := newButton("", icon, widget.LowImportance, tapped)
	b.Tip = tip
	return b
}

func newButton(text string, icon fyne.Resource, importance widget.Importance, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Importance, b.OnTapped = text, importance, tapped
	if icon != nil {
		b.Icon = look.Themed(icon)
	}
	b.ExtendBaseWidget(b)
	return b
}

// SetEnabled lets the button be pressed, or not. It draws only what changes.
func (b *Button) SetEnabled(on bool) {
	switch {
	case on == !b.Disabled():
	case on:
		b.Enable()
	default:
		b.Disable()
	}
}

// AccessibilityLabel is the text, or the tip of a button without text.
func (b *Button) AccessibilityLabel() string {
	if b.Text == "" {
		return b.Tip
	}
	return b.Text
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() (r fyne.WidgetRenderer) {
	b.asVisible(func() { r = b.Button.CreateRenderer() })
	return r
}

// Refresh draws the button as it is now.
func (b *Button) Refresh() { b.asVisible(b.Button.Refresh) }

// asVisible lets the toolkit draw a hidden button in full. It would leave out the icon, and not notice when Hidden is unset.
func (b *Button) asVisible(draw func()) {
	hidden := b.Hidden
	b.Hidden = false
	draw()
	b.Hidden = hidden
}

// MinSize leaves room beside the text.
func (b *Button) MinSize() fyne.Size {
	size := b.Button.MinSize()
	if b.Text != "" {
		size.Width += look.Space(3)
	}
	return size
}

// TypedKey presses the button on Enter and passes other keys on. The button keeps the focus: Fyne's own would drop it, and the next key, or
// a dialog that closes, would find nobody.
func (b *Button) TypedKey(event *fyne.KeyEvent) { PressKey(b, event, b.press) }

// FocusGained shows the focus, in view.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	intoView(b)
}

// TypedRune presses the button on Space.
func (b *Button) TypedRune(r rune) { PressRune(r, b.press) }

func (b *Button) press() {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn shows the hover colour and, after a while, the tip.
func (b *Button) MouseIn(event *desktop.MouseEvent) {
	b.Button.MouseIn(event)
	hoverTip(b, b.Tip)
}

// MouseOut takes both away.
func (b *Button) MouseOut() {
	b.Button.MouseOut()
	leaveTip(b)
}

// Tapped presses the button.
func (b *Button) Tapped(event *fyne.PointEvent) {
	leaveTip(b)
	b.Button.Tapped(event)
}

// Check is a labelled check box that passes unused keys on.
type Check struct{ widget.Check }

var (
	_ fyne.Widget     = (*Check)(nil)
	_ fyne.Accessible = (*Check)(nil)
)

// NewCheck returns a check box.
func NewCheck(label string, changed func(bool)) *Check {
	c := &Check{}
	c.Text, c.OnChanged = label, changed
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel is the label and the state.
func (c *Check) AccessibilityLabel() string { return stateLabel(c.Text, c.Checked) }

// AccessibilityRole is button, the nearest that Fyne has.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained shows the focus, in view.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	intoView(c)
}

// TypedKey passes keys on; Space arrives as a rune.
func (c *Check) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeySpace {
		c.Check.TypedKey(event)
		return
	}
	PassKey(c, event)
}

// Entry is a text field that passes Esc and function keys on, and Enter unless OnSubmitted takes it.
type Entry struct {
	widget.Entry
	// Label is what screen readers call the field.
	Label string
	// escape, if set, is asked first on Esc and says whether it took it.
	escape func() bool
}

var (
	_ fyne.Widget     = (*Entry)(nil)
	_ fyne.Accessible = (*Entry)(nil)
)

// NewEntry returns a field of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// AccessibilityLabel names the field; its text is not read, for it may be secret.
func (e *Entry) AccessibilityLabel() string { return e.Label }

// AccessibilityRole is text.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AcceptsTab is false: Tab leads on from a field of several lines, too, which would be a trap for whoever has no mouse.
func (e *Entry) AcceptsTab() bool { return false }

// FocusGained shows the focus, in view.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	intoView(e)
}

// TypedKey edits, and passes on what does not edit.
func (e *Entry) TypedKey(event *fyne.KeyEvent) {
	if event.Name == fyne.KeyEscape && e.escape != nil && e.escape() {
		return
	}
	if !edits(event.Name, e.OnSubmitted != nil || e.MultiLine) {
		PassKey(e, event)
		return
	}
	e.Entry.TypedKey(event)
}

// TypedShortcut edits, and passes on what does not edit: Fyne gives shortcuts to a focused field alone. In a field of several lines, where Enter
// begins a line, Ctrl+Enter is the Enter that confirms.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	custom, ok := shortcut.(*desktop.CustomShortcut)
	if !ok || moves(custom) {
		e.Entry.TypedShortcut(shortcut)
		return
	}
	if e.MultiLine && custom.Modifier == fyne.KeyModifierShortcutDefault && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter) {
		PassKey(e, &fyne.KeyEvent{Name: fyne.KeyReturn})
		return
	}
	PassShortcut(e, shortcut)
}

// moves tells whether the shortcut moves by words or deletes one, as the system's fields do.
func moves(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return s.Modifier != fyne.KeyModifierAlt || runtime.GOOS == "darwin"
	}
	return false
}

func edits(key fyne.KeyName, takesEnter bool) bool {
	switch key {
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		return false
	case fyne.KeyReturn, fyne.KeyEnter:
		return takesEnter
	}
	return true
}

func stateLabel(text string, on bool) string {
	if on {
		return text + ", ticked"
	}
	return text + ", not ticked"
}
