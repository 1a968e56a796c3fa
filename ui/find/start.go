package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// start is what stands there while nothing is asked: how to ask, the searches that were saved, and those of before.
type start struct {
	page    *Page
	saved   *kit.KeyList
	recent  *kit.KeyList
	savedAt *fyne.Container
	lateAt  *fyne.Container
	clear   *kit.Button
	content *fyne.Container
}

func newStart(p *Page) *start {
	s := &start{page: p, savedAt: container.NewStack(), lateAt: container.NewStack()}
	s.saved = kit.NewKeyList(func() int { return len(p.saved) }, func() fyne.CanvasObject { return newSavedRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*savedRow).set(p.saved[i]) })
	s.saved.OnSelect, s.saved.OnOpen, s.saved.OnKey = p.openSaved, p.openSaved, p.savedKey
	s.recent = kit.NewKeyList(func() int { return len(p.recent) }, func() fyne.CanvasObject { return newRecentRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*recentRow).set(p.recent[i]) })
	s.recent.OnSelect, s.recent.OnOpen, s.recent.OnKey = p.openRecent, p.openRecent, p.recentKey
	s.clear = kit.NewQuiet("Clear", assets.Delete, p.clearRecent)
	right := container.New(halves{true}, panel("Saved searches", nil, s.savedAt), panel("Recent searches", s.clear, s.lateAt))
	s.content = container.New(halves{}, kit.NewPanel(kit.NewVScroll(kit.TopLine(0, kit.Grow(helpCard()), kit.Sized(2, 0, kit.Spring())))), right)
	return s
}

// halves shares the room between two objects, side by side or one above the other.
type halves struct{ above bool }

func (h halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Space(3)
	half, step := fyne.NewSize((size.Width-gap)/2, size.Height), fyne.NewPos((size.Width+gap)/2, 0)
	if h.above {
		half, step = fyne.NewSize(size.Width, (size.Height-gap)/2), fyne.NewPos(0, (size.Height+gap)/2)
	}
	objects[0].Move(fyne.Position{})
	objects[1].Move(step)
	objects[0].Resize(half)
	objects[1].Resize(half)
}

// MinSize asks for nothing: the panels scroll, or are cut by the page.
func (halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// panel is a part of the page with its heading, as high as there is room.
func panel(title string, button fyne.CanvasObject, content fyne.CanvasObject) fyne.CanvasObject {
	head := []fyne.CanvasObject{kit.Grow(kit.NewSubheading(title))}
	if button != nil {
		head = append(head, button)
	}
	return kit.NewPanel(kit.Column(2, kit.Sized(0, 9, kit.Line(2, head...)), kit.Fill(content)))
}

// show puts the lists, or what stands in their place, into the panels.
func (s *start) show() {
	p := s.page
	put := func(into *fyne.Container, list *kit.KeyList, count int, empty string) {
		into.Objects = []fyne.CanvasObject{list}
		switch {
		case p.keptErr != nil:
			into.Objects = []fyne.CanvasObject{kit.Column(2, kit.NewMutedParagraph(say.Error(p.keptErr, sayNotKept).Line()),
				kit.Line(0, kit.NewButton("Try again", assets.Retry, p.readKept), kit.Spring()))}
		case count == 0:
			into.Objects = []fyne.CanvasObject{kit.Column(0, kit.NewMutedParagraph(empty))}
		}
		list.Refresh()
	}
	put(s.savedAt, s.saved, len(p.saved), sayNoSaved)
	put(s.lateAt, s.recent, len(p.recent), sayNoRecent)
	s.clear.Hidden = len(p.recent) == 0
	s.content.Refresh()
}

// focus goes into the first list that has something.
func (s *start) focus() {
	switch p := s.page; {
	case len(p.saved) > 0:
		s.saved.Focus()
	case len(p.recent) > 0:
		s.recent.Focus()
	}
}

// helpCard tells what can be typed.
func helpCard() fyne.CanvasObject {
	return kit.Column(1, kit.Sized(0, 9, kit.NewSubheading("How to search")), helpRows())
}

func helpRows() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.NewMutedParagraph(sayAnyText), kit.Sized(0, 1, kit.Spring())}
	for _, line := range help {
		typed := kit.NewText(line.typed)
		typed.Style, typed.Scale = fyne.TextStyle{Monospace: true}, theme.SizeNameCaptionText
		finds := kit.NewMutedParagraph(line.finds)
		rows = append(rows, kit.TopColumns(3, 20, kit.Sized(38, 5, typed), kit.Grow(finds)))
	}
	return kit.Column(0.4, rows...)
}

func (p *Page) showHelp() {
	p.completer.close()
	kit.Focus(p.field) // which has it again behind the dialog, whatever was pressed
	p.needs.Stage.Open(&kit.Dialog{Title: "How to search", Width: 150, Content: helpRows()})
}

// recentRow is a query of before.
type recentRow struct {
	widget.BaseWidget
	query   string
	text    *kit.Text
	content fyne.CanvasObject
}

func newRecentRow(p *Page) *recentRow {
	r := &recentRow{text: kit.NewText("")}
	remove := kit.NewIconButton(assets.Cancel, "Forget this search", func() { p.forget(r.query) })
	r.content = kit.PadXY(2, 0, kit.Line(2, kit.NewIconSized(assets.Clock, look.Muted, 4), kit.Grow(r.text), remove))
	r.ExtendBaseWidget(r)
	return r
}

func (r *recentRow) set(query string) {
	r.query = query
	r.text.Set(query)
}

// AccessibilityLabel is the query.
func (r *recentRow) AccessibilityLabel() string { return r.query }

// AccessibilityRole is container.
func (r *recentRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *recentRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// savedRow is a search that was saved, with what is new in it.
type savedRow struct {
	widget.BaseWidget
	of      Saved
	name    *kit.Text
	query   *kit.Text
	fresh   *kit.Badge
	content fyne.CanvasObject
}

var (
	_ fyne.Accessible = (*savedRow)(nil)
	_ fyne.Accessible = (*recentRow)(nil)
)

func newSavedRow(p *Page) *savedRow {
	r := &savedRow{name: kit.NewStrong(""), query: kit.NewCaption(""), fresh: kit.NewBadge("", kit.Accent)}
	r.query.Shrink = true
	rename := kit.NewIconButton(assets.Edit, "Rename (F2)", func() { p.rename(r.of) })
	remove := kit.NewIconButton(assets.Delete, "Delete (Del)", func() { p.deleteSaved(r.of) })
	r.content = kit.PadXY(2, 1, kit.Line(2, kit.Grow(kit.Column(0, r.name, r.query)), r.fresh, kit.Line(0, rename, remove)))
	r.ExtendBaseWidget(r)
	return r
}

func (r *savedRow) set(s Saved) {
	r.of = s
	r.name.Text, r.query.Text, r.query.Hidden = s.Name, s.Query, s.Query == s.Name
	r.fresh.Text, r.fresh.Hidden = sayNew(s.New), s.New <= 0
	r.Refresh()
}

// AccessibilityLabel is the name and what is new.
func (r *savedRow) AccessibilityLabel() string {
	if r.of.New <= 0 {
		return r.of.Name
	}
	return r.of.Name + ", " + sayNew(r.of.New)
}

// AccessibilityRole is container.
func (r *savedRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *savedRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
