package activity

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// listRow is a run in the list.
type listRow struct {
	widget.BaseWidget
	page  *List
	entry entry

	icon              *kit.Icon
	name, about       *kit.Text
	planned           *kit.Tip
	when, took        *kit.Text
	exact             *kit.Tip
	records, requests *kit.Text
	changes, others   *kit.Text
	state             *kit.Badge
	bar               *kit.ProgressBar
	cancel            *kit.Button
}

var (
	_ fyne.Widget     = (*listRow)(nil)
	_ fyne.Accessible = (*listRow)(nil)
)

func newListRow(p *List) *listRow {
	r := &listRow{
		page: p, icon: kit.NewIconSized(nil, look.Muted, 5), name: kit.NewStrong(""), about: kit.NewCaption(""), when: kit.NewText(""),
		took: kit.NewCaption(""), records: kit.NewText(""), requests: kit.NewCaption(""), changes: kit.NewText(""), others: kit.NewCaption(""),
		state: kit.NewBadge("", kit.Neutral), bar: kit.NewProgressBar(),
	}
	for _, text := range []*kit.Text{r.about, r.took, r.requests, r.others} {
		text.Shrink = true
	}
	r.planned, r.exact = kit.NewTip("", r.about), kit.NewTip("", r.when)
	r.cancel = kit.NewIconButton(assets.Cancel, "Cancel the run", func() { p.cancel(r.entry) })
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel is what the row shows.
func (r *listRow) AccessibilityLabel() string {
	return strings.Join([]string{r.name.Text, r.about.Text, r.when.Text, r.state.Text, r.changes.Text}, ", ")
}

// AccessibilityRole is container.
func (r *listRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// kindIcons are what runs look like.
var kindIcons = map[store.RunKind]fyne.Resource{
	store.RunImport: assets.Datasets, store.RunSync: assets.Sync, store.RunEverything: assets.Refresh, store.RunMend: assets.Edit,
}

// set shows a run, in every part: rows are recycled.
func (r *listRow) set(e entry) {
	r.entry = e
	is := r.page.standing(e)
	now := r.page.needs.Clock.Now()
	r.planned.Text = sayPlanned(e.RunReport)
	r.when.Text, r.exact.Text = humane.Ago(e.Begun, now), exact(e.Begun)
	r.took.Text = sayTook(e.RunReport, is.going, now)
	if e.meetings != nil {
		r.setMeetings(e, is)
	} else {
		r.setReport(e.RunReport)
	}
	r.state.Text, r.state.Tone, r.state.Icon = is.words, is.tone, is.icon
	r.bar.Value, r.bar.Hidden = is.share, !is.going
	r.cancel.Hidden = !is.going
	r.Refresh()
}

func (r *listRow) setMeetings(e entry, is standing) {
	r.icon.Resource = assets.Timeline
	r.name.Text, r.about.Text = sayTimeline, sayMeetings+" · "+sayTrigger(e.RunReport)
	r.records.Text, r.requests.Text = humane.Count(meetingsOf(*e.meetings), "meeting", "meetings"), ""
	r.changes.Text, r.others.Text = sayLogged(*e.meetings)
	r.changes.Color = ""
	switch m := r.page.meeting; {
	case is.going:
		r.records.Text, r.changes.Text, r.others.Text = humane.Count(m.Done, "meeting", "meetings"), "", ""
	case e.Ended.IsZero():
		r.records.Text, r.changes.Text, r.others.Text = "", "", ""
	}
	r.cancel.SetEnabled(is.going && !r.page.meeting.Stopping)
}

func (r *listRow) setReport(report store.RunReport) {
	p := r.page
	g, going := p.going.of(report)
	r.icon.Resource = kindIcons[report.Kind]
	kind := sayKind(report.Kind) + " · " + sayTrigger(report)
	r.name.Text, r.about.Text = p.names[report.Dataset], kind
	if p.of != "" {
		r.name.Text, r.about.Text = sayKind(report.Kind), sayTrigger(report)
	}
	records, changes := totals(report)
	r.requests.Text = sayRequests(report.Requests)
	r.records.Text = sayRecords(records)
	r.changes.Text, r.others.Text = sayChanges(changes)
	r.changes.Color = ""
	if r.others.Text == "" {
		r.changes.Color = look.Muted
	}
	switch {
	case going:
		r.records.Text, r.requests.Text, r.changes.Text, r.others.Text = sayRequests(g.Snapshot.Requests), "", "", ""
	case report.Ended.IsZero():
		r.records.Text, r.requests.Text, r.changes.Text, r.others.Text = "", "", "", ""
	case len(report.Types) == 0:
		r.records.Text, r.requests.Text, r.changes.Text = r.requests.Text, "", ""
	}
	r.cancel.SetEnabled(!g.Stopping)
}

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	state := kit.Column(1, kit.Line(0, r.state, kit.Spring()), r.bar)
	row := kit.Columns(4, 26, r.icon, kit.Grow(kit.Column(0.5, r.name, r.planned)), kit.Sized(28, 0, kit.Column(0.5, r.exact, r.took)),
		kit.Sized(28, 0, kit.Column(0.5, r.records, r.requests)), kit.Sized(32, 0, kit.Column(0.5, r.changes, r.others)),
		kit.Sized(38, 0, state), kit.Sized(9, 9, kit.Line(0, r.cancel)))
	return widget.NewSimpleRenderer(kit.PadXY(3, 2, row))
}
