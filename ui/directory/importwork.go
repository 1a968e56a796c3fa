package directory

import (
	"context"

	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// begin is the context of work that can be cancelled, and whose words are shown until end. What went on before ends.
func (p *Import) begin(doing string) context.Context {
	p.settle.Stop()
	ctx, cancel := context.WithCancel(p.work.Next(p.scope.Context()))
	p.doing, p.cancel = doing, cancel
	p.done.Store(0)
	p.all.Store(0)
	p.draw()
	p.trouble.Hidden, p.progress.Hidden = true, false
	p.take.SetEnabled(false)
	p.content.Refresh()
	return ctx
}

func (p *Import) end() {
	p.stop()
	p.progress.Hidden = true
	p.show()
}

// giveUp cancels what goes on, as the person wants it. Whether an import could be cancelled yet, its answer tells.
func (p *Import) giveUp() {
	if p.keeping {
		p.cancel()
		p.words.Set("Cancelling")
		return
	}
	p.stop()
	p.givenUp = p.plans == nil
	p.show()
}

// stop cancels what goes on; nothing of it is kept.
func (p *Import) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
	p.work.Stop()
	p.progress.Hidden = true
	p.content.Refresh()
}

// fail says above all what went wrong, until something else is begun.
func (p *Import) fail(err error, happened string) {
	p.trouble.Set(kit.Bad, say.Error(err, happened).Line())
	p.trouble.Show()
	p.content.Refresh()
}

func (p *Import) told(done, all int) {
	p.done.Store(int64(done))
	p.all.Store(int64(all))
	p.pulse.Mark()
}

// draw shows how far it is.
func (p *Import) draw() {
	done, all := p.done.Load(), p.all.Load()
	p.words.Set(sayDoing(p.doing, done, all))
	share := -1.0
	if all > 0 {
		share = float64(done) / float64(all)
	}
	p.bar.Set(share, kit.Accent)
}
