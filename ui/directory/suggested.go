package directory

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// suggestion is the window in which a person says which user a user of Gong is.
type suggestion struct {
	page   *Mappings
	of     timeline.Mapping
	first  []timeline.User // the candidates, the suggested one in front
	shown  []timeline.User
	chosen int
	rows   *kit.KeyList
	box    *kit.Dialog
}

// choose opens the window; of a conflict, with the users among whom it is, the suggested one first.
func (p *Mappings) choose(m timeline.Mapping) {
	s := &suggestion{page: p, of: m}
	for _, u := range m.Candidates(p.users.Directory, func(id timeline.GSID) int { return p.users.Authored[id] }) {
		s.first = append(s.first, *u)
	}
	s.rows = kit.NewKeyList(func() int { return len(s.shown) }, func() fyne.CanvasObject { return kit.NewRow() }, s.draw)
	s.rows.OnHighlight, s.rows.OnSelect = s.mark, s.mark
	s.rows.OnOpen = func(i int) {
		s.mark(i)
		s.take()
	}
	search := kit.NewSearchField("Find another user by name or e-mail", s.find)
	list := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, s.rows))
	title := "Choose the user"
	if m.Status == timeline.Conflict {
		title = "Suggested user"
	}
	parts := []fyne.CanvasObject{kit.NewParagraph(sayWhom(m)), search, kit.Sized(0, 62, list), kit.NewMutedParagraph(sayBetter)}
	s.box = &kit.Dialog{Title: title, Content: kit.Column(3, parts...), Confirm: "Use this user", Width: 140, OnConfirm: s.take}
	if m.Manual {
		s.box.Extra = []fyne.CanvasObject{kit.NewButton("Take the choice back", nil, func() {
			s.box.Close()
			p.keep(m, m.TakeBack(p.needs.Clock.Now().UTC()), "The choice is taken back.")
		})}
	}
	p.needs.Stage.Open(s.box)
	s.find("")
	if len(s.shown) > 0 {
		s.rows.Focus()
	}
}

// find shows the candidates, or the active users that have all words.
func (s *suggestion) find(text string) {
	words := strings.Fields(strings.ToLower(text))
	s.shown = s.first
	if len(words) > 0 || len(s.first) == 0 {
		s.shown = nil
		for _, u := range s.page.users.Users {
			hay, fits := strings.ToLower(u.Name()+"\n"+u.Email+"\n"+u.Username), u.Active
			for _, w := range words {
				fits = fits && strings.Contains(hay, w)
			}
			if fits {
				s.shown = append(s.shown, u)
			}
		}
	}
	s.chosen = 0
	s.box.SetConfirm("Use this user", len(s.shown) > 0)
	s.rows.Refresh()
	if len(s.shown) > 0 {
		s.rows.Select(0)
	}
}

func (s *suggestion) mark(i int) { s.chosen = i }

func (s *suggestion) draw(i int, o fyne.CanvasObject) {
	u, row := s.shown[i], o.(*kit.Row)
	row.Badge.Text, row.Badge.Tone = "", kit.Accent
	if u.GSID == s.of.Suggested {
		row.Badge.Text = "Suggested"
	}
	if u.GSID == s.of.User {
		row.Badge.Text, row.Badge.Tone = "Chosen now", kit.Good
	}
	detail := []string{u.Email, u.License.Label()}
	if u.Username != "" && u.Username != u.Email {
		detail = append(detail, u.Username)
	}
	row.Set(icons["users"], nameOf(u), strings.Join(detail, " · "), humane.Count(s.page.users.Authored[u.GSID], "Activity", "Activities"))
}

// take keeps the choice.
func (s *suggestion) take() bool {
	if s.chosen >= len(s.shown) {
		return false
	}
	u, p := s.shown[s.chosen], s.page
	s.box.Close()
	p.keep(s.of, s.of.Choose(s.of.GongUser, u, p.needs.Clock.Now().UTC()), s.of.Name+" is "+nameOf(u)+" from now on.")
	return false
}
