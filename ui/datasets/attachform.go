package datasets

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// attaching is what a person wants to attach and to remove, until the form is saved.
type attaching struct {
	add    []string // paths
	remove []core.SourceID
}

// touched tells whether saving would change what is attached.
func (a *attaching) touched() bool { return len(a.add)+len(a.remove) > 0 }

// take adds paths that are neither attached nor chosen yet. One that was to be removed stays.
func (a *attaching) take(sources []store.Source, paths []string) {
	for _, path := range paths {
		path = filepath.Clean(path)
		if n := slices.IndexFunc(sources, func(s store.Source) bool { return s.Path == path }); n >= 0 {
			a.remove = slices.DeleteFunc(a.remove, func(id core.SourceID) bool { return id == sources[n].ID })
		} else if !slices.Contains(a.add, path) {
			a.add = append(a.add, path)
		}
	}
}

// attachForm is the part of the form with the files and folders of this computer.
type attachForm struct {
	object *fyne.Container
	rows   *fyne.Container
	page   *Edit
	shown  []string // what the rows show, so that they are drawn anew only when that changes
}

func newAttachForm(p *Edit) *attachForm {
	f := &attachForm{page: p, rows: kit.Column(0)}
	icon := kit.NewIcon(assets.Folder, look.AccentText)
	text := kit.Grow(kit.Column(0.5, kit.NewStrong("Files and folders"), kit.NewMutedParagraph(sayAttachHint)))
	file := kit.NewButton("File…", assets.File, func() {
		p.needs.Routes.PickFile("Attach a file", "", func(path string) { p.Drop([]string{path}) })
	})
	folder := kit.NewButton("Folder…", assets.Folder, func() { p.needs.Routes.PickFolder("", func(path string) { p.Drop([]string{path}) }) })
	f.object = container.NewStack(kit.NewPanel(kit.Column(2, kit.Line(3, icon, text, kit.Line(2, file, folder)), f.rows)))
	f.rows.Hide()
	return f
}

// show draws what is attached and what is to be.
func (f *attachForm) show(d *draft) {
	var now []string
	for _, s := range d.before.Sources {
		if !slices.Contains(d.attaching.remove, s.ID) {
			now = append(now, s.Path)
		}
	}
	now = append(now, d.attaching.add...)
	if slices.Equal(now, f.shown) {
		return
	}
	f.shown = now
	f.rows.Objects = nil
	for _, path := range now {
		f.rows.Add(kit.NewDivider())
		f.rows.Add(f.row(path, d.isFolder(path)))
	}
	f.rows.Hidden = len(now) == 0
	f.object.Refresh()
}

// isFolder tells what a path looks like, where it is not known: what was just chosen has not been looked at.
func (d *draft) isFolder(path string) bool {
	for _, s := range slices.Concat(d.before.Sources, d.like) {
		if s.Path == path {
			return s.Folder
		}
	}
	return filepath.Ext(path) == ""
}

func (f *attachForm) row(path string, folder bool) fyne.CanvasObject {
	name, place := kit.NewText(filepath.Base(path)), kit.NewCaption(filepath.Dir(path))
	name.Shrink, place.Shrink = true, true
	icon := assets.File
	if folder {
		icon = assets.Folder
	}
	remove := kit.NewIconButton(assets.Cancel, "Remove "+filepath.Base(path), func() { f.page.detach(path) })
	return kit.PadXY(0, 1, kit.Line(3, kit.NewIcon(icon, look.Muted), kit.Grow(kit.Column(0, name, place)), remove))
}

// Drop notes files and folders to be attached, those that were dropped onto the window, too.
func (p *Edit) Drop(paths []string) {
	if p.draft != nil {
		p.draft.attaching.take(p.draft.before.Sources, paths)
		p.show()
	}
}

// detach notes that a path is not to be attached.
func (p *Edit) detach(path string) {
	a := &p.draft.attaching
	a.add = slices.DeleteFunc(a.add, func(one string) bool { return one == path })
	for _, s := range p.draft.before.Sources {
		if s.Path == path {
			a.remove = append(a.remove, s.ID)
		}
	}
	p.show()
}

// notAttached is why a path could not be attached.
type notAttached struct {
	path string
	err  error
}

func (n notAttached) Error() string { return n.err.Error() }

// attach carries out what was chosen of files and folders, for a dataset that is saved, then goes on. What cannot be attached is said,
// and keeps nobody from the dataset.
func (p *Edit) attach(id core.DatasetID, then func()) {
	a := p.draft.attaching
	if !a.touched() {
		then()
		return
	}
	task.Do(p.scope, func(ctx context.Context) (struct{}, error) {
		for _, source := range a.remove {
			if err := p.needs.Sources.RemoveSource(ctx, id, source); err != nil {
				return struct{}{}, err
			}
		}
		var failed error // one that is not there keeps no other out
		for _, path := range a.add {
			if err := p.needs.Sources.Add(ctx, id, []string{path}); err != nil {
				failed = cmp.Or(failed, error(notAttached{path, err}))
			}
		}
		return struct{}{}, failed
	}, func(_ struct{}, err error) {
		if err != nil {
			happened := "The files could not be removed"
			if one, ok := errors.AsType[notAttached](err); ok {
				happened, err = quoted(filepath.Base(one.path))+" could not be attached", one.err
			}
			t := trouble(err, happened)
			p.needs.Stage.Toast(kit.Bad, t.Headline+" "+t.Cause+" "+t.Next)
		}
		then()
	})
}
