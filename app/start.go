package app

import (
	"fmt"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"tamtam/core"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

// refusal is why Tamtam cannot start, as one sentence for standard error.
type refusal struct{ sentence string }

func (r refusal) Error() string { return r.sentence }

// needDisplay says that there is no display, for the toolkit would panic. Windows and macOS always have one.
func needDisplay(env func(string) string) error {
	if runtime.GOOS == "linux" && env("DISPLAY") == "" {
		return refusal{sayNoDisplay}
	}
	return nil
}

// showAndRun shows the window and returns when the program ends. A display that is named but cannot be opened makes the toolkit panic, on the
// goroutine that shows.
func showAndRun(w fyne.Window) (err error) {
	defer func() {
		p := recover()
		switch {
		case p == nil:
		case strings.HasPrefix(fmt.Sprint(p), "NotInitialized"): // GLFW's own word
			err = refusal{sayDisplayShut}
		default:
			panic(p)
		}
	}()
	w.ShowAndRun()
	return nil
}

// hasWindow tells whether the window has come about on the screen: without OpenGL the toolkit logs an error and runs on without one.
func hasWindow(w fyne.Window) bool {
	native, ok := w.(driver.NativeWindow)
	if !ok {
		return true // a driver without a screen, in tests
	}
	there := true
	native.RunNative(func(context any) {
		switch c := context.(type) {
		case driver.X11WindowContext:
			there = c.WindowHandle != 0
		case driver.WindowsWindowContext:
			there = c.HWND != 0
		}
	})
	return there
}

// notOpened makes sentences of why the database could not be opened.
func notOpened(err error) say.Problem {
	p := say.Database(err, sayNotOpened)
	if core.Is(err, core.Locked) {
		p.Headline, p.Cause, p.Next = sayLocked, sayHeld, "Use the window that is open, or wait until the other program has ended."
	}
	return p
}

// showRefusal shows in a small window why Tamtam cannot start, until the person closes it: who starts it from a menu sees no standard error.
func showRefusal(a fyne.App, p say.Problem) {
	a.Settings().SetTheme(look.New(look.Options{}))
	w := a.NewWindow("Tamtam")
	w.SetMaster()
	w.Resize(fyne.NewSize(560, 340))
	stage := kit.NewStage(w.Canvas(), task.NewUI(nil))
	defer stage.Close()
	w.SetContent(kit.Pad(4, kit.NewErrorState(kit.Trouble{What: p.Headline, Cause: p.Cause, Next: p.Next, Details: p.Details}, a.Clipboard(),
		kit.NewPrimary("Close", nil, w.Close))))
	_ = showAndRun(w) // the refusal goes to standard error in any case
}
