package datasets

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// preview shows the text of the chosen file. It opens at once at any size, for only the lines in view are read; when a run
// replaces the content it opens the new one at the same record.
type preview struct {
	needs Needs
	id    core.DatasetID
	scope *task.Scope
	retry func(types ...core.DataType)

	entry   Entry
	chosen  core.DataType
	opening task.Latest
	lines   Lines // what is shown; nil when nothing is
	stale   bool  // lines are to be read anew all the same
	wanted  bool  // the text gets the focus when it is there
	err     error // why nothing is

	object fyne.CanvasObject
	previewParts
	stand standIn
}

// previewParts are its widgets.
type previewParts struct {
	name     *kit.Text
	facts    *kit.Text
	factsTip *kit.Tip
	refresh  *kit.Button
	note     *fyne.Container
	body     *kit.Body
	text     *kit.TextView
	page     fyne.CanvasObject // the text with room around it
}

// standIn is what stands in the place of a text, kept while its reason stays the same.
type standIn struct {
	reason string
	object fyne.CanvasObject
}

func newPreview(n Needs, id core.DatasetID, retry func(types ...core.DataType)) *preview {
	v := &preview{needs: n, id: id, retry: retry}
	v.name, v.facts, v.text = kit.NewStrong(""), kit.NewMuted(""), kit.NewTextView(true)
	v.facts.Shrink = false
	v.text.OnCopy = v.copy
	v.page = kit.PadXY(1, 1.5, v.text)
	v.factsTip = kit.NewTip("", v.facts)
	v.note, v.body = container.NewStack(), kit.NewBody()
	v.note.Hide()
	v.refresh = kit.NewIconButton(assets.Refresh, "Refresh this file", func() { retry(v.chosen) })
	head := kit.Sized(0, 10, kit.PadXY(5, 0.5, kit.Line(3, kit.Grow(v.name), v.factsTip, v.refresh))) // as high without the button
	inner := kit.Column(0, head, kit.NewDivider(), v.note, kit.Fill(v.body.Object))
	v.object = container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(0.25, inner))
	return v
}

// enter begins a visit of the screen: work goes on within its scope. What was open before is opened again.
func (v *preview) enter(s *task.Scope) {
	v.scope = s
	v.stale = true
}

// choose shows another type's file.
func (v *preview) choose(t core.DataType, e Entry) {
	if v.chosen == t {
		return
	}
	v.chosen, v.entry, v.lines, v.err, v.wanted = t, e, nil, nil, false
	v.text.SetSource(nil)
	v.opening.Stop()
	v.open()
}

// update takes the dataset as it is now, and opens the chosen file anew if it has new content.
func (v *preview) update(e Entry) {
	v.entry = e
	file, imported := fileOf(e, v.chosen)
	switch {
	case v.chosen == "" || !imported:
	case v.lines == nil, v.stale, v.lines.File().Rev != file.Rev:
		v.open()
	}
}

// open reads the chosen file and shows it from the record on that is in view, if there is one.
func (v *preview) open() {
	if _, imported := fileOf(v.entry, v.chosen); !imported {
		return
	}
	ctx := v.opening.Next(v.scope.Context())
	t := v.chosen
	v.scope.After(kit.LoadingAfter, func() {
		if v.chosen == t && v.lines == nil && v.err == nil {
			v.body.Put(kit.NewLoading("Opening the file"))
		}
	})
	task.DoContext(ctx, v.scope, func(ctx context.Context) (Lines, error) { return v.needs.Datasets.Lines(ctx, v.id, t) },
		func(lines Lines, err error) {
			first := 0
			if err == nil && v.lines != nil {
				first = lines.Find(v.lines.Anchor(v.text.Line()))
			}
			v.lines, v.err, v.stale = lines, err, false
			if err == nil {
				v.read(lines, first)
			}
			v.show(false)
		})
}

// read shows an open file from line on.
func (v *preview) read(lines Lines, line int) {
	cache := kit.NewLineCache(v.scope, lines.Len(), linesOf(lines))
	cache.OnLoad = v.text.Refresh
	cache.OnError = func(err error) { v.lost(lines, err) }
	v.text.SetSource(cache)
	v.text.ShowLine(line)
}

// mostCopied is how much text is copied at once, in bytes: some five hours of conversation. X11 has a limit, and so have people.
const mostCopied = 1 << 20

// copy puts what is marked on the clipboard.
func (v *preview) copy(from, to kit.TextPoint) {
	if lines := v.lines; lines != nil {
		copyText(v.scope, v.needs.Stage, from, to, lines.Line)
	}
}

