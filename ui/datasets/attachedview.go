package datasets

import (
	"context"
	"errors"
	"path"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// attachedView shows the text of an attached file, or what there is to say of it or of a folder.
type attachedView struct {
	needs   Needs
	id      core.DatasetID
	removed func() // something was
	scope   *task.Scope
	opening task.Latest

	row   shelfRow
	files int // of the row's source
	text  Text
	err   error

	object *fyne.Container
	name   *kit.Text
	facts  *kit.Text
	tip    *kit.Tip
	remove *kit.Button
	note   *fyne.Container
	body   *kit.Body
	view   *kit.TextView
	page   fyne.CanvasObject
}

func newAttachedView(n Needs, id core.DatasetID, removed func()) *attachedView {
	v := &attachedView{needs: n, id: id, removed: removed}
	v.name, v.facts, v.view = kit.NewStrong(""), kit.NewMuted(""), kit.NewTextView(true)
	v.facts.Shrink = false
	v.view.OnCopy = v.copy
	v.page = kit.PadXY(1, 1.5, v.view)
	v.tip = kit.NewTip("", v.facts)
	v.remove = kit.NewIconButton(assets.Delete, "Remove from the dataset", v.confirm)
	reveal := kit.NewIconButton(assets.Folder, "Show in its folder", v.reveal)
	v.note, v.body = container.NewStack(), kit.NewBody()
	head := kit.PadXY(5, 0.5, kit.Line(2, kit.Grow(v.name), v.tip, reveal, v.remove))
	inner := kit.Column(0, head, kit.NewDivider(), v.note, kit.Fill(v.body.Object))
	v.object = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(0.25, inner))
	v.object.Hide()
	return v
}

// enter begins a visit of the screen.
func (v *attachedView) enter(s *task.Scope) { v.scope, v.text = s, nil }

// choose shows a row; the same one again, when it was read anew, at the line that was in view.
func (v *attachedView) choose(row shelfRow, files int) {
	same := row.key() == v.row.key()
	fresh := !same || row.file.Body != v.row.file.Body || v.text == nil && v.err == nil
	line := 0
	if same && v.text != nil {
		line = v.view.Line()
	}
	v.row, v.files = row, files
	if fresh && row.file.Form == store.AsText {
		v.open(line)
	} else if fresh {
		v.opening.Stop()
		v.text, v.err = nil, nil
	}
	v.show()
}

func (v *attachedView) open(line int) {
	ctx := v.opening.Next(v.scope.Context())
	v.text, v.err = nil, nil
	v.view.SetSource(nil)
	v.scope.After(kit.LoadingAfter, func() {
		if ctx.Err() == nil && v.text == nil && v.err == nil {
			v.body.Put(kit.NewLoading("Opening the file"))
		}
	})
	file := v.row.file.ID
	task.DoContext(ctx, v.scope, func(ctx context.Context) (Text, error) { return v.needs.Sources.Text(ctx, v.id, file) },
		func(text Text, err error) {
			if v.text, v.err = text, err; err == nil {
				v.read(text, line)
			}
			v.show()
		})
}

func (v *attachedView) read(text Text, line int) {
	cache := kit.NewLineCache(v.scope, text.Len(), linesOf(text))
	cache.OnLoad = v.view.Refresh
	cache.OnError = func(err error) { v.lost(text, err) }
	v.view.SetSource(cache)
	v.view.ShowLine(min(line, max(0, text.Len()-1)))
}

// linesOf reads lines for a view.
func linesOf(text interface{ Line(i int) (string, error) }) func(ctx context.Context, first, count int) ([]string, error) {
	return func(ctx context.Context, first, count int) ([]string, error) {
		texts := make([]string, 0, count)
		for i := first; i < first+count; i++ {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			text, err := text.Line(i)
			if err != nil {
				return nil, err
			}
			texts = append(texts, text)
		}
		return texts, nil
	}
}

// lost opens the text again when other content has taken its place under the reader.
func (v *attachedView) lost(text Text, err error) {
	v.scope.After(task.PulseGap, func() {
		switch {
		case v.text != text: // another one is shown meanwhile
		case errors.Is(err, store.ErrReplaced):
			v.open(v.view.Line())
		default:
			v.text, v.err = nil, err
			v.show()
		}
	})
}

