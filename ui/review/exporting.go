package review

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/redact"
	"tamtam/core/review"
	"tamtam/core/text"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// formatKey is where the format of the last export is remembered.
const formatKey = "review/format"

// exporting is the dialog that asks what to export, as what and where to, and stays open while that is written.
type exporting struct {
	page  *Page
	scope *task.Scope
	// extents are what can be exported.
	extents []extent

	dialog *kit.Dialog
	extent *kit.Segments
	format *kit.Select
	redact *kit.Check
	names  *kit.Entry
	folder *kit.Entry
	field  *kit.FormField
	choose *kit.Button
	state  *kit.Text
	bar    *kit.ProgressBar
	done   atomic.Int64
	busy   bool
}

// extent is something to export: a passage of the open call, the call, or all calls of the list.
type extent struct {
	words string
	title string
	calls []core.CallID
	span  *marks.Span
}

// export asks how to export what is selected, the open call, or all calls that the list shows.
func (p *Page) export() {
	x := &exporting{page: p}
	if c := p.reading.call; c != nil {
		if selected, words := p.reading.text.Selection(); words != "" && len(c.Turns) > 0 {
			span := keptSpan(selected)
			x.extents = append(x.extents, extent{"What is selected", c.Title, []core.CallID{c.ID}, &span})
		}
		x.extents = append(x.extents, extent{"This call", c.Title, []core.CallID{c.ID}, nil})
	}
	if len(p.list.shown) > 0 {
		all := make([]core.CallID, len(p.list.shown))
		for i, c := range p.list.shown {
			all[i] = c.ID
		}
		x.extents = append(x.extents, extent{"All of the list (" + humane.Number(len(all)) + ")", sayListTitle, all, nil})
	}
	if len(x.extents) > 0 {
		x.open()
	}
}

func (x *exporting) open() {
	n := x.page.needs
	x.scope = task.NewScope(context.Background(), n.Runner) // leaving the screen behind the dialog stops nothing: closing the dialog does
	words := make([]string, len(x.extents))
	for i, e := range x.extents {
		words[i] = e.words
	}
	x.extent = kit.NewSegments(words, 0, nil)
	words = make([]string, len(export.Formats()))
	chosen := 0
	for i, f := range export.Formats() {
		words[i] = say.Format(string(f))
		if string(f) == n.Memory.Recall(formatKey) {
			chosen = i
		}
	}
	x.format = kit.NewSelect(words, nil)
	x.format.Selected = words[chosen]
	x.names = kit.NewEntry()
	x.names.Label = "Names to take out, too"
	x.names.PlaceHolder = "Jane Doe, Acme"
	x.redact = kit.NewCheck("Take out e-mail addresses and phone numbers", nil)
	x.folder = kit.NewEntry()
	x.folder.Label = "Folder"
	x.choose = kit.NewButton("Choose…", assets.Folder, func() { n.Routes.PickFolder(x.folder.Text, x.folder.SetText) })
	x.field = kit.NewFormField("Folder", kit.Line(2, kit.Grow(x.folder), x.choose), "The file is for you alone to read.")
	x.folder.OnChanged = func(string) { x.field.SetError("") }
	x.state, x.bar = kit.NewMuted(""), kit.NewProgressBar()
	x.bar.Hide()
	x.dialog = &kit.Dialog{
		Title: "Export calls", Confirm: "Export", OnConfirm: x.confirm, OnClose: x.scope.End, Width: 150,
		Content: kit.Column(4, kit.Line(0, x.extent, kit.Spring()), kit.NewFormField("Format", x.format, ""), x.redact,
			kit.NewFormField("Names to take out, too", x.names, "With commas between them; empty for none."), x.field, kit.Column(2, x.state, x.bar)),
	}
	n.Stage.Open(x.dialog)
	task.Do(x.scope, func(ctx context.Context) (string, error) { return n.Files.Folder(ctx), nil }, func(folder string, _ error) {
		if x.folder.Text == "" {
			x.folder.SetText(folder)
		}
	})
}

