package timeline

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// asking is what Gong is asked for the Activity that is open: one thing at a time. Gong may make one wait for minutes, so it is said and can be stopped.
type asking struct {
	page  *Page
	end   context.CancelFunc // of what is asked; nil for nothing
	quick func()             // keeps the line from being shown
	line  *fyne.Container
}

func newAsking(p *Page) *asking {
	s := &asking{page: p}
	s.line = kit.Line(2, kit.NewIconSized(assets.Sync, "", 4), kit.Grow(kit.NewMuted(sayAsking)), kit.NewIconButton(assets.Cancel, "Stop asking Gong", s.stop))
	s.line.Hide()
	return s
}

// begin asks something, in place of what is asked.
func (s *asking) begin() (ctx context.Context) {
	s.stop()
	scope := s.page.scope
	ctx, s.end = context.WithCancel(scope.Context())
	s.quick = scope.After(kit.LoadingAfter, func() { s.show(true) })
	s.page.pane.recording.SetEnabled(false)
	return ctx
}

// stop ends what is asked, if anything is.
func (s *asking) stop() {
	if s.end == nil {
		return
	}
	s.end()
	s.quick()
	s.end = nil
	s.show(false)
	s.page.pane.recording.SetEnabled(true)
}

func (s *asking) show(on bool) {
	if s.line.Hidden == on {
		s.line.Hidden = !on
		s.page.pane.whole.Refresh()
	}
}

// ask has work ask Gong. done is told whether the person stopped it, or went to another Activity, which does not undo what work did until then.
func ask[T any](p *Page, work func(ctx context.Context) (T, error), done func(got T, err error, stopped bool)) {
	ctx := p.asking.begin()
	task.Do(p.scope, func(context.Context) (T, error) { return work(ctx) }, func(got T, err error) {
		stopped := ctx.Err() != nil
		if !stopped {
			p.asking.stop()
		}
		done(got, err, stopped)
	})
}

// askCall asks Gong for the call of the Activity that is open. done is called while that is open.
func (p *Page) askCall(done func(timeline.Call, error)) {
	id := p.pane.id
	ask(p, func(ctx context.Context) (timeline.Call, error) { return p.needs.Gong.Call(ctx, id) }, func(c timeline.Call, err error, stopped bool) {
		if !stopped && p.pane.activity != nil {
			done(c, err)
		}
	})
}

// openRecording opens the call's page in Gong, once Gong has said that it is still there.
func (p *Page) openRecording() {
	n := p.pane
	if n.activity == nil {
		return
	}
	address := n.activity.Recording
	n.video = nil
	n.showTrouble()
	p.askCall(func(_ timeline.Call, err error) {
		if err != nil {
			why := timeline.RecordingNotLoaded(err)
			n.video = &why
			n.showTrouble()
			return
		}
		p.needs.Routes.Browser(address)
	})
}

// openTrackers asks Gong for the trackers of an Activity that has none, and keeps those that were heard: of a private call nothing.
func (p *Page) openTrackers() {
	n := p.pane
	if n.activity == nil {
		return
	}
	p.askCall(func(c timeline.Call, err error) {
		heard := timeline.Heard(c.Trackers)
		switch {
		case err == nil && c.Private:
			p.needs.Stage.Toast(kit.Warn, sayPrivate)
		case err != nil || len(heard) == 0:
			why := timeline.TrackersNotLoaded(err)
			n.heard = &why
			n.showAbout()
		default:
			n.heard = nil
			p.change(c.ID, current(func(a *timeline.Activity) error { a.Trackers = heard; return nil }), nil)
		}
	})
}

// resolved is what a resolution found.
type resolved struct {
	activity timeline.Activity
	message  string
	overview Overview // with the names of whoever was made for it
}

// resolve has company and author of the Activity that is open found anew.
func (p *Page) resolve() {
	id := p.pane.id
	ask(p, func(ctx context.Context) (got resolved, err error) {
		if got.activity, got.message, err = p.needs.Gong.Resolve(ctx, id); err == nil {
			got.overview, err = p.needs.Activities.Overview(ctx)
		}
		return got, err
	}, func(got resolved, err error, stopped bool) {
		switch {
		case err != nil && !stopped:
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotResolved).Line())
		case err != nil:
			p.read(true)
		case got.message != "":
			p.needs.Stage.Toast(kit.Warn, sayUnresolved+" "+got.message)
		default:
			p.overview = got.overview
			p.kept(got.activity)
			p.needs.Stage.Toast(kit.Good, sayResolved(p.nameOf(got.activity.Company), p.authorOf(got.activity.Author)))
		}
	})
}
