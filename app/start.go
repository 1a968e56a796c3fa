package app

import (
	"fmt"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"

	"tamtam/core"
	"tamtam/ui/say"
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

// onDisplay runs what needs the display, on the goroutine that main runs on: one that is named but cannot be opened makes the toolkit panic.
func onDisplay(run func()) (err error) {
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
	run()
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
	switch {
	case !core.Is(err, core.Locked):
	case mayBeWindow(err):
		p.Headline, p.Next = sayRunning, sayMute
	default:
		p.Next = sayOccupied
	}
	return p
}