func (x *exporting) confirm() bool {
	folder := strings.TrimSpace(x.folder.Text)
	switch {
	case x.busy:
		return false
	case folder == "":
		x.field.SetError("Choose a folder.")
		return false
	}
	n, f, e := x.page.needs, export.Formats()[max(0, x.format.SelectedIndex())], x.extents[x.extent.Chosen()]
	n.Memory.Remember(formatKey, string(f))
	rules := redact.Rules{Contacts: x.redact.Checked, Names: redact.ParseNames(x.names.Text)}
	x.begin()
	pulse := task.NewPulse(x.scope, func() { x.draw(len(e.calls)) })
	task.Do(x.scope, func(ctx context.Context) (string, error) {
		o := export.Options{Title: e.title, Redact: redact.New(rules), Done: func(n int) {
			x.done.Store(int64(n))
			pulse.Mark()
		}}
		return n.Files.Calls(ctx, folder, export.FileName(o.Redact.String(sayTitle(e.title)), f), f, conversations(ctx, n.Desk, e), o)
	}, func(path string, err error) {
		pulse.Stop()
		x.end(path, err)
	})
	return false
}

func (x *exporting) begin() {
	x.busy = true
	x.done.Store(0)
	for _, o := range []fyne.Disableable{x.folder, x.choose, x.format, x.names, x.redact} {
		o.Disable()
	}
	x.dialog.SetConfirm("Exporting…", false)
	x.bar.Show()
	x.draw(0)
	x.dialog.Fit()
}

func (x *exporting) draw(of int) {
	done := int(x.done.Load())
	x.state.Set(sayCount(done, max(done, of)))
	x.bar.Set(float64(done)/float64(max(1, of)), kit.Neutral)
}

func (x *exporting) end(path string, err error) {
	x.busy = false
	if err == nil {
		x.dialog.Close()
		x.page.needs.Stage.Toast(kit.Good, "Written to "+path+".")
		return
	}
	t := trouble(err, sayNotExported)
	x.field.SetError(strings.TrimSpace(t.Headline + " " + t.Cause + " " + t.Next))
	for _, o := range []fyne.Disableable{x.folder, x.choose, x.format, x.names, x.redact} {
		o.Enable()
	}
	x.dialog.SetConfirm("Try again", true)
	x.bar.Hide()
	x.state.Set("")
	x.dialog.Fit()
}

// conversations opens the calls one by one, as an export wants them. One that is gone by then is left out.
func conversations(ctx context.Context, desk Desk, e extent) iter.Seq2[export.Conversation, error] {
	return func(yield func(export.Conversation, error) bool) {
		for _, id := range e.calls {
			c, err := desk.Open(ctx, id)
			if core.Is(err, core.NotFound) {
				continue
			}
			if !yield(conversationOf(c, e.span), err) {
				return
			}
		}
	}
}

// conversationOf is a call as it is exported: of a passage, only the turns that it has, cut where it begins and ends.
func conversationOf(c review.Conversation, s *marks.Span) export.Conversation {
	out := export.Conversation{Call: c.Record, Transcript: c.Transcript}
	if s == nil || c.Transcript == nil {
		return out
	}
	r := *c.Transcript
	r.Turns = slices.Clone(r.Turns[min(s.Turn, len(r.Turns)):min(s.ToTurn+1, len(r.Turns))])
	for i := range r.Turns {
		r.Turns[i].Lines = strings.Split(cutTurn(c.Turns, s.Turn+i, *s), "\n")
	}
	out.Transcript = &r
	return out
}

// cutTurn is what a passage has of a turn.
func cutTurn(turns []text.Turn, i int, s marks.Span) string {
	said := []rune(strings.Join(turns[i].Lines, "\n"))
	from, to := 0, len(said)
	if i == s.Turn {
		from = max(0, min(s.From, to))
	}
	if i == s.ToTurn {
		to = max(from, min(s.To, to))
	}
	return string(said[from:to])
}
