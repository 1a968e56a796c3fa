package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/ui/look"
)

// ProgressBar is a thin bar. A negative Value shows that work goes on whose end is unknown.
type ProgressBar struct {
	widget.BaseWidget
	Value float64 // 0 to 1
	Tone  Tone    // Neutral draws in the accent colour

	track, bar *Plate
}

var _ fyne.Widget = (*ProgressBar)(nil)

// NewProgressBar returns an empty bar.
func NewProgressBar() *ProgressBar {
	p := &ProgressBar{track: newBar(look.Track), bar: newBar(theme.ColorNamePrimary)}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes value and tone and draws.
func (p *ProgressBar) Set(value float64, tone Tone) {
	p.Value, p.Tone = value, tone
	p.Refresh()
}

// CreateRenderer draws the bar.
func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer { return &progressRenderer{p} }

type progressRenderer struct{ p *ProgressBar }

func (r *progressRenderer) Layout(size fyne.Size) {
	p := r.p
	height := r.MinSize().Height
	y := (size.Height - height) / 2
	p.track.Move(fyne.NewPos(0, y))
	p.track.Resize(fyne.NewSize(size.Width, height))
	from, width := float32(0), size.Width*float32(min(1, p.Value))
	if p.Value < 0 { // a piece in the middle; no animation, for each frame repaints the whole window
		from, width = size.Width*0.35, size.Width*0.3
	} else if p.Value > 0 {
		width = max(width, height)
	}
	p.bar.Hidden = width <= 0
	p.bar.Move(fyne.NewPos(from, y))
	p.bar.Resize(fyne.NewSize(width, height))
}

func (r *progressRenderer) MinSize() fyne.Size { return fyne.NewSize(look.Space(10), look.Space(1.5)) }

func (r *progressRenderer) Refresh() {
	r.p.bar.Fill = theme.ColorNamePrimary
	if r.p.Tone != Neutral && r.p.Tone != Accent {
		r.p.bar.Fill = r.p.Tone.ink()
	}
	r.Layout(r.p.BaseWidget.Size())
	r.p.track.Refresh()
	r.p.bar.Refresh()
}

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.track, r.p.bar}
}
func (r *progressRenderer) Destroy() {}

// ProgressRow is one of several things under way: icon, title, state in words, bar, and a button to cancel or retry. Update it
// at most ten times a second: see task.Pulse.
type ProgressRow struct {
	widget.BaseWidget
	Icon  fyne.Resource
	Title string
	// State says in words what the bar shows: "Fetching 40 of 100", "Done, 100 records, 84 KB".
	State string
	Tone  Tone
	// Value is 0 to 1, or negative when unknown; the bar is hidden when Bar is false.
	Value float64
	Bar   bool

	icon   *iconPlate
	title  *Text
	state  *Text
	symbol *Icon
	bar    *ProgressBar
	action *Button
}

var (
	_ fyne.Widget     = (*ProgressRow)(nil)
	_ fyne.Accessible = (*ProgressRow)(nil)
)

// NewProgressRow returns a row that waits.
func NewProgressRow(icon fyne.Resource, title string) *ProgressRow {
	r := &ProgressRow{
		Icon: icon, Title: title, icon: newIconPlate(icon, 9), title: NewStrong(title), state: NewMuted(""),
		symbol: NewIconSized(nil, "", 4), bar: NewProgressBar(), action: NewIconButton(nil, "", nil),
	}
	r.action.Hide()
	r.ExtendBaseWidget(r)
	r.update()
	return r
}

// SetAction offers a button with the icon and the tip, or none when do is nil.
func (r *ProgressRow) SetAction(icon fyne.Resource, tip string, do func()) {
	r.action.Tip, r.action.OnTapped = tip, do
	if do == nil {
		r.action.Hide()
		return
	}
	r.action.SetIcon(look.Themed(icon))
	r.action.Show()
}

// AccessibilityLabel is title and state.
func (r *ProgressRow) AccessibilityLabel() string { return r.Title + ", " + r.State }

// AccessibilityRole is text.
func (r *ProgressRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *ProgressRow) update() {
	r.icon.icon.Resource = r.Icon
	r.title.Text, r.state.Text = r.Title, r.State
	r.symbol.Hidden = r.Tone == Neutral || r.Tone == Accent
	r.state.Color = look.Muted
	if !r.symbol.Hidden {
		r.symbol.Resource, r.symbol.Color = r.Tone.symbol(), r.Tone.ink()
		r.state.Color = r.Tone.ink()
	}
	r.bar.Value, r.bar.Tone, r.bar.Hidden = r.Value, r.Tone, !r.Bar
}

// Refresh draws the fields as they are now.
func (r *ProgressRow) Refresh() {
	r.update()
	r.BaseWidget.Refresh()
}

// CreateRenderer draws the row. Bar and words stand in columns of fixed width, so that several rows align.
func (r *ProgressRow) CreateRenderer() fyne.WidgetRenderer {
	row := Line(3, r.icon.CanvasObject, Sized(44, 0, r.title), Grow(Line(2, r.symbol, Grow(r.state))), Sized(50, 0, r.bar),
		Sized(9, 9, container.NewStack(r.action)))
	return widget.NewSimpleRenderer(PadXY(2, 1, row))
}
