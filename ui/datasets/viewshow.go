package datasets

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
)

// show draws what is known now.
func (p *View) show() {
	if !p.loaded {
		return
	}
	w := &p.parts
	about := sayChoice(p.entry.Dataset)
	if p.entry.Dataset.Description != "" {
		about = p.entry.Dataset.Description + " · " + about
	}
	if p.several && p.entry.Connection.Name != "" && !p.entry.filesOnly() {
		about = p.entry.Connection.Name + " · " + about
	}
	w.about.Set(about)
	w.sync.words.Set(sayKeeping(p.entry, p.keeping, p.now()))
	w.refresh.SetText(sayRefresh(p.entry))
	w.refresh.SetEnabled(!p.going)
	w.export.SetEnabled(p.entry.exportable())
	p.showNote()
	w.rows.Refresh()
	p.preview.show(p.going)
}

// showNote puts the run above the files, or what the last one left, or what keeps the next one from working.
func (p *View) showNote() {
	note := p.parts.note
	var shown fyne.CanvasObject
	if p.going {
		p.parts.progress.set(p.run, len(p.entry.Files) == 0)
		shown = p.parts.progress.object
	} else if banner := p.trouble(); banner != nil {
		shown = banner
	} else if sentence, tone := sayEnd(p.entry); sentence != "" {
		shown = kit.NewBanner(tone, sentence, p.remedies()...)
	} else if p.entry.MirrorErr != nil {
		shown = kit.NewBanner(kit.Warn, sayMirrorBehind(p.entry.MirrorErr), kit.NewButton("Sync settings", assets.Clock, func() { p.needs.Routes.Sync(p.id) }))
	}
	note.Hidden = shown == nil
	if shown == nil {
		note.Objects = nil
	} else if len(note.Objects) != 1 || note.Objects[0] != shown {
		note.Objects = []fyne.CanvasObject{shown}
	}
	note.Refresh()
}

// trouble is what keeps imports from working, with what mends it; nil when nothing does. It explains how the last run ended, too.
func (p *View) trouble() fyne.CanvasObject {
	c := p.entry.Connection
	switch {
	case p.entry.filesOnly():
	case c.ID == "":
		return kit.NewBanner(kit.Warn, sayLost(p.entry, p.any), lostButtons(p.needs, p.entry, p.any, p.mended)...)
	case p.lock.hinders(c).Mend != say.MendNothing:
		return newConnectionBanner(p.needs, c, p.several, &p.lock, p.mended)
	}
	return nil
}

// remedies are the buttons that help against what the last run left.
func (p *View) remedies() []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	if _, skipped := troubled(p.entry); skipped > 0 {
		buttons = append(buttons, kit.NewButton("Permissions", assets.Lock, p.needs.Routes.Settings))
	}
	if types := unfinished(p.entry); len(types) > 0 {
		buttons = append(buttons, kit.NewButton("Retry", assets.Retry, func() { p.retry(types...) }))
	} else if p.entry.Err != nil {
		buttons = append(buttons, kit.NewButton("Retry", assets.Retry, p.refresh))
	}
	return buttons
}

// setRow fills the row of a type, in every part.
func (p *View) setRow(t core.DataType, r *fileRow) {
	file, imported := fileOf(p.entry, t)
	r.dataType, r.icon.Resource, r.icon.Color = t, look.DataType(t), look.AccentText
	r.title.Text, r.name.Text, r.size.Text = title(t), "Not imported yet", ""
	if imported {
		r.name.Text, r.size.Text = file.Name(), saySizeOf(file)
	} else {
		r.icon.Color = look.Muted
	}
	state := p.stateOf(t)
	r.state.Text, r.tip.Text, r.tone, r.bar.Value, r.bar.Hidden = state.words, state.tip, state.tone, state.share, !state.busy
	r.retry.Hidden = !state.retry
	r.awaited.Hidden = t != core.Transcripts || !imported || p.entry.Awaited+p.entry.Without == 0
	r.Refresh()
}

// fileState is where a type stands.
type fileState struct {
	words, tip string
	tone       kit.Tone
	share      float64
	busy       bool // the bar is shown
	retry      bool // the button is
}

func (p *View) stateOf(t core.DataType) fileState {
	if progress, covered := progressOf(p.run.Snapshot, t); p.going && covered {
		return progressState(progress)
	}
	last, known := lastOf(p.entry, t)
	if known && last.Outcome != "done" {
		state := outcomeState(last)
		state.tip = sayTrouble(last)
		state.retry = state.retry && !p.going
		return state
	}
	file, imported := fileOf(p.entry, t)
	if !imported {
		return fileState{}
	}
	words, exact := ago(file.Generated, p.now())
	if t == core.Transcripts && p.entry.Awaited+p.entry.Without > 0 {
		return fileState{words: sayHeld(file.Records, p.entry), tip: words + ", " + exact}
	}
	return fileState{words: sayRecords(file.Records) + " · " + words, tip: exact}
}

func (p *View) choose(i int) {
	n := len(p.entry.Dataset.Types)
	if i >= n && i < p.rowCount() {
		p.parts.rows.Select(i)
		p.chooseAttached(p.shelf[i-n])
	}
	if i < n {
		p.attached.object.Hide()
		p.preview.object.Show()
		p.parts.rows.Select(i)
		p.preview.choose(p.entry.Dataset.Types[i], p.entry)
		p.preview.show(p.going)
	}
}

func (p *View) refresh() {
	if p.entry.filesOnly() {
		lookAt(p.needs)
		return
	}
	p.needs.Sources.Look()
	p.start()
}

func (p *View) retry(types ...core.DataType) { p.start(types...) }

func (p *View) cancel() {
	p.needs.Runs.Cancel(p.id)
	p.follow()
}

// follow takes the run as it is right after it was begun or cancelled.
func (p *View) follow() {
	if run, going := p.needs.Runs.Run(p.id); going {
		p.run, p.going = run, true
	}
	p.show()
	p.lookAgain()
}

func (p *View) export() {
	if p.entry.exportable() {
		openExport(p.needs, p.entry)
	}
}
