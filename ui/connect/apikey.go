package connect

import (
	"context"
	"errors"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// try tests the key that is entered, shows how it went, and goes on with then if the account was reached.
func (d *Dialog) try(then func(auth.APIKey)) {
	key, ok := d.form.entered()
	if !ok {
		d.complain()
		return
	}
	d.report = nil
	d.work(verbSave)
	test := func(ctx context.Context, watch func(auth.Grant)) (auth.Report, error) {
		return d.needs.Accounts.Test(ctx, key, watch)
	}
	d.probe(d.attempt.Next(d.scope.Context()), test, func(report auth.Report, err error) {
		if err == nil {
			d.report = &report
		}
		d.rest()
		if err != nil {
			d.outcome.problem(sayRefused(err))
			return
		}
		d.outcome.news(tone(report), sayReached(report))
		then(key)
	})
}

func tone(r auth.Report) kit.Tone {
	if r.Granted() == 0 {
		return kit.Warn
	}
	return kit.Good
}

// save keeps the key, after a test unless what is entered was tested before.
func (d *Dialog) save() {
	if d.busy {
		return
	}
	phrase, ok := d.place.entered()
	if !ok {
		d.form.entered() // says all that is missing at once
		d.complain()
		return
	}
	if d.report != nil {
		if key, ok := d.form.entered(); ok {
			d.keepKey(key, phrase)
		}
		return
	}
	d.try(func(key auth.APIKey) {
		if d.report.Granted() == 0 {
			d.outcome.news(kit.Warn, sayEmptyKey)
			return
		}
		d.keepKey(key, phrase)
	})
}

// tell tells the news of a connection, with what may be done next.
func (d *Dialog) tell(news string) {
	if next := d.needs.Offer; next != nil {
		d.needs.Stage.ToastWith(kit.Good, news, next.Verb, next.Do)
		return
	}
	d.needs.Stage.Toast(kit.Good, news)
}

// keepKey opens the vault with the passphrase, if there is one, and saves.
func (d *Dialog) keepKey(key auth.APIKey, phrase core.Secret) {
	report := *d.report
	d.store(phrase, func(ctx context.Context) error {
		return d.needs.Accounts.Save(ctx, d.needs.Target, key, report)
	}, sayConnected(report))
}

// store opens the vault with the passphrase, if there is one, and calls save. Then the dialog closes with the news.
func (d *Dialog) store(phrase core.Secret, save func(ctx context.Context) error, news string) {
	d.looking.Stop() // whoever gave a passphrase waits for no keychain
	d.work(verbSaving)
	task.DoContext(d.attempt.Next(d.scope.Context()), d.scope, func(ctx context.Context) (nothing, error) {
		if err := d.protect(ctx, phrase); err != nil {
			return nothing{}, err
		}
		return nothing{}, save(ctx)
	}, func(_ nothing, err error) {
		if d.consent != nil {
			d.consent.away = false
		}
		d.rest()
		switch {
		case err == nil:
			d.box.Close()
			d.tell(news)
			d.needs.Saved()
		case errors.Is(err, vault.ErrWrongPassphrase):
			d.place.blame(sayWrong)
			d.fit()
			d.complain()
		default:
			d.notSaved(err)
		}
	})
}
