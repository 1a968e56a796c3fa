package review

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/review"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// Page is the screen of all calls and of the one that is read.
type Page struct {
	needs Needs
	scope *task.Scope

	calls Calls // nil before the first answer
	total int
	names map[core.DatasetID]string
	// made is what the person made of calls. It is replaced and never changed, for it is read off the UI goroutine, too.
	made map[core.CallID]review.Personal

	list    *list
	panes   *panes
	content *fyne.Container
	whole   fyne.CanvasObject // the three columns
}

// New returns the screen; Enter fills it.
func New(n Needs) *Page {
	p := &Page{needs: n}
	p.list = newList(p)
	p.panes = newPanes(p.list.content, container.NewStack(), container.NewStack(), n.Memory)
	p.whole = kit.PadXY(3, 2, p.panes.object)
	p.content = container.NewStack()
	return p
}

// Content is the screen's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title is the screen's heading.
func (p *Page) Title() string { return "Review" }

// Command serves the window's shortcuts.
func (p *Page) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToFind:
		kit.Focus(p.list.words.Entry)
	case ui.ToClose:
		if !p.list.filters {
			return false
		}
		p.list.showFilters(false)
	default:
		return false
	}
	return true
}

// Enter reads the calls; what goes on ends at Leave or when ctx ends.
func (p *Page) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	if p.calls == nil {
		p.scope.After(loadingAfter, func() {
			if p.calls == nil && len(p.content.Objects) == 0 {
				p.replace(kit.NewLoading("Reading the calls"))
			}
		})
	}
	p.read()
	p.list.focus()
}

// Leave ends what the screen has under way.
func (p *Page) Leave() {
	if p.scope != nil {
		p.scope.End()
	}
}

// Refresh reads the calls again, as after a run that has changed them. The call that is open stays open. It does nothing while the screen is
// not shown: Enter reads in any case.
func (p *Page) Refresh() {
	if p.scope != nil && p.scope.Context().Err() == nil {
		p.read()
	}
}

type library struct {
	calls Calls
	total int
	names map[core.DatasetID]string
	made  map[core.CallID]review.Personal
}

// read reads all calls and what was made of them.
func (p *Page) read() {
	task.Do(p.scope, func(ctx context.Context) (all library, err error) {
		if all.names, err = p.needs.Desk.Names(ctx); err != nil {
			return all, err
		}
		if all.made, err = p.needs.Marks.All(ctx); err != nil {
			return all, err
		}
		if all.calls, err = p.needs.Desk.Calls(ctx); err == nil {
			all.total = len(all.calls.Pick(review.Filter{}, review.ByDate, true, nil))
		}
		return all, err
	}, func(all library, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		first := p.calls == nil
		p.calls, p.total, p.names, p.made = all.calls, all.total, all.names, all.made
		if p.total == 0 {
			p.replace(p.empty())
			return
		}
		p.replace(p.whole)
		p.list.refilter()
		if first {
			p.list.focus()
		}
	})
}

func (p *Page) empty() fyne.CanvasObject {
	buttons := []fyne.CanvasObject{kit.NewPrimary("Go to the datasets", assets.Datasets, p.needs.Routes.Datasets)}
	if p.needs.Routes.Files != nil {
		buttons = append(buttons, kit.NewButton("Open exported files…", assets.Folder, p.needs.Routes.Files))
	}
	return kit.NewEmptyState(assets.Review, "No calls yet", sayNoCalls, buttons...)
}

// fail shows why there are no calls; those that were read before stay.
func (p *Page) fail(err error) {
	if p.calls != nil {
		p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotRead).Line())
		return
	}
	p.replace(kit.NewErrorState(trouble(err, sayNotRead), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, func() {
		p.content.Objects = nil
		p.read()
	})))
}

func (p *Page) replace(o fyne.CanvasObject) {
	if len(p.content.Objects) != 1 || p.content.Objects[0] != o {
		p.content.Objects = []fyne.CanvasObject{o}
		p.content.Refresh()
	}
}

// personal is what the person made of a call.
func (p *Page) personal(id core.CallID) review.Personal { return p.made[id] }

// snapshot tells it as it is now, from any goroutine.
func (p *Page) snapshot() func(core.CallID) review.Personal {
	made := p.made
	return func(id core.CallID) review.Personal { return made[id] }
}

// make changes what the person made of a call, here and at once.
func (p *Page) make(id core.CallID, how func(*review.Personal)) {
	made := maps.Clone(p.made)
	if made == nil {
		made = map[core.CallID]review.Personal{}
	}
	one := made[id]
	how(&one)
	made[id] = one
	p.made = made
	p.list.rows.Refresh()
}

// The rest of the page comes with the reading pane.

func (p *Page) open(id core.CallID)             { p.list.chose(id) }
func (p *Page) focusReading()                   {}
func (p *Page) star(id core.CallID)             { p.make(id, func(m *review.Personal) { m.Starred = !m.Starred }) }
func (p *Page) setRead(id core.CallID, on bool) { p.make(id, func(m *review.Personal) { m.Read = on }) }
