package reader_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tamtam/core/text"
	"tamtam/ui/look"
	"tamtam/ui/reader"
	"tamtam/ui/uitest"
)

func TestAnEmptyReaderDoesNothing(t *testing.T) {
	w, r := focused(t, nil)
	for _, key := range []fyne.KeyName{
		fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape, fyne.KeyF3, desktop.KeyMenu, fyne.KeySpace,
	} {
		w.Key(key)
		hold(w, r, shift, key)
		hold(w, r, shift|ctrl, key)
	}
	press(r, fyne.NewPos(100, 100), 0)
	drag(r, fyne.NewPos(200, 300))
	r.DragEnd()
	r.TappedSecondary(&fyne.PointEvent{})
	r.ScrollTo(reader.Place{Turn: 3})
	r.Find("x")
	r.Next()
	r.SelectAll()
	r.SetMarks([]reader.Mark{{Span: span(3, 1, 2)}})
	r.SetFilter(map[string]bool{"x": true})
	if s, text := r.Selection(); !s.Empty() || text != "" {
		t.Errorf("selected %v, %q", s, text)
	}
}

func TestScrolling(t *testing.T) {
	w, r := focused(t, long(10_000))
	told := 0
	r.OnPlace = func(top reader.Place) {
		told++
		if top != r.Top() {
			t.Errorf("told %v at %v", top, r.Top())
		}
	}
	top := func(do func()) reader.Place { do(); w.Settle(); return r.Top() }
	key := func(k fyne.KeyName) func() { return func() { w.Key(k) } }
	a := top(key(fyne.KeyDown))
	b := top(key(fyne.KeyPageDown))
	c := top(key(fyne.KeySpace))
	if !a.Before(b) || !b.Before(c) {
		t.Errorf("down, a page and another lead to %v, %v, %v", a, b, c)
	}
	if d := top(func() { hold(w, r, shift, fyne.KeySpace) }); d != b {
		t.Errorf("a page back leads to %v, want %v", d, b)
	}
	if d := top(key(fyne.KeyPageUp)); d != a {
		t.Errorf("another leads to %v, want %v", d, a)
	}
	r.ScrollTo(reader.Place{Turn: 50})
	by := func(k fyne.KeyName) func() { return func() { hold(w, r, ctrl, k) } }
	at := r.Top().Turn
	if d, e := top(by(fyne.KeyDown)), top(by(fyne.KeyDown)); d != (reader.Place{Turn: at + 1}) || e != (reader.Place{Turn: at + 2}) {
		t.Errorf("turn by turn from %d leads to %v, %v", at, d, e)
	}
	if d := top(by(fyne.KeyUp)); d != (reader.Place{Turn: at + 1}) {
		t.Errorf("a turn back leads to %v", d)
	}
	top(key(fyne.KeyEnd))
	w.MustShow("This is turn 9999")
	end := r.Top()
	if top(key(fyne.KeyDown)); r.Top() != end {
		t.Error("scrolled beyond the end")
	}
	if d := top(key(fyne.KeyHome)); d != (reader.Place{}) {
		t.Errorf("home is %v", d)
	}
	top(func() { r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -5000}}) })
	if r.Top().Turn < 20 {
		t.Errorf("the wheel leads to %v", r.Top())
	}
	if told != 11 { // the first row is a gap, and the place below it the same
		t.Errorf("OnPlace was called %d times", told)
	}
}

func TestOpeningLaysOutWhatIsInViewAlone(t *testing.T) {
	w, r := open(t, uitest.Light, long(10_000))
	r.Open(long(10_000), reader.Options{At: reader.Place{Turn: 7000}})
	w.Settle()
	w.MustShow("This is turn 7000 ", "7:46:40")
	if r.Top() != (reader.Place{Turn: 7000}) {
		t.Errorf("opened at %v", r.Top())
	}
	if n := len(test.WidgetRenderer(r).Objects()); n > 150 {
		t.Errorf("%d objects show one screen", n)
	}
}

func TestOpeningBeforeTheWindowHasASizeKeepsThePlace(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	r := reader.New(w.Runner)
	told := 0
	r.OnPlace = func(reader.Place) { told++ }
	r.Open(long(1000), reader.Options{At: reader.Place{Turn: 700, Rune: 3}})
	r.SetMarks([]reader.Mark{{Span: span(700, 0, 4)}})
	w.Show(r)
	w.MustShow("This is turn 700 ")
	if r.Top() != (reader.Place{Turn: 700, Rune: 3}) || told != 0 {
		t.Errorf("the top is %v, told %d times", r.Top(), told)
	}
}

func TestScrollToShowsAPlace(t *testing.T) {
	w, r := open(t, uitest.Light, long(2000))
	for _, turn := range []int{0, 3, 1000, 999, 1999, 1} {
		r.ScrollTo(reader.Place{Turn: turn, Rune: 12})
		w.Settle()
		w.MustShow(fmt.Sprintf("This is turn %d ", turn))
	}
	r.ScrollTo(reader.Place{Turn: 99_999, Rune: 5}) // from notes of a longer transcript, say
	w.MustShow("This is turn 1999")
}

func TestTheTopLineStaysWhenTheWindowOrTheTextChanges(t *testing.T) {
	w, r := focused(t, long(2000))
	r.ScrollTo(reader.Place{Turn: 1234, Rune: 150})
	top := r.Top()
	for _, width := range []float32{450, 1300, 700, 900} {
		w.Resize(width, 600)
	}
	for range 3 {
		hold(w, r, ctrl, fyne.KeyPlus)
	}
	w.Write(look.Largest)
	w.Write(look.Normal)
	hold(w, r, ctrl, fyne.Key0)
	if r.Top() != top {
		t.Errorf("the top was %v, and is %v", top, r.Top())
	}
}

