package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// keeping is what a dataset's page knows of how the dataset keeps itself current.
type keeping struct {
	forecast Forecast        // of the next refresh
	check    *importer.Check // the latest comparison with Gong; nil when there was none
}

// syncLine is the line that says when the dataset is synced next, and what a refresh costs.
type syncLine struct {
	object fyne.CanvasObject
	words  *kit.Text
}

func newSyncLine() *syncLine {
	l := &syncLine{words: kit.NewMuted("")}
	l.object = kit.Line(1.5, kit.NewIconSized(assets.Clock, look.Muted, 4), kit.Grow(l.words))
	return l
}

// more opens the menu of what a person does now and then.
func (p *View) more() {
	if p.entry.filesOnly() {
		kit.ShowMenu(p.parts.more, append(p.attachMenu(), fyne.NewMenuItemSeparator(),
			kit.MenuItem("Mirror folder", assets.Folder, func() { p.needs.Routes.Sync(p.id) })))
		return
	}
	items := []*fyne.MenuItem{
		kit.MenuItem("Re-read everything…", assets.Sync, p.everything),
		kit.MenuItem("Check completeness", assets.Check, func() { p.needs.Routes.Check(p.id) }),
	}
	if _, imported := fileOf(p.entry, core.Transcripts); imported {
		items = append(items, kit.MenuItem("Calls without a transcript", assets.Transcripts, func() { p.needs.Routes.Awaited(p.id) }))
	}
	items = append(items, fyne.NewMenuItemSeparator())
	items = append(items, p.attachMenu()...)
	items = append(items, fyne.NewMenuItemSeparator(),
		kit.MenuItem("History", assets.Activity, func() { p.needs.Routes.History(p.id) }),
		kit.MenuItem("Sync settings", assets.Clock, func() { p.needs.Routes.Sync(p.id) }))
	kit.ShowMenu(p.parts.more, items)
}

// everything reads the whole dataset again, after asking.
func (p *View) everything() {
	if p.ready(p.everything) {
		confirmEverything(p.scope.Context(), p.needs, p.id, p.follow)
	}
}

// start begins a run, where nothing keeps it from working.
func (p *View) start(types ...core.DataType) {
	if p.ready(func() { p.start(types...) }) {
		startRuns(p.scope.Context(), p.needs, []core.DatasetID{p.id}, refreshing(types...), p.follow)
	}
}

// ready tells whether a run can begin now, as the function of that name does.
func (p *View) ready(again func()) bool {
	return ready(p.needs, p.entry, p.any, &p.lock, p.mended, again) && !p.going
}

// key serves the keys of the highlighted row: R refreshes its file, Delete removes what is attached.
func (p *View) key(i int, key fyne.KeyName) bool {
	if key == fyne.KeyDelete && i >= len(p.entry.Dataset.Types) && i < p.rowCount() {
		p.choose(i)
		p.attached.confirm()
		return true
	}
	if key != fyne.KeyR || i >= len(p.entry.Dataset.Types) {
		return false
	}
	p.start(p.entry.Dataset.Types[i])
	return true
}
