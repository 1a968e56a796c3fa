package connect

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// consent is one attempt to log in. Its login is closed once, whichever is first: the attempt ends, or it begins too late.
type consent struct {
	// away tells that the browser has the word: the fields are out of sight. UI goroutine only.
	away bool
	// report is what the test found; nil before. UI goroutine only.
	report *auth.Report

	mu    sync.Mutex
	login Login
	over  bool
}

// hold keeps the login; false when the attempt has ended meanwhile, and the login with it.
func (c *consent) hold(login Login) bool {
	c.mu.Lock()
	over := c.over
	c.login = login
	c.mu.Unlock()
	if over {
		login.Close()
	}
	return !over
}

// end ends the attempt and its login, which may take a while.
func (c *consent) end() {
	c.mu.Lock()
	login, before := c.login, c.over
	c.over = true
	c.mu.Unlock()
	if login != nil && !before {
		login.Close()
	}
}

// drop ends the login that is under way, if there is one.
func (d *Dialog) drop() {
	c := d.consent
	if c == nil {
		return
	}
	d.consent = nil
	d.waiting.answered()
	d.needs.Runner.Go(context.WithoutCancel(d.scope.Context()), func(context.Context) { c.end() }, nil)
}

// back ends the login that is under way and shows the fields again.
func (d *Dialog) back() {
	away := d.consent != nil && d.consent.away
	d.drop()
	d.rest()
	if away {
		kit.Focus(d.app.id)
	}
}

// connect begins a login with what is entered.
func (d *Dialog) connect() {
	if d.busy {
		return
	}
	phrase, phrased := d.place.entered()
	app, base, complete := d.app.entered() // says all that is missing at once
	if !phrased || !complete {
		d.complain()
		return
	}
	d.looking.Stop() // whoever gave a passphrase waits for no keychain
	c := &consent{}
	d.consent = c
	d.grants.ask(sayAsks, ofLogin)
	d.work(verbConnect)
	ctx := d.attempt.Next(d.scope.Context())
	task.DoContext(ctx, d.scope, func(ctx context.Context) (Login, error) {
		if err := d.protect(ctx, phrase); err != nil {
			return nil, err
		}
		return d.begin(ctx, c, app, base)
	}, func(login Login, err error) {
		switch {
		case err == nil:
			if !phrase.IsZero() {
				d.look() // the vault is open now
			}
			d.await(ctx, c, login)
		case errors.Is(err, vault.ErrWrongPassphrase):
			d.back()
			d.place.blame(sayWrong)
			d.fit()
			d.complain()
		case vaultTrouble(err):
			d.back()
			d.notSaved(err)
		default:
			d.fail(say.Login(err))
		}
	})
}

// protect opens the vault with the passphrase, if there is one.
func (d *Dialog) protect(ctx context.Context, phrase core.Secret) error {
	if phrase.IsZero() {
		return nil
	}
	return d.needs.Accounts.Protect(ctx, phrase)
}

// vaultTrouble tells failures of the place where secrets are kept from those of a login, which does not ask it.
func vaultTrouble(err error) bool {
	switch core.KindOf(err) {
	case core.Unavailable, core.Locked:
		return true
	}
	return false
}

// begin starts the login, off the UI goroutine.
func (d *Dialog) begin(ctx context.Context, c *consent, app oauth.App, base string) (Login, error) {
	if app.Secret.IsZero() { // the one that was kept, which could not be read while its vault was shut
		kept, _, err := d.needs.Accounts.App(vault.Attended(ctx), d.needs.Target.ID)
		if err != nil {
			return nil, err
		}
		app.Secret = kept.Secret
	}
	login, err := d.needs.Accounts.Login(ctx, app, base)
	if err != nil {
		return nil, err
	}
	if !c.hold(login) {
		return nil, core.E(core.Canceled, "log in", context.Canceled)
	}
	if ctx.Err() != nil { // the program is ending, and nobody hears of the login
		c.end()
	}
	return login, nil
}

// await shows that the login waits, opens the browser unless there is something to say first, and goes on when the consent has come.
func (d *Dialog) await(ctx context.Context, c *consent, login Login) {
	c.away = true
	d.waiting.await(login)
	d.work(verbWait)
	switch silent := login.Listening(); {
	case silent != nil:
		d.waiting.tell(sayBefore, sayErrorPage)
		d.waiting.notice.news(kit.Warn, sayNotListening(silent, login.Redirect()))
		d.waiting.open.Hide() // the verb does it
		d.box.SetConfirm(verbOpen, true)
	case warns(login.Redirect()):
		d.waiting.tell(sayBefore, sayCertificate)
		d.waiting.open.Hide()
		d.box.SetConfirm(verbOpen, true)
	default:
		d.openBrowser()
	}
	kit.Focus(d.waiting.paste)
	d.waiting.count(d.needs.Clock.Now())
	task.Every(d.ticking.Next(ctx), d.scope, time.Second, func() { d.waiting.count(d.needs.Clock.Now()) })
	d.arrange()
	task.DoContext(ctx, d.scope, func(ctx context.Context) (nothing, error) {
		err := login.Wait(ctx)
		if ctx.Err() != nil { // the program may be ending, and then nobody else closes it
			c.end()
		}
		return nothing{}, err
	}, func(_ nothing, err error) {
		d.ticking.Stop()
		if err != nil {
			d.fail(say.Login(err))
			return
		}
		d.examine(ctx, c, login)
	})
}

// warns tells that the browser will not know the certificate of the address, which is this computer's.
func warns(r oauth.Redirect) bool { return r.Loopback() && strings.HasPrefix(r.String(), "https:") }

// openBrowser opens the login's address: the short one, where something listens for it.
func (d *Dialog) openBrowser() {
	login := d.waiting.login
	if login == nil {
		return
	}
	address := login.Local()
	if login.Listening() != nil {
		address = login.Address()
	}
	d.waiting.open.Show()
	d.box.SetConfirm(verbWait, false)
	d.waiting.tell(sayWaiting, sayAllow)
	if d.needs.OpenLogin(address) != nil {
		d.waiting.notice.news(kit.Warn, sayNoBrowser)
	}
	d.waiting.grown()
}

// examine tests what the consent lets us read, and keeps the login unless that is nothing.
func (d *Dialog) examine(ctx context.Context, c *consent, login Login) {
	d.waiting.answered()
	d.waiting.tell(sayAllowed, sayExamining)
	d.box.SetConfirm(verbProbe, false)
	d.probe(ctx, login.Test, func(report auth.Report, err error) {
		if err != nil {
			d.fail(sayNotReached(err))
			return
		}
		c.report = &report
		d.grants.found(report, ofLogin)
		if report.Granted() == 0 {
			d.waiting.tell(sayAllowed, sayReached(report))
			d.waiting.notice.news(kit.Warn, sayEmptyLogin)
			d.box.SetConfirm(verbKeep, true)
			return
		}
		d.keepLogin()
	})
}

// keepLogin saves the login that was tested.
func (d *Dialog) keepLogin() {
	c := d.consent
	var phrase core.Secret
	if !c.away { // saving has failed before, and the place may have changed
		var ok bool
		if phrase, ok = d.place.entered(); !ok {
			return
		}
	}
	login, report := c.login, *c.report
	d.waiting.tell(sayAllowed, sayReached(report))
	d.waiting.notice.silence()
	d.store(phrase, func(ctx context.Context) error { return login.Save(ctx, d.needs.Target, report) }, sayLoggedIn(report, login.Scopes()))
}

// fail ends the attempt and shows the fields again, with why.
func (d *Dialog) fail(p say.Problem) {
	d.back()
	d.outcome.problem(p)
}
