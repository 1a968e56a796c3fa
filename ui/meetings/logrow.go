package meetings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// logRow is a run in the execution log.
type logRow struct {
	widget.BaseWidget
	page *ExecutionLog
	run  timeline.Run

	date, ago                *kit.Text
	exact                    *kit.Tip
	trigger, slot            *kit.Text
	state                    *kit.Badge
	message                  *kit.Text // what ended the run early
	bar                      *kit.ProgressBar
	success, failed, skipped *kit.Text
	buttons                  *logButtons
}

var (
	_ fyne.Widget     = (*logRow)(nil)
	_ fyne.Accessible = (*logRow)(nil)
)

func newLogRow(p *ExecutionLog) *logRow {
	r := &logRow{
		page: p, date: kit.NewStrong(""), ago: kit.NewCaption(""), trigger: kit.NewText(""), slot: kit.NewCaption(""), state: kit.NewBadge("", kit.Neutral),
		message: kit.NewCaption(""), bar: kit.NewProgressBar(), success: newCount(), failed: newCount(), skipped: newCount(),
	}
	r.ago.Shrink, r.slot.Shrink, r.message.Shrink = true, true, true
	r.exact = kit.NewTip("", r.date)
	r.buttons = newLogButtons(func() { download(p.needs, p.scope, r.run) }, p.stop)
	r.ExtendBaseWidget(r)
	return r
}

// newCount is a number in a column of numbers.
func newCount() *kit.Text {
	t := kit.NewText("")
	t.Align = fyne.TextAlignTrailing
	return t
}

// AccessibilityLabel is what the row shows.
func (r *logRow) AccessibilityLabel() string {
	parts := []string{r.date.Text, r.trigger.Text, r.state.Text, r.success.Text + " success", r.failed.Text + " failed", r.skipped.Text + " skipped"}
	if !r.message.Hidden {
		parts = append(parts, r.message.Text)
	}
	if !r.buttons.expired.Hidden {
		parts = append(parts, r.buttons.expired.Text)
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole is container.
func (r *logRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// set shows a run, in every part: rows are recycled.
func (r *logRow) set(run timeline.Run) {
	r.run = run
	p := r.page
	now := p.needs.Clock.Now()
	g := of(p.going, run)
	is := standingOf(run, g)
	r.date.Text, r.exact.Text = sayTime(run.Started), exact(run.Started)
	r.ago.Text = sayAgo(run, g, now)
	r.trigger.Text, r.slot.Text = sayTrigger(run.Trigger), saySlot(run)
	r.slot.Hidden = r.slot.Text == ""
	r.state.Text, r.state.Tone, r.state.Icon, r.message.Text = is.words, is.tone, is.icon, run.Message
	r.message.Hidden = run.Message == "" || g != nil
	r.success.Text, r.failed.Text, r.skipped.Text = humane.Number(run.Success), humane.Number(run.Failed), humane.Number(run.Skipped)
	for _, t := range []*kit.Text{r.success, r.failed, r.skipped} {
		if t.Color = ""; t.Text == "0" {
			t.Color = look.Muted
		}
	}
	r.bar.Hidden = g == nil
	if g != nil {
		r.bar.Value = g.Share()
	}
	r.buttons.stop.SetEnabled(g != nil && !g.Stopping)
	switch {
	case g != nil:
		r.buttons.show(r.buttons.stop)
	case run.Expired(now):
		r.buttons.show(r.buttons.expired)
	case run.Status == timeline.InProgress: // and yet not under way: it was killed
		r.buttons.show(nil)
	default:
		r.buttons.show(r.buttons.download)
	}
	r.Refresh()
}

// The widths of the columns, in spacing units.
const (
	dateWidth    = 43
	triggerWidth = 27
	countWidth   = 15
	logsWidth    = 18
	stateLeast   = 28 // what the status keeps of the room, which it grows in
)

// logColumns puts what stands in the columns side by side, in a row and above them.
func logColumns(date, trigger, state, success, failed, skipped, logs fyne.CanvasObject) *fyne.Container {
	return kit.Columns(3, stateLeast, kit.Sized(dateWidth, 0, date), kit.Sized(triggerWidth, 0, trigger), kit.Grow(state), kit.Sized(countWidth, 0, success),
		kit.Sized(countWidth, 0, failed), kit.Sized(countWidth, 0, skipped), kit.Sized(logsWidth, 0, logs))
}

// logHeads are the names of the columns.
func logHeads() fyne.CanvasObject {
	head := func(name string, align fyne.TextAlign) *kit.Text {
		t := kit.NewCaption(name)
		t.Shrink, t.Align = true, align
		return t
	}
	left, right := fyne.TextAlignLeading, fyne.TextAlignTrailing
	return kit.PadXY(4.5, 2, logColumns(head("Job Date", left), head("Trigger", left), head("Execution Status", left), head("Success", right),
		head("Failed", right), head("Skipped", right), head("Logs", right)))
}

// CreateRenderer draws the row; its columns have fixed widths, so that rows align.
func (r *logRow) CreateRenderer() fyne.WidgetRenderer {
	state := kit.Column(1, kit.Line(0, r.state, kit.Spring()), r.bar, r.message)
	row := logColumns(kit.Column(0.5, r.exact, r.ago), kit.Column(0.5, r.trigger, r.slot), state, r.success, r.failed, r.skipped, r.buttons)
	return widget.NewSimpleRenderer(kit.PadXY(3, 1.5, row))
}
