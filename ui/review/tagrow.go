package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/marks"
	"tamtam/ui/kit"
)

// tagRow is a tag in the dialog of all tags.
type tagRow struct {
	widget.BaseWidget
	tag, calls     *kit.Text
	rename, delete *kit.Button
	i              int
}

var (
	_ fyne.Widget     = (*tagRow)(nil)
	_ fyne.Accessible = (*tagRow)(nil)
)

func newTagRow(t *tagging) *tagRow {
	r := &tagRow{tag: kit.NewText(""), calls: kit.NewCaption("")}
	r.rename = kit.NewIconButton(assets.Edit, "", func() { t.rename(r.i) })
	r.delete = kit.NewIconButton(assets.Delete, "", func() { t.delete(r.i) })
	r.ExtendBaseWidget(r)
	return r
}

// set shows a tag, in every part: rows are recycled.
func (r *tagRow) set(tag marks.TagCount, i int) {
	r.i = i
	r.tag.Text, r.calls.Text = tag.Tag, sayCalls(tag.Calls)
	r.rename.Tip, r.delete.Tip = "Rename “"+tag.Tag+"” (Enter)", "Delete “"+tag.Tag+"” (Del)"
	r.Refresh()
}

// AccessibilityLabel is what the row shows.
func (r *tagRow) AccessibilityLabel() string { return r.tag.Text + ", " + r.calls.Text }

// AccessibilityRole is container.
func (r *tagRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the row.
func (r *tagRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.PadXY(2.5, 0.5, kit.Line(2, kit.Grow(r.tag), r.calls, kit.Line(0, r.rename, r.delete))))
}
