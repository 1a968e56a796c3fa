package kit_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/uitest"
)

// The toolkit draws every text from left to right, without the spaces between one direction and the other.
func TestTextsOfBothDirectionsAreDrawnAsTheyAreRead(t *testing.T) {
	const title = "שלום Acme (עולם)"
	for name, o := range map[string]fyne.CanvasObject{"a line": kit.NewText(title), "a paragraph": kit.NewParagraph(title)} {
		t.Run(name, func(t *testing.T) {
			w := uitest.New(t, uitest.Light)
			w.Show(o)
			if got := strings.ReplaceAll(strings.Join(w.Texts(), "; "), "\u200e", ""); got != "(עולם) Acme שלום" {
				t.Errorf("drawn is %q", got)
			}
			if w.Find(title) == nil {
				t.Error("it is not called what it says")
			}
		})
	}
}

// TestADropDownFollowsThePalette: one that was shown before the palette changed, and again then, looks like one that was made in this.
func TestADropDownFollowsThePalette(t *testing.T) {
	drawn := func(first, then look.Mode) []byte {
		w := uitest.New(t, first)
		page := kit.Pad(4, kit.NewSelect([]string{"Daily", "Weekly"}, nil))
		w.Show(page)
		w.Window.Canvas().Capture()
		w.Show(kit.NewText("another page")) // the toolkit tells only what is shown of a change
		w.App.Settings().SetTheme(look.New(look.Options{Mode: then}))
		w.Show(page)
		page.Refresh()
		w.Settle()
		var picture bytes.Buffer
		if err := png.Encode(&picture, w.Window.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		return picture.Bytes()
	}
	for _, modes := range [][2]look.Mode{{uitest.Light, uitest.Dark}, {uitest.Dark, uitest.Light}} {
		if !bytes.Equal(drawn(modes[0], modes[1]), drawn(modes[1], modes[1])) {
			t.Errorf("one that was made in %v looks otherwise in %v", modes[0], modes[1])
		}
	}
}
