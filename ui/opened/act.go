package opened

import (
	"context"

	"fyne.io/fyne/v2"

	"tamtam/core"
	"tamtam/core/opened"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// reload lists what is open.
func (p *Page) reload() {
	task.Do(p.scope, p.needs.Files.List, func(sets []Set, err error) {
		first := !p.loaded
		p.sets, p.err, p.loaded = sets, err, true
		p.show()
		if first && len(sets) > 0 {
			p.list.Focus()
		}
	})
}

// PickFile lets the person choose a file to open.
func (p *Page) PickFile() {
	p.needs.Routes.PickFile("Open an exported file", "", func(path string) { p.Open([]string{path}) })
}

func (p *Page) pickFolder() {
	p.needs.Routes.PickFolder("", func(folder string) { p.Open([]string{folder}) })
}

// Open opens files and folders. What comes while others are being opened waits for them.
func (p *Page) Open(paths []string) {
	if p.cancel != nil {
		p.waiting = append(p.waiting, paths...)
		return
	}
	var ctx context.Context
	ctx, p.cancel = context.WithCancel(context.Background())
	p.result, p.failed = nil, nil
	p.read.Store(0)
	p.total.Store(0)
	p.draw()
	p.show()
	task.DoContext(context.WithoutCancel(ctx), p.needs.Runner, func(context.Context) (opened.Result, error) {
		return p.needs.Files.Open(ctx, paths, func(read, total int64) {
			p.read.Store(read)
			p.total.Store(total)
			p.pulse.Mark()
		})
	}, func(r opened.Result, err error) {
		p.cancel()
		p.cancel = nil
		p.opened(r, err)
		if next := p.waiting; len(next) > 0 {
			p.waiting = nil
			p.Open(next)
		}
	})
}

// opened tells what became of the files.
func (p *Page) opened(r opened.Result, err error) {
	switch {
	case core.Is(err, core.Canceled):
		p.needs.Stage.Toast(kit.Neutral, "Cancelled: nothing was opened.")
	case err != nil && len(r.Files) == 0:
		p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotOpened).Line())
	default:
		p.result, p.failed = &r, err
	}
	if p.scope != nil && p.scope.Context().Err() == nil {
		p.reload()
	}
	p.show()
}

// stop cancels the opening; nothing of it is kept.
func (p *Page) stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

// key serves the keys of the highlighted row: Delete closes it.
func (p *Page) key(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete || i >= len(p.sets) {
		return false
	}
	p.close(p.sets[i])
	return true
}

// close forgets what was opened; Undo opens the files again.
func (p *Page) close(s Set) {
	task.Do(p.scope, func(ctx context.Context) (bool, error) { return true, p.needs.Files.Close(ctx, s.ID) }, func(_ bool, err error) {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotClosed).Line())
			return
		}
		if p.result != nil && p.result.Dataset.ID == s.ID {
			p.result = nil
		}
		p.needs.Stage.ToastWith(kit.Neutral, "“"+s.Name+"” is closed. "+sayStays, "Undo", func() { p.Open(s.Paths) })
		p.reload()
	})
}
