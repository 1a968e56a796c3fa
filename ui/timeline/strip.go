package timeline

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// strip stands above the columns: the run that goes on, or what is wrong.
type strip struct {
	page   *Page
	err    error // of reading what rows say; nil for none
	run    fyne.CanvasObject
	title  *kit.Text
	state  *kit.Text
	bar    *kit.ProgressBar
	stop   *kit.Button
	off    fyne.CanvasObject
	failed *kit.Banner
	unread *kit.Banner
	object *fyne.Container
}

func newStrip(p *Page) *strip {
	s := &strip{page: p, title: kit.NewStrong(""), state: kit.NewMuted(""), bar: kit.NewProgressBar(), object: container.NewStack()}
	s.stop = kit.NewButton("Stop", assets.Cancel, func() {
		p.needs.Runs.Stop()
		p.look()
	})
	s.stop.Tip = sayStop
	words := kit.Column(1.5, kit.Line(3, s.title, kit.Grow(s.state)), s.bar)
	s.run = kit.NewPanel(kit.Line(4, kit.NewIconSized(assets.Sync, look.AccentText, 6), kit.Grow(words), s.stop))
	s.off = kit.NewBanner(kit.Warn, sayOffBanner, kit.NewButton("Settings", nil, p.needs.Routes.Settings))
	s.failed = kit.NewBanner(kit.Bad, "", kit.NewButton("Execution log", nil, p.needs.Routes.Log))
	s.unread = kit.NewBanner(kit.Bad, "", kit.NewButton("Try again", nil, func() { p.read(true) }))
	s.object.Hide()
	return s
}

// show shows what matters most, or nothing.
func (s *strip) show() {
	o, p := s.page.overview, s.page
	var now fyne.CanvasObject
	switch {
	case p.going:
		s.title.Set(saySyncing(p.progress.Trigger))
		s.state.Set(sayProgress(p.progress, p.needs.Clock.Now()))
		s.bar.Set(p.progress.Share(), kit.Neutral)
		s.stop.SetEnabled(!p.progress.Stopping)
		now = s.run
	case s.err != nil:
		s.unread.Set(kit.Bad, say.Error(s.err, sayRowsNotRead).Line())
		now = s.unread
	case o.All > 0 && !o.Enabled:
		now = s.off
	case o.Last.Status == timeline.Failed:
		s.failed.Set(kit.Bad, sayLastFailed(o.Last))
		now = s.failed
	}
	s.object.Objects = nil
	if now != nil {
		s.object.Objects = []fyne.CanvasObject{now}
	}
	s.object.Hidden = now == nil
	s.object.Refresh() // what is put in has no width before: without one its words would take many lines
	p.whole.Refresh()
}
