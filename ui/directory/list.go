package directory

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// List is the screen of companies, persons and users.
type List struct {
	needs Needs
	scope *task.Scope

	loaded  bool
	state   directory.State
	lines   map[directory.Kind][]line
	changes []store.DirectoryChange
	kind    int // of kinds
	orders  map[directory.Kind]order
	shown   []int // of the lines of the kind
	finding task.Latest

	content *fyne.Container
	parts
}

// parts are the screen's widgets.
type parts struct {
	line     *fyne.Container
	tabs     *kit.Segments
	search   *kit.SearchField
	count    *kit.Text
	undo     *kit.Button
	headings [columns]*heading
	body     *kit.Body
	rows     *kit.KeyList
	card     fyne.CanvasObject
	actions  []fyne.CanvasObject
	add      *kit.Button
}

var (
	_ ui.Page      = (*List)(nil)
	_ ui.Actor     = (*List)(nil)
	_ ui.Commander = (*List)(nil)
)

// New returns the screen; Enter fills it.
func New(n Needs) *List {
	p := &List{needs: n, orders: map[directory.Kind]order{}}
	if i, err := strconv.Atoi(n.Memory.Recall(tabKey)); err == nil && i >= 0 && i < len(kinds) {
		p.kind = i
	}
	p.build()
	return p
}

// tabKey is under what the tab is remembered.
const tabKey = "timeline/directory"

// Title is the screen's heading.
func (p *List) Title() string { return "Directory" }

// Content is the screen's object, always the same one.
func (p *List) Content() fyne.CanvasObject { return p.content }

// Actions are the screen's buttons.
func (p *List) Actions() []fyne.CanvasObject { return p.actions }

func (p *List) build() {
	p.tabs = kit.NewSegments([]string{"Companies", "Persons", "Users"}, p.kind, func(i int) {
		p.kind = i
		p.needs.Memory.Remember(tabKey, strconv.Itoa(i))
		p.search.SetText("")
		p.show()
	})
	p.search = kit.NewSearchField("Find by name…", func(string) { p.find() })
	p.count = kit.NewMuted("")
	p.count.Shrink = false
	p.undo = kit.NewButton("Undo", assets.Retry, p.offerUndo)
	p.add = kit.NewButton("", assets.Plus, func() { p.edit("") })
	p.actions = []fyne.CanvasObject{
		kit.NewButton("Users of Gong", assets.Users, p.needs.Routes.Users), p.add, kit.NewPrimary("Import…", assets.File, p.needs.Routes.Import),
	}
	var heads [columns]fyne.CanvasObject
	for i := range p.headings {
		p.headings[i] = newHeading(func() { p.sort(i) })
		heads[i] = p.headings[i]
	}
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*row).set(p.at(i)) })
	p.rows.OnOpen = func(i int) { p.edit(p.at(i).id) }
	p.rows.OnKey = p.key
	under := kit.Column(0, kit.PadXY(4.5, 0, table(heads, kit.Spring())), kit.NewDivider(), kit.Fill(kit.Pad(1.5, p.rows)))
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), under)
	p.body = kit.NewBody()
	p.line = kit.Line(3, p.tabs, kit.Grow(p.search), p.count, p.undo)
	p.line.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.line, kit.Fill(p.body.Object)))
	p.entitle()
}

// of is the kind whose table is shown.
func (p *List) of() directory.Kind { return kinds[p.kind] }

func (p *List) at(i int) line { return p.lines[p.of()][p.shown[i]] }

// Enter reads the directory, until Leave or until ctx ends.
func (p *List) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.body.Await(p.scope, "Reading the directory")
	p.read()
}

// Leave ends what the screen has under way.
func (p *List) Leave() { p.scope.End() }

// Command serves the window's shortcuts.
func (p *List) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToFind:
		kit.Focus(p.search.Entry)
	case ui.ToCreate:
		p.edit("")
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// reading is what was read.
type reading struct {
	state   directory.State
	lines   map[directory.Kind][]line
	changes []store.DirectoryChange
}

func (p *List) read() {
	task.Do(p.scope, func(ctx context.Context) (r reading, err error) {
		if r.state, err = p.needs.Book.State(ctx); err != nil {
			return r, err
		}
		r.lines = map[directory.Kind][]line{}
		for _, k := range kinds {
			r.lines[k] = linesOf(k, r.state)
		}
		r.changes, err = p.needs.Book.Changes(ctx)
		return r, err
	}, func(r reading, err error) {
		if err != nil {
			p.loaded = false
			p.line.Hide()
			p.body.Fail(trouble(err, sayNotRead), p.needs.Clipboard, p.read)
			p.content.Refresh()
			return
		}
		first := !p.loaded
		p.loaded, p.state, p.changes = true, r.state, r.changes
		p.lines, p.shown = r.lines, nil
		p.show()
		if first && len(p.shown) > 0 {
			p.rows.Focus()
		}
	})
}

// show shows the table of the tab, or what stands in its place.
func (p *List) show() {
	p.shown = nil
	p.line.Hidden = !p.loaded || len(p.state.Companies)+len(p.state.Persons)+len(p.state.Users) == 0 && len(p.changes) == 0
	p.undo.Hidden = len(p.changes) == 0
	p.entitle()
	p.find()
	p.content.Refresh()
	p.needs.Routes.Retitle()
}

// entitle writes the titles of the columns, and what can be added.
func (p *List) entitle() {
	o := p.orders[p.of()]
	for i, h := range p.headings {
		h.set(titles[p.of()][i], o.column == i, o.down, isNumber(p.of(), i))
	}
	p.add.SetText("Add " + one[p.of()] + "…")
}

// sort sorts by a column, the other way when it is by that already.
func (p *List) sort(column int) {
	o := p.orders[p.of()]
	if o.column == column {
		o.down = !o.down
	} else {
		o = order{column: column}
	}
	p.orders[p.of()] = o
	p.entitle()
	p.find()
}

// find chooses and sorts the rows. What is searched for changes meanwhile: only the newest answer counts.
func (p *List) find() {
	if !p.loaded {
		return
	}
	k, all, words := p.of(), p.lines[p.of()], p.search.Text()
	o := p.orders[k]
	task.DoContext(p.finding.Next(p.scope.Context()), p.scope, func(context.Context) ([]int, error) { return chosen(k, all, words, o), nil }, func(shown []int, _ error) {
		p.shown = shown
		p.count.Set(sayCount(k, len(all)))
		if words != "" {
			p.count.Set(humane.Number(len(shown)) + " of " + sayCount(k, len(all)))
		}
		p.line.Refresh()
		switch {
		case len(shown) > 0:
			p.body.Put(p.card)
		case words != "":
			p.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch, kit.NewButton("Show all", nil, func() { p.search.SetText("") })))
		default:
			p.body.Put(kit.NewEmptyState(icons[k], "No "+string(k)+" yet", sayNone[k], kit.NewPrimary("Import…", assets.File, p.needs.Routes.Import), kit.NewButton("Add "+one[k]+"…", assets.Plus, func() { p.edit("") })))
		}
		p.rows.Refresh()
	})
}

// icons are what the kinds look like.
var icons = map[directory.Kind]fyne.Resource{directory.Companies: assets.CRMAccounts, directory.Persons: assets.CRMContacts, directory.Users: assets.Users}