// copy puts what is marked on the clipboard.
func (v *attachedView) copy(from, to kit.TextPoint) {
	if text := v.text; text != nil {
		copyText(v.scope, v.needs.Stage, from, to, text.Line)
	}
}

// show draws the row.
func (v *attachedView) show() {
	a, s := v.row.file, v.row.source
	v.note.Objects, v.note.Hidden = nil, true
	if a.ID == "" {
		v.showSource(s)
		return
	}
	v.name.Set(path.Base(a.Name))
	words, exact := ago(a.Modified, v.needs.Clock.Now())
	v.facts.Set(words)
	v.tip.Text = joined(a.Path, exact)
	short, why := say.Attached(a)
	if !a.Vanished.IsZero() && a.Form == store.AsText {
		when, _ := ago(a.Vanished, v.needs.Clock.Now())
		v.note.Objects = []fyne.CanvasObject{kit.Pad(2, kit.NewBanner(kit.Warn, "The file vanished from its folder "+when+". This is what was read before."))}
		v.note.Hidden = false
	}
	v.note.Refresh()
	switch {
	case v.err != nil:
		v.body.Put(kit.NewErrorState(trouble(v.err, "The file could not be read"), clipboard(),
			kit.NewButton("Try again", assets.Retry, func() { v.open(0) })))
	case v.text != nil && v.text.Len() == 0:
		v.body.Put(kit.NewEmptyState(assets.File, "The file is empty", "There is nothing in it to read."))
	case v.text != nil:
		v.body.Put(v.page)
	case a.Form != store.AsText:
		icon := assets.Warning
		if a.Trouble == store.NoTrouble {
			icon = assets.File
		}
		v.body.Put(kit.NewEmptyState(icon, say.Upper(short), why, kit.NewButton("Show in its folder", assets.Folder, v.reveal)))
	}
}

// showSource says what there is to say of a folder, or of a file that was not read yet.
func (v *attachedView) showSource(s store.Source) {
	v.name.Set(filepath.Base(s.Path))
	v.facts.Set("")
	v.tip.Text = s.Path
	v.note.Refresh()
	icon := assets.File
	if s.Folder {
		icon = assets.Folder
	}
	words, why := say.Source(s)
	switch {
	case words != "":
		v.body.Put(kit.NewEmptyState(assets.Warning, say.Upper(words), s.Path+"\n"+why))
	case s.Seen.IsZero():
		v.body.Put(kit.NewEmptyState(icon, "Not read yet", s.Path+"\n"+sayReadingSoon))
	default:
		v.body.Put(kit.NewEmptyState(icon, humane.Count(v.files, "file", "files"), s.Path+"\n"+sayAttachHint))
	}
}

// focus gives the text the focus.
func (v *attachedView) focus() {
	if v.text != nil {
		kit.Focus(v.view)
	}
}

// confirm takes the file, or the whole source, out of the dataset, after asking.
func (v *attachedView) confirm() {
	row := v.row
	title, loss := "Remove "+quoted(path.Base(row.file.Name))+"?", sayRemoveFile
	remove := func(ctx context.Context) error { return v.needs.Sources.RemoveFile(ctx, v.id, row.file.ID) }
	if row.file.ID == "" {
		title = "Remove " + quoted(filepath.Base(row.source.Path)) + "?"
		remove = func(ctx context.Context) error { return v.needs.Sources.RemoveSource(ctx, v.id, row.source.ID) }
		if row.source.Folder {
			loss = sayRemoveFolder
		}
	}
	v.needs.Stage.ConfirmDestructive(title, loss, "Remove", func() {
		task.Do(v.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, remove(ctx) }, func(_ struct{}, err error) {
			if err != nil {
				v.needs.Stage.Toast(kit.Bad, trouble(err, "It could not be removed").Headline)
			}
			v.removed()
		})
	})
}

// reveal shows the file's folder in the system's file manager.
func (v *attachedView) reveal() {
	place := v.row.source.Path
	if v.row.file.ID != "" {
		place = v.row.file.Path
	}
	task.Do(v.scope, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.needs.Exports.Reveal(ctx, place) },
		func(_ struct{}, err error) {
			if err != nil {
				v.needs.Stage.Toast(kit.Warn, trouble(err, "The folder could not be shown").Headline)
			}
		})
}
