package directory

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/directory"
	"tamtam/ui/kit"
)

// table lays cells out: the same for the titles and for the rows, so that they stand above each other.
func table(cells [columns]fyne.CanvasObject, end fyne.CanvasObject) fyne.CanvasObject {
	return kit.Columns(4, 40, kit.Grow(cells[0]), kit.Sized(52, 0, cells[1]), kit.Sized(38, 0, cells[2]), kit.Sized(30, 0, cells[3]), kit.Sized(19, 1, end))
}

// row is an object in a table.
type row struct {
	widget.BaseWidget
	page  *List
	line  line
	cells [columns]*kit.Text
}

var _ fyne.Accessible = (*row)(nil)

func newRow(p *List) *row {
	r := &row{page: p, cells: [columns]*kit.Text{kit.NewStrong(""), kit.NewText(""), kit.NewText(""), kit.NewText("")}}
	r.ExtendBaseWidget(r)
	return r
}

// set shows an object, in every part: rows are recycled.
func (r *row) set(l line) {
	r.line = l
	for i, text := range r.cells {
		text.Text, text.Align = l.cells[i], fyne.TextAlignLeading
		if isNumber(r.page.of(), i) {
			text.Align = fyne.TextAlignTrailing
		}
	}
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *row) AccessibilityLabel() string { return strings.Join(r.line.cells[:], ", ") }

// AccessibilityRole is container.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	end := kit.Line(0, kit.NewIconButton(assets.Edit, "Edit (Enter)", func() { r.page.edit(r.line.id) }),
		kit.NewIconButton(assets.Delete, "Delete (Del)", func() { r.page.delete(r.line) }))
	return widget.NewSimpleRenderer(kit.PadXY(3, 0.5, table([columns]fyne.CanvasObject{r.cells[0], r.cells[1], r.cells[2], r.cells[3]}, end)))
}

// kinds are the tabs, in their order.
var kinds = directory.Kinds()
