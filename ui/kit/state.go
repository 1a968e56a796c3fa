package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/look"
)

// NewEmptyState fills a page that has nothing to show yet: what would be here, and the buttons that bring it.
func NewEmptyState(icon fyne.Resource, headline, sentence string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	plate := newIconPlate(icon, 16)
	title := NewSubheading(headline)
	title.Align = fyne.TextAlignCenter
	text := NewMutedParagraph(sentence)
	text.Align = fyne.TextAlignCenter
	rows := []fyne.CanvasObject{container.NewCenter(plate.CanvasObject), title, text}
	if len(buttons) > 0 {
		rows = append(rows, Sized(0, 1, Spring()), container.NewCenter(Line(2, buttons...)))
	}
	return Column(0, Spring(), Narrow(100, Column(3, rows...)), Spring(), Spring())
}

// NewLoading fills a page whose content is on its way. Show it only after 300 ms, so that what is quick does not flicker. Nothing in it moves: the
// toolkit's moving bar goes on for a minute after it was taken away, and each of its steps repaints the whole window.
func NewLoading(sentence string) fyne.CanvasObject {
	bar := NewProgressBar()
	bar.Value = -1
	text := NewMuted(sentence)
	text.Align = fyne.TextAlignCenter
	return Column(0, Spring(), Narrow(60, Column(3, text, Sized(0, 1, bar))), Spring(), Spring())
}

// Trouble is a failure as a person needs it: what happened, the likely cause, the next step, and for support the raw text. A say.Problem is
// converted to it.
type Trouble struct {
	Headline string
	Cause    string
	Next     string
	// Details is shown on demand and can be copied: the error's text and the request id. It holds no secret.
	Details string
}

// NewErrorState fills a page that cannot show its content. buttons are the next step, the first one primary.
func NewErrorState(t Trouble, clipboard fyne.Clipboard, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	icon := newIconPlate(assets.Error, 16)
	icon.set(assets.Error, theme.ColorNameError, look.ErrorSoft)
	title := NewSubheading(t.Headline)
	title.Align = fyne.TextAlignCenter
	rows := []fyne.CanvasObject{container.NewCenter(icon.CanvasObject), title}
	for i, sentence := range []string{t.Cause, t.Next} {
		if sentence == "" {
			continue
		}
		text := NewMutedParagraph(sentence)
		if i == 1 {
			text.Color = ""
		}
		text.Align = fyne.TextAlignCenter
		rows = append(rows, text)
	}
	if len(buttons) > 0 {
		rows = append(rows, Sized(0, 1, Spring()), container.NewCenter(Line(2, buttons...)))
	}
	if t.Details != "" {
		rows = append(rows, NewDetails(t.Details, clipboard))
	}
	return Column(0, Spring(), Narrow(120, Column(3, rows...)), Spring(), Spring())
}

// Details is a fold with raw text and a Copy button; it starts closed.
type Details struct {
	widget.BaseWidget
	fold *Button
	body *fyne.Container
	box  *fyne.Container
}

var _ fyne.Widget = (*Details)(nil)

// NewDetails returns a closed fold. clipboard may be nil: then nothing can be copied.
func NewDetails(text string, clipboard fyne.Clipboard) *Details {
	d := &Details{}
	d.fold = NewQuiet("Details", assets.Forward, d.toggle)
	row := []fyne.CanvasObject{Grow(newRaw(text))}
	if clipboard != nil {
		row = append(row, NewIconButton(assets.Copy, "Copy", func() { clipboard.SetContent(text) }))
	}
	d.body = container.NewStack(NewPlate(look.Badge, ""), Pad(3, TopLine(2, row...)))
	d.body.Hide()
	d.box = Column(1, container.NewCenter(d.fold), d.body)
	d.ExtendBaseWidget(d)
	return d
}

// newRaw is text that is no sentence, such as an error's.
func newRaw(text string) *Paragraph {
	raw := NewMutedParagraph(text)
	raw.Style, raw.Scale = fyne.TextStyle{Monospace: true}, theme.SizeNameCaptionText
	return raw
}

// NewRaw returns text that is no sentence, such as an error's, on a plate.
func NewRaw(text string) fyne.CanvasObject {
	return container.NewStack(NewPlate(look.Badge, ""), Pad(3, newRaw(text)))
}

func (d *Details) toggle() {
	d.body.Hidden = !d.body.Hidden
	d.fold.Icon = look.Themed(assets.Down)
	if d.body.Hidden {
		d.fold.Icon = look.Themed(assets.Forward)
	}
	d.Refresh()
}

// CreateRenderer draws the fold.
func (d *Details) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.box) }

// Banner stands above content that is only part of the truth: some types failed, the connection needs attention.
type Banner struct {
	widget.BaseWidget
	Text string
	Tone Tone

	plate *Plate
	icon  *Icon
	text  *Paragraph
	row   *fyne.Container
}

var (
	_ fyne.Widget     = (*Banner)(nil)
	_ fyne.Accessible = (*Banner)(nil)
)

// NewBanner returns a banner with the buttons that help.
func NewBanner(tone Tone, sentence string, buttons ...fyne.CanvasObject) *Banner {
	b := &Banner{Text: sentence, Tone: tone, plate: NewPlate("", ""), icon: NewIcon(nil, ""), text: NewParagraph(sentence)}
	b.row = Line(3, append([]fyne.CanvasObject{b.icon, Grow(b.text)}, buttons...)...)
	b.ExtendBaseWidget(b)
	b.update()
	return b
}

// Set changes tone and sentence and draws.
func (b *Banner) Set(tone Tone, sentence string) {
	b.Tone, b.Text = tone, sentence
	b.Refresh()
}

// AccessibilityLabel is the sentence.
func (b *Banner) AccessibilityLabel() string { return b.Text }

// AccessibilityRole is text.
func (b *Banner) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *Banner) update() {
	b.plate.Fill = b.Tone.ground()
	b.icon.Resource, b.icon.Color = b.Tone.symbol(), b.Tone.ink()
	b.text.Text = b.Text
}

// Refresh draws the fields as they are now.
func (b *Banner) Refresh() {
	b.update()
	b.BaseWidget.Refresh()
}

// CreateRenderer draws the banner.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.plate, PadXY(4, 2.5, b.row)))
}
