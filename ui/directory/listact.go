package directory

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// key serves the keys of the highlighted row: Delete deletes it.
func (p *List) key(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete || i >= len(p.shown) {
		return false
	}
	p.delete(p.at(i))
	return true
}

// delete deletes an object. It is not asked about: it can be undone.
func (p *List) delete(l line) {
	k := p.of()
	name := sayDeleted(k, l.cells[0])
	task.Do(p.scope, func(ctx context.Context) (store.DirectoryChange, error) {
		return p.needs.Book.Delete(ctx, name, k, l.id)
	}, func(c store.DirectoryChange, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotDeleted).Line())
			return
		}
		p.changed(c)
	})
}

// changed tells of a change, offers to undo it, and reads what has become of the directory.
func (p *List) changed(c store.DirectoryChange) {
	if c.Objects > 0 {
		p.needs.Stage.ToastWith(kit.Good, say.Sentence(c.Name), "Undo", func() { p.takeBack(c) })
	}
	p.read()
}

// takeBack undoes a change.
func (p *List) takeBack(c store.DirectoryChange) {
	undo(p.needs, p.scope, c, p.read)
}

// undo undoes a change and tells what came of it.
func undo(n Needs, scope *task.Scope, c store.DirectoryChange, done func()) {
	type undone struct{ restored, kept int }
	task.Do(scope, func(ctx context.Context) (u undone, err error) {
		u.restored, u.kept, err = n.Book.Undo(ctx, c.Number)
		return u, err
	}, func(u undone, err error) {
		if err != nil {
			n.Stage.Toast(kit.Bad, say.Error(err, sayNotUndone).Line())
		} else {
			tone := kit.Good
			if u.kept > 0 {
				tone = kit.Warn
			}
			n.Stage.Toast(tone, sayUndone(c, u.kept))
		}
		done()
	})
}

// offerUndo lists the changes that can be undone.
func (p *List) offerUndo() {
	items := make([]*fyne.MenuItem, 0, len(p.changes))
	for _, c := range p.changes {
		items = append(items, kit.MenuItem(sayUndo(c, p.needs.Clock.Now()), assets.Retry, func() { p.takeBack(c) }))
	}
	kit.ShowMenu(p.undo, items)
}

// edit opens the form of an object, or that of a new one when id is "".
func (p *List) edit(id timeline.GSID) {
	if p.loaded {
		openForm(p, p.of(), id)
	}
}
