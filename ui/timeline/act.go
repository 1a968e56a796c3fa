package timeline

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// change changes the Activity of a call and shows it as it is kept, or says why it is not. done, which may be nil, follows.
func (p *Page) change(id core.CallID, how func(*timeline.Activity) error, done func(error)) {
	var kept timeline.Activity
	var err error
	p.queue.Add(func(ctx context.Context) { kept, err = p.needs.Activities.Change(ctx, id, how) }, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			p.read(false)
		} else {
			p.kept(kept)
		}
		if done != nil {
			done(err)
		}
	})
}

// current lets a change through while the Activity is shown: what a run has hidden meanwhile, or the person deleted, gets nothing back of what was
// erased.
func current(how func(*timeline.Activity) error) func(*timeline.Activity) error {
	return func(a *timeline.Activity) error {
		if a.State != timeline.Current {
			return core.Errorf(core.NotFound, "change the Activity", "the Activity is hidden or deleted")
		}
		return how(a)
	}
}

// kept shows an Activity as it is now. What changes feeds is read anew.
func (p *Page) kept(a timeline.Activity) {
	before := p.feed.lines[a.CallID]
	p.feed.learn(nil, []timeline.Activity{a})
	switch {
	case a.State == timeline.Current:
		p.pane.show(a)
	case a.State == timeline.Tombstone && p.pane.id == a.CallID:
		p.pane.close()
	}
	i := p.feed.find(a.CallID)
	moved := i < 0 || !p.feed.items[i].At.Equal(a.At) || before.company != a.Company || a.State != timeline.Current
	if moved && p.scope != nil && p.scope.Context().Err() == nil {
		p.read(false)
	}
}

// menu is what can be done with the Activity that is open.
func (p *Page) menu() []*fyne.MenuItem {
	a := p.pane.activity
	if a == nil {
		return nil
	}
	var items []*fyne.MenuItem
	if !p.pane.transcript.Hidden {
		items = append(items, kit.MenuItem("Open the transcript", assets.Transcripts, p.pane.read))
	}
	return append(items,
		kit.MenuItem("Edit…", assets.Edit, func() { p.edit(*a) }),
		kit.MenuItem("Resolve again", assets.Refresh, func() { p.resolve() }),
		fyne.NewMenuItemSeparator(),
		kit.MenuItem("Delete", assets.Delete, func() { p.remove(a.CallID) }),
	)
}

// remove deletes an Activity, which can be undone.
func (p *Page) remove(id core.CallID) {
	p.pane.notes.flush()
	now := p.needs.Clock.Now()
	var was timeline.Activity
	p.change(id, func(a *timeline.Activity) error {
		was = *a
		*a = a.Deleted(now)
		return nil
	}, func(err error) {
		if err != nil {
			return
		}
		p.needs.Stage.ToastWith(kit.Good, sayDeleted, "Undo", func() {
			p.change(id, func(a *timeline.Activity) error { *a = was; return nil }, func(err error) {
				if err == nil {
					p.Open(id)
				}
			})
		})
	})
}
