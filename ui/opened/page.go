package opened

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/opened"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Page is the page of exported files that are open. Opening goes on while another page is shown.
type Page struct {
	needs Needs
	scope *task.Scope

	sets   []Set
	loaded bool
	err    error
	result *opened.Result // of what was opened last; nil when it was put away
	failed error          // why nothing was opened

	cancel  context.CancelFunc // of what is being opened; nil while nothing is
	waiting []string           // paths that were dropped meanwhile
	read    atomic.Int64
	total   atomic.Int64
	pulse   *task.Pulse

	content *fyne.Container
	parts
}

// parts are the page's widgets.
type parts struct {
	file, folder *kit.Button
	progress     *fyne.Container
	words        *kit.Text
	bar          *kit.ProgressBar
	report       *fyne.Container
	body         *kit.Body
	list         *kit.KeyList
	card         fyne.CanvasObject
}

var (
	_ ui.Page      = (*Page)(nil)
	_ ui.Actor     = (*Page)(nil)
	_ ui.Commander = (*Page)(nil)
	_ ui.Dropper   = (*Page)(nil)
)

// New returns the page; Enter fills it. It is made once and lives as long as the window.
func New(n Needs) *Page {
	p := &Page{needs: n}
	p.build()
	return p
}

// Title is the page's heading.
func (p *Page) Title() string { return "Opened files" }

// Content is the page's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Actions are the page's buttons.
func (p *Page) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.folder, p.file} }

func (p *Page) build() {
	p.file = kit.NewPrimary("Open a file…", assets.File, p.PickFile)
	p.folder = kit.NewButton("Open a folder…", assets.Folder, p.pickFolder)
	p.words, p.bar = kit.NewText(""), kit.NewProgressBar()
	p.progress = kit.NewPanel(kit.Line(4, kit.Grow(kit.Column(2, p.words, p.bar)), kit.NewButton("Cancel", assets.Cancel, p.stop)))
	p.progress.Hide()
	p.report = container.NewStack()
	p.report.Hide()
	p.list = kit.NewKeyList(func() int { return len(p.sets) }, func() fyne.CanvasObject { return newSetRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*setRow).set(p.sets[i]) })
	p.list.OnOpen = func(int) { p.firstOf(p.needs.Routes.Review, p.needs.Routes.Search) }
	p.list.OnKey = p.key
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.list))
	p.body = kit.NewBody()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.progress, p.report, kit.Fill(p.body.Object)))
	p.pulse = task.NewPulse(p.needs.Runner, p.draw)
}

// firstOf goes the first way that there is.
func (p *Page) firstOf(ways ...func()) {
	for _, way := range ways {
		if way != nil {
			way()
			return
		}
	}
}

// Enter lists what is open, until Leave or until ctx ends.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.reload()
}

// Leave ends what the page has under way, but for files that are being opened.
func (p *Page) Leave() { p.scope.End() }

// Command serves the window's shortcuts.
func (p *Page) Command(c ui.Command) bool {
	switch c {
	case ui.ToCreate:
		p.PickFile()
	case ui.ToRefresh:
		p.reload()
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Drop opens what was dropped onto the window.
func (p *Page) Drop(paths []string) { p.Open(paths) }

// show puts what is open, or what stands in its place, into the body.
func (p *Page) show() {
	p.progress.Hidden = p.cancel == nil
	p.showReport()
	o := p.card
	switch {
	case p.err != nil:
		o = kit.NewErrorState(trouble(p.err, sayNotListed), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, p.reload))
	case !p.loaded:
		o = container.NewStack()
	case len(p.sets) == 0 && p.cancel == nil && p.report.Hidden:
		o = kit.NewEmptyState(assets.File, sayNone, sayNoneNext, kit.NewPrimary("Open a file…", assets.File, p.PickFile),
			kit.NewButton("Open a folder…", assets.Folder, p.pickFolder))
	case len(p.sets) == 0:
		o = container.NewStack()
	}
	p.body.Put(o)
	p.list.Refresh()
	p.content.Refresh()
}

// draw shows how far the reading is.
func (p *Page) draw() {
	read, total := p.read.Load(), p.total.Load()
	p.words.Set(sayProgress(read, total))
	share := -1.0
	if total > 0 {
		share = float64(read) / float64(total)
	}
	p.bar.Set(share, kit.Accent)
}
