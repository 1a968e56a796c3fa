package find

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

type kept struct {
	recent []string
	saved  []Saved
}

// readKept reads what was searched for before.
func (p *Page) readKept() {
	task.Do(p.scope, func(ctx context.Context) (k kept, err error) {
		if k.recent, err = p.needs.Keeper.Recent(ctx); err == nil {
			k.saved, err = p.needs.Keeper.Saved(ctx)
		}
		return k, err
	}, func(k kept, err error) {
		p.recent, p.saved, p.keptErr = k.recent, k.saved, err
		p.show()
	})
}

// keep does something with what is kept and reads it again; sentence says what was not done when it fails.
func (p *Page) keep(sentence string, do func(ctx context.Context) error) {
	task.Do(p.scope, func(ctx context.Context) (bool, error) { return true, do(ctx) }, func(_ bool, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sentence).Line())
		}
		p.readKept()
	})
}

// remember puts what was asked into the history: what led somewhere is asked again, what was on the way to it is not.
func (p *Page) remember() {
	query := p.query
	p.keep(sayNotRemembered, func(ctx context.Context) error { return p.needs.Keeper.Remember(ctx, query) })
}

func (p *Page) openRecent(i int) {
	if i < len(p.recent) {
		p.Ask(p.recent[i])
		kit.Focus(p.field)
	}
}

func (p *Page) recentKey(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete || i >= len(p.recent) {
		return false
	}
	p.forget(p.recent[i])
	return true
}

func (p *Page) forget(query string) {
	p.keep(sayNotForgotten, func(ctx context.Context) error { return p.needs.Keeper.Forget(ctx, query) })
}

// clearRecent forgets all queries; they come back in their order.
func (p *Page) clearRecent() {
	before := slices.Clone(p.recent)
	p.forget("")
	p.needs.Stage.ToastWith(kit.Neutral, "Recent searches cleared.", "Undo", func() {
		p.keep(sayNotRemembered, func(ctx context.Context) error {
			for _, query := range slices.Backward(before) {
				if err := p.needs.Keeper.Remember(ctx, query); err != nil {
					return err
				}
			}
			return nil
		})
	})
	kit.Focus(p.field)
}

// openSaved asks a search that was saved. What it finds is looked at then.
func (p *Page) openSaved(i int) {
	if i >= len(p.saved) {
		return
	}
	s := p.saved[i]
	p.Ask(s.Query)
	kit.Focus(p.field)
	p.keep(sayNotLooked, func(ctx context.Context) error { return p.needs.Keeper.Looked(ctx, s.ID) })
}

// ShowSaved asks the saved search of an id, unless it is gone.
func (p *Page) ShowSaved(id string) {
	task.Do(p.scope, p.needs.Keeper.Saved, func(all []Saved, err error) {
		if i := slices.IndexFunc(all, func(s Saved) bool { return s.ID == id }); i >= 0 && err == nil {
			p.saved = all
			p.openSaved(i)
		}
	})
}

func (p *Page) savedKey(i int, key fyne.KeyName) bool {
	switch {
	case i >= len(p.saved):
		return false
	case key == fyne.KeyDelete:
		p.deleteSaved(p.saved[i])
	case key == fyne.KeyF2:
		p.rename(p.saved[i])
	default:
		return false
	}
	return true
}

// deleteSaved forgets a saved search; Undo brings it back with what was known of it.
func (p *Page) deleteSaved(s Saved) {
	type restore = func(context.Context) error
	task.Do(p.scope, func(ctx context.Context) (restore, error) { return p.needs.Keeper.Delete(ctx, s.ID) }, func(back restore, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotDeleted).Line())
		} else {
			p.needs.Stage.ToastWith(kit.Neutral, "“"+s.Name+"” deleted.", "Undo", func() { p.keep(sayNotSaved, back) })
		}
		p.readKept()
	})
}

// saveSearch asks for the name under which the query is saved. A search of one dataset says so itself then.
func (p *Page) saveSearch() {
	if p.query == "" {
		return
	}
	p.completer.close()
	kit.Focus(p.field) // which has it again behind the dialog, whatever was pressed
	p.name("Save this search", "Save", Saved{Query: scoped(p.query, p.scopeName()), Name: p.query})
}

// scopeName is the name of the only dataset that is searched, or "".
func (p *Page) scopeName() string {
	for _, d := range p.datasets {
		if d.ID == p.scopeID {
			return d.Name
		}
	}
	return ""
}

// scoped narrows a query to a dataset.
func scoped(query, dataset string) string {
	if dataset == "" {
		return query
	}
	return query + ` dataset:"` + strings.ReplaceAll(dataset, `"`, " ") + `"`
}

func (p *Page) rename(s Saved) { p.name("Rename the search", "Rename", s) }

// name asks for a saved search's name and saves it.
func (p *Page) name(title, verb string, s Saved) {
	entry := kit.NewEntry()
	entry.SetText(s.Name)
	field := kit.NewFormField("Name", entry, "It finds: "+s.Query)
	var d *kit.Dialog
	d = &kit.Dialog{Title: title, Confirm: verb, Content: field, Focus: entry, OnConfirm: func() bool {
		s.Name = strings.TrimSpace(entry.Text)
		if s.Name == "" {
			field.SetError("A saved search needs a name.")
			return false
		}
		d.SetConfirm("Saving", false)
		task.Do(p.scope, func(ctx context.Context) (Saved, error) { return p.needs.Keeper.Save(ctx, s) }, func(s Saved, err error) {
			d.SetConfirm(verb, true)
			switch {
			case core.Is(err, core.Invalid):
				field.SetError("Another saved search has this name.")
				return
			case err != nil:
				field.SetError(say.Error(err, sayNotSaved).Line())
				return
			}
			d.Close()
			p.needs.Stage.Toast(kit.Good, "Saved as “"+s.Name+"”. What is new in it is told after each sync.")
			p.readKept()
		})
		return false
	}}
	p.needs.Stage.Open(d)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}
