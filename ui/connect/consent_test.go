package connect_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/connect"
	"tamtam/ui/look"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

const (
	clientID     = "K7XQ4ZLM2A"
	clientSecret = "canary-client-secret-31fe"
	pastedCode   = "canary-code-90bd"
	localAddress = "http://127.0.0.1:48271/auth?ticket=canary-ticket"
	gongAddress  = "https://app.gong.io/oauth2/authorize?state=canary-state"
)

// clock stands until a test moves it.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func (c *clock) Sleep(ctx context.Context, _ time.Duration) error {
	<-ctx.Done()
	return ctx.Err()
}

// begun is what a login was begun with.
type begun struct {
	app  oauth.App
	base string
}

func (a *accounts) App(_ context.Context, id core.ConnectionID) (oauth.App, string, error) {
	if id != target.ID {
		return oauth.App{}, "", core.E(core.NotFound, "find the integration", nil)
	}
	app := a.kept
	if app.Redirect == "" {
		app.Redirect = oauth.DefaultRedirects()[0]
	}
	base := a.keptBase
	if base == "" {
		base = "https://api.gong.io"
	}
	return app, base, nil
}

func (a *accounts) Login(_ context.Context, app oauth.App, base string) (connect.Login, error) {
	a.begun = append(a.begun, begun{app, base})
	if a.loginErr != nil {
		return nil, a.loginErr
	}
	return a.login, nil
}

// login is a fake of an attempt: its answer is there before anybody waits, and task.Step holds it back.
type login struct {
	redirect  string
	listening error
	waitErr   error
	pasteErr  error
	testErr   error
	saveErr   error
	report    auth.Report
	scopes    []string
	until     time.Time

	pasted []string
	codes  []string
	saved  []auth.Target
	closed atomic.Int32
}

var _ connect.Login = (*login)(nil)

func newLogin() *login {
	return &login{report: granting(core.Libraries), scopes: oauth.Scopes(), until: time.Unix(1_780_000_000, 0).Add(oauth.Patience)}
}

func (l *login) Address() string { return gongAddress }

func (l *login) Local() string {
	if l.listening != nil {
		return ""
	}
	return localAddress
}

func (l *login) Redirect() oauth.Redirect {
	text := l.redirect
	if text == "" {
		text = oauth.DefaultRedirects()[0]
	}
	r, err := oauth.ParseRedirect(text)
	if err != nil {
		panic(err)
	}
	return r
}

func (l *login) Listening() error { return l.listening }
func (l *login) Until() time.Time { return l.until }

func (l *login) Paste(text string) error {
	l.pasted = append(l.pasted, text)
	return l.pasteErr
}

func (l *login) PasteCode(code string) error {
	l.codes = append(l.codes, code)
	return nil
}

func (l *login) Wait(context.Context) error { return l.waitErr }
func (l *login) Scopes() []string           { return l.scopes }

func (l *login) Test(_ context.Context, watch func(auth.Grant)) (auth.Report, error) {
	for _, g := range l.report.Grants {
		watch(g)
	}
	return l.report, l.testErr
}

func (l *login) Save(_ context.Context, target auth.Target, _ auth.Report) error {
	if l.saveErr != nil {
		return l.saveErr
	}
	l.saved = append(l.saved, target)
	return nil
}

func (l *login) Close() { l.closed.Add(1) }

var portTaken = core.E(core.Unavailable, "listen", oauth.ErrPort)

// openLogin is the dialog at its OAuth tab.
func openLogin(t *testing.T, mode look.Mode, a *accounts, r task.Runner) *opened {
	t.Helper()
	if a.status == (vault.Status{}) {
		a.status = keychain
	}
	if a.login == nil {
		a.login = newLogin()
	}
	return openKind(t, mode, a, r, auth.KindOAuth)
}

func (o *opened) fillApp() {
	o.Enter("Client ID", clientID)
	o.Enter("Client secret", clientSecret)
}

// stepped is the dialog at its OAuth tab with the fields filled, where each answer waits for its release.
func stepped(t *testing.T, mode look.Mode, a *accounts) (*opened, *task.Step) {
	t.Helper()
	var step task.Step
	o := openLogin(t, mode, a, &step)
	step.Release(0) // the place of the secrets
	step.Release(0) // what was used last
	o.fillApp()
	return o, &step
}

