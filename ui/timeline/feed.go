package timeline

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// feed is the middle column: a company's Activities, the latest first.
type feed struct {
	page  *Page
	items []store.FeedItem
	// lines are what rows say, of all feeds that were shown.
	lines map[core.CallID]line
	// age grows when everything is to be read anew: lines of an earlier one are shown, and replaced.
	age int
	top bool // the next items are another company's: the list begins at its top
	// seek is the call whose row is to be shown once it is there; "" for none.
	seek core.CallID
	rest *resting

	title   *kit.Text
	about   *kit.Text
	rows    *kit.KeyList
	content fyne.CanvasObject
}

// line is what the row of an Activity says of it.
type line struct {
	age      int
	gone     bool // it was deleted meanwhile
	subject  string
	kind     string
	minutes  int
	company  timeline.GSID
	author   timeline.GSID
	trackers int
	outside  bool // people from outside took part
	noted    bool
	edited   bool
}

func lineOf(a timeline.Activity, age int) line {
	return line{
		age: age, gone: a.State != timeline.Current, subject: a.Subject, kind: a.Type, minutes: a.Minutes, company: a.Company, author: a.Author,
		trackers: len(a.Trackers), outside: len(a.External) > 0, noted: a.Notes != "", edited: len(a.Overridden) > 0,
	}
}

func newFeed(p *Page) *feed {
	f := &feed{page: p, lines: map[core.CallID]line{}, title: kit.NewStrong(""), about: kit.NewCaption("")}
	f.about.Shrink = true
	f.rows = kit.NewKeyList(func() int { return len(f.items) }, func() fyne.CanvasObject { return newFeedRow() }, func(i int, o fyne.CanvasObject) { f.fill(i, o.(*feedRow)) })
	f.rest = newResting(p.needs.Runner, f.choose)
	f.rows.OnSelect, f.rows.OnHighlight, f.rows.OnOpen, f.rows.OnKey = f.choose, f.rest.highlighted, f.choose, f.key
	head := kit.Sized(0, 9, kit.Column(0, f.title, f.about))
	card := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, f.rows))
	f.content = kit.Column(2, head, kit.Fill(card))
	return f
}

// set shows other items. The same company's stay where they are scrolled to, with the highlight on the same call.
func (f *feed) set(items []store.FeedItem) {
	offset, at := f.rows.Offset(), f.rest.row
	if f.top {
		offset, at = 0, 0
	} else if at < len(f.items) {
		if i := findCall(items, f.items[at].CallID); i >= 0 {
			at = i
		}
	}
	f.top, f.items = false, items
	p := f.page
	f.title.Set(p.nameOf(p.company))
	f.about.Set(sayFeed(len(items), p.overview.Last, p.needs.Clock.Now()))
	if len(items) == 0 {
		f.rows.Refresh()
		return
	}
	f.mark()
	f.highlight(min(at, len(items)-1))
	f.rows.SetOffset(offset)
}

// highlight puts the highlight on a row, which leads nowhere by itself.
func (f *feed) highlight(i int) {
	f.rest.row = i
	f.rows.Highlight(i)
}

// unknown returns what finds the first calls, so many at most, whose lines are not known or too old. It may be used off the UI goroutine.
func (f *feed) unknown() func(items []store.FeedItem, most int) []core.CallID {
	known := make(map[core.CallID]bool, len(f.lines))
	for id, l := range f.lines {
		known[id] = l.age == f.age
	}
	return func(items []store.FeedItem, most int) (ids []core.CallID) {
		for _, item := range items {
			if len(ids) == most {
				break
			}
			if !known[item.CallID] {
				ids = append(ids, item.CallID)
			}
		}
		return ids
	}
}

// learn takes what was read of calls; one that was asked for and did not come is gone.
func (f *feed) learn(asked []core.CallID, lines []timeline.Activity) {
	for _, id := range asked {
		f.lines[id] = line{age: f.age, gone: true}
	}
	for _, a := range lines {
		f.lines[a.CallID] = lineOf(a, f.age)
	}
	f.rows.Refresh()
}

func (f *feed) fill(i int, r *feedRow) {
	item := f.items[i]
	l, known := f.lines[item.CallID]
	first := i == 0 || dayOf(f.items[i-1].At) != dayOf(item.At)
	p := f.page
	r.set(item.At, first, l, known, joined(p.nameOf(l.company), p.authorOf(l.author)), p.needs.Clock.Now())
}

// mark selects the row of the Activity that is open, in sight.
func (f *feed) mark() {
	f.rows.Unselect()
	if i := f.find(f.page.pane.id); i >= 0 {
		f.rows.Select(i)
		f.highlight(i)
	}
	f.rows.Refresh()
}

func (f *feed) find(id core.CallID) int { return findCall(f.items, id) }

func findCall(items []store.FeedItem, id core.CallID) int {
	return slices.IndexFunc(items, func(item store.FeedItem) bool { return item.CallID == id })
}

// choose opens the Activity of a row.
func (f *feed) choose(i int) {
	f.rest.stop(i)
	if i < len(f.items) {
		f.seek = ""
		f.page.pane.open(f.items[i].CallID)
	}
}

// key serves the keys of the highlighted row.
func (f *feed) key(i int, key fyne.KeyName) bool {
	switch {
	case key == fyne.KeySlash:
		kit.Focus(f.page.companies.words.Entry)
	case key == fyne.KeyDelete && i < len(f.items):
		f.page.remove(f.items[i].CallID)
	default:
		return false
	}
	return true
}

// focus gives the rows the focus, so that the arrows move in them at once.
func (f *feed) focus() {
	if len(f.items) > 0 {
		f.rows.Focus()
	}
}
