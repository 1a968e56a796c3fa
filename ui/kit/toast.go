package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

const (
	toastTime     = 6 * time.Second
	toastLongTime = 12 * time.Second // with a button, or bad news
	toastCount    = 3                // more at once are noise: the oldest goes
)

// toastLayer stacks toasts in the lower right corner of the window.
type toastLayer struct {
	runner task.Runner
	object *fyne.Container
	toasts []*toast
}

type toast struct {
	object fyne.CanvasObject
	stop   func()
}

func newToastLayer(r task.Runner) *toastLayer {
	return &toastLayer{runner: r, object: container.New(&toastLayout{})}
}

func (l *toastLayer) add(tone Tone, sentence, action string, do func()) {
	t := &toast{}
	message := NewParagraph(sentence)
	row := []fyne.CanvasObject{NewIcon(tone.symbol(), tone.ink()), Grow(message)}
	if action != "" {
		row = append(row, NewQuiet(action, nil, func() {
			l.remove(t)
			do()
		}))
	}
	row = append(row, NewIconButton(assets.Cancel, "Close", func() { l.remove(t) }))
	plate := NewPlate(look.Card, tone.ink())
	t.object = container.NewStack(plate, PadXY(3, 2, Line(3, row...)))
	for len(l.toasts) >= toastCount {
		l.remove(l.toasts[0])
	}
	stay := toastTime
	if action != "" || tone == Bad {
		stay = toastLongTime
	}
	t.stop = l.runner.After(stay, func() { l.remove(t) })
	l.toasts = append(l.toasts, t)
	l.object.Add(t.object)
	l.object.Refresh()
}

func (l *toastLayer) remove(t *toast) {
	i := slices.Index(l.toasts, t)
	if i < 0 {
		return
	}
	t.stop()
	l.toasts = slices.Delete(l.toasts, i, i+1)
	l.object.Remove(t.object)
	l.object.Refresh()
}

type toastLayout struct{}

func (toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(look.Space(100), size.Width-look.Space(8))
	y := size.Height - look.Space(12) // above the status bar
	for i := range slices.Backward(objects) {
		o := objects[i]
		for range 2 { // the paragraph knows its height once it has its width
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
		}
		y -= o.Size().Height
		o.Move(fyne.NewPos(size.Width-width-look.Space(4), y))
		y -= look.Space(2)
	}
}

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
