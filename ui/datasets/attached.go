package datasets

import (
	"context"
	"path"
	"path/filepath"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// shelfRow is a row below those of Gong's files: an attached folder, or a file.
type shelfRow struct {
	source store.Source
	file   store.Attached // without an id in the row of a source
}

// key tells rows apart, also after the dataset was read anew.
func (r shelfRow) key() string { return string(r.source.ID) + "/" + string(r.file.ID) }

// shelf lists what is attached: each source by path, a folder before its files; a single file is its own row.
func shelf(e Entry) (rows []shelfRow) {
	of := map[core.SourceID][]store.Attached{}
	for _, a := range e.Attached {
		of[a.Source] = append(of[a.Source], a)
	}
	for _, s := range e.Sources {
		if s.Folder || len(of[s.ID]) == 0 {
			rows = append(rows, shelfRow{source: s})
		}
		for _, a := range of[s.ID] {
			rows = append(rows, shelfRow{s, a})
		}
	}
	return rows
}

// rowCount is how many rows the list has.
func (p *View) rowCount() int { return len(p.entry.Dataset.Types) + len(p.shelf) }

// fillRow fills a row of the list.
func (p *View) fillRow(i int, r *fileRow) {
	if n := len(p.entry.Dataset.Types); i >= n {
		p.fillShelfRow(p.shelf[i-n], r)
		return
	}
	p.setRow(p.entry.Dataset.Types[i], r)
}

func (p *View) fillShelfRow(row shelfRow, r *fileRow) {
	r.dataType, r.icon.Color, r.size.Text = "", look.AccentText, ""
	var state fileState
	if row.file.ID != "" {
		r.icon.Resource, r.title.Text, r.name.Text = assets.File, path.Base(row.file.Name), sayLocation(row.file, row.source)
		state = attachedState(row.file, p.now())
		if row.file.Form != store.NotKept {
			r.size.Text = humane.Size(row.file.Bytes)
		}
		if row.file.Form != store.AsText || !row.file.Vanished.IsZero() {
			r.icon.Color = look.Muted
		}
	} else {
		r.icon.Resource, r.title.Text, r.name.Text = assets.File, filepath.Base(row.source.Path), filepath.Dir(row.source.Path)
		if row.source.Folder {
			r.icon.Resource = assets.Folder
		}
		progress, reading := p.needs.Sources.Progress(p.id)
		state = folderState(row.source, p.filesOf(row.source), p.now(), progress, reading)
	}
	r.state.Text, r.tip.Text, r.tone, r.bar.Value, r.bar.Hidden = state.words, state.tip, state.tone, 0, true
	r.retry.Hidden, r.awaited.Hidden = true, true
	r.Refresh()
}

func (p *View) filesOf(s store.Source) (n int) {
	for _, row := range p.shelf {
		if row.source.ID == s.ID && row.file.ID != "" {
			n++
		}
	}
	return n
}

// chooseAttached shows a row of what is attached at the right.
func (p *View) chooseAttached(row shelfRow) {
	p.preview.object.Hide()
	p.attached.object.Show()
	p.attached.choose(row, p.filesOf(row.source))
}

// shelve takes over what is attached now. The chosen row is kept in view if it is still there.
func (p *View) shelve() {
	p.shelf = shelf(p.entry)
	p.changes = p.needs.Sources.Changes(p.id)
	if !p.attached.object.Visible() {
		return
	}
	for _, row := range p.shelf {
		if row.key() == p.attached.row.key() {
			p.attached.choose(row, p.filesOf(row.source))
			return
		}
	}
	p.parts.rows.Highlight(0)
	p.choose(0)
}

// lookAtSources reads anew when something about what is attached has changed, and draws how far reading is.
func (p *View) lookAtSources() {
	if !p.loaded {
		return
	}
	if p.changes != p.needs.Sources.Changes(p.id) {
		p.load(nil)
	} else if _, reading := p.needs.Sources.Progress(p.id); reading {
		p.parts.rows.Refresh()
	}
}

// attachMenu are the items with which files and folders are attached.
func (p *View) attachMenu() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		kit.MenuItem("Attach a file…", assets.File, func() {
			p.needs.Routes.PickFile("Attach a file", "", func(path string) { p.Drop([]string{path}) })
		}),
		kit.MenuItem("Attach a folder…", assets.Folder, func() {
			p.needs.Routes.PickFolder("", func(path string) { p.Drop([]string{path}) })
		}),
	}
}

// Drop attaches files and folders, those that were dropped onto the window, too.
func (p *View) Drop(paths []string) {
	if !p.loaded {
		return
	}
	task.Do(p.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.needs.Sources.Add(ctx, p.id, paths) },
		func(_ struct{}, err error) {
			if err != nil {
				t := trouble(err, "It could not be attached")
				p.needs.Stage.Toast(kit.Bad, t.Headline+" "+t.Cause+" "+t.Next)
				return
			}
			p.load(nil)
		})
}

// focusText gives the text at the right the focus.
func (p *View) focusText() {
	if p.attached.object.Visible() {
		p.attached.focus()
		return
	}
	p.preview.focus()
}
