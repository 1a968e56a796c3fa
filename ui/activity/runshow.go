package activity

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// show draws what is known now.
func (p *Run) show() {
	p.facts.set(p.report, p.going, p.standing(), p.needs.Clock.Now())
	p.showNote()
	p.searchLine.Hidden = amount(p.changes) == 0 && p.search.Text() == ""
	p.relist()
	p.body.Refresh()
}

// showNote puts the progress above the types, or what went wrong.
func (p *Run) showNote() {
	var shown fyne.CanvasObject
	if is := p.standing(); is.going {
		p.progress.Title, p.progress.State, p.progress.Value = is.words, sayHow(*p.going), is.share
		p.progress.SetAction(assets.Cancel, "Cancel the run", p.cancel)
		if p.going.Stopping {
			p.progress.SetAction(nil, "", nil)
		}
		p.progress.Refresh()
		shown = p.panel
	} else if tone, sentence, details := p.trouble(is); sentence != "" {
		if p.noteState == is && len(p.note.Objects) == 1 {
			shown = p.note.Objects[0] // the same one, so that its button keeps the focus
		} else {
			shown = p.banner(tone, sentence, details)
		}
	}
	p.noteState = p.standing()
	p.note.Objects = nil
	if p.note.Hidden = shown == nil; shown != nil {
		p.note.Objects = []fyne.CanvasObject{shown}
	}
	p.note.Refresh()
}

func (p *Run) banner(tone kit.Tone, sentence, details string) fyne.CanvasObject {
	if details == "" {
		return kit.NewBanner(tone, sentence)
	}
	return kit.NewBanner(tone, sentence, kit.NewButton("Details", assets.Info, func() {
		p.openDetails("Details", sentence, details)
	}))
}

// trouble is what is to be said of the run as a whole; "" when there is nothing.
func (p *Run) trouble(is standing) (tone kit.Tone, sentence, details string) {
	_, changes := totals(p.report)
	switch {
	case p.report.Ended.IsZero():
		return kit.Warn, sayInterrupted, ""
	case p.report.Failure != nil && p.report.Failure.Kind != core.Canceled:
		problem := say.Error(p.report.Failure.Err(), "The run ended early")
		if len(p.report.Types) == 0 {
			problem = say.Error(p.report.Failure.Err(), "The run could not begin")
		}
		return is.tone, problem.Line(), problem.Details
	case p.unread != nil:
		problem := say.Error(p.unread, sayChangesUnread)
		return kit.Warn, problem.Line(), problem.Details
	case changes != store.Changes{} && amount(p.changes) == 0:
		return kit.Neutral, sayListsGone, ""
	}
	return kit.Neutral, "", ""
}

// relist lays the lines out anew.
func (p *Run) relist() {
	var hits int
	p.lines, hits = linesOf(p.report, p.going, p.changes, p.unfold, p.words())
	all := amount(p.changes)
	p.hits.Set(humane.Count(all, "changed record", "changed records"))
	if len(p.words()) > 0 {
		p.hits.Set(humane.Number(hits) + " of " + humane.Count(all, "changed record", "changed records"))
	}
	p.searchLine.Refresh()
	reason := ""
	switch {
	case len(p.lines) > 0:
	case len(p.words()) > 0:
		reason = sayNoHit
	case p.going != nil:
		reason = sayTypesComing
	case p.report.Ended.IsZero():
		reason = sayNotKnown
	default:
		reason = sayNoTypes
	}
	if p.instead != reason || len(p.list.Objects) == 0 {
		p.instead = reason
		p.list.Objects = []fyne.CanvasObject{p.standIn(reason)}
		p.list.Refresh()
	}
	p.rows.Refresh()
}

// standIn is what is shown in the place of the lines, for a reason; the lines themselves when there is none.
func (p *Run) standIn(reason string) fyne.CanvasObject {
	switch reason {
	case sayNoHit:
		return kit.NewEmptyState(assets.Search, "Nothing found", reason, kit.NewButton("Show all", nil, func() { p.search.SetText("") }))
	case sayTypesComing:
		return kit.NewEmptyState(assets.Clock, "Just begun", reason)
	case sayNotKnown:
		return kit.NewEmptyState(assets.Activity, "Not known", reason)
	case sayNoTypes:
		return kit.NewEmptyState(assets.Activity, "Nothing was read", reason)
	}
	return p.card
}

// detailsOf tells all that is known of why a type is not done, or of what its file lacks.
func (p *Run) detailsOf(t store.TypeReport) {
	headline, body, details := sayDetailsOf(t)
	p.openDetails(headline, body, details)
}

func (p *Run) openDetails(headline, body, details string) {
	rows := []fyne.CanvasObject{kit.NewParagraph(body)}
	d := &kit.Dialog{Title: headline, Width: 130}
	if details != "" {
		raw := kit.NewRaw(details)
		rows = append(rows, raw)
		d.Extra = []fyne.CanvasObject{kit.NewButton("Copy", assets.Copy, func() {
			p.needs.Clipboard.SetContent(details)
			p.needs.Stage.Toast(kit.Good, "Copied the details.")
		})}
	}
	d.Content = kit.Column(3, rows...)
	p.needs.Stage.Open(d)
}
