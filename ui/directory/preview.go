package directory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/directory"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// preview is the assignment of the columns at the left, and what would come of the import at the right.
type preview struct {
	page   *Import
	object fyne.CanvasObject
	left   *fyne.Container
	inputs []fyne.Disableable // of the left
	head   *fyne.Container
	banner *kit.Banner
	tabs   *kit.Segments
	copy   *kit.Button
	save   *kit.Button
	lines  []previewLine
	rows   *kit.KeyList
	body   *kit.Body // the rows, or why there are none
	card   fyne.CanvasObject
	foot   *fyne.Container
	whole  *kit.Paragraph // all of what is wrong in the highlighted row
}

// previewLine is an object that would change, or what is wrong in a row.
type previewLine struct {
	badge  string
	tone   kit.Tone
	words  string
	detail string
}

func newPreview(p *Import) *preview {
	v := &preview{page: p, left: container.NewStack(), head: kit.Column(1), banner: kit.NewBanner(kit.Bad, "")}
	v.tabs = kit.NewSegments([]string{"First changes", "Errors"}, 0, func(int) { v.show() })
	v.copy = kit.NewIconButton(assets.Copy, "Copy the errors", func() {
		p.needs.Clipboard.SetContent(errorText(p.plans))
		p.needs.Stage.Toast(kit.Good, "Copied the errors.")
	})
	v.save = kit.NewIconButton(assets.Export, "Save the errors as CSV…", p.saveErrors)
	v.body = kit.NewBody()
	v.whole = kit.NewMutedParagraph("")
	v.foot = kit.Column(0, kit.NewDivider(), kit.PadXY(3, 2.5, v.whole))
	v.rows = kit.NewKeyList(func() int { return len(v.lines) }, func() fyne.CanvasObject { return newPreviewRow() },
		func(i int, o fyne.CanvasObject) { o.(*previewRow).set(v.lines[i]) })
	v.rows.OnHighlight, v.rows.OnSelect = v.tell, v.tell
	v.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Column(0, kit.Fill(kit.Pad(1.5, v.body.Object)), v.foot))
	right := kit.Column(3, v.head, v.banner, kit.Line(2, v.tabs, kit.Spring(), v.copy, v.save), kit.Fill(v.card))
	v.object = container.New(layout.NewBorderLayout(nil, nil, v.left, nil), v.left, right) // in this order, for the Tab key
	return v
}

// fill makes the assignment of the columns anew, for another table.
func (v *preview) fill() {
	v.tabs.SetChosen(0)
	v.inputs = nil
	if v.left.Hidden = v.page.gong; v.page.gong {
		return
	}
	s := &v.page.sheets[0]
	words := []string{"Companies", "Persons", "Users"}
	kind := kit.NewSelect(words, nil)
	kind.SetSelectedIndex(slices.Index(kinds, s.Kind))
	kind.OnChanged = func(string) {
		*s = directory.NewSheet(kinds[kind.SelectedIndex()], s.Table)
		v.fill()
		v.page.plan()
	}
	v.inputs = append(v.inputs, kind)
	rows := []fyne.CanvasObject{kit.NewFormField("The table holds", kind, ""), kit.NewDivider()}
	for i, title := range s.Table.Titles {
		rows = append(rows, v.column(s, i, title))
	}
	v.left.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, nil, kit.Sized(4, 0, kit.Spring()), kit.Sized(72, 0, kit.NewVScroll(kit.Column(3, rows...))))}
	v.left.Refresh()
}

// enable lets the columns be assigned, or not.
func (v *preview) enable(on bool) {
	for _, input := range v.inputs {
		if on {
			input.Enable()
		} else {
			input.Disable()
		}
	}
}

// leaveOut is the choice of a column that is not imported.
const leaveOut = "Leave out"

// column is a column with its first values, and the field that it is assigned to.
func (v *preview) column(s *directory.Sheet, i int, title string) fyne.CanvasObject {
	fields, words := []directory.Field{""}, []string{leaveOut}
	for _, f := range directory.Fields(s.Kind) {
		fields, words = append(fields, f), append(words, sayField(f))
	}
	if s.Kind != directory.Persons && strings.TrimSpace(title) != "" {
		own := directory.Field(directory.Custom + strings.TrimPrefix(title, directory.Custom))
		fields, words = append(fields, own), append(words, sayField(own))
	}
	choice := kit.NewSelect(words, nil)
	choice.SetSelectedIndex(max(0, slices.Index(fields, s.Columns[i])))
	choice.OnChanged = func(string) {
		s.Columns = slices.Clone(s.Columns)
		s.Columns[i] = fields[max(0, choice.SelectedIndex())]
		v.page.settle.Call(v.page.plan)
	}
	choice.Label = title
	v.inputs = append(v.inputs, choice)
	about := kit.NewCaption(firstValues(s.Table, i))
	about.Shrink = true
	return kit.Columns(2, 20, kit.Grow(kit.Column(0.5, kit.NewStrong(title), about)), kit.Sized(36, 0, choice))
}

