package prose_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tamtam/core/prose"
	"tamtam/core/text"
)

func style(width float32) prose.Style {
	return prose.Style{Width: width, Heights: [...]float32{prose.Speech: 10, prose.Speaker: 12, prose.Topic: 14, prose.Gap: 6}, Measure: cells{}}
}

func view(turns int) *prose.View {
	v := prose.NewView(prose.NewLayout(call(turns)))
	v.Fit(style(40), 300)
	return v
}

func TestLayoutShowsTopicSpeakerAndSpeech(t *testing.T) {
	l := prose.NewLayout([]text.Turn{
		{Speaker: "Ina", Topic: "Pricing", Lines: []string{"One two three.", "Four."}}, {Speaker: "Jane", Topic: "Pricing"}, {Speaker: "Sam", Lines: []string{"日本語"}},
	})
	tell := func() string {
		var out []string
		for i := range l.Len() {
			b := l.Block(i)
			for _, line := range b.Lines {
				out = append(out, [...]string{"“" + b.Shown(line) + "”", "speaker", "topic", "gap"}[line.Kind])
			}
		}
		return strings.Join(out, " ")
	}
	s := style(9)
	l.Fit(s)
	if got, want := tell(), "gap topic speaker “One two” “three.” “Four.” gap speaker “” gap speaker “日本語” gap"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.Width = 30
	l.Fit(s)
	if got, want := tell(), "gap topic speaker “One two three. Four.” gap speaker “” gap speaker “日本語” gap"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	s.Sentences = true
	l.Fit(s)
	if got, want := tell(), "gap topic speaker “One two three.” “Four.” gap speaker “” gap speaker “日本語” gap"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	l.Filter(func(t text.Turn) bool { return t.Speaker != "Ina" })
	if got, want := tell(), "gap topic speaker “” gap speaker “日本語” gap"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// drawn are the rows in view, each as its turn, its kind and its text.
func drawn(v *prose.View) []prose.Visible { return slices.Collect(v.Rows()) }

func TestScrollingShowsEveryRowOnceWithoutAGap(t *testing.T) {
	v := view(50)
	seen := map[prose.Row]bool{}
	for {
		y, top := float32(0), v.Top()
		for n, in := range drawn(v) {
			if n == 0 && in.Y > 0 || n > 0 && in.Y != y {
				t.Fatalf("row %v is drawn at %v, want %v", in.Row, in.Y, y)
			}
			seen[in.Row] = true
			y = in.Y + style(40).Heights[in.Line.Kind]
		}
		if y < v.Height {
			t.Fatalf("the view ends at %v", y)
		}
		before, _ := v.Scrolled()
		v.Scroll(7)
		if after, _ := v.Scrolled(); after < before {
			t.Fatalf("scrolling down leads from %v back to %v", before, after)
		} else if after == before {
			if after != 1 {
				t.Fatalf("stopped at %v, %v", top, after)
			}
			break
		}
	}
	total := 0
	for i := range v.Len() {
		total += len(v.Block(i).Lines)
	}
	if len(seen) != total {
		t.Errorf("%d of %d rows were shown", len(seen), total)
	}
	for range 10_000 {
		v.Scroll(-7)
	}
	if first := drawn(v)[0]; first.Row != (prose.Row{}) || first.Y != 0 {
		t.Errorf("scrolled back to %v at %v", first.Row, first.Y)
	}
}

func TestTheTopLineStaysWhenTheWidthChanges(t *testing.T) {
	v := view(300)
	v.SetTop(prose.Place{Turn: 144, Rune: 90})
	top := v.Top()
	if top.Turn != 144 || top.Rune == 0 || top.Rune > 90 {
		t.Fatalf("the top is %v", top)
	}
	for _, width := range []float32{80, 13, 200, 7, 40} {
		v.Fit(style(width), 300)
		in := drawn(v)[0]
		end := in.Line.Rune + len([]rune(in.Block.Shown(in.Line)))
		if in.Block.Turn != 144 || in.Line.Rune > top.Rune || end < top.Rune {
			t.Errorf("at width %v the top line has runes %d to %d of turn %d, want %v", width, in.Line.Rune, end, in.Block.Turn, top)
		}
	}
	if v.Top() != top {
		t.Errorf("widths to and fro lead from %v to %v", top, v.Top())
	}
}

func TestFilterStaysNearWhereTheViewWas(t *testing.T) {
	v := view(300)
	v.SetTop(prose.Place{Turn: 150})
	v.Filter(func(t text.Turn) bool { return t.Speaker == "Jane" })
	if v.Top().Turn != 151 || v.Len() != 100 {
		t.Errorf("the top is %v of %d", v.Top(), v.Len())
	}
	v.Filter(nil)
	if v.Top().Turn != 151 {
		t.Errorf("without the filter the top is %v", v.Top())
	}
	v.Filter(func(text.Turn) bool { return false })
	v.Scroll(10)
	v.Page(1)
	v.End()
	v.ScrollTo(0.5)
	if n := len(drawn(v)); n != 0 {
		t.Errorf("%d rows of nothing", n)
	}
	v.Filter(nil)
	if len(drawn(v)) == 0 {
		t.Error("nothing comes back")
	}
}

func TestRevealBringsAPlaceIntoView(t *testing.T) {
	v := view(300)
	r := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		p := v.Clip(prose.Place{Turn: r.IntN(300), Rune: r.IntN(200)})
		v.Reveal(p)
		row, found := v.RowOf(p), false
		for in := range v.Rows() {
			found = found || in.Row == row && in.Y >= 0 && in.Y+10 <= v.Height
		}
		if !found {
			t.Fatalf("%v is not in view", p)
		}
		top := v.Top()
		if v.Reveal(p); v.Top() != top {
			t.Fatalf("%v is in view, and yet scrolled to", p)
		}
	}
	v.SetTop(prose.Place{Turn: 100})
	v.Reveal(v.Clip(prose.Place{Turn: 99, Rune: 999}))
	if v.Top().Turn != 99 {
		t.Errorf("the line above leads to %v", v.Top())
	}
}

