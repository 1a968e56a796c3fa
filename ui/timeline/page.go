package timeline

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// lookGap is how often the screen looks for a run, and at how far it is.
const lookGap = time.Second

// Page is the screen of the Timeline.
type Page struct {
	needs Needs
	scope *task.Scope
	queue *task.Queue // of what is written

	loaded   bool
	overview Overview
	company  timeline.GSID // whose feed is shown; "" for all
	reading  task.Latest
	asking   *asking
	going    bool // a run goes on
	entered  bool // the feed gets the focus when it has been read
	progress timeline.Progress

	companies *companies
	feed      *feed
	pane      *pane
	strip     *strip
	columns   *fyne.Container
	main      *kit.Body // the columns, or what stands in their place
	content   *kit.Body
	whole     fyne.CanvasObject // strip and main
	actions   []fyne.CanvasObject
	initiate  *kit.Button
}

// companyKey is where the company whose feed is shown is remembered.
const companyKey = "timeline/company"

// New returns the screen; Enter fills it.
func New(n Needs) *Page {
	p := &Page{needs: n, queue: task.NewQueue(n.Runner), company: timeline.GSID(n.Memory.Recall(companyKey))}
	p.asking = newAsking(p)
	p.companies, p.feed, p.pane, p.strip = newCompanies(p), newFeed(p), newPane(p), newStrip(p)
	p.columns = newColumns(p.companies.content, p.feed.content, p.pane.content, func() bool { return p.pane.id != "" })
	p.main, p.content = kit.NewBody(), kit.NewBody()
	p.whole = kit.PadXY(3, 2, kit.Column(2, p.strip.object, kit.Fill(p.main.Object)))
	p.initiate = kit.NewButton("Initiate Sync", assets.Sync, p.start)
	p.actions = newActions(p)
	return p
}

// Content is the screen's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content.Object }

// Title is the screen's heading.
func (p *Page) Title() string { return "Timeline" }

// Actions are the screen's buttons.
func (p *Page) Actions() []fyne.CanvasObject { return p.actions }

// Command serves the window's shortcuts.
func (p *Page) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read(true)
	case ui.ToFind:
		if p.main.Empty() || p.overview.All == 0 {
			return false
		}
		kit.Focus(p.companies.words.Entry)
	case ui.ToNote:
		return p.pane.focusNotes()
	case ui.ToClose:
		return p.close()
	default:
		return false
	}
	return true
}

// close goes back from the notes to the feed, then takes the Activity away that is open; it tells whether there was anything to close.
func (p *Page) close() bool {
	switch {
	case p.pane.id == "":
		return false
	case !kit.Focused(p.pane.notes.field):
		p.pane.close()
		p.feed.mark()
	}
	p.feed.focus()
	return true
}

// Focus gives the focus to the feed.
func (p *Page) Focus() { p.feed.focus() }

// Enter reads the Timeline and follows a run until Leave or until ctx ends.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope, p.entered = task.NewScope(ctx, p.needs.Runner), true
	p.content.Await(p.scope, "Reading the Timeline")
	p.progress, p.going = p.needs.Runs.Progress()
	p.read(true)
	task.Every(p.scope.Context(), p.scope, lookGap, p.look)
}

// Leave ends what the screen has under way, but no run.
func (p *Page) Leave() {
	p.pane.leave()
	p.scope.End()
}

// Open opens the Activity of a call, before the screen is shown or while it is, and shows its row: in the feed of its company where the one that is
// shown does not have it.
func (p *Page) Open(id core.CallID) {
	p.feed.seek = id
	p.feed.rest.moving.Stop()
	p.pane.open(id)
	p.reveal()
}

// reveal shows the row that Open seeks, once what is needed for that was read.
func (p *Page) reveal() {
	id, a := p.feed.seek, p.pane.activity
	switch {
	case id == "" || !p.loaded:
	case p.feed.find(id) >= 0:
		p.feed.seek = ""
		p.feed.mark()
	case a == nil || a.CallID != id:
	case a.Company == p.company:
		p.feed.seek = ""
	default:
		p.choose(a.Company)
	}
}

// choose shows the feed of a company.
func (p *Page) choose(company timeline.GSID) {
	if p.company == company {
		return
	}
	p.company = company
	p.needs.Memory.Remember(companyKey, string(company))
	p.feed.top = true
	p.companies.mark()
	p.read(false)
}

// start begins a run, if runs are wanted at all.
func (p *Page) start() {
	if !p.overview.Enabled {
		p.needs.Stage.ToastWith(kit.Warn, sayOffToast, "Settings", p.needs.Routes.Settings)
		return
	}
	p.needs.Runs.Initiate()
	p.look()
}

// look follows the run: what is new is read while it goes on, all of it when it has ended.
func (p *Page) look() {
	was, before := p.going, p.progress
	p.progress, p.going = p.needs.Runs.Progress()
	switch {
	case was && (!p.going || !p.progress.Since.Equal(before.Since)):
		p.read(true)
	case p.going && p.progress.Done != before.Done:
		p.read(false)
	}
	if was || p.going {
		p.show()
	}
}

// show shows the Timeline as it was read last.
func (p *Page) show() {
	if !p.loaded {
		return
	}
	p.initiate.SetEnabled(!p.going)
	p.strip.show()
	if p.overview.All == 0 {
		p.rank(widget.MediumImportance)
		p.main.Put(p.empty())
	} else {
		p.rank(widget.HighImportance)
		p.main.Put(p.columns)
	}
	p.content.Put(p.whole)
}

// rank makes Initiate Sync the button for what most people want to do next, or leaves that to the one in the middle of an empty screen.
func (p *Page) rank(i widget.Importance) {
	if p.initiate.Importance != i {
		p.initiate.Importance = i
		p.initiate.Refresh()
	}
}

// empty says why there is no Activity, and leads to where that is mended.
func (p *Page) empty() fyne.CanvasObject {
	routes := p.needs.Routes
	directory := kit.NewButton("Directory", assets.CRMAccounts, routes.Directory)
	settings := kit.NewButton("Settings", assets.Settings, routes.Settings)
	switch {
	case p.going:
		return kit.NewEmptyState(assets.Timeline, "No Activity yet", sayComing)
	case len(p.overview.Companies) == 0:
		return kit.NewEmptyState(assets.CRMAccounts, "No company in the directory", sayNoCompany,
			kit.NewPrimary("Set up the directory", assets.CRMAccounts, routes.Directory), settings)
	case !p.overview.Enabled:
		return kit.NewEmptyState(assets.Timeline, "Sync Gong Meetings is off", sayOff,
			kit.NewPrimary("Open the settings", assets.Settings, routes.Settings), directory)
	}
	return kit.NewEmptyState(assets.Timeline, "No Activity yet", sayNoActivity, kit.NewPrimary("Initiate Sync", assets.Sync, p.start), settings)
}
