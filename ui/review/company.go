package review

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Company is the screen of a company: its calls in time, its people and ours, its deals, and what was heard month by month.
type Company struct {
	needs  Needs
	scope  *task.Scope
	name   string
	loaded bool
	about  review.Company
	gists  map[core.CallID]marks.Gist
	whole  map[string]bool // the sections of which all lines are shown

	facts   *fyne.Container
	rows    *kit.KeyList
	beside  *fyne.Container
	body    fyne.CanvasObject
	content *fyne.Container
}

// NewCompany returns the screen of a company; Enter fills it.
func NewCompany(n Needs, name string) *Company {
	p := &Company{needs: n, name: name, whole: map[string]bool{}}
	p.facts = kit.Columns(4, 10)
	p.rows = kit.NewKeyList(func() int { return len(p.about.Calls) }, func() fyne.CanvasObject { return newCallRow() }, func(i int, o fyne.CanvasObject) {
		c := p.about.Calls[i]
		o.(*callRow).set(c, p.gists[c.ID], p.needs.Clock.Now())
	})
	p.rows.OnOpen = p.open
	p.beside = kit.Column(4)
	calls := kit.Column(0, kit.PadXY(4, 2.5, kit.NewStrong("Calls")), kit.NewDivider(), kit.Fill(kit.Pad(1.5, p.rows)))
	left := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), calls)
	right := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.NewKeyScroll("People, deals and trackers", kit.Pad(4, p.beside)))
	p.body = kit.PadXY(6, 2, kit.Column(3, kit.NewPanel(p.facts), kit.Fill(container.New(halves{}, left, right))))
	p.content = container.NewStack()
	return p
}

// halves puts two objects of the same width side by side.
type halves struct{}

func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := look.Space(3)
	width := (size.Width - gap) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (halves) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Space(100), look.Space(40))
}

// Content is the screen's object, always the same one.
func (p *Company) Content() fyne.CanvasObject { return p.content }

// Title is the company's name.
func (p *Company) Title() string { return p.name }

// Command serves the window's shortcuts.
func (p *Company) Command(c ui.Command) bool {
	switch c {
	case ui.ToRefresh:
		p.read()
	case ui.ToClose:
		p.needs.Routes.Back()
	default:
		return false
	}
	return true
}

// Enter reads what the calls tell of the company.
func (p *Company) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	p.scope.After(kit.LoadingAfter, func() {
		if !p.loaded && len(p.content.Objects) == 0 {
			p.replace(kit.NewLoading("Gathering its calls"))
		}
	})
	p.read()
}

// Leave ends what the screen has under way.
func (p *Company) Leave() {
	if p.scope != nil {
		p.scope.End()
	}
}

type gathered struct {
	about review.Company
	gists map[core.CallID]marks.Gist
}

func (p *Company) read() {
	task.Do(p.scope, func(ctx context.Context) (g gathered, err error) {
		calls, err := p.needs.Desk.Calls(ctx)
		if err != nil {
			return g, err
		}
		g.about = calls.Company(p.name)
		g.gists, err = p.needs.Marks.Gists(ctx)
		return g, err
	}, func(g gathered, err error) {
		if err != nil {
			p.replace(kit.NewErrorState(trouble(err, sayNotRead), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, func() {
				p.content.Objects = nil
				p.read()
			})))
			return
		}
		first := !p.loaded
		p.loaded, p.about, p.gists = true, g.about, g.gists
		p.show(first)
	})
}

func (p *Company) show(first bool) {
	if len(p.about.Calls) == 0 {
		p.replace(kit.NewEmptyState(assets.CRMAccounts, "No calls with “"+p.name+"”", sayNoCompanyCalls, kit.NewPrimary("Go to the calls", assets.Review, p.needs.Routes.Calls)))
		return
	}
	p.showFacts()
	p.showBeside()
	p.replace(p.body)
	p.rows.Refresh()
	if first {
		p.rows.Focus()
	}
}

func (p *Company) replace(o fyne.CanvasObject) {
	if len(p.content.Objects) != 1 || p.content.Objects[0] != o {
		p.content.Objects = []fyne.CanvasObject{o}
		p.content.Refresh()
	}
}

// open opens a call.
func (p *Company) open(i int) {
	if i < len(p.about.Calls) {
		p.needs.Routes.Call(p.about.Calls[i].ID)
	}
}
