package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/look"
)

// Tone is what a badge, a dot, a banner or a toast means. Each has a symbol beside its colour, so that colour is never alone.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Accent
	Good
	Warn
	Bad
)

func (t Tone) ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{
		look.BadgeText, look.AccentText, theme.ColorNameSuccess, theme.ColorNameWarning, theme.ColorNameError,
	}[t]
}

func (t Tone) ground() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{look.Badge, look.AccentSoft, look.SuccessSoft, look.WarningSoft, look.ErrorSoft}[t]
}

func (t Tone) symbol() fyne.Resource {
	return [...]fyne.Resource{assets.Info, assets.Info, assets.Check, assets.Warning, assets.Error}[t]
}

// Badge is a few words on a rounded plate.
type Badge struct {
	widget.BaseWidget
	Text string
	Tone Tone
	Icon fyne.Resource // nil for none

	plate *Plate
	text  *Text
	icon  *Icon
}

var (
	_ fyne.Widget     = (*Badge)(nil)
	_ fyne.Accessible = (*Badge)(nil)
)

// NewBadge returns a badge without an icon.
func NewBadge(text string, tone Tone) *Badge {
	b := &Badge{Text: text, Tone: tone, plate: newBar(""), text: NewCaption(text), icon: NewIconSized(nil, "", 3.5)}
	b.ExtendBaseWidget(b)
	b.update()
	return b
}

// Set changes all of it and draws.
func (b *Badge) Set(text string, tone Tone, icon fyne.Resource) {
	b.Text, b.Tone, b.Icon = text, tone, icon
	b.Refresh()
}

// AccessibilityLabel is the text.
func (b *Badge) AccessibilityLabel() string { return b.Text }

// AccessibilityRole is text.
func (b *Badge) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *Badge) update() {
	b.plate.Fill = b.Tone.ground()
	b.text.Text, b.text.Color = b.Text, b.Tone.ink()
	b.icon.Resource, b.icon.Color = b.Icon, b.Tone.ink()
	b.icon.Hidden = b.Icon == nil
}

// Refresh draws the fields as they are now.
func (b *Badge) Refresh() {
	b.update()
	b.BaseWidget.Refresh()
}

// CreateRenderer draws the badge.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(b.plate, PadXY(2, 0.5, Line(1, b.icon, b.text))))
}

// StatusDot is a small coloured disc before a word that says the same.
type StatusDot struct {
	widget.BaseWidget
	Text string
	Tone Tone

	disc *Plate
	text *Text
}

var (
	_ fyne.Widget     = (*StatusDot)(nil)
	_ fyne.Accessible = (*StatusDot)(nil)
)

// NewStatusDot returns a dot and its word.
func NewStatusDot(text string, tone Tone) *StatusDot {
	d := &StatusDot{Text: text, Tone: tone, disc: newBar(""), text: NewText(text)}
	d.ExtendBaseWidget(d)
	d.update()
	return d
}

// Set changes word and tone and draws.
func (d *StatusDot) Set(text string, tone Tone) {
	d.Text, d.Tone = text, tone
	d.Refresh()
}

// AccessibilityLabel is the word.
func (d *StatusDot) AccessibilityLabel() string { return d.Text }

// AccessibilityRole is text.
func (d *StatusDot) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (d *StatusDot) update() {
	d.disc.Fill = d.Tone.ink()
	d.text.Text, d.text.Shrink, d.text.Hidden = d.Text, false, d.Text == ""
}

// Refresh draws the fields as they are now.
func (d *StatusDot) Refresh() {
	d.update()
	d.BaseWidget.Refresh()
}

// CreateRenderer draws dot and word.
func (d *StatusDot) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Line(2, Sized(2, 2, d.disc), d.text))
}
