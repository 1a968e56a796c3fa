package uitest

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// labelled is what a thing in a window is called: its text for a person, its label for a screen reader.
func labelled(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text
	case fyne.Accessible:
		if _, group := o.(*fyne.Container); !group {
			return o.AccessibilityLabel()
		}
	}
	return ""
}

// walk visits every visible object, the topmost overlay only if there is one, and stops when visit returns true.
func (w *Window) walk(visit func(o fyne.CanvasObject, at fyne.Position) bool) bool {
	c := w.Window.Canvas()
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	return walk(root, fyne.Position{}, visit)
}

func walk(o fyne.CanvasObject, origin fyne.Position, visit func(fyne.CanvasObject, fyne.Position) bool) bool {
	if o == nil || !o.Visible() {
		return false
	}
	at := origin.Add(o.Position())
	if visit(o, at) {
		return true
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		if walk(child, at, visit) {
			return true
		}
	}
	return false
}

// Find returns the first visible object whose text or label is text, nil when there is none. While a dialog is open only the
// dialog is searched.
func (w *Window) Find(text string) fyne.CanvasObject {
	var found fyne.CanvasObject
	w.walk(func(o fyne.CanvasObject, _ fyne.Position) bool {
		if labelled(o) == text {
			found = o
		}
		return found != nil
	})
	return found
}

// Shows tells whether text is visible, as a whole text or part of one.
func (w *Window) Shows(text string) bool {
	return w.walk(func(o fyne.CanvasObject, _ fyne.Position) bool { return strings.Contains(labelled(o), text) })
}

// MustShow fails the test for each text that is not visible.
func (w *Window) MustShow(texts ...string) {
	w.T.Helper()
	for _, text := range texts {
		if !w.Shows(text) {
			w.T.Errorf("%q is not shown; shown is %q", text, w.Texts())
		}
	}
}

// MustNotShow fails the test for each text that is visible.
func (w *Window) MustNotShow(texts ...string) {
	w.T.Helper()
	for _, text := range texts {
		if w.Shows(text) {
			w.T.Errorf("%q is shown", text)
		}
	}
}

// Texts lists every visible text, in the order in which it is drawn.
func (w *Window) Texts() []string {
	var texts []string
	w.walk(func(o fyne.CanvasObject, _ fyne.Position) bool {
		if text, ok := o.(*canvas.Text); ok && text.Text != "" {
			texts = append(texts, text.Text)
		}
		return false
	})
	return texts
}

// Tap clicks in the middle of what is called text, as a person would: whatever lies on top there gets the click.
func (w *Window) Tap(text string) {
	w.T.Helper()
	w.Settle()
	tapped := w.walk(func(o fyne.CanvasObject, at fyne.Position) bool {
		if labelled(o) != text {
			return false
		}
		test.TapCanvas(w.Window.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
		return true
	})
	if !tapped {
		w.T.Fatalf("nothing is called %q; shown is %q", text, w.Texts())
	}
	w.Settle()
}

// Type gives the focused object text, letter by letter.
func (w *Window) Type(text string) {
	w.T.Helper()
	focused := w.Window.Canvas().Focused()
	if focused == nil {
		w.T.Fatal("nothing has the focus")
	}
	w.typed(focused, text)
	test.Type(focused, text)
	w.Settle()
}

// Enter replaces the text of the field called label.
func (w *Window) Enter(label, text string) {
	w.T.Helper()
	field, ok := w.Find(label).(interface{ SetText(string) })
	if !ok {
		// A label stands before its field with the same name: the field is the later one.
		w.walk(func(o fyne.CanvasObject, _ fyne.Position) bool {
			if named, can := o.(interface{ SetText(string) }); can && labelled(o) == label {
				field, ok = named, true
			}
			return ok
		})
	}
	if !ok {
		w.T.Fatalf("no field is called %q", label)
	}
	w.typed(field, text)
	field.SetText(text)
	w.Settle()
}

// Key presses a key without modifiers: the focused object gets it, or the window when nothing has the focus. The character of Space comes
// after its key, as it does in a real window, to whatever has the focus by then.
func (w *Window) Key(name fyne.KeyName) {
	event := &fyne.KeyEvent{Name: name}
	c := w.Window.Canvas()
	if focused := c.Focused(); focused != nil {
		focused.TypedKey(event)
	} else if typed := c.OnTypedKey(); typed != nil {
		typed(event)
	}
	if focused := c.Focused(); focused != nil && name == fyne.KeySpace {
		focused.TypedRune(' ')
	}
	w.Settle()
}

// Shortcut presses a key with modifiers, on the window, whatever has the focus.
func (w *Window) Shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	w.T.Helper()
	c, ok := shortcuts(w.Window.Canvas())
	if !ok {
		w.T.Fatal("the test canvas takes no shortcuts any more")
	}
	c.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier})
	w.Settle()
}

// shortcuts finds the handler in the test driver's canvas, which hides it behind an embedded interface.
func shortcuts(c fyne.Canvas) (fyne.Shortcutable, bool) {
	if handler, ok := c.(fyne.Shortcutable); ok {
		return handler, true
	}
	inner := reflect.Indirect(reflect.ValueOf(c)).FieldByName("WindowlessCanvas")
	if !inner.IsValid() {
		return nil, false
	}
	handler, ok := inner.Interface().(fyne.Shortcutable)
	return handler, ok
}

// Tab moves the focus forward n times.
func (w *Window) Tab(n int) {
	for range n {
		w.Window.Canvas().FocusNext()
	}
}

// Hover rests the pointer on what is called text.
func (w *Window) Hover(text string) {
	w.T.Helper()
	w.walk(func(o fyne.CanvasObject, at fyne.Position) bool {
		if labelled(o) != text {
			return false
		}
		test.MoveMouse(w.Window.Canvas(), at.AddXY(o.Size().Width/2, o.Size().Height/2))
		return true
	})
	w.Settle()
}
