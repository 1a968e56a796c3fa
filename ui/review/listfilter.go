package review

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
)

// showFilters puts the filters in the calls' place, or takes them away.
func (l *list) showFilters(on bool) {
	l.filters = on
	l.calls.(*fyne.Container).Hidden, l.panel.(*fyne.Container).Hidden = on, !on
	l.toggle.Tip = "Filters"
	if on {
		l.toggle.Tip = "Back to the calls"
	}
	l.layFacets()
	l.showQuery()
	if on {
		kit.Focus(l.find.Entry)
	} else {
		l.focus()
	}
}

// layFacets lays out the lines of the filters.
func (l *list) layFacets() {
	if l.filters {
		l.lines = facets(l.query, l.choices, l.page.names, l.folds, l.find.Text())
		l.facets.Refresh()
	}
}

// tick does what a line of the filters is for.
func (l *list) tick(i int) {
	if i >= len(l.lines) {
		return
	}
	f := l.lines[i]
	l.facets.Unselect() // the tick says it, and lines move
	switch {
	case f.head:
		l.folds.open[f.group] = !l.folds.open[f.group]
		l.layFacets()
	case f.more > 0:
		l.folds.all[f.group] = true
		l.layFacets()
	case f.asks && !f.on:
		l.askDays()
	default:
		l.change(f.toggle)
	}
}

// facetKey serves the keys of a line of the filters: Enter ticks, Right unfolds a group, Left folds it.
func (l *list) facetKey(i int, key fyne.KeyName) bool {
	switch {
	case i >= len(l.lines):
		return false
	case key == fyne.KeyReturn, key == fyne.KeyEnter:
		l.tick(i)
		return true
	case key != fyne.KeyRight && key != fyne.KeyLeft:
		return false
	}
	f := l.lines[i]
	if l.folds.open[f.group] != (key == fyne.KeyRight) {
		l.folds.open[f.group] = key == fyne.KeyRight
		l.layFacets()
		for at, line := range l.lines {
			if line.head && line.group == f.group {
				l.facets.Highlight(at)
			}
		}
	}
	return true
}

// askDays asks for the first and the last day of a period of one's own.
func (l *list) askDays() {
	from, to := kit.NewEntry(), kit.NewEntry()
	fromField, toField := kit.NewFormField("From", from, "A day such as 2026-03-01; empty for the beginning."), kit.NewFormField("To", to, "The last day; empty for today.")
	l.page.needs.Stage.Open(&kit.Dialog{
		Title: "Period", Confirm: "Show these calls", Focus: from, Content: kit.Column(3, fromField, toField),
		OnConfirm: func() bool {
			first, last, ok := days(from.Text, to.Text, func(ofFrom bool, sentence string) {
				if ofFrom {
					fromField.SetError(sentence)
				} else {
					toField.SetError(sentence)
				}
			})
			if ok {
				l.change(func(q *query) { q.Days, q.Filter.From, q.Filter.To = 0, first, last })
			}
			return ok
		},
	})
}

// days reads a first and a last day, either of which may be empty. wrong is told what is the matter with each, "" for nothing.
func days(from, to string, wrong func(ofFrom bool, sentence string)) (first, end time.Time, ok bool) {
	const layout = "2006-01-02"
	ok = true
	read := func(ofFrom bool, text string) (day time.Time) {
		wrong(ofFrom, "")
		if text == "" {
			return day
		}
		day, err := time.ParseInLocation(layout, text, time.Local)
		if err != nil {
			ok = false
			wrong(ofFrom, sayNoDay)
		}
		return day
	}
	first, end = read(true, from), read(false, to)
	if !end.IsZero() {
		end = end.AddDate(0, 0, 1)
	}
	if ok && !first.IsZero() && !end.IsZero() && !end.After(first) {
		wrong(false, sayEndsFirst)
		ok = false
	}
	return first, end, ok
}
