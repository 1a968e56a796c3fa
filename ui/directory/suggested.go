package directory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
)

// choose opens the window in which a person says which user a user of Gong is; of a conflict, with the users among whom it is, the suggested one first.
func (p *Mappings) choose(m timeline.Mapping) {
	w := &picker{
		title: "Choose the user", verb: "Use this user", find: "Find another user by name or e-mail", nothing: sayNoUser,
		above: []fyne.CanvasObject{kit.NewParagraph(sayWhom(m))}, below: []fyne.CanvasObject{kit.NewMutedParagraph(sayBetter)},
	}
	if m.Status == timeline.Conflict {
		w.title = "Suggested User"
	}
	for _, u := range m.Candidates(p.users.Directory, func(id timeline.GSID) int { return p.users.Authored[id] }) {
		w.first = append(w.first, p.choiceOf(*u, m))
	}
	for _, u := range p.users.Users {
		if u.Active {
			w.all = append(w.all, p.choiceOf(u, m))
		}
	}
	w.take = func(c choice) {
		i := slices.IndexFunc(p.users.Users, func(u timeline.User) bool { return string(u.GSID) == c.id })
		u := p.users.Users[i]
		p.keep(m, m.Choose(m.GongUser, u, p.needs.Clock.Now().UTC()), nameOfGong(m)+" is "+nameOf(u)+" from now on.")
	}
	if m.Manual {
		w.extra = []fyne.CanvasObject{kit.NewButton("Take the choice back", nil, func() {
			w.box.Close()
			p.keep(m, m.TakeBack(p.needs.Clock.Now().UTC()), "The choice is taken back.")
		})}
	}
	w.open(p.needs.Stage, string(m.User))
}

// choiceOf is a user as one that a user of Gong may be.
func (p *Mappings) choiceOf(u timeline.User, m timeline.Mapping) choice {
	c := choiceOfUser(u)
	c.meta = humane.Count(p.users.Authored[u.GSID], "Activity", "Activities")
	switch u.GSID {
	case m.User:
		c.badge, c.tone = "Chosen now", kit.Good
	case m.Suggested:
		c.badge, c.tone = "Suggested", kit.Accent
	}
	return c
}

// choiceOfUser is a user in a list to choose from.
func choiceOfUser(u timeline.User) choice {
	detail := []string{u.Email, u.License.Label()}
	if u.Username != "" && u.Username != u.Email {
		detail = append(detail, u.Username)
	}
	detail = slices.DeleteFunc(detail, func(s string) bool { return s == "" })
	return newChoice(string(u.GSID), icons["users"], nameOf(u), strings.Join(detail, " · "))
}

// nameOfGong is the name of a user of Gong, or what else they are known by.
func nameOfGong(m timeline.Mapping) string {
	switch {
	case m.Name != "":
		return m.Name
	case m.Email != "":
		return m.Email
	}
	return "The user " + string(m.GongUser)
}
