package review

import (
	"context"
	"time"

	"tamtam/core"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// keeper writes what a person makes of calls, one thing after the other and in order. What was begun is written, whether the screen is left
// or not.
type keeper struct {
	runner  task.Runner
	waiting []func(done func())
	busy    bool
}

// add writes behind what waits; done is called on the UI goroutine.
func (k *keeper) add(write func(ctx context.Context), done func()) {
	k.waiting = append(k.waiting, func(next func()) {
		k.runner.Go(context.Background(), write, func() {
			next()
			done()
		})
	})
	if !k.busy {
		k.next()
	}
}

func (k *keeper) next() {
	k.busy = len(k.waiting) > 0
	if k.busy {
		one := k.waiting[0]
		k.waiting = k.waiting[1:]
		one(k.next)
	}
}

// change changes what the person made of a call and shows it as it is kept. done, which may be nil, follows.
func (p *Page) change(id core.CallID, how func(*marks.Marks) error, done func()) {
	var kept marks.Marks
	var err error
	var call *review.Call
	if p.calls != nil {
		call = p.calls.Call(id)
	}
	p.keeper.add(func(ctx context.Context) {
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
