package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// fileRow is a data type of a dataset: its file's name, how much it holds, and where its import stands.
type fileRow struct {
	widget.BaseWidget
	dataType core.DataType
	tone     kit.Tone

	icon              *kit.Icon
	title, size, name *kit.Text
	mark              *kit.Icon
	state             *kit.Text
	tip               *kit.Tip
	bar               *kit.ProgressBar
	room              *fyne.Container // of the bar
	retry             *kit.Button
	awaited           *kit.Button // to the calls without a transcript
}

var (
	_ fyne.Widget     = (*fileRow)(nil)
	_ fyne.Accessible = (*fileRow)(nil)
)

func newFileRow(retry func(types ...core.DataType), awaited func()) *fileRow {
	r := &fileRow{
		icon: kit.NewIconSized(nil, "", 6), title: kit.NewStrong(""), size: kit.NewMuted(""), name: kit.NewCaption(""),
		mark: kit.NewIconSized(nil, "", 3.5), state: kit.NewCaption(""), bar: kit.NewProgressBar(),
	}
	r.size.Shrink, r.name.Shrink, r.state.Shrink = false, true, true
	r.tip = kit.NewTip("", r.state)
	r.room = kit.Sized(20, 0, r.bar)
	r.retry = kit.NewIconButton(assets.Retry, "Retry", func() { retry(r.dataType) })
	r.awaited = kit.NewIconButton(assets.Clock, "Calls without a transcript", awaited)
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *fileRow) AccessibilityLabel() string {
	return r.title.Text + ", " + r.name.Text + ", " + r.state.Text
}

// AccessibilityRole is container.
func (r *fileRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Refresh draws the parts as they are now.
func (r *fileRow) Refresh() {
	symbol, ink := marks(r.tone)
	r.mark.Resource, r.mark.Color, r.mark.Hidden = symbol, ink, symbol == nil
	r.state.Color = ink
	r.room.Hidden = r.bar.Hidden
	r.BaseWidget.Refresh()
}

// CreateRenderer draws the row.
func (r *fileRow) CreateRenderer() fyne.WidgetRenderer {
	head := kit.Line(2, kit.Grow(r.title), r.size)
	state := kit.Line(1, r.mark, kit.Grow(r.tip), r.room)
	text := kit.Grow(kit.Column(0.5, head, r.name, state))
	row := kit.Line(3, r.icon, text, container.NewStack(kit.Line(0, r.awaited, r.retry)))
	return widget.NewSimpleRenderer(kit.PadXY(2, 2, row))
}

// marks are a tone's symbol and colour in a row of small print.
func marks(t kit.Tone) (symbol fyne.Resource, ink fyne.ThemeColorName) {
	switch t {
	case kit.Good:
		return assets.Check, theme.ColorNameSuccess
	case kit.Warn:
		return assets.Warning, theme.ColorNameWarning
	case kit.Bad:
		return assets.Error, theme.ColorNameError
	}
	return nil, look.Muted
}

func saySizeOf(f store.File) string { return humane.Size(f.Bytes) }

// progressState is where a type stands within the run under way.
func progressState(p importer.TypeProgress) fileState {
	if p.State == importer.Ended {
		state := outcomeState(p.Result)
		state.retry = false
		return state
	}
	return fileState{words: sayProgress(p), share: p.Share(), busy: p.State != importer.Queued}
}

// outcomeState is how the import of a type ended.
func outcomeState(r importer.TypeResult) fileState {
	state := fileState{words: sayOutcome(r), tip: sayTrouble(r), tone: kit.Good}
	switch r.Outcome {
	case importer.Skipped:
		state.tone = kit.Warn
	case importer.Failed:
		state.tone, state.retry = kit.Bad, true
	case importer.Canceled:
		state.tone, state.retry = kit.Warn, true
	}
	return state
}