// firstValues are what a column holds, to recognise it by.
func firstValues(t directory.Table, i int) string {
	var some []string
	for _, row := range t.Rows[:min(50, len(t.Rows))] {
		if i < len(row.Cells) && row.Cells[i] != "" && len(some) < 3 {
			some = append(some, row.Cells[i])
		}
	}
	return strings.Join(some, ", ")
}

// show shows what would come of the import.
func (v *preview) show() {
	v.head.Objects, v.head.Hidden = nil, len(v.page.plans) == 0
	wrong := 0
	v.lines = nil
	for _, p := range v.page.plans {
		wrong += len(p.Errors)
		v.head.Add(kit.NewStrong(sayPlan(p)))
		if v.tabs.Chosen() == 0 {
			for _, one := range p.First {
				l := previewLine{"Changed", kit.Accent, one.Name, one.Detail}
				if one.New {
					l.badge, l.tone = "New", kit.Good
				}
				v.lines = append(v.lines, l)
			}
			continue
		}
		for _, e := range p.Errors {
			v.lines = append(v.lines, previewLine{"Row " + humane.Number(e.Row), kit.Warn, say.Sentence(e.Message), e.Title})
		}
	}
	v.banner.Hidden = v.page.wrong == nil && wrong == 0
	switch {
	case v.page.wrong != nil:
		v.banner.Set(kit.Bad, sayNotPlanned(v.page.wrong))
	case wrong > 0:
		v.banner.Set(kit.Warn, sayWrongRows(v.page.plans))
	}
	v.copy.Hidden, v.save.Hidden = wrong == 0, wrong == 0
	v.tabs.SetOption(1, sayErrors(wrong))
	v.foot.Hidden = v.tabs.Chosen() == 0 || len(v.lines) == 0
	if len(v.lines) > 0 {
		v.body.Put(v.rows)
		v.rows.Refresh()
		v.tell(v.rows.Highlighted())
	} else {
		none := kit.NewMutedParagraph(v.none())
		none.Align = fyne.TextAlignCenter
		middle := kit.Column(3, none)
		if v.page.givenUp {
			middle.Add(container.NewCenter(kit.NewButton("Compare again", assets.Refresh, v.page.plan)))
		}
		v.body.Put(kit.Pad(4, kit.Column(0, kit.Spring(), middle, kit.Spring())))
	}
	v.object.Refresh()
}

// tell says all of a line, which may be too long for its row.
func (v *preview) tell(i int) {
	if v.tabs.Chosen() == 0 || i >= len(v.lines) {
		return
	}
	row := v.lines[i].badge
	if column := v.lines[i].detail; column != "" {
		row += ", " + column
	}
	v.whole.Set(row + ": " + v.lines[i].words)
	v.card.Refresh()
}

// none says why there are no rows.
func (v *preview) none() string {
	switch {
	case v.page.wrong != nil:
		return "Nothing can be compared yet."
	case v.page.givenUp:
		return "It was not compared with the directory."
	case v.page.plans == nil:
		return "Comparing with the directory."
	case v.tabs.Chosen() == 0:
		return "Nothing would change: the directory holds all of this already."
	}
	return "No row has an error."
}

// previewRow is a line of the preview.
type previewRow struct {
	widget.BaseWidget
	badge         *kit.Badge
	words, detail *kit.Text
}

var _ fyne.Accessible = (*previewRow)(nil)

func newPreviewRow() *previewRow {
	r := &previewRow{badge: kit.NewBadge("", kit.Neutral), words: kit.NewText(""), detail: kit.NewMuted("")}
	r.ExtendBaseWidget(r)
	return r
}

func (r *previewRow) set(l previewLine) {
	r.badge.Text, r.badge.Tone, r.words.Text, r.detail.Text = l.badge, l.tone, l.words, l.detail
	r.Refresh()
}

// AccessibilityLabel is the line.
func (r *previewRow) AccessibilityLabel() string { return r.words.Text }

// AccessibilityRole is text.
func (r *previewRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the line.
func (r *previewRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(3, 1.5, kit.Line(3, kit.Sized(20, 1, kit.Line(0, r.badge, kit.Spring())), kit.Grow(r.words), r.detail)))
}
