package prose

import "sort"

// Scrolled tells a scroll bar where the view is: how much of what can be scrolled is above it, and how much of the whole is in view. Nothing
// can be scrolled when the whole is.
func (v *View) Scrolled() (above, inView float64) {
	if !v.ready() {
		return 0, 1
	}
	last, lastShift := v.end()
	if last == (Row{}) && lastShift == 0 {
		return 0, 1
	}
	total := v.before[v.Len()]
	inView = min(1, float64(v.Height/v.style.Heights[Speech])/total)
	if end := v.weigh(last, lastShift); end > 0 {
		above = min(1, v.weigh(v.top, v.shift)/end)
	}
	return above, inView
}

// weigh is how much is above a row, and above a part of it.
func (v *View) weigh(r Row, shift float32) float64 {
	b := v.Block(r.Index)
	part := (float64(r.Line) + float64(shift/v.height(b.Lines[r.Line]))) / float64(len(b.Lines))
	return v.before[r.Index] + part*(v.before[r.Index+1]-v.before[r.Index])
}

// ScrollTo goes where Scrolled tells that so much is above.
func (v *View) ScrollTo(above float64) {
	if !v.ready() {
		return
	}
	last, lastShift := v.end()
	if above >= 1 {
		v.End()
		return
	}
	at := max(0, above) * v.weigh(last, lastShift)
	i := max(0, sort.Search(v.Len(), func(i int) bool { return v.before[i] > at })-1)
	lines := v.Block(i).Lines
	part := (at - v.before[i]) / (v.before[i+1] - v.before[i]) * float64(len(lines))
	n := min(int(part), len(lines)-1)
	v.top, v.shift = Row{i, n}, float32(int(float32(part-float64(n))*v.height(lines[n])))
	v.clamp()
	v.hold()
}

// Share is how much of the whole comes before a place, for a mark beside the scroll bar. Nothing is laid out for it.
func (l *Layout) Share(p Place) float64 {
	if l.Len() == 0 {
		return 0
	}
	i := l.Index(p.Turn)
	share := l.before[i]
	if l.Turn(i) == p.Turn {
		const lineBytes = 80
		share += min(1.5+float64(p.Rune)/lineBytes, l.before[i+1]-l.before[i])
	}
	return share / l.before[l.Len()]
}
