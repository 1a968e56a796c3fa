package meetings

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/core/timeline"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// dates are the choices of Job Date, in the order in which they are offered.
var dates = []string{"Any date", "Today", "Yesterday", "Last 7 days", "Last 30 days", "Custom range…"}

// The choices by their places.
const (
	anyDate = iota
	today
	yesterday
	last7Days
	last30Days
	customRange
)

// logChoice says which runs are shown, as the person has chosen it; the zero value is all.
type logChoice struct {
	date     int
	from, to string // of a custom range, as entered; "" for no bound
	status   []timeline.RunStatus
}

func (c logChoice) none() bool { return c.date == anyDate && len(c.status) == 0 }

const opRange = "choose the runs"

// choice is the choice as core/timeline knows it, in days of the zone; an error, core.Invalid, is of a custom range.
func (c logChoice) choice(now time.Time, zone *time.Location) (l timeline.LogChoice, err error) {
	l.Status = c.status
	back := func(days int) time.Time { return now.In(zone).AddDate(0, 0, -days) }
	switch c.date {
	case today:
		l.From, l.To = timeline.Days(now, now, zone)
	case yesterday:
		l.From, l.To = timeline.Days(back(1), back(1), zone)
	case last7Days:
		l.From, l.To = timeline.Days(back(6), now, zone)
	case last30Days:
		l.From, l.To = timeline.Days(back(29), now, zone)
	case customRange:
		return c.custom(l, zone)
	}
	return l, nil
}

func (c logChoice) custom(l timeline.LogChoice, zone *time.Location) (timeline.LogChoice, error) {
	from, err := dayIn(c.from, zone)
	if err != nil {
		return l, err
	}
	to, err := dayIn(c.to, zone)
	if err != nil {
		return l, err
	}
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return l, core.Errorf(core.Invalid, opRange, "the end of the range lies before its start")
	}
	if !from.IsZero() {
		l.From, _ = timeline.Days(from, from, zone)
	}
	if !to.IsZero() {
		_, l.To = timeline.Days(to, to, zone)
	}
	return l, nil
}

// dayIn reads a day of the zone; "" is the zero time.
func dayIn(text string, zone *time.Location) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.ParseInLocation(core.DateLayout, text, zone)
	if err != nil {
		return day, core.Errorf(core.Invalid, opRange, "%q is no date; write it like 2026-04-30", text)
	}
	return day, nil
}

func (p *ExecutionLog) buildFilters() {
	p.dates = kit.NewSelect(dates, nil)
	p.dates.Label = "Job Date"
	p.dates.Selected = dates[p.choice.date]
	p.dates.OnChanged = func(string) {
		p.choice.date = max(0, p.dates.SelectedIndex())
		p.refilter()
		if p.choice.date == customRange {
			kit.Focus(p.from)
		}
	}
	line := []fyne.CanvasObject{kit.Sized(38, 0, p.dates)}
	for _, status := range timeline.RunStatuses() {
		tick := kit.NewCheck(string(status), nil)
		tick.Checked = slices.Contains(p.choice.status, status)
		tick.OnChanged = func(bool) {
			p.choice.status = p.ticked()
			p.refilter()
		}
		p.statuses = append(p.statuses, tick)
		line = append(line, tick)
	}
	p.count = kit.NewMuted("")
	p.count.Align = fyne.TextAlignTrailing
	p.line = kit.Columns(3, 12, append(line, kit.Grow(p.count))...)
	p.line.Hide()
	p.from, p.to = p.dayEntry("From", p.choice.from, func(text string) { p.choice.from = text }), p.dayEntry("To", p.choice.to, func(text string) { p.choice.to = text })
	p.wrong = kit.NewText("")
	p.wrong.Color = theme.ColorNameError
	p.span = kit.Line(3, kit.NewMuted("From"), kit.Sized(34, 0, p.from), kit.NewMuted("to"), kit.Sized(34, 0, p.to), kit.Grow(p.wrong))
	p.span.Hide()
}

func (p *ExecutionLog) dayEntry(label, text string, keep func(string)) *kit.Entry {
	e := kit.NewEntry()
	e.Label, e.PlaceHolder, e.Text = label, "2026-04-30", text
	e.OnChanged = func(text string) {
		keep(text)
		p.refilter()
	}
	return e
}

// ticked are the statuses that are chosen.
func (p *ExecutionLog) ticked() (all []timeline.RunStatus) {
	for i, status := range timeline.RunStatuses() {
		if p.statuses[i].Checked {
			all = append(all, status)
		}
	}
	return all
}

// refilter chooses the rows. A range that cannot be used leaves them as they are, and says why.
func (p *ExecutionLog) refilter() {
	p.span.Hidden = p.choice.date != customRange || p.line.Hidden
	now := p.needs.Clock.Now()
	choice, err := p.choice.choice(now, time.Local)
	p.wrong.Text = ""
	if err == nil {
		p.shown = choice.Of(p.all)
		p.remember()
	} else {
		p.wrong.Text = say.Error(err, "").Cause
	}
	p.wrong.Refresh()
	p.count.Set(sayRuns(len(p.all)))
	if !p.choice.none() {
		p.count.Set(humane.Number(len(p.shown)) + " of " + sayRuns(len(p.all)))
	}
	p.line.Refresh()
	p.content.Refresh()
	p.put()
}

// showAll takes the filters away.
func (p *ExecutionLog) showAll() {
	p.choice = logChoice{}
	p.dates.Selected = dates[anyDate]
	p.dates.Refresh()
	for _, tick := range p.statuses {
		tick.Checked = false
		tick.Refresh()
	}
	p.refilter()
	p.Focus()
}

// What is remembered of the filters. A custom range is not: its days would be meaningless the next time.
const (
	dateKey   = "timeline/log/date"
	statusKey = "timeline/log/status"
)

func (p *ExecutionLog) recall() {
	if i := slices.Index(dates, p.needs.Memory.Recall(dateKey)); i > anyDate && i != customRange {
		p.choice.date = i
	}
	kept := strings.Split(p.needs.Memory.Recall(statusKey), ",")
	for _, status := range timeline.RunStatuses() {
		if slices.Contains(kept, string(status)) {
			p.choice.status = append(p.choice.status, status)
		}
	}
}

func (p *ExecutionLog) remember() {
	p.needs.Memory.Remember(dateKey, dates[p.choice.date])
	words := make([]string, len(p.choice.status))
	for i, status := range p.choice.status {
		words[i] = string(status)
	}
	p.needs.Memory.Remember(statusKey, strings.Join(words, ","))
}
