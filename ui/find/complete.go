package find

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/search"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// leastName is how many letters of an operator must stand there before its name is offered: a sentence has too many words that begin with one
// of its letters.
const leastName = 2

// completer is the list of what may go on at the cursor. It lies over the results, below the field, which keeps the focus.
type completer struct {
	page    *Page
	asking  task.Latest
	all     []search.Completion
	chosen  int // -1 before an arrow was pressed
	query   string
	rows    *fyne.Container
	panel   *fyne.Container
	content *fyne.Container
}

func (c *completer) build() fyne.CanvasObject {
	c.rows = kit.Column(0)
	c.panel = container.NewStack(kit.NewPlate(theme.ColorNameOverlayBackground, look.CardBorder), kit.Pad(1, kit.Sized(80, 0, c.rows)))
	c.panel.Hide()
	c.content = kit.TopLine(0, c.panel, kit.Spring())
	return kit.Column(0, c.content)
}

func (c *completer) open() bool { return len(c.all) > 0 }

func (c *completer) close() {
	c.asking.Stop()
	if c.open() {
		c.all = nil
		c.show()
	}
}

// ask asks what may go on where the cursor stands.
func (c *completer) ask() {
	p := c.page
	text, cursor, o := p.field.Text, p.field.cursor(), p.options()
	task.DoSoon(c.asking.Next(p.scope.Context()), p.scope, func(ctx context.Context) ([]search.Completion, error) {
		return p.needs.Searches.Complete(ctx, text, cursor, o)
	}, func(all []search.Completion, err error) {
		if err != nil {
			all = nil // whoever types gets along without
		}
		before := c.open()
		c.query, c.chosen, c.all = text, -1, useful(text, all)
		if before || c.open() {
			c.show()
		}
	})
}

// useful leaves out what would only be in the way: everything while nothing of a word is typed, names while hardly anything is, and what
// stands there already.
func useful(text string, all []search.Completion) (kept []search.Completion) {
	runes := []rune(text)
	for _, one := range all {
		if one.From < 0 || one.From > one.To || one.To > len(runes) {
			continue
		}
		value := one.From > 0 && runes[one.From-1] == ':'
		if string(runes[one.From:one.To]) != one.Text && (value || one.To-one.From >= leastName) {
			kept = append(kept, one)
		}
	}
	return kept
}

func (c *completer) show() {
	c.rows.Objects = nil
	for i, one := range c.all {
		c.rows.Add(newOption(one, i == c.chosen, func() { c.take(i) }))
	}
	if c.open() {
		foot := kit.NewCaption("Tab takes the first, Down the next ones, Esc none")
		foot.Shrink = true
		c.rows.Add(kit.PadXY(2, 1, foot))
	}
	c.panel.Hidden = !c.open()
	c.content.Refresh()
}

// key serves the keys of the field while the list is open.
func (c *completer) key(key fyne.KeyName) bool {
	if !c.open() {
		return false
	}
	switch key {
	case fyne.KeyTab:
		c.take(max(0, c.chosen))
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.chosen < 0 {
			c.close()
			return false
		}
		c.take(c.chosen)
	case fyne.KeyDown:
		c.chosen = min(c.chosen+1, len(c.all)-1)
		c.show()
	case fyne.KeyUp:
		c.chosen = max(c.chosen-1, -1)
		c.show()
	case fyne.KeyEscape:
		c.close()
	default:
		return false
	}
	return true
}

// take puts a completion into the field. Behind a value goes a space, for it is whole; behind the name of an operator its values come next.
func (c *completer) take(i int) {
	p, one, runes := c.page, c.all[i], []rune(c.query)
	c.close()
	if p.field.Text != c.query {
		return
	}
	words := one.Text
	if words == "" || words[len(words)-1] != ':' {
		words += " "
	}
	rest := runes[one.To:]
	if len(rest) > 0 && rest[0] == ' ' {
		rest = rest[1:]
	}
	before := string(runes[:one.From]) + words
	p.field.put(before+string(rest), len([]rune(before)))
	kit.Focus(p.field)
	c.ask()
}

// option is a row of the list.
type option struct {
	widget.BaseWidget
	text    string
	tap     func()
	plate   *kit.Plate
	content fyne.CanvasObject
}

var (
	_ fyne.Widget       = (*option)(nil)
	_ fyne.Tappable     = (*option)(nil)
	_ fyne.Accessible   = (*option)(nil)
	_ desktop.Hoverable = (*option)(nil)
)

func newOption(c search.Completion, chosen bool, tap func()) *option {
	o := &option{text: c.Text, tap: tap, plate: kit.NewPlate("", "")}
	o.plate.Radius = theme.SizeNameInputRadius
	if chosen {
		o.plate.Fill = look.AccentSoft
	}
	count := kit.NewCaption("")
	if c.Calls > 0 {
		count.Text = humane.Count(c.Calls, "call", "calls")
	}
	o.content = container.NewStack(o.plate, kit.PadXY(2, 1, kit.Line(2, kit.Grow(kit.NewText(c.Text)), count)))
	o.ExtendBaseWidget(o)
	return o
}

// Tapped takes the option.
func (o *option) Tapped(*fyne.PointEvent) { o.tap() }

// MouseIn shows that it can be taken.
func (o *option) MouseIn(*desktop.MouseEvent) {
	if o.plate.Fill == "" {
		o.plate.Fill = theme.ColorNameHover
		o.plate.Refresh()
	}
}

// MouseMoved does nothing.
func (o *option) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hover colour away.
func (o *option) MouseOut() {
	if o.plate.Fill == theme.ColorNameHover {
		o.plate.Fill = ""
		o.plate.Refresh()
	}
}

// AccessibilityLabel is the text that it puts into the field.
func (o *option) AccessibilityLabel() string { return o.text }

// AccessibilityRole is button.
func (o *option) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer draws the option.
func (o *option) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(o.content) }
