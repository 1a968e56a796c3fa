package find

import (
	"context"
	"slices"
	"strings"

	"tamtam/core/search"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// typed hears of every letter: the question before it ends, and the new one is asked, of letters that follow each other closely the last one's.
func (p *Page) typed(text string) {
	p.query = strings.TrimSpace(text)
	p.asking.Stop()
	p.rest.Stop()
	p.answered = false
	if p.scope == nil {
		return
	}
	p.completer.asking.Stop()
	if p.query == "" {
		p.completer.close()
		p.askNow()
		return
	}
	p.after.Prompt(func() {
		p.completer.ask()
		p.askNow()
	})
}

// askNow asks what stands in the field. What was found before stays until the answer is there.
func (p *Page) askNow() {
	p.after.Stop()
	if p.query == "" || p.scope == nil {
		p.show()
		return
	}
	ctx, text := p.asking.Next(p.scope.Context()), p.field.Text
	p.wanted = 0
	p.scope.After(kit.LoadingAfter, func() {
		if ctx.Err() == nil && !p.answered && len(p.found.rows) == 0 && p.err == nil {
			p.body.Put(kit.NewLoading("Searching"))
		}
	})
	o := p.options()
	task.DoSoon(ctx, p.scope, func(ctx context.Context) (search.Results, error) { return p.needs.Searches.Search(ctx, text, o) },
		func(r search.Results, err error) {
			if err != nil && ctx.Err() != nil {
				return
			}
			p.answered, p.err, p.moreErr, p.found = true, err, nil, found{}
			if err == nil {
				p.found.add(r)
			}
			p.at, p.fresh = p.found.first(), len(p.found.rows) > 0
			p.show()
			p.rest.Call(func() { task.Collect(p.scope) })
			if len(p.found.rows) > 0 && p.list.Offset() > 0 {
				p.list.SetOffset(0)
			}
		})
}

// askMore asks for the next page.
func (p *Page) askMore() {
	if p.found.whole || !p.answered || p.moreErr != nil {
		return
	}
	ctx, text, o := p.asking.Next(p.scope.Context()), p.field.Text, p.options()
	o.Skip = len(p.found.calls)
	task.DoContext(ctx, p.scope, func(ctx context.Context) (search.Results, error) { return p.needs.Searches.Search(ctx, text, o) },
		func(r search.Results, err error) {
			if p.moreErr = err; err == nil {
				p.found.add(r)
			}
			p.show()
		})
}

// unfold reads all turns of a call. What a sync has moved meanwhile is not where it was: then everything is asked anew.
func (p *Page) unfold(call int) {
	ctx, text, o := p.scope.Context(), p.field.Text, p.options()
	o.Skip, o.Limit, o.Turns = call, 1, 0
	id := p.found.calls[call].Call.ID
	task.DoContext(ctx, p.scope, func(ctx context.Context) (search.Results, error) { return p.needs.Searches.Search(ctx, text, o) },
		func(r search.Results, err error) {
			switch {
			case text != p.field.Text || call >= len(p.found.calls) || p.found.calls[call].Call.ID != id:
			case err != nil:
				p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotMore).Line())
			case len(r.Calls) != 1 || r.Calls[0].Call == nil || r.Calls[0].Call.ID != id:
				p.askNow()
			default:
				p.found.unfold(call, r.Calls[0])
				p.show()
				p.list.Refresh()
			}
		})
}

func (p *Page) readDatasets() {
	task.Do(p.scope, p.needs.Library.Datasets, func(all []Dataset, err error) {
		if err != nil {
			return // the search itself says what is wrong
		}
		p.datasets, p.known = all, true
		if !slices.ContainsFunc(all, func(d Dataset) bool { return d.ID == p.scopeID }) && p.scopeID != "" {
			p.scopeID = ""
			p.askNow()
		}
		names := []string{allDatasets}
		for _, d := range all {
			names = append(names, d.Name)
		}
		p.choice.Options = names
		p.showScope()
		p.show()
	})
}

// showScope shows which dataset is searched.
func (p *Page) showScope() {
	name := allDatasets
	for _, d := range p.datasets {
		if d.ID == p.scopeID {
			name = d.Name
		}
	}
	p.choice.Selected = name
	p.choice.Refresh()
}

// choose searches one dataset, or all.
func (p *Page) choose(string) {
	p.scopeID = ""
	if i := p.choice.SelectedIndex(); i > 0 && i <= len(p.datasets) {
		p.scopeID = p.datasets[i-1].ID
	}
	p.needs.Memory.Remember("find/dataset", string(p.scopeID))
	p.askNow()
	kit.Focus(p.field)
}

// lookAtIndex tells how far the index is, and asks anew once it is made.
func (p *Page) lookAtIndex() {
	share, making := p.needs.Index.Making()
	if !making && !p.making {
		return
	}
	ended := p.making && !making
	p.making = making
	p.showMaking(share)
	if ended {
		p.askNow()
	}
}
