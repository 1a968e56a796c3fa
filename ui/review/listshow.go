package review

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tamtam/assets"
	"tamtam/core"
	"tamtam/core/review"
	"tamtam/ui/kit"
	"tamtam/ui/task"
)

type filtered struct {
	shown   []*review.Call
	choices review.Choices
}

// refilter chooses and counts off the UI goroutine; an answer that a later question has overtaken is dropped.
func (l *list) refilter() { l.filter(false) }

// filter is refilter that leaves the list where it is scrolled to, if it is to stay, as when calls have come that nobody asked for.
func (l *list) filter(stay bool) {
	p := l.page
	l.showQuery()
	if p.calls == nil {
		return
	}
	now := p.needs.Clock.Now()
	calls, of, q, f, ranges := p.calls, p.snapshot(), l.query, l.query.at(now), ranges(l.query, now)
	task.DoContext(l.latest.Next(p.scope.Context()), p.scope, func(context.Context) (filtered, error) {
		return filtered{calls.Pick(f, q.Order, q.Descending, of), calls.Choices(f, ranges, of)}, nil
	}, func(answer filtered, _ error) {
		offset := l.rows.Offset()
		l.show(answer)
		if stay && len(l.shown) > 0 {
			l.rows.SetOffset(offset)
		}
	})
}

// showQuery draws the chips, and marks the button of the filters when there are any.
func (l *list) showQuery() {
	chips := chipsOf(l.query, l.page.names)
	l.chips.set(chips, func(c chip) { l.change(c.remove) })
	l.toggle.Importance = widget.LowImportance
	if len(chips) > 0 || l.filters {
		l.toggle.Importance = widget.HighImportance
	}
	l.toggle.Refresh()
	l.clear.SetEnabled(l.query.narrows())
	l.content.Refresh()
}

// show puts the calls, or what stands in their place, into the column.
func (l *list) show(answer filtered) {
	l.shown, l.choices = answer.shown, answer.choices
	all := l.page.total
	l.count.Set(sayCount(len(l.shown), all))
	l.done.SetText("Show " + sayCalls(len(l.shown)))
	l.layFacets()
	if len(l.shown) > 0 {
		l.replace(l.rows)
		l.mark()
		if l.first && l.page.reading.id == "" {
			l.focus()
		}
		l.first = false
	} else if all == 0 {
		l.replace(kit.NewEmptyState(assets.Clock, "No call listed yet", sayListedSoon))
	} else {
		l.replace(kit.NewEmptyState(assets.Search, "No call found", sayNoMatch, kit.NewButton("Show all calls", nil, l.clearFilters)))
	}
	l.line.Refresh()
}

// lack says that calls are not listed yet, and how far what makes them be is.
func (l *list) lack() {
	share, making := l.page.needs.Index.Making()
	l.making = making
	l.lacks.Hidden = l.page.calls.Unread() == 0
	if !l.lacks.Hidden {
		l.lacks.Set(kit.Accent, sayUnlisted(l.page.calls.Unread(), share, making))
	}
	l.content.Refresh()
}

// look says anew how far it is while calls are not listed yet, and reads them once it is done. What is made between two looks was never seen
// being made, so they are read now and then in any case.
func (l *list) look() {
	if l.page.calls == nil || l.page.calls.Unread() == 0 {
		l.looks = 0
		return
	}
	was := l.making
	l.lack()
	if l.looks++; !l.making && (was || l.looks%looksPerRead == 1) {
		l.page.read()
	}
}

const looksPerRead = 15

// mark selects the row of the call that is open.
func (l *list) mark() {
	l.rows.Unselect()
	if i := slices.IndexFunc(l.shown, func(c *review.Call) bool { return c.ID == l.chosen }); i >= 0 {
		l.row = i
		l.rows.Highlight(i)
		l.rows.Select(i)
	}
	l.rows.Refresh()
}

func (l *list) replace(o fyne.CanvasObject) {
	if len(l.body.Objects) != 1 || l.body.Objects[0] != o {
		l.body.Objects = []fyne.CanvasObject{o}
		l.body.Refresh()
	}
}

// at is the call of a row, nil when there is none any more.
func (l *list) at(i int) *review.Call {
	if i < 0 || i >= len(l.shown) {
		return nil
	}
	return l.shown[i]
}

// highlighted opens the call of the row where the highlight comes to rest. A list that gets the focus tells of a row that has not moved.
func (l *list) highlighted(i int) {
	if i != l.row {
		l.row = i
		l.moving.Call(func() { l.choose(i) })
	}
}

// choose opens the call of a row.
func (l *list) choose(i int) {
	l.moving.Stop()
	if c := l.at(i); c != nil {
		l.page.reading.open(c.ID)
	}
}

// enter opens the call of a row and goes on in its transcript.
func (l *list) enter(i int) {
	l.choose(i)
	l.page.reading.focus()
}

// key serves the keys of the highlighted row.
func (l *list) key(i int, key fyne.KeyName) bool {
	c := l.at(i)
	switch {
	case key == fyne.KeySlash:
		kit.Focus(l.words.Entry)
	case key == fyne.KeyS && c != nil:
		l.page.star(c.ID)
	case key == fyne.KeyU && c != nil:
		l.page.setRead(c.ID, !l.page.gists[c.ID].Read)
	default:
		return false
	}
	return true
}

// chose marks the row of a call that was opened from elsewhere.
func (l *list) chose(id core.CallID) {
	if l.chosen != id {
		l.chosen = id
		l.mark()
	}
}

// focus gives the rows the focus, so that the arrows move in them at once.
func (l *list) focus() {
	if len(l.shown) > 0 && !l.filters {
		l.rows.Focus()
	}
}
