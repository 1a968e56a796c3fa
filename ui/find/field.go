package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// queryField is the field in which one asks. The page sees its keys first, for the field keeps the focus while they move elsewhere.
type queryField struct {
	kit.Entry
	key func(fyne.KeyName) bool // tells whether it used the key
	tab func() bool             // tells whether Tab is a key of the page's now
}

var (
	_ fyne.Widget     = (*queryField)(nil)
	_ fyne.Focusable  = (*queryField)(nil)
	_ fyne.Tabbable   = (*queryField)(nil)
	_ fyne.Accessible = (*queryField)(nil)
)

func newQueryField(changed func(string)) *queryField {
	f := &queryField{}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.Icon = look.Tinted(assets.Search, look.Muted)
	f.PlaceHolder, f.Label = sayPlaceholder, sayPlaceholder
	clear := kit.NewIconButton(assets.Cancel, "Clear", func() {
		f.SetText("")
		kit.Focus(f)
	})
	clear.Hidden = true
	f.ActionItem = clear
	f.OnChanged = func(text string) {
		if clear.Hidden != (text == "") {
			clear.Hidden = text == ""
			f.Refresh()
		}
		changed(text)
	}
	f.ExtendBaseWidget(f)
	return f
}

// AcceptsTab tells whether Tab stays in the field.
func (f *queryField) AcceptsTab() bool { return f.tab() }

// TypedKey gives the page its keys and edits with the others.
func (f *queryField) TypedKey(event *fyne.KeyEvent) {
	if !f.key(event.Name) {
		f.Entry.TypedKey(event)
	}
}

// TypedShortcut takes Ctrl+Enter for Enter: whoever holds Ctrl to keep the results open finds them with Back.
func (f *queryField) TypedShortcut(shortcut fyne.Shortcut) {
	if s, ok := shortcut.(*desktop.CustomShortcut); ok && s.Modifier == fyne.KeyModifierShortcutDefault {
		if s.KeyName == fyne.KeyReturn || s.KeyName == fyne.KeyEnter {
			f.key(fyne.KeyReturn)
			return
		}
	}
	f.Entry.TypedShortcut(shortcut)
}

// mark selects the whole text, so that typing replaces it.
func (f *queryField) mark() {
	if f.Text != "" {
		f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// cursor is the place in runes at which one types.
func (f *queryField) cursor() int { return f.CursorColumn }

// put replaces the text and goes to a place in it.
func (f *queryField) put(text string, cursor int) {
	f.SetText(text)
	f.CursorColumn = cursor
	f.Refresh()
}
