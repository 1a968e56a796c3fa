package meetings

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// show puts the runs, or what stands in their place, into the body, and above it why the last run could not begin.
func (p *ExecutionLog) show() {
	p.line.Hidden = len(p.all) == 0
	p.note.Objects = nil
	err := p.needs.Runs.Trouble()
	if p.note.Hidden = err == nil || !p.loaded; !p.note.Hidden {
		p.note.Objects = []fyne.CanvasObject{notBegun(p.needs, err)}
	}
	p.note.Refresh()
	p.refilter()
	p.content.Refresh()
}

// notBegun says why a run that was asked for did not begin.
func notBegun(n Needs, err error) fyne.CanvasObject {
	return kit.NewBanner(kit.Warn, say.Error(err, sayNotBegun).Line(), kit.NewButton("Gong account", assets.Plug, n.Routes.Accounts))
}

// put shows the rows, or why there are none.
func (p *ExecutionLog) put() {
	switch {
	case len(p.shown) > 0:
		p.body.Put(p.card)
		p.rows.Refresh()
	case len(p.all) > 0:
		p.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch, kit.NewButton("Show all runs", nil, p.showAll)))
	case p.loaded:
		p.body.Put(kit.NewEmptyState(assets.Timeline, "No runs yet", sayNoRuns, kit.NewPrimary("Go to the settings", assets.Settings, p.needs.Routes.Settings)))
	}
}

func (p *ExecutionLog) open(i int) {
	if i < len(p.shown) {
		p.needs.Routes.Open(p.shown[i].ID)
	}
}

// key serves the keys of the highlighted row: D downloads its log, Delete stops a run under way.
func (p *ExecutionLog) key(i int, key fyne.KeyName) bool {
	if i >= len(p.shown) {
		return false
	}
	switch key {
	case fyne.KeyD:
		download(p.needs, p.scope, p.shown[i])
	case fyne.KeyDelete:
		if of(p.going, p.shown[i]) != nil {
			p.stop()
		}
	default:
		return false
	}
	return true
}

func (p *ExecutionLog) stop() {
	p.needs.Runs.Stop()
	p.look()
}
