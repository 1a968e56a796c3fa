package find

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/search"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	askAfter  = 8 * time.Millisecond  // within which letters are one change: of more than one the last is asked about
	restAfter = 30 * time.Millisecond // after an answer, for which its frame is painted
	makingGap = time.Second           // how often one looks at an index that is being made
	pageCalls = 24                    // calls of a page of results: more than a screen of them, and few, for their turns are read while one types
	bestTurns = 3                     // turns of a call that are shown at first
	ahead     = 20                    // rows before the last one at which the next page is asked for
)

const allDatasets = "All datasets"

// Page is the page on which everything is searched. It is made once and lives as long as the window.
type Page struct {
	needs Needs
	scope *task.Scope

	query    string
	found    found
	answered bool // found answers query
	at       int  // the row that keys act upon
	fresh    bool // what was found is new: its first row is highlighted when it is shown
	err      error
	moreErr  error
	asking   task.Latest
	after    *task.Debounce
	rest     *task.Debounce
	wanted   int // how many rows there were when the next page was asked for
	newest   bool
	scopeID  core.DatasetID // the only dataset searched; "" for all
	datasets []Dataset
	known    bool // datasets were read
	making   bool // the index is being made

	recent    []string
	saved     []Saved
	keptErr   error
	completer completer

	content *fyne.Container
	parts
}

// parts are the page's widgets.
type parts struct {
	field   *queryField
	choice  *kit.Select
	order   *kit.Segments
	save    *kit.Button
	count   *kit.Text
	notice  *kit.Paragraph
	notices *fyne.Container
	retry   *kit.Button
	keys    *kit.Text
	banner  *fyne.Container
	body    *kit.Body
	list    *kit.KeyList
	card    fyne.CanvasObject
	start   *start
}

// New returns the page; Enter fills it.
func New(n Needs) *Page {
	p := &Page{needs: n, after: task.NewDebounce(n.Runner, askAfter), rest: task.NewDebounce(n.Runner, restAfter)}
	p.newest = n.Memory.Recall("find/order") == "newest"
	p.scopeID = core.DatasetID(n.Memory.Recall("find/dataset"))
	p.build()
	return p
}

// Title is the page's heading.
func (p *Page) Title() string { return "Search everything" }

// Content is the page's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

func (p *Page) build() {
	p.field = newQueryField(p.typed)
	p.field.key, p.field.tab = p.key, func() bool { return p.completer.open() }
	p.choice = kit.NewSelect([]string{allDatasets}, nil)
	p.choice.Label, p.choice.Selected = "Dataset", allDatasets
	p.choice.OnChanged = p.choose
	chosen := 0
	if p.newest {
		chosen = 1
	}
	p.order = kit.NewSegments([]string{"Best", "Newest"}, chosen, func(i int) {
		p.newest = i == 1
		p.needs.Memory.Remember("find/order", [...]string{"best", "newest"}[i])
		p.askNow()
		kit.Focus(p.field)
	})
	p.save = kit.NewButton("Save search", assets.Plus, p.saveSearch)
	question := kit.NewIconButton(assets.Info, "How to search (F1)", p.showHelp)
	p.count, p.notice, p.keys = kit.NewText(""), kit.NewParagraph(""), kit.NewCaption(sayKeys)
	p.keys.Shrink = true
	p.retry = kit.NewButton("Try again", assets.Retry, func() {
		p.moreErr = nil
		p.askMore()
		kit.Focus(p.field)
	})
	p.notices = kit.Line(2, kit.NewIconSized(assets.Warning, look.Muted, 4.5), kit.Grow(p.notice), p.retry)
	p.list = kit.NewKeyList(func() int { return len(p.found.rows) }, func() fyne.CanvasObject { return newFindRow() }, p.update)
	p.list.HideSeparators()
	p.list.OnHighlight, p.list.OnSelect, p.list.OnOpen = p.point, p.act, p.act
	p.card = container.NewStack(kit.NewSheet(), kit.Pad(1.5, p.list))
	p.start = newStart(p)
	p.completer.page = p
	p.banner, p.body = container.NewStack(), kit.NewBody()
	p.banner.Hide()
	field := kit.Line(1, kit.Grow(p.field), question)
	below := kit.Column(2, kit.Columns(2, 20, kit.Grow(p.count), kit.Sized(46, 0, p.choice), p.order, p.save), p.notices, p.banner, kit.Fill(p.body.Object), p.keys)
	p.content = kit.PadXY(6, 2, kit.Column(2, field, kit.Fill(container.NewStack(below, p.completer.build()))))
	p.show()
}

// Enter reads what is kept and asks anew, so that what a sync brought meanwhile is found, until Leave or until ctx ends.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.readDatasets()
	p.readKept()
	p.lookAtIndex()
	task.Every(p.scope.Context(), p.scope, makingGap, p.lookAtIndex)
	p.askNow()
	kit.Focus(p.field)
	p.field.mark()
}

// Leave ends what the page has under way.
func (p *Page) Leave() {
	p.after.Stop()
	p.rest.Stop()
	p.completer.close()
	p.scope.End()
}

// Ask puts a query into the field and asks it.
func (p *Page) Ask(query string) {
	p.field.put(query, len([]rune(query)))
	p.completer.close()
}

// Command serves the window's shortcuts.
func (p *Page) Command(c ui.Command) bool {
	switch c {
	case ui.ToFind:
		kit.Focus(p.field)
		p.field.mark()
	case ui.ToRefresh:
		p.askNow()
	case ui.ToCite:
		p.cite()
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// key serves the keys of the field.
func (p *Page) key(key fyne.KeyName) bool {
	if p.completer.key(key) {
		return true
	}
	switch key {
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
		p.move(map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: 10, fyne.KeyPageUp: -10}[key])
	case fyne.KeyReturn, fyne.KeyEnter:
		p.act(p.at)
	case fyne.KeyEscape:
		p.needs.Routes.Back()
	case fyne.KeyF1:
		p.showHelp()
	default:
		return false
	}
	return true
}

// move goes so many stops on, or into the lists of before while nothing is asked.
func (p *Page) move(stops int) {
	if p.query == "" {
		p.start.focus()
		return
	}
	if len(p.found.rows) == 0 {
		return
	}
	p.highlight(p.found.step(p.at, stops))
}

// highlight goes to a row, with the call above it in sight.
func (p *Page) highlight(i int) {
	if i > 0 && p.found.rows[i-1].kind == headRow {
		p.list.Highlight(i - 1)
	}
	p.at = i
	p.list.Highlight(i) // draws the rows
}

// point makes a row the one that keys act upon, if it leads somewhere.
func (p *Page) point(i int) {
	if i != p.at && p.found.goes(i) {
		p.at = i
		p.list.Refresh()
	}
}

// options are how one asks now.
func (p *Page) options() search.Options {
	o := search.Options{Limit: pageCalls, Turns: bestTurns, Typing: true, Newest: p.newest}
	if p.scopeID != "" {
		o.Datasets = []core.DatasetID{p.scopeID}
	}
	return o
}
