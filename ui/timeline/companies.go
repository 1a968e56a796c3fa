package timeline

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// companies is the left column: those that have Activities, and all of them together first.
type companies struct {
	page    *Page
	shown   []Feed // those that the field lets through; the one of all companies is in front while it is empty
	words   *kit.SearchField
	rows    *kit.KeyList
	rest    *resting
	body    *kit.Body
	none    fyne.CanvasObject
	content fyne.CanvasObject
}

func newCompanies(p *Page) *companies {
	c := &companies{page: p, body: kit.NewBody()}
	c.words = kit.NewSearchField("Find a company", func(string) { c.show() })
	c.rows = kit.NewKeyList(func() int { return len(c.shown) }, func() fyne.CanvasObject { return newCompanyRow() }, func(i int, o fyne.CanvasObject) {
		f := c.shown[i]
		o.(*companyRow).set(p.nameOf(f.Company), f.Count)
	})
	c.rows.HideSeparators()
	c.rest = newResting(p.needs.Runner, c.choose)
	c.rows.OnSelect, c.rows.OnHighlight = c.choose, c.rest.highlighted
	c.rows.OnOpen = func(i int) {
		c.choose(i)
		p.feed.focus()
	}
	c.words.OnEscape = c.focus
	c.rows.OnKey = func(_ int, key fyne.KeyName) bool {
		if key == fyne.KeySlash {
			kit.Focus(c.words.Entry)
		}
		return key == fyne.KeySlash
	}
	nothing := kit.NewMutedParagraph(sayNoSuchCompany)
	nothing.Align = fyne.TextAlignCenter
	c.none = kit.Pad(3, nothing)
	card := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, c.body.Object))
	c.content = kit.Column(2, c.words, kit.Fill(card))
	return c
}

// choose shows the feed of a row's company.
func (c *companies) choose(i int) {
	c.rest.stop(i)
	if i < len(c.shown) {
		c.page.choose(c.shown[i].Company)
	}
}

// focus gives the rows the focus.
func (c *companies) focus() {
	if len(c.shown) > 0 {
		c.rows.Focus()
	}
}

// show lists the companies whose name has the words of the field in it. They stay where they are scrolled to, with the highlight on the same one.
func (c *companies) show() {
	p, offset, at := c.page, c.rows.Offset(), c.page.company
	if c.rest.row < len(c.shown) {
		at = c.shown[c.rest.row].Company
	}
	words := strings.ToLower(strings.TrimSpace(c.words.Text()))
	c.shown = nil
	if words == "" {
		c.shown = append(c.shown, Feed{Count: p.overview.All})
	}
	for _, f := range p.overview.Feeds {
		if strings.Contains(strings.ToLower(p.nameOf(f.Company)), words) {
			c.shown = append(c.shown, f)
		}
	}
	if len(c.shown) == 0 {
		c.body.Put(c.none)
		return
	}
	c.body.Put(c.rows)
	c.mark()
	if i := c.find(at); i >= 0 {
		c.highlight(i)
	}
	c.rows.SetOffset(offset)
}

// highlight puts the highlight on a row, which leads nowhere by itself.
func (c *companies) highlight(i int) {
	c.rest.row = i
	c.rows.Highlight(i)
}

func (c *companies) find(company timeline.GSID) int {
	return slices.IndexFunc(c.shown, func(f Feed) bool { return f.Company == company })
}

// mark selects the row of the company whose feed is shown, in sight.
func (c *companies) mark() {
	c.rows.Unselect()
	if i := c.find(c.page.company); i >= 0 {
		c.rows.Select(i)
		c.highlight(i)
	}
	c.rows.Refresh()
}

// companyRow is a company in the list.
type companyRow struct {
	widget.BaseWidget
	name, count *kit.Text
}

var (
	_ fyne.Widget     = (*companyRow)(nil)
	_ fyne.Accessible = (*companyRow)(nil)
)

func newCompanyRow() *companyRow {
	r := &companyRow{name: kit.NewText(""), count: kit.NewCaption("")}
	r.ExtendBaseWidget(r)
	return r
}

// set shows a company, in every part: rows are recycled.
func (r *companyRow) set(name string, count int) {
	r.name.Text, r.count.Text = name, humane.Number(count)
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *companyRow) AccessibilityLabel() string { return r.name.Text + ", " + r.count.Text }

// AccessibilityRole is container.
func (r *companyRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *companyRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2.5, 1.5, kit.Line(2, kit.Grow(r.name), r.count)))
}
