package uitest

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/test"

	"tamtam/ui/look"
)

// Golden compares the window with its masters: testdata/NAME.xml, which holds sizes, positions, texts and colour names and is
// the same for both palettes, and testdata/NAME-light.png or -dark.png. What differs is written to testdata/failed.
func (w *Window) Golden(name string) {
	w.T.Helper()
	w.Settle()
	if w.mode == look.Light {
		w.Markup(name)
	}
	w.Picture(name)
}

// Markup compares the window's markup only.
func (w *Window) Markup(name string) {
	w.T.Helper()
	w.compare(name+".xml", []byte(test.RenderToMarkup(w.Window.Canvas())), bytes.Equal)
}

// Picture compares the window's picture only.
func (w *Window) Picture(name string) {
	w.T.Helper()
	suffix := "-light.png"
	if w.mode == look.Dark {
		suffix = "-dark.png"
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, w.Window.Canvas().Capture()); err != nil {
		w.T.Fatal(err)
	}
	w.compare(name+suffix, picture.Bytes(), samePicture)
}

func (w *Window) compare(name string, got []byte, same func(a, b []byte) bool) {
	w.T.Helper()
	master := filepath.Join("testdata", name)
	if os.Getenv("TAMTAM_GOLDEN") == "write" {
		w.write(master, got)
		return
	}
	want, err := os.ReadFile(master)
	if err == nil && same(got, want) {
		return
	}
	failed := filepath.Join("testdata", "failed", name)
	w.write(failed, got)
	w.T.Errorf("%s differs from its master (%v): see %s; if it is right, run the test with TAMTAM_GOLDEN=write", name, err, failed)
}

func (w *Window) write(path string, content []byte) {
	w.T.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.T.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		w.T.Fatal(err)
	}
}

// samePicture compares pixels, for PNG encoders change. A difference of two levels is rounding and not seen.
func samePicture(a, b []byte) bool {
	one, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		return false
	}
	other, err := png.Decode(bytes.NewReader(b))
	if err != nil || one.Bounds() != other.Bounds() {
		return false
	}
	for y := one.Bounds().Min.Y; y < one.Bounds().Max.Y; y++ {
		for x := one.Bounds().Min.X; x < one.Bounds().Max.X; x++ {
			if !samePixel(one, other, x, y) {
				return false
			}
		}
	}
	return true
}

func samePixel(a, b image.Image, x, y int) bool {
	const most = 2 << 8
	r, g, bl, _ := a.At(x, y).RGBA()
	r2, g2, bl2, _ := b.At(x, y).RGBA()
	return near(r, r2, most) && near(g, g2, most) && near(bl, bl2, most)
}

func near(a, b, most uint32) bool { return max(a, b)-min(a, b) <= most }
