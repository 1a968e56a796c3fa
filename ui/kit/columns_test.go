package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

func TestColumnsFitInTheirRoomAndAlign(t *testing.T) {
	uitest.New(t, uitest.Light)
	unit := look.Space(1)
	row := func(name, button fyne.CanvasObject) *fyne.Container {
		return kit.Columns(4, 30, kit.Grow(name), kit.Sized(40, 0, kit.NewText("1,234 records")), kit.Sized(20, 0, kit.NewText("a")), button)
	}
	for _, width := range []float32{140, 100, 84} { // units; 30+40+20+5 and three gaps of 4 would take 107
		short := row(kit.NewText("a"), kit.NewIconSized(nil, "", 5))
		long := row(kit.NewStrong("a name that is much too long for its column"), kit.NewIconSized(nil, "", 5))
		for _, r := range []*fyne.Container{short, long} {
			r.Resize(fyne.NewSize(width*unit, 20))
			last := r.Objects[len(r.Objects)-1]
			if end := last.Position().X + last.Size().Width; end > width*unit+0.01 {
				t.Errorf("in %v units: the row ends at %v of %v", width, end, width*unit)
			}
			if got := r.Objects[0].Size().Width; got < 30*unit-0.01 {
				t.Errorf("in %v units: the name has %v of at least %v", width, got, 30*unit)
			}
		}
		for i := range short.Objects {
			if a, b := short.Objects[i].Position(), long.Objects[i].Position(); a.X != b.X {
				t.Errorf("in %v units: column %d stands at %v and at %v", width, i, a.X, b.X)
			}
		}
	}
}

func TestWholeLeavesOutWhatDoesNotFit(t *testing.T) {
	uitest.New(t, uitest.Light)
	var icons []fyne.CanvasObject
	for range 4 {
		icon := canvas.NewRectangle(nil)
		icon.SetMinSize(fyne.NewSize(16, 16))
		icons = append(icons, icon)
	}
	kit.Whole(1, icons...).Resize(fyne.NewSize(50, 16)) // two of 16 and a gap of 4: a third would end at 56
	for i, icon := range icons {
		if drawn := icon.Position().X >= 0; drawn != (i < 2) {
			t.Errorf("icon %d is drawn: %v", i, drawn)
		}
	}
}
