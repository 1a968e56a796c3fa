package datasets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// show puts the datasets, or what stands in their place, into the body.
func (p *List) show() {
	p.all.Hidden = len(p.entries) == 0
	p.create.Hidden = p.loaded && len(p.entries) == 0 // the empty state has its own
	p.search.Hidden = len(p.entries) < filterFrom && p.filter.Text() == ""
	p.showBanner()
	p.refilter()
	if p.loaded && len(p.entries) == 0 {
		p.body.Put(p.empty())
	}
}

func (p *List) empty() fyne.CanvasObject {
	create := kit.NewPrimary("New dataset", assets.Plus, p.needs.Routes.New)
	if len(p.connections) == 0 {
		connect := kit.NewPrimary("Connect Gong", assets.Plug, p.connect)
		return kit.NewEmptyState(assets.Datasets, "No datasets yet", sayEmptyUnconnected, connect,
			kit.NewButton("New dataset", assets.Plus, p.needs.Routes.New))
	}
	return kit.NewEmptyState(assets.Datasets, "No datasets yet", sayEmpty, create)
}

func (p *List) showBanner() {
	p.banner.Objects = nil
	p.banner.Hide()
	if len(p.entries) == 0 {
		return
	}
	if banner := p.trouble(); banner != nil {
		p.banner.Objects = []fyne.CanvasObject{banner}
		p.banner.Show()
	}
}

func (p *List) lockChanged() {
	p.showBanner()
	p.rows.Refresh()
	p.content.Refresh()
}

// trouble is what keeps imports from working, with the button that mends it; nil when nothing does. One thing at a time.
func (p *List) trouble() fyne.CanvasObject {
	if !slices.ContainsFunc(p.entries, func(e Entry) bool { return !e.filesOnly() }) {
		return nil
	}
	if len(p.connections) == 0 {
		return kit.NewBanner(kit.Warn, sayUnconnected, kit.NewButton("Connect Gong", assets.Plug, p.connect))
	}
	several, lost := len(p.connections) > 1, 0
	for _, e := range p.entries {
		if e.filesOnly() {
			continue
		}
		if p.lock.hinders(e.Connection).Mend != say.MendNothing {
			return newConnectionBanner(p.needs, e.Connection, several, &p.lock, p.mended)
		}
		if e.Connection.ID == "" {
			lost++
		}
	}
	if lost > 0 {
		return kit.NewBanner(kit.Warn, sayLostDatasets(lost), kit.NewButton("Connect Gong", assets.Plug, p.connect))
	}
	return nil
}

func (p *List) connect() { p.needs.Routes.Connect("", p.mended) }

// mended reads anew after a connection was mended, if the screen is still there.
func (p *List) mended() {
	if p.scope.Context().Err() == nil {
		p.load()
		p.lock.look()
	}
}

// refilter chooses the rows.
func (p *List) refilter() {
	words := strings.Fields(strings.ToLower(p.filter.Text()))
	p.shown = p.shown[:0]
	for _, e := range p.entries {
		name := strings.ToLower(e.Dataset.Name + " " + e.Dataset.Description)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) }) {
			p.shown = append(p.shown, e)
		}
	}
	switch {
	case len(p.shown) > 0:
		p.body.Put(p.card)
		p.rows.Refresh()
	case len(p.entries) > 0:
		p.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch(p.filter.Text()),
			kit.NewButton("Show all datasets", nil, func() { p.filter.SetText("") })))
	}
}

func (p *List) fail(err error) {
	p.loaded = false
	p.entries = nil
	p.show()
	p.create.Hide() // one thing to do
	p.body.Fail(trouble(err, "The datasets could not be read"), clipboard(), p.load)
}