// awaiting is the dialog while the browser has the word.
func awaiting(t *testing.T, mode look.Mode, a *accounts) (*opened, *task.Step) {
	t.Helper()
	o, step := stepped(t, mode, a)
	o.Tap("Connect with Gong")
	step.Release(0)
	o.Settle()
	return o, step
}

func TestPicturesOfALogin(t *testing.T) {
	with := func(change func(l *login)) *accounts {
		l := newLogin()
		change(l)
		return &accounts{login: l}
	}
	failing := func(kind core.Kind, cause error) *accounts {
		return with(func(l *login) { l.waitErr = core.E(kind, "log in", cause) })
	}
	wait := func(o *opened, step *task.Step) {
		o.Tap("Connect with Gong")
		step.Release(0)
	}
	answer := func(o *opened, step *task.Step) {
		wait(o, step)
		step.Release(0)
	}
	pictures := map[string]struct {
		accounts *accounts
		do       func(o *opened, step *task.Step)
	}{
		"login":      {&accounts{}, func(*opened, *task.Step) {}},
		"login-kept": {&accounts{kept: oauth.App{ClientID: clientID, Secret: core.NewSecret(clientSecret), Redirect: "https://tamtam.example.com/back"}}, func(*opened, *task.Step) {}},
		"login-missing": {&accounts{}, func(o *opened, _ *task.Step) {
			o.Tap("Advanced")
			o.Enter("Redirect address", "http://example.com")
			o.Tap("Connect with Gong")
		}},
		"login-passphrase": {&accounts{status: none}, func(o *opened, _ *task.Step) {
			o.fillApp()
			o.Enter("Passphrase", "canary")
			o.Tap("Connect with Gong")
		}},
		"login-waiting": {&accounts{}, func(o *opened, step *task.Step) { o.fillApp(); wait(o, step) }},
		"login-paste-error": {
			with(func(l *login) {
				l.pasteErr = core.Errorf(core.Invalid, "read the address", "the address should begin with http://127.0.0.1:48271/callback")
			}),
			func(o *opened, step *task.Step) {
				o.fillApp()
				wait(o, step)
				o.Enter("Paste the address you were sent to", "https://app.gong.io/home")
				o.Tap("Use this address")
			},
		},
		"login-code": {
			with(func(l *login) { l.pasteErr = core.E(core.Invalid, "read the address", oauth.ErrBareCode) }),
			func(o *opened, step *task.Step) {
				o.fillApp()
				wait(o, step)
				o.Enter("Paste the address you were sent to", "eyJhbGciOi")
				o.Tap("Use this address")
			},
		},
		"login-port":        {with(func(l *login) { l.listening = portTaken }), func(o *opened, step *task.Step) { o.fillApp(); wait(o, step) }},
		"login-certificate": {with(func(l *login) { l.redirect = "https://localhost:48271/callback" }), func(o *opened, step *task.Step) { o.fillApp(); wait(o, step) }},
		"login-denied":      {failing(core.Denied, oauth.ErrDeclined), func(o *opened, step *task.Step) { o.fillApp(); answer(o, step) }},
		"login-timeout":     {failing(core.Canceled, oauth.ErrNoAnswer), func(o *opened, step *task.Step) { o.fillApp(); answer(o, step) }},
		"login-testing": {with(func(l *login) { l.report.Grants = l.report.Grants[:5] }), func(o *opened, step *task.Step) {
			o.fillApp()
			answer(o, step)
			step.Advance(task.PulseGap)
		}},
		"login-empty": {with(func(l *login) { l.report = granting(core.DataTypes()...) }), func(o *opened, step *task.Step) {
			o.fillApp()
			answer(o, step)
			step.Release(0)
		}},
		"login-saving": {&accounts{}, func(o *opened, step *task.Step) {
			o.fillApp()
			answer(o, step)
			step.Release(0)
		}},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				var step task.Step
				o := openLogin(t, mode, picture.accounts, &step)
				step.Release(0)
				step.Release(0)
				picture.do(o, &step)
				o.Golden(name)
				o.MustNotShow("canary")
				if height := o.Window.Window.Canvas().Overlays().Top().MinSize().Height; height > 700 {
					t.Errorf("%v high", height)
				}
			})
		})
	}
}

