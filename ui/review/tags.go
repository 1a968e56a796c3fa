package review

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// tagging is the dialog of all tags: each can be renamed, which merges two when the other name is taken, and deleted.
type tagging struct {
	page   *Page
	all    []marks.TagCount
	rows   *kit.KeyList
	body   *fyne.Container
	dialog *kit.Dialog
}

// manageTags opens it.
func (p *Page) manageTags() {
	t := &tagging{page: p, body: container.NewStack(kit.NewLoading("Reading the tags"))}
	t.rows = kit.NewKeyList(func() int { return len(t.all) }, func() fyne.CanvasObject { return newTagRow(t) }, func(i int, o fyne.CanvasObject) {
		o.(*tagRow).set(t.all[i], i)
	})
	t.rows.OnOpen, t.rows.OnKey = t.rename, t.key
	card := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, t.body))
	t.dialog = &kit.Dialog{Title: "Tags", Width: 120, Content: kit.Sized(0, 70, card)}
	p.needs.Stage.Open(t.dialog)
	t.read()
}

func (t *tagging) read() {
	task.Do(t.page.scope, t.page.needs.Marks.Tags, func(all []marks.TagCount, err error) {
		first := t.all == nil
		t.all = all
		switch {
		case err != nil:
			t.replace(kit.NewErrorState(trouble(err, sayTagsNotRead), t.page.needs.Clipboard))
		case len(all) == 0:
			t.replace(kit.NewEmptyState(assets.Tag, "No tags yet", sayNoTags))
		default:
			t.replace(t.rows)
			t.rows.Refresh()
			if first {
				t.rows.Focus()
			}
		}
	})
}

func (t *tagging) replace(o fyne.CanvasObject) {
	t.body.Objects = []fyne.CanvasObject{o}
	t.body.Refresh()
}

// key serves the keys of a row.
func (t *tagging) key(i int, key fyne.KeyName) bool {
	if key != fyne.KeyDelete {
		return false
	}
	t.delete(i)
	return true
}

// rename asks for another name of a tag. The name of another one merges the two, which the button says then.
func (t *tagging) rename(i int) {
	if i < 0 || i >= len(t.all) {
		return
	}
	tag := t.all[i]
	field := kit.NewEntry()
	field.Label = "New name"
	form := kit.NewFormField("New name of “"+tag.Tag+"”", field, sayRenames(tag.Calls))
	d := &kit.Dialog{Title: "Rename the tag", Confirm: "Rename", Focus: field, Content: form}
	field.SetText(tag.Tag)
	field.OnChanged = func(text string) {
		form.Error, form.Hint = "", sayRenames(tag.Calls)
		verb := "Rename"
		if other := t.other(tag, text); other != nil {
			form.Hint, verb = sayMerges(*other, tag), "Merge"
		}
		form.Refresh()
		d.SetConfirm(verb, true)
		d.Fit()
	}
	d.OnConfirm = func() bool {
		to, err := marks.CleanTag(field.Text)
		if err != nil {
			form.SetError(sayNoTag)
			d.Fit()
			return false
		}
		merges := t.other(tag, to) != nil
		if to != tag.Tag {
			t.page.rename(tag.Tag, to, !merges, t.read)
		}
		return true
	}
	t.page.needs.Stage.Open(d)
}

// other is the other tag that has a name, whatever case; nil for none.
func (t *tagging) other(than marks.TagCount, name string) *marks.TagCount {
	key := marks.TagKey(name)
	i := slices.IndexFunc(t.all, func(one marks.TagCount) bool { return one.Tag != than.Tag && marks.TagKey(one.Tag) == key })
	if i < 0 || key == marks.TagKey(than.Tag) {
		return nil
	}
	return &t.all[i]
}

// delete takes a tag out of all calls, when the person is sure.
func (t *tagging) delete(i int) {
	if i < 0 || i >= len(t.all) {
		return
	}
	tag := t.all[i]
	t.page.needs.Stage.ConfirmDestructive("Delete the tag “"+tag.Tag+"”?", sayDeletes(tag.Calls), "Delete the tag", func() { t.page.deleteTag(tag.Tag, t.read) })
}

// rename renames a tag in all calls and in the filters, which can be undone unless two became one. done follows each time.
func (p *Page) rename(tag, to string, undo bool, done func()) {
	p.changeTag(func(ctx context.Context) error {
		_, err := p.needs.Marks.RenameTag(ctx, tag, to)
		return err
	}, tag, to, func() {
		done()
		if undo {
			p.needs.Stage.ToastWith(kit.Good, "“"+tag+"” is called “"+to+"” now.", "Undo", func() { p.rename(to, tag, false, done) })
		} else {
			p.needs.Stage.Toast(kit.Good, "“"+tag+"” is called “"+to+"” now.")
		}
	})
}

// deleteTag takes a tag out of all calls and out of the filters, which can be undone.
func (p *Page) deleteTag(tag string, done func()) {
	var was []marks.TagPlace
	p.changeTag(func(ctx context.Context) (err error) {
		was, err = p.needs.Marks.DeleteTag(ctx, tag)
		return err
	}, tag, "", func() {
		done()
		p.needs.Stage.ToastWith(kit.Good, "The tag “"+tag+"” is deleted.", "Undo", func() {
			p.changeTag(func(ctx context.Context) error { return p.needs.Marks.RestoreTag(ctx, was) }, "", "", done)
		})
	})
}

// changeTag changes a tag of many calls behind what is being kept, and reads what was made of them again. In the filters the tag is called otherwise
// then, or left out.
func (p *Page) changeTag(how func(ctx context.Context) error, tag, to string, done func()) {
	var err error
	p.queue.Add(func(ctx context.Context) { err = how(ctx) }, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			return
		}
		p.kept++
		p.list.retag(tag, to)
		p.read()
		done()
	})
}

// retag calls a tag of the filters otherwise; "" takes it out.
func (l *list) retag(tag, to string) {
	key := marks.TagKey(tag)
	is := func(t string) bool { return marks.TagKey(t) == key }
	if tag == "" || !slices.ContainsFunc(l.query.Filter.Tags, is) {
		return
	}
	l.change(func(q *query) {
		q.Filter.Tags = slices.DeleteFunc(slices.Clone(q.Filter.Tags), is)
		if to != "" && !slices.ContainsFunc(q.Filter.Tags, func(t string) bool { return marks.TagKey(t) == marks.TagKey(to) }) {
			q.Filter.Tags = append(q.Filter.Tags, to)
		}
	})
}
