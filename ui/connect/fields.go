package connect

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/gong"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// advanced is the field of the API address behind a button, since hardly anybody changes it.
type advanced struct {
	button *kit.Button
	base   *kit.Entry
	field  *kit.FormField
	grown  func()
}

func newAdvanced(hint string, grown func()) *advanced {
	a := &advanced{base: kit.NewEntry(), grown: grown}
	a.base.SetText(gong.DefaultBase)
	a.field = kit.NewFormField("API base URL", a.base, hint)
	a.field.Hide()
	a.button = kit.NewQuiet("Advanced", assets.Forward, a.toggle)
	return a
}

func (a *advanced) toggle() {
	if a.field.Visible() {
		a.field.Hide()
		a.button.SetIcon(look.Themed(assets.Forward))
		a.grown()
		return
	}
	a.show()
	kit.Focus(a.base)
}

func (a *advanced) show() {
	if !a.field.Visible() {
		a.field.Show()
		a.button.SetIcon(look.Themed(assets.Down))
		a.grown()
	}
}

// set fills the address in, and shows the field when it is not the usual one.
func (a *advanced) set(base string) {
	a.base.SetText(base)
	if base != gong.DefaultBase {
		a.show()
	}
}

// blame shows the field with what is wrong in it.
func (a *advanced) blame(sentence string) {
	a.field.SetError(sentence)
	a.show()
}

// enable lets entries be edited or not.
func enable(on bool, entries ...*kit.Entry) {
	for _, entry := range entries {
		if on {
			entry.Enable()
		} else {
			entry.Disable()
		}
	}
}

// forget empties entries that held something secret, and tells nobody.
func forget(entries ...*kit.Entry) {
	for _, entry := range entries {
		entry.OnChanged = nil
		entry.SetText("")
	}
}

// watch calls edited when something is typed.
func watch(edited func(), entries ...*kit.Entry) {
	for _, entry := range entries {
		entry.OnChanged = func(string) { edited() }
	}
}

// unblame takes what was said of the fields away.
func unblame(fields ...*kit.FormField) {
	for _, field := range fields {
		field.SetError("")
	}
}

// blamed is a field with its entry.
type blamed struct {
	field *kit.FormField
	entry *kit.Entry
}

// toFault gives the focus to the first entry of whose content something is said.
func toFault(all []blamed) {
	for _, one := range all {
		if one.field.Error != "" {
			kit.Focus(one.entry)
			return
		}
	}
}

// openPage is the button to the page of Gong's where keys and integrations are made.
func openPage(openURL func(string)) fyne.CanvasObject {
	return kit.NewQuiet("Open it in Gong", assets.OpenExternal, func() { openURL(apiPage) })
}