func TestALoginIsTestedAndKept(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{}, nil)
	o.fillApp()
	o.Tap("Connect with Gong")
	l := o.accounts.login
	if len(o.accounts.begun) != 1 || !slices.Equal(o.logins, []string{localAddress}) {
		t.Fatalf("begun %d, opened %q", len(o.accounts.begun), o.logins)
	}
	with := o.accounts.begun[0]
	if with.app.ClientID != clientID || with.app.Secret.Reveal() != clientSecret || with.app.Redirect != oauth.DefaultRedirects()[0] || with.base != "https://api.gong.io" {
		t.Errorf("begun with %+v", with)
	}
	if !slices.Equal(l.saved, []auth.Target{target}) || o.saved != 1 || l.closed.Load() != 1 {
		t.Errorf("kept %v, told %d times, closed %d times", l.saved, o.saved, l.closed.Load())
	}
	o.MustNotShow("Connect Gong")
	o.MustShow("Connected to Sales. 10 of 11 data types can be read, 11 permissions were granted.")
	if o.Tap("Sync meetings…"); o.offered != 1 {
		t.Errorf("the offer was taken %d times", o.offered)
	}
}

func TestTheWaitIsCountedDown(t *testing.T) {
	o, step := awaiting(t, uitest.Light, &accounts{})
	o.MustShow("5:00 left")
	for _, want := range []string{"4:59 left", "4:58 left"} {
		o.clock.now = o.clock.now.Add(time.Second)
		step.Advance(time.Second)
		o.MustShow(want)
	}
	o.clock.now = o.clock.now.Add(299 * time.Second) // the machine slept
	step.Advance(time.Second)
	o.MustShow("0:00 left")
	o.Tap("Stop")
	step.Advance(time.Hour)
	o.MustNotShow("left")
}

func TestWhatEndsAWaitClosesTheLoginOnce(t *testing.T) {
	ends := map[string]func(o *opened){
		"stop":         func(o *opened) { o.Tap("Stop") },
		"cancel":       func(o *opened) { o.Tap("Cancel") },
		"close":        func(o *opened) { o.Tap("Close") },
		"escape":       func(o *opened) { o.Key(fyne.KeyEscape) },
		"stop, escape": func(o *opened) { o.Tap("Stop"); o.Key(fyne.KeyEscape) },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			o, step := awaiting(t, uitest.Light, &accounts{})
			end(o)
			for step.Waiting() > 0 {
				step.Release(0) // the consent comes too late
			}
			l := o.accounts.login
			if n := l.closed.Load(); n != 1 || len(l.saved) != 0 || o.saved != 0 {
				t.Errorf("closed %d times, kept %v", n, l.saved)
			}
			o.MustNotShow("Waiting for Gong", "Connected to")
		})
	}
}

func TestALoginThatBeginsTooLateIsClosed(t *testing.T) {
	for _, end := range []string{"Stop", "Cancel"} {
		o, step := stepped(t, uitest.Light, &accounts{})
		o.Tap("Connect with Gong")
		o.Tap(end)
		for step.Waiting() > 0 {
			step.Release(0)
		}
		if n := o.accounts.login.closed.Load(); n != 1 || len(o.logins) != 0 {
			t.Errorf("%s: closed %d times, opened %q", end, n, o.logins)
		}
	}
}

func TestTheAddressIsPasted(t *testing.T) {
	o, _ := awaiting(t, uitest.Light, &accounts{})
	address := "http://127.0.0.1:48271/callback?code=" + pastedCode
	o.Type(address) // the field has the focus
	o.Key(fyne.KeyReturn)
	if l := o.accounts.login; !slices.Equal(l.pasted, []string{address}) || len(l.codes) != 0 {
		t.Errorf("pasted %q, codes %q", l.pasted, l.codes)
	}
	o.MustShow("Gong has answered")
	o.Key(fyne.KeyReturn)
	if l := o.accounts.login; len(l.pasted) != 1 {
		t.Error("pasted twice")
	}
}

