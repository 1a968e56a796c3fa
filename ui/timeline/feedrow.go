package timeline

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// feedRow is an Activity in the feed. The day stands at the left, bold where it begins.
type feedRow struct {
	widget.BaseWidget
	day, weekday   *kit.Text
	icon           *kit.Icon
	subject, about *kit.Text
	at, long       *kit.Text
	trackers       *kit.Tip
	heard          *kit.Text // how many trackers
	outside        *kit.Tip
	noted          *kit.Tip
	edited         *kit.Tip
	label          string
}

var (
	_ fyne.Widget     = (*feedRow)(nil)
	_ fyne.Accessible = (*feedRow)(nil)
)

func newFeedRow() *feedRow {
	r := &feedRow{
		day: kit.NewCaption(""), weekday: kit.NewCaption(""), icon: kit.NewIconSized(nil, look.Muted, 4.5), subject: kit.NewStrong(""),
		about: kit.NewCaption(""), at: kit.NewCaption(""), long: kit.NewCaption(""), heard: kit.NewCaption(""),
	}
	for _, t := range []*kit.Text{r.day, r.weekday, r.about} {
		t.Shrink = true
	}
	r.at.Align, r.long.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	icon := func(i fyne.Resource, tip string) *kit.Tip {
		return kit.NewTip(tip, kit.NewIconSized(i, look.Muted, 3.75))
	}
	r.outside = icon(assets.Outside, "With people from outside")
	r.noted = icon(assets.Note, "With your notes")
	r.edited = icon(assets.Edit, "Changed by you")
	r.trackers = kit.NewTip("Trackers that were heard", kit.Line(1, kit.NewIconSized(assets.Trackers, look.Muted, 3.75), r.heard))
	r.ExtendBaseWidget(r)
	return r
}

// kindIcons are what types of Activities look like; others have that of the Timeline.
var kindIcons = map[string]fyne.Resource{
	"Call": assets.Calls, "Meeting": assets.Calendar, "Milestone": assets.Star, "Update": assets.Note,
}

func iconOf(kind string) fyne.Resource {
	if icon := kindIcons[kind]; icon != nil {
		return icon
	}
	return assets.Timeline
}

// set shows an Activity, in every part: rows are recycled. begins tells that its day begins with it.
func (r *feedRow) set(at time.Time, begins bool, l line, known bool, about string, now time.Time) {
	at = at.Local()
	r.day.Text, r.weekday.Text = sayDay(at), at.Format("Mon")
	if at.Year() != now.Local().Year() {
		r.weekday.Text = at.Format("2006")
	}
	r.day.Color, r.day.Style.Bold = look.Muted, begins
	r.weekday.Hidden = !begins
	if begins {
		r.day.Color = theme.ColorNameForeground
	}
	r.subject.Text, r.subject.Color, r.about.Text = l.subject, "", about
	switch {
	case !known:
		r.subject.Text, r.subject.Color, r.about.Text = sayReadingRow, look.Muted, ""
	case l.gone:
		r.subject.Text, r.subject.Color, r.about.Text = sayRowGone, look.Muted, ""
	}
	r.icon.Resource = iconOf(l.kind)
	r.at.Text, r.long.Text = at.Format("15:04"), sayMinutes(l.minutes)
	r.heard.Text, r.heard.Shrink = humane.Number(l.trackers), false
	r.trackers.Hidden = l.trackers == 0
	r.outside.Hidden, r.noted.Hidden, r.edited.Hidden = !l.outside, !l.noted, !l.edited
	parts := []string{r.subject.Text, r.about.Text, sayMoment(at), r.long.Text}
	for _, is := range []struct {
		hidden bool
		words  string
	}{
		{l.trackers == 0, sayTrackers(l.trackers)},
		{!l.outside, "external"},
		{!l.noted, "with notes"},
		{!l.edited, "changed by you"},
	} {
		if !is.hidden {
			parts = append(parts, is.words)
		}
	}
	r.label = strings.Join(parts, ", ")
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *feedRow) AccessibilityLabel() string { return r.label }

// AccessibilityRole is container.
func (r *feedRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *feedRow) CreateRenderer() fyne.WidgetRenderer {
	day := kit.Sized(11, 0, kit.Column(0.75, r.day, r.weekday))
	words := kit.Column(0.75, r.subject, kit.Line(1.5, kit.Grow(r.about), r.edited, r.noted, r.outside, r.trackers))
	when := kit.Sized(16, 0, kit.Column(0.75, r.at, r.long))
	return widget.NewSimpleRenderer(kit.PadXY(2, 2, kit.Columns(2, 20, day, r.icon, kit.Grow(words), when)))
}
