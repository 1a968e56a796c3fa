// Package pick is the dialog in which a person chooses a folder: where they are, the folders in it, a way up, and a new folder. The toolkit has
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
	sayNoName  = "Enter a name for the new folder."
	sayNotRead = "The folder could not be opened"
	sayNotMade = "The folder could not be made"
)

// folderDialog is the open dialog.
type folderDialog struct {
	needs  Needs
	scope  *task.Scope
	picked func(string)
	box    *kit.Dialog
	latest task.Latest

	at     string // the folder whose folders are listed
	choice string // what would be picked: the folder itself, or the one that is marked in it
	names  []string
	path   *kit.Text
	up     *kit.Button
	rows   *kit.KeyList
	empty  *kit.Text
	banner *fyne.Container
}

// Folder shows the dialog, beginning at start or the nearest folder above it that exists. picked is not called when the person changes their
// mind.
func Folder(ctx context.Context, n Needs, start string, picked func(path string)) {
	d := &folderDialog{needs: n, scope: task.NewScope(ctx, n.Runner), picked: picked}
	d.path, d.empty = kit.NewText(""), kit.NewMuted(sayEmpty)
	d.empty.Align = fyne.TextAlignCenter
	d.up = kit.NewIconButton(assets.Back, "The folder above", d.above)
	d.banner = container.NewStack()
	d.banner.Hide()
	d.rows = kit.NewKeyList(func() int { return len(d.names) }, newRow, func(i int, o fyne.CanvasObject) { o.(*row).name.Set(d.names[i]) })
	d.rows.OnOpen = func(i int) { d.open(filepath.Join(d.at, d.names[i])) }
	d.rows.OnSelect = func(i int) { d.choose(filepath.Join(d.at, d.names[i])) }
	d.rows.OnHighlight = d.rows.OnSelect
	d.rows.OnKey = d.key
	list := container.NewStack(kit.NewPlate(look.Card, look.CardBorder), kit.Pad(1, d.rows), container.NewCenter(d.empty))
	d.box = &kit.Dialog{
		Title: "Choose a folder", Confirm: "Choose this folder", Width: 140,
		Content:   kit.Column(3, kit.Line(2, d.up, kit.NewIcon(assets.Folder, look.AccentText), kit.Grow(d.path)), kit.Sized(0, 70, list), d.banner),
		Extra:     []fyne.CanvasObject{kit.NewButton("New folder", assets.Plus, d.ask)},
		OnConfirm: func() bool { d.picked(d.choice); return true },
		OnClose:   d.scope.End,
	}
	n.Stage.Open(d.box)
	task.Do(d.scope, func(ctx context.Context) (string, error) { return n.Folders.Nearest(ctx, start), nil },
		func(path string, _ error) { d.open(path) })
}

// row is a folder in the list.
type row struct {
	widget.BaseWidget
	name *kit.Text
}

var _ fyne.Widget = (*row)(nil)

func newRow() fyne.CanvasObject {
	r := &row{name: kit.NewText("")}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2, 1.5, kit.Line(2, kit.NewIconSized(assets.Folder, look.Muted, 4.5), kit.Grow(r.name))))
}

func (d *folderDialog) key(_ int, key fyne.KeyName) bool {
	if key != fyne.KeyBackspace && key != fyne.KeyLeft {
		return false
	}
	d.above()
	return true
}

func (d *folderDialog) above() {
	if parent := filepath.Dir(d.at); parent != d.at {
		d.open(parent)
	}
}

// open goes into a folder; one that cannot be read leaves the person where they were.
func (d *folderDialog) open(path string) {
	task.DoContext(d.latest.Next(d.scope.Context()), d.scope, func(ctx context.Context) ([]string, error) { return d.needs.Folders.List(ctx, path) },
		func(names []string, err error) {
			if err != nil {
				d.trouble(say.Error(err, sayNotRead).Line())
				if d.at != "" {
					return
				}
			} else {
				d.trouble("")
			}
			d.at, d.names = path, names
			d.empty.Hidden = len(names) > 0
			d.empty.Refresh()
			if filepath.Dir(path) == path {
				d.up.Disable()
			} else {
				d.up.Enable()
			}
			d.rows.Unselect()
			d.rows.Refresh()
			if len(names) > 0 {
				d.rows.SetOffset(0)
			}
			d.rows.Focus()
			d.choose(path)
		})
}

func (d *folderDialog) choose(path string) {
	d.choice = path
	d.path.Set(path)
}

func (d *folderDialog) trouble(sentence string) {
	d.banner.Hidden = sentence == ""
	if sentence != "" {
		d.banner.Objects = []fyne.CanvasObject{kit.NewBanner(kit.Bad, sentence)}
	}
	d.banner.Refresh()
	d.box.Fit()
	d.box.Fit() // the banner knows its height when it has its width
}

// ask lets the person name a new folder.
func (d *folderDialog) ask() {
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
