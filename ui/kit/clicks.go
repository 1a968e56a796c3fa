package kit

import (
	"time"

	"fyne.io/fyne/v2"

	"tamtam/ui/look"
	"tamtam/ui/task"
)

// doubleTap is how close two clicks must be to count as two in a row. Fyne's own double tap would delay every single one.
const doubleTap = 400 * time.Millisecond

// Clicks counts quick clicks at about the same place, for text that is marked by words and lines. The zero value is ready.
type Clicks struct {
	count int
	at    fyne.Position
}

// Next is which click in a row this one is: 1, 2 or 3. Without a runner clicks stay quick for ever.
func (c *Clicks) Next(r task.Runner, at fyne.Position) int {
	far, moved := look.Space(1), at.Subtract(c.at)
	if c.count == 3 || max(moved.X, -moved.X) > far || max(moved.Y, -moved.Y) > far {
		c.count = 0
	}
	c.count++
	c.at = at
	n := c.count
	if r != nil {
		r.After(doubleTap, func() {
			if c.count == n {
				c.count = 0
			}
		})
	}
	return n
}

// Follow calls step again and again while the pointer is held beyond an edge of a text that is being marked, until step says that it is not.
func Follow(r task.Runner, step func() (held bool)) {
	r.After(dragGap, func() {
		if step() {
			Follow(r, step)
		}
	})
}

const dragGap = 50 * time.Millisecond