func TestABareCodeIsTakenOnTheSecondWord(t *testing.T) {
	l := newLogin()
	l.pasteErr = core.E(core.Invalid, "read the address", oauth.ErrBareCode)
	o, _ := awaiting(t, uitest.Light, &accounts{login: l})
	const field = "Paste the address you were sent to"
	o.Enter(field, "first-code")
	o.Tap("Use this address")
	o.MustShow("This is only a code")
	o.Enter(field, pastedCode) // another text has not been warned of
	o.MustNotShow("This is only a code", "Use it all the same")
	o.Tap("Use this address")
	if len(l.codes) != 0 {
		t.Fatal("taken without a warning")
	}
	o.Tap("Use it all the same")
	if !slices.Equal(l.codes, []string{pastedCode}) {
		t.Errorf("codes %q", l.codes)
	}
	o.MustShow("Gong has answered")
}

func TestWhereNothingListensThePersonIsToldFirst(t *testing.T) {
	tests := map[string]struct {
		redirect  string
		listening error
		want      string
		opens     string
	}{
		"ports":      {"", portTaken, "Other programs use the ports of all", gongAddress},
		"port":       {"http://localhost:5000/gong", portTaken, "Another program uses port 5000.", gongAddress},
		"other host": {"https://tamtam.example.com/back", core.Errorf(core.Unavailable, "listen", "elsewhere"), "https://tamtam.example.com/back, which is not this computer", gongAddress},
		"not at all": {"", core.Errorf(core.Unavailable, "listen", "refused"), "Tamtam cannot listen at port 48271", gongAddress},
		"own https":  {"https://localhost:48271/callback", nil, "the browser to an https address", localAddress},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLogin()
			l.redirect, l.listening = test.redirect, test.listening
			o, _ := awaiting(t, uitest.Light, &accounts{login: l})
			o.MustShow("Before the browser opens", test.want, "Copy link")
			if len(o.logins) != 0 {
				t.Fatalf("opened %q unasked", o.logins)
			}
			o.Key(fyne.KeyReturn) // nothing is pasted yet: the dialog's verb
			if !slices.Equal(o.logins, []string{test.opens}) {
				t.Errorf("opened %q", o.logins)
			}
			o.MustShow("Waiting for Gong in your browser", "Open again")
			o.Tap("Copy link")
			if got := o.App.Clipboard().Content(); got != gongAddress {
				t.Errorf("copied %q", got)
			}
		})
	}
}

func TestABrowserThatDoesNotOpen(t *testing.T) {
	var step task.Step
	o := openLogin(t, uitest.Light, &accounts{}, &step)
	o.browserErr = errors.New("exec: xdg-open: not found")
	step.Release(0)
	step.Release(0)
	o.fillApp()
	o.Tap("Connect with Gong")
	step.Release(0)
	o.MustShow("The browser could not be opened. Copy the link")
	o.browserErr = nil
	o.Tap("Open again")
	if len(o.logins) != 2 {
		t.Errorf("opened %q", o.logins)
	}
}

func TestFailuresOfALoginAreSentences(t *testing.T) {
	tests := map[string]struct {
		wait, test error
		want       string
	}{
		"timeout":  {wait: core.E(core.Canceled, "log in", oauth.ErrNoAnswer), want: "No answer came from the browser in time."},
		"client":   {wait: core.E(core.Unauthorized, "exchange the code", oauth.ErrClient), want: "Gong does not know this integration."},
		"foreign":  {wait: core.Errorf(core.Foreign, "read base URL", "raw words"), want: "not one of Gong's"},
		"offline":  {wait: core.Errorf(core.Offline, "exchange the code", "raw words"), want: "Gong could not be reached."},
		"no entry": {test: core.Errorf(core.Unauthorized, "list workspaces", "raw words"), want: "Gong has allowed the access and does not accept it."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := newLogin()
			l.waitErr, l.testErr = test.wait, test.test
			o := openLogin(t, uitest.Light, &accounts{login: l}, nil)
			o.fillApp()
			o.Tap("Connect with Gong")
			o.MustShow(test.want)
			o.MustNotShow("raw words", "Waiting for Gong")
			if l.closed.Load() != 1 {
				t.Fatalf("closed %d times", l.closed.Load())
			}
			l.waitErr, l.testErr = nil, nil
			o.Key(fyne.KeyReturn) // once more, with what is entered
			if o.saved != 1 || len(o.accounts.begun) != 2 || o.accounts.begun[1].app.Secret.Reveal() != clientSecret {
				t.Errorf("told %d times, begun %d times", o.saved, len(o.accounts.begun))
			}
		})
	}
}

