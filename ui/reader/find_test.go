package reader_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// withBar is a reader of a call below its field.
func withBar(t *testing.T) (*uitest.Window, *reader.Reader, *reader.FindBar) {
	t.Helper()
	w := uitest.New(t, uitest.Light)
	r := reader.New(w.Runner)
	bar := reader.NewFindBar(r)
	w.Show(kit.Column(1, bar, kit.Fill(r)))
	r.Open(long(1000), reader.Options{})
	w.Settle()
	return w, r, bar
}

func wantFound(t *testing.T, r *reader.Reader, query string, current, total int) {
	t.Helper()
	if q, c, n := r.Found(); q != query || c != current || n != total {
		t.Errorf("found %d of %d for %q, want %d of %d for %q", c, n, q, current, total, query)
	}
}

func TestFindShowsHowManyAndLeadsThroughThem(t *testing.T) {
	w, r, bar := withBar(t)
	bar.Focus()
	w.Type("TURN 77")
	wantFound(t, r, "TURN 77", 1, 11)
	w.MustShow("1 of 11", "This is turn 77 ")
	w.Key(fyne.KeyReturn)
	w.MustShow("2 of 11", "This is turn 770 ")
	hold(w, r, shift, fyne.KeyReturn, fyne.KeyReturn)
	w.MustShow("11 of 11", "This is turn 779 ")
	kit.Focus(r)
	w.Key(fyne.KeyF3)
	w.MustShow("1 of 11", "This is turn 77 ")
	hold(w, r, shift, fyne.KeyF3)
	w.MustShow("11 of 11")
	w.Tap("Next hit (F3)")
	w.MustShow("1 of 11")
	w.Tap("Previous hit (Shift+F3)")
	w.MustShow("11 of 11")
	kit.Focus(r)
	w.Key(fyne.KeyEscape)
	wantFound(t, r, "", 0, 0)
	w.MustNotShow("11 of 11")
	bar.Focus()
	w.Type("no such thing")
	w.MustShow("Not found")
	w.Key(fyne.KeyEscape)
	wantFound(t, r, "", 0, 0)
	if w.Window.Canvas().Focused() != fyne.Focusable(r) {
		t.Error("Esc does not lead back to the text")
	}
}

func TestFindBeginsWhereOneReads(t *testing.T) {
	_, r, _ := withBar(t)
	r.ScrollTo(reader.Place{Turn: 500})
	r.Find("this is turn")
	if q, current, total := r.Found(); q == "" || current < 490 || current > 505 || total != 1000 {
		t.Errorf("begins with %d of %d", current, total)
	}
	top := r.Top()
	r.SetFilter(map[string]bool{"Jane": true})
	if _, current, total := r.Found(); total != 250 || current < 120 || current > 130 || r.Top().Turn < top.Turn-4 || r.Top().Turn > top.Turn+4 {
		t.Errorf("within a filter %d of %d, at %v instead of %v", current, total, r.Top(), top)
	}
	r.Open(renewal, reader.Options{})
	wantFound(t, r, "", 0, 0)
}

func TestLettersLookFromWhereTheSearchBegan(t *testing.T) {
	w, r, bar := withBar(t)
	r.ScrollTo(reader.Place{Turn: 300})
	bar.Focus()
	find := func(query string, want string) {
		t.Helper()
		w.Enter("Find in transcript", query)
		if _, current, _ := r.Found(); current == 0 {
			t.Errorf("%q is not found", query)
		}
		w.MustShow(want)
	}
	find("turn 9", "This is turn 900 ")
	find("turn 98", "This is turn 980 ")
	find("turn 9", "This is turn 900 ")
	find("turn 31", "This is turn 310 ")
	r.ScrollTo(reader.Place{Turn: 940})
	find("turn 9", "This is turn 940 ")
	r.Find("")
	r.Select(span(941, 3, 9))
	find("turn", "This is turn 941 ")
	if _, current, _ := r.Found(); current != 942 {
		t.Errorf("begins with the %d. hit, not at what is selected", current)
	}
	w.Key(fyne.KeyReturn)
	w.Key(fyne.KeyReturn)
	find("turn 943", "This is turn 943 ")
}

func TestFindTakesWhatIsSelected(t *testing.T) {
	w, r, bar := withBar(t)
	r.Select(span(3, 0, 14))
	bar.Focus()
	wantFound(t, r, "This is turn 3", 1, 111)
	w.MustShow("1 of 111")
}

func TestFindUsesThePagesOwnMatcher(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	r := reader.New(w.Runner)
	w.Show(r)
	r.Open(renewal, reader.Options{Match: func(query string) prose.Matcher {
		return func(text string) [][2]int { return [][2]int{{0, len(query)}} }
	}})
	r.Find("ab")
	wantFound(t, r, "ab", 1, len(renewal))
}

func TestOnlyTheLatestQueryIsAnswered(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	var step task.Step
	r := reader.New(&step)
	w.Show(r)
	r.Open(long(100), reader.Options{})
	r.Find("turn 1")
	r.Find("turn 12")
	step.Release(1)
	step.Release(0)
	wantFound(t, r, "turn 12", 1, 1)
	r.Find("turn 13")
	r.Open(renewal, reader.Options{})
	step.Release(0)
	wantFound(t, r, "", 0, 0)
}

func TestTicksOfTheScrollBarArePressed(t *testing.T) {
	w, r, _ := withBar(t)
	r.SetMarks([]reader.Mark{{Span: span(900, 3, 9), Kind: reader.Note}})
	r.Find("turn 499")
	r.ScrollTo(reader.Place{})
	bar := barOf(t, r)
	press := func(share float32) { bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, bar.Size().Height*share)}) }
	press(0.9)
	w.MustShow("This is turn 900 ")
	press(0.5)
	w.MustShow("This is turn 499 ")
	wantFound(t, r, "turn 499", 1, 1)
	press(0.1) // a page towards there
	if top := r.Top().Turn; top < 470 || top > 494 {
		t.Errorf("a page up from turn 495 leads to %d", top)
	}
}

func TestMarksOfAnyShapeAreDrawn(t *testing.T) {
	w, r := open(t, uitest.Light, renewal)
	place := func(turn, at int) reader.Place { return reader.Place{Turn: turn, Rune: at} }
	r.SetMarks([]reader.Mark{
		{Span: reader.Span{From: place(5, 99), To: place(0, 3)}, Kind: reader.Highlight}, // turned round, and beyond an end
		{Span: reader.Span{From: place(6, 0), To: place(60, 3)}, Kind: reader.Note},      // beyond the transcript
		{Span: span(-1, 0, 3), Kind: reader.Hit},
		{Span: span(40, 0, 3), Kind: reader.Hit},
		{Span: span(1, 3, 3), Kind: reader.Tracker},
	})
	w.Golden("marks")
}
