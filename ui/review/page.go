package review

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/marks"
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
	// gists are what the person made of calls. The map is replaced and never changed, for it is read off the UI goroutine, too.
	gists map[core.CallID]marks.Gist
	queue *task.Queue // of what is written
	// kept counts what was kept: an answer to what was read before it is old.
	kept int

	list    *list
	reading *reading
	side    *side
	panes   *panes
	content *fyne.Container
	whole   fyne.CanvasObject // the three columns
	quotes  *kit.Button
	more    *kit.Button
}

// New returns the screen; Enter fills it.
func New(n Needs) *Page {
	p := &Page{needs: n, queue: task.NewQueue(n.Runner)}
	p.list, p.reading, p.side = newList(p), newReading(p), newSide(p)
	p.panes = newPanes(p.list.content, p.reading.content, p.side.content, n.Memory)
	p.quotes = kit.NewButton("Quotes", assets.Quote, n.Routes.Quotes)
	p.more = kit.NewIconButton(assets.More, "Tags and notes", func() { kit.ShowMenu(p.more, p.menu()) })
	p.whole = kit.PadXY(3, 2, p.panes.object)
	p.content = container.NewStack()
	return p
}

// Content is the screen's object, always the same one.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Title is the screen's heading.
func (p *Page) Title() string { return "Review" }

// Actions are the screen's buttons.
func (p *Page) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{p.quotes, p.more} }

// Focus gives the focus to the transcript, or to the calls while none is open.
func (p *Page) Focus() {
	if p.reading.id != "" {
		p.reading.focus()
	} else {
		p.list.focus()
	}
}

// Command serves the window's shortcuts.
func (p *Page) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToFind:
		if !p.reading.focusFind() {
			kit.Focus(p.list.words.Entry)
		}
	case ui.ToExport:
		p.export()
	case ui.ToCite:
		p.reading.copyQuote()
	case ui.ToCollect:
		p.reading.addQuote()
	case ui.ToHighlight:
		p.reading.highlight()
	case ui.ToNote:
		p.reading.note()
	case ui.ToEnlarge:
		p.reading.text.Zoom(1)
	case ui.ToReduce:
		p.reading.text.Zoom(-1)
	case ui.ToNormal:
		p.reading.text.Zoom(0)
	case ui.ToStar:
		p.star(p.reading.id)
	case ui.ToUnread:
		p.setRead(p.reading.id, !p.gists[p.reading.id].Read)
	case ui.ToClose:
		return p.close()
	default:
		return false
	}
	return true
}

// close takes away what was put over the calls or the transcript last, and tells whether there was anything.
func (p *Page) close() bool {
	switch {
	case p.list.filters:
		p.list.showFilters(false)
	case p.reading.endFind():
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
		p.scope.After(kit.LoadingAfter, func() {
			if p.calls == nil && len(p.content.Objects) == 0 {
				p.replace(kit.NewLoading("Reading the calls"))
			}
		})
	}
	p.read()
	task.Every(p.scope.Context(), p.scope, makingGap, p.list.look)
	p.reading.back()
	p.list.focus()
}

// Leave ends what the screen has under way.
func (p *Page) Leave() {
	if p.scope != nil {
		p.reading.leave()
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
	gists map[core.CallID]marks.Gist
}

// read reads all calls and what was made of them.
func (p *Page) read() {
	kept := p.kept
	task.Do(p.scope, func(ctx context.Context) (all library, err error) {
		if all.names, err = p.needs.Desk.Names(ctx); err != nil {
			return all, err
		}
		if all.gists, err = p.needs.Marks.Gists(ctx); err != nil {
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
		if kept != p.kept {
			p.read()
			return
		}
		first := p.calls == nil
		p.calls, p.total, p.names, p.gists = all.calls, all.total, all.names, all.gists
		if p.list.lack(); p.total == 0 && p.calls.Unread() == 0 {
			p.replace(p.empty())
			return
		}
		p.replace(p.whole)
		p.list.first = first
		p.list.filter(!first)
		p.reading.again()
	})
}

func (p *Page) empty() fyne.CanvasObject {
	buttons := []fyne.CanvasObject{kit.NewPrimary("Go to the datasets", assets.Datasets, p.needs.Routes.Datasets)}
	if p.needs.Routes.Files != nil {
		buttons = append(buttons, kit.NewButton("Open exported files", assets.Folder, p.needs.Routes.Files))
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

// personal is what filters ask of what the person made of a call.
func personal(g marks.Gist) review.Personal {
	return review.Personal{Tags: g.Tags, Starred: g.Star, Noted: g.Notes > 0, Read: g.Read}
}

// snapshot tells it as it is now, from any goroutine.
func (p *Page) snapshot() func(core.CallID) review.Personal {
	gists := p.gists
	return func(id core.CallID) review.Personal { return personal(gists[id]) }
}

// make shows what the person has made of a call. A call that no longer fits the filters stays in the list until they are used again: it would
// vanish under the person's eyes.
func (p *Page) make(id core.CallID, g marks.Gist) {
	gists := maps.Clone(p.gists)
	if gists == nil {
		gists = map[core.CallID]marks.Gist{}
	}
	gists[id] = g
	p.gists = gists
	p.list.rows.Refresh()
}

// OpenQuote opens the call of a quote where it stands.
func (p *Page) OpenQuote(q marks.Quote) {
	p.reading.openTo(q.Call, &goal{anchor: &q.Anchor, turn: -1})
}

// OpenCall opens a call at a turn, which is selected, and finds the words of a query in its transcript. A negative turn is where the person
// stopped reading.
func (p *Page) OpenCall(id core.CallID, turn int, query string) {
	p.reading.openAt(id, turn, query)
}
