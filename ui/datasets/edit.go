package datasets

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// Edit is the form that makes a dataset or changes one. What was entered stays when the screen is left and entered again, so a
// person can connect Gong in between.
type Edit struct {
	needs Needs
	scope *task.Scope
	// from is the dataset that is changed, or copied when copying; "" for a new one.
	from    core.DatasetID
	copying bool
	syncing bool // the form is opened at how the dataset is synced

	draft       *draft // nil until the dataset was read
	connections []Connection
	settled     bool // the connections were read before: one that is new now was made from here
	lock        lock
	asking      task.Latest
	cost        importer.Cost
	pricing     pricing
	saving      bool

	content *kit.Body
	form    *editForm
}

// NewEdit returns the form of a new dataset.
func NewEdit(n Needs) *Edit { return newEdit(n, "", false) }

// EditOf returns the form that changes a dataset.
func EditOf(n Needs, id core.DatasetID) *Edit { return newEdit(n, id, false) }

// CopyOf returns the form of a new dataset, filled in like an existing one.
func CopyOf(n Needs, id core.DatasetID) *Edit { return newEdit(n, id, true) }

func newEdit(n Needs, from core.DatasetID, copying bool) *Edit {
	p := &Edit{needs: n, from: from, copying: copying}
	p.content = kit.NewBody()
	p.form = newEditForm(p)
	return p
}

// Content is the screen's object, always the same one.
func (p *Edit) Content() fyne.CanvasObject { return p.content.Object }

// Title is the screen's heading.
func (p *Edit) Title() string {
	switch {
	case p.from == "" || p.copying:
		return "New dataset"
	case p.draft == nil:
		return "Edit dataset"
	}
	return "Edit " + p.draft.before.Dataset.Name
}

// Command serves the window's shortcuts.
func (p *Edit) Command(c ui.Command) bool {
	if c == ui.ToClose {
		p.cancel()
		return true
	}
	return false
}

// Enter reads the dataset, once, and the connections, each time.
func (p *Edit) Enter(ctx context.Context) {
	p.Leave()
	p.scope = task.NewScope(ctx, p.needs.Runner)
	if p.draft == nil && p.from == "" {
		p.begin(newDraft(store.Dataset{Period: core.Last(90), Limit: defaultLimit}, p.needs.Clock.Now()))
	}
	if p.draft == nil {
		p.content.Await(p.scope, "Reading the dataset")
	}
	p.load()
	p.lock.enter(p.scope, p.needs, p.show)
}

// Leave ends what the screen has under way.
func (p *Edit) Leave() { p.scope.End() }

type opening struct {
	entry       Entry
	connections []Connection
}

func (p *Edit) load() {
	ask := p.draft == nil
	task.Do(p.scope, func(ctx context.Context) (o opening, err error) {
		if o.connections, err = p.needs.Connections.Connected(ctx); err == nil && ask {
			o.entry, err = p.needs.Datasets.One(ctx, p.from)
		}
		return o, err
	}, func(o opening, err error) {
		switch {
		case err != nil && p.draft == nil:
			p.fail(err)
			return
		case err != nil: // without knowing the connections the form still works
			p.needs.Stage.Toast(kit.Bad, trouble(err, "The connections could not be read").Headline)
		}
		switch {
		case p.draft != nil:
		case p.copying:
			p.begin(copyOf(o.entry, p.needs.Clock.Now()))
		default:
			p.begin(draftOf(o.entry, p.needs.Clock.Now()))
		}
		if err == nil {
			p.settle(o.connections)
		}
		p.show()
		p.estimate()
		p.price()
	})
}

// begin shows the form for the first time.
func (p *Edit) begin(d *draft) {
	p.draft = d
	p.form.fill(d)
	p.show()
	p.content.Put(p.form.object)
	if p.needs.Routes.Retitle != nil {
		p.needs.Routes.Retitle()
	}
	switch {
	case d.isNew():
		kit.Focus(p.form.name)
	case p.syncing:
		p.form.toSync()
	}
}

func (p *Edit) fail(err error) {
	p.content.Fail(trouble(err, "The dataset could not be read"), clipboard(), p.load, kit.NewButton("Back to the datasets", nil, p.needs.Routes.List))
}

func (p *Edit) show() { p.form.show(p) }
