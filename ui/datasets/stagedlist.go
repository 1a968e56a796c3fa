package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// stagedList is the panel of the files to be, with their total and what the import costs.
type stagedList struct {
	object fyne.CanvasObject
	rows   *fyne.Container
	empty  *fyne.Container
	hint   *kit.Paragraph // in empty
	made   map[core.DataType]*stagedRow
	total  *kit.Text
	cost   *kit.Paragraph
	note   *kit.Banner
	remove func(t core.DataType)
}

// newStagedList returns the panel with the buttons at its foot.
func newStagedList(remove func(t core.DataType), buttons ...fyne.CanvasObject) *stagedList {
	l := &stagedList{rows: kit.Column(0), made: map[core.DataType]*stagedRow{}, total: kit.NewStrong(""), cost: kit.NewMutedParagraph(""), remove: remove}
	l.cost.Scale = theme.SizeNameCaptionText
	l.note = kit.NewBanner(kit.Accent, "")
	l.hint = kit.NewMutedParagraph(sayNothingStaged)
	l.hint.Align = fyne.TextAlignCenter
	l.empty = kit.Column(3, kit.Spring(), container.NewCenter(kit.NewIconSized(assets.File, look.Muted, 10)), l.hint, kit.Spring(), kit.Spring())
	scroll := kit.NewVScroll(kit.PadXY(4, 0, l.rows))
	foot := kit.PadXY(4, 3, kit.Column(3, l.note, kit.Column(1, l.total, l.cost), kit.Line(2, append([]fyne.CanvasObject{kit.Spring()}, buttons...)...)))
	head := kit.PadXY(4, 3, kit.NewSubheading("Files"))
	body := kit.Fill(container.NewStack(kit.Pad(4, l.empty), scroll))
	l.object = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Column(0, head, body, kit.NewDivider(), foot))
	return l
}

// show draws the files of a draft.
func (l *stagedList) show(d *draft, cost importer.Cost) {
	l.rows.Objects = nil
	for i := range d.staged {
		s := &d.staged[i]
		row := l.made[s.Type]
		if row == nil {
			t := s.Type // s is a place among the files, which another one takes when one before it is removed
			row = newStagedRow(t, func() { l.remove(t) })
			l.made[s.Type] = row
		}
		row.set(d, s)
		if i > 0 {
			l.rows.Add(kit.NewDivider())
		}
		l.rows.Add(row.object)
	}
	l.hint.Set(sayNothingStaged)
	if d.holds() {
		l.hint.Set(sayFilesStaged)
	}
	l.empty.Hidden = len(d.staged) > 0
	l.total.Set(sayTotal(d))
	l.total.Hidden = len(d.staged) == 0
	l.cost.Set("")
	if cost.Requests > 0 {
		l.cost.Set(sayCost(cost))
	}
	l.cost.Hidden = l.cost.Text == ""
	l.note.Set(kit.Accent, sayToAdd(len(d.toAdd())))
	l.note.Hidden = len(d.toAdd()) == 0 || len(d.staged) == 0
	l.object.Refresh()
}
