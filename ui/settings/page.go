package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Page is the page.
type Page struct {
	needs      Needs
	scope      *task.Scope
	gong       *integrations
	background *backgroundCard
	network    *networkCard
	storage    *storageCard
	content    fyne.CanvasObject
}

// New returns the page; Enter fills it.
func New(n Needs) *Page {
	p := &Page{needs: n}
	p.gong, p.background, p.network, p.storage = newIntegrations(n), newBackgroundCard(n), newNetworkCard(n), newStorageCard(n)
	sections := kit.Column(6,
		kit.Column(2, kit.NewSubheading("Integrations"), p.gong.object),
		section("Sync", p.background.object),
		section("Network", p.network.object),
		section("Appearance", newAppearance(n.Appearance)),
		section("Storage", p.storage.object),
		section("About", newAbout(n)),
	)
	p.content = kit.NewVScroll(kit.Pad(6, kit.Narrow(200, sections)))
	return p
}

// section is a heading over a panel.
func section(title string, o fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(2, kit.NewSubheading(title), kit.NewPanel(o))
}

// Title is the page's heading.
func (p *Page) Title() string { return "Settings" }

// Content is the page's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Enter reads the connections, what goes on in the background, the network's settings and the database's size.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.gong.enter(p.scope)
	p.background.enter(p.scope)
	p.network.enter(p.scope)
	p.storage.enter(p.scope)
}

// Leave ends what the page has under way.
func (p *Page) Leave() { p.scope.End() }

// fact is a line of a card: what it is, and its value.
func fact(name string, value fyne.CanvasObject) fyne.CanvasObject {
	label := kit.NewMuted(name)
	return kit.TopLine(4, kit.Sized(28, 0, label), kit.Grow(value))
}
