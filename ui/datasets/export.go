package datasets

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/redact"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// exportDialog asks where to and as what, and stays open while the files are written.
type exportDialog struct {
	needs Needs
	entry Entry
	scope *task.Scope

	dialog  *kit.Dialog
	format  *kit.Select
	redact  *kit.Check
	names   *kit.Entry
	folder  *kit.Entry
	field   *kit.FormField
	choose  *kit.Button
	bar     *kit.ProgressBar
	state   *kit.Text
	written atomic.Int64
	plan    Export // what is being written
	busy    bool
}

// openExport opens the dialog for a dataset that has files. Closing it stops the writing.
func openExport(n Needs, e Entry) {
	x := &exportDialog{needs: n, entry: e, scope: task.NewScope(context.Background(), n.Runner)}
	x.format = kit.NewSelect(sayExportForms(e), nil)
	x.format.Selected = x.format.Options[0]
	x.redact = kit.NewCheck("Take out e-mail addresses and phone numbers", nil)
	x.names = kit.NewEntry()
	x.names.Label, x.names.PlaceHolder = "Names to take out, too", "Jane Doe, Acme"
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
		Title: "Export " + quoted(e.Dataset.Name), Width: 150,
		Content: kit.Column(4, kit.NewFormField("Format", x.format, ""), x.redact,
			kit.NewFormField("Names to take out, too", x.names, "With commas between them; empty for none."), x.field, kit.Column(2, x.state, x.bar)),
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
	plan := Export{
		Dataset: x.entry.Dataset.ID, Folder: strings.TrimSpace(x.folder.Text),
		Redact: redact.New(redact.Rules{Contacts: x.redact.Checked, Names: redact.ParseNames(x.names.Text)}),
	}
	switch form := x.format.SelectedIndex(); {
	case form == 1:
		plan.Zip = true
	case form > 1:
		plan.Calls = callFormats()[form-2]
	}
	switch {
	case x.busy:
		return false
	case plan.Folder == "":
		x.field.SetError("Choose a folder.")
		return false
	}
	x.plan = plan
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
	for _, o := range x.inputs() {
		o.Disable()
	}
	x.dialog.SetConfirm("Exporting…", false)
	x.bar.Show()
	x.draw()
	x.dialog.Fit()
}

// inputs are what cannot be changed while it writes.
func (x *exportDialog) inputs() []fyne.Disableable {
	return []fyne.Disableable{x.format, x.redact, x.names, x.folder, x.choose}
}

func (x *exportDialog) draw() {
	written := x.written.Load()
	_, total, _ := totals(x.entry)
	words := sayExporting
	if x.plan.Calls != "" {
		total, words = max(written, int64(x.entry.calls())), sayExportingCalls
	}
	x.state.Set(words(written, total))
	x.bar.Set(float64(written)/float64(max(1, total)), kit.Neutral)
}

// calls is about how many calls a dataset has: one may have a record and no transcript, or a transcript alone.
func (e Entry) calls() (n int) {
	for _, f := range e.Files {
		if f.Type == core.Calls || f.Type == core.Transcripts {
			n = max(n, f.Records)
		}
	}
	return n
}

// callFormats are those in which the calls are exported with what was said in them; as text they are the files themselves.
func callFormats() []export.Format {
	return slices.DeleteFunc(export.Formats(), func(f export.Format) bool { return f == export.Text })
}

// sayExportForms are the words for what can be written: the files as they are, and the calls, if there are any, in each of their formats.
func sayExportForms(e Entry) []string {
	all := []string{"Folder of .txt files", "One .zip archive"}
	if e.calls() == 0 {
		return all
	}
	for _, f := range callFormats() {
		form := "The calls, a document each: "
		if f.Table() {
			form = "The calls, one table: "
		}
		all = append(all, form+say.Format(string(f)))
	}
	return all
}

func (x *exportDialog) end(done Exported, err error) {
	x.busy = false
	if err != nil {
		p := trouble(err, "The export did not finish")
		x.field.SetError(p.Headline + " " + p.Cause + " " + p.Next)
		for _, o := range x.inputs() {
			o.Enable()
		}
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
