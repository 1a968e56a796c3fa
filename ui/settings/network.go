package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/network"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// The choices in the order in which they are offered.
var (
	proxies    = []network.Proxy{network.System, network.Manual, network.None}
	proxyNames = []string{"System", "Manual", "None"}
)

// networkCard chooses the proxy and the file of certificates. A choice holds at once, an address when it is entered.
type networkCard struct {
	needs   Needs
	scope   *task.Scope
	now     network.Settings // in effect
	setting bool
	next    func() // what was chosen while the choice before was being kept

	object  *fyne.Container
	proxy   *kit.Segments
	caption *kit.Text
	address *kit.Entry
	field   *fyne.Container
	file    *kit.Text
	choose  *kit.Button
	remove  *kit.Button
	check   *check
}

func newNetworkCard(n Needs) *networkCard {
	c := &networkCard{needs: n, caption: kit.NewCaption(""), address: kit.NewEntry(), file: kit.NewText("")}
	c.proxy = kit.NewSegments(proxyNames, 0, func(i int) { c.pick(proxies[i]) })
	c.address.Label = "Address of the proxy"
	c.address.SetPlaceHolder("http://proxy.example:3128")
	c.address.OnSubmitted = func(string) { c.useAddress() }
	use := kit.NewButton("Use", assets.Tick, c.useAddress)
	c.field = kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Address")), kit.Grow(c.address), use)
	c.choose = kit.NewButton("Choose", assets.File, func() { n.Routes.PickCAFile(c.now.CAFile, c.useFile) })
	c.remove = kit.NewButton("Remove", nil, func() { c.useFile("") })
	c.check = newCheck("Check connection", sayReaching, c.begin, func() { c.object.Refresh() })
	c.object = kit.Column(3,
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Proxy")), c.proxy, kit.Grow(c.caption)),
		c.field,
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("CA file")), kit.Grow(c.file), kit.Line(2, c.remove, c.choose)),
		kit.Line(4, kit.Sized(28, 0, kit.NewMuted("Gong")), kit.Grow(kit.NewCaption(sayCheck)), c.check.button),
		c.check.result,
	)
	c.draw(network.System)
	return c
}

func (c *networkCard) enter(s *task.Scope) {
	c.scope, c.setting, c.next = s, false, nil
	c.check.rest()
	c.check.clear()
	c.read()
}

// read shows what is in effect.
func (c *networkCard) read() {
	task.Do(c.scope, c.needs.Network.Settings, func(now network.Settings, problem error) {
		c.now = now
		c.address.SetText(now.ProxyURL)
		c.draw(now.Proxy)
		if problem != nil {
			c.check.say(kit.NewBanner(kit.Bad, say.Error(problem, sayNotInEffect).Line()))
		}
	})
}

// draw shows a choice of proxy, be it in effect or not yet.
func (c *networkCard) draw(p network.Proxy) {
	i := max(0, slices.Index(proxies, p))
	c.proxy.SetChosen(i)
	c.caption.Set(sayProxy[proxies[i]])
	c.field.Hidden = proxies[i] != network.Manual
	c.remove.Hidden = c.now.CAFile == ""
	c.file.Set(c.now.CAFile)
	if c.now.CAFile == "" {
		c.file.Set(sayNoCAFile)
	}
	c.object.Refresh()
}

// pick takes a choice of proxy. Without an address Manual waits for one.
func (c *networkCard) pick(p network.Proxy) {
	c.check.clear()
	c.draw(p)
	if p == network.Manual && c.now.ProxyURL == "" {
		kit.Focus(c.address)
		return
	}
	c.set(sayNotChanged, func(s *network.Settings) { s.Proxy = p })
}

func (c *networkCard) useAddress() {
	address := c.address.Text
	c.set(sayNotChanged, func(s *network.Settings) { s.Proxy, s.ProxyURL = network.Manual, address })
}

// useFile believes a file of certificates; "" for none.
func (c *networkCard) useFile(path string) {
	c.set(sayFileNotUsed, func(s *network.Settings) { s.CAFile = path })
}

// set puts a change into effect, one after the other. What is refused stays to be corrected, and what was in effect stays so.
func (c *networkCard) set(failed string, change func(*network.Settings)) {
	if c.setting {
		c.next = func() { c.set(failed, change) }
		return
	}
	c.setting = true
	c.check.attempt.Stop()
	c.check.rest()
	s := c.now
	change(&s)
	task.Do(c.scope, func(ctx context.Context) (network.Settings, error) {
		if err := c.needs.Network.Set(ctx, s); err != nil {
			return network.Settings{}, err
		}
		return c.needs.Network.Settings(ctx)
	}, func(now network.Settings, err error) {
		c.setting = false
		if err == nil {
			c.now = now
		}
		if next := c.next; next != nil {
			c.next = nil
			next()
			return
		}
		c.kept(err, failed)
	})
}

// kept shows what came of the last change.
func (c *networkCard) kept(err error, failed string) {
	if err != nil {
		c.check.say(kit.NewBanner(kit.Bad, say.Error(err, failed).Line()))
		return
	}
	c.address.SetText(c.now.ProxyURL)
	c.check.clear()
	c.draw(c.now.Proxy)
}

func (c *networkCard) begin() {
	task.DoContext(c.check.attempt.Next(c.scope.Context()), c.scope, func(ctx context.Context) (network.Finding, error) {
		return c.needs.Network.Check(ctx), nil
	}, func(f network.Finding, _ error) {
		c.check.rest()
		sentence, tone := sayFound(f)
		c.check.say(kit.NewBanner(tone, sentence))
	})
}
