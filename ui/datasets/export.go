package datasets

import (
	"context"
	"strings"
	"sync/atomic"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

// exportDialog asks where to and as what, and stays open while the files are written.
type exportDialog struct {
	needs Needs
	entry Entry
	scope *task.Scope

	dialog  *kit.Dialog
	format  *kit.Segments
	folder  *kit.Entry
	field   *kit.FormField
	choose  *kit.Button
	bar     *kit.ProgressBar
	state   *kit.Text
	written atomic.Int64
	total   int64
	busy    bool
}

// openExport opens the dialog for a dataset that has files. Closing it stops the writing.
func openExport(n Needs, e Entry) {
	x := &exportDialog{needs: n, entry: e, scope: task.NewScope(context.Background(), n.Runner)}
	_, x.total, _ = totals(e)
	x.format = kit.NewSegments([]string{"Folder of .txt files", "One .zip archive"}, 0, nil)
	x.folder = kit.NewEntry()
	x.folder.OnChanged = func(string) { x.field.SetError("") }
	x.choose = kit.NewButton("Choose…", assets.Folder, func() {
		n.Routes.PickFolder(x.folder.Text, func(folder string) { x.folder.SetText(folder) })
	})
	x.field = kit.NewFormField("Folder", kit.Line(2, kit.Grow(x.folder), x.choose), sayExportHint)
	x.folder.Label = "Folder"
	x.bar, x.state = kit.NewProgressBar(), kit.NewMuted("")
	x.bar.Hide()
	x.state.Set(sayExportWhat(e))
	x.dialog = &kit.Dialog{
		Title:   "Export " + quoted(e.Dataset.Name),
		Content: kit.Column(4, kit.Line(0, x.format, kit.Spring()), x.field, kit.Column(2, x.state, x.bar)),
		Confirm: "Export", Focus: x.folder, OnConfirm: x.confirm, OnClose: x.scope.End,
	}
	n.Stage.Open(x.dialog)
	task.Do(x.scope, func(ctx context.Context) (string, error) { return n.Exports.Folder(ctx), nil }, func(folder string, _ error) {
		if x.folder.Text == "" {
			x.folder.SetText(folder)
		}
	})
}

func (x *exportDialog) confirm() bool {
	plan := Export{Dataset: x.entry.Dataset.ID, Folder: strings.TrimSpace(x.folder.Text), Zip: x.format.Chosen() == 1}
	switch {
	case x.busy:
		return false
	case plan.Folder == "":
		x.field.SetError("Choose a folder.")
		return false
	}
	x.begin()
	pulse := task.NewPulse(x.scope, x.draw)
	task.Do(x.scope, func(ctx context.Context) (Exported, error) {
		return x.needs.Exports.Export(ctx, plan, func(bytes int64) {
			x.written.Store(bytes)
			pulse.Mark()
		})
	}, func(done Exported, err error) {
		pulse.Stop()
		x.end(done, err)
	})
	return false
}

func (x *exportDialog) begin() {
	x.busy = true
	x.written.Store(0)
	x.folder.Disable()
	x.choose.Disable()
	x.dialog.SetConfirm("Exporting…", false)
	x.bar.Show()
	x.draw()
	x.dialog.Fit()
}

func (x *exportDialog) draw() {
	written := x.written.Load()
	x.state.Set(sayExporting(written, x.total))
	x.bar.Set(float64(written)/float64(max(1, x.total)), kit.Neutral)
}

func (x *exportDialog) end(done Exported, err error) {
	x.busy = false
	if err != nil {
		p := trouble(err, "The export did not finish")
		x.field.SetError(p.Headline + " " + p.Cause + " " + p.Next)
		x.folder.Enable()
		x.choose.Enable()
		x.dialog.SetConfirm("Try again", true)
		x.bar.Hide()
		x.state.Set(sayExportWhat(x.entry))
		x.dialog.Fit()
		return
	}
	x.dialog.Close()
	x.needs.Stage.ToastWith(kit.Good, sayExported(done), "Open folder", func() {
		task.DoContext(context.Background(), x.needs.Runner, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, x.needs.Exports.Reveal(ctx, done.Path)
		}, func(_ struct{}, err error) {
			if err != nil {
				x.needs.Stage.Toast(kit.Warn, sayNotRevealed(done))
			}
		})
	})
}
