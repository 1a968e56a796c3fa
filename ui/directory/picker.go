package directory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// choice is one of those among which a picker lets a person choose.
type choice struct {
	id                  string
	icon                fyne.Resource
	title, detail, meta string
	badge               string
	tone                kit.Tone // of the badge
	lower               string   // what a search looks at
}

// newChoice is a choice that is found by all that it shows and by other words.
func newChoice(id string, icon fyne.Resource, title, detail string, others ...string) choice {
	return choice{id: id, icon: icon, title: title, detail: detail, lower: strings.ToLower(strings.Join(append(others, title, detail), "\n"))}
}

// has tells whether a text has all words of a search. Both are in lower case.
func has(lower string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(lower, w) })
}

// picker is a dialog in which one of many is chosen. Typing narrows them down, the arrows move, Enter takes.
type picker struct {
	// first are shown while nothing is searched for, unless there are none: then all are.
	first, all []choice
	title      string
	verb       string // of the button that takes
	find       string // what the field for the search says
	nothing    string // what is said when none has the words
	above      []fyne.CanvasObject
	below      []fyne.CanvasObject
	extra      []fyne.CanvasObject // buttons at the left of the others
	take       func(choice)

	shown  []choice
	chosen int
	rows   *kit.KeyList
	search *kit.SearchField
	body   *kit.Body
	box    *kit.Dialog
}

// usual and least are how high the list is, and around what of the window stays free of the dialog, in spacing units.
const (
	usual  = 62
	least  = 20
	around = 8
)

// few choices are looked through, more are searched.
const few = 8

// open shows the dialog, with the choice of the id highlighted.
func (p *picker) open(stage *kit.Stage, id string) {
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return kit.NewRow() }, p.draw)
	p.rows.OnHighlight = p.mark
	p.rows.OnOpen = func(i int) {
		p.mark(i)
		p.accept()
	}
	p.body = kit.NewBody()
	p.search = kit.NewSearchField(p.find, p.show)
	list := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.body.Object))
	place := container.NewStack(kit.Sized(0, usual, list))
	parts := append(slices.Clone(p.above), p.search, place)
	p.box = &kit.Dialog{
		Title: p.title, Content: kit.Column(3, append(parts, p.below...)...), Confirm: p.verb, Width: 140, OnConfirm: p.accept, Extra: p.extra,
	}
	stage.Open(p.box)
	if over := (p.box.Content.MinSize().Height-p.box.Room())/look.Space(1) + around; over > 0 { // large letters in a small window
		place.Objects = []fyne.CanvasObject{kit.Sized(0, max(least, usual-over), list)}
		p.box.Fit()
	}
	p.show("")
	if len(p.shown) > 0 {
		p.rows.Focus()
		p.rows.Highlight(max(0, slices.IndexFunc(p.shown, func(c choice) bool { return c.id == id })))
	}
	if n := len(p.shown); n == 0 || n > few { // then typing is the way
		kit.Focus(p.search.Entry)
	}
}

// show shows the choices that have all words.
func (p *picker) show(text string) {
	words := strings.Fields(strings.ToLower(text))
	p.shown = p.first
	if len(words) > 0 || len(p.first) == 0 {
		p.shown = nil
		for _, c := range p.all {
			if has(c.lower, words) {
				p.shown = append(p.shown, c)
			}
		}
	}
	p.chosen = 0
	p.box.SetConfirm(p.verb, len(p.shown) > 0)
	if len(p.shown) == 0 {
		none := kit.NewMutedParagraph(p.nothing)
		none.Align = fyne.TextAlignCenter
		p.body.Put(kit.Pad(4, kit.Column(0, kit.Spring(), none, kit.Spring())))
		return
	}
	p.body.Put(p.rows)
	p.rows.Refresh()
	p.rows.Highlight(0)
	p.rows.Select(0)
}

func (p *picker) mark(i int) {
	p.chosen = i
	p.rows.Select(i)
}

func (p *picker) draw(i int, o fyne.CanvasObject) {
	c, row := p.shown[i], o.(*kit.Row)
	row.Badge.Text, row.Badge.Tone = c.badge, c.tone
	row.Set(c.icon, c.title, c.detail, c.meta)
}

// accept takes what is chosen.
func (p *picker) accept() bool {
	if p.chosen < len(p.shown) {
		c := p.shown[p.chosen]
		p.box.Close()
		p.take(c)
	}
	return false
}