// copyText puts a part of a text on the clipboard.
func copyText(s *task.Scope, stage *kit.Stage, from, to kit.TextPoint, line func(i int) (string, error)) {
	type cut struct {
		text  string
		whole bool
	}
	task.Do(s, func(ctx context.Context) (c cut, err error) {
		c.text, c.whole, err = kit.CutText(from, to, mostCopied, func(i int) (string, error) {
			if err := ctx.Err(); err != nil {
				return "", err
			}
			return line(i)
		})
		return c, err
	}, func(c cut, err error) {
		switch {
		case err != nil:
			stage.Toast(kit.Bad, say.Error(err, "The text could not be copied").Line())
			return
		case !c.whole:
			stage.Toast(kit.Warn, sayCopiedPart(len(c.text)))
		}
		clipboard().SetContent(c.text)
	})
}

// lost opens the file again when a run has replaced it under the reader. Errors come while the text is being drawn, so what is
// done about them waits.
func (v *preview) lost(lines Lines, err error) {
	v.scope.After(task.PulseGap, func() {
		switch {
		case v.lines != lines: // another one is shown meanwhile
		case errors.Is(err, store.ErrReplaced):
			v.open()
		default:
			v.lines, v.err = nil, err
			v.show(false)
		}
	})
}

// show draws the file, or what stands in its place.
func (v *preview) show(going bool) {
	file, imported := fileOf(v.entry, v.chosen)
	v.name.Set(title(v.chosen))
	v.facts.Set("")
	v.factsTip.Text = ""
	if imported {
		words, exact := ago(file.Generated, v.needs.Clock.Now())
		v.name.Set(file.Name())
		v.facts.Set(words)
		v.factsTip.Text = exact
	}
	v.refresh.Hidden = !imported
	v.refresh.SetEnabled(!going)
	v.showNote(going)
	switch {
	case v.err != nil:
		v.body.Put(kit.NewErrorState(trouble(v.err, "The file could not be read"), clipboard(),
			kit.NewButton("Try again", assets.Retry, func() { v.err = nil; v.open() })))
	case v.lines != nil:
		v.body.Put(v.page)
		if v.wanted {
			v.focus()
		}
	case !imported && v.chosen != "":
		v.body.Put(v.nothing(going))
	}
}

// showNote says above the text why the latest import did not renew it.
func (v *preview) showNote(going bool) {
	last, _ := lastOf(v.entry, v.chosen)
	state := outcomeState(last)
	v.note.Objects = nil
	_, imported := fileOf(v.entry, v.chosen)
	v.note.Hidden = last.Outcome == "" || state.tone == kit.Good || going || !imported
	if !v.note.Hidden {
		v.note.Objects = []fyne.CanvasObject{kit.Pad(2, kit.NewBanner(state.tone, sayStale(last)))}
	}
	v.note.Refresh()
}

// focus gives the text the focus, as soon as it is there.
func (v *preview) focus() {
	v.wanted = v.lines == nil
	if !v.wanted {
		kit.Focus(v.text)
	}
}

// nothing stands in the place of a file that does not exist.
func (v *preview) nothing(going bool) fyne.CanvasObject {
	last, _ := lastOf(v.entry, v.chosen)
	reason := fmt.Sprint(v.chosen, going, last.Outcome, last.Reason, last.Err)
	if v.stand.reason != reason {
		v.stand = standIn{reason, v.makeStandIn(last, going)}
	}
	return v.stand.object
}

func (v *preview) makeStandIn(last importer.TypeResult, going bool) fyne.CanvasObject {
	t := v.chosen
	icon := look.DataType(t)
	again := func() { v.retry(t) }
	if going {
		return kit.NewEmptyState(icon, "No text yet", sayComing)
	}
	switch last.Outcome {
	case importer.Skipped:
		return kit.NewEmptyState(assets.Lock, "Skipped: no permission", sayTrouble(last),
			kit.NewButton("Permissions", assets.Lock, v.needs.Routes.Settings), kit.NewButton("Retry", assets.Retry, again))
	case importer.Failed:
		return kit.NewErrorState(troubleOf(last), clipboard(), kit.NewButton("Retry", assets.Retry, again))
	case importer.Canceled:
		return kit.NewEmptyState(icon, "Not complete", sayTrouble(last), kit.NewButton("Go on", assets.Retry, again))
	}
	return kit.NewEmptyState(icon, "Not imported yet", sayNotYet, kit.NewButton("Import only this", assets.Refresh, again))
}
