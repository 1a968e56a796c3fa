package kit_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// high is a scroll of more fields than it has room for.
func high() (*container.Scroll, []fyne.CanvasObject) {
	var entries, fields []fyne.CanvasObject
	for i := range 20 {
		entry := kit.NewEntry()
		entries = append(entries, entry)
		fields = append(fields, kit.NewFormField(fmt.Sprint("Field ", i), entry, ""))
	}
	scroll := container.NewVScroll(kit.Column(3, fields...))
	scroll.SetMinSize(fyne.NewSize(200, 200))
	return scroll, entries
}

// The Tab key used to lead out of sight: into whatever did not fit into a page or a dialog.
func TestTheFocusScrollsIntoView(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	w.Resize(500, 400)
	below, entries := high()
	w.Show(kit.Column(1, kit.NewButton("First", nil, nil), kit.Fill(container.NewClip(below))))
	inDialog, inner := high()
	check := func(scroll *container.Scroll, entries []fyne.CanvasObject) {
		t.Helper()
		for i, entry := range entries {
			w.Tab(1)
			focused, ok := w.Window.Canvas().Focused().(fyne.CanvasObject)
			if !ok || focused != entry {
				t.Fatalf("the focus is not in field %d", i)
			}
			driver := w.App.Driver()
			top := driver.AbsolutePositionForObject(entry).Y - driver.AbsolutePositionForObject(scroll).Y
			if top < 0 || top+entry.Size().Height > scroll.Size().Height {
				t.Errorf("field %d is out of sight: at %v of %v", i, top, scroll.Size().Height)
			}
		}
	}
	w.Tab(1)
	check(below, entries)
	last := below.Offset.Y
	w.Window.Canvas().Focus(entries[3].(fyne.Focusable))
	if below.Offset.Y >= last {
		t.Errorf("going back up leaves the scroll at %v", below.Offset.Y)
	}
	before := below.Offset
	w.Stage.Open(&kit.Dialog{Title: "High", Content: inDialog})
	w.Tab(1) // its Close
	check(inDialog, inner)
	if below.Offset != before {
		t.Error("the page behind a dialog moves along")
	}
}
