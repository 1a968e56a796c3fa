package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

func TestTicksOfAnyNumberAreFewObjects(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	pressed, paged := -1, 0
	bar := kit.NewTextBar(func(float64) {}, func(by int) { paged += by })
	bar.OnTick = func(i int) { pressed = i }
	w.Show(bar)
	bar.Resize(fyne.NewSize(10, 400))
	bar.Set(0, 0.1)
	objects := func() int { return len(test.WidgetRenderer(bar).Objects()) }
	bare := objects()
	var ticks []kit.BarTick
	for i := range 100_000 {
		ticks = append(ticks, kit.BarTick{At: float64(i) / 99_999, Color: theme.ColorNameWarning})
	}
	if bar.SetTicks(ticks); objects() != bare+100 {
		t.Errorf("%d objects show 100,000 ticks in 400 pixels", objects()-bare)
	}
	tap := func(y float32) { bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, y)}) }
	bar.SetTicks([]kit.BarTick{{At: 0.5, Color: theme.ColorNameWarning}, {At: 1, Color: theme.ColorNameWarning}})
	tap(399)
	if pressed != 1 || paged != 0 {
		t.Errorf("the last tick: pressed %d, paged %d", pressed, paged)
	}
	tap(300)
	if pressed != 1 || paged != 1 {
		t.Errorf("between ticks: pressed %d, paged %d", pressed, paged)
	}
	if bar.SetTicks(nil); objects() != bare {
		t.Errorf("%d objects are left", objects()-bare)
	}
	bar.Resize(fyne.NewSize(10, 0)) // as before the first layout
	bar.SetTicks(ticks)
}
