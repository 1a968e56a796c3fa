package kit_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// made is a text whose lines are made when asked for, and that counts how many were.
type made struct {
	lines int
	asked map[int]bool
}

func (m *made) Len() int { return m.lines }

func (m *made) Line(i int) (string, bool) {
	m.asked[i] = true
	if i%5 == 0 {
		return fmt.Sprintf("%d [00:03] Jane Doe, External: ", i) + strings.Repeat("thanks for making the time today ", 6), true
	}
	return fmt.Sprintf("%d Speaker: a line of ordinary length", i), true
}

func textView(t *testing.T, lines int) (*uitest.Window, *kit.TextView, *made) {
	t.Helper()
	w := uitest.New(t, uitest.Light)
	view, source := kit.NewTextView(false), &made{lines: lines, asked: make(map[int]bool)}
	view.SetSource(source)
	w.Show(view)
	kit.Focus(view)
	return w, view, source
}

func TestTextViewPicture(t *testing.T) {
	both(t, func(t *testing.T, w *uitest.Window) {
		view := kit.NewTextView(true)
		view.SetSource(&made{lines: 1000, asked: make(map[int]bool)})
		w.Show(kit.Pad(6, kit.NewPanel(view)))
		view.OnCopy = func(kit.TextPoint, kit.TextPoint) {}
		view.ShowLine(300)
		w.Golden("textview")
		press(view, 100, 30, 0)
		drag(view, 300, 150)
		w.Golden("textview-marked")
	})
}

func TestTextViewAsksOnlyForLinesInView(t *testing.T) {
	const lines = 8_000_000 // 400 MB
	w, view, source := textView(t, lines)
	w.Key(fyne.KeyEnd)
	w.Key(fyne.KeyHome)
	view.ShowLine(4_000_000)
	w.Key(fyne.KeyPageDown)
	if len(source.asked) > 400 {
		t.Errorf("%d lines were asked for to show five screens", len(source.asked))
	}
	w.MustShow("4000040 ")
}

func TestTextViewEndsWithItsLastLine(t *testing.T) {
	w, view, _ := textView(t, 1000)
	w.Key(fyne.KeyEnd)
	w.MustShow("999 Speaker")
	top := view.Line()
	w.Key(fyne.KeyDown)
	w.Key(fyne.KeyPageDown)
	if view.Line() != top {
		t.Error("scrolled beyond the end")
	}
	w.Key(fyne.KeyHome)
	w.Key(fyne.KeyUp)
	if view.Line() != 0 {
		t.Errorf("Home leads to line %d", view.Line())
	}
}

func TestTextViewMovesByRowsOfWrappedLines(t *testing.T) {
	w, view, _ := textView(t, 1000)
	w.Key(fyne.KeyDown) // line 0 is wrapped
	if view.Line() != 0 {
		t.Errorf("one row down is line %d, want the second row of line 0", view.Line())
	}
	for range 5 {
		w.Key(fyne.KeyDown)
	}
	below := view.Line()
	for range 6 {
		w.Key(fyne.KeyUp)
	}
	if below == 0 || view.Line() != 0 {
		t.Errorf("six rows down is line %d, and six up again line %d", below, view.Line())
	}
}

func TestTextViewKeepsItsLineWhenTheWidthChanges(t *testing.T) {
	w, view, _ := textView(t, 1000)
	view.ShowLine(500)
	w.Resize(400, 700)
	w.Resize(900, 700)
	if view.Line() != 500 {
		t.Errorf("the first line in view is %d, want 500", view.Line())
	}
}

func TestShortTextStaysAtTheTop(t *testing.T) {
	w, view, _ := textView(t, 3)
	w.Key(fyne.KeyEnd)
	view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -500}})
	if view.Line() != 0 {
		t.Errorf("a text of three lines scrolled to line %d", view.Line())
	}
}

func TestLineCacheLoadsWhatIsInView(t *testing.T) {
	var step task.Step
	scope := task.NewScope(t.Context(), &step)
	loads := 0
	cache := kit.NewLineCache(scope, 100_000, func(_ context.Context, first, count int) ([]string, error) {
		loads++
		lines := make([]string, count)
		for i := range lines {
			lines[i] = fmt.Sprint("line ", first+i)
		}
		return lines, nil
	})
	drawn := 0
	cache.OnLoad = func() { drawn++ }
	if _, ready := cache.Line(70_000); ready {
		t.Error("ready before it was loaded")
	}
	cache.Line(70_001)
	step.Release(0)
	if text, ready := cache.Line(70_000); !ready || text != "line 70000" || loads != 1 || drawn != 1 {
		t.Errorf("got %q, %v after %d loads and %d draws", text, ready, loads, drawn)
	}
	if text, ready := func() (string, bool) { cache.Line(99_999); step.Release(0); return cache.Line(99_999) }(); !ready || text != "line 99999" {
		t.Errorf("the last line is %q, %v", text, ready)
	}
}

func TestLineCacheTellsAFailureOnce(t *testing.T) {
	scope := task.NewScope(t.Context(), &task.Now{})
	cache := kit.NewLineCache(scope, 10, func(context.Context, int, int) ([]string, error) { return nil, errors.New("gone") })
	failures := 0
	cache.OnError = func(error) { failures++ }
	for range 3 {
		if _, ready := cache.Line(3); ready {
			t.Error("ready without having been read")
		}
	}
	if failures != 1 {
		t.Errorf("told %d times", failures)
	}
}

func BenchmarkTextViewScroll(b *testing.B) {
	w := uitest.New(b, uitest.Light)
	view := kit.NewTextView(false)
	view.SetSource(&made{lines: 8_000_000, asked: make(map[int]bool)})
	w.Show(view)
	for b.Loop() {
		view.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
	}
}
