package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/assets"
	"tamtam/ui/task"
)

// LoadingAfter is how long reading may take before it is said: what is quicker would only flicker.
const LoadingAfter = 300 * time.Millisecond

// Body is the part of a page, or all of it, in which one object is shown at a time: the content, or what stands in its place while it is read, when
// there is none, and when it could not be read. It is empty at first.
type Body struct {
	// Object is what goes into the page.
	Object *fyne.Container
}

// NewBody returns an empty body.
func NewBody() *Body { return &Body{Object: container.NewStack()} }

// Put shows an object in place of the one before. The one that is there already is not drawn anew.
func (b *Body) Put(o fyne.CanvasObject) {
	if len(b.Object.Objects) != 1 || b.Object.Objects[0] != o {
		b.Object.Objects = []fyne.CanvasObject{o}
		b.Object.Refresh()
	}
}

// Empty tells whether nothing is shown.
func (b *Body) Empty() bool { return len(b.Object.Objects) == 0 }

// Await says, by a sentence, that the content is on its way, unless something is shown before LoadingAfter has passed. r is the page's scope.
func (b *Body) Await(r task.Runner, sentence string) {
	r.After(LoadingAfter, func() {
		if b.Empty() {
			b.Put(NewLoading(sentence))
		}
	})
}

// Fail says that the content could not be read. "Try again" empties the body and calls again; others are buttons beside it.
func (b *Body) Fail(t Trouble, clipboard fyne.Clipboard, again func(), others ...fyne.CanvasObject) {
	retry := NewPrimary("Try again", assets.Retry, func() {
		b.Object.Objects = nil
		again()
	})
	b.Put(NewErrorState(t, clipboard, append([]fyne.CanvasObject{retry}, others...)...))
}
