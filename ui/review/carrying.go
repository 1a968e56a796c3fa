package review

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// menu is what can be done with all that the person made of calls.
func (p *Page) menu() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		kit.MenuItem("Manage tags…", assets.Tag, p.manageTags),
		fyne.NewMenuItemSeparator(),
		kit.MenuItem("Export my notes…", assets.Export, func() { p.exportNotes(false) }),
		kit.MenuItem("Export my notes as Markdown…", assets.File, func() { p.exportNotes(true) }),
		kit.MenuItem("Import notes…", assets.Folder, p.importNotes),
	}
}

// exportNotes asks for a folder and writes all that belongs to the person into it.
func (p *Page) exportNotes(readable bool) {
	name := "tamtam_notes_" + p.needs.Clock.Now().UTC().Format("20060102_150405") + ".jsonl"
	if readable {
		name = name[:len(name)-len("jsonl")] + "md"
	}
	task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Folder(ctx), nil }, func(start string, _ error) {
		p.needs.Routes.PickFolder(start, func(folder string) {
			task.Do(p.scope, func(ctx context.Context) (string, error) {
				return p.needs.Files.Save(ctx, folder, name, func(w io.Writer) error { return p.needs.Marks.Export(ctx, w, readable) })
			}, func(path string, err error) {
				if err != nil {
					p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotesNotWritten).Line())
					return
				}
				p.needs.Stage.Toast(kit.Good, "Written to "+path+".")
			})
		})
	})
}

// importNotes asks for a file that was exported and takes in what it holds.
func (p *Page) importNotes() {
	p.needs.Routes.PickFile("Import notes", "", func(path string) {
		var taken Imported
		var err error
		p.queue.Add(func(ctx context.Context) { taken, err = p.needs.Marks.Import(ctx, path) }, func() {
			if err != nil {
				p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotImported).Line())
				return
			}
			p.kept++
			p.needs.Stage.Toast(kit.Good, sayImported(taken))
			p.read()
		})
	})
}
