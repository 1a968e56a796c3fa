package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// stagedRow is a file to be: its type and size on one line, its name and small print below.
type stagedRow struct {
	object  fyne.CanvasObject
	icon    *kit.Icon
	size    *kit.Text
	spinner *widget.Activity
	name    *kit.Text
	small   *kit.Paragraph
}

func newStagedRow(t core.DataType, remove func()) *stagedRow {
	r := &stagedRow{
		icon: kit.NewIcon(look.DataType(t), look.AccentText), size: kit.NewText(""), spinner: widget.NewActivity(),
		name: kit.NewCaption(""), small: kit.NewMutedParagraph(""),
	}
	r.size.Shrink, r.name.Shrink = false, true
	r.small.Scale = theme.SizeNameCaptionText
	r.spinner.Hide()
	head := kit.Line(2, r.icon, kit.Grow(kit.NewStrong(title(t))), r.size, r.spinner,
		kit.NewIconButton(assets.Cancel, "Remove "+title(t), remove))
	r.object = kit.PadXY(0, 1.5, kit.Column(0.5, head, r.name, r.small))
	return r
}

// set shows the file as it is known now.
func (r *stagedRow) set(d *draft, s *staged) {
	ink, small := look.AccentText, look.Muted
	if s.denied() {
		ink = look.Muted
	}
	if s.estimated && s.estimate.Err != nil {
		small = theme.ColorNameWarning
	}
	r.icon.Set(look.DataType(s.Type), ink)
	r.size.Color = ""
	if _, _, _, known := s.size(); !known {
		r.size.Color = look.Muted
	}
	r.size.Text = saySize(s)
	r.size.Refresh()
	if s.waiting != r.spinner.Visible() {
		if s.waiting {
			r.spinner.Show()
			r.spinner.Start()
		} else {
			r.spinner.Stop()
			r.spinner.Hide()
		}
	}
	r.name.Set(fileName(d, s))
	r.small.Text, r.small.Color = sayStaged(s), small
	r.small.Hidden = r.small.Text == ""
	r.small.Refresh()
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

// saySize is the size of a file to be; estimates are marked.
func saySize(s *staged) string {
	_, bytes, exact, ok := s.size()
	switch {
	case s.waiting:
		return "estimating"
	case s.denied():
		return "skipped"
	case !ok:
		return "size unknown"
	case exact:
		return humane.Size(bytes)
	}
	return "≈ " + humane.Size(bytes)
}
