package uitest

import (
	"hash/fnv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/task"
)

// The palettes to test in.
const (
	Light = look.Light
	Dark  = look.Dark
)

// Size is what a window in a test measures unless Resize changes it: the largest that a golden may be.
var Size = fyne.NewSize(900, 700)

// Window is a window of the test driver with a stage, and a runner whose work is done at once and whose time stands still.
type Window struct {
	T      testing.TB
	App    fyne.App
	Window fyne.Window
	Stage  *kit.Stage
	Runner *task.Now

	mode    look.Mode
	content *fyne.Container
}

// New opens the window. The language, the zone and the scale of the machine do not reach it.
func New(t testing.TB, mode look.Mode) *Window {
	t.Helper()
	for name, value := range map[string]string{
		"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "TZ": "UTC", "FYNE_FONT": "", "FYNE_THEME": "", "FYNE_SCALE": "",
	} {
		t.Setenv(name, value)
	}
	w := &Window{T: t, App: test.NewTempApp(t), Runner: &task.Now{}, mode: mode, content: container.NewStack()}
	w.App.Settings().SetTheme(look.New(look.Options{Mode: mode}))
	w.Window = test.NewTempWindow(t, w.content)
	w.Window.SetPadded(false)
	w.Window.Resize(Size)
	w.Stage = kit.NewStage(w.Window.Canvas(), w.Runner)
	t.Cleanup(w.Stage.Close)
	return w
}

// Both runs a test in the light palette and in the dark one; while the race detector watches, a quarter of the tests in the light one only
// (see underRace).
func Both(t *testing.T, run func(t *testing.T, mode look.Mode)) {
	if underRace {
		if sampled(t.Name()) {
			t.Run("light", func(t *testing.T) { run(t, Light) })
		}
		return
	}
	t.Run("light", func(t *testing.T) { run(t, Light) })
	t.Run("dark", func(t *testing.T) { run(t, Dark) })
}

// sampled tells whether a test is one of the quarter, by its name.
func sampled(name string) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()%4 == 0
}

// Show puts content into the window, on the window's own background and under the stage.
func (w *Window) Show(content fyne.CanvasObject) {
	w.content.Objects = []fyne.CanvasObject{content, w.Stage.Layer()}
	w.Settle()
}

// Resize gives the window another size.
func (w *Window) Resize(width, height float32) {
	w.Window.Resize(fyne.NewSize(width, height))
	w.Settle()
}

// Write has everything written in another size, as the settings do.
func (w *Window) Write(size look.TextSize) {
	w.App.Settings().SetTheme(look.New(look.Options{Mode: w.mode, Text: size}))
	w.Settle()
}

// Settle lays out until heights that depend on widths have come to rest. The real driver does it at each frame.
func (w *Window) Settle() {
	for range 3 {
		relayout(w.content)
		for _, overlay := range w.Window.Canvas().Overlays().List() {
			overlay.Refresh()
		}
	}
}

func relayout(o fyne.CanvasObject) {
	c, ok := o.(*fyne.Container)
	if !ok {
		o.Refresh()
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	for _, child := range c.Objects {
		relayout(child)
	}
}
