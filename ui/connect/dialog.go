package connect

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/auth"
	"tamtam/core/oauth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// The ways to connect, in the order of the tabs.
const (
	tabKey = iota
	tabLogin
)

// The verbs on the buttons.
const (
	verbSave    = "Save Credentials"
	verbTest    = "Test Connection"
	verbStop    = "Stop"
	verbConnect = "Connect with Gong"
	verbOpen    = "Open the browser"
	verbAgain   = "Open again"
	verbUse     = "Use this address"
	verbUseCode = "Use it all the same"
	verbWait    = "Waiting"
	verbProbe   = "Testing"
	verbSaving  = "Saving"
	verbKeep    = "Connect all the same"
)

// What holds the permissions, in sentences about them.
const (
	ofKey   = "key"
	ofLogin = "integration"
)

// nothing is the answer of work that only succeeds or fails.
type nothing struct{}

// Dialog is the open dialog.
type Dialog struct {
	needs Needs
	box   *kit.Dialog
	tab   int
	tabs  *kit.Segments

	form    *form
	app     *appForm
	place   *place
	outcome *outcome
	entries *fyne.Container // what is entered, of either way
	scroll  *container.Scroll
	sheet   *fyne.Container // has the entries, in the scroll if they are too high
	waiting *waiting
	steps   *steps
	grants  *grants
	test    *kit.Button

	scope   *task.Scope
	attempt task.Latest
	ticking task.Latest
	looking task.Latest
	busy    bool
	open    bool // the box is on the stage
	// report is of what stands in the key's fields now; nil when that is not tested.
	report *auth.Report
	// consent is the login under way, or one that is tested and not kept; nil when there is none.
	consent *consent
	// recalled tells that the integration that was used last has been asked for.
	recalled bool
}

// Open shows the dialog until it is closed or ctx ends.
func Open(ctx context.Context, n Needs) *Dialog {
	d := &Dialog{needs: n, scope: task.NewScope(ctx, n.Runner), grants: newGrants(), steps: newSteps(n.Clipboard)}
	d.form = newForm(n.OpenURL, d.keyEdited, d.fit)
	d.app = newAppForm(n.OpenURL, d.appEdited, d.fit)
	d.place = newPlace(d.fit)
	d.place.retry.OnTapped = d.askAgain
	d.outcome = newOutcome(n.Clipboard, d.told)
	d.waiting = newWaiting(n.Clipboard, d.openBrowser, d.fit)
	d.test = kit.NewButton(verbTest, assets.Plug, d.testOrStop)
	if n.Kind == auth.KindOAuth {
		d.tab = tabLogin
	}
	d.tabs = kit.NewSegments([]string{"API key", "OAuth"}, d.tab, d.turn)
	d.entries = kit.Column(3, kit.Line(0, d.tabs, kit.Spring()), d.form.object, d.app.object, d.place.object, kit.Spring(), d.outcome.object)
	d.scroll = kit.NewVScroll(kit.PadXY(scrollEdge, 0, d.entries))
	d.sheet = container.NewStack(d.entries)
	left := kit.Fill(kit.Sized(84, 0, container.NewStack(d.sheet, d.waiting.object)))
	right := kit.Fill(kit.Sized(98, 0, container.NewStack(d.grants.object, d.steps.object)))
	d.box = &kit.Dialog{
		Title: sayTitle(n.Name), Content: kit.Line(6, left, right), Width: 198, Confirm: verbSave, Focus: d.first(),
		Extra:     []fyne.CanvasObject{d.test},
		OnConfirm: func() bool { d.confirm(); return false },
		OnClose:   d.closed,
	}
	d.arrange()
	n.Stage.Open(d.box)
	d.open = true
	d.rest()
	d.look()
	d.recall()
	return d
}

// first is the field that has the focus first.
func (d *Dialog) first() fyne.Focusable {
	if d.tab == tabLogin {
		return d.app.id
	}
	return d.form.key
}

// mostHeight is how high what is entered may be, in spacing units, before it scrolls: a window 700 high holds the dialog then, unless the text
// is large.
const mostHeight = 138

// scrollEdge is the room beside what scrolls, in spacing units: the bar lies over it.
const scrollEdge = 2

// fit gives the dialog the height of its content. What is new in it knows its height only when it has been given its width: the second time.
func (d *Dialog) fit() {
	if d.box == nil {
		return
	}
	for range 2 {
		most := look.Space(mostHeight)
		if d.open {
			most = min(most, d.box.Room())
		}
		d.sheet.Objects[0] = d.entries
		if d.entries.MinSize().Height > most {
			d.scroll.SetMinSize(fyne.NewSize(0, most))
			d.sheet.Objects[0] = d.scroll
		}
		d.box.Fit()
	}
}

// told makes room for what is said of an attempt, and shows it.
func (d *Dialog) told() {
	d.crowd()
	d.scroll.ScrollToBottom()
}

// crowd leaves hints out where a passphrase is asked for or something is said of an attempt: 700 high must do.
func (d *Dialog) crowd() {
	asks, told := d.place.asks(), d.outcome.object.Visible()
	d.form.where.Hidden = asks || told
	d.app.crowd(asks || told)
	d.place.object.Hidden = d.tab == tabLogin && told && !asks
	d.fit()
}

