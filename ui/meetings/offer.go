package meetings

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

// offer is the open dialog that offers the sync of an account's meetings.
type offer struct {
	needs  Needs
	scope  *task.Scope
	wanted timeline.Settings // the sync turned on for the account
	begun  func()
	body   *fyne.Container
	wrong  *kit.Banner // why it was not turned on
	box    *kit.Dialog
}

// Offer offers to sync the meetings of an account that is connected: with Initiate Sync a run begins at once, with the settings as they are, which
// until somebody changes them is type Meeting and no filter; Go to Timeline shows the settings, and a run begins once they are saved. Without a
// company in the directory no meeting could be filed, so it leads there first. begun is called after Initiate Sync. ctx is the life of the window.
func Offer(ctx context.Context, n Needs, account core.ConnectionID, begun func()) {
	task.DoContext(ctx, n.Runner, n.Desk.Form, func(f Form, err error) {
		i := accountAt(f.Accounts, account)
		switch {
		case err != nil:
			n.Stage.Toast(kit.Bad, say.Error(err, saySettingsNotRead).Line())
		case f.Settings.Enabled || i < 0: // another was quicker
			n.Routes.Settings()
		default:
			o := &offer{needs: n, scope: task.NewScope(ctx, n.Runner), wanted: turnedOn(f, account), begun: begun}
			o.open(f, f.Accounts[i])
		}
	})
}

// turnedOn are the settings that are kept, with the sync turned on for an account.
func turnedOn(f Form, account core.ConnectionID) timeline.Settings {
	s := f.Settings
	s.Enabled = true
	if accountAt(f.Accounts, s.Connection) != accountAt(f.Accounts, account) { // one that is the only one need not be named
		s.Connection = account
	}
	return s
}

// open shows the dialog for an account.
func (o *offer) open(f Form, account Account) {
	o.wrong = kit.NewBanner(kit.Bad, "")
	o.wrong.Hide()
	o.body = kit.Column(3)
	o.box = &kit.Dialog{
		Title: "Sync Gong's meetings to the Timeline?", Content: o.body, Width: 130, Cancel: "Not now", OnClose: o.scope.End,
		Extra: []fyne.CanvasObject{kit.NewButton("Go to Timeline", assets.Timeline, o.leave(func() { o.needs.Routes.SetUp(account.ID) }))},
	}
	if len(f.Companies) == 0 {
		o.box.Confirm, o.box.OnConfirm = "Set up the directory", stays(o.leave(o.needs.Routes.Directory))
		o.body.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Warn, sayNoCompany), kit.NewParagraph(sayImportFirst)}
	} else {
		o.box.Confirm, o.box.OnConfirm = verbInitiate, stays(o.initiate)
		facts := kit.Grid(34, over("Activity Type", o.wanted.ActivityType), over("Filters", sayFilterCount(o.wanted.Filter)), over("First run reads back", sayDays(o.wanted.BackfillDays)))
		o.body.Objects = []fyne.CanvasObject{kit.NewParagraph(sayOffer(account.Name)), facts, kit.NewMutedParagraph(saySetUp), o.wrong}
	}
	o.needs.Stage.Open(o.box)
	o.box.Fit()
}

// stays is a dialog's verb that closes it by itself.
func stays(do func()) func() bool {
	return func() bool {
		do()
		return false
	}
}

// over is a fact: what it is, above its value.
func over(name, value string) fyne.CanvasObject {
	return kit.Column(0.5, kit.NewCaption(name), kit.NewText(value))
}

// leave closes the dialog and goes elsewhere.
func (o *offer) leave(to func()) func() {
	return func() {
		o.box.Close()
		to()
	}
}

// initiate turns the sync on and begins a run.
func (o *offer) initiate() {
	o.box.SetConfirm(verbInitiate, false)
	task.Do(o.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, o.needs.Desk.Save(ctx, o.wanted) }, func(_ struct{}, err error) {
		if err != nil {
			o.box.SetConfirm(verbInitiate, true)
			o.wrong.Set(kit.Bad, say.Error(err, saySettingsNotSaved).Line())
			o.wrong.Show()
			o.box.Fit() // gives the sentence its width
			o.box.Fit()
			return
		}
		o.box.Close()
		o.needs.Runs.Start(timeline.ByInitiate)
		o.needs.Stage.ToastWith(kit.Good, sayBegun, "Show", o.needs.Routes.Log)
		o.begun()
	})
}
