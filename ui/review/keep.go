package review

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// change changes what the person made of a call and shows it as it is kept. done, which may be nil, follows.
func (p *Page) change(id core.CallID, how func(*marks.Marks) error, done func()) {
	var kept marks.Marks
	var err error
	var call *review.Call
	if p.calls != nil {
		call = p.calls.Call(id)
	}
	p.queue.Add(func(ctx context.Context) {
		kept, err = p.needs.Marks.Update(ctx, id, func(m *marks.Marks) error {
			if call != nil {
				m.About(call.Title, call.Started) // for when no dataset holds it any more
			}
			return how(m)
		})
	}, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			return
		}
		p.kept++
		p.make(id, kept.Gist())
		p.reading.marked(kept)
		if done != nil {
			done()
		}
	})
}

// star stars a call, or takes its star.
func (p *Page) star(id core.CallID) {
	if id == "" {
		return
	}
	on := !p.gists[id].Star
	p.change(id, func(m *marks.Marks) error { m.Star = on; return nil }, nil)
}

// setRead marks a call read or unread.
func (p *Page) setRead(id core.CallID, read bool) {
	if id == "" || p.gists[id].Read == read {
		return
	}
	var when time.Time
	if read {
		when = p.needs.Clock.Now()
	}
	p.change(id, func(m *marks.Marks) error { m.Read = when; return nil }, nil)
}
