package find

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/prose"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// snippet is a part of a turn on one line with what was found marked: on a ground of its own, and underlined, so that it can be told without
// colour. What there is no room for is cut. The line is drawn as one text: while a word is typed on, what is marked in it changes and the text does
// not, so that the toolkit need not draw its letters anew.
type snippet struct {
	widget.BaseWidget
	pieces []piece
}

var _ fyne.Widget = (*snippet)(nil)

func newSnippet() *snippet {
	s := &snippet{}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the line over the marks.
func (s *snippet) CreateRenderer() fyne.WidgetRenderer {
	r := &snippetRenderer{snippet: s, text: kit.NewText("")}
	r.text.Shrink = false // it is cut here, where the marks must know it
	return r
}

// mark is what a marked piece stands on.
type mark struct{ ground, line *kit.Plate }

const thick = 1.5 // units of a mark's line

// snippetRenderer keeps the marks for the next turn that the row shows.
type snippetRenderer struct {
	snippet *snippet
	text    *kit.Text
	marks   []mark
	shown   int // marks
}

// Layout cuts the line to the width and puts the marks where the marked pieces are drawn.
func (r *snippetRenderer) Layout(size fyne.Size) {
	text, marked := joined(r.snippet.pieces)
	measure := kit.MeasureOf(look.Size(theme.SizeNameText), fyne.TextStyle{})
	line := kit.Shorten(text, size.Width, look.Size(theme.SizeNameText), fyne.TextStyle{})
	height := r.MinSize().Height
	top := (size.Height - height) / 2
	r.shown = 0
	runs := prose.Runs(line, false, size.Width, measure)
	for _, m := range marked {
		for _, box := range prose.Boxes(line, runs, m[0], min(m[1], len(line)), measure) {
			if r.shown == len(r.marks) {
				ground := kit.NewPlate(look.Found, "")
				ground.Radius = theme.SizeNameSelectionRadius
				r.marks = append(r.marks, mark{ground, kit.NewGround(theme.ColorNameWarning)})
			}
			of := r.marks[r.shown]
			of.ground.Move(fyne.NewPos(box.Left, top))
			of.ground.Resize(fyne.NewSize(box.Right-box.Left, height))
			of.line.Move(fyne.NewPos(box.Left, top+height-thick))
			of.line.Resize(fyne.NewSize(box.Right-box.Left, thick))
			r.shown++
		}
	}
	r.text.Move(fyne.NewPos(0, top))
	r.text.Resize(fyne.NewSize(size.Width, height))
	r.text.Set(line)
}

// joined is the text of the pieces as it is drawn, and the bytes of it that are marked.
func joined(pieces []piece) (text string, marks [][2]int) {
	var all strings.Builder
	for _, p := range pieces {
		from := all.Len()
		all.WriteString(kit.Drawn(p.text))
		if p.marked {
			marks = append(marks, [2]int{from, all.Len()})
		}
	}
	return all.String(), marks
}

// MinSize is a line high and takes any width.
func (r *snippetRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Space(10), fyne.MeasureText("M", look.Size(theme.SizeNameText), fyne.TextStyle{}).Height)
}

// Refresh draws the pieces as they are now.
func (r *snippetRenderer) Refresh() {
	r.Layout(r.snippet.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// Objects are the marks that are shown, and the text.
func (r *snippetRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, 2*r.shown+1)
	for _, m := range r.marks[:r.shown] {
		objects = append(objects, m.ground, m.line)
	}
	return append(objects, r.text)
}

// Destroy has nothing to give back.
func (r *snippetRenderer) Destroy() {}
