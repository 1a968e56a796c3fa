package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// Keys move a content without a stop of the focus, within its ends; a tap between its lines gives it the keys, and one on a button in it is the button's.
func TestKeysScroll(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	pressed := 0
	lines := []fyne.CanvasObject{kit.NewButton("Press", nil, func() { pressed++ })}
	for i := range 100 {
		lines = append(lines, kit.NewText(fmt.Sprint("Line ", i)))
	}
	content := kit.Column(2, lines...)
	w.Show(kit.Fill(kit.NewKeyScroll("Lines", content)))
	w.Tap("Press")
	if pressed != 1 {
		t.Error("the button was not pressed")
	}
	top := func() float32 { return -content.Position().Y }
	w.Tap("Line 3")
	end := content.Size().Height - w.Window.Canvas().Size().Height
	for _, step := range []struct {
		key  fyne.KeyName
		want func(before, now float32) bool
	}{
		{fyne.KeyUp, func(_, now float32) bool { return now == 0 }},
		{fyne.KeyDown, func(_, now float32) bool { return now > 10 && now < 100 }},
		{fyne.KeyPageDown, func(before, now float32) bool { return now-before > 300 && now < end }},
		{fyne.KeySpace, func(before, now float32) bool { return now-before > 300 && now < end }},
		{fyne.KeyPageUp, func(before, now float32) bool { return before-now > 300 }},
		{fyne.KeyEnd, func(_, now float32) bool { return now >= end }},
		{fyne.KeyDown, func(before, now float32) bool { return now == before }},
		{fyne.KeyHome, func(_, now float32) bool { return now == 0 }},
	} {
		before := top()
		w.Key(step.key)
		if now := top(); !step.want(before, now) {
			t.Errorf("%s moves from %v to %v of %v", step.key, before, now, end)
		}
	}
}
