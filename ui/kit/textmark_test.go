package kit_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// fixed is a text of given lines.
type fixed []string

func (f fixed) Len() int                  { return len(f) }
func (f fixed) Line(i int) (string, bool) { return f[i], true }

// marked shows a text in a view that keeps what is copied.
func marked(t *testing.T, text ...string) (w *uitest.Window, view *kit.TextView, copied *string) {
	t.Helper()
	w = uitest.New(t, uitest.Light)
	view, copied = kit.NewTextView(true), new(string)
	view.OnCopy = func(from, to kit.TextPoint) {
		*copied, _, _ = kit.CutText(from, to, 1000, func(i int) (string, error) { return text[i], nil })
	}
	view.SetSource(fixed(text))
	w.Show(view)
	kit.Focus(view)
	return w, view, copied
}

func press(view *kit.TextView, x, y float32, modifier fyne.KeyModifier) {
	view.MouseDown(&desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary, Modifier: modifier,
	})
	view.MouseUp(nil)
}

func drag(view *kit.TextView, x, y float32) {
	view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	view.DragEnd()
}

// shifted presses keys while Shift is held.
func shifted(w *uitest.Window, view *kit.TextView, keys ...fyne.KeyName) {
	view.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for _, key := range keys {
		w.Key(key)
	}
	view.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func wantCopy(t *testing.T, view *kit.TextView, copied *string, want string) {
	t.Helper()
	*copied = ""
	view.TypedShortcut(&fyne.ShortcutCopy{})
	if *copied != want {
		t.Errorf("copied %q, want %q", *copied, want)
	}
}

func TestDraggingMarksLetters(t *testing.T) {
	w, view, copied := marked(t, "first line", "second line", "", "fourth")
	wantCopy(t, view, copied, "")
	letter := fyne.MeasureText("M", 14, fyne.TextStyle{Monospace: true})
	x, y := func(n float32) float32 { return 16 + n*letter.Width }, func(line float32) float32 { return (line + 0.5) * (letter.Height + 4) }
	press(view, x(6), y(0), 0)
	drag(view, x(2), y(3))
	wantCopy(t, view, copied, "line\nsecond line\n\nfo")
	press(view, x(6), y(1), fyne.KeyModifierShift)
	wantCopy(t, view, copied, "line\nsecond")
	drag(view, x(1), y(0)) // backwards
	wantCopy(t, view, copied, "irst ")
	drag(view, 5000, 5000)
	wantCopy(t, view, copied, "line\nsecond line\n\nfourth")
	press(view, x(3), y(0), 0)
	wantCopy(t, view, copied, "")
	press(view, x(3), y(0), 0)
	wantCopy(t, view, copied, "first")
	press(view, x(3), y(0), 0)
	wantCopy(t, view, copied, "first line")
	w.Runner.Advance(time.Second)
	press(view, x(3), y(0), 0)
	wantCopy(t, view, copied, "") // one slow click is not the fourth
}

func TestKeysMarkAndCopy(t *testing.T) {
	w, view, copied := marked(t, "first line", "e\u0301te\u0301", "third")
	shifted(w, view, fyne.KeyRight, fyne.KeyRight)
	wantCopy(t, view, copied, "fi")
	shifted(w, view, fyne.KeyDown)
	wantCopy(t, view, copied, "first line\ne\u0301t")
	shifted(w, view, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft)
	wantCopy(t, view, copied, "first line")
	shifted(w, view, fyne.KeyRight, fyne.KeyRight)
	wantCopy(t, view, copied, "first line\ne\u0301") // a letter with its accent is one
	w.Key(fyne.KeyDown)                              // scrolls, and leaves what is marked
	wantCopy(t, view, copied, "first line\ne\u0301")
	w.Key(fyne.KeyEscape)
	wantCopy(t, view, copied, "")
	shifted(w, view, fyne.KeyEnd)
	wantCopy(t, view, copied, "te\u0301\nthird")
	view.TypedShortcut(&fyne.ShortcutSelectAll{})
	wantCopy(t, view, copied, "first line\ne\u0301te\u0301\nthird")
	shifted(w, view, fyne.KeyHome)
	wantCopy(t, view, copied, "")
}

func TestMarkingGoesOnBeyondTheEdge(t *testing.T) {
	var text []string
	for i := range 1000 {
		text = append(text, fmt.Sprint("line ", i))
	}
	w, view, copied := marked(t, text...)
	press(view, 0, 5, 0)
	view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 705)}})
	w.Runner.Advance(time.Second)
	below := view.Line()
	view.DragEnd()
	w.Runner.Advance(time.Second)
	if below < 10 || view.Line() != below {
		t.Errorf("dragging below the edge for a second leads to line %d, and on to %d when let go", below, view.Line())
	}
	view.TypedShortcut(&fyne.ShortcutCopy{})
	if !strings.HasPrefix(strings.Join(text, "\n"), *copied) || strings.Count(*copied, "\n") <= below {
		t.Errorf("copied %q", *copied)
	}
	shifted(w, view, fyne.KeyEnd)
	w.MustShow("line 999")
}

