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

// Text is one line without padding around it. Change its fields and call Refresh.
type Text struct {
	widget.BaseWidget
	Text  string
	Color fyne.ThemeColorName // foreground when empty
	Scale fyne.ThemeSizeName  // normal text when empty
	Style fyne.TextStyle
	Align fyne.TextAlign
	// Shrink lets the text be narrower than it is long; what does not fit is cut, with an ellipsis.
	Shrink bool
}

var (
	_ fyne.Widget     = (*Text)(nil)
	_ fyne.Accessible = (*Text)(nil)
)

// NewText returns a line of normal text that shrinks.
func NewText(text string) *Text { return newText(&Text{Text: text, Shrink: true}) }

// NewStrong returns a bold line that shrinks.
func NewStrong(text string) *Text {
	return newText(&Text{Text: text, Style: fyne.TextStyle{Bold: true}, Shrink: true})
}

// NewHeading returns a page's heading.
func NewHeading(text string) *Text {
	return newText(&Text{Text: text, Scale: theme.SizeNameHeadingText, Style: fyne.TextStyle{Bold: true}, Shrink: true})
}

// NewSubheading returns the heading of a part of a page.
func NewSubheading(text string) *Text {
	return newText(&Text{Text: text, Scale: theme.SizeNameSubHeadingText, Style: fyne.TextStyle{Bold: true}, Shrink: true})
}

// NewMuted returns a line of second-rank text that shrinks.
func NewMuted(text string) *Text { return newText(&Text{Text: text, Color: look.Muted, Shrink: true}) }

// NewCaption returns a small line of second-rank text that keeps its width.
func NewCaption(text string) *Text {
	return newText(&Text{Text: text, Color: look.Muted, Scale: theme.SizeNameCaptionText})
}

func newText(t *Text) *Text {
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the text and draws it, if it differs.
func (t *Text) Set(text string) {
	if t.Text != text {
		t.Text = text
		t.Refresh()
	}
}

// AccessibilityLabel is the whole text.
func (t *Text) AccessibilityLabel() string { return t.Text }

// AccessibilityRole is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the line.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t, line: canvas.NewText("", color.Black)}
	r.line.TextStyle = t.Style
	r.update()
	return r
}

// natural is the width that shows the whole text.
func (t *Text) natural() float32 { return fyne.MeasureText(Drawn(t.Text), t.textSize(), t.Style).Width }

func (t *Text) textSize() float32 {
	if t.Scale == "" {
		return look.Size(theme.SizeNameText)
	}
	return look.Size(t.Scale)
}

type textRenderer struct {
	text *Text
	line *canvas.Text
}

func (r *textRenderer) update() {
	name := r.text.Color
	if name == "" {
		name = theme.ColorNameForeground
	}
	r.line.Color, r.line.TextSize, r.line.TextStyle = look.Color(name), r.text.textSize(), r.text.Style
	r.line.Alignment = r.text.Align
	r.line.Text = Drawn(r.text.Text)
	if r.text.Shrink {
		r.line.Text = Shorten(r.text.Text, r.text.BaseWidget.Size().Width, r.text.textSize(), r.text.Style)
	}
	r.line.Text = prose.VisualLine(r.line.Text, r.text.Text) // the toolkit knows of one order only
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.update()
	height := r.line.MinSize().Height
	r.line.Move(fyne.NewPos(0, (size.Height-height)/2))
	r.line.Resize(fyne.NewSize(size.Width, height))
}

func (r *textRenderer) MinSize() fyne.Size {
	least := fyne.MeasureText(Drawn(r.text.Text), r.text.textSize(), r.text.Style)
	if r.text.Shrink {
		least.Width = min(least.Width, look.Space(6))
	}
	return least
}

func (r *textRenderer) Refresh() {
	r.Layout(r.text.BaseWidget.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textRenderer) Destroy()                     {}

// Shorten cuts text to width, with an ellipsis when something is missing, and gives it as it is drawn (see Drawn). A width of 0 is not laid out
// yet: nothing is cut. To measure a text the toolkit lays out each of its letters, so of a long one no more is measured than there is room for.
func Shorten(text string, width, size float32, style fyne.TextStyle) string {
	text = Drawn(text)
	if width <= 0 {
		return text
	}
	m := MeasureOf(size, style)
	runes := []rune(text)
	guess, longer := m.within(runes, width-m.Advance(ellipsisRune), width)
	if !longer && m.Width(text) <= width+0.5 {
		return text
	}
	fits := func(n int) bool { return m.Width(string(runes[:n])+ellipsis) <= width }
	// Where the place is by the sum of the letters is tried first, and from there on ever wider.
	low, high, step := 0, len(runes), 1
	for low < high {
		mid := max(low+1, min(guess, high))
		if fits(mid) {
			low, guess = mid, mid+step
		} else {
			high, guess = mid-1, mid-step
		}
		if step *= 2; step > high-low {
			guess = (low + high + 1) / 2
		}
	}
	return string(runes[:low]) + ellipsis
}

// within is how many runes there is room for by the sum of their widths, and whether all of them are longer than width beyond doubt: not where letters
// join, or stand upon each other.
func (m *Measure) within(runes []rune, room, width float32) (count int, longer bool) {
	const doubt = 1.1 // times the width
	sum, joined := float32(0), false
	for _, r := range runes {
		if sum += m.Advance(r); sum <= room {
			count++
		}
		joined = joined || r >= firstThatJoins
		if sum > doubt*width {
			break
		}
	}
	return count, sum > doubt*width && !joined
}

// firstThatJoins is the first of Unicode's combining marks; what comes before stands by itself.
const firstThatJoins = '\u0300'

const (
	ellipsis     = "…"
	ellipsisRune = '…'
)
