package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// nobodys is a noncharacter of Unicode, which no font has.
const nobodys = "\ufdd0"

func TestDrawn(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "What about pricing?", "What about pricing?"},
		{"scripts of the toolkit", "Größe, Ωμέγα, Цена…", "Größe, Ωμέγα, Цена…"},
		{"emoji with what joins them", "👍🏽 ❤️ 👩‍💻", "👍🏽 ❤️ 👩‍💻"},
		{"spaces", "a\u00a0b\u2009c\u200bd", "a\u00a0b\u2009c\u200bd"},
		{"tab", "a\tb", "a    b"},
		{"nobody's", "a" + nobodys + "b" + nobodys, "a\ufffdb\ufffd"},
		{"empty", "", ""},
	} {
		if got := kit.Drawn(c.text); got != c.want {
			t.Errorf("%s: %q is drawn as %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// What no font has must not come to the toolkit, whatever shows it.
func TestNothingWithoutFontIsDrawn(t *testing.T) {
	const words = "some " + nobodys + " words"
	view := kit.NewTextView(false)
	view.SetSource(oneLine(words))
	for name, o := range map[string]fyne.CanvasObject{
		"text": kit.NewText(words), "caption": kit.NewCaption(words), "paragraph": kit.NewParagraph(words), "text view": view,
	} {
		t.Run(name, func(t *testing.T) {
			w := uitest.New(t, uitest.Light)
			w.Show(container.NewStack(o))
			var drawn []string
			for _, part := range test.WidgetRenderer(o.(fyne.Widget)).Objects() {
				if text, ok := part.(*canvas.Text); ok {
					drawn = append(drawn, text.Text)
				}
			}
			if got := strings.Join(drawn, "|"); got != "some \ufffd words" {
				t.Errorf("drawn: %q", got)
			}
		})
	}
}

// oneLine is a text of one line.
type oneLine string

func (oneLine) Len() int                  { return 1 }
func (l oneLine) Line(int) (string, bool) { return string(l), true }

func TestShortenIsTheLongestThatFits(t *testing.T) {
	const size = 14
	width := func(s string) float32 { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width }
	for _, text := range []string{
		strings.Repeat("pricing and renewal, ", 12), strings.Repeat("i", 150) + strings.Repeat("W", 150), strings.Repeat("W", 60) + strings.Repeat("l", 200),
		"数" + strings.Repeat("WiWi ", 60), "ab",
	} {
		for _, room := range []float32{1, 8, 40, 133.3, 500, 4000} {
			got := kit.Shorten(text, room, size, fyne.TextStyle{})
			if width(kit.Drawn(text)) <= room+0.5 {
				if got != kit.Drawn(text) {
					t.Errorf("%q in %v is %q", text, room, got)
				}
				continue
			}
			kept := []rune(strings.TrimSuffix(got, "…"))
			whole := []rune(kit.Drawn(text))
			if string(whole[:len(kept)])+"…" != got || len(kept) > 0 && width(got) > room || width(string(whole[:len(kept)+1])+"…") <= room {
				t.Errorf("%q in %v is %q", text, room, got)
			}
		}
	}
}
