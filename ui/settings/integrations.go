package settings

import (
	"slices"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// integrations shows a card for each account, and the way to another one.
type integrations struct {
	needs Needs
	scope *task.Scope
	cards map[core.ConnectionID]*accountCard
	known bool // what is shown has been read

	object *fyne.Container
}

func newIntegrations(n Needs) *integrations {
	return &integrations{needs: n, cards: map[core.ConnectionID]*accountCard{}, object: kit.Column(3)}
}

func (s *integrations) enter(scope *task.Scope) {
	s.scope = scope
	clear(s.cards) // tests ended with the scope before
	s.read()
}

// read shows the accounts as they are now.
func (s *integrations) read() {
	known := false
	s.scope.After(kit.LoadingAfter, func() {
		if !known && !s.known {
			f := newFrame("Gong")
			f.state("Reading the connections", kit.Neutral)
			s.show(f.object)
		}
	})
	task.Do(s.scope, s.needs.Accounts.Connections, func(all []Connection, err error) {
		known = true
		if s.known = err == nil; err != nil {
			s.fail(err)
			return
		}
		s.arrange(all)
	})
}

// changed reads anew after somebody else changed the connections, if the page is still there.
func (s *integrations) changed() {
	if s.scope.Context().Err() == nil {
		s.read()
	}
}

func (s *integrations) show(cards ...fyne.CanvasObject) {
	s.object.Objects = cards
	s.object.Refresh()
}

func (s *integrations) fail(err error) {
	p := say.Error(err, sayNotRead)
	f := newFrame("Gong")
	f.state("Unknown", kit.Bad)
	f.show(objects(kit.NewButton("Try again", assets.Retry, s.read)),
		objects(kit.NewBanner(kit.Bad, p.Line()), kit.NewDetails(p.Details, s.needs.Clipboard)))
	s.show(f.object)
}

// arrange gives each account its card; one that is there already stays, with the test that it may have under way.
func (s *integrations) arrange(all []Connection) {
	for id := range s.cards {
		if !slices.ContainsFunc(all, func(c Connection) bool { return c.ID == id }) {
			delete(s.cards, id)
		}
	}
	if len(all) == 0 {
		s.show(s.none())
		return
	}
	var cards []fyne.CanvasObject
	real := 0 // to Gong
	for _, c := range all {
		if !c.Sample {
			real++
		}
	}
	for _, c := range all {
		card := s.cards[c.ID]
		if card == nil {
			card = newAccountCard(s)
			s.cards[c.ID] = card
		}
		card.set(c, real == 1)
		cards = append(cards, card.frame.object)
	}
	if real > 0 {
		cards = append(cards, kit.Line(0, kit.NewButton("Add another account", assets.Plus, s.add), kit.Spring()))
	} else {
		cards = append(cards, s.none())
	}
	s.show(cards...)
}

// none is the card of no connection to Gong.
func (s *integrations) none() fyne.CanvasObject {
	f := newFrame("Gong")
	f.state("Not connected", kit.Neutral)
	verbs := objects(kit.NewPrimary("Connect", assets.Plug, s.add))
	if len(s.cards) == 0 {
		verbs = append(objects(kit.NewButton("Use sample data", assets.Sample, func() { s.needs.Routes.Sample(s.changed) })), verbs...)
	}
	f.show(verbs, objects(kit.NewMutedParagraph(sayNone)))
	return f.object
}

func (s *integrations) add() { s.needs.Routes.Connect("", s.changed) }

func objects(all ...fyne.CanvasObject) []fyne.CanvasObject { return all }
