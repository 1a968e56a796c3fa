package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tamtam/core/prose"
	"tamtam/ui/look"
)

// speech draws a row of what was said, and what is marked in it.
func (d *renderer) speech(in prose.Visible, y float32) {
	r, p := d.r, &d.r.page
	shown := in.Block.Shown(in.Line)
	s := spoken{d: d, in: in, shown: shown, y: y, height: r.view.Style().Heights[prose.Speech]}
	for _, m := range r.marks.byTurn[in.Block.Turn] {
		s.mark(m)
	}
	hits, current := r.search.hitsIn(in.Block.Turn)
	for n, hit := range hits {
		if n == current {
			s.ground(hit, look.Current, theme.ColorNameForeground, outline)
		} else {
			s.ground(hit, look.Found, "", 0)
		}
	}
	s.selected()
	s.caret()
	if !in.Block.RTL && !prose.HasRightToLeft(shown) {
		if shown != "" {
			d.text(shown, p.column, y, theme.ColorNameForeground, p.text, plain)
		}
		return
	}
	runs := s.placed()
	d.text(prose.Visual(shown, runs), p.round(p.column+runs[0].X), y, theme.ColorNameForeground, p.text, plain)
}

// spoken is a row of speech that is drawn.
type spoken struct {
	d         *renderer
	in        prose.Visible
	shown     string
	y, height float32
	runs      []prose.Run // measured when something is marked
}

func (s *spoken) placed() []prose.Run {
	if s.runs == nil {
		s.runs = s.d.r.runs(s.in.Block, s.in.Line)
	}
	return s.runs
}

// boxes are where a span is drawn in the row, in the window's units; beyond says that it goes on in the next row.
func (s *spoken) boxes(span Span) (boxes []prose.Box, beyond bool) {
	from, to, beyond, ok := within(s.in, span)
	if !ok {
		return nil, false
	}
	p := &s.d.r.page
	boxes = prose.Boxes(s.shown, s.placed(), from, to, p.speech)
	for i := range boxes {
		boxes[i].Left, boxes[i].Right = boxes[i].Left+p.column, boxes[i].Right+p.column
	}
	return boxes, beyond
}

// ground draws a plate behind a span. It begins before the first letter, and ends with the last, so that an outline crosses no comma.
func (s *spoken) ground(span Span, fill, edge fyne.ThemeColorName, width float32) {
	boxes, _ := s.boxes(span)
	for _, b := range boxes {
		s.d.box(&s.d.behind, b.Left-1, s.y+1, b.Right-b.Left+1, s.height-2, round, fill, edge).StrokeWidth = width
	}
}

func (s *spoken) mark(m Mark) {
	p := &s.d.r.page
	switch m.Kind {
	case Hit:
		s.ground(m.Span, look.Found, "", 0)
	case Tracker:
		s.ground(m.Span, "", m.Kind.tint(), thin)
	case Highlight:
		boxes, _ := s.boxes(m.Span)
		for _, b := range boxes {
			s.d.box(&s.d.behind, b.Left, s.y, b.Right-b.Left, s.height, 0, look.Highlight, "")
			s.d.box(&s.d.behind, b.Left, s.y+s.height-stroke, b.Right-b.Left, stroke, 0, m.Kind.tint(), "")
		}
	case Note:
		if _, _, _, ok := within(s.in, m.Span); ok {
			s.d.box(&s.d.behind, p.column-look.Space(2.5), s.y, look.Space(0.75), s.height, 0, m.Kind.tint(), "")
		}
	}
}

// selected draws what is selected, and a little more where that goes on in the next row.
func (s *spoken) selected() {
	span := s.d.r.chosen.span()
	if span.Empty() {
		return
	}
	boxes, beyond := s.boxes(span)
	if beyond && !s.in.Block.RTL {
		end := s.d.r.page.column
		if n := len(boxes) - 1; n >= 0 {
			boxes[n].Right += look.Space(2)
		} else {
			boxes = append(boxes, prose.Box{Left: end, Right: end + look.Space(2)})
		}
	}
	for _, b := range boxes {
		s.d.box(&s.d.behind, b.Left, s.y, b.Right-b.Left, s.height, 0, theme.ColorNameSelection, "")
	}
}

// caret draws the place that keys go on from.
func (s *spoken) caret() {
	r := s.d.r
	if !r.aim.focused || !r.chosen.known || r.chosen.to.Turn != s.in.Block.Turn || r.view.RowOf(r.chosen.to) != s.in.Row {
		return
	}
	x := r.page.column + r.xOf(s.in.Row, r.chosen.to)
	s.d.box(&s.d.before, r.page.round(x), s.y+stroke, 1.5, s.height-2*stroke, 0, theme.ColorNamePrimary, "")
}

func (d *renderer) MinSize() fyne.Size { return fyne.NewSize(look.Space(60), look.Space(20)) }

func (d *renderer) Refresh() {
	d.Layout(d.r.BaseWidget.Size())
	d.r.bar.Refresh()
	d.ring.Refresh()
	canvas.Refresh(d.r)
}

func (d *renderer) Objects() []fyne.CanvasObject { return d.all }

func (d *renderer) Destroy() {}
