package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// stagedRow is a file to be: its type, its name, its size and where that comes from.
type stagedRow struct {
	object  fyne.CanvasObject
	icon    *kit.Icon
	name    *kit.Paragraph
	size    *kit.Text
	spinner *widget.Activity
	busy    *fyne.Container // the spinner's room
	source  *kit.Text       // of the size
	line    *fyne.Container // size and source
	trouble *kit.Paragraph
}

func newStagedRow(t core.DataType, remove func()) *stagedRow {
	r := &stagedRow{
		icon: kit.NewIcon(look.DataType(t), look.AccentText), name: kit.NewMutedParagraph(""), size: kit.NewCaption(""),
		spinner: widget.NewActivity(), source: kit.NewCaption(""), trouble: kit.NewParagraph(""),
	}
	r.name.Scale, r.trouble.Scale = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	r.trouble.Color = theme.ColorNameWarning
	r.source.Shrink = true
	r.spinner.Hide()
	r.busy = kit.Sized(4, 4, r.spinner)
	r.busy.Hide()
	r.line = kit.Line(1.5, r.busy, r.size, kit.Grow(r.source))
	head := kit.Line(2, r.icon, kit.Grow(kit.NewStrong(title(t))), kit.NewIconButton(assets.Cancel, "Remove "+title(t), remove))
	r.object = kit.PadXY(0, 1.5, kit.Column(-1, head, kit.Column(0.5, r.name, r.line, r.trouble)))
	return r
}

// set shows the file as it is known now.
func (r *stagedRow) set(d *draft, s *staged) {
	ink := look.AccentText
	if s.denied() {
		ink = look.Muted
	}
	r.icon.Set(look.DataType(s.Type), ink)
	r.name.Set(fileName(d, s))
	if s.waiting != r.spinner.Visible() {
		if s.waiting {
			r.spinner.Show()
			r.spinner.Start()
		} else {
			r.spinner.Stop()
			r.spinner.Hide()
		}
		r.busy.Hidden = !s.waiting
	}
	r.size.Color = theme.ColorNameForeground
	if _, _, _, known := s.size(); !known {
		r.size.Color = look.Muted
	}
	r.size.Text, r.source.Text = saySize(s), saySource(s)
	r.trouble.Text = sayStagedTrouble(s)
	r.trouble.Hidden = r.trouble.Text == ""
	r.line.Hidden = !r.trouble.Hidden
	r.line.Refresh()
	r.trouble.Refresh()
}

// fileName is the name of the file that exists, or of the one to be.
func fileName(d *draft, s *staged) string {
	switch {
	case s.known:
		return s.file.Name()
	case s.estimate.Name != "":
		return s.estimate.Name
	}
	return store.FileTitle(s.Type, d.begun)
}
