package connect

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/auth"
	"tamtam/core/datatype"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// grants is the right half: a line for each data type.
type grants struct {
	object *fyne.Container
	title  *kit.Text
	bar    *kit.ProgressBar
	lines  map[core.DataType]*grantLine
	note   *kit.Paragraph
}

type grantLine struct {
	object *fyne.Container
	symbol *kit.Icon
	words  *kit.Text
}

func newGrants() *grants {
	g := &grants{
		title: kit.NewStrong(""), bar: kit.NewProgressBar(), lines: map[core.DataType]*grantLine{}, note: kit.NewMutedParagraph(""),
	}
	rows := []fyne.CanvasObject{}
	for _, t := range core.DataTypes() {
		line := &grantLine{symbol: kit.NewIconSized(look.DataType(t), look.Muted, 4), words: kit.NewCaption(needed(t))}
		line.words.Shrink = true
		line.words.Align = fyne.TextAlignTrailing
		name := kit.NewText(datatype.Of(t).Title)
		name.Shrink = false
		line.object = kit.Line(2, line.symbol, name, kit.Grow(line.words))
		g.lines[t] = line
		rows = append(rows, line.object)
	}
	list := kit.Column(1.75, rows...)
	g.object = kit.NewPanel(kit.Column(3, kit.Column(1.5, g.title, g.bar), list, kit.Spring(), g.note))
	g.ask(sayShould, ofKey)
	return g
}

// ask shows what each data type needs, before the test. holder is what has the permissions.
func (g *grants) ask(title, holder string) {
	g.title.Set(title)
	g.bar.Hide()
	g.note.Set(sayNeeds(holder))
	for t, line := range g.lines {
		line.set(look.DataType(t), look.Muted, needed(t), look.Muted)
	}
}

// testing shows what is known so far.
func (g *grants) testing(known map[core.DataType]auth.Grant) {
	g.title.Set(sayTesting(len(known)))
	g.bar.Show()
	g.bar.Set(float64(len(known))/float64(len(g.lines)), kit.Neutral)
	g.note.Set("")
	for t, line := range g.lines {
		if grant, ok := known[t]; ok {
			line.grant(grant)
		} else {
			line.set(look.DataType(t), look.Muted, needed(t), look.Muted)
		}
	}
}

// found shows a complete report.
func (g *grants) found(r auth.Report, holder string) {
	g.title.Set(sayCount(r.Granted()))
	g.bar.Hide()
	g.note.Set(sayMissing(r, holder))
	for _, grant := range r.Grants {
		g.lines[grant.Type].grant(grant)
	}
}

func (l *grantLine) grant(g auth.Grant) {
	words, tone := sayGrant(g)
	switch tone {
	case kit.Good:
		l.set(assets.Check, theme.ColorNameSuccess, words, look.Muted)
	case kit.Warn:
		l.set(assets.Lock, theme.ColorNameWarning, words, theme.ColorNameWarning)
	default:
		l.set(assets.Error, theme.ColorNameError, words, theme.ColorNameError)
	}
}

func (l *grantLine) set(icon fyne.Resource, ink fyne.ThemeColorName, words string, color fyne.ThemeColorName) {
	l.symbol.Set(icon, ink)
	l.words.Color = color
	l.words.Text = words
	l.words.Refresh()
}
