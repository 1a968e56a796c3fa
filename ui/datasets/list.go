package datasets

import (
	"context"
	"slices"
	"strings"
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
	loadingAfter = 300 * time.Millisecond // what is quicker would only flicker
	lookIdle     = time.Second            // how often a screen looks for runs while there is none
	lookBusy     = task.PulseGap          // and while there is one
	clockGap     = 30 * time.Second       // how often "3 minutes ago" is looked at
	filterFrom   = 9                      // so many datasets deserve a filter
)

// List is the screen of all datasets.
type List struct {
	needs Needs
	scope *task.Scope

	loaded      bool
	entries     []Entry
	shown       []Entry // those that the filter lets through
	connections []Connection
	locked      bool // until a passphrase is entered, nothing can be imported from Gong
	going       map[core.DatasetID]Run

	again func() // takes the next look away

	content *fyne.Container
	listParts
}

// listParts are the screen's widgets.
type listParts struct {
	body   *fyne.Container
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
	p.banner, p.body = container.NewStack(), container.NewStack()
	p.banner.Hide()
	p.search = kit.Line(0, kit.Sized(70, 0, p.filter), kit.Spring())
	p.search.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.banner, p.search, kit.Fill(p.body)))
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
	p.lookForLock()
	p.look()
	task.Every(p.scope.Context(), p.scope, clockGap, p.rows.Refresh)
}

// Leave ends what the screen has under way, but no run.
func (p *List) Leave() {
	if p.scope != nil {
		p.scope.End()
	}
}

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
		p.body.Objects = nil
		p.scope.After(loadingAfter, func() {
			if !p.loaded && len(p.body.Objects) == 0 {
				p.replace(kit.NewLoading("Reading the datasets"))
			}
		})
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
		if first {
			p.Focus()
		}
	})
}

// lookForLock finds out whether a passphrase is wanted.
func (p *List) lookForLock() {
	lookForLock(p.scope, p.needs, func(locked bool) {
		p.locked = locked
		p.showBanner()
		p.rows.Refresh()
		p.content.Refresh()
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

// show puts the datasets, or what stands in their place, into the body.
func (p *List) show() {
	p.all.Hidden = len(p.entries) == 0
	p.create.Hidden = p.loaded && len(p.entries) == 0 // the empty state has its own
	p.search.Hidden = len(p.entries) < filterFrom && p.filter.Text() == ""
	p.showBanner()
	p.refilter()
	if p.loaded && len(p.entries) == 0 {
		p.replace(p.empty())
	}
}

func (p *List) empty() fyne.CanvasObject {
	create := kit.NewPrimary("New dataset", assets.Plus, p.needs.Routes.New)
	if len(p.connections) == 0 {
		connect := kit.NewPrimary("Connect Gong", assets.Plug, p.connect)
		return kit.NewEmptyState(assets.Datasets, "No datasets yet", sayEmptyUnconnected, connect,
			kit.NewButton("New dataset", assets.Plus, p.needs.Routes.New))
	}
	return kit.NewEmptyState(assets.Datasets, "No datasets yet", sayEmpty, create)
}

func (p *List) showBanner() {
	p.banner.Objects = nil
	p.banner.Hide()
	if len(p.entries) == 0 {
		return
	}
	if banner := p.trouble(); banner != nil {
		p.banner.Objects = []fyne.CanvasObject{banner}
		p.banner.Show()
	}
}

// trouble is what keeps imports from working, with the button that mends it; nil when nothing does. One thing at a time.
func (p *List) trouble() fyne.CanvasObject {
	if len(p.connections) == 0 {
		return kit.NewBanner(kit.Warn, sayUnconnected, kit.NewButton("Connect Gong", assets.Plug, p.connect))
	}
	several, lost := len(p.connections) > 1, 0
	for _, e := range p.entries {
		if e.Connection.Attention != "" || e.Connection.shut(p.locked) {
			return newConnectionBanner(p.needs, e.Connection, several, p.locked, p.mended)
		}
		if e.Connection.ID == "" {
			lost++
		}
	}
	if lost > 0 {
		return kit.NewBanner(kit.Warn, sayLostDatasets(lost), kit.NewButton("Connect Gong", assets.Plug, p.connect))
	}
	return nil
}

func (p *List) connect() { p.needs.Routes.Connect("", p.mended) }

// mended reads anew after a connection was mended, if the screen is still there.
func (p *List) mended() {
	if p.scope.Context().Err() == nil {
		p.load()
		p.lookForLock()
	}
}

// refilter chooses the rows.
func (p *List) refilter() {
	words := strings.Fields(strings.ToLower(p.filter.Text()))
	p.shown = p.shown[:0]
	for _, e := range p.entries {
		name := strings.ToLower(e.Dataset.Name + " " + e.Dataset.Description)
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) }) {
			p.shown = append(p.shown, e)
		}
	}
	switch {
	case len(p.shown) > 0:
		p.replace(p.card)
		p.rows.Refresh()
	case len(p.entries) > 0:
		p.replace(kit.NewEmptyState(assets.Search, "Nothing found", sayNoMatch(p.filter.Text()),
			kit.NewButton("Show all datasets", nil, func() { p.filter.SetText("") })))
	}
}

func (p *List) replace(o fyne.CanvasObject) {
	if len(p.body.Objects) == 1 && p.body.Objects[0] == o {
		return
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *List) fail(err error) {
	p.loaded = false
	p.entries = nil
	p.show()
	p.create.Hide() // one thing to do
	p.replace(kit.NewErrorState(trouble(err, "The datasets could not be read"), clipboard(),
		kit.NewPrimary("Try again", assets.Retry, func() {
			p.body.Objects = nil
			p.load()
		})))
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
