package datasets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// settleAfter is how long the choice must rest before sizes are asked for anew.
const settleAfter = 600 * time.Millisecond

// editForm is the form's widgets: the questions at the left, the files to be at the right.
type editForm struct {
	object  fyne.CanvasObject
	page    *Edit
	scroll  *container.Scroll
	name    *kit.Entry
	nameFor *kit.FormField
	about   *kit.Entry
	source  *source
	attach  *attachForm
	types   *typeGrid
	howMuch *howMuch
	sync    *syncForm
	files   *stagedList
	choice  *kit.Text
	add     *kit.Button
	save    *kit.Button
	settle  *task.Debounce
}

func newEditForm(p *Edit) *editForm {
	f := &editForm{page: p, settle: task.NewDebounce(p.needs.Runner, settleAfter)}
	f.name, f.about = kit.NewEntry(), kit.NewEntry()
	f.name.PlaceHolder, f.about.PlaceHolder = "Renewals", "What it is for, if you like"
	f.name.OnChanged = func(text string) {
		f.nameFor.SetError("")
		p.draft.dataset.Name = text
		p.show()
	}
	f.about.OnChanged = func(text string) {
		p.draft.dataset.Description = text
		p.show()
	}
	f.nameFor = kit.NewFormField("Name", f.name, "")
	f.source, f.attach = newSource(), newAttachForm(p)
	f.types = newTypeGrid(p.tick)
	f.howMuch = newHowMuch(p.chosen)
	f.sync = newSyncForm(p.synced, p.needs.Routes.PickFolder)
	f.choice = kit.NewMuted("")
	f.add = kit.NewPrimary(sayAdd(0), assets.Plus, p.add)
	f.save = kit.NewPrimary("Create dataset", nil, p.save)
	f.files = newStagedList(p.remove, kit.NewButton("Cancel", nil, p.cancel), f.save)
	f.lay()
	return f
}

func (f *editForm) lay() {
	questions := kit.Column(6, kit.TopLine(3, kit.Grow(f.nameFor), kit.Grow(kit.NewFormField("Description", f.about, ""))),
		kit.Column(3, kit.NewSubheading("Sources"), f.source.object, f.attach.object), f.types.object, f.howMuch.object, f.sync.object)
	f.scroll = kit.NewVScroll(container.New(insetLayout{below: 6}, questions))
	bar := kit.Column(0, kit.NewDivider(), container.New(insetLayout{below: 2}, kit.Line(3, kit.Grow(f.choice), f.add)))
	left := kit.Column(0, kit.Fill(f.scroll), bar)
	f.object = container.New(besideForm, left, kit.PadXY(3, 2, f.files.object))
}

// fill puts a draft into the fields.
func (f *editForm) fill(d *draft) {
	f.name.SetText(d.dataset.Name)
	f.about.SetText(d.dataset.Description)
	f.howMuch.show(d.dataset)
	f.sync.fill(d.dataset)
}

// show draws what depends on more than one field.
func (f *editForm) show(p *Edit) {
	d, c, saving := p.draft, p.connection(), p.saving
	if d == nil {
		return
	}
	f.source.show(p)
	f.attach.show(d)
	f.types.show(d.ticked, c)
	f.sync.show(d.result().Types, p.means())
	f.files.show(d, p.cost)
	f.choice.Set(sayQuestion(d.dataset))
	adding := len(d.toAdd())
	f.add.SetText(sayAdd(adding))
	f.add.SetEnabled(adding > 0)
	f.save.SetText(saySave(d, saving))
	ready := d.holds() && !saving
	if d.isNew() {
		ready = ready && (c.ID != "" || len(d.result().Types) == 0)
	} else {
		ready = ready && d.changed()
	}
	f.save.SetEnabled(ready)
	// One primary button at a time: what comes next.
	f.add.Importance, f.save.Importance = widget.MediumImportance, widget.HighImportance
	if adding > 0 || !d.holds() {
		f.add.Importance, f.save.Importance = widget.HighImportance, widget.MediumImportance
	}
	f.add.Refresh()
	f.save.Refresh()
}

// top scrolls to the name and gives it the focus.
func (f *editForm) top() {
	f.scroll.ScrollToTop()
	kit.Focus(f.name)
}

// toSync gives the choice of how the dataset is synced the focus, at the top.
func (f *editForm) toSync() {
	kit.Focus(f.sync.every)
	f.scroll.ScrollToOffset(fyne.NewPos(0, f.sync.object.Position().Y))
}

// insetLayout gives the questions room around them, less at the side of the files.
type insetLayout struct{ below float32 }

const insetLeft, insetAbove, insetRight = 6, 2, 3

func (l insetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(look.Space(insetLeft), look.Space(insetAbove)))
		o.Resize(size.SubtractWidthHeight(look.Space(insetLeft+insetRight), look.Space(insetAbove+l.below)))
	}
}

func (l insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(look.Space(insetLeft+insetRight), look.Space(insetAbove+l.below))
}
