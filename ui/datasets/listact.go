package datasets

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

func (p *List) open(i int) {
	if i < len(p.shown) {
		p.needs.Routes.Open(p.shown[i].Dataset.ID)
	}
}

// key serves the keys of the highlighted row: R refreshes, E edits, Delete deletes.
func (p *List) key(i int, key fyne.KeyName) bool {
	if i >= len(p.shown) {
		return false
	}
	e := p.shown[i]
	switch key {
	case fyne.KeyDelete:
		p.remove(e)
	case fyne.KeyR, fyne.KeyF5:
		p.refresh(e)
	case fyne.KeyE, fyne.KeyF2:
		p.needs.Routes.Edit(e.Dataset.ID)
	case fyne.KeyX:
		p.export(e)
	case fyne.KeyD:
		p.needs.Routes.Copy(e.Dataset.ID)
	default:
		return false
	}
	return true
}

// refresh imports a dataset, or stops its import.
func (p *List) refresh(e Entry) {
	id := e.Dataset.ID
	if _, going := p.going[id]; going {
		p.needs.Runs.Cancel(id)
	} else if e.filesOnly() {
		lookAt(p.needs)
	} else if p.connected(e) {
		if p.lock.wantsPhrase(e.Connection) {
			p.lock.unlock(p.mended, func() { p.refresh(e) })
			return
		}
		startRuns(p.scope.Context(), p.needs, []core.DatasetID{id}, refreshing(), p.look)
		return
	}
	p.look()
}

// refreshAll begins every dataset that has a connection, and looks at the files of all.
func (p *List) refreshAll() {
	p.needs.Sources.Look()
	if !slices.ContainsFunc(p.entries, func(e Entry) bool { return !e.filesOnly() }) {
		return
	}
	if len(p.connections) == 0 {
		offerConnection(p.needs, Entry{}, false, p.mended)
		return
	}
	if slices.ContainsFunc(p.entries, func(e Entry) bool { return !e.filesOnly() && p.lock.wantsPhrase(e.Connection) }) {
		p.lock.unlock(p.mended, p.refreshAll)
		return
	}
	var ids []core.DatasetID
	for _, e := range p.entries {
		if e.Connection.ID != "" && !e.filesOnly() {
			ids = append(ids, e.Dataset.ID)
		}
	}
	startRuns(p.scope.Context(), p.needs, ids, refreshing(), p.look)
}

// connected tells whether a dataset can be imported, and offers what helps when it cannot.
func (p *List) connected(e Entry) bool {
	if e.Connection.ID == "" {
		offerConnection(p.needs, e, len(p.connections) > 0, p.mended)
	}
	return e.Connection.ID != ""
}

func (p *List) export(e Entry) {
	if !e.exportable() {
		p.needs.Stage.Toast(kit.Neutral, sayNothingToExport(e))
		return
	}
	openExport(p.needs, e)
}

func (p *List) remove(e Entry) {
	confirmDelete(p.needs, e, func() {
		if i := p.index(e.Dataset.ID); i >= 0 {
			p.entries = slices.Delete(p.entries, i, i+1)
			p.show()
		}
	})
}

// confirmDelete asks, deletes, and says so. The work is not bound to a screen: a person may leave it meanwhile.
func confirmDelete(n Needs, e Entry, done func()) {
	n.Stage.ConfirmDestructive("Delete "+quoted(e.Dataset.Name)+"?", sayDeleteLoss(e), "Delete dataset", func() {
		task.DoContext(context.Background(), n.Runner, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, n.Datasets.Delete(ctx, e.Dataset.ID)
		}, func(_ struct{}, err error) {
			if err != nil && !core.Is(err, core.NotFound) {
				n.Stage.Toast(kit.Bad, trouble(err, quoted(e.Dataset.Name)+" could not be deleted").Headline)
				return
			}
			n.Stage.Toast(kit.Good, quoted(e.Dataset.Name)+" was deleted.")
			done()
		})
	})
}

// menu opens the row's other actions below its button.
func (p *List) menu(e Entry, below fyne.CanvasObject) {
	id := e.Dataset.ID
	items := []*fyne.MenuItem{
		kit.MenuItem("Open", assets.File, func() { p.needs.Routes.Open(id) }),
		kit.MenuItem("Edit", assets.Edit, func() { p.needs.Routes.Edit(id) }),
		kit.MenuItem("Sync settings", assets.Clock, func() { p.needs.Routes.Sync(id) }),
		kit.MenuItem("Check completeness", assets.Check, func() { p.needs.Routes.Check(id) }),
		kit.MenuItem("History", assets.Activity, func() { p.needs.Routes.History(id) }),
		kit.MenuItem("Duplicate", assets.Duplicate, func() { p.needs.Routes.Copy(id) }),
		kit.MenuItem("Export…", assets.Export, func() { p.export(e) }),
		fyne.NewMenuItemSeparator(),
		kit.MenuItem("Delete…", assets.Delete, func() { p.remove(e) }),
	}
	kit.ShowMenu(below, items)
}
