package meetings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Settings is the screen on which the sync of meetings is set up, tried and begun.
type Settings struct {
	needs Needs
	scope *task.Scope
	setUp core.ConnectionID // the account to turn the sync on for; "" for none

	loaded bool
	kept   timeline.Settings // those that are in force
	last   *timeline.Run     // the latest; nil for none
	going  *timeline.Progress
	saving bool
	dry    *dryRun
	next   glance

	content                  *kit.Body
	save, try, log, settings *kit.Button
	strip                    *strip
	form                     *form
	note                     *fyne.Container // why what is entered cannot be saved, or the last run did not begin
	page                     fyne.CanvasObject
}

// NewSetUp returns the screen of the settings as they are to be for the meetings of an account: the account is chosen and the sync turned on, unless
// it is on already. None of that is kept until the person saves it, and nothing is asked when the screen is left without.
func NewSetUp(n Needs, account core.ConnectionID) *Settings {
	p := NewSettings(n)
	p.setUp = account
	return p
}

// NewSettings returns the screen of the settings; Enter fills it.
func NewSettings(n Needs) *Settings {
	p := &Settings{needs: n, content: kit.NewBody()}
	p.save = kit.NewPrimary("Save", assets.Tick, func() { p.keep(nil) })
	p.try = kit.NewButton("Dry run", assets.Eye, p.beginDry)
	p.log = kit.NewButton("Execution Log", assets.Activity, n.Routes.Log)
	p.settings = kit.NewButton("Back to the settings", assets.Back, p.endDry)
	p.strip = newStrip(p)
	p.form = newForm(n, p.changed)
	p.note = container.NewStack()
	p.note.Hide()
	p.page = kit.NewVScroll(kit.PadXY(6, 2, kit.Column(4, p.strip.object, p.note, p.form.object, kit.Sized(0, 2, kit.Spring()))))
	return p
}

// Content is the screen's object, always the same one.
func (p *Settings) Content() fyne.CanvasObject { return p.content.Object }

// Title is the screen's heading.
func (p *Settings) Title() string {
	if p.dry != nil {
		return "Dry run"
	}
	return "Timeline Settings"
}

// Actions are the screen's buttons; there are none before the settings were read.
func (p *Settings) Actions() []fyne.CanvasObject {
	switch {
	case !p.loaded:
		return []fyne.CanvasObject{p.log}
	case p.dry != nil:
		return []fyne.CanvasObject{p.settings}
	}
	return []fyne.CanvasObject{p.log, p.try, p.save}
}

// Command serves the window's shortcuts.
func (p *Settings) Command(c ui.Command) bool {
	switch {
	case c == ui.ToClose && p.dry != nil:
		p.endDry()
	case c == ui.ToClose:
		p.needs.Routes.Back()
	case c == ui.ToFind && p.dry != nil && p.dry.lines != nil:
		kit.Focus(p.dry.lines.search.Entry)
	case c == ui.ToCreate && p.loaded && p.dry == nil:
		p.form.filters.add()
	default:
		return false
	}
	return true
}

// Hold asks whether what was changed is saved, before the screen is left.
func (p *Settings) Hold(leave func()) bool {
	if !p.loaded || !p.dirty() {
		return false
	}
	d := &kit.Dialog{Title: "Save what you changed?", Content: kit.NewParagraph(sayUnsaved), Confirm: "Save", Cancel: "Stay"}
	d.OnConfirm = func() bool {
		d.OnConfirm = nil
		d.Close()
		p.keep(leave)
		return false
	}
	d.Extra = []fyne.CanvasObject{kit.NewButton("Discard", assets.Delete, func() {
		d.Close()
		p.form.fill(p.kept)
		leave()
	})}
	p.needs.Stage.Open(d)
	return true
}

// Enter reads the settings and follows the runs until Leave or until ctx ends.
func (p *Settings) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.going, p.saving, p.dry = goingOf(p.needs.Runs), false, nil
	p.content.Await(p.scope, "Reading the settings")
	p.load()
	p.next.look(p.scope, p.going, p.look)
	task.Every(p.scope.Context(), p.scope, clockGap, p.strip.show)
}

// Leave ends what the screen has under way, a dry run included, but no other run.
func (p *Settings) Leave() { p.scope.End() }

type setting struct {
	form Form
	last *timeline.Run
}

// load reads the settings, what there is to choose from, and the latest run.
func (p *Settings) load() {
	task.Do(p.scope, func(ctx context.Context) (s setting, err error) {
		if s.form, err = p.needs.Desk.Form(ctx); err != nil {
			return s, err
		}
		s.last, err = latest(ctx, p.needs.Log)
		return s, err
	}, func(s setting, err error) {
		if err != nil {
			p.loaded = false
			p.needs.Routes.Retitle()
			p.content.Fail(trouble(err, saySettingsNotRead), p.needs.Clipboard, p.load)
			return
		}
		p.loaded, p.kept, p.last = true, s.form.Settings, s.last
		p.form.offer(s.form)
		p.form.fill(p.proposed(s.form))
		p.content.Put(p.page)
		p.changed()
		p.needs.Routes.Retitle()
	})
}

// proposed is what the form is filled with: what is kept, or what is to be set up.
func (p *Settings) proposed(f Form) timeline.Settings {
	if p.setUp == "" || f.Settings.Enabled || accountAt(f.Accounts, p.setUp) < 0 {
		return f.Settings
	}
	return turnedOn(f, p.setUp)
}

func latest(ctx context.Context, l Log) (*timeline.Run, error) {
	all, err := l.Runs(ctx)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// look follows the runs, and itself after a while; when one has begun or ended, the latest is read again.
func (p *Settings) look() {
	now := goingOf(p.needs.Runs)
	ended := changed(p.going, now)
	p.going = now
	if ended {
		task.Do(p.scope, func(ctx context.Context) (*timeline.Run, error) { return latest(ctx, p.needs.Log) }, func(last *timeline.Run, err error) {
			if err == nil {
				p.last = last
			}
			p.show()
		})
	} else if now != nil {
		p.strip.show()
	}
	p.next.look(p.scope, p.going, p.look)
}

// dirty tells whether the person has entered something that is not kept.
func (p *Settings) dirty() bool {
	s, ok := p.form.read()
	return !ok || !same(s, p.form.filled) && !same(s, p.kept)
}

// changed is called at every change of the form.
func (p *Settings) changed() {
	p.form.check(false)
	p.show()
}

// show draws what depends on the form and on the runs.
func (p *Settings) show() {
	p.strip.show()
	p.save.SetEnabled(!p.saving)
	p.note.Objects = nil
	switch err := p.needs.Runs.Trouble(); {
	case err != nil && p.going == nil:
		p.note.Objects = []fyne.CanvasObject{notBegun(p.needs, err)}
	case p.loaded && !same(p.form.filled, p.kept):
		p.note.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Accent, saySaveToBegin)}
	}
	p.note.Hidden = len(p.note.Objects) == 0
	p.page.Refresh()
}
