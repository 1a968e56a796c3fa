package review

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	typingGap = 120 * time.Millisecond // between the last letter of a filter and its answer
	movingGap = 150 * time.Millisecond // between the last move of the highlight and its call
	makingGap = time.Second            // how often one looks at what lists are made of while it is being made
)

// list is the left column: the calls, and in their place the filters.
type list struct {
	page   *Page
	query  query
	shown  []*review.Call
	chosen core.CallID // the call that is open
	row    int         // where the highlight is

	choices review.Choices
	lines   []facet
	folds   folds
	latest  task.Latest
	typing  *task.Debounce
	moving  *task.Debounce
	quiet   bool // the field is set by us
	filters bool // they are shown in the calls' place
	making  bool // what lists are made of is being made
	looks   int  // how often one looked since calls were missing
	first   bool // the next calls are the first: they get the focus
	content *fyne.Container
	listParts
}

// listParts are the column's widgets.
type listParts struct {
	words  *kit.SearchField
	toggle *kit.Button
	chips  *chipBar
	lacks  *kit.Banner // says which calls are not listed yet
	count  *kit.Text
	sort   *kit.Select
	line   *fyne.Container // count and sort
	rows   *kit.KeyList
	body   *fyne.Container // the rows, or what stands in their place

	find   *kit.SearchField
	facets *kit.KeyList
	done   *kit.Button
	clear  *kit.Button
	panel  fyne.CanvasObject
	calls  fyne.CanvasObject
}

func newList(p *Page) *list {
	l := &list{page: p, query: recallQuery(p.needs.Memory), folds: folds{open: map[string]bool{groupMine: true, groupPeriod: true, groupSide: true}, all: map[string]bool{}}}
	l.typing, l.moving = task.NewDebounce(p.needs.Runner, typingGap), task.NewDebounce(p.needs.Runner, movingGap)
	l.build()
	return l
}

func (l *list) build() {
	l.words = kit.NewSearchField("Find a call", l.typed)
	l.quiet = true
	l.words.SetText(l.query.Filter.Words)
	l.quiet = false
	l.toggle = kit.NewIconButton(assets.Filter, "Filters", func() { l.showFilters(!l.filters) })
	l.chips = newChipBar()
	l.lacks = kit.NewBanner(kit.Accent, "")
	l.lacks.Hide()
	l.count = kit.NewMuted("")
	words := make([]string, len(sortings))
	for i, s := range sortings {
		words[i] = s.words
	}
	l.sort = kit.NewSelect(words, nil)
	l.sort.Label, l.sort.Selected = "Order", words[l.query.sorted()]
	l.sort.OnChanged = func(string) {
		s := sortings[max(0, l.sort.SelectedIndex())]
		l.change(func(q *query) { q.Order, q.Descending = s.order, s.descending })
	}
	l.rows = kit.NewKeyList(func() int { return len(l.shown) }, func() fyne.CanvasObject { return newCallRow() }, func(i int, o fyne.CanvasObject) {
		c := l.shown[i]
		o.(*callRow).set(c, l.page.gists[c.ID], l.page.needs.Clock.Now())
	})
	l.rows.OnSelect, l.rows.OnHighlight, l.rows.OnOpen, l.rows.OnKey = l.choose, l.highlighted, l.enter, l.key
	l.body = container.NewStack()
	l.line = kit.Columns(2, 10, kit.Grow(l.count), kit.Sized(36, 0, l.sort))
	l.calls = kit.Column(2, l.line, kit.Fill(l.body))
	l.buildFilters()
	head := kit.Line(1, kit.Grow(l.words), l.toggle)
	l.content = kit.Column(2, head, l.chips.object, l.lacks, kit.Fill(container.NewStack(l.calls, l.panel)))
	l.showFilters(false)
}

func (l *list) buildFilters() {
	l.find = kit.NewSearchField("Find a filter", func(string) { l.layFacets() })
	l.facets = kit.NewKeyList(func() int { return len(l.lines) }, func() fyne.CanvasObject { return newFacetRow() }, func(i int, o fyne.CanvasObject) {
		o.(*facetRow).set(l.lines[i])
	})
	l.facets.OnSelect, l.facets.OnKey = l.tick, l.facetKey
	l.done = kit.NewPrimary("Show the calls", nil, func() { l.showFilters(false) })
	l.clear = kit.NewButton("Clear all", nil, l.clearFilters)
	card := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, l.facets))
	l.panel = kit.Column(2, l.find, kit.Fill(card), kit.Line(2, l.clear, kit.Grow(l.done)))
}

// change changes the query and shows what comes of it.
func (l *list) change(how func(*query)) {
	how(&l.query)
	l.query.remember(l.page.needs.Memory)
	l.refilter()
}

func (l *list) typed(text string) {
	if l.quiet {
		return
	}
	l.typing.Call(func() { l.change(func(q *query) { q.Filter.Words = text }) })
}

// clearFilters leaves no call out.
func (l *list) clearFilters() {
	l.typing.Stop()
	l.quiet = true
	l.words.SetText("")
	l.quiet = false
	l.change(func(q *query) { *q = q.cleared() })
}