// turn shows the other way to connect. What is under way is stopped by its own button only.
func (d *Dialog) turn(tab int) {
	if d.busy {
		d.tabs.SetChosen(d.tab)
		return
	}
	d.drop()
	d.tab = tab
	d.outcome.silence()
	d.rest()
	d.recall()
}

// arrange shows the parts that belong to the tab and to what is under way.
func (d *Dialog) arrange() {
	login, away := d.tab == tabLogin, d.consent != nil && d.consent.away
	d.sheet.Hidden, d.waiting.object.Hidden = away, !away
	d.form.object.Hidden, d.app.object.Hidden = login, !login
	d.steps.object.Hidden = !login || d.consent != nil
	d.grants.object.Hidden = !d.steps.object.Hidden
	d.test.Hidden = login && !d.busy
	d.steps.show(d.app.redirects())
	d.crowd()
}

func (d *Dialog) closed() {
	d.open = false
	d.scope.End()
	d.attempt.Stop()
	d.ticking.Stop()
	d.drop()
	d.form.forget()
	d.app.forget()
	d.place.forget()
	d.waiting.forget()
}

// look finds out where the credentials will be kept. It does not wait for a prompt that somebody may not see: a passphrase is offered meanwhile.
func (d *Dialog) look() { d.ask(d.scope.Context()) }

// askAgain asks the keychain on the person's word, and for as long as the person takes to answer it.
func (d *Dialog) askAgain() {
	d.place.asking()
	d.fit()
	d.ask(vault.Attended(d.scope.Context()))
}

func (d *Dialog) ask(ctx context.Context) {
	task.DoContext(d.looking.Next(ctx), d.scope, func(ctx context.Context) (vault.Status, error) { return d.needs.Accounts.Vault(ctx), nil },
		func(s vault.Status, _ error) {
			d.place.set(s)
			d.crowd()
		})
}

// recall asks for the integration that was used last, once the person wants to log in: that may open the keychain.
func (d *Dialog) recall() {
	if d.tab != tabLogin || d.recalled {
		return
	}
	d.recalled = true
	type kept struct {
		app  oauth.App
		base string
	}
	task.Do(d.scope, func(ctx context.Context) (kept, error) {
		app, base, err := d.needs.Accounts.App(ctx, d.needs.Target.ID)
		return kept{app, base}, err
	}, func(k kept, err error) {
		if err == nil { // else everything can be typed
			d.app.remember(k.app, k.base)
		}
	})
}

// keyEdited forgets what a test found: it was of something else.
func (d *Dialog) keyEdited() {
	d.outcome.silence()
	if d.report != nil {
		d.report = nil
		d.grants.ask(sayShould, ofKey)
	}
}

// appEdited forgets a login that was not kept.
func (d *Dialog) appEdited() {
	d.outcome.silence()
	if d.consent != nil {
		d.back()
	}
	d.steps.show(d.app.redirects())
	d.fit()
}

// complain leads to what is missing or wrong in the entries, the first of them.
func (d *Dialog) complain() {
	if d.tab == tabKey {
		toFault(append(d.form.blamed(), d.place.blamed()...))
		return
	}
	toFault(append(d.app.blamed(), d.place.blamed()...))
}

func (d *Dialog) confirm() {
	switch {
	case d.tab == tabKey:
		d.save()
	case d.consent == nil:
		d.connect()
	case d.consent.report != nil:
		d.keepLogin()
	case d.consent.away:
		d.openBrowser()
	}
}

func (d *Dialog) testOrStop() {
	if !d.busy {
		d.try(func(auth.APIKey) {})
		return
	}
	d.attempt.Stop()
	d.ticking.Stop()
	d.back()
}

// work shows that something is under way.
func (d *Dialog) work(verb string) {
	d.busy = true
	d.enable(false)
	d.outcome.silence()
	d.box.SetConfirm(verb, false)
	d.test.SetIcon(look.Themed(assets.Cancel))
	d.test.SetText(verbStop)
	d.arrange()
}

// rest shows what can be done next.
func (d *Dialog) rest() {
	d.busy = false
	d.enable(true)
	d.test.SetIcon(look.Themed(assets.Plug))
	d.test.SetText(verbTest)
	verb := verbSave
	if d.tab == tabLogin && d.consent == nil {
		verb = verbConnect
	}
	d.box.SetConfirm(verb, true)
	switch {
	case d.tab == tabKey && d.report != nil:
		d.grants.found(*d.report, ofKey)
	case d.tab == tabKey:
		d.grants.ask(sayShould, ofKey)
	}
	d.arrange()
}

func (d *Dialog) enable(on bool) {
	d.form.enable(on)
	d.app.enable(on)
	d.place.enable(on)
}

// notSaved says why credentials that work were not kept.
func (d *Dialog) notSaved(err error) {
	d.outcome.problem(sayNotSaved(err))
	d.look() // perhaps the keychain has gone
}
