package timeline

import (
	"strconv"
	"strings"
	"time"

	"tamtam/core/timeline"
	"tamtam/ui/kit"
)

// How a moment is entered, in the viewer's zone.
const (
	dateLayout = "2006-01-02"
	timeLayout = "15:04"
)

// edit asks for other values of what Gong said of an Activity.
func (p *Page) edit(a timeline.Activity) {
	subject, date, hour, minutes := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	at := a.At.Local()
	subject.SetText(a.Subject)
	date.SetText(at.Format(dateLayout))
	hour.SetText(at.Format(timeLayout))
	minutes.SetText(strconv.Itoa(a.Minutes))
	fields := []*kit.FormField{
		kit.NewFormField("Subject", subject, ""), kit.NewFormField("Date", date, sayDateHint), kit.NewFormField("Time", hour, sayTimeHint+" "+at.Format("MST")),
		kit.NewFormField("Duration in minutes", minutes, ""),
	}
	d := &kit.Dialog{
		Title: "Edit the Activity", Confirm: "Keep", Focus: subject, Width: 130,
		Content: kit.Column(3, kit.NewMutedParagraph(sayEdit), fields[0], kit.Grid(30, fields[1], fields[2], fields[3])),
	}
	d.OnConfirm = func() bool {
		e, wrong := edited(a, subject.Text, date.Text, hour.Text, minutes.Text)
		for i, f := range fields {
			f.SetError(wrong[i])
		}
		if wrong != [4]string{} {
			d.Fit()
			return false
		}
		now := p.needs.Clock.Now()
		p.change(a.CallID, current(func(a *timeline.Activity) error { return a.Edit(e, now) }), nil)
		return true
	}
	p.needs.Stage.Open(d)
}

// edited reads what was entered, and says what is wrong with it, a sentence for each field. A moment that is as it was keeps its seconds.
func edited(a timeline.Activity, subject, date, hour, minutes string) (e timeline.Edit, wrong [4]string) {
	if e.Subject = strings.TrimSpace(subject); e.Subject == "" {
		wrong[0] = sayNoSubject
	}
	if _, err := time.Parse(dateLayout, strings.TrimSpace(date)); err != nil {
		wrong[1] = sayNoDate
	}
	if _, err := time.Parse(timeLayout, strings.TrimSpace(hour)); err != nil {
		wrong[2] = sayNoTime
	}
	n, err := strconv.Atoi(strings.TrimSpace(minutes))
	if err != nil || n < 0 || n > timeline.MostMinutes {
		wrong[3] = sayNoMinutes
	}
	e.Minutes, e.At = n, a.At
	was := a.At.Local()
	entered := strings.TrimSpace(date) + " " + strings.TrimSpace(hour)
	if wrong[1] == "" && wrong[2] == "" && entered != was.Format(dateLayout+" "+timeLayout) {
		e.At, _ = time.ParseInLocation(dateLayout+" "+timeLayout, entered, time.Local) // both parts were parsed
	}
	return e, wrong
}
