package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/look"
)

// FormField is a labelled input with a hint below it, or an error in the hint's place.
type FormField struct {
	widget.BaseWidget
	Label string
	Hint  string
	Error string

	input fyne.CanvasObject
	label *Text
	below *Paragraph
	icon  *Icon
	foot  *fyne.Container
}

var _ fyne.Widget = (*FormField)(nil)

// NewFormField returns a field around input. hint may be "".
func NewFormField(label string, input fyne.CanvasObject, hint string) *FormField {
	f := &FormField{Label: label, Hint: hint, input: input}
	f.label = NewStrong(label)
	f.below = newParagraph(hint, look.Muted)
	f.below.Scale = theme.SizeNameCaptionText
	f.icon = NewIconSized(assets.Error, theme.ColorNameError, 3.5)
	f.foot = TopLine(1, f.icon, Grow(f.below))
	if named, ok := input.(interface{ setLabel(string) }); ok {
		named.setLabel(label)
	}
	f.ExtendBaseWidget(f)
	f.update()
	return f
}

// SetError shows what is wrong with the input; "" takes it away.
func (f *FormField) SetError(sentence string) {
	if f.Error != sentence {
		f.Error = sentence
		f.Refresh()
	}
}

func (f *FormField) update() {
	f.label.Text = f.Label
	f.below.Text, f.below.Color = f.Hint, look.Muted
	if f.Error != "" {
		f.below.Text, f.below.Color = f.Error, theme.ColorNameError
	}
	f.icon.Hidden = f.Error == ""
	f.foot.Hidden = f.below.Text == ""
}

// Refresh draws the fields as they are now.
func (f *FormField) Refresh() {
	f.update()
	f.BaseWidget.Refresh()
}

// CreateRenderer draws label, input and what is below.
func (f *FormField) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Column(1, f.label, f.input, f.foot))
}

func (e *Entry) setLabel(label string) { e.Label = label }

// SecretEntry is a field whose text is masked until the person asks to see it.
type SecretEntry struct {
	widget.BaseWidget
	Entry  *Entry
	reveal *Button
}

var (
	_ fyne.Widget     = (*SecretEntry)(nil)
	_ fyne.Accessible = (*SecretEntry)(nil)
)

// NewSecretEntry returns a masked field.
func NewSecretEntry() *SecretEntry {
	s := &SecretEntry{Entry: NewEntry()}
	s.Entry.Password = true
	s.reveal = NewIconButton(assets.Eye, "Show the secret", s.toggle)
	s.Entry.ActionItem = s.reveal // in the place of the toolkit's own, which no key reaches
	s.ExtendBaseWidget(s)
	return s
}

// Text is what was entered.
func (s *SecretEntry) Text() string { return s.Entry.Text }

// SetText replaces what was entered.
func (s *SecretEntry) SetText(text string) { s.Entry.SetText(text) }

// AccessibilityLabel names the field and never reads its text.
func (s *SecretEntry) AccessibilityLabel() string { return s.Entry.Label }

// AccessibilityRole is text.
func (s *SecretEntry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (s *SecretEntry) setLabel(label string) { s.Entry.Label = label }

func (s *SecretEntry) toggle() {
	s.Entry.Password = !s.Entry.Password
	s.reveal.Icon, s.reveal.Tip = look.Themed(assets.Eye), "Show the secret"
	if !s.Entry.Password {
		s.reveal.Icon, s.reveal.Tip = look.Themed(assets.EyeOff), "Hide the secret"
	}
	s.reveal.Refresh()
	s.Entry.Refresh()
}

// CreateRenderer draws the field with the toggle in it.
func (s *SecretEntry) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.Entry) }

// SearchField is a field with a magnifier that tells of every change and is emptied by Esc.
type SearchField struct {
	widget.BaseWidget
	Entry *Entry
	// OnEscape, if set, is called on Esc once the field is empty. Otherwise the window is told of Esc in a field that was empty before.
	OnEscape func()
	clear    *Button
}

var _ fyne.Widget = (*SearchField)(nil)

// NewSearchField returns an empty field. changed is called at every letter: debounce what is slow.
func NewSearchField(placeholder string, changed func(text string)) *SearchField {
	s := &SearchField{Entry: NewEntry()}
	s.Entry.Icon = look.Tinted(assets.Search, look.Muted)
	s.Entry.PlaceHolder, s.Entry.Label = placeholder, placeholder
	s.Entry.escape = s.empty
	s.clear = NewIconButton(assets.Cancel, "Clear", func() { s.SetText("") })
	s.clear.Hidden = true
	s.Entry.ActionItem = s.clear
	s.Entry.OnChanged = func(text string) {
		if s.clear.Hidden != (text == "") {
			s.clear.Hidden = text == ""
			s.Entry.Refresh()
		}
		if changed != nil {
			changed(text)
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// Text is what is searched for.
func (s *SearchField) Text() string { return s.Entry.Text }

// SetText replaces what is searched for, and tells it.
func (s *SearchField) SetText(text string) { s.Entry.SetText(text) }

// empty empties the field; false says that it was empty already, and that nobody wants to know.
func (s *SearchField) empty() bool {
	was := s.Entry.Text
	s.Entry.SetText("")
	if s.OnEscape != nil {
		s.OnEscape()
	}
	return was != "" || s.OnEscape != nil
}

// CreateRenderer draws the field with the magnifier and the button that empties it in it.
func (s *SearchField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.Entry) }
