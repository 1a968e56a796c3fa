package review

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// head stands above the transcript: what the call was, what can be done with it, and the search in it.
type head struct {
	reading *reading
	title   *kit.Text
	about   *kit.Text
	exact   *kit.Tip
	with    *fyne.Container // the companies
	star    *kit.Button
	browser *kit.Button
	side    *kit.Button
	more    *kit.Button
	acts    *fyne.Container // what can be done with a passage
	object  fyne.CanvasObject
}

func newHead(r *reading) *head {
	h := &head{reading: r, title: kit.NewSubheading(""), about: kit.NewCaption("")}
	h.exact = kit.NewTip("", h.about)
	h.with = kit.Whole(1)
	h.star = kit.NewIconButton(assets.Star, "Star", func() { r.page.star(r.id) })
	h.browser = kit.NewIconButton(assets.OpenExternal, "Open in Gong at this second", func() { r.openInGong(r.turn()) })
	h.side = kit.NewIconButton(assets.SidePane, "What is known of the call", func() { r.page.panes.toggle() })
	h.more = kit.NewIconButton(assets.More, "More", func() { kit.ShowMenu(h.more, r.menu()) })
	h.acts = kit.Line(0,
		kit.NewIconButton(assets.Highlight, "Highlight (H)", r.highlight),
		kit.NewIconButton(assets.Note, "Write a note (N)", r.note),
		kit.NewIconButton(assets.Copy, "Copy as a quote (Ctrl+Shift+C)", r.copyQuote),
		kit.NewIconButton(assets.Quote, "Add to the quotes (Q)", r.addQuote),
	)
	h.object = kit.Column(1.5,
		kit.Line(1, kit.Grow(h.title), kit.Line(0, h.star, h.browser, h.side, h.more)),
		kit.Line(2, h.exact, kit.Grow(h.with), h.acts),
		r.find,
	)
	return h
}

// show shows the call that is open.
func (h *head) show() {
	c, needs := h.reading.call, h.reading.page.needs
	h.title.Text = sayTitle(c.Title)
	h.about.Text = joined(sayDate(c.Started), sayLength(c.Duration))
	h.exact.Text = ""
	if !c.Started.IsZero() {
		h.exact.Text = humane.Exact(c.Started.Local()) + ", " + humane.Ago(c.Started, needs.Clock.Now())
	}
	h.with.Objects = nil
	for _, name := range c.Companies {
		h.with.Add(newPill(name, "All about "+name, nil, func() { needs.Routes.Company(name) }))
	}
	h.star.Icon, h.star.Tip = look.Themed(assets.Star), "Star (S)"
	if h.reading.marks.Star {
		h.star.Icon, h.star.Tip = look.Tinted(assets.StarFull, theme.ColorNameWarning), "Take the star away (S)"
	}
	h.star.Refresh()
	h.browser.SetEnabled(c.URL != "" && needs.Routes.Browser != nil)
	has := len(c.Turns) > 0
	h.acts.Hidden, h.reading.find.Hidden = !has, !has
	h.object.(*fyne.Container).Refresh()
}

// sayDate is a day and a time, as the person's clock shows it.
func sayDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("Mon 2 Jan 2006, 15:04")
}
