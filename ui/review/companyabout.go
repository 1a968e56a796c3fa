package review

import (
	"cmp"

	"fyne.io/fyne/v2"

	"tamtam/core/review"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// showFacts shows the company in a line of names and values.
func (p *Company) showFacts() {
	c, now := p.about, p.needs.Clock.Now()
	fact := func(name, value, note string) fyne.CanvasObject {
		below := kit.NewCaption(note)
		below.Shrink = true
		return kit.Sized(44, 0, kit.Column(0.5, kit.NewCaption(name), kit.NewStrong(value), below))
	}
	p.facts.Objects = []fyne.CanvasObject{
		fact("Calls", humane.Number(len(c.Calls)), sayLength(c.Total)+" in all"),
		fact("Latest", humane.Ago(c.Last, now), sayDate(c.Last)),
		fact("First", humane.Ago(c.First, now), sayDate(c.First)),
		fact("Their people", humane.Number(len(c.People)), firstName(c.People)),
		fact("Ours", humane.Number(len(c.Ours)), firstName(c.Ours)),
		kit.Spring(),
	}
	p.facts.Refresh()
}

func firstName(all []review.Acquaintance) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Name
}

// showBeside shows what was heard, who took part and what the company's deals are.
func (p *Company) showBeside() {
	c := p.about
	p.beside.Objects = nil
	p.add("Trackers by month", len(c.Trackers), p.trends())
	p.add("Their people", len(c.People), p.people(c.People))
	p.add("Our people", len(c.Ours), p.people(c.Ours))
	p.add("Deals and other objects", len(c.Objects), p.objects())
	p.beside.Refresh()
}

func (p *Company) add(title string, count int, lines []fyne.CanvasObject) {
	section(p.beside, title, count, lines, p.whole, p.showBeside)
}

// trends shows how often each tracker was heard, month by month, below the first and the last of the months.
func (p *Company) trends() (lines []fyne.CanvasObject) {
	months := 0
	for _, t := range p.about.Trackers {
		months = max(months, len(t.Counts))
	}
	if months == 0 {
		return nil
	}
	first, last := sayMonths(p.about.First, months)
	lines = append(lines, trend(kit.Spring(), kit.Line(0, kit.NewCaption(first), kit.Spring(), kit.NewCaption(last)), kit.Spring()))
	for _, t := range p.about.Trackers {
		total := kit.NewCaption(humane.Number(t.Total))
		total.Align = fyne.TextAlignTrailing
		name := kit.NewText(t.Name)
		chart := kit.NewTip(sayTrend(t, p.about.First), newBars(t.Counts, months))
		lines = append(lines, trend(name, chart, total))
	}
	return lines
}

// trend puts a name, a chart and a total side by side.
func trend(name, chart, total fyne.CanvasObject) fyne.CanvasObject {
	return kit.Columns(3, 24, kit.Grow(name), kit.Sized(40, 0, chart), kit.Sized(8, 0, total))
}

func (p *Company) people(all []review.Acquaintance) (lines []fyne.CanvasObject) {
	now := p.needs.Clock.Now()
	for _, a := range all {
		about := kit.NewCaption(joined(a.Title, "last "+humane.Ago(a.Last, now)))
		about.Shrink = true
		calls := kit.NewCaption(sayCalls(a.Calls))
		lines = append(lines, kit.NewTip(a.Email, kit.Column(0.25, kit.Line(2, kit.Grow(kit.NewText(cmp.Or(a.Name, a.Email))), calls), about)))
	}
	return lines
}

func (p *Company) objects() (lines []fyne.CanvasObject) {
	for _, o := range p.about.Objects {
		kind := kit.NewCaption(joined(o.Kind, o.System))
		lines = append(lines, kit.Line(2, kit.Grow(kit.NewText(cmp.Or(o.Name, o.ID))), kind))
	}
	return lines
}
