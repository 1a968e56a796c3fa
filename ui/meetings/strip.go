package meetings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// strip says above the form how the sync stands: when the next one is due, how the last one ended, or how far the one is that goes on.
type strip struct {
	page     *Settings
	object   *fyne.Container
	next     *kit.Text
	slots    *kit.Text
	last     *kit.Text
	badge    *kit.Badge
	line     *fyne.Container // of the last run
	open     *kit.Button
	initiate *kit.Button
	progress *kit.ProgressRow
}

func newStrip(p *Settings) *strip {
	s := &strip{
		page: p, next: kit.NewStrong(""), slots: kit.NewCaption(""), last: kit.NewMuted(""), badge: kit.NewBadge("", kit.Neutral),
		open: kit.NewQuiet("Open the run", assets.Forward, p.openLast), initiate: kit.NewButton(verbInitiate, assets.Sync, p.initiate),
		progress: kit.NewProgressRow(assets.Sync, ""),
	}
	s.slots.Shrink = true
	s.progress.Bar = true
	s.progress.SetAction(assets.Cancel, "Stop", func() {
		p.needs.Runs.Stop()
		p.look()
	})
	s.line = kit.Line(2, kit.NewMuted("Last run"), s.badge, kit.Grow(s.last), s.open)
	head := kit.Line(3, kit.NewIconSized(assets.Clock, look.AccentText, 6), kit.Grow(kit.Column(0.5, s.next, s.slots)), s.initiate)
	s.object = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.PadXY(4, 3, kit.Column(3, head, s.progress, s.line)))
	return s
}

// show draws how the sync stands now.
func (s *strip) show() {
	p := s.page
	now := p.needs.Clock.Now()
	s.next.Set(sayNext(p.kept, p.last, now))
	s.slots.Set(saySlots)
	s.initiate.SetEnabled(p.loaded && !p.dirty() && !p.saving)
	s.initiate.Tip = ""
	if p.loaded && p.dirty() {
		s.initiate.Tip = sayInitiateDirty
	}
	s.progress.Hidden, s.line.Hidden = p.going == nil, p.going != nil || p.last == nil
	switch {
	case p.going != nil:
		s.progress.Title, s.progress.State, s.progress.Value = sayTrigger(p.going.Trigger), sayHow(*p.going), p.going.Share()
		s.progress.Refresh()
	case p.last != nil:
		is := standingOf(*p.last, nil)
		s.badge.Set(is.words, is.tone, is.icon)
		s.last.Set(humane.Ago(p.last.Started, now) + " · " + sayCounts(*p.last) + sayAlso(*p.last))
	}
	s.object.Refresh()
}

// sayAlso is why a run ended early, behind its numbers.
func sayAlso(r timeline.Run) string {
	if r.Message == "" {
		return ""
	}
	return " · " + r.Message
}
