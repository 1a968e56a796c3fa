package review

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// callRow is a call in the list: what it was and when, and what is to be seen of it at a glance.
type callRow struct {
	widget.BaseWidget
	dot         *kit.Plate
	title       *kit.Text
	about       *kit.Text
	star        *kit.Icon
	badges      *fyne.Container
	outside     *kit.Tip
	noted       *kit.Tip
	awaited     *kit.Tip
	call        *review.Call
	read, stars bool
}

var (
	_ fyne.Widget     = (*callRow)(nil)
	_ fyne.Accessible = (*callRow)(nil)
)

func newCallRow() *callRow {
	r := &callRow{dot: kit.NewPlate(theme.ColorNamePrimary, ""), title: kit.NewText(""), about: kit.NewCaption("")}
	r.dot.Round, r.about.Shrink = true, true
	r.star = kit.NewIconSized(assets.StarFull, theme.ColorNameWarning, 4)
	icon := func(i fyne.Resource, tip string) *kit.Tip {
		return kit.NewTip(tip, kit.NewIconSized(i, look.Muted, 3.75))
	}
	r.outside = icon(assets.Outside, "With people from outside")
	r.noted = icon(assets.Note, "With notes")
	r.awaited = icon(assets.Clock, "Gong has not made its transcript yet")
	r.badges = kit.Line(1, r.awaited, r.noted, r.outside)
	r.ExtendBaseWidget(r)
	return r
}

// set shows a call, in every part: rows are recycled.
func (r *callRow) set(c *review.Call, made marks.Gist, now time.Time) {
	r.call, r.read, r.stars = c, made.Read, made.Star
	r.dot.Hidden = made.Read
	r.title.Text, r.title.Style.Bold = sayTitle(c.Title), !made.Read
	r.about.Text = sayAbout(c, now)
	r.star.Hidden = !made.Star
	r.outside.Hidden, r.noted.Hidden, r.awaited.Hidden = !c.External(), made.Notes == 0, !c.Awaited
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *callRow) AccessibilityLabel() string {
	if r.call == nil {
		return ""
	}
	parts := []string{r.title.Text, r.about.Text}
	for _, is := range []struct {
		hidden bool
		words  string
	}{
		{r.read, "unread"},
		{!r.stars, "starred"},
		{r.outside.Hidden, "external"},
		{r.noted.Hidden, "with notes"},
		{r.awaited.Hidden, "transcript awaited"},
	} {
		if !is.hidden {
			parts = append(parts, is.words)
		}
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole is container.
func (r *callRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *callRow) CreateRenderer() fyne.WidgetRenderer {
	dot := kit.Sized(2, 2, container.NewStack(r.dot))
	first := kit.Line(1.5, kit.Grow(r.title), r.star)
	second := kit.Line(1.5, kit.Grow(r.about), r.badges)
	return widget.NewSimpleRenderer(kit.PadXY(2.5, 2, kit.Line(2, dot, kit.Grow(kit.Column(0.75, first, second)))))
}
