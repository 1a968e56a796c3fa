package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// Card is a choice that can be ticked: an icon, a title, a description of two lines, a footnote. The whole card is the target;
// Space and Enter tick it when it has the focus. Change its fields and call Refresh.
type Card struct {
	widget.DisableableWidget
	Icon        fyne.Resource
	Title       string
	Description string
	Footnote    string
	// FootIcon stands before the footnote; nil for none.
	FootIcon fyne.Resource
	// Badge stands right of the footnote; "" for none.
	Badge     string
	BadgeTone Tone
	Checked   bool
	// OnChanged tells that the person ticked or unticked the card.
	OnChanged func(checked bool)

	focused, hovered bool
	parts            cardParts
}

type cardParts struct {
	plate, shade *Plate
	icon         *iconPlate
	title        *Text
	description  *Paragraph
	foot         *Text
	footIcon     *Icon
	badge        *Badge
	mark         *TickBox
}

var (
	_ fyne.Widget       = (*Card)(nil)
	_ fyne.Tappable     = (*Card)(nil)
	_ fyne.Focusable    = (*Card)(nil)
	_ fyne.Disableable  = (*Card)(nil)
	_ fyne.Accessible   = (*Card)(nil)
	_ desktop.Hoverable = (*Card)(nil)
)

// NewCard returns a card that is not ticked.
func NewCard(icon fyne.Resource, title, description string, changed func(checked bool)) *Card {
	c := &Card{Icon: icon, Title: title, Description: description, OnChanged: changed}
	c.parts = cardParts{
		plate: NewPlate(look.Card, look.CardBorder), shade: NewPlate("", ""), icon: newIconPlate(icon, 10),
		title: NewStrong(title), description: NewMutedParagraph(description), foot: NewCaption(""),
		footIcon: NewIconSized(nil, look.Muted, 3.5), badge: NewBadge("", Neutral), mark: NewTickBox(),
	}
	c.parts.description.Lines = 2
	c.parts.foot.Shrink = true
	c.ExtendBaseWidget(c)
	c.update()
	return c
}

// SetChecked ticks or unticks the card without telling OnChanged.
func (c *Card) SetChecked(checked bool) {
	if c.Checked != checked {
		c.Checked = checked
		c.Refresh()
	}
}

// AccessibilityLabel is the title, the state and the footnote.
func (c *Card) AccessibilityLabel() string {
	label := stateLabel(c.Title, c.Checked)
	if c.Footnote != "" {
		label += ", " + c.Footnote
	}
	return label
}

// AccessibilityRole is button, the nearest that Fyne has.
func (c *Card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped ticks or unticks the card.
func (c *Card) Tapped(*fyne.PointEvent) {
	if !c.Disabled() {
		Focus(c)
	}
	c.toggle()
}

func (c *Card) toggle() {
	if c.Disabled() {
		return
	}
	c.Checked = !c.Checked
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(c.Checked)
	}
}

// FocusGained shows the focus, in view.
func (c *Card) FocusGained() {
	c.focused = true
	c.Refresh()
	intoView(c)
}

// FocusLost takes it away.
func (c *Card) FocusLost() { c.focused = false; c.Refresh() }

// TypedRune ticks on Space.
func (c *Card) TypedRune(r rune) { PressRune(r, c.toggle) }

// TypedKey ticks on Enter and passes other keys on.
func (c *Card) TypedKey(event *fyne.KeyEvent) { PressKey(c, event, c.toggle) }

// MouseIn shows that the card can be pressed.
func (c *Card) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved does nothing.
func (c *Card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover colour away.
func (c *Card) MouseOut() { c.hovered = false; c.Refresh() }

func (c *Card) update() {
	p := &c.parts
	p.plate.Fill, p.plate.Border, p.plate.Thick = look.Card, look.CardBorder, false
	ink, ground, text := look.AccentText, look.AccentSoft, theme.ColorNameForeground
	switch {
	case c.Disabled():
		p.plate.Fill = theme.ColorNameBackground
		ink, ground, text = look.Muted, look.Badge, look.Muted
	case c.Checked:
		p.plate.Border = theme.ColorNamePrimary
	}
	if c.focused {
		p.plate.Border, p.plate.Thick = theme.ColorNamePrimary, true
	}
	p.shade.Fill = ""
	if c.hovered && !c.Disabled() {
		p.shade.Fill = theme.ColorNameHover
	}
	p.icon.icon.Resource, p.icon.icon.Color, p.icon.plate.Fill = c.Icon, ink, ground
	p.title.Text, p.title.Color = c.Title, text
	p.description.Text = c.Description
	p.foot.Text = c.Footnote
	p.footIcon.Resource, p.footIcon.Hidden = c.FootIcon, c.FootIcon == nil
	p.badge.Text, p.badge.Tone, p.badge.Hidden = c.Badge, c.BadgeTone, c.Badge == ""
	p.mark.Checked, p.mark.Disabled = c.Checked, c.Disabled()
	p.mark.Update()
}

// Refresh draws the fields as they are now.
func (c *Card) Refresh() {
	c.update()
	c.BaseWidget.Refresh()
}

// CreateRenderer draws the card.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	p := &c.parts
	foot := Line(1, p.footIcon, Grow(p.foot), p.badge)
	content := TopLine(3, p.icon.CanvasObject, Grow(Column(1, p.title, p.description, foot)), p.mark.Object)
	return widget.NewSimpleRenderer(container.NewStack(p.plate, p.shade, Pad(4, content)))
}
