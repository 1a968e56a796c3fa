package meetings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// lineRow is an attempt on a call, or a Gong user in conflict.
type lineRow struct {
	widget.BaseWidget
	icon            *kit.Icon
	title, message  *kit.Text
	date, call      *kit.Text
	company, author *kit.Text
	state           *kit.Badge
}

var (
	_ fyne.Widget     = (*lineRow)(nil)
	_ fyne.Accessible = (*lineRow)(nil)
)

func newLineRow() *lineRow {
	r := &lineRow{
		icon: kit.NewIconSized(nil, "", 5), title: kit.NewStrong(""), message: kit.NewCaption(""), date: kit.NewText(""), call: kit.NewCaption(""),
		company: kit.NewText(""), author: kit.NewCaption(""), state: kit.NewBadge("", kit.Neutral),
	}
	for _, t := range []*kit.Text{r.message, r.call, r.author} {
		t.Shrink = true
	}
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *lineRow) AccessibilityLabel() string {
	var parts []string
	for _, text := range []string{r.title.Text, r.message.Text, r.date.Text, r.company.Text, r.author.Text, r.state.Text} {
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole is container.
func (r *lineRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// set shows a line, in every part: rows are recycled.
func (r *lineRow) set(l line) {
	r.title.Color, r.message.Color, r.company.Color = "", look.Muted, ""
	if l.conflict != nil {
		r.setConflict(*l.conflict)
	} else {
		r.setEntry(l.entry, l.final)
	}
	r.Refresh()
}

func (r *lineRow) setConflict(m timeline.Mapping) {
	r.icon.Resource, r.icon.Color = assets.Users, theme.ColorNameWarning
	r.title.Text, r.message.Text = m.Name, m.Email
	if m.Name == "" {
		r.title.Text, r.message.Text = m.Email, ""
	}
	r.date.Text, r.call.Text, r.company.Text, r.author.Text = "", "", "", ""
	r.state.Text, r.state.Tone, r.state.Icon = string(m.Status), kit.Warn, nil
}

func (r *lineRow) setEntry(e timeline.Entry, final bool) {
	r.title.Text, r.message.Text = e.Title, e.Message
	if e.Title == "" {
		r.title.Text, r.title.Color = sayNoTitle, look.Muted
		if private(e) {
			r.title.Text = sayPrivate
		}
	}
	r.date.Text = ""
	if !e.Start.IsZero() {
		r.date.Text = sayTime(e.Start)
	}
	r.call.Text = string(e.CallID)
	r.company.Text, r.author.Text = e.CompanyName, e.AuthorName
	if e.CompanyName == "" && !private(e) {
		r.company.Text, r.company.Color = "No company", look.Muted
	}
	if e.AuthorName == "" {
		r.author.Text = e.OwnerName
	}
	r.icon.Resource, r.icon.Color = assets.Check, theme.ColorNameSuccess
	r.state.Text, r.state.Tone, r.state.Icon = string(e.Action), kit.Good, nil
	switch {
	case e.Status == timeline.EntryFailed && !final:
		r.icon.Resource, r.icon.Color = assets.Retry, theme.ColorNameWarning
		r.state.Text, r.state.Tone, r.message.Color = "Tried again", kit.Warn, theme.ColorNameWarning
	case e.Status == timeline.EntryFailed:
		r.icon.Resource, r.icon.Color = assets.Error, theme.ColorNameError
		r.state.Text, r.state.Tone, r.message.Color = string(e.Status), kit.Bad, theme.ColorNameError
	case e.Status == timeline.EntrySkipped:
		r.icon.Resource, r.icon.Color = assets.Lock, look.Muted
		if !private(e) {
			r.icon.Resource = assets.Filter
		}
		r.state.Text, r.state.Tone = string(e.Status), kit.Neutral
	case e.Action == timeline.UnchangedActivity:
		r.state.Tone = kit.Neutral
	case e.Action == timeline.UpdatedActivity:
		r.state.Tone = kit.Accent
	}
}

// private tells whether the attempt was on a private meeting, of which nothing is kept.
func private(e timeline.Entry) bool { return e.Message == timeline.S1 }

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *lineRow) CreateRenderer() fyne.WidgetRenderer {
	row := kit.Columns(4, 44, r.icon, kit.Grow(kit.Column(0.5, r.title, r.message)), kit.Sized(42, 0, kit.Column(0.5, r.date, r.call)),
		kit.Sized(38, 0, kit.Column(0.5, r.company, r.author)), kit.Sized(30, 0, kit.Line(0, r.state, kit.Spring())))
	return widget.NewSimpleRenderer(kit.PadXY(3, 1.5, row))
}
