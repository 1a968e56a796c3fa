package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// listRow is a dataset in the list.
type listRow struct {
	widget.BaseWidget
	page  *List
	entry Entry

	name            *kit.Text
	icons           [11]*kit.Icon
	types           *kit.Tip
	records, size   *kit.Text
	when            *kit.Text
	exact           *kit.Tip
	account         *kit.Text // shown when there is more than one
	state           *kit.Badge
	bar             *kit.ProgressBar
	due             *kit.Text
	refresh, export *kit.Button
	more            *kit.Button
}

var (
	_ fyne.Widget     = (*listRow)(nil)
	_ fyne.Accessible = (*listRow)(nil)
)

func newListRow(p *List) *listRow {
	r := &listRow{
		page: p, name: kit.NewStrong(""), records: kit.NewText(""), size: kit.NewCaption(""), when: kit.NewMuted(""),
		account: kit.NewCaption(""), state: kit.NewBadge("", kit.Neutral), bar: kit.NewProgressBar(),
		due: kit.NewCaption(""),
	}
	r.account.Shrink, r.size.Shrink, r.due.Shrink = true, true, true
	r.bar.Hide() // when and how far never stand together
	icons := kit.Whole(1.5)
	for i := range r.icons {
		r.icons[i] = kit.NewIconSized(nil, look.Muted, 4)
		icons.Add(r.icons[i])
	}
	r.types = kit.NewTip("", icons)
	r.exact = kit.NewTip("", r.when)
	r.refresh = kit.NewIconButton(assets.Refresh, "Refresh now", func() { p.refresh(r.entry) })
	r.export = kit.NewIconButton(assets.Export, "Export…", func() { p.export(r.entry) })
	r.more = kit.NewIconButton(assets.More, "More actions", func() { p.menu(r.entry, r.more) })
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *listRow) AccessibilityLabel() string {
	return r.name.Text + ", " + r.state.Text + ", " + r.due.Text + ", " + r.records.Text + ", " + r.types.Text
}

// AccessibilityRole is container.
func (r *listRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// set shows a dataset, in every part: rows are recycled.
func (r *listRow) set(e Entry) {
	r.entry = e
	run, going := r.page.going[e.Dataset.ID]
	is := conditionOf(e, run, going, r.page.lock.hinders(e.Connection), r.page.needs.Clock.Now())
	r.name.Text = e.Dataset.Name
	types := core.SortDataTypes(e.Dataset.Types)
	for i, icon := range r.icons {
		icon.Hidden = i >= len(types)
		if !icon.Hidden {
			icon.Resource, icon.Color = look.DataType(types[i]), r.inkOf(types[i])
		}
	}
	r.types.Text = titles(types)
	if e.filesOnly() {
		r.icons[0].Resource, r.icons[0].Color, r.icons[0].Hidden = assets.Folder, look.AccentText, false
		r.types.Text = sayOwnFiles
	}
	records, bytes, imported := totals(e)
	r.records.Text, r.size.Text = sayRecords(records), humane.Size(bytes)
	if e.filesOnly() {
		r.records.Text, imported = sayHolding(e), e.seen()
	} else if len(e.Files) == 0 {
		r.records.Text, r.size.Text = "No files yet", sayTypes(len(types))
	}
	r.when.Text, r.exact.Text = ago(imported, r.page.needs.Clock.Now())
	r.account.Text = e.Connection.Name
	r.account.Hidden = len(r.page.connections) < 2 || r.account.Text == "" || e.filesOnly()
	r.state.Text, r.state.Tone, r.state.Icon = is.words, is.tone, is.icon
	r.bar.Value, r.bar.Hidden = is.share, !is.importing
	r.due.Text, r.due.Hidden = sayDue(e, r.page.needs.Clock.Now()), is.importing
	icon, tip := assets.Refresh, "Refresh now"
	if is.importing {
		icon, tip = assets.Cancel, "Cancel the sync"
	}
	r.refresh.Icon, r.refresh.Tip = look.Themed(icon), tip
	r.refresh.SetEnabled(!run.Stopping)
	r.export.SetEnabled(e.exportable())
	r.Refresh()
}

// inkOf dims the types that have no file.
func (r *listRow) inkOf(t core.DataType) fyne.ThemeColorName {
	if _, imported := fileOf(r.entry, t); imported {
		return look.AccentText
	}
	return look.Muted
}

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	state := kit.Column(1, kit.Line(0, r.state, kit.Spring()), r.bar, r.due)
	row := kit.Columns(4, 30, kit.Grow(kit.Column(1.5, r.name, r.types)), kit.Sized(30, 0, kit.Column(0.5, r.records, r.size)),
		kit.Sized(32, 0, kit.Column(0.5, r.exact, r.account)), kit.Sized(46, 0, state), kit.Line(0, r.refresh, r.export, r.more))
	return widget.NewSimpleRenderer(kit.PadXY(3, 3, row))
}
