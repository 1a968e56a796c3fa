package find

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/digest"
	"tamtam/core/search"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// findRow is a call, a turn of it, or that there are more turns. Rows are recycled and all of one height.
type findRow struct {
	widget.BaseWidget
	plate *kit.Plate
	label string

	head    *fyne.Container
	rule    *fyne.Container // between two calls
	title   *kit.Text
	company *kit.Text
	dataset *kit.Badge
	date    *kit.Text

	hit     *fyne.Container
	time    *kit.Text
	speaker *kit.Text
	side    *kit.Text
	words   *snippet

	more    *fyne.Container
	rest    *kit.Text
	content fyne.CanvasObject
}

var (
	_ fyne.Widget     = (*findRow)(nil)
	_ fyne.Accessible = (*findRow)(nil)
)

func newFindRow() *findRow {
	r := &findRow{
		plate: kit.NewPlate("", ""), title: kit.NewStrong(""), company: kit.NewMuted(""), dataset: kit.NewBadge("", kit.Neutral),
		date: kit.NewCaption(""), time: kit.NewCaption(""), speaker: kit.NewText(""), side: kit.NewCaption(""), words: newSnippet(),
		rest: kit.NewText(""), rule: kit.Column(0, kit.NewDivider()),
	}
	r.plate.Radius = theme.SizeNameInputRadius
	r.time.Style = fyne.TextStyle{Monospace: true}
	r.side.Shrink = true
	r.rest.Color = look.AccentText
	r.date.Align = fyne.TextAlignTrailing
	r.head = kit.PadXY(2, 0, kit.Columns(3, 30, kit.Grow(container.New(titleLayout{}, r.title, r.company)), r.dataset, kit.Sized(20, 0, r.date)))
	r.hit = kit.PadXY(2, 0, kit.Columns(3, 40, kit.Sized(1, 0, kit.Spring()), kit.Sized(13, 0, r.time), kit.Sized(28, 0, r.speaker), kit.Sized(13, 0, r.side),
		kit.Grow(r.words)))
	r.more = kit.PadXY(2, 0, kit.Line(2, kit.Sized(1, 0, kit.Spring()), kit.Grow(r.rest)))
	r.content = container.NewStack(r.rule, r.plate, kit.PadXY(0, 1.5, container.NewStack(r.head, r.hit, r.more)))
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *findRow) AccessibilityLabel() string { return r.label }

// AccessibilityRole is container.
func (r *findRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// set shows a row of what was found, in every part. chosen is the one that keys act upon; dataset is "" where it goes without saying.
func (r *findRow) set(f *found, of row, chosen bool, dataset string) {
	c := f.calls[of.call]
	r.head.Hidden, r.hit.Hidden, r.more.Hidden = of.kind != headRow, of.kind != hitRow, of.kind != moreRow
	r.rule.Hidden = of.kind != headRow || of.call == 0
	r.plate.Fill = ""
	if chosen {
		r.plate.Fill = look.AccentSoft
	}
	switch of.kind {
	case headRow:
		r.setHead(c, dataset)
	case hitRow:
		r.setHit(c.Hits[of.hit])
	case moreRow:
		r.rest.Text = sayMore(f.more(of.call))
		r.label = r.rest.Text
	}
	r.Refresh()
}

func (r *findRow) setHead(c search.CallHits, dataset string) {
	r.title.Text = c.Call.Title
	if r.title.Text == "" {
		r.title.Text = "Call " + string(c.Call.ID)
	}
	r.company.Text = strings.Join(c.Call.Companies, ", ")
	r.dataset.Text, r.dataset.Hidden = humane.Short(dataset, datasetLetters), dataset == ""
	r.date.Text = ""
	if !c.Call.Started.IsZero() {
		r.date.Text = humane.Date(c.Call.Started.Local())
	}
	r.label = strings.Join(trim(r.title.Text, r.company.Text, r.dataset.Text, r.date.Text), ", ")
}

// datasetLetters is how much of a dataset's name a call's line has room for.
const datasetLetters = 24

// titleLayout puts the company behind the title, which comes first where there is not room for both.
type titleLayout struct{}

func (titleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title := objects[0].(*kit.Text)
	width := min(size.Width, fyne.MeasureText(kit.Drawn(title.Text), look.Size(theme.SizeNameText), title.Style).Width)
	rest := size.Width - width - look.Space(3)
	title.Move(fyne.Position{})
	title.Resize(fyne.NewSize(width, size.Height))
	objects[1].Move(fyne.NewPos(width+look.Space(3), 0))
	objects[1].Resize(fyne.NewSize(max(1, rest), size.Height))
}

func (titleLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(objects[1].MinSize())
}

func (r *findRow) setHit(h search.Hit) {
	r.time.Text, r.speaker.Text, r.side.Text = text.Offset(h.At), speaker(h), h.Side
	r.side.Color = look.Muted
	if h.Side == digest.External {
		r.side.Color = look.AccentText
	}
	r.words.pieces = pieces(h.Text, h.Marks)
	r.label = strings.Join(trim(r.time.Text, r.speaker.Text, r.side.Text, h.Text), ", ")
}

func trim(parts ...string) (kept []string) {
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}

// CreateRenderer draws the row.
func (r *findRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }
