package find

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/search"
	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// show puts what was found, or what stands in its place, into the body.
func (p *Page) show() {
	before := [...]bool{p.keys.Hidden, p.retry.Hidden, p.notices.Hidden}
	p.save.SetEnabled(p.query != "" && !p.found.empty)
	counted := p.query != "" && p.err == nil && !p.found.empty && (len(p.found.calls) > 0 || p.answered)
	p.count.Text = ""
	if counted {
		p.count.Text = sayTotal(p.found)
	}
	p.count.Refresh()
	p.keys.Hidden = p.query == "" || len(p.found.calls) == 0
	p.notice.Text = sayNotices(p.found.notices)
	if p.moreErr != nil {
		p.notice.Text = say.Error(p.moreErr, sayNotMore).Line()
	}
	p.retry.Hidden = p.moreErr == nil
	p.notices.Hidden = p.notice.Text == "" || p.query == "" || p.err != nil
	p.notice.Refresh()
	switch {
	case p.known && len(p.datasets) == 0:
		p.body.Put(p.noData())
	case p.query == "":
		p.found = found{}
		p.body.Put(p.start.content)
		p.start.show()
	case p.err != nil:
		p.body.Put(kit.NewErrorState(trouble(p.err, sayNotSearched), p.needs.Clipboard, kit.NewPrimary("Try again", assets.Retry, p.askNow)))
	case p.answered && p.found.empty: // of an operator there is only the name: what to type stands in the help
		p.body.Put(p.start.content)
		p.start.show()
	case p.answered && len(p.found.calls) == 0:
		p.body.Put(p.nothing())
	case len(p.found.calls) > 0:
		p.body.Put(p.card)
		if p.fresh {
			p.list.Highlight(p.at) // draws the rows, too
		} else {
			p.list.Refresh()
		}
	}
	p.fresh = false
	if before != [...]bool{p.keys.Hidden, p.retry.Hidden, p.notices.Hidden} {
		p.content.Refresh() // it draws all rows once more
	}
}

func (p *Page) noData() fyne.CanvasObject {
	return kit.NewEmptyState(assets.Search, sayNoData, sayNoDataNext, kit.NewPrimary("Go to the datasets", assets.Datasets, p.needs.Routes.Datasets),
		kit.NewButton("Open exported files", assets.File, p.needs.Routes.Files))
}

// nothing says what to do when nothing is found.
func (p *Page) nothing() fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	sentence := sayNothingSaid
	if p.scopeID != "" {
		sentence = sayNothingHere
		buttons = append(buttons, kit.NewPrimary("Search all datasets", assets.Search, func() {
			p.scopeID = ""
			p.needs.Memory.Remember("find/dataset", "")
			p.showScope()
			p.askNow()
			kit.Focus(p.field)
		}))
	}
	buttons = append(buttons, kit.NewButton("How to search", assets.Info, p.showHelp))
	return kit.NewEmptyState(assets.Search, sayNothing, sentence, buttons...)
}

func (p *Page) showMaking(share float64) {
	p.banner.Hidden = !p.making
	if p.making {
		sentence := sayMaking(share)
		if len(p.banner.Objects) == 0 {
			p.banner.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Accent, sentence)}
		}
		p.banner.Objects[0].(*kit.Banner).Set(kit.Accent, sentence)
	}
	p.content.Refresh()
}

// update shows a row. Near the last one the next page is asked for, a moment later: a row that is drawn starts nothing.
func (p *Page) update(i int, o fyne.CanvasObject) {
	r := p.found.rows[i]
	o.(*findRow).set(&p.found, r, i == p.at && p.found.goes(i), p.datasetName(r.call))
	if n := len(p.found.rows); i >= n-ahead && p.wanted != n && !p.found.whole {
		p.wanted = n
		p.scope.After(0, p.askMore)
	}
}

// datasetName is the dataset that a call is read from, while all are searched.
func (p *Page) datasetName(call int) string {
	c := p.found.calls[call].Call
	if p.scopeID != "" || len(c.Datasets) == 0 || len(p.datasets) < 2 {
		return ""
	}
	for _, d := range p.datasets {
		if d.ID == c.Datasets[0] {
			return d.Name
		}
	}
	return ""
}

// act does what a row is for: it opens a turn, or shows the others of its call.
func (p *Page) act(i int) {
	if i >= len(p.found.rows) || p.query == "" || p.scope == nil {
		return
	}
	p.point(i)
	r := p.found.rows[i]
	c := p.found.calls[r.call]
	if r.kind == moreRow {
		p.unfold(r.call)
		kit.Focus(p.field)
		return
	}
	turn := 0
	if len(c.Hits) > 0 {
		turn = c.Hits[r.hit].Turn
	}
	p.remember()
	p.needs.Routes.Open(c.Call.ID, turn, p.field.Text)
}

// cite copies the highlighted turn with its source.
func (p *Page) cite() {
	if p.query == "" || p.at >= len(p.found.rows) || p.found.rows[p.at].kind != hitRow {
		return
	}
	r := p.found.rows[p.at]
	call, hit := p.found.calls[r.call].Call, p.found.calls[r.call].Hits[r.hit]
	p.remember()
	task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Citations.Citation(ctx, call, hit) },
		func(words string, err error) {
			if err != nil {
				p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotCited).Line())
				return
			}
			p.needs.Clipboard.SetContent(words)
			p.needs.Stage.Toast(kit.Good, "Copied with its source: "+speaker(hit)+", "+text.Offset(hit.At)+".")
		})
}

func speaker(h search.Hit) string {
	if h.Speaker == "" {
		return "Somebody"
	}
	return h.Speaker
}
