package timeline

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/text"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// showAbout builds what is known of the Activity. The notes stay the same objects, so that what is being written goes on.
func (n *pane) showAbout() {
	a, p := n.activity, n.page
	n.about.Objects = []fyne.CanvasObject{
		kit.Grid(26, fact("Company", p.nameOf(a.Company)), fact("Author", p.authorOf(a.Author))),
		n.notes.object,
	}
	n.section("Internal attendees", len(a.Internal), attendees(a.Internal))
	n.section("External attendees", len(a.External), attendees(a.External))
	n.section("Trackers", len(a.Trackers), n.trackers())
	n.section("Associated companies", len(a.Associated), n.associated())
	if len(a.Overridden) > 0 {
		n.about.Add(kit.NewMutedParagraph(sayOverridden(a.Overridden)))
	}
	n.about.Add(fact("From", "Gong, call "+string(a.CallID)))
	n.about.Refresh()
}

// section puts lines below a title with their number, unless there are none.
func (n *pane) section(title string, count int, lines []fyne.CanvasObject) {
	if len(lines) == 0 {
		return
	}
	number := kit.NewCaption("")
	if count > 0 {
		number.Text = humane.Number(count)
	}
	n.about.Add(kit.Column(1.5, append([]fyne.CanvasObject{kit.Line(1.5, kit.NewStrong(title), number)}, lines...)...))
}

// fact is a name with its value.
func fact(name, value string) fyne.CanvasObject {
	return kit.Column(0.25, kit.NewCaption(name), kit.NewTip(value, kit.NewText(value)))
}

// attendees lists who attended, with whether they were invited and came.
func attendees(all []timeline.Attendee) (lines []fyne.CanvasObject) {
	for _, a := range all {
		name := kit.NewText(cmp.Or(a.Name, a.Email, sayNobody))
		email := kit.NewCaption("")
		if email.Shrink = true; a.Name != "" {
			email.Text = a.Email
		}
		email.Hidden = email.Text == ""
		badge := kit.NewBadge(strings.Join(a.Methods, ", "), kit.Neutral)
		badge.Hidden = badge.Text == ""
		lines = append(lines, kit.Column(0.25, kit.Line(2, kit.Grow(name), badge), email))
	}
	return lines
}

// trackers lists what was heard, how often, and which words; without any, the way to ask Gong for them, or why that did not help.
func (n *pane) trackers() (lines []fyne.CanvasObject) {
	for _, t := range n.activity.Trackers {
		about := kit.NewCaption("")
		if len(t.First) > 0 {
			about.Text = "first at " + text.Offset(time.Duration(t.First[0]*float64(time.Second)))
		}
		rows := []fyne.CanvasObject{kit.Line(2, kit.Grow(kit.NewText(t.Name)), about, kit.NewBadge(humane.Number(t.Count), kit.Neutral))}
		for _, phrase := range t.Phrases {
			said := kit.NewMuted("“" + phrase.Phrase + "”")
			rows = append(rows, kit.Line(2, kit.Sized(2, 0, kit.Spring()), kit.Grow(said), kit.NewCaption(humane.Number(phrase.Count))))
		}
		lines = append(lines, kit.Column(0.75, rows...))
	}
	if len(lines) > 0 {
		return lines
	}
	if n.heard != nil {
		lines = append(lines, notLoaded(*n.heard))
	}
	return append(lines, kit.Line(0, kit.NewButton("Load the trackers", assets.Trackers, n.page.openTrackers), kit.Spring()))
}

// associated leads to the feeds of the other companies whose meeting it was.
func (n *pane) associated() (lines []fyne.CanvasObject) {
	for _, company := range n.activity.Associated {
		lines = append(lines, kit.Line(0, kit.NewQuiet(n.page.nameOf(company), assets.CRMAccounts, func() { n.page.choose(company) }), kit.Spring()))
	}
	return lines
}

// nameOf is a company's name; "" is all of them.
func (p *Page) nameOf(company timeline.GSID) string {
	if company == "" {
		return "All companies"
	}
	return cmp.Or(p.overview.Companies[company], sayUnknownCompany)
}

// authorOf is a user's name.
func (p *Page) authorOf(user timeline.GSID) string {
	return cmp.Or(p.overview.Users[user], sayUnknownUser)
}
