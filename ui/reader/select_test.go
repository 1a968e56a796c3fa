package reader_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/core/text"
	"tamtam/ui/reader"
)

const (
	shift = fyne.KeyModifierShift
	ctrl  = fyne.KeyModifierControl
)

func TestThePointerSelectsOverTurns(t *testing.T) {
	w, r := focused(t, renewal)
	press(r, in(t, r, "thanks", 0), 0)
	wantSelected(t, r, "")
	drag(r, in(t, r, "making", 2))
	wantSelected(t, r, "thanks for ma")
	drag(r, in(t, r, "please", 3))
	r.DragEnd()
	want := "[00:03] Ina Internal: thanks for making the time. Shall we start with pricing, and then look at what the security review needs from both " +
		"sides? I would like to leave a quarter of an hour at the end for the plan.\n[00:12] Jane Doe: Yes ple"
	wantSelected(t, r, want)
	r.TypedShortcut(&fyne.ShortcutCopy{})
	if got := w.App.Clipboard().Content(); got != want {
		t.Errorf("copied %q", got)
	}
	press(r, in(t, r, "Hello", 2), shift)
	wantSelected(t, r, "llo,")
	if s, _ := r.Selection(); s != span(0, 2, 7) {
		t.Errorf("the span is %v", s)
	}
	drag(r, fyne.NewPos(5000, 5000)) // to the end of what is in view
	if _, text := r.Selection(); !strings.HasSuffix(text, "Great, thank you.") {
		t.Errorf("dragged below the text: %q", text)
	}
	r.DragEnd()
}

func TestClicksSelectWordsAndTurns(t *testing.T) {
	w, r := focused(t, renewal)
	at := in(t, r, "making", 2)
	for _, want := range []string{"", "making", strings.Join(renewal[0].Lines, " "), ""} {
		press(r, at, 0)
		wantSelected(t, r, want)
	}
	w.Runner.Advance(time.Second)
	press(r, at, 0)
	wantSelected(t, r, "") // one slow click is not the second
	press(r, in(t, r, "onboarding, is", 1), 0)
	wantSelected(t, r, "") // neither is one elsewhere
}

func TestDraggingAfterClicksSelectsWordsAndTurns(t *testing.T) {
	w, r := focused(t, renewal)
	press(r, in(t, r, "making", 2), 0)
	press(r, in(t, r, "making", 2), 0)
	drag(r, in(t, r, "time", 1))
	wantSelected(t, r, "making the time")
	drag(r, in(t, r, "thanks", 3)) // to the other side
	wantSelected(t, r, "thanks for making")
	r.DragEnd()
	w.Runner.Advance(time.Second)
	for range 3 {
		press(r, in(t, r, "onboarding, is", 2), 0)
	}
	drag(r, in(t, r, "It is", 1))
	r.DragEnd()
	wantSelected(t, r, "[00:41] Sam Lee: And the onboarding, is it part of the price?\n[00:47] Ina Internal: "+strings.Join(renewal[3].Lines, " "))
	hold(w, r, shift, fyne.KeyLeft)
	if _, text := r.Selection(); !strings.HasSuffix(text, "included") {
		t.Errorf("a key goes on by turns: %q", text)
	}
}

func TestSelectingGoesOnBeyondTheEdge(t *testing.T) {
	w, r := focused(t, long(500))
	press(r, in(t, r, "This is turn 0", 0), 0)
	drag(r, fyne.NewPos(300, 730))
	w.Runner.Advance(time.Second)
	below := r.Top()
	r.DragEnd()
	w.Runner.Advance(time.Second)
	if below.Turn < 3 || r.Top() != below {
		t.Errorf("dragging below the edge for a second leads to %v, and on to %v when let go", below, r.Top())
	}
	if s, _ := r.Selection(); s.From != (reader.Place{}) || s.To.Turn <= below.Turn {
		t.Errorf("selected %v", s)
	}
	press(r, in(t, r, "We talk", 0), 0)
	drag(r, fyne.NewPos(300, -60))
	w.Runner.Advance(time.Minute)
	r.DragEnd()
	if r.Top() != (reader.Place{}) {
		t.Errorf("dragging above the edge leads to %v", r.Top())
	}
}

