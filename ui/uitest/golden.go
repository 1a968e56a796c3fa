package uitest

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

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
	got := []byte(test.RenderToMarkup(w.Window.Canvas()))
	w.keepsSecrets(name, got)
	w.compare(name+".xml", func() []byte { return got }, func(master []byte) bool { return bytes.Equal(got, master) })
}

// Picture compares the window's picture only; not while the race detector watches (see underRace).
func (w *Window) Picture(name string) {
	w.T.Helper()
	if underRace {
		return
	}
	suffix := "-light.png"
	if w.mode == look.Dark {
		suffix = "-dark.png"
	}
	got := w.Window.Canvas().Capture()
	w.compare(name+suffix, func() []byte { return encode(w.T, got) }, func(master []byte) bool {
		want, err := png.Decode(bytes.NewReader(master))
		return err == nil && samePicture(opaque(got), opaque(want))
	})
}

// compare holds what is shown against a master; content is what is written when they differ.
func (w *Window) compare(name string, content func() []byte, same func(master []byte) bool) {
	w.T.Helper()
	path := filepath.Join("testdata", name)
	master, err := os.ReadFile(path)
	if err == nil && same(master) {
		return
	}
	if os.Getenv("TAMTAM_GOLDEN") == "write" {
		w.write(path, content())
		return
	}
	failed := filepath.Join("testdata", "failed", name)
	w.write(failed, content())
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

func encode(t testing.TB, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// opaque is the picture as bytes, for asking pixel by pixel is slow, and slower still under the race detector.
func opaque(picture image.Image) *image.RGBA {
	if same, ok := picture.(*image.RGBA); ok {
		return same
	}
	drawn := image.NewRGBA(picture.Bounds())
	draw.Draw(drawn, drawn.Bounds(), picture, picture.Bounds().Min, draw.Src)
	return drawn
}

// samePicture allows a difference of two levels, which nobody sees: it is rounding.
func samePicture(a, b *image.RGBA) bool {
	const most = 2
	if a.Bounds() != b.Bounds() || len(a.Pix) != len(b.Pix) {
		return false
	}
	if bytes.Equal(a.Pix, b.Pix) {
		return true
	}
	for i, level := range a.Pix {
		if max(level, b.Pix[i])-min(level, b.Pix[i]) > most {
			return false
		}
	}
	return true
}
