package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// checkTable is what a check found, and, below it, the highlighted line in words.
type checkTable struct {
	object fyne.CanvasObject
	lines  []checkLine
	rows   *kit.KeyList
	words  *kit.Paragraph
}

func newCheckTable(key func(i int, key fyne.KeyName) bool) *checkTable {
	t := &checkTable{words: kit.NewMutedParagraph("")}
	t.words.Lines = 2
	t.rows = kit.NewKeyList(func() int { return len(t.lines) }, func() fyne.CanvasObject { return newCheckRow() },
		func(i int, o fyne.CanvasObject) { o.(*checkRow).set(t.lines[i]) })
	t.rows.OnHighlight = t.explain
	t.rows.OnSelect = t.explain
	t.rows.OnKey = key
	head := newCheckRow()
	head.heading()
	table := kit.Column(0, kit.PadXY(1.5, 0, head), kit.NewDivider(), kit.Fill(kit.Pad(1.5, t.rows)), kit.NewDivider(), kit.PadXY(4.5, 2.5, t.words))
	t.object = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), table)
	return t
}

func (t *checkTable) show(lines []checkLine) {
	t.lines = lines
	t.rows.Refresh()
	t.explain(t.rows.Highlighted())
}

func (t *checkTable) explain(i int) {
	if i < len(t.lines) {
		t.words.Set(sayLine(t.lines[i]))
	}
}

// checkPanel is a comparison under way.
type checkPanel struct {
	object fyne.CanvasObject
	state  *kit.Text
	bar    *kit.ProgressBar
	cancel *kit.Button
}

func newCheckPanel(cancel func()) *checkPanel {
	c := &checkPanel{state: kit.NewMuted(""), bar: kit.NewProgressBar(), cancel: kit.NewButton("Cancel", assets.Cancel, cancel)}
	c.cancel.Tip = "Stop; nothing of this check is kept"
	words := kit.Column(1.5, kit.Line(3, kit.NewStrong("Checking"), kit.Grow(c.state)), c.bar)
	c.object = kit.NewPanel(kit.Line(4, kit.NewIconSized(assets.Check, look.AccentText, 6), kit.Grow(words), c.cancel))
	return c
}

func (c *checkPanel) set(now Checking) {
	c.state.Set(sayChecking(now))
	value := -1.0
	if now.All > 0 {
		value = float64(now.Done) / float64(now.All)
	}
	c.bar.Set(value, kit.Neutral)
	c.cancel.SetText(sayCancel(Run{Stopping: now.Stopping}))
	c.cancel.SetEnabled(!now.Stopping)
}
