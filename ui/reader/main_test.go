package reader_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/uitest"
)

// long is a call of so many turns, of four speakers, whose n-th turn says its number.
func long(turns int) []text.Turn {
	call := make([]text.Turn, turns)
	for i := range call {
		call[i] = text.Turn{
			At: time.Duration(i) * 4 * time.Second, Speaker: []string{"Ina", "Jane", "Sam", "Li"}[i%4], Affiliation: []string{"Internal", "External"}[i%2],
			Topic: []string{"", "Pricing", "Legal"}[i/50%3],
			Lines: []string{fmt.Sprintf("This is turn %d of the call.", i), strings.Repeat("We talk about the plan and what it needs. ", 1+i%4) + "Right."},
		}
	}
	return call
}

// hebrew is a call that is read from right to left, with a little that is not.
var hebrew = []text.Turn{{Speaker: "דנה", Affiliation: "External", Lines: []string{"שלום לכולם.", "Tamtam עולה 12 שקל."}}}

// texts are the canvas texts that show something.
func texts(r *reader.Reader) map[string]fyne.CanvasObject {
	found := map[string]fyne.CanvasObject{}
	for _, o := range test.WidgetRenderer(r).Objects() {
		if t, ok := o.(*canvas.Text); ok {
			found[t.Text] = t
		}
	}
	return found
}

// in is the middle of a letter of the first row that holds a word, counted from the word's beginning.
func in(t *testing.T, r *reader.Reader, word string, letter int) fyne.Position {
	t.Helper()
	for _, o := range test.WidgetRenderer(r).Objects() {
		row, ok := o.(*canvas.Text)
		if !ok || !strings.Contains(row.Text, word) {
			continue
		}
		before := row.Text[:strings.Index(row.Text, word)+letter]
		x := fyne.MeasureText(before, row.TextSize, row.TextStyle).Width
		return row.Position().AddXY(x+1, row.Size().Height/2)
	}
	t.Fatalf("%q is not in view", word)
	return fyne.Position{}
}

func down(r *reader.Reader, at fyne.Position, modifier fyne.KeyModifier) {
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: modifier})
}

func press(r *reader.Reader, at fyne.Position, modifier fyne.KeyModifier) {
	down(r, at, modifier)
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

func drag(r *reader.Reader, to fyne.Position) {
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
}

// hold presses keys while modifiers are held, as the desktop driver does: as a shortcut, unless it is Shift alone.
func hold(w *uitest.Window, r *reader.Reader, modifier fyne.KeyModifier, keys ...fyne.KeyName) {
	r.Hold(modifier)
	defer r.Hold(0)
	for _, key := range keys {
		if modifier&^fyne.KeyModifierShift == 0 {
			w.Key(key)
			continue
		}
		r.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: modifier})
	}
}

func wantSelected(t *testing.T, r *reader.Reader, want string) {
	t.Helper()
	if _, got := r.Selection(); got != want {
		t.Errorf("selected %q, want %q", got, want)
	}
}

// focused is a reader of a call that has the focus.
func focused(t *testing.T, call []text.Turn) (*uitest.Window, *reader.Reader) {
	t.Helper()
	w, r := open(t, uitest.Light, call)
	kit.Focus(r)
	return w, r
}

// barOf is the scroll bar of a reader.
func barOf(t *testing.T, r *reader.Reader) *kit.TextBar {
	t.Helper()
	for _, o := range test.WidgetRenderer(r).Objects() {
		if bar, ok := o.(*kit.TextBar); ok {
			return bar
		}
	}
	t.Fatal("there is no scroll bar")
	return nil
}