func TestTheBarLeadsBack(t *testing.T) {
	v := view(1000)
	if above, in := v.Scrolled(); above != 0 || in <= 0 || in > 0.1 {
		t.Errorf("at the beginning %v above, %v in view", above, in)
	}
	for _, want := range []float64{0, 0.1, 0.25, 0.5, 0.99, 1} {
		v.ScrollTo(want)
		if got, _ := v.Scrolled(); got < want-0.001 || got > want+0.001 {
			t.Errorf("%v leads to %v", want, got)
		}
	}
	last := 0.0
	for turn := range 1000 {
		share := v.Share(prose.Place{Turn: turn, Rune: 5})
		if share <= last || share > 1 {
			t.Fatalf("turn %d is at %v behind %v", turn, share, last)
		}
		last = share
	}
	short := view(2)
	if above, in := short.Scrolled(); above != 0 || in != 1 {
		t.Errorf("of a short text %v is above, %v in view", above, in)
	}
	short.Scroll(500)
	if short.Top() != (prose.Place{}) {
		t.Error("a short text scrolls")
	}
}

func TestPagesAndEnds(t *testing.T) {
	v := view(100)
	v.Page(1)
	down := v.Top()
	v.Page(-1)
	if down == v.Top() || v.Top() != (prose.Place{}) {
		t.Errorf("a page down %v, and back %v", down, v.Top())
	}
	v.End()
	rows := drawn(v)
	if last := rows[len(rows)-1]; last.Row.Index != 99 || last.Y+6 != v.Height {
		t.Errorf("the end shows %v at %v", last.Row, last.Y)
	}
	v.Home()
	if v.Top() != (prose.Place{}) {
		t.Errorf("home is %v", v.Top())
	}
}

