package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// snippet is a part of a turn on one line with what was found marked: on a ground of its own, and bold, so that it can be told without
// colour. What there is no room for is cut.
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

// CreateRenderer draws the pieces side by side.
func (s *snippet) CreateRenderer() fyne.WidgetRenderer { return &snippetRenderer{snippet: s} }

// snippetRenderer has a text for each piece, and a ground behind each that is marked; both are kept for the next turn that the row shows.
type snippetRenderer struct {
	snippet *snippet
	texts   []*kit.Text
	grounds []*kit.Plate
	objects []fyne.CanvasObject
}

// Layout puts the pieces where the one before ends, up to the width. The toolkit lays out within a frame, too: a piece that is drawn already as it is
// calls for no other frame.
func (r *snippetRenderer) Layout(size fyne.Size) {
	r.objects = r.objects[:0]
	x, ground := float32(0), 0
	for i, p := range r.snippet.pieces {
		if x >= size.Width-look.Space(1) {
			break
		}
		if i == len(r.texts) {
			r.texts = append(r.texts, kit.NewText(""))
		}
		text := r.texts[i]
		drawn := text.Text == p.text && text.Style.Bold == p.marked
		text.Text, text.Style = p.text, fyne.TextStyle{Bold: p.marked}
		whole := fyne.MeasureText(kit.Drawn(p.text), look.Size(theme.SizeNameText), text.Style)
		width := min(whole.Width, size.Width-x)
		at := fyne.NewPos(x, (size.Height-whole.Height)/2)
		if p.marked {
			if ground == len(r.grounds) {
				r.grounds = append(r.grounds, kit.NewPlate(look.Found, ""))
			}
			plate := r.grounds[ground]
			plate.Radius = theme.SizeNameSelectionRadius
			ground++
			plate.Move(at)
			plate.Resize(fyne.NewSize(width, whole.Height))
			r.objects = append(r.objects, plate)
		}
		text.Move(at)
		text.Resize(fyne.NewSize(width, whole.Height))
		if !drawn {
			text.Refresh()
		}
		r.objects = append(r.objects, text)
		x += width
	}
}

// MinSize is a line high and takes any width.
func (r *snippetRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Space(10), fyne.MeasureText("M", look.Size(theme.SizeNameText), fyne.TextStyle{}).Height)
}

// Refresh draws the pieces as they are now.
func (r *snippetRenderer) Refresh() {
	r.Layout(r.snippet.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

// Objects are the grounds and the texts of the pieces that there is room for.
func (r *snippetRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Destroy has nothing to give back.
func (r *snippetRenderer) Destroy() {}