func TestWhatALoginLacksIsSaidBesideItsField(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{}, nil)
	o.Enter("Redirect address", "http://example.com/back")
	o.Tap("Advanced")
	o.Enter("API base URL", "https://gong.example.com")
	o.Tap("Connect with Gong")
	o.MustShow("Enter the client ID", "Enter the client secret", "must begin with https", "Only api.gong.io and addresses")
	if len(o.accounts.begun) != 0 {
		t.Error("begun all the same")
	}
	o.Enter("Client ID", clientID)
	o.MustNotShow("Enter the client ID of")
}

func TestThePassphraseIsAskedForBeforeTheBrowserOpens(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{status: none}, nil)
	o.fillApp()
	o.Tap("Connect with Gong")
	o.MustShow("Enter a passphrase.")
	o.Type("canary battery") // the focus is where something is missing
	o.Tap("Connect with Gong")
	o.Type("canary battery")
	o.accounts.wrong = true
	o.Tap("Connect with Gong")
	o.MustShow("This is not the passphrase of this database.")
	if len(o.logins) != 0 || len(o.accounts.begun) != 0 {
		t.Fatalf("opened %q", o.logins)
	}
	o.accounts.wrong = false
	o.Tap("Connect with Gong")
	if o.saved != 1 || !slices.Equal(o.accounts.protected, []string{"canary battery"}) {
		t.Errorf("told %d times, protected by %q", o.saved, o.accounts.protected)
	}
}

func TestALoginThatWasNotKeptIsKeptOnceThePlaceIsThere(t *testing.T) {
	l := newLogin()
	l.saveErr = core.E(core.Unavailable, "open vault", nil)
	a := &accounts{login: l}
	o := openLogin(t, uitest.Light, a, nil)
	o.fillApp()
	a.status = none
	o.Tap("Connect with Gong")
	o.MustShow("The credentials could not be saved.", "10 of 11 data types can be read", "Once more")
	if l.closed.Load() != 0 {
		t.Fatal("the login was given up")
	}
	l.saveErr = nil
	o.Enter("Passphrase", "canary battery")
	o.Enter("Once more", "canary battery")
	o.Tap("Save Credentials")
	if o.saved != 1 || len(a.begun) != 1 || l.closed.Load() != 1 || len(a.protected) != 1 {
		t.Errorf("told %d times, begun %d, closed %d, protected %q", o.saved, len(a.begun), l.closed.Load(), a.protected)
	}
}

func TestAnEditGivesUpALoginThatWasNotKept(t *testing.T) {
	l := newLogin()
	l.saveErr = core.E(core.Locked, "open vault", nil)
	o := openLogin(t, uitest.Light, &accounts{login: l}, nil)
	o.fillApp()
	o.Tap("Connect with Gong")
	o.Enter("Client ID", "other")
	if l.closed.Load() != 1 {
		t.Errorf("closed %d times", l.closed.Load())
	}
	o.MustShow("Connect with Gong", "Once: register Tamtam with Gong")
}

func TestALoginWithoutAnyPermissionIsKeptOnTheSecondWord(t *testing.T) {
	l := newLogin()
	l.report = granting(core.DataTypes()...)
	o := openLogin(t, uitest.Light, &accounts{login: l}, nil)
	o.fillApp()
	o.Tap("Connect with Gong")
	o.MustShow("The access may read none of the data types.", "0 of 11 data types can be read")
	if o.saved != 0 || l.closed.Load() != 0 {
		t.Fatal("decided without the person")
	}
	o.Tap("Connect all the same")
	if o.saved != 1 || l.closed.Load() != 1 {
		t.Errorf("told %d times, closed %d times", o.saved, l.closed.Load())
	}
}

