package datasets

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	lookIdle   = time.Second      // how often a screen looks for runs while there is none
	lookBusy   = task.PulseGap    // and while there is one
	clockGap   = 30 * time.Second // how often "3 minutes ago" is looked at
	filterFrom = 9                // so many datasets deserve a filter
)

// List is the screen of all datasets.
type List struct {
	needs Needs
	scope *task.Scope

	loaded      bool
	entries     []Entry
	shown       []Entry // those that the filter lets through
	connections []Connection
	lock        lock
	going       map[core.DatasetID]Run

	again func() // takes the next look away

	content *fyne.Container
	listParts
}

// listParts are the screen's widgets.
type listParts struct {
	body   *kit.Body
	banner *fyne.Container
	rows   *kit.KeyList
	card   fyne.CanvasObject // the rows on their ground
	filter *kit.SearchField
	search *fyne.Container // the filter's line
	all    *kit.Button
	create *kit.Button
}

// NewList returns the screen; Enter fills it.
func NewList(n Needs) *List {
	p := &List{needs: n, going: map[core.DatasetID]Run{}}
	p.build()
	return p
}

// Content is the screen's object, always the same one.
func (p *List) Content() fyne.CanvasObject { return p.content }

func (p *List) build() {
	p.filter = kit.NewSearchField("Filter by name", func(string) { p.refilter() })
	p.all = kit.NewButton("Refresh all", assets.Refresh, p.refreshAll)
	p.create = kit.NewPrimary("New dataset", assets.Plus, p.needs.Routes.New)
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newListRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*listRow).set(p.shown[i]) })
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.rows))
	p.rows.OnSelect = p.open
	p.rows.OnOpen = p.open
	p.rows.OnKey = p.key
	p.banner, p.body = container.NewStack(), kit.NewBody()
	p.banner.Hide()
	p.search = kit.Line(0, kit.Sized(70, 0, p.filter), kit.Spring())
	p.search.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.banner, p.search, kit.Fill(p.body.Object)))
	p.show()
}

// Title is the screen's heading.
func (p *List) Title() string { return "Datasets" }

// Actions are the screen's buttons.
func (p *List) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.all, p.create} }

// Command serves the window's shortcuts.
func (p *List) Command(c ui.Command) bool {
	switch c {
	case ui.ToCreate:
		p.needs.Routes.New()
	case ui.ToRefresh:
		p.refreshAll()
	case ui.ToFind:
		if p.search.Hidden {
			return false
		}
		kit.Focus(p.filter.Entry)
	default:
		return false
	}
	return true
}

// Enter reads the datasets and follows their runs until Leave or until ctx ends.
func (p *List) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.Focus()
	p.load()
	p.lock.enter(p.scope, p.needs, p.lockChanged)
	p.look()
	task.Every(p.scope.Context(), p.scope, clockGap, p.rows.Refresh)
}

// Leave ends what the screen has under way, but no run.
func (p *List) Leave() { p.scope.End() }

// Focus gives the rows the focus, so that the arrows move in them at once.
func (p *List) Focus() {
	if len(p.shown) > 0 {
		p.rows.Focus()
	}
}

type listing struct {
	entries     []Entry
	connections []Connection
}

func (p *List) load() {
	if !p.loaded {
		p.body.Object.Objects = nil
		p.body.Await(p.scope, "Reading the datasets")
	}
	task.Do(p.scope, func(ctx context.Context) (listing, error) {
		entries, err := p.needs.Datasets.All(ctx)
		if err != nil {
			return listing{}, err
		}
		connections, err := p.needs.Connections.Connected(ctx)
		return listing{entries, connections}, err
	}, func(l listing, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := !p.loaded
		p.loaded, p.entries, p.connections = true, l.entries, l.connections
		p.show()
		p.look() // what was looked at before were no rows yet
		if first {
			p.Focus()
		}
	})
}

// reload reads one dataset again, after its run.
func (p *List) reload(id core.DatasetID) {
	task.Do(p.scope, func(ctx context.Context) (Entry, error) { return p.needs.Datasets.One(ctx, id) }, func(e Entry, err error) {
		i := p.index(id)
		switch {
		case i < 0:
			return
		case core.Is(err, core.NotFound):
			p.entries = slices.Delete(p.entries, i, i+1)
		case err == nil:
			p.entries[i] = e
		}
		p.show()
	})
}

func (p *List) index(id core.DatasetID) int {
	return slices.IndexFunc(p.entries, func(e Entry) bool { return e.Dataset.ID == id })
}

// look follows the runs, and itself after a while: often while there is a run.
func (p *List) look() {
	if p.again != nil {
		p.again()
	}
	gap := lookIdle
	if p.follow() {
		gap = lookBusy
	}
	p.again = p.scope.After(gap, p.look)
}

// follow takes the runs as they are now, and reads again the datasets whose run has ended.
func (p *List) follow() (busy bool) {
	changed := false
	for _, e := range p.entries {
		id := e.Dataset.ID
		run, going := p.needs.Runs.Run(id)
		_, was := p.going[id]
		if going {
			p.going[id] = run
			busy = true
		} else if was {
			delete(p.going, id)
			p.reload(id)
		}
		changed = changed || going || was
	}
	if changed {
		p.rows.Refresh()
	}
	return busy
}

func clipboard() fyne.Clipboard { return fyne.CurrentApp().Clipboard() }
