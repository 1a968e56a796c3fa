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
	n.names, n.further = n.namesOf(*a), map[string]*kit.Button{}
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
	if !a.Modified.IsZero() {
		n.about.Add(fact("Last changed", sayMoment(a.Modified.Local())))
	}
	n.about.Refresh()
}

// namesOf are the names that the directory has for what an Activity shows.
func (n *pane) namesOf(a timeline.Activity) string {
	names := []string{n.page.nameOf(a.Company), n.page.authorOf(a.Author)}
	for _, company := range a.Associated {
		names = append(names, n.page.nameOf(company))
	}
	return strings.Join(names, "\n")
}

// How many lines of a section are shown at first, and how many more each time that they are asked for: an Activity with hundreds of attendees is there
// at once, too.
const (
	fewLines  = 12
	moreLines = 60
)

// maker builds a line of a section.
type maker func() fyne.CanvasObject

// section puts lines below a title with their number, unless there are none; of many only the first, and a way to more of them. A count of 0 is not
// written.
func (n *pane) section(title string, count int, lines []maker) {
	if len(lines) == 0 {
		return
	}
	number := kit.NewCaption("")
	if count > 0 {
		number.Text = humane.Number(count)
	}
	most := max(fewLines, n.most[title])
	if len(lines) <= most+1 { // one line more takes no more room than the button
		most = len(lines)
	}
	rows := kit.Column(1.5, kit.Line(1.5, kit.NewStrong(title), number))
	for _, line := range lines[:most] {
		rows.Objects = append(rows.Objects, line())
	}
	if rest := len(lines) - most; rest > 0 {
		n.further[title] = kit.NewButton(sayMore(min(rest, moreLines), rest), nil, func() {
			n.most[title] = most + moreLines
			n.showAbout()
			if further := n.further[title]; further != nil {
				kit.Focus(further)
			}
		})
		rows.Objects = append(rows.Objects, kit.Line(0, n.further[title], kit.Spring()))
	}
	n.about.Add(rows)
}

// fact is a name with its value.
func fact(name, value string) fyne.CanvasObject {
	return kit.Column(0.25, kit.NewCaption(name), kit.NewTip(value, kit.NewText(value)))
}

// attendees lists who attended, with whether they were invited and came.
func attendees(all []timeline.Attendee) (lines []maker) {
	for _, a := range all {
		lines = append(lines, func() fyne.CanvasObject {
			name := kit.NewText(cmp.Or(a.Name, a.Email, sayNobody))
			email := kit.NewCaption("")
			if email.Shrink = true; a.Name != "" {
				email.Text = a.Email
			}
			email.Hidden = email.Text == ""
			badge := kit.NewBadge(strings.Join(a.Methods, ", "), kit.Neutral)
			badge.Hidden = badge.Text == ""
			return kit.Column(0.25, kit.Line(2, kit.Grow(name), badge), email)
		})
	}
	return lines
}

// trackers lists what was heard, how often, and which words; without any, the way to ask Gong for them, or why that did not help.
func (n *pane) trackers() (lines []maker) {
	for _, t := range n.activity.Trackers {
		lines = append(lines, func() fyne.CanvasObject {
			first := kit.NewCaption("")
			if len(t.First) > 0 {
				first.Text = "first at " + text.Offset(time.Duration(t.First[0]*float64(time.Second)))
			}
			return kit.Line(2, kit.Grow(kit.NewText(t.Name)), first, times(t.Count))
		})
		for _, phrase := range t.Phrases {
			lines = append(lines, func() fyne.CanvasObject {
				return kit.Line(0, kit.Sized(3, 0, kit.Spring()), kit.Grow(kit.NewMuted("“"+phrase.Phrase+"”")), times(phrase.Count))
			})
		}
	}
	if len(lines) > 0 {
		return lines
	}
	if n.heard != nil {
		lines = append(lines, func() fyne.CanvasObject { return notLoaded(*n.heard) })
	}
	return append(lines, func() fyne.CanvasObject {
		return kit.Line(0, kit.NewButton("Load the trackers", assets.Trackers, n.page.openTrackers), kit.Spring())
	})
}

// times is how often something was heard, in a column of its own.
func times(n int) fyne.CanvasObject {
	t := kit.NewCaption(humane.Number(n))
	t.Align = fyne.TextAlignTrailing
	return kit.Sized(6, 0, t)
}

// associated leads to the feeds of the other companies whose meeting it was.
func (n *pane) associated() (lines []maker) {
	for _, company := range n.activity.Associated {
		lines = append(lines, func() fyne.CanvasObject {
			return kit.Line(0, kit.NewButton(n.page.nameOf(company), assets.CRMAccounts, func() { n.page.choose(company) }), kit.Spring())
		})
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