func TestTheIntegrationIsRemembered(t *testing.T) {
	kept := oauth.App{ClientID: clientID, Secret: core.NewSecret(clientSecret), Redirect: "http://localhost:5000/gong"}
	const base = "http://127.0.0.1:9000"
	o := openLogin(t, uitest.Light, &accounts{kept: kept, keptBase: base}, nil)
	o.MustShow(base, "http://localhost:5000/gong", "Register exactly this redirect address:", "kept from the last time")
	o.Tap("Show the secret")
	o.MustNotShow(clientSecret)
	o.Enter("Client ID", "other")
	o.MustNotShow("kept from the last time")
	o.Tap("Connect with Gong")
	o.MustShow("Enter the client secret")
	o.Enter("Client ID", clientID)
	o.Tap("Connect with Gong")
	if len(o.accounts.begun) != 1 || o.accounts.begun[0] != (begun{kept, base}) {
		t.Errorf("begun with %+v", o.accounts.begun)
	}
}

func TestASecretBehindAPassphraseIsReadOnceThatIsKnown(t *testing.T) {
	a := &accounts{status: locked, kept: oauth.App{ClientID: clientID}} // its secret cannot be opened now
	o := openLogin(t, uitest.Light, a, nil)
	a.kept.Secret = core.NewSecret(clientSecret)
	o.Enter("Passphrase", "canary battery")
	o.Tap("Connect with Gong")
	if o.saved != 1 || a.begun[0].app.Secret.Reveal() != clientSecret {
		t.Errorf("begun with %+v", a.begun)
	}
}

func TestStepsAreCopied(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{}, nil)
	o.Tap("Copy the redirect addresses")
	const want = "http://127.0.0.1:48271/callback\nhttp://127.0.0.1:48272/callback\nhttp://127.0.0.1:48273/callback"
	if got := o.App.Clipboard().Content(); got != want {
		t.Errorf("copied %q", got)
	}
	o.Enter("Redirect address", "http://localhost:5000/gong")
	o.Tap("Copy the redirect addresses")
	if got := o.App.Clipboard().Content(); got != "http://localhost:5000/gong" {
		t.Errorf("copied %q", got)
	}
	o.Tap("Copy the permissions")
	if got := o.App.Clipboard().Content(); len(got) < 11*len("api:") || got[:22] != "api:calls:read:basic\na" {
		t.Errorf("copied %q", got)
	}
}

func TestTheTabsKeepWhatWasEntered(t *testing.T) {
	o := open(t, uitest.Light, &accounts{status: keychain, login: newLogin(), report: granting()}, nil)
	o.fill()
	o.Tap("Test Connection")
	o.Tap("OAuth")
	o.MustShow("Client ID", "Connect with Gong")
	o.MustNotShow("Access Key", "Test Connection")
	o.fillApp()
	o.Tap("API key")
	o.MustShow("All 11 data types can be read", "Save Credentials")
	o.Tap("Save Credentials")
	if len(o.accounts.tested) != 1 || o.saved != 1 {
		t.Errorf("tested %d times, told %d times", len(o.accounts.tested), o.saved)
	}
}

func TestNoTabTurnsWhileSomethingIsUnderWay(t *testing.T) {
	o, step := stepped(t, uitest.Light, &accounts{})
	o.Tap("Connect with Gong")
	o.Tap("API key")
	o.MustShow("Client ID")
	o.Tap("Stop")
	o.Tap("API key")
	o.MustShow("Access Key")
	step.Release(0)
	o.MustNotShow("Waiting for Gong")
}

func TestTabMovesThroughTheFieldsOfALogin(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{}, nil)
	var order []string
	for range 7 {
		focused, _ := o.Window.Window.Canvas().Focused().(interface{ AccessibilityLabel() string })
		order = append(order, focused.AccessibilityLabel())
		o.Tab(1)
	}
	want := []string{"Client ID", "Client secret", "Show the secret", "Redirect address", "Advanced", "Open it in Gong", "Copy the redirect addresses"}
	if !slices.Equal(order, want) {
		t.Errorf("the order is %q", order)
	}
}

// The buttons used to lie below the least window when text is large.
func TestLargeTextFitsTheLeastWindow(t *testing.T) {
	o := openLogin(t, uitest.Light, &accounts{status: none}, nil)
	o.App.Settings().SetTheme(look.New(look.Options{Mode: uitest.Light, Text: look.Large}))
	o.Tap("Advanced")
	o.Tap("Connect with Gong")
	if height := o.Window.Window.Canvas().Overlays().Top().MinSize().Height; height > 700 {
		t.Errorf("%v high", height)
	}
	o.MustShow("Enter a passphrase.")
}
