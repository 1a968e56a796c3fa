package review

import (
	"time"

	"tamtam/core/marks"
	"tamtam/ui/reader"
)

// leave keeps where the person stopped reading.
func (r *reading) leave() {
	r.unread()
	r.latest.Stop()
	if r.call == nil || len(r.call.Turns) == 0 {
		return
	}
	top := r.text.Top()
	if was := r.marks.Place; was == nil && top == (reader.Place{}) || was != nil && was.Turn == top.Turn && was.Rune == top.Rune {
		return
	}
	place := &marks.Place{Turn: top.Turn, Rune: top.Rune, At: r.call.Turns[min(top.Turn, len(r.call.Turns)-1)].At, Kept: r.page.needs.Clock.Now()}
	r.marks.Place = place
	r.page.change(r.call.ID, func(m *marks.Marks) error { m.Place = place; return nil }, nil)
}

// readAfter is how long a call is open before it counts as read, by default: looking at one in passing is not reading it.
const readAfter = 3 * time.Second

// willBeRead marks the call read, when the person wants that.
func (r *reading) willBeRead() {
	id := r.call.ID
	r.owed = false
	switch r.page.needs.Memory.Recall(readKey) {
	case readByHand:
	case readAtOnce:
		r.page.setRead(id, true)
	default:
		r.owed = true
		r.unread = r.page.scope.After(readAfter, func() {
			r.owed = false
			r.page.setRead(id, true)
		})
	}
}

// back goes on with a call that was left before it counted as read.
func (r *reading) back() {
	if r.owed && r.call != nil {
		r.willBeRead()
	}
}

// When opening a call marks it read, as it is remembered; "" is after a moment.
const (
	readKey    = "review/read"
	readAtOnce = "at once"
	readByHand = "by hand"
)
