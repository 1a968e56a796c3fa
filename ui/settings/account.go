package settings

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/vault"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// accountCard shows one connection and what can be done with it.
type accountCard struct {
	section *integrations
	needs   Needs
	attempt task.Latest
	shown   Connection
	trouble say.Attention
	testing bool
	// failed is how the last test went, "" for well or never.
	failed string

	frame *frame
}

func newAccountCard(s *integrations) *accountCard {
	c := &accountCard{section: s, needs: s.needs, frame: newFrame("")}
	c.frame.rename.OnTapped = c.rename
	return c
}

// set shows a connection; only tells that there is no other to Gong.
func (c *accountCard) set(shown Connection, only bool) {
	c.shown, c.trouble = shown, attention(shown, only)
	f := c.frame
	f.name.Set(shown.Name)
	f.badge.Hidden, f.rename.Hidden = !shown.Sample, shown.Sample
	words, tone := sayState(shown, c.trouble.Mend != say.MendNothing)
	f.state(words, tone)
	if !c.testing {
		c.show()
	}
}

// show draws what is known of the connection.
func (c *accountCard) show() {
	if c.shown.Sample {
		c.frame.show(objects(kit.NewButton("Remove", nil, c.disconnect)), append(objects(kit.NewMutedParagraph(saySample)), c.meetings()...))
		return
	}
	var body []fyne.CanvasObject
	switch {
	case c.trouble.Mend != say.MendNothing:
		body = append(body, kit.NewBanner(kit.Bad, sayAttention(c.trouble), c.mend()))
	case c.failed != "":
		body = append(body, kit.NewBanner(kit.Bad, c.failed))
	}
	c.frame.show(c.verbs(), append(body, c.facts()...))
}

// mend is the one button that helps.
func (c *accountCard) mend() fyne.CanvasObject {
	switch c.trouble.Mend {
	case say.MendUnlock:
		return kit.NewPrimary("Unlock", assets.Lock, func() { c.needs.Routes.Unlock(c.section.changed) })
	case say.MendRetry:
		return kit.NewPrimary("Try again", assets.Retry, c.test)
	case say.MendDisconnect:
		return kit.NewPrimary("Disconnect", nil, c.disconnect)
	}
	return kit.NewPrimary("Reconnect", assets.Plug, c.reconnect)
}

// verbs are the buttons beside the name, the likeliest last, where the eye ends. What mends stands with the reason, and only there.
func (c *accountCard) verbs() []fyne.CanvasObject {
	disconnect := kit.NewButton("Disconnect", nil, c.disconnect)
	test := kit.NewButton("Test again", assets.Retry, c.test)
	switch c.trouble.Mend {
	case say.MendNothing:
		return objects(disconnect, kit.NewButton(sayChange(c.shown), nil, c.reconnect), test)
	case say.MendReconnect:
		if c.shown.Vault.State == vault.Found {
			return objects(disconnect, test)
		}
	case say.MendDisconnect:
		return nil
	}
	return objects(disconnect) // there is nothing that could be tested
}

func (c *accountCard) reconnect() { c.needs.Routes.Connect(c.shown.ID, c.section.changed) }

// test asks Gong again what the credentials may read.
func (c *accountCard) test() {
	scope, id := c.section.scope, c.shown.ID
	var known atomic.Int32
	bar, words := kit.NewProgressBar(), kit.NewMuted(sayTesting(0))
	pulse := task.NewPulse(scope, func() {
		n := int(known.Load())
		words.Set(sayTesting(n))
		bar.Set(float64(n)/float64(len(core.DataTypes())), kit.Neutral)
	})
	stop := kit.NewButton("Stop", assets.Cancel, func() {
		c.attempt.Stop()
		pulse.Stop()
		c.testing = false
		c.show()
	})
	c.testing, c.failed = true, ""
	c.frame.show(objects(stop), append(objects(kit.Column(1.5, words, bar)), c.facts()...))
	task.DoContext(c.attempt.Next(scope.Context()), scope, func(ctx context.Context) (bool, error) {
		return true, c.needs.Accounts.Retest(ctx, id, func(auth.Grant) {
			known.Add(1)
			pulse.Mark()
		})
	}, func(_ bool, err error) {
		pulse.Stop()
		c.testing = false
		if err != nil {
			c.failed = sayTest(err)
		}
		c.section.read()
	})
}

func (c *accountCard) disconnect() {
	title, loss, verb, done := sayDisconnectTitle(c.shown), sayDisconnectLoss(c.shown), "Disconnect", sayDisconnected(c.shown)
	if c.shown.Sample {
		title, loss, verb, done = sayRemoveTitle, sayRemoveLoss(c.shown), "Remove", sayRemoved
	}
	id := c.shown.ID
	c.needs.Stage.ConfirmDestructive(title, loss, verb, func() {
		task.Do(c.section.scope, func(ctx context.Context) (bool, error) { return true, c.needs.Accounts.Disconnect(ctx, id) },
			func(_ bool, err error) {
				if err != nil {
					c.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotDisconnected).Line())
				} else {
					c.needs.Stage.Toast(kit.Good, done)
				}
				c.section.read()
			})
	})
}

// rename asks for another name until there is a good one or the person gives up.
func (c *accountCard) rename() {
	scope := task.NewScope(c.section.scope.Context(), c.needs.Runner)
	name := kit.NewEntry()
	name.SetText(c.shown.Name)
	name.CursorColumn = len([]rune(c.shown.Name))
	field := kit.NewFormField("Name", name, sayNameHint)
	d := &kit.Dialog{Title: "Rename the account", Content: field, Confirm: verbRename, Width: 100, Focus: name, OnClose: scope.End}
	name.OnChanged = func(string) { field.SetError("") }
	id := c.shown.ID
	d.OnConfirm = func() bool {
		d.SetConfirm(verbRename, false)
		wanted := name.Text
		task.Do(scope, func(ctx context.Context) (bool, error) { return true, c.needs.Accounts.Rename(ctx, id, wanted) }, func(_ bool, err error) {
			d.SetConfirm(verbRename, true)
			if err == nil {
				d.Close()
				c.section.changed()
				return
			}
			field.SetError(say.Error(err, sayNotRenamed).Body())
			d.Fit()
		})
		return false
	}
	c.needs.Stage.Open(d)
}

const verbRename = "Rename"
