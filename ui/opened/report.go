package opened

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/opened"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// reportLine is a line of the report: a file, or something in it that could not be read.
type reportLine struct {
	words, why string
	tone       kit.Tone
	file       bool
}

// lines are what became of each file, those about which there is something to say first.
func lines(r opened.Result) (all []reportLine) {
	for _, troubled := range []bool{true, false} {
		for _, f := range r.Files {
			if (f.Err != nil || len(f.Problems) > 0) != troubled {
				continue
			}
			words, why := say.OpenedFile(f)
			line := reportLine{words: f.Name + ": " + words, why: why, tone: kit.Good, file: true}
			switch {
			case f.Err != nil:
				line.tone = kit.Bad
			case troubled:
				line.tone = kit.Warn
			}
			all = append(all, line)
			for _, p := range f.Problems {
				all = append(all, reportLine{words: say.OpenedProblem(p)})
			}
			if f.Others > 0 {
				all = append(all, reportLine{words: "And " + humane.Number(f.Others) + " more like these."})
			}
		}
	}
	return all
}

// mostReport is how many lines of the report are seen at once.
const mostReport = 7

// showReport tells what became of the files that were opened last.
func (p *Page) showReport() {
	p.report.Hidden = p.result == nil
	if p.result == nil {
		p.report.Objects = nil
		return
	}
	r := *p.result
	head := kit.NewParagraph(sayOpened(r))
	head.Style = fyne.TextStyle{Bold: true}
	buttons := []fyne.CanvasObject{}
	if p.failed == nil {
		if p.needs.Routes.Review != nil {
			buttons = append(buttons, kit.NewButton("Read", assets.Review, p.needs.Routes.Review))
		}
		if p.needs.Routes.Search != nil {
			buttons = append(buttons, kit.NewButton("Search", assets.Search, p.needs.Routes.Search))
		}
	}
	all := lines(r)
	if len(all) > 1 || !r.Clean() {
		buttons = append(buttons, kit.NewQuiet("Copy report", assets.Copy, func() {
			p.needs.Clipboard.SetContent(reportText(r))
			p.needs.Stage.Toast(kit.Good, "Copied the report.")
		}))
	}
	buttons = append(buttons, kit.NewIconButton(assets.Cancel, "Put away", func() {
		p.result = nil
		p.show()
	}))
	rows := []fyne.CanvasObject{kit.Line(2, append([]fyne.CanvasObject{kit.Grow(head)}, buttons...)...)}
	if len(all) > 1 || !r.Clean() {
		list := kit.NewKeyList(func() int { return len(all) }, func() fyne.CanvasObject { return newLineRow() },
			func(i int, o fyne.CanvasObject) { o.(*lineRow).set(all[i]) })
		list.HideSeparators()
		height := float32(min(len(all), mostReport)) * lineHeight
		rows = append(rows, kit.Sized(0, height, list))
	}
	p.report.Objects = []fyne.CanvasObject{kit.NewPanel(kit.Column(2, rows...))}
}

// reportText is the report to be sent to somebody; it holds names of files and nothing that stands in them.
func reportText(r opened.Result) string {
	var b strings.Builder
	b.WriteString(sayOpened(r) + "\n")
	for _, l := range lines(r) {
		if !l.file {
			b.WriteString("  ")
		}
		b.WriteString(strings.TrimSpace(l.words+". "+l.why) + "\n")
	}
	return strings.ReplaceAll(b.String(), "..", ".")
}

// lineHeight is that of a line of the report with the gap below it, in spacing units.
const lineHeight = 7.5

// lineRow is a line of the report.
type lineRow struct {
	widget.BaseWidget
	icon    *kit.Icon
	words   *kit.Text
	why     *kit.Text
	inset   *fyne.Container
	content fyne.CanvasObject
	label   string
}

var _ fyne.Accessible = (*lineRow)(nil)

func newLineRow() *lineRow {
	r := &lineRow{icon: kit.NewIconSized(nil, "", 4), words: kit.NewText(""), why: kit.NewMuted(""), inset: kit.Sized(4, 0, kit.Spring())}
	r.words.Shrink = false
	r.content = kit.PadXY(0, 0.75, kit.Line(2, r.inset, r.icon, r.words, kit.Grow(r.why)))
	r.ExtendBaseWidget(r)
	return r
}

var symbols = map[kit.Tone]struct {
	icon  fyne.Resource
	color fyne.ThemeColorName
}{
	kit.Good: {assets.Check, theme.ColorNameSuccess}, kit.Warn: {assets.Warning, theme.ColorNameWarning}, kit.Bad: {assets.Error, theme.ColorNameError},
}

func (r *lineRow) set(l reportLine) {
	r.icon.Hidden, r.inset.Hidden = !l.file, l.file
	r.icon.Resource, r.icon.Color = symbols[l.tone].icon, symbols[l.tone].color
	r.words.Text, r.words.Color = humane.Short(l.words, 110), ""
	if !l.file {
		r.words.Color = look.Muted
	}
	r.why.Text = l.why
	r.label = strings.TrimSpace(l.words + " " + l.why)
	r.Refresh()
}

// AccessibilityLabel is the line.
func (r *lineRow) AccessibilityLabel() string { return r.label }

// AccessibilityRole is text.
func (r *lineRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer draws the line.
func (r *lineRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// setRow is what was opened at once.
type setRow struct {
	widget.BaseWidget
	of  Set
	row *kit.Row
	p   *Page
}

var _ fyne.Accessible = (*setRow)(nil)

func newSetRow(p *Page) *setRow {
	r := &setRow{p: p}
	r.row = kit.NewRow(kit.NewIconButton(assets.Cancel, "Close (Del)", func() { p.close(r.of) }))
	r.ExtendBaseWidget(r)
	return r
}

func (r *setRow) set(s Set) {
	r.of = s
	icon := assets.File
	if len(s.Paths) > 1 {
		icon = assets.Folder
	}
	detail := strings.Join([]string{sayRecords(s.Files), sayPlace(s.Paths)}, " · ")
	r.row.Set(icon, s.Name, detail, "opened "+humane.Ago(s.When, r.p.needs.Clock.Now()))
}

// AccessibilityLabel is what the row shows.
func (r *setRow) AccessibilityLabel() string { return r.of.Name }

// AccessibilityRole is container.
func (r *setRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *setRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.row))
}
