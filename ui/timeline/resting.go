package timeline

import (
	"time"

	"tamtam/ui/task"
)

// movingGap is between the last move of a highlight and what it leads to.
const movingGap = 150 * time.Millisecond

// resting tells of the row on which the highlight of a list comes to rest.
type resting struct {
	row    int // where the highlight is; who puts other rows below it sets it, before the list tells of it
	moving *task.Debounce
	rested func(i int)
}

func newResting(r task.Runner, rested func(i int)) *resting {
	return &resting{moving: task.NewDebounce(r, movingGap), rested: rested}
}

// highlighted hears where the highlight is. A list that gets the focus tells of a row that has not moved.
func (r *resting) highlighted(i int) {
	if i != r.row {
		r.row = i
		r.moving.Call(func() { r.rested(r.row) })
	}
}

// stop says that the highlight is on a row that was chosen otherwise.
func (r *resting) stop(i int) {
	r.moving.Stop()
	r.row = i
}
