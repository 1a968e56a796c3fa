package meetings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
)

// logButtons are at the end of a run's row: what can be done with its log, or that it has expired. A row under way is drawn ten times a second, and the
// toolkit reads the picture of a button afresh each time: so these are drawn when they change only, and when the palette does.
type logButtons struct {
	widget.BaseWidget
	download, stop *kit.Button
	expired        *kit.Text
}

var _ fyne.Widget = (*logButtons)(nil)

func newLogButtons(download, stop func()) *logButtons {
	b := &logButtons{
		download: kit.NewIconButton(assets.Export, "Download the log", download), stop: kit.NewIconButton(assets.Cancel, "Stop", stop), expired: kit.NewMuted("Expired"),
	}
	b.expired.Shrink = false
	b.ExtendBaseWidget(b)
	return b
}

// show shows one of them, or none.
func (b *logButtons) show(shown fyne.CanvasObject) {
	changed := false
	for _, o := range []fyne.CanvasObject{b.download, b.stop, b.expired} {
		if o.Visible() == (o == shown) {
			continue
		}
		changed = true
		if o == shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if changed {
		b.BaseWidget.Refresh()
	}
}

// Refresh leaves them as they are; see show.
func (b *logButtons) Refresh() {}

// CreateRenderer draws them in one place.
func (b *logButtons) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.Line(0, kit.Spring(), b.download, b.stop, b.expired))
}
