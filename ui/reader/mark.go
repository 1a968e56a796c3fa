package reader

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// MarkKind says what a passage is marked for.
type MarkKind uint8

// The kinds of marks. Each looks its own way without colour, too.
const (
	Hit       MarkKind = iota // found by a search: a ground
	Tracker                   // heard by a tracker: a thin outline
	Highlight                 // highlighted by the person: a ground and a line below
	Note                      // has a note: a bar at the edge of the text
)

// Mark is a passage that stands out.
type Mark struct {
	Span
	Kind MarkKind
}

// tint is the colour of a kind's tick in the scroll bar, and of its lines.
func (k MarkKind) tint() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{theme.ColorNameWarning, look.Muted, theme.ColorNameSuccess, theme.ColorNamePrimary}[k]
}

// marks are the passages by the turns that they touch.
type marks struct {
	all    []Mark
	byTurn map[int][]Mark
	ticks  []Place // what the ticks of the scroll bar are for
}

// SetMarks replaces the marks. Places outside of the transcript are left out.
func (r *Reader) SetMarks(all []Mark) {
	r.marks = marks{byTurn: make(map[int][]Mark)}
	for _, m := range all {
		m.Span = m.Ordered()
		if m.Empty() || m.From.Turn < 0 || m.From.Turn >= len(r.view.Turns()) {
			continue
		}
		m.To.Turn = min(m.To.Turn, len(r.view.Turns())-1)
		r.marks.all = append(r.marks.all, m)
		for turn := m.From.Turn; turn <= m.To.Turn; turn++ {
			r.marks.byTurn[turn] = append(r.marks.byTurn[turn], m)
		}
	}
	slices.SortStableFunc(r.marks.all, func(a, b Mark) int { return cmp.Compare(a.Kind, b.Kind) })
	r.tick()
	r.Refresh()
}

// tick shows all marks and hits in the scroll bar.
func (r *Reader) tick() {
	ticks := make([]kit.BarTick, 0, len(r.marks.all)+len(r.search.hits)+1)
	r.marks.ticks = r.marks.ticks[:0]
	put := func(p Place, color fyne.ThemeColorName) {
		if r.view.Shows(p.Turn) {
			ticks, r.marks.ticks = append(ticks, kit.BarTick{At: r.view.Share(p), Color: color}), append(r.marks.ticks, p)
		}
	}
	for _, m := range r.marks.all {
		put(m.From, m.Kind.tint())
	}
	for _, hit := range r.search.hits {
		put(hit.From, Hit.tint())
	}
	if hit, ok := r.search.at(); ok {
		put(hit.From, theme.ColorNameForeground)
	}
	r.bar.SetTicks(ticks)
}

// goTo shows what a tick is for; of hits, it is the one that is looked at from then on.
func (r *Reader) goTo(tick int) {
	p := r.marks.ticks[tick]
	for i, hit := range r.search.hits {
		if hit.From == p {
			r.look(i - r.search.current)
			return
		}
	}
	r.chosen.place(p)
	r.ScrollTo(p)
}

// within is the part of a row that a span covers, in bytes of what the row shows; beyond says that the span goes on in the next row.
func within(in prose.Visible, s Span) (from, to int, beyond, ok bool) {
	shown := in.Block.Shown(in.Line)
	turn, first, count := in.Block.Turn, in.Line.Rune, 0
	if turn < s.From.Turn || turn > s.To.Turn {
		return 0, 0, false, false
	}
	for range shown {
		count++
	}
	start, end := 0, count+1
	if turn == s.From.Turn {
		start = max(0, s.From.Rune-first)
	}
	if turn == s.To.Turn {
		end = s.To.Rune - first
	}
	if start > count || end <= start || end <= 0 {
		return 0, 0, false, false
	}
	at := 0
	from, to = len(shown), len(shown)
	for i := range shown {
		if at == start {
			from = i
		}
		if at == end {
			to = i
		}
		at++
	}
	return from, to, end > count, true
}
