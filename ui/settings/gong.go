package settings

import (
	"context"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/vault"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// loadingAfter is how long reading may take before it is said: what is quicker would only flicker.
const loadingAfter = 300 * time.Millisecond

// gongCard shows the connection and what can be done with it.
type gongCard struct {
	needs   Needs
	scope   *task.Scope
	attempt task.Latest
	shown   Connection

	object *fyne.Container
	dot    *kit.StatusDot
	words  *kit.Text
	badge  *kit.Badge
	verbs  *fyne.Container
	body   *fyne.Container
}

func newGongCard(n Needs) *gongCard {
	c := &gongCard{needs: n, dot: kit.NewStatusDot("", kit.Neutral), words: kit.NewText(""), badge: kit.NewBadge("Sample data", kit.Accent)}
	c.verbs, c.body = kit.Line(2), kit.Column(3)
	c.badge.Hide()
	plate := kit.NewPlate(look.AccentSoft, "")
	icon := kit.Sized(10, 10, container.NewStack(plate, container.NewCenter(kit.NewIconSized(assets.Plug, look.AccentText, 6))))
	name := kit.NewStrong("Gong")
	name.Shrink = false
	state := kit.Line(2, c.dot, kit.Grow(c.words)) // the words by themselves, for those of the dot do not give way to the buttons
	title := kit.Column(0.5, kit.Line(2, name, c.badge, kit.Spring()), state)
	c.object = kit.Column(3, kit.Line(3, icon, kit.Grow(title), c.verbs), c.body)
	return c
}

func (c *gongCard) enter(s *task.Scope) {
	c.scope = s
	c.read(nil)
}

// read shows the connection as it is now, and below it the banner, if there is one.
func (c *gongCard) read(banner fyne.CanvasObject) {
	known := false
	c.scope.After(loadingAfter, func() {
		if !known {
			c.state("Reading the connection", kit.Neutral)
		}
	})
	task.Do(c.scope, c.needs.Accounts.Gong, func(g Connection, err error) {
		known = true
		if err != nil {
			c.state("Unknown", kit.Bad)
			p := say.Error(err, sayNotRead)
			c.show(objects(kit.NewButton("Try again", assets.Retry, func() { c.read(nil) })),
				objects(kit.NewBanner(kit.Bad, p.Line()), kit.NewDetails(p.Details, c.needs.Clipboard)))
			return
		}
		c.shown = g
		c.connection(banner)
	})
}

func (c *gongCard) state(words string, tone kit.Tone) {
	c.dot.Set("", tone)
	c.words.Set(words)
}

func (c *gongCard) show(verbs, body []fyne.CanvasObject) {
	c.verbs.Objects, c.body.Objects = verbs, body
	c.object.Refresh()
	c.verbs.Refresh()
	c.body.Refresh()
}

// connection draws what is known of the connection.
func (c *gongCard) connection(banner fyne.CanvasObject) {
	g := c.shown
	words, tone := sayState(g)
	c.state(words, tone)
	c.badge.Hidden = !g.Sample
	c.badge.Refresh()
	var body []fyne.CanvasObject
	if sentence := attention(g); sentence != "" {
		body = append(body, kit.NewBanner(kit.Bad, sentence))
	} else if banner != nil {
		body = append(body, banner)
	}
	switch {
	case g.ID == "":
		body = append(body, kit.NewMutedParagraph(sayNone))
	case g.Sample:
		body = append(body, kit.NewMutedParagraph(saySample))
	default:
		body = append(body, c.facts()...)
	}
	c.show(c.actions(), body)
}

// actions are the buttons, the likeliest first in the tab order.
func (c *gongCard) actions() []fyne.CanvasObject {
	g := c.shown
	connect := kit.NewPrimary("Connect", assets.Plug, c.connect)
	test := kit.NewButton("Test again", assets.Retry, c.test)
	disconnect := kit.NewButton("Disconnect", nil, c.disconnect)
	switch {
	case g.ID == "":
		return objects(kit.NewButton("Use sample data", assets.Sample, func() { c.needs.Routes.Sample(c.changed) }), connect)
	case g.Sample:
		return objects(kit.NewButton("Remove", nil, c.disconnect), connect)
	case g.Trouble != core.Other, g.Vault.State == vault.Missing, g.Vault.State == vault.Damaged:
		connect.SetText("Connect again")
		return objects(disconnect, test, connect)
	case g.Vault.Kind == vault.KindPassphrase && attention(g) != "":
		return objects(disconnect, kit.NewPrimary("Unlock", assets.Lock, func() { c.needs.Routes.Unlock(c.changed) }))
	}
	return objects(disconnect, kit.NewButton("Change key", assets.Edit, c.connect), test)
}

func (c *gongCard) facts() []fyne.CanvasObject {
	g := c.shown
	facts := objects(kit.NewDivider())
	if len(g.Workspaces) > 0 {
		facts = append(facts, fact("Workspaces", kit.NewParagraph(strings.Join(g.Workspaces, ", "))))
	}
	tested := kit.NewText(sayTested(g, c.needs.Clock.Now()))
	facts = append(facts,
		fact("Address", kit.NewText(g.Host)),
		fact("Credentials", kit.NewParagraph(sayKept(g))),
		fact("Data types", kit.NewText(sayReadable(g))),
		fact("Last tested", kit.NewTip(humane.Exact(g.Tested), tested)),
	)
	if len(g.Missing) > 0 {
		facts = append(facts, kit.NewBanner(kit.Warn, sayMissing(g)))
	}
	return facts
}

// changed reads anew after somebody else changed the connection, if the page is still there.
func (c *gongCard) changed() {
	if c.scope.Context().Err() == nil {
		c.read(nil)
	}
}

func (c *gongCard) connect() { c.needs.Routes.Connect(c.changed) }

// test asks Gong again what the key may read.
func (c *gongCard) test() {
	id := c.shown.ID
	var known atomic.Int32
	bar, words := kit.NewProgressBar(), kit.NewMuted(sayTesting(0))
	draw := func() {
		n := int(known.Load())
		words.Set(sayTesting(n))
		bar.Set(float64(n)/float64(len(core.DataTypes())), kit.Neutral)
	}
	pulse := task.NewPulse(c.scope, draw)
	stop := kit.NewButton("Stop", assets.Cancel, func() {
		c.attempt.Stop()
		pulse.Stop()
		c.connection(nil)
	})
	c.show(objects(stop), append(objects(kit.Column(1.5, words, bar)), c.facts()...))
	task.DoContext(c.attempt.Next(c.scope.Context()), c.scope, func(ctx context.Context) (bool, error) {
		return true, c.needs.Accounts.Retest(ctx, id, func(auth.Grant) {
			known.Add(1)
			pulse.Mark()
		})
	}, func(_ bool, err error) {
		pulse.Stop()
		if sentence := sayTest(err); err != nil && sentence != "" {
			c.read(kit.NewBanner(kit.Bad, sentence))
			return
		}
		c.read(nil)
	})
}

func (c *gongCard) disconnect() {
	title, loss, verb, done := sayDisconnectTitle, sayDisconnectLoss, "Disconnect", sayDisconnected
	if c.shown.Sample {
		title, loss, verb, done = sayRemoveTitle, sayRemoveLoss, "Remove", sayRemoved
	}
	id := c.shown.ID
	c.needs.Stage.ConfirmDestructive(title, loss, verb, func() {
		task.Do(c.scope, func(ctx context.Context) (bool, error) { return true, c.needs.Accounts.Disconnect(ctx, id) },
			func(_ bool, err error) {
				if err != nil {
					c.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotDisconnected).Line())
				} else {
					c.needs.Stage.Toast(kit.Good, done)
				}
				c.read(nil)
			})
	})
}

func objects(all ...fyne.CanvasObject) []fyne.CanvasObject { return all }
