package connect

import (
	"context"
	"errors"
	"maps"
	"sync"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Dialog is the open dialog.
type Dialog struct {
	needs  Needs
	box    *kit.Dialog
	form   *form
	grants *grants
	test   *kit.Button

	scope   *task.Scope
	attempt task.Latest
	looking task.Latest
	busy    bool
	// report is of what stands in the fields now; nil when that is not tested.
	report *auth.Report
}

// The verbs on the buttons.
const (
	verbSave = "Save Credentials"
	verbTest = "Test Connection"
)

// Open shows the dialog until it is closed or ctx ends.
func Open(ctx context.Context, n Needs) *Dialog {
	d := &Dialog{needs: n, scope: task.NewScope(ctx, n.Runner), grants: newGrants()}
	d.form = newForm(n.OpenURL, d.edited, d.fit)
	d.form.place.retry.OnTapped = d.askAgain
	d.test = kit.NewButton(verbTest, assets.Plug, d.testOrStop)
	left, right := kit.Fill(kit.Sized(84, 0, d.form.object)), kit.Fill(kit.Sized(98, 0, d.grants.object))
	d.box = &kit.Dialog{
		Title: "Connect Gong", Content: kit.Line(6, left, right), Width: 198, Confirm: verbSave, Focus: d.form.key,
		Extra:     []fyne.CanvasObject{d.test},
		OnConfirm: func() bool { d.save(); return false },
		OnClose:   d.closed,
	}
	n.Stage.Open(d.box)
	d.look()
	return d
}

// fit gives the dialog the height of its content. What is new in it knows its height only when it has been given its width: the second time.
func (d *Dialog) fit() {
	if d.box != nil {
		d.box.Fit()
		d.box.Fit()
	}
}

func (d *Dialog) closed() {
	d.scope.End()
	d.form.forget()
}

// look finds out where the credentials will be kept. It does not wait for a prompt that somebody may not see: a passphrase is offered meanwhile.
func (d *Dialog) look() { d.ask(d.scope.Context()) }

// askAgain asks the keychain on the person's word, and for as long as the person takes to answer it.
func (d *Dialog) askAgain() {
	d.form.place.asking()
	d.fit()
	d.ask(vault.Attended(d.scope.Context()))
}

func (d *Dialog) ask(ctx context.Context) {
	task.DoContext(d.looking.Next(ctx), d.scope, func(ctx context.Context) (vault.Status, error) { return d.needs.Accounts.Vault(ctx), nil },
		func(s vault.Status, _ error) { d.form.keep(s) })
}

// edited forgets what a test found: it was of something else.
func (d *Dialog) edited() {
	if d.report != nil {
		d.report = nil
		d.grants.ask()
	}
}

func (d *Dialog) testOrStop() {
	if d.busy {
		d.attempt.Stop()
		d.rest()
		d.grants.ask()
		return
	}
	d.try(func(auth.APIKey) {})
}

// work shows that something is under way.
func (d *Dialog) work(verb string) {
	d.busy = true
	d.form.enable(false)
	d.form.silence()
	d.box.SetConfirm(verb, false)
	d.test.SetIcon(look.Themed(assets.Cancel))
	d.test.SetText("Stop")
}

func (d *Dialog) rest() {
	d.busy = false
	d.form.enable(true)
	d.box.SetConfirm(verbSave, true)
	d.test.SetIcon(look.Themed(assets.Plug))
	d.test.SetText(verbTest)
}

// try tests what is entered, shows how it went, and goes on with then if the account was reached.
func (d *Dialog) try(then func(auth.APIKey)) {
	key, ok := d.form.entered()
	if !ok {
		return
	}
	d.report = nil
	d.work(verbSave)
	var seen sightings
	d.grants.testing(nil)
	pulse := task.NewPulse(d.scope, func() {
		if d.busy {
			d.grants.testing(seen.all())
		}
	})
	task.DoContext(d.attempt.Next(d.scope.Context()), d.scope, func(ctx context.Context) (auth.Report, error) {
		return d.needs.Accounts.Test(ctx, key, func(g auth.Grant) {
			seen.add(g)
			pulse.Mark()
		})
	}, func(report auth.Report, err error) {
		pulse.Stop()
		d.rest()
		if err != nil {
			d.grants.ask()
			d.form.problem(sayRefused(err))
			return
		}
		d.report = &report
		d.grants.found(report)
		d.form.news(tone(report), sayReached(report))
		then(key)
	})
}

func tone(r auth.Report) kit.Tone {
	if r.Granted() == 0 {
		return kit.Warn
	}
	return kit.Good
}

// save keeps the credentials, after a test unless what is entered was tested before.
func (d *Dialog) save() {
	if d.busy {
		return
	}
	phrase, ok := d.form.place.entered()
	if !ok {
		d.form.entered() // says all that is missing at once
		return
	}
	if d.report != nil {
		if key, ok := d.form.entered(); ok {
			d.keep(key, phrase)
		}
		return
	}
	d.try(func(key auth.APIKey) {
		if d.report.Granted() == 0 {
			d.form.news(kit.Warn, sayEmptyKey)
			return
		}
		d.keep(key, phrase)
	})
}

// keep opens the vault with the passphrase, if there is one, and saves.
func (d *Dialog) keep(key auth.APIKey, phrase core.Secret) {
	report := *d.report
	d.looking.Stop() // whoever gave a passphrase waits for no keychain
	d.work("Saving")
	type nothing struct{}
	task.DoContext(d.attempt.Next(d.scope.Context()), d.scope, func(ctx context.Context) (nothing, error) {
		if !phrase.IsZero() {
			if err := d.needs.Accounts.Protect(ctx, phrase); err != nil {
				return nothing{}, err
			}
		}
		return nothing{}, d.needs.Accounts.Save(ctx, d.needs.Target, key, report)
	}, func(_ nothing, err error) {
		d.rest()
		switch {
		case err == nil:
			d.box.Close()
			d.needs.Stage.Toast(kit.Good, sayConnected(report))
			d.needs.Saved()
		case errors.Is(err, vault.ErrWrongPassphrase):
			d.form.place.blame(sayWrong)
			d.fit()
		default:
			d.form.problem(sayNotSaved(err))
			d.look() // perhaps the keychain has gone
		}
	})
}

// sightings are the lines that a test has written so far, on another goroutine.
type sightings struct {
	mu    sync.Mutex
	lines map[core.DataType]auth.Grant
}

func (s *sightings) add(g auth.Grant) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lines == nil {
		s.lines = map[core.DataType]auth.Grant{}
	}
	s.lines[g.Type] = g
}

func (s *sightings) all() map[core.DataType]auth.Grant {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.lines)
}
