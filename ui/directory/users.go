package directory

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// statuses are the filters of the users of Gong, behind the one of all.
var statuses = []timeline.MappingStatus{timeline.Conflict, timeline.Unmapped, timeline.Inactive, timeline.Created, timeline.Mapped}

// Mappings is the screen of the users of Gong.
type Mappings struct {
	needs  Needs
	scope  *task.Scope
	loaded bool
	users  Users
	status int // 0 for all, else one behind its place in statuses
	shown  []timeline.Mapping

	content *fyne.Container
	from    *kit.Text // whose users they are
	line    *fyne.Container
	filter  *kit.Select
	banner  *kit.Banner // that some are in conflict
	search  *kit.SearchField
	count   *kit.Text
	body    *kit.Body
	rows    *kit.KeyList
	card    fyne.CanvasObject
}

var (
	_ ui.Page      = (*Mappings)(nil)
	_ ui.Commander = (*Mappings)(nil)
)

// NewUsers returns the screen of the users of Gong; Enter fills it.
func NewUsers(n Needs) *Mappings {
	p := &Mappings{needs: n}
	p.filter = kit.NewSelect(sayStatuses(nil), nil)
	p.filter.Label = "Status"
	p.filter.SetSelectedIndex(0)
	p.filter.OnChanged = func(string) {
		p.status = max(0, p.filter.SelectedIndex())
		p.show()
	}
	p.banner = kit.NewBanner(kit.Warn, "", kit.NewButton("Show", nil, func() { p.only(timeline.Conflict) }))
	p.search = kit.NewSearchField("Find by name, e-mail or id", func(string) { p.show() })
	p.from = kit.NewMuted("")
	p.from.Shrink = true
	p.count = kit.NewMuted("")
	p.count.Shrink = false
	p.rows = kit.NewKeyList(func() int { return len(p.shown) }, func() fyne.CanvasObject { return newUserRow(p) },
		func(i int, o fyne.CanvasObject) { o.(*userRow).set(p.shown[i]) })
	p.rows.OnOpen = func(i int) { p.choose(p.shown[i]) }
	var heads [columns]fyne.CanvasObject
	for i, title := range []string{"User of Gong", "Gong user id", "Status", "User"} {
		text := kit.NewCaption(title)
		text.Shrink = true
		heads[i] = text
	}
	under := kit.Column(0, kit.PadXY(4.5, 2, userTable(heads, kit.Spring())), kit.NewDivider(), kit.Fill(kit.Pad(1.5, p.rows)))
	p.card = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), under)
	p.body = kit.NewBody()
	p.line = kit.Columns(3, 40, kit.Sized(48, 0, p.filter), kit.Grow(p.search), p.count)
	p.from.Hide()
	p.line.Hide()
	p.banner.Hide()
	p.content = kit.PadXY(6, 2, kit.Column(3, p.from, p.line, p.banner, kit.Fill(p.body.Object)))
	return p
}

// Title is the screen's heading.
func (p *Mappings) Title() string { return "Users of Gong" }

// Content is the screen's object, always the same one.
func (p *Mappings) Content() fyne.CanvasObject { return p.content }

// Enter reads the users, until Leave or until ctx ends.
func (p *Mappings) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.body.Await(p.scope, "Reading the users of Gong")
	p.read()
}

// Leave ends what the screen has under way.
func (p *Mappings) Leave() { p.scope.End() }

// Command serves the window's shortcuts.
func (p *Mappings) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToFind:
		kit.Focus(p.search.Entry)
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

func (p *Mappings) read() {
	task.Do(p.scope, p.needs.People.Users, func(u Users, err error) {
		if err != nil {
			p.loaded, p.from.Hidden, p.line.Hidden, p.banner.Hidden = false, true, true, true
			p.body.Fail(trouble(err, "The users of Gong could not be read"), p.needs.Clipboard, p.read)
			return
		}
		first := !p.loaded
		p.loaded, p.users = true, u
		p.filter.Options = sayStatuses(u.Mappings)
		p.filter.Selected = p.filter.Options[p.status]
		p.filter.Refresh()
		p.show()
		if first && len(p.shown) > 0 {
			p.rows.Focus()
		}
	})
}

// show shows the users that the filter lets through, or what stands in their place.
func (p *Mappings) show() {
	if !p.loaded {
		return
	}
	words := strings.ToLower(strings.TrimSpace(p.search.Text()))
	p.shown = nil
	for _, m := range p.users.Mappings {
		if (p.status == 0 || m.Status == statuses[p.status-1]) && strings.Contains(strings.ToLower(m.Name+"\n"+m.Email+"\n"+string(m.GongUser)), words) {
			p.shown = append(p.shown, m)
		}
	}
	p.from.Hidden = false
	p.from.Set(sayFrom(p.users.Connection))
	p.line.Hidden = len(p.users.Mappings) == 0
	p.count.Set(humane.Count(len(p.users.Mappings), "user", "users"))
	if len(p.shown) < len(p.users.Mappings) {
		p.count.Set(humane.Number(len(p.shown)) + " of " + p.count.Text)
	}
	conflicts := countOf(p.users.Mappings, timeline.Conflict)
	p.banner.Hidden = conflicts == 0 || p.status > 0
	p.banner.Set(kit.Warn, sayConflicts(conflicts))
	switch {
	case len(p.shown) > 0:
		p.body.Put(p.card)
	case len(p.users.Mappings) == 0:
		p.body.Put(kit.NewEmptyState(assets.Users, "No users of Gong yet", sayNoUsers))
	default:
		p.body.Put(kit.NewEmptyState(assets.Search, "Nothing found", "No user of Gong is like this.", kit.NewButton("Show all", nil, func() {
			p.only("")
		})))
	}
	p.rows.Refresh()
	p.content.Refresh()
}

// only shows the users with a status, all of them when it is "".
func (p *Mappings) only(s timeline.MappingStatus) {
	p.search.SetText("")
	p.filter.SetSelectedIndex(slices.Index(statuses, s) + 1)
}

// countOf counts the users with a status.
func countOf(all []timeline.Mapping, s timeline.MappingStatus) (n int) {
	for _, m := range all {
		if m.Status == s {
			n++
		}
	}
	return n
}

// keep keeps who a user of Gong is; Undo gives back what was.
func (p *Mappings) keep(before, now timeline.Mapping, done string) {
	task.Do(p.scope, func(ctx context.Context) (bool, error) { return p.needs.People.Map(ctx, now) }, func(began bool, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			return
		}
		p.needs.Stage.ToastWith(kit.Good, done+" "+sayRetried(began), "Undo", func() {
			before.Updated = p.needs.Clock.Now().UTC()
			p.keep(now, before, "It is as it was.")
		})
		p.read()
	})
}
