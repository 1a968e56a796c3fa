package timeline

import (
	"context"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// How many Activities are read at a time: first what fills any window, then more.
const (
	firstRows = 100
	moreRows  = 1000
)

// readout is what is read at once.
type readout struct {
	overview Overview
	items    []store.FeedItem
	lines    []timeline.Activity
	asked    []core.CallID // the calls of lines, those that are gone included
}

// read reads the feed that is shown, and what its rows say: all of them when anew is set, else those that are not known.
func (p *Page) read(anew bool) {
	if p.scope == nil {
		return
	}
	if anew {
		p.feed.age++
	}
	company, unknown := p.company, p.feed.unknown()
	ctx := p.reading.Next(p.scope.Context())
	task.DoContext(ctx, p.scope, func(ctx context.Context) (got readout, err error) {
		if got.overview, err = p.needs.Activities.Overview(ctx); err != nil {
			return got, err
		}
		if got.items, err = p.needs.Activities.Feed(ctx, company); err != nil {
			return got, err
		}
		got.asked = unknown(got.items, firstRows)
		got.lines, err = p.needs.Activities.Read(ctx, got.asked)
		return got, err
	}, func(got readout, err error) {
		if err != nil {
			p.fail(err)
			return
		}
		if len(got.items) == 0 && company != "" { // the company's last Activity is gone
			p.choose("")
			return
		}
		p.loaded, p.overview, p.strip.err = true, got.overview, nil
		p.feed.set(got.items)
		p.feed.learn(got.asked, got.lines)
		p.companies.show()
		p.pane.named()
		p.pane.load(anew)
		p.show()
		if p.entered {
			p.entered = false
			p.feed.focus()
		}
		p.reveal()
		p.readMore(ctx, p.feed.unknown()(p.feed.items, len(p.feed.items)))
	})
}

// readMore reads what the rows of calls say, page by page.
func (p *Page) readMore(ctx context.Context, all []core.CallID) {
	if len(all) == 0 {
		return
	}
	ids := all[:min(len(all), moreRows)]
	task.DoContext(ctx, p.scope, func(ctx context.Context) ([]timeline.Activity, error) {
		return p.needs.Activities.Read(ctx, ids)
	}, func(lines []timeline.Activity, err error) {
		if err != nil {
			p.strip.err = err
			p.show()
			return
		}
		p.feed.learn(ids, lines)
		p.readMore(ctx, all[len(ids):])
	})
}

// fail says why there is nothing; what was read before stays.
func (p *Page) fail(err error) {
	if p.loaded {
		p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotRead).Line())
		return
	}
	p.content.Fail(trouble(err, sayNotRead), p.needs.Clipboard, func() { p.read(true) })
}
