package uitest

import (
	"testing"

	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// Pictures holds a state of a screen by masters of that name, in both palettes, and if it is wide at 1440x900, too. open shows the screen and returns its
// window and what brings it into the state. If it is late no answer comes and kit.LoadingAfter has passed by then; runner is nil otherwise.
func Pictures(t *testing.T, name string, wide, late bool, open func(t *testing.T, mode look.Mode, runner task.Runner) (w *Window, then func())) {
	t.Run(name, func(t *testing.T) {
		Both(t, func(t *testing.T, mode look.Mode) {
			var runner task.Runner
			step := &task.Step{}
			if late {
				runner = step
			}
			w, then := open(t, mode, runner)
			if late {
				step.Advance(kit.LoadingAfter)
			}
			then()
			w.Golden(name)
			if wide {
				w.Resize(1440, 900)
				w.Golden(name + "-wide")
			}
		})
	})
}
