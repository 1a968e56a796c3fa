package review

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Quotes is the screen of the basket: passages of many calls, in an order, to be commented, copied and exported with their sources.
type Quotes struct {
	needs  Needs
	scope  *task.Scope
	queue  *task.Queue // of what is written
	latest task.Latest // look for the quotes in their transcripts
	loaded bool
	all    []marks.Quote
	lost   map[string]bool // by id, what the transcripts do not say any more

	copy, export, clear *kit.Button
	rows                *kit.KeyList
	card                fyne.CanvasObject
	content             *fyne.Container
}

// NewQuotes returns the screen; Enter fills it.
func NewQuotes(n Needs) *Quotes {
	p := &Quotes{needs: n, queue: task.NewQueue(n.Runner), lost: map[string]bool{}}
	p.copy = kit.NewButton("Copy all", assets.Copy, p.copyAll)
	p.export = kit.NewButton("Export…", assets.Export, func() { kit.ShowMenu(p.export, p.formats()) })
	p.clear = kit.NewButton("Empty the basket", assets.Delete, p.empty)
	p.rows = kit.NewKeyList(func() int { return len(p.all) }, func() fyne.CanvasObject { return newQuoteRow(p) }, func(i int, o fyne.CanvasObject) {
		o.(*quoteRow).set(p.all[i], p.lost[p.all[i].ID], i, len(p.all))
	})
	p.rows.OnOpen, p.rows.OnKey = p.open, p.key
	p.card = kit.PadXY(6, 2, container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1.5, p.rows)))
	p.content = container.NewStack()
	return p
}

// Content is the screen's object, always the same one.
func (p *Quotes) Content() fyne.CanvasObject { return p.content }

// Title is the screen's heading, with how many quotes there are.
func (p *Quotes) Title() string {
	if len(p.all) == 0 {
		return "Quotes"
	}
	return "Quotes (" + sayNumber(len(p.all)) + ")"
}

// Actions are the screen's buttons.
func (p *Quotes) Actions() []fyne.CanvasObject {
	if len(p.all) == 0 {
		return nil
	}
	return []fyne.CanvasObject{p.copy, p.export, p.clear}
}

// Command serves the window's shortcuts.
func (p *Quotes) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToExport:
		if len(p.all) > 0 {
			kit.ShowMenu(p.export, p.formats())
		}
	case ui.ToCite:
		p.copyOne(p.rows.Highlighted())
	case ui.ToNote:
		p.comment(p.rows.Highlighted())
	case ui.ToRaise:
		p.move(p.rows.Highlighted(), -1)
	case ui.ToLower:
		p.move(p.rows.Highlighted(), 1)
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Enter reads the basket.
func (p *Quotes) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.scope.After(kit.LoadingAfter, func() {
		if !p.loaded && len(p.content.Objects) == 0 {
			p.replace(kit.NewLoading("Reading the quotes"))
		}
	})
	p.read()
}

// Leave ends what the screen has under way, but for what is being kept.
func (p *Quotes) Leave() {
	if p.scope != nil {
		p.scope.End()
	}
}

func (p *Quotes) read() {
	task.Do(p.scope, p.needs.Basket.Quotes, func(all []marks.Quote, err error) {
		if err != nil {
			p.replace(kit.NewErrorState(trouble(err, sayQuotesNotRead), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, func() {
				p.content.Objects = nil
				p.read()
			})))
			return
		}
		first := !p.loaded
		p.loaded, p.all = true, all
		p.show()
		if first && len(all) > 0 {
			p.rows.Focus()
		}
		p.follow(p.latest.Next(p.scope.Context()), callsOf(all))
	})
}

// callsOf are the calls that quotes are of, each once.
func callsOf(quotes []marks.Quote) (calls []core.CallID) {
	met := map[core.CallID]bool{}
	for _, q := range quotes {
		if !q.Damaged && !met[q.Call] {
			met[q.Call] = true
			calls = append(calls, q.Call)
		}
	}
	return calls
}

// follow looks for the quotes in the transcripts of the calls as these are now, one after the other, and shows which of them are said no more. A
// call that is gone, or cannot be read, tells nothing: who opens it is told so.
func (p *Quotes) follow(ctx context.Context, calls []core.CallID) {
	if len(calls) == 0 {
		return
	}
	needs, call := p.needs, calls[0]
	task.DoContext(ctx, p.scope, func(ctx context.Context) (lost []string, err error) {
		c, err := needs.Desk.Open(ctx, call)
		if err == nil && len(c.Turns) > 0 {
			lost, err = needs.Basket.Follow(ctx, call, c.Turns)
		}
		return lost, err
	}, func(lost []string, err error) {
		if err == nil && p.lose(call, lost) {
			p.rows.Refresh()
		}
		p.follow(ctx, calls[1:])
	})
}

// lose notes which quotes of a call are said no more. It tells whether that is new of any.
func (p *Quotes) lose(call core.CallID, lost []string) (news bool) {
	for _, q := range p.all {
		if is := slices.Contains(lost, q.ID); q.Call == call && is != p.lost[q.ID] {
			p.lost[q.ID], news = is, true
		}
	}
	return news
}

// show shows the quotes, or what to do for some.
func (p *Quotes) show() {
	if len(p.all) == 0 {
		p.replace(kit.NewEmptyState(assets.Quote, "No quotes yet", sayNoQuotes, kit.NewPrimary("Go to the calls", assets.Review, p.needs.Routes.Calls)))
	} else {
		p.replace(p.card)
		p.rows.Refresh()
	}
	p.needs.Routes.Retitle()
}

func (p *Quotes) replace(o fyne.CanvasObject) {
	if len(p.content.Objects) != 1 || p.content.Objects[0] != o {
		p.content.Objects = []fyne.CanvasObject{o}
		p.content.Refresh()
	}
}

// key serves the keys of the highlighted quote.
func (p *Quotes) key(i int, key fyne.KeyName) bool {
	switch key {
	case fyne.KeyDelete:
		p.remove(i)
	case fyne.KeyC:
		p.comment(i)
	default:
		return false
	}
	return true
}
