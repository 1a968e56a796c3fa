package directory

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// userTable lays the titles and the rows out alike.
func userTable(cells [columns]fyne.CanvasObject, end fyne.CanvasObject) fyne.CanvasObject {
	return kit.Columns(4, 44, kit.Grow(cells[0]), kit.Sized(44, 0, cells[1]), kit.Sized(26, 1, cells[2]), kit.Sized(50, 0, cells[3]), kit.Sized(24, 1, end))
}

// userRow is a user of Gong.
type userRow struct {
	widget.BaseWidget
	page            *Mappings
	of              timeline.Mapping
	name, email, id *kit.Text
	status          *kit.Badge
	user, how       *kit.Text
	choose          *kit.Button
}

var _ fyne.Accessible = (*userRow)(nil)

func newUserRow(p *Mappings) *userRow {
	r := &userRow{
		page: p, name: kit.NewStrong(""), email: kit.NewCaption(""), id: kit.NewMuted(""), status: kit.NewBadge("", kit.Neutral), user: kit.NewText(""),
		how: kit.NewCaption(""),
	}
	r.email.Shrink, r.how.Shrink = true, true
	r.choose = kit.NewQuiet("", nil, func() { p.choose(r.of) })
	r.ExtendBaseWidget(r)
	return r
}

var tones = map[timeline.MappingStatus]kit.Tone{
	timeline.Mapped: kit.Good, timeline.Created: kit.Accent, timeline.Conflict: kit.Bad, timeline.Inactive: kit.Warn, timeline.Unmapped: kit.Neutral,
}

// set shows a user, in every part: rows are recycled.
func (r *userRow) set(m timeline.Mapping) {
	r.of = m
	r.name.Text, r.email.Text, r.id.Text = m.Name, m.Email, string(m.GongUser)
	if m.Name == "" {
		r.name.Text, r.email.Text = m.Email, ""
	}
	r.status.Text, r.status.Tone = string(m.Status), tones[m.Status]
	r.user.Text, r.how.Text = "", ""
	d := r.page.users.Directory
	if u := d.User(m.User); u != nil {
		r.user.Text, r.how.Text = nameOf(*u), u.License.Label()
		if m.Manual {
			r.how.Text += " · chosen by hand"
		}
	} else if u := d.User(m.Suggested); u != nil {
		r.user.Text, r.how.Text = nameOf(*u), "suggested"
	}
	r.choose.SetText("Change…")
	switch m.Status {
	case timeline.Conflict:
		r.choose.SetText("Resolve…")
	case timeline.Unmapped, timeline.Inactive:
		r.choose.SetText("Choose…")
	}
	r.Refresh()
}

// nameOf is the name of a user, or the address of one without.
func nameOf(u timeline.User) string {
	if name := u.Name(); name != "" {
		return name
	}
	return u.Email
}

// AccessibilityLabel is what the row shows.
func (r *userRow) AccessibilityLabel() string {
	return strings.Join([]string{r.name.Text, r.email.Text, r.id.Text, r.status.Text, r.user.Text, r.how.Text}, ", ")
}

// AccessibilityRole is container.
func (r *userRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row. The status is pressed as the button is.
func (r *userRow) CreateRenderer() fyne.WidgetRenderer {
	status := kit.Line(0, newPress(r.status, func() { r.page.choose(r.of) }), kit.Spring())
	cells := [columns]fyne.CanvasObject{kit.Column(0.5, r.name, r.email), r.id, status, kit.Column(0.5, r.user, r.how)}
	return widget.NewSimpleRenderer(kit.PadXY(3, 1, userTable(cells, kit.Line(0, r.choose))))
}

// press makes something pressed that is none of the keyboard's: what it does a button beside it does, too.
type press struct {
	widget.BaseWidget
	of fyne.CanvasObject
	do func()
}

var _ fyne.Tappable = (*press)(nil)

func newPress(of fyne.CanvasObject, do func()) *press {
	p := &press{of: of, do: do}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped does it.
func (p *press) Tapped(*fyne.PointEvent) { p.do() }

// CreateRenderer draws what is pressed.
func (p *press) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.of) }
