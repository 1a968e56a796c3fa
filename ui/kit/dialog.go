package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/look"
)

// Dialog is a modal panel with a title, content, and one or two buttons. Esc cancels it; Enter confirms it, unless it destroys:
// then the button itself must be pressed. Fill in the fields, then Stage.Open it; after that change it through its methods.
type Dialog struct {
	Title   string
	Content fyne.CanvasObject
	// Confirm is the verb on the default button; "" for a dialog that only informs.
	Confirm string
	// Cancel is the text of the other button: "Cancel" when empty, "Close" when there is no Confirm.
	Cancel string
	// Danger colours the default button as one that destroys.
	Danger bool
	// Width and Height are in spacing units; 0 is the default width, and as high as the content asks for. Content that is higher
	// than Height scrolls.
	Width, Height float32
	// Focus gets the focus first; nil for none.
	Focus fyne.Focusable
	// OnConfirm runs on the default button and on Enter. The dialog closes when it returns true.
	OnConfirm func() bool
	// OnClose runs whenever the dialog closes, confirmed or not.
	OnClose func()
	// Extra buttons stand at the left of the button row.
	Extra []fyne.CanvasObject

	stage   *Stage
	popup   *widget.PopUp
	confirm *Button
}

// Open shows the dialog. One that is open already waits behind it and comes back when it closes.
func (s *Stage) Open(d *Dialog) {
	if d.stage != nil {
		return
	}
	if len(s.dialogs) == 0 {
		s.focus = s.canvas.Focused()
		s.typed, s.listening = s.canvas.OnTypedKey(), true
	} else {
		s.dialogs[len(s.dialogs)-1].popup.Hide()
	}
	s.tips.hide()
	d.stage = s
	s.dialogs = append(s.dialogs, d)
	d.popup = widget.NewModalPopUp(d.build(), s.canvas)
	s.show(d)
}

func (s *Stage) show(d *Dialog) {
	size := fyne.NewSize(look.Space(d.width()), look.Space(d.Height))
	d.popup.Resize(size)
	d.popup.Show()
	if d.Height == 0 {
		// Wrapped text knows its height once it has its width.
		d.popup.Resize(fyne.NewSize(size.Width, d.popup.Content.MinSize().Height))
	}
	s.canvas.SetOnTypedKey(func(event *fyne.KeyEvent) { d.key(event.Name) })
	if d.Focus != nil {
		s.canvas.Focus(d.Focus)
	}
}

func (d *Dialog) width() float32 {
	if d.Width == 0 {
		return 120
	}
	return d.Width
}

func (d *Dialog) build() fyne.CanvasObject {
	title := Line(2, Grow(NewSubheading(d.Title)), NewIconButton(assets.Cancel, "Close", d.Close))
	buttons := append(slices.Clone(d.Extra), Spring())
	cancel := d.Cancel
	if cancel == "" {
		cancel = "Cancel"
		if d.Confirm == "" {
			cancel = "Close"
		}
	}
	buttons = append(buttons, NewButton(cancel, nil, d.Close))
	if d.Confirm != "" {
		d.confirm = NewPrimary(d.Confirm, nil, d.accept)
		if d.Danger {
			d.confirm.Importance = widget.DangerImportance
		}
		buttons = append(buttons, d.confirm)
	}
	content := d.Content
	if d.Height > 0 {
		content = NewVScroll(content)
	}
	panel := Column(4, title, Fill(content), Line(2, buttons...))
	edge := NewPlate(theme.ColorNameOverlayBackground, look.CardBorder)
	edge.Radius = theme.SizeNamePopupRadius
	return container.NewStack(edge, Pad(5, panel))
}

func (d *Dialog) key(name fyne.KeyName) {
	switch name {
	case fyne.KeyEscape:
		d.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		if !d.Danger {
			d.accept()
		}
	}
}

func (d *Dialog) accept() {
	if d.stage == nil || d.confirm == nil || d.confirm.Disabled() {
		return
	}
	if d.OnConfirm == nil || d.OnConfirm() {
		d.Close()
	}
}

// SetConfirm changes the verb of the default button and whether it can be pressed, for work that is under way.
func (d *Dialog) SetConfirm(verb string, enabled bool) {
	if d.confirm == nil {
		return
	}
	d.confirm.SetText(verb)
	if enabled {
		d.confirm.Enable()
	} else {
		d.confirm.Disable()
	}
}

// Fit lets the dialog take the height its content asks for now.
func (d *Dialog) Fit() {
	if d.popup != nil && d.Height == 0 {
		d.popup.Resize(fyne.NewSize(look.Space(d.width()), d.popup.Content.MinSize().Height))
		d.popup.Refresh()
	}
}

// Room is the height that the content of an open dialog can have in the window as it is now.
func (d *Dialog) Room() float32 {
	rest := d.popup.Content.MinSize().Height - d.Content.MinSize().Height
	return d.stage.canvas.Size().Height - rest
}

// Close takes the dialog away, shows the one behind it or gives the focus back, and calls OnClose. It may be called twice.
func (d *Dialog) Close() {
	s := d.stage
	if s == nil {
		return
	}
	d.stage = nil
	d.popup.Hide()
	s.dialogs = slices.DeleteFunc(s.dialogs, func(other *Dialog) bool { return other == d })
	switch {
	case len(s.dialogs) > 0:
		s.show(s.dialogs[len(s.dialogs)-1])
	case s.listening:
		s.canvas.SetOnTypedKey(s.typed)
		s.listening = false
		if s.focus != nil {
			s.canvas.Focus(s.focus)
		}
	}
	if d.OnClose != nil {
		d.OnClose()
	}
}

// ConfirmDestructive asks before something is lost: title is the question, loss names what will be lost, verb is what the
// button says.
func (s *Stage) ConfirmDestructive(title, loss, verb string, do func()) *Dialog {
	icon := newIconPlate(assets.Warning, 10)
	icon.set(assets.Warning, theme.ColorNameError, look.ErrorSoft)
	d := &Dialog{
		Title: title, Confirm: verb, Danger: true, Width: 110,
		Content:   TopLine(4, icon.CanvasObject, Grow(NewParagraph(loss))),
		OnConfirm: func() bool { do(); return true },
	}
	s.Open(d)
	return d
}
