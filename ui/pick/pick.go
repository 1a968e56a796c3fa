// Package pick is the dialog in which a person chooses a folder or a file: where they are, what is in it, a way up, and a new folder. The toolkit has
// one of its own, which neither looks nor behaves like the rest of the window, and which the keyboard hardly reaches.
package pick

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// Folders read and make folders. Its methods may take their time and are called off the UI goroutine.
type Folders interface {
	// Nearest is the folder itself if it exists, else the nearest one that would contain it.
	Nearest(ctx context.Context, path string) string
	// List names the folders in a folder, by name, without hidden ones.
	List(ctx context.Context, path string) ([]string, error)
	// Files names the files in a folder, by name, without hidden ones.
	Files(ctx context.Context, path string) ([]string, error)
	// Make makes a folder in a folder and returns its path.
	Make(ctx context.Context, parent, name string) (string, error)
}

// Needs is all that the dialog needs from the program.
type Needs struct {
	Folders Folders
	Runner  task.Runner
	Stage   *kit.Stage
}

// The sentences of this package.
const (
	sayEmpty   = "No folders in here."
	sayNothing = "Nothing in here."
	sayNoName  = "Enter a name for the new folder."
	sayNotRead = "The folder could not be opened"
	sayNotMade = "The folder could not be made"
)

// dialog is the open dialog.
type dialog struct {
	needs  Needs
	scope  *task.Scope
	picked func(string)
	file   bool // a file is chosen, not a folder
	box    *kit.Dialog
	latest task.Latest

	at     string // the folder whose content is listed
	choice string // what would be picked; when a folder is chosen the folder itself, until one is marked in it
	listing
	path   *kit.Text
	up     *kit.Button
	rows   *kit.KeyList
	empty  *kit.Text
	banner *fyne.Container
}

// listing is what a folder holds: folders first, then files.
type listing struct {
	names   []string
	folders int
}

const confirmFile = "Choose this file"

// Folder shows the dialog, beginning at start or the nearest folder above it that exists. picked is not called when the person changes their
// mind.
func Folder(ctx context.Context, n Needs, start string, picked func(path string)) {
	d := newDialog(ctx, n, sayEmpty, picked)
	d.box.Title, d.box.Confirm = "Choose a folder", "Choose this folder"
	d.box.Extra = []fyne.CanvasObject{kit.NewButton("New folder", assets.Plus, d.ask)}
	d.show(start)
}

// File is Folder for a file.
func File(ctx context.Context, n Needs, title, start string, picked func(path string)) {
	d := newDialog(ctx, n, sayNothing, picked)
	d.file = true
	d.box.Title, d.box.Confirm = title, confirmFile
	d.show(start)
}

func newDialog(ctx context.Context, n Needs, empty string, picked func(path string)) *dialog {
	d := &dialog{needs: n, scope: task.NewScope(ctx, n.Runner), picked: picked}
	d.path, d.empty = kit.NewText(""), kit.NewMuted(empty)
	d.empty.Align = fyne.TextAlignCenter
	d.up = kit.NewIconButton(assets.Back, "The folder above", d.above)
	d.banner = container.NewStack()
	d.banner.Hide()
	d.rows = kit.NewKeyList(func() int { return len(d.names) }, newRow, func(i int, o fyne.CanvasObject) { o.(*row).set(d.names[i], i >= d.folders) })
	d.rows.OnOpen = d.enter
	d.rows.OnSelect = func(i int) { d.choose(filepath.Join(d.at, d.names[i]), i >= d.folders) }
	d.rows.OnHighlight = d.rows.OnSelect
	d.rows.OnKey = d.key
	list := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, d.rows), container.NewCenter(d.empty))
	d.box = &kit.Dialog{
		Width:     140,
		Content:   kit.Column(3, kit.Line(2, d.up, kit.NewIcon(assets.Folder, look.AccentText), kit.Grow(d.path)), kit.Sized(0, 70, list), d.banner),
		OnConfirm: func() bool { d.picked(d.choice); return true },
		OnClose:   d.scope.End,
	}
	return d
}

