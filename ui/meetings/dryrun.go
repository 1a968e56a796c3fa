package meetings

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// dryRun shows, in the place of the form, what a run with the settings as they are entered would do.
type dryRun struct {
	page     *Settings
	settings timeline.Settings
	scope    *task.Scope
	progress *kit.ProgressRow
	lines    *lines // nil until it has ended
	body     *kit.Body

	mu        sync.Mutex // of how far it is, which the run's goroutine tells
	done, all int
}

// beginDry begins a dry run with what is entered, saved or not.
func (p *Settings) beginDry() {
	s, ok := p.entered()
	if !ok {
		return
	}
	p.dry = &dryRun{page: p, settings: s, body: kit.NewBody()}
	p.dry.begin()
	p.content.Put(p.dry.body.Object)
	p.needs.Routes.Retitle()
}

// endDry goes back to the form; a dry run that goes on is cancelled.
func (p *Settings) endDry() {
	p.dry.scope.End()
	p.dry = nil
	p.content.Put(p.page)
	p.show()
	p.needs.Routes.Retitle()
}

func (d *dryRun) begin() {
	n := d.page.needs
	d.scope = task.NewScope(d.page.scope.Context(), d.page.scope)
	d.progress = kit.NewProgressRow(assets.Sync, "Dry run")
	d.progress.Bar, d.progress.Value = true, -1
	d.progress.State = sayDryBegun
	d.progress.SetAction(assets.Cancel, "Cancel the dry run", d.page.endDry)
	d.body.Put(kit.PadXY(6, 2, kit.Column(3, kit.NewPanel(d.progress), kit.Fill(kit.NewEmptyState(assets.Eye, "Nothing is written", sayDry)))))
	pulse := task.NewPulse(d.scope, d.draw)
	task.Do(d.scope, func(ctx context.Context) (tried, error) {
		v, err := n.Desk.DryRun(ctx, d.settings, func(done, all int) {
			d.mu.Lock()
			d.done, d.all = done, all
			d.mu.Unlock()
			pulse.Mark()
		})
		return tried{v, linesOf(v.Entries, v.Conflicts)}, err
	}, func(t tried, err error) {
		pulse.Stop()
		d.end(t, err)
	})
}

// draw shows how far it is.
func (d *dryRun) draw() {
	d.mu.Lock()
	g := timeline.Progress{Done: d.done, All: d.all}
	d.mu.Unlock()
	d.progress.State, d.progress.Value = sayHow(g), g.Share()
	d.progress.Refresh()
}

// tried is what a dry run has found.
type tried struct {
	Preview
	lines []line
}

func (d *dryRun) end(v tried, err error) {
	if err != nil {
		d.body.Fail(trouble(err, sayDryFailed), d.page.needs.Clipboard, d.begin, kit.NewButton("Back to the settings", assets.Back, d.page.endDry))
		return
	}
	d.lines = newLines(d.page.needs, "All", "To be logged", "Would fail", "Skipped", "In conflict")
	d.lines.set(v.lines, sayDryNothing)
	rows := []fyne.CanvasObject{kit.NewBanner(kit.Accent, sayDryDone(v.Run), kit.NewButton("Run again", assets.Retry, d.begin))}
	if v.Run.Message != "" {
		rows = append(rows, kit.NewBanner(kit.Bad, say.Sentence(v.Run.Message)))
	}
	for _, warning := range v.Run.Warnings {
		rows = append(rows, kit.NewBanner(kit.Warn, warning))
	}
	d.body.Put(kit.PadXY(6, 2, kit.Column(3, append(rows, kit.Fill(d.lines.object))...)))
	d.lines.rows.Focus()
}
