package timeline

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// change changes the Activity of a call and shows it as it is kept. done, which may be nil, follows.
func (p *Page) change(id core.CallID, how func(*timeline.Activity) error, done func()) {
	var kept timeline.Activity
	var err error
	p.queue.Add(func(ctx context.Context) { kept, err = p.needs.Activities.Change(ctx, id, how) }, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			return
		}
		p.kept(kept)
		if done != nil {
			done()
		}
	})
}

// kept shows an Activity as it is now. What changes feeds is read anew.
func (p *Page) kept(a timeline.Activity) {
	before := p.feed.lines[a.CallID]
	p.feed.learn(nil, []timeline.Activity{a})
	if a.State == timeline.Current {
		p.pane.show(a)
	} else if p.pane.id == a.CallID {
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
		kit.MenuItem("Resolve again", assets.Refresh, func() { p.resolve(a.CallID) }),
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
	}, func() {
		p.needs.Stage.ToastWith(kit.Good, sayDeleted, "Undo", func() {
			p.change(id, func(a *timeline.Activity) error { *a = was; return nil }, func() { p.Open(id) })
		})
	})
}

// resolve has company and author found anew.
func (p *Page) resolve(id core.CallID) {
	type answer struct {
		activity timeline.Activity
		message  string
	}
	p.needs.Stage.Toast(kit.Neutral, sayResolving)
	task.Do(p.scope, func(ctx context.Context) (got answer, err error) {
		got.activity, got.message, err = p.needs.Gong.Resolve(ctx, id)
		return got, err
	}, func(got answer, err error) {
		switch {
		case err != nil:
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotResolved).Line())
		case got.message != "":
			p.needs.Stage.Toast(kit.Warn, sayUnresolved+" "+got.message)
		default:
			p.kept(got.activity)
			p.needs.Stage.Toast(kit.Good, sayResolved(p.nameOf(got.activity.Company), p.authorOf(got.activity.Author)))
		}
	})
}

// openRecording opens the call's page in Gong, once Gong has said that it is still there.
func (p *Page) openRecording() {
	a := p.pane.activity
	if a == nil {
		return
	}
	address := a.Recording
	p.pane.video = nil
	p.pane.showTrouble()
	p.pane.recording.SetEnabled(false)
	p.ask(a.CallID, func(_ timeline.Call, err error) {
		if err != nil {
			why := timeline.RecordingNotLoaded(err)
			p.pane.video = &why
			p.pane.showTrouble()
			return
		}
		p.needs.Routes.Browser(address)
	})
}

// openTrackers asks Gong for the trackers of an Activity that has none, and keeps those that were heard.
func (p *Page) openTrackers() {
	a := p.pane.activity
	if a == nil {
		return
	}
	p.ask(a.CallID, func(c timeline.Call, err error) {
		heard := timeline.Heard(c.Trackers)
		if err != nil || len(heard) == 0 {
			why := timeline.TrackersNotLoaded(err)
			p.pane.heard = &why
			p.pane.showAbout()
			return
		}
		p.pane.heard = nil
		p.change(c.ID, func(a *timeline.Activity) error { a.Trackers = heard; return nil }, nil)
	})
}

// ask asks Gong for the call of the Activity that is open. The answer is dropped when another one is opened meanwhile.
func (p *Page) ask(id core.CallID, done func(timeline.Call, error)) {
	ctx := p.asking.Next(p.scope.Context())
	task.DoContext(ctx, p.scope, func(ctx context.Context) (timeline.Call, error) { return p.needs.Gong.Call(ctx, id) }, func(c timeline.Call, err error) {
		p.pane.recording.SetEnabled(true)
		if p.pane.activity != nil && p.pane.id == id {
			done(c, err)
		}
	})
}
