package reader

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// FindBar is the field that looks for something in a reader's transcript, with how often it was found. Enter looks at the next hit, with
// Shift at the one before; Esc empties the field and leads back to the text.
type FindBar struct {
	widget.BaseWidget
	reader   *Reader
	field    *kit.SearchField
	count    *kit.Text
	previous *kit.Button
	next     *kit.Button
}

var _ fyne.Widget = (*FindBar)(nil)

const countWidth = 18 // spacing units: the field keeps its width while hits are counted

// NewFindBar returns the field of a reader. A reader has one at most.
func NewFindBar(r *Reader) *FindBar {
	b := &FindBar{reader: r, count: kit.NewCaption("")}
	b.count.Align = fyne.TextAlignTrailing
	b.field = kit.NewSearchField("Find in transcript", func(text string) {
		if query, _, _ := r.Found(); query != text {
			r.Find(text)
		}
	})
	b.field.OnEscape = func() { kit.Focus(r) }
	b.field.Entry.OnSubmitted = func(string) { b.enter() }
	b.previous = kit.NewIconButton(assets.Up, "Previous hit (Shift+F3)", r.Previous)
	b.next = kit.NewIconButton(assets.Down, "Next hit (F3)", r.Next)
	r.search.tell = b.told
	b.ExtendBaseWidget(b)
	b.told()
	return b
}

// Focus gives the field the focus, with what is selected in the text if it could be looked for, or with all of its own text marked.
func (b *FindBar) Focus() {
	const most = 80 // letters
	if span, text := b.reader.Selection(); text != "" && span.From.Turn == span.To.Turn && span.To.Rune-span.From.Rune <= most {
		b.field.SetText(text)
	}
	kit.Focus(b.field.Entry)
	b.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// enter looks at the next hit, or the one before.
func (b *FindBar) enter() {
	if b.reader.modify()&fyne.KeyModifierShift != 0 {
		b.reader.Previous()
	} else {
		b.reader.Next()
	}
}

// told shows what the reader has found.
func (b *FindBar) told() {
	query, current, total := b.reader.Found()
	if b.field.Text() != query { // another transcript is shown, the page looks for something, or Esc was pressed in the text
		b.field.SetText(query)
	}
	switch {
	case query == "":
		b.count.Set("")
	case total == 0:
		b.count.Set("Not found")
	default:
		b.count.Set(fmt.Sprintf("%s of %s", humane.Number(current), humane.Number(total)))
	}
	b.previous.SetEnabled(total > 0)
	b.next.SetEnabled(total > 0)
}

// CreateRenderer draws field, count and the buttons.
func (b *FindBar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.Line(1, kit.Grow(b.field), kit.Sized(countWidth, 0, b.count), b.previous, b.next))
}
