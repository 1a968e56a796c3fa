package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/prose"
	"tamtam/ui/look"
)

// Paragraph is wrapped text without padding around it, for at most some 200 words: TextView is for more. Change its fields
// and call Refresh.
type Paragraph struct {
	widget.BaseWidget
	Text  string
	Color fyne.ThemeColorName // foreground when empty
	Scale fyne.ThemeSizeName  // normal text when empty
	Style fyne.TextStyle
	Align fyne.TextAlign
	// Lines, if not 0, is how many lines high the paragraph is, always; what does not fit is cut, with an ellipsis.
	Lines int
}

var (
	_ fyne.Widget     = (*Paragraph)(nil)
	_ fyne.Accessible = (*Paragraph)(nil)
)

// NewParagraph returns wrapped text in the foreground colour.
func NewParagraph(text string) *Paragraph { return newParagraph(text, "") }

// NewMutedParagraph returns wrapped second-rank text.
func NewMutedParagraph(text string) *Paragraph { return newParagraph(text, look.Muted) }

func newParagraph(text string, name fyne.ThemeColorName) *Paragraph {
	p := &Paragraph{Text: text, Color: name}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the text and draws it, if it differs.
func (p *Paragraph) Set(text string) {
	if p.Text != text {
		p.Text = text
		p.Refresh()
	}
}

// AccessibilityLabel is the whole text.
func (p *Paragraph) AccessibilityLabel() string { return p.Text }

// AccessibilityRole is text.
func (p *Paragraph) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the lines.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer { return &paragraphRenderer{p: p} }

func (p *Paragraph) textSize() float32 {
	if p.Scale == "" {
		return look.Size(theme.SizeNameText)
	}
	return look.Size(p.Scale)
}

type paragraphRenderer struct {
	p     *Paragraph
	lines []fyne.CanvasObject
}

func (r *paragraphRenderer) lineHeight() float32 {
	return fyne.MeasureText("M", r.p.textSize(), r.p.Style).Height
}

// wrapped is the text as it stands at the current width.
func (r *paragraphRenderer) wrapped() []string {
	size, width := r.p.textSize(), r.p.BaseWidget.Size().Width
	if width <= 0 {
		return []string{Drawn(r.p.Text)} // no width yet; as many lines as letters would be worse than one
	}
	lines := wrap(Drawn(r.p.Text), width, MeasureOf(size, r.p.Style))
	if r.p.Lines > 0 && len(lines) > r.p.Lines {
		rest := lines[r.p.Lines]
		lines = lines[:r.p.Lines]
		last := len(lines) - 1
		lines[last] = Shorten(lines[last]+" "+rest, width, size, r.p.Style)
	}
	return lines
}

func (r *paragraphRenderer) Layout(size fyne.Size) {
	name := r.p.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	texts := r.wrapped()
	for len(r.lines) < len(texts) {
		r.lines = append(r.lines, canvas.NewText("", color.Black))
	}
	r.lines = r.lines[:len(texts)]
	height := r.lineHeight()
	for i, text := range texts {
		line := r.lines[i].(*canvas.Text)
		line.Text, line.Color, line.TextSize = prose.VisualLine(text, r.p.Text), look.Color(name), r.p.textSize()
		line.TextStyle, line.Alignment = r.p.Style, r.p.Align
		line.Move(fyne.NewPos(0, float32(i)*height))
		line.Resize(fyne.NewSize(size.Width, height))
	}
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	count := r.p.Lines
	if count == 0 {
		count = len(r.wrapped())
	}
	return fyne.NewSize(look.Space(10), float32(count)*r.lineHeight())
}

func (r *paragraphRenderer) Refresh() {
	r.Layout(r.p.BaseWidget.Size())
	canvas.Refresh(r.p)
}

func (r *paragraphRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *paragraphRenderer) Destroy()                     {}
