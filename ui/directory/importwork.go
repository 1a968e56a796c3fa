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
		if p.question != nil {
			p.question.SetConfirm("Stopping", false)
		}
		return
	}
	p.stop()
	p.givenUp = p.plans == nil
	p.show()
}

// Hold asks before an import that goes on is left: it is kept whole or not at all, and only its answer tells which. The screen is left once
// there is one.
func (p *Import) Hold(leave func()) bool {
	if !p.keeping {
		return false
	}
	p.away = leave
	if p.question == nil {
		p.question = &kit.Dialog{
			Title: "Stop the import?", Content: kit.NewParagraph(sayStopImport), Confirm: "Stop the import", Cancel: "Stay", Danger: true,
			OnConfirm: func() bool { p.giveUp(); return false },
			OnClose:   func() { p.question, p.away = nil, nil },
		}
		p.needs.Stage.Open(p.question)
	}
	return true
}

// settled is called when an import has ended. It takes the question away and returns where the person wanted to go; nil for nowhere.
func (p *Import) settled() func() {
	away := p.away
	if p.question != nil {
		p.question.Close()
	}
	return away
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