func TestKeysSelect(t *testing.T) {
	w, r := focused(t, []text.Turn{
		{Speaker: "A", Lines: []string{"one two", "three e\u0301te\u0301"}}, {At: 5 * time.Second, Speaker: "B", Lines: []string{"four five"}},
	})
	w.Key(fyne.KeyRight)
	if p, placed := r.Caret(); p != (reader.Place{Rune: 1}) || !placed {
		t.Errorf("the caret is at %v, %v", p, placed)
	}
	hold(w, r, shift, fyne.KeyRight, fyne.KeyRight)
	wantSelected(t, r, "ne")
	hold(w, r, shift|ctrl, fyne.KeyRight, fyne.KeyRight)
	wantSelected(t, r, "ne two")
	hold(w, r, shift, fyne.KeyEnd)
	wantSelected(t, r, "ne two three e\u0301te\u0301")
	hold(w, r, shift, fyne.KeyLeft)
	wantSelected(t, r, "ne two three e\u0301t") // a letter with its accent is one
	hold(w, r, shift|ctrl, fyne.KeyLeft)
	wantSelected(t, r, "ne two three")
	hold(w, r, shift, fyne.KeyHome)
	wantSelected(t, r, "o")
	hold(w, r, shift, fyne.KeyDown)
	wantSelected(t, r, "ne two three e\u0301te\u0301")
	hold(w, r, shift, fyne.KeyRight)
	wantSelected(t, r, "[00:00] A: ne two three e\u0301te\u0301\n[00:05] B: f")
	w.Key(fyne.KeyEscape)
	wantSelected(t, r, "")
	hold(w, r, shift|ctrl, fyne.KeyHome)
	wantSelected(t, r, "[00:00] A: one two three e\u0301te\u0301\n[00:05] B: f")
	w.Key(fyne.KeyLeft) // to the selection's beginning
	hold(w, r, shift|ctrl, fyne.KeyEnd)
	all := "[00:00] A: one two three e\u0301te\u0301\n[00:05] B: four five"
	wantSelected(t, r, all)
	w.Key(fyne.KeyRight)
	hold(w, r, ctrl, fyne.KeyLeft)
	hold(w, r, shift, fyne.KeyEnd)
	wantSelected(t, r, "five")
	r.TypedShortcut(&fyne.ShortcutSelectAll{})
	wantSelected(t, r, all)
	hold(w, r, shift|ctrl, fyne.KeyUp)
	wantSelected(t, r, "one two three e\u0301te\u0301")
}

func TestKeysSelectByPagesAndKeepTheirColumn(t *testing.T) {
	w, r := focused(t, long(300))
	press(r, in(t, r, "turn 0", 6), 0)
	start, _ := r.Caret()
	hold(w, r, shift, fyne.KeyPageDown)
	if s, _ := r.Selection(); s.To.Turn < 3 || s.From != start {
		t.Errorf("a page selects %v", s)
	}
	hold(w, r, shift, fyne.KeyPageUp)
	if p, _ := r.Caret(); p != start {
		t.Errorf("a page back leads to %v, not to %v", p, start)
	}
	hold(w, r, shift, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if p, _ := r.Caret(); p != start {
		t.Errorf("three rows down and up lead to %v, not to %v", p, start)
	}
	hold(w, r, shift, fyne.KeyPageUp)
	if p, _ := r.Caret(); p != (reader.Place{}) {
		t.Errorf("a page above the beginning leads to %v", p)
	}
}

func TestOtherKeysArePassedOn(t *testing.T) {
	w, _ := focused(t, renewal)
	var passed []fyne.KeyName
	w.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = append(passed, e.Name) })
	for _, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF3, fyne.KeyDown, fyne.KeyReturn} {
		w.Key(key)
	}
	if want := []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1, fyne.KeyF3, fyne.KeyReturn}; len(passed) != len(want) {
		t.Errorf("passed on %v, want %v", passed, want)
	}
}

func TestMenu(t *testing.T) {
	w, r := focused(t, renewal)
	tap := func(at fyne.Position) { r.TappedSecondary(&fyne.PointEvent{Position: at, AbsolutePosition: at}) }
	r.Select(span(0, 0, 5))
	tap(in(t, r, "Hello", 1))
	w.Tap("Copy")
	if got := w.App.Clipboard().Content(); got != "Hello" {
		t.Errorf("copied %q", got)
	}
	var place reader.Place
	var where fyne.Position
	r.OnMenu = func(p reader.Place, at fyne.Position) { place, where = p, at }
	tap(in(t, r, "Hello", 2))
	wantSelected(t, r, "Hello")
	tap(in(t, r, "please", 0))
	wantSelected(t, r, "") // it is elsewhere, so it is not meant
	if place != (reader.Place{Turn: 1, Rune: 4}) || where != in(t, r, "please", 0) {
		t.Errorf("the menu is for %v at %v", place, where)
	}
	where = fyne.Position{}
	w.Key(desktop.KeyMenu)
	if at := in(t, r, "please", 0); place != (reader.Place{Turn: 1, Rune: 4}) || where.Y <= at.Y || where.X > at.X || where.X < at.X-3 {
		t.Errorf("by key the menu is for %v at %v", place, where)
	}
}

func TestRightToLeft(t *testing.T) {
	_, r := focused(t, hebrew)
	row := texts(r)[".\u200eשקל\u200e \u200e12\u200e \u200eעולה\u200e \u200eTamtam\u200e .\u200eשלום לכולם"]
	if row == nil {
		t.Fatalf("shown is %+q", texts(r))
	}
	right := row.Position().AddXY(row.MinSize().Width-2, 10)
	press(r, right, 0)
	if p, _ := r.Caret(); p != (reader.Place{}) {
		t.Errorf("its beginning, at the right, is %v", p)
	}
	drag(r, right.AddXY(-1000, 0))
	wantSelected(t, r, "שלום לכולם. Tamtam עולה 12 שקל.")
}
