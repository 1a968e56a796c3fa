package activity

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	lookIdle  = time.Second      // how often a screen looks for runs while there is none
	lookBusy  = task.PulseGap    // and while there is one
	clockGap  = 30 * time.Second // how often "3 minutes ago" is looked at
	firstPage = 100              // what fills any window
	olderPage = 2000
)

// List is the screen of all runs, or of those of one dataset: its history.
type List struct {
	needs Needs
	of    core.DatasetID // "" for all
	scope *task.Scope

	loaded bool
	older  bool // there may be more than all
	all    []store.RunReport
	names  map[core.DatasetID]string
	going  goings
	filter filter
	shown  []entry // those that the filter lets through
	err    error   // of reading older ones

	meetings []timeline.Run     // of the Timeline, the latest first
	meeting  *timeline.Progress // that goes on; nil for none

	again   func() // takes the next look away
	content *fyne.Container
	listParts
}

// listParts are the screen's widgets.
type listParts struct {
	line     *fyne.Container // of filters
	status   *kit.Segments
	datasets *kit.Select
	ids      []core.DatasetID // of the names in datasets, behind the first
	choices  *kit.Select
	count    *kit.Text
	banner   *fyne.Container
	body     *kit.Body
	rows     *kit.KeyList
	card     fyne.CanvasObject // the rows on their ground
	copy     *kit.Button
	export   *kit.Button
}

// New returns the screen of all runs; Enter fills it.
func New(n Needs) *List { return newList(n, "") }

// HistoryOf returns the screen of a dataset's runs; Enter fills it.
func HistoryOf(n Needs, id core.DatasetID) *List { return newList(n, id) }

func newList(n Needs, of core.DatasetID) *List {
	p := &List{needs: n, of: of, going: goings{}}
	p.recall()
	p.build()
	return p
}

// Content is the screen's object, always the same one.
func (p *List) Content() fyne.CanvasObject { return p.content }

// Title is the screen's heading.
func (p *List) Title() string {
	switch {
	case p.of == "":
		return "Activity"
	case p.names[p.of] == "":
		return "History"
	}
	return "History of “" + p.names[p.of] + "”"
}

// Actions are the screen's buttons.
func (p *List) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.copy, p.export} }

func (p *List) build() {
	p.copy = kit.NewButton("Copy as text", assets.Copy, p.copyText)
	p.export = kit.NewButton("Export…", assets.Export, p.exportSheet)
	p.status = kit.NewSegments([]string{"All", "Running", "Failed or partly", "With changes"}, p.filter.status, func(i int) {
		p.filter.status = i
		p.refilter()
	})
	words := make([]string, len(choices))
	for i, c := range choices {
		words[i] = c.words
	}
	p.choices = kit.NewSelect(words, nil)
	p.choices.Label = "Runs"
	p.choices.Selected = words[p.filter.choice]
	p.choices.OnChanged = func(string) {
		p.filter.choice = max(0, p.choices.SelectedIndex())
		p.refilter()
	}
	p.datasets = kit.NewSelect([]string{"All datasets"}, nil)
	p.datasets.Label, p.datasets.Selected = "Dataset", "All datasets"
	p.datasets.OnChanged = func(string) {
		p.filter.dataset = ""
		if i := p.datasets.SelectedIndex(); i > 0 {
			p.filter.dataset = p.ids[i-1]
		}
		p.refilter()
	}
	p.count = kit.NewMuted("")
	p.count.Shrink = false
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newListRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*listRow).set(p.shown[i]) })
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.rows))
	p.rows.OnSelect, p.rows.OnOpen, p.rows.OnKey = p.open, p.open, p.key
	p.banner, p.body = container.NewStack(), kit.NewBody()
	p.banner.Hide()
	filters := []fyne.CanvasObject{p.status, kit.Sized(44, 0, p.choices)}
	if p.of == "" {
		filters = append(filters, kit.Sized(50, 0, p.datasets))
	}
	p.line = kit.Columns(3, 0, append(filters, kit.Spring(), p.count)...)
	p.line.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.line, p.banner, kit.Fill(p.body.Object)))
	p.show()
}

// Command serves the window's shortcuts.
func (p *List) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read(max(firstPage, len(p.all)))
	case ui.ToFind:
		if p.line.Hidden {
			return false
		}
		kit.Focus(p.choices)
	case ui.ToExport:
		p.exportSheet()
	case ui.ToClose:
		if p.of == "" {
			return false
		}
		p.needs.Routes.Dataset(p.of)
	default:
		return false
	}
	return true
}

// Enter reads the runs and follows those under way until Leave or until ctx ends.
func (p *List) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.going, p.meeting = goingsOf(p.needs.Runs), p.meetingsNow()
	p.body.Await(p.scope, "Reading the runs")
	p.read(max(firstPage, len(p.all)))
	p.focus()
	p.lookAgain()
	task.Every(p.scope.Context(), p.scope, clockGap, p.rows.Refresh)
}

// Leave ends what the screen has under way, but no run.
func (p *List) Leave() { p.scope.End() }

// focus gives the rows the focus, so that the arrows move in them at once.
func (p *List) focus() {
	if len(p.shown) > 0 {
		p.rows.Focus()
	}
}
