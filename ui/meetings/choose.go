package meetings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// option is a value that can be chosen, as it is shown.
type option struct{ value, label, detail string }

// labelOf is how a value is shown; one that is not offered any more as it is.
func labelOf(options []option, value string) string {
	if i := slices.IndexFunc(options, func(o option) bool { return strings.EqualFold(o.value, value) }); i >= 0 {
		return options[i].label
	}
	return value
}

// chooseDialog is the open list of values.
type chooseDialog struct {
	options []option // those that are offered, chosen ones that are not offered first
	chosen  []string
	several bool
	free    bool // what is searched for can be chosen, too
	shown   []option
	search  *kit.SearchField
	rows    *kit.KeyList
	empty   *kit.Text
	box     *kit.Dialog
	done    func([]string)
}

// choose lets the person choose values, several of them or one; free lets them choose what no option is. done is not called when they change
// their mind.
func choose(n Needs, title string, options []option, chosen []string, several, free bool, done func([]string)) {
	d := &chooseDialog{chosen: slices.Clone(chosen), several: several, free: free, done: done}
	for _, v := range chosen {
		if !slices.ContainsFunc(options, func(o option) bool { return strings.EqualFold(o.value, v) }) {
			d.options = append(d.options, option{value: v, label: v})
		}
	}
	d.options = append(d.options, options...)
	d.search = kit.NewSearchField("Find", func(string) { d.list() })
	d.empty = kit.NewMuted(sayNoOption)
	d.empty.Align = fyne.TextAlignCenter
	d.rows = kit.NewKeyList(func() int { return len(d.shown) }, func() fyne.CanvasObject { return newOptionRow() },
		func(i int, o fyne.CanvasObject) { o.(*optionRow).set(d.shown[i], d.has(d.shown[i].value)) })
	d.rows.OnSelect = d.toggle
	list := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, d.rows), container.NewCenter(d.empty))
	d.box = &kit.Dialog{
		Title: title, Width: 110, Confirm: "Use", Content: kit.Column(3, d.search, kit.Sized(0, 70, list)), Focus: d.search.Entry,
		OnConfirm: func() bool { d.done(d.chosen); return true },
	}
	n.Stage.Open(d.box)
	d.list()
}

// list shows the options that are searched for.
func (d *chooseDialog) list() {
	words := strings.TrimSpace(d.search.Text())
	folded := strings.ToLower(words)
	d.shown = d.shown[:0]
	exact := false
	for _, o := range d.options {
		exact = exact || strings.EqualFold(o.label, words)
		if strings.Contains(strings.ToLower(o.label), folded) || strings.Contains(strings.ToLower(o.detail), folded) {
			d.shown = append(d.shown, o)
		}
	}
	if d.free && words != "" && !exact {
		d.shown = append(d.shown, option{words, words, sayNotInDirectory})
	}
	d.empty.Hidden = len(d.shown) > 0
	d.empty.Refresh()
	d.rows.Unselect()
	d.rows.Refresh()
}

func (d *chooseDialog) has(value string) bool {
	return slices.ContainsFunc(d.chosen, func(v string) bool { return strings.EqualFold(v, value) })
}

// toggle chooses an option, or takes it back where several can be chosen.
func (d *chooseDialog) toggle(i int) {
	if i >= len(d.shown) {
		return
	}
	value := d.shown[i].value
	had := d.has(value)
	d.chosen = slices.DeleteFunc(d.chosen, func(v string) bool { return !d.several || strings.EqualFold(v, value) })
	if !had {
		d.chosen = append(d.chosen, value)
		if !slices.ContainsFunc(d.options, func(o option) bool { return strings.EqualFold(o.value, value) }) {
			d.options = append(d.options, option{value: value, label: value})
		}
	}
	d.rows.Unselect()
	d.rows.Refresh()
}

// optionRow is an option in the list.
type optionRow struct {
	widget.BaseWidget
	mark          *kit.Icon
	label, detail *kit.Text
	chosen        bool
}

var (
	_ fyne.Widget     = (*optionRow)(nil)
	_ fyne.Accessible = (*optionRow)(nil)
)

func newOptionRow() *optionRow {
	r := &optionRow{mark: kit.NewIconSized(nil, look.AccentText, 4), label: kit.NewText(""), detail: kit.NewCaption("")}
	r.detail.Shrink = true
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is the option and whether it is chosen.
func (r *optionRow) AccessibilityLabel() string {
	if r.chosen {
		return r.label.Text + ", chosen"
	}
	return r.label.Text
}

// AccessibilityRole is container.
func (r *optionRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (r *optionRow) set(o option, chosen bool) {
	r.chosen, r.mark.Resource = chosen, nil
	if chosen {
		r.mark.Resource = assets.Tick
	}
	r.label.Text, r.detail.Text = o.label, o.detail
	r.Refresh()
}

// CreateRenderer draws the row.
func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2, 1.5, kit.Line(2, r.mark, kit.Grow(r.label), r.detail)))
}