func TestMarkingAMillionLinesReadsNone(t *testing.T) {
	w, view, source := textView(t, 8_000_000)
	var from, to kit.TextPoint
	view.OnCopy = func(f, t kit.TextPoint) { from, to = f, t }
	view.TypedShortcut(&fyne.ShortcutSelectAll{})
	shifted(w, view, fyne.KeyPageUp)
	view.TypedShortcut(&fyne.ShortcutSelectAll{})
	view.TypedShortcut(&fyne.ShortcutCopy{})
	if from != (kit.TextPoint{}) || to.Line != 7_999_999 || len(source.asked) > 400 {
		t.Errorf("marked %v to %v, asked for %d lines", from, to, len(source.asked))
	}
}

func TestTheMenuCopies(t *testing.T) {
	w, view, copied := marked(t, "first line", "second line")
	view.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(50, 50)})
	w.MustShow("Copy")
	w.Tap("Mark all")
	view.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(50, 50)})
	w.Tap("Copy")
	if *copied != "first line\nsecond line" {
		t.Errorf("copied %q", *copied)
	}
}

func TestATextThatCannotBeCopiedCannotBeMarked(t *testing.T) {
	w, view, _ := textView(t, 100)
	view.TypedShortcut(&fyne.ShortcutSelectAll{})
	shifted(w, view, fyne.KeyDown)
	if from, to := view.Marked(); from != to {
		t.Errorf("%v to %v is marked", from, to)
	}
}

func TestCutText(t *testing.T) {
	lines := []string{"one", "two", "three"}
	line := func(i int) (string, error) { return lines[i], nil }
	for _, c := range []struct {
		from, to kit.TextPoint
		most     int
		want     string
		whole    bool
	}{
		{kit.TextPoint{0, 1}, kit.TextPoint{0, 2}, 100, "n", true},
		{kit.TextPoint{0, 1}, kit.TextPoint{2, 2}, 100, "ne\ntwo\nth", true},
		{kit.TextPoint{0, 0}, kit.TextPoint{2, 999}, 100, "one\ntwo\nthree", true},
		{kit.TextPoint{0, 999}, kit.TextPoint{1, 0}, 100, "\n", true},
		{kit.TextPoint{0, 0}, kit.TextPoint{2, 999}, 5, "one\ntwo", false},
	} {
		if text, whole, err := kit.CutText(c.from, c.to, c.most, line); text != c.want || whole != c.whole || err != nil {
			t.Errorf("%v to %v: %q, %t, %v", c.from, c.to, text, whole, err)
		}
	}
	gone := errors.New("gone")
	if _, _, err := kit.CutText(kit.TextPoint{}, kit.TextPoint{1, 1}, 9, func(int) (string, error) { return "", gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}
