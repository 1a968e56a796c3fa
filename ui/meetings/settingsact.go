package meetings

import (
	"context"
	"encoding/json"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// same tells whether two settings mean the same.
func same(a, b timeline.Settings) bool {
	one, err := json.Marshal(a)
	other, otherErr := json.Marshal(b)
	return err == nil && otherErr == nil && string(one) == string(other)
}

// keep saves what is entered, and begins a run with it. then, which may be nil, follows once it is saved.
func (p *Settings) keep(then func()) {
	s, ok := p.entered()
	if !ok || p.saving {
		return
	}
	p.saving = true
	p.save.SetEnabled(false)
	task.Do(p.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.needs.Desk.Save(ctx, s) }, func(_ struct{}, err error) {
		p.saving = false
		p.save.SetEnabled(true)
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, saySettingsNotSaved).Line())
			return
		}
		p.kept, p.form.filled = s, s
		p.begin(timeline.BySave)
		if then != nil {
			then()
		}
	})
}

// begin begins a run with what is kept, and says so.
func (p *Settings) begin(t timeline.Trigger) {
	switch {
	case !p.kept.Enabled:
		p.needs.Stage.Toast(kit.Good, sayKeptOff)
	case p.going != nil:
		p.needs.Runs.Start(t)
		p.needs.Stage.Toast(kit.Good, sayFollows)
	default:
		p.needs.Runs.Start(t)
		p.needs.Stage.Toast(kit.Good, sayBegun)
	}
	p.look()
	p.show()
}

// entered is what is entered; false says that it cannot be used, and the fields show why.
func (p *Settings) entered() (timeline.Settings, bool) {
	s, ok := p.form.read()
	if problem := p.form.check(true); problem || !ok {
		p.page.Refresh()
		p.form.complain()
		return s, false
	}
	return s, true
}

// initiate begins a run with the settings that are kept; while the toggle is off the person is asked first.
func (p *Settings) initiate() {
	if p.kept.Enabled {
		p.begin(timeline.ByInitiate)
		return
	}
	p.needs.Stage.Open(&kit.Dialog{
		Title: "Turn on Sync Gong Meetings?", Content: kit.NewParagraph(sayTurnOn), Confirm: "Turn on and sync",
		OnConfirm: func() bool {
			p.turnOn()
			return true
		},
	})
}

func (p *Settings) turnOn() {
	s := p.form.filled
	s.Enabled = true
	task.Do(p.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.needs.Desk.Save(ctx, s) }, func(_ struct{}, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, saySettingsNotSaved).Line())
			return
		}
		p.kept = s
		p.form.fill(s)
		p.begin(timeline.ByInitiate)
	})
}

// openLast shows the latest run.
func (p *Settings) openLast() {
	if p.last != nil {
		p.needs.Routes.Open(p.last.ID)
	}
}

// sentence is the words of an error that was written for the person who entered something.
func sentence(err error) string { return say.Sentence(core.CauseOf(err)) }
