package review

import (
	"context"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// keep writes a change of the basket that is shown already, and then does what follows. What could not be written is read back.
func (p *Quotes) keep(write func(ctx context.Context) error, then func()) {
	var err error
	p.queue.Add(func(ctx context.Context) { err = write(ctx) }, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			if p.scope.Context().Err() == nil {
				p.read()
			}
			return
		}
		if then != nil {
			then()
		}
	})
}

// open shows a quote in its call.
func (p *Quotes) open(i int) {
	if i < len(p.all) && !p.all[i].Damaged {
		p.needs.Routes.Open(p.all[i])
	}
}

// move moves a quote up or down.
func (p *Quotes) move(i, by int) {
	to := i + by
	if i < 0 || i >= len(p.all) || to < 0 || to >= len(p.all) {
		return
	}
	q := p.all[i]
	p.all = slices.Insert(slices.Delete(slices.Clone(p.all), i, i+1), to, q)
	p.show()
	p.rows.Highlight(to)
	p.keep(func(ctx context.Context) error { return p.needs.Basket.Move(ctx, q.ID, to) }, nil)
}

// remove takes a quote out, which can be undone.
func (p *Quotes) remove(i int) {
	if i < 0 || i >= len(p.all) {
		return
	}
	q := p.all[i]
	p.all = slices.Delete(slices.Clone(p.all), i, i+1)
	p.show()
	at := i
	p.keep(func(ctx context.Context) (err error) { _, at, err = p.needs.Basket.Remove(ctx, q.ID); return err }, func() {
		p.needs.Stage.ToastWith(kit.Good, "The quote is removed.", "Undo", func() {
			p.keep(func(ctx context.Context) error { return p.needs.Basket.Add(ctx, q, at) }, p.read)
		})
	})
}

// empty takes all out, which can be undone.
func (p *Quotes) empty() {
	var was []marks.Quote
	p.keep(func(ctx context.Context) (err error) { was, err = p.needs.Basket.Set(ctx, nil); return err }, func() {
		p.all = nil
		p.show()
		p.needs.Stage.ToastWith(kit.Good, "The basket is empty.", "Undo", func() {
			p.keep(func(ctx context.Context) error { _, err := p.needs.Basket.Set(ctx, was); return err }, p.read)
		})
	})
}

// comment asks for a quote's comment.
func (p *Quotes) comment(i int) {
	if i < 0 || i >= len(p.all) || p.all[i].Damaged {
		return
	}
	q := p.all[i]
	field := kit.NewEntry()
	field.MultiLine, field.Wrapping = true, fyne.TextWrapWord
	field.SetText(q.Comment)
	field.SetMinRowsVisible(4)
	said := kit.NewMutedParagraph("“" + humane.Short(oneLine(q.Text), 240) + "”")
	p.needs.Stage.Open(&kit.Dialog{
		Title: "Comment on a quote", Confirm: "Keep", Focus: field, Width: 130,
		Content: kit.Column(3, said, kit.NewFormField("Comment", field, "It is exported with the quote.")),
		OnConfirm: func() bool {
			text := field.Text
			p.keep(func(ctx context.Context) error { return p.needs.Basket.Comment(ctx, q.ID, text) }, p.read)
			return true
		},
	})
}

// copyOne copies a quote with its source, of a damaged one what is left of it; copyAll all of them that can be read.
func (p *Quotes) copyOne(i int) {
	if i < 0 || i >= len(p.all) {
		return
	}
	q := p.all[i]
	switch {
	case !q.Damaged:
		p.needs.Clipboard.SetContent(export.Citation(export.Cited(q)))
		p.needs.Stage.Toast(kit.Good, sayCited)
	case q.Raw != "":
		p.needs.Clipboard.SetContent(q.Raw)
		p.needs.Stage.Toast(kit.Good, "Copied what is left of the quote.")
	}
}

func (p *Quotes) copyAll() {
	var out strings.Builder
	quotes, damaged := p.cited()
	if err := export.Quotes(&out, export.Text, quotes, export.Options{}); err != nil {
		p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotWritten).Line())
		return
	}
	p.needs.Clipboard.SetContent(out.String())
	p.needs.Stage.Toast(toneOf(damaged), "Copied "+sayQuotes(len(quotes))+"."+sayLeftOut(damaged))
}

// cited are the quotes that can be read, and how many cannot.
func (p *Quotes) cited() (all []export.Quote, damaged int) {
	for _, q := range p.all {
		if q.Damaged {
			damaged++
		} else {
			all = append(all, export.Cited(q))
		}
	}
	return all, damaged
}

func toneOf(damaged int) kit.Tone {
	if damaged > 0 {
		return kit.Warn
	}
	return kit.Good
}

// formats are the files that quotes are written to.
func (p *Quotes) formats() []*fyne.MenuItem {
	item := func(words string, icon fyne.Resource, f export.Format) *fyne.MenuItem {
		return kit.MenuItem(words, icon, func() { p.write(f) })
	}
	return []*fyne.MenuItem{
		item("Markdown", assets.File, export.Markdown), item("Word document", assets.Transcripts, export.DOCX),
		item("Spreadsheet (CSV)", assets.UserStats, export.CSV), item("Plain text", assets.File, export.Text),
	}
}

// write asks for a folder and writes the quotes into it.
func (p *Quotes) write(f export.Format) {
	quotes, damaged := p.cited()
	name := "tamtam_quotes_" + p.needs.Clock.Now().UTC().Format("20060102_150405") + "." + string(f)
	task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Folder(ctx), nil }, func(start string, _ error) {
		p.needs.Routes.PickFolder(start, func(folder string) {
			task.Do(p.scope, func(ctx context.Context) (string, error) {
				return p.needs.Files.Save(ctx, folder, name, func(w io.Writer) error { return export.Quotes(w, f, quotes, export.Options{}) })
			}, func(path string, err error) {
				if err != nil {
					p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotWritten).Line())
					return
				}
				p.needs.Stage.Toast(toneOf(damaged), "Written to "+path+"."+sayLeftOut(damaged))
			})
		})
	})
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
