package datasets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// connection is the chosen one; without an ID when none is, or it is gone.
func (p *Edit) connection() Connection {
	if p.draft == nil {
		return Connection{}
	}
	i := slices.IndexFunc(p.connections, func(c Connection) bool { return c.ID == p.draft.dataset.Connection })
	if i < 0 {
		return Connection{}
	}
	return p.connections[i]
}

// settle takes the connections as they are now and chooses one where that is no question: the one that was just made from here, or the first
// for a dataset that comes from none yet.
func (p *Edit) settle(now []Connection) {
	before, again := p.connections, p.settled
	p.connections, p.settled = now, true
	if p.connection().ID != "" || len(now) == 0 {
		return
	}
	made := slices.IndexFunc(now, func(c Connection) bool {
		return !slices.ContainsFunc(before, func(b Connection) bool { return b.ID == c.ID })
	})
	d := &p.draft.dataset
	switch {
	case again && made >= 0:
		d.Connection = now[made].ID
	case p.from == "":
		d.Connection = now[0].ID
		p.draft.opened.Connection = d.Connection
	}
}

// choose takes another account.
func (p *Edit) choose(id core.ConnectionID) {
	if id != p.draft.dataset.Connection {
		p.draft.dataset.Connection = id
		p.chosenAnew()
	}
}

func (p *Edit) connect(id core.ConnectionID) { p.needs.Routes.Connect(id, p.mended) }

// mended reads the connections anew after one was made or mended, if the screen is still there.
func (p *Edit) mended() {
	if p.scope.Context().Err() == nil {
		p.load()
		p.lock.look()
	}
}

// source is the panel that says where the data comes from, or how to connect it.
type source struct {
	object *fyne.Container
	shown  sourceState
}

// sourceState is all that the panel shows: it is drawn anew only when that changes, so that its drop-down keeps the focus.
type sourceState struct {
	drawn, asking      bool
	files              bool // the dataset would hold files only
	id                 core.ConnectionID
	name, account, all string
	trouble            say.Attention
}

func newSource() *source { return &source{object: container.NewStack()} }

func (s *source) show(p *Edit) {
	c := p.connection()
	now := sourceState{
		drawn: true, asking: p.lock.asking, id: c.ID, name: c.Name, account: c.Account, all: names(p.connections), trouble: p.lock.hinders(c),
		files: len(p.draft.staged) == 0 && p.draft.holds(),
	}
	if s.shown == now {
		return
	}
	s.shown = now
	s.object.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Line(3, s.row(p, c)...))}
	s.object.Refresh()
}

// names tells lists of connections apart.
func names(all []Connection) (names string) {
	for _, c := range all {
		names += string(c.ID) + "\n" + c.Name + "\n"
	}
	return names
}

func (s *source) row(p *Edit, c Connection) []fyne.CanvasObject {
	icon, badge := kit.NewIcon(assets.Plug, look.AccentText), kit.NewBadge("", kit.Good)
	title, detail := kit.NewStrong("Gong"), kit.NewMutedParagraph(c.Account)
	text := kit.Grow(kit.Column(0.5, title, detail))
	several := len(p.connections) > 1 || len(p.connections) == 1 && c.ID == ""
	if several {
		title.Text = "Gong account"
		text = kit.Grow(kit.Column(1, title, kit.NarrowLeft(60, chooser(p, c)), detail))
	}
	switch {
	case c.ID == "" && !several && s.shown.files:
		icon.Color = look.Muted
		title.Text, detail.Text = sayNoConnection, sayNotNeeded
		return objects(icon, text, kit.NewButton("Connect", assets.Plug, func() { p.connect("") }))
	case c.ID == "" && !several:
		icon.Color = look.Muted
		title.Text, detail.Text = sayNoConnection, sayNoConnectionHint
		return objects(icon, text, kit.NewPrimary("Connect", assets.Plug, func() { p.connect("") }))
	case c.ID == "":
		icon.Color = look.Muted
		detail.Text = sayUnsettled(p.draft.before)
		return objects(icon, text, kit.NewButton("Connect another", assets.Plug, func() { p.connect("") }))
	case p.lock.hinders(c).Mend != say.MendNothing:
		detail.Text = sayHindranceHere(c, &p.lock)
		badge.Set("Needs attention", kit.Warn, assets.Warning)
		return objects(icon, text, badge, mendButton(p.needs, c, &p.lock, p.mended))
	case c.Sample:
		badge.Set(saySampleAccount, kit.Accent, assets.Sample)
	default:
		badge.Set("Connected", kit.Good, assets.Check)
	}
	return objects(icon, text, badge)
}

// chooser is the drop-down of accounts.
func chooser(p *Edit, c Connection) fyne.CanvasObject {
	options := make([]string, len(p.connections))
	for i, one := range p.connections {
		options[i] = one.Name
		if one.Sample {
			options[i] = saySampleAccount
		}
	}
	s := kit.NewSelect(options, nil)
	s.Label, s.PlaceHolder = "Gong account", sayChooseAccount
	if i := slices.IndexFunc(p.connections, func(one Connection) bool { return one.ID == c.ID }); i >= 0 {
		s.Selected = options[i]
	}
	s.OnChanged = func(string) { p.choose(p.connections[s.SelectedIndex()].ID) }
	edge := kit.NewPlate("", theme.ColorNameInputBorder) // the toolkit draws none, and the panel's ground is the drop-down's
	edge.Radius = theme.SizeNameInputRadius
	return container.NewStack(s, edge)
}

func objects(all ...fyne.CanvasObject) []fyne.CanvasObject { return all }