func TestStepsOverLettersAndWords(t *testing.T) {
	l := prose.NewLayout([]text.Turn{
		{Speaker: "A", Lines: []string{"e\u0301a", "b"}}, {Speaker: "B", Lines: []string{"left out"}}, {Speaker: "A", Lines: []string{"last one"}},
	})
	l.Fit(style(40))
	l.Filter(func(t text.Turn) bool { return t.Speaker == "A" })
	walk := func(step func(prose.Place, int) prose.Place, by int, from prose.Place) []prose.Place {
		places := []prose.Place{from}
		for {
			next := step(from, by)
			if next == from {
				return places
			}
			from = next
			places = append(places, next)
		}
	}
	forth := walk(l.Beside, 1, l.First())
	if want := (prose.Place{Turn: 0, Rune: 2}); forth[1] != want || len(forth) != 5+9 {
		t.Errorf("letters: %v", forth)
	}
	back := walk(l.Beside, -1, l.Last())
	slices.Reverse(back)
	if !slices.Equal(forth, back) {
		t.Errorf("forth %v, back %v", forth, back)
	}
	if got, want := walk(l.Word, 1, l.First()), []prose.Place{{0, 0}, {0, 4}, {0, 5}, {2, 0}, {2, 5}, {2, 8}}; !slices.Equal(got, want) {
		t.Errorf("words: %v, want %v", got, want)
	}
	if got, want := walk(l.Word, -1, l.Last()), []prose.Place{{2, 8}, {2, 5}, {2, 0}, {0, 5}, {0, 4}, {0, 0}}; !slices.Equal(got, want) {
		t.Errorf("words back: %v, want %v", got, want)
	}
	if got, want := walk(l.Beginning, 1, l.First()), []prose.Place{{0, 0}, {2, 0}, {2, 8}}; !slices.Equal(got, want) {
		t.Errorf("turns: %v, want %v", got, want)
	}
	if got, want := walk(l.Beginning, -1, l.Last()), []prose.Place{{2, 8}, {2, 0}, {0, 0}}; !slices.Equal(got, want) {
		t.Errorf("turns back: %v, want %v", got, want)
	}
	if got := l.Clip(prose.Place{Turn: 1, Rune: 3}); got != (prose.Place{Turn: 2}) {
		t.Errorf("a place in a turn that is left out: %v", got)
	}
	span := prose.Span{From: prose.Place{Turn: 2, Rune: 4}, To: prose.Place{Turn: 0, Rune: 2}}.Ordered()
	for turn, want := range map[int]string{0: "a\nb", 1: "left out", 2: "last"} {
		if got, ok := l.Cut(turn, span); got != want || !ok {
			t.Errorf("turn %d: %q", turn, got)
		}
	}
}

func FuzzView(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) {
		r := rand.New(rand.NewPCG(a, b))
		var turns []text.Turn
		for range r.IntN(12) {
			turns = append(turns, text.Turn{Speaker: "x", Lines: strings.Fields(randomText(r)), Topic: []string{"", "T"}[r.IntN(2)]})
		}
		v := prose.NewView(prose.NewLayout(turns))
		for range 60 {
			switch r.IntN(8) {
			case 0:
				v.Fit(style(float32(r.IntN(40))), float32(r.IntN(200)))
			case 1:
				v.Scroll(float32(r.IntN(400) - 200))
			case 2:
				v.Page(r.IntN(3) - 1)
			case 3:
				v.ScrollTo(r.Float64())
			case 4:
				v.SetTop(prose.Place{Turn: r.IntN(15), Rune: r.IntN(40)})
			case 5:
				if v.Len() > 0 {
					v.Reveal(v.Clip(prose.Place{Turn: r.IntN(15), Rune: r.IntN(40)}))
				}
			case 6:
				n := r.IntN(4)
				v.Filter(func(t text.Turn) bool { return len(t.Lines)%4 >= n })
			case 7:
				v.End()
			}
			if above, in := v.Scrolled(); above < 0 || above > 1 || in < 0 || in > 1 {
				t.Fatalf("%v above, %v in view", above, in)
			}
			for in := range v.Rows() {
				if in.Y > v.Height {
					t.Fatalf("a row at %v of %v", in.Y, v.Height)
				}
			}
		}
	})
}