func (d *dialog) show(start string) {
	d.needs.Stage.Open(d.box)
	task.Do(d.scope, func(ctx context.Context) (string, error) { return d.needs.Folders.Nearest(ctx, start), nil },
		func(path string, _ error) { d.open(path) })
}

// enter goes into a folder, or takes a file.
func (d *dialog) enter(i int) {
	path := filepath.Join(d.at, d.names[i])
	if i < d.folders {
		d.open(path)
		return
	}
	d.box.Close()
	d.picked(path)
}

// row is a folder or a file in the list.
type row struct {
	widget.BaseWidget
	name *kit.Text
	icon *kit.Icon
}

var _ fyne.Widget = (*row)(nil)

func newRow() fyne.CanvasObject {
	r := &row{name: kit.NewText(""), icon: kit.NewIconSized(assets.Folder, look.Muted, 4.5)}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2, 1.5, kit.Line(2, r.icon, kit.Grow(r.name))))
}

func (r *row) set(name string, file bool) {
	r.name.Set(name)
	icon := assets.Folder
	if file {
		icon = assets.File
	}
	r.icon.Set(icon, look.Muted)
}

func (d *dialog) key(_ int, key fyne.KeyName) bool {
	if key != fyne.KeyBackspace && key != fyne.KeyLeft {
		return false
	}
	d.above()
	return true
}

func (d *dialog) above() {
	if parent := filepath.Dir(d.at); parent != d.at {
		d.open(parent)
	}
}

// open goes into a folder; one that cannot be read leaves the person where they were.
func (d *dialog) open(path string) {
	task.DoContext(d.latest.Next(d.scope.Context()), d.scope, func(ctx context.Context) (listing, error) { return d.list(ctx, path) },
		func(l listing, err error) {
			if err != nil {
				d.trouble(say.Error(err, sayNotRead).Line())
				if d.at != "" {
					return
				}
			} else {
				d.trouble("")
			}
			d.at, d.listing = path, l
			d.empty.Hidden = len(l.names) > 0
			d.empty.Refresh()
			if filepath.Dir(path) == path {
				d.up.Disable()
			} else {
				d.up.Enable()
			}
			d.rows.Unselect()
			d.rows.Refresh()
			if len(l.names) > 0 {
				d.rows.SetOffset(0)
			}
			d.rows.Focus()
			d.choose(path, false)
		})
}

func (d *dialog) list(ctx context.Context, path string) (l listing, err error) {
	l.names, err = d.needs.Folders.List(ctx, path)
	l.folders = len(l.names)
	if err != nil || !d.file {
		return l, err
	}
	files, err := d.needs.Folders.Files(ctx, path)
	l.names = append(l.names, files...)
	return l, err
}

func (d *dialog) choose(path string, file bool) {
	d.choice = path
	d.path.Set(path)
	if d.file {
		d.box.SetConfirm(confirmFile, file)
	}
}

func (d *dialog) trouble(sentence string) {
	d.banner.Hidden = sentence == ""
	if sentence != "" {
		d.banner.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Bad, sentence)}
	}
	d.banner.Refresh()
	d.box.Fit()
	d.box.Fit() // the banner knows its height when it has its width
}

// ask lets the person name a new folder.
func (d *dialog) ask() {
	name := kit.NewEntry()
	field := kit.NewFormField("Name", name, "")
	inside := kit.NewMuted("In " + d.at)
	inside.Scale = theme.SizeNameCaptionText
	box := &kit.Dialog{Title: "New folder", Content: kit.Column(2, field, inside), Confirm: "Make folder", Width: 100, Focus: name}
	name.OnChanged = func(string) { field.SetError("") }
	box.OnConfirm = func() bool {
		if name.Text == "" {
			field.SetError(sayNoName)
			box.Fit()
			return false
		}
		task.Do(d.scope, func(ctx context.Context) (string, error) { return d.needs.Folders.Make(ctx, d.at, name.Text) }, func(path string, err error) {
			if err != nil {
				field.SetError(say.Error(err, sayNotMade).Line())
				box.Fit()
				return
			}
			box.Close()
			d.open(path)
		})
		return false
	}
	d.needs.Stage.Open(box)
}
