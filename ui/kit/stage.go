package kit

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/task"
)

// Stage is what lies above a window's content: tips, toasts, and one dialog at a time. There is one per window; put Layer over
// the content, and hand the stage to whoever has news. Use it on the UI goroutine.
type Stage struct {
	canvas fyne.Canvas
	runner task.Runner
	toasts *toastLayer
	tips   *tipLayer
	layer  *fyne.Container

	dialogs   []*Dialog // the last one is shown
	focus     fyne.Focusable
	typed     func(*fyne.KeyEvent)
	listening bool
}

// stages finds a widget's stage by its canvas, for a button cannot be told where its tip is drawn. UI goroutine only.
var stages = map[fyne.Canvas]*Stage{}

// NewStage returns the stage of a window, by its canvas. Close it with the window.
func NewStage(c fyne.Canvas, r task.Runner) *Stage {
	s := &Stage{canvas: c, runner: r}
	s.toasts = newToastLayer(r)
	s.tips = newTipLayer(r)
	s.layer = container.NewStack(s.toasts.object, s.tips.object)
	stages[c] = s
	return s
}

// Layer is the object to put over the window's content; it lets through every click that is not on a toast.
func (s *Stage) Layer() fyne.CanvasObject { return s.layer }

// Close forgets the window.
func (s *Stage) Close() { delete(stages, s.canvas) }

// Toast shows news for a few seconds.
func (s *Stage) Toast(tone Tone, sentence string) { s.toasts.add(tone, sentence, "", nil) }

// ToastWith shows news with a button, such as Undo, a little longer.
func (s *Stage) ToastWith(tone Tone, sentence, action string, do func()) {
	s.toasts.add(tone, sentence, action, do)
}

// Modal tells whether a dialog is open: the window's shortcuts are off then.
func (s *Stage) Modal() bool { return len(s.dialogs) > 0 || s.canvas.Overlays().Top() != nil }

// Soon runs f once the event that is under way was dealt with. The toolkit sends a letter's key first and its character then, to whatever has
// the focus by then: a dialog that the key opened would find the letter in its field.
func (s *Stage) Soon(f func()) { s.runner.Go(context.Background(), func(context.Context) {}, f) }

// runnerOf is the runner of o's window, or nil.
func runnerOf(o fyne.CanvasObject) task.Runner {
	if s := stages[canvasOf(o)]; s != nil {
		return s.runner
	}
	return nil
}

// hoverTip shows text near o when the pointer stays there. Empty text shows nothing.
func hoverTip(o fyne.CanvasObject, text string) {
	if text == "" {
		return
	}
	if s := stages[canvasOf(o)]; s != nil {
		s.tips.arm(o, text)
	}
}

// leaveTip takes o's tip away.
func leaveTip(o fyne.CanvasObject) {
	if s := stages[canvasOf(o)]; s != nil {
		s.tips.disarm(o)
	}
}