func TestTextSize(t *testing.T) {
	w, r := focused(t, renewal)
	var told []float32
	r.OnTextSize = func(scale float32) { told = append(told, scale) }
	height := func() float32 { return texts(r)["Ina Internal"].MinSize().Height }
	normal := height()
	hold(w, r, ctrl, fyne.KeyPlus, fyne.KeyEqual)
	larger := height()
	r.Hold(ctrl)
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 10}})
	wheel := height()
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	hold(w, r, ctrl, fyne.KeyMinus)
	hold(w, r, ctrl, fyne.Key0)
	if !(larger > normal && wheel > larger) || height() != normal || r.TextSize() != 1 {
		t.Errorf("heights %v, %v, %v, and %v at last", normal, larger, wheel, height())
	}
	if want := []float32{1.1, 1.25, 1.5, 1.25, 1.1, 1}; len(told) != len(want) || told[2] != want[2] {
		t.Errorf("told %v, want %v", told, want)
	}
	r.SetTextSize(99)
	if r.TextSize() != 2 || len(told) != 6 {
		t.Errorf("set to %v, told %v", r.TextSize(), told)
	}
}

func TestFilterShowsSomeSpeakersOnly(t *testing.T) {
	w, r := focused(t, long(400))
	r.ScrollTo(reader.Place{Turn: 200})
	r.SetFilter(map[string]bool{"Jane": true})
	w.Settle()
	w.MustShow("Jane")
	w.MustNotShow("Ina", "Sam", "Li")
	if top := r.Top().Turn; top < 190 || top > 210 {
		t.Errorf("the filter leads to turn %d", top)
	}
	r.SelectAll()
	if s, text := r.Selection(); s.From.Turn != 1 || s.To.Turn != 397 || strings.Contains(text, "Ina") || strings.Count(text, "Jane") != 100 {
		t.Errorf("all is %v", s)
	}
	r.SetFilter(map[string]bool{})
	w.MustNotShow("Jane")
	r.SetFilter(nil)
	w.MustShow("Ina", "Jane")
}

func TestSentencesMayHaveTheirOwnLines(t *testing.T) {
	w, r := open(t, uitest.Light, renewal)
	w.MustShow("Yes please. We had a look")
	r.Open(renewal, reader.Options{Sentences: true})
	if shown := texts(r); shown["Yes please."] == nil || shown["It is."] == nil {
		t.Errorf("shown is %q", w.Texts())
	}
	r.Select(span(1, 0, 14))
	wantSelected(t, r, "Yes please.\nWe")
}

func TestTimesAndNamesArePressed(t *testing.T) {
	w, r := focused(t, renewal)
	press(r, in(t, r, "00:12", 1), 0) // nobody listens
	var turn int
	var name string
	r.OnTime = func(i int) { turn = i }
	r.OnSpeaker = func(s string) { name = s }
	press(r, in(t, r, "00:41", 1), 0)
	press(r, in(t, r, "Sam Lee", 1), 0)
	if turn != 2 || name != "Sam Lee" {
		t.Errorf("pressed turn %d, %q", turn, name)
	}
	turn, name = -1, ""
	down(r, in(t, r, "00:12", 1), 0)
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: in(t, r, "please", 1)}}) // let go elsewhere
	press(r, in(t, r, "please", 1), 0)
	press(r, in(t, r, "External", 1), 0)
	if turn != -1 || name != "" {
		t.Errorf("pressed turn %d, %q", turn, name)
	}
	move := func(at fyne.Position) desktop.Cursor {
		r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		return r.Cursor()
	}
	if a, b := move(in(t, r, "00:12", 1)), move(in(t, r, "please", 1)); a != desktop.PointerCursor || b != desktop.TextCursor {
		t.Errorf("the pointer is %v on a time, %v on text", a, b)
	}
	move(in(t, r, "Jane Doe", 1))
	w.Picture("hover")
}

func TestScreenReadersHearWhatIsInView(t *testing.T) {
	_, r := open(t, uitest.Light, renewal)
	label := r.AccessibilityLabel()
	for _, want := range []string{"00:12 Jane Doe, External", "Yes please.", "Topic: Pricing", "00:03 Ina Internal, Internal"} {
		if !strings.Contains(label, want) {
			t.Errorf("%q is not in %q", want, label)
		}
	}
	if r.AccessibilityRole() != fyne.AccessibleRoleText {
		t.Error("its role is not text")
	}
}

func TestInksAreStableAndApart(t *testing.T) {
	call := []text.Turn{{Speaker: "Ina"}, {Speaker: "Jane"}, {Speaker: "Sam"}, {Speaker: "Li"}, {Speaker: "Ada"}, {Speaker: "Bo"}, {Speaker: "Cy"}, {Speaker: "Di"}}
	inks := reader.Inks(call)
	seen := map[fyne.ThemeColorName]string{}
	for name, ink := range inks {
		if other, taken := seen[ink]; taken {
			t.Errorf("%s and %s look the same", name, other)
		}
		seen[ink] = name
	}
	if again := reader.Inks(append(call, text.Turn{Speaker: "One more"})); again["Ina"] != inks["Ina"] || again["Di"] != inks["Di"] || again["One more"] == "" {
		t.Error("a ninth speaker changes the colours of others")
	}
	if alone := reader.Inks(call[:1]); alone["Ina"] != inks["Ina"] {
		t.Error("who speaks first looks another way in another call")
	}
}
