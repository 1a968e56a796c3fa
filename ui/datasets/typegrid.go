package datasets

import (
	"fmt"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// typeGrid is the choice of data types: a card for each.
type typeGrid struct {
	object    fyne.CanvasObject
	cards     map[core.DataType]*kit.Card
	count     *kit.Text
	all, none *kit.Button
	// changed is called with the types whose tick a person changed.
	changed func(types []core.DataType, ticked bool)
}

func newTypeGrid(changed func(types []core.DataType, ticked bool)) *typeGrid {
	g := &typeGrid{cards: map[core.DataType]*kit.Card{}, changed: changed, count: kit.NewMuted("")}
	g.count.Shrink = false
	g.all = kit.NewButton("Select all", nil, func() { g.tickAll(true) })
	g.none = kit.NewQuiet("Deselect all", nil, func() { g.tickAll(false) })
	grid := kit.Grid(72) // so that the longest scope is whole
	for _, t := range core.DataTypes() {
		about := datatype.Of(t)
		card := kit.NewCard(look.DataType(t), about.Title, sayCard(t), func(ticked bool) { changed([]core.DataType{t}, ticked) })
		g.cards[t] = card
		grid.Add(card)
	}
	header := kit.Line(2, kit.NewSubheading("Gong data types"), kit.Spring(), g.count, g.all, g.none)
	g.object = kit.Column(3, header, grid)
	return g
}

// tickAll ticks or unticks what can be.
func (g *typeGrid) tickAll(ticked bool) {
	var types []core.DataType
	for _, t := range core.DataTypes() {
		if card := g.cards[t]; !card.Disabled() && card.Checked != ticked {
			types = append(types, t)
		}
	}
	g.changed(types, ticked)
}

// show draws ticks and permissions as they are.
func (g *typeGrid) show(ticked map[core.DataType]bool, c Connection) {
	chosen := 0
	for _, t := range core.DataTypes() {
		card := g.cards[t]
		card.Checked = ticked[t]
		if card.Checked {
			chosen++
		}
		scope, denied := c.Missing[t]
		g.permit(t, scope, denied && !card.Checked)
	}
	g.count.Set(fmt.Sprintf("%d of %d selected", chosen, len(g.cards)))
}

// permit shows a card as one that can be ticked, or as one that lacks the scope.
func (g *typeGrid) permit(t core.DataType, scope string, denied bool) {
	card, about := g.cards[t], datatype.Of(t)
	card.Icon, card.Description, card.Footnote = look.DataType(t), sayCard(t), ""
	if len(about.Scopes) > 0 {
		card.Footnote = about.Scopes[0]
	}
	if denied {
		card.Icon, card.Description = assets.Lock, sayNoPermissionCard
		if scope != "" {
			card.Footnote = scope
		}
	}
	if denied != card.Disabled() {
		if denied {
			card.Disable()
		} else {
			card.Enable()
		}
	}
	card.Refresh()
}
