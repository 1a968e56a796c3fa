package reader

import (
	"fmt"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tamtam/core/prose"
	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/look"
)

// page is where things stand: a column of times, and one of text, which is never wider than is good to read.
type page struct {
	zoom      float32 // of the text, chosen by the person
	sentences bool
	longest   string // the widest time

	pixels      float32 // of the screen, in a unit
	text, small float32 // sizes
	speech      *kit.Measure
	name        *kit.Measure
	caption     *kit.Measure
	column      float32 // where speech begins
	width       float32 // how wide it may be
}

const (
	mostLetters = 90 // in a line: more are hard to follow back to the next line's beginning
	bodyScale   = 15.0 / 14
	smallScale  = 12.5 / 14
)

var (
	plain  = fyne.TextStyle{}
	strong = fyne.TextStyle{Bold: true}
)

func (p *page) open(turns []text.Turn, sentences bool) {
	p.sentences, p.longest = sentences, clock(0)
	if len(turns) > 0 {
		latest := slices.MaxFunc(turns, func(a, b text.Turn) int { return int(a.At/time.Second) - int(b.At/time.Second) })
		p.longest = clock(latest.At)
	}
}

// clock is a time in the call: 07:40, or 1:07:40 from an hour on.
func clock(at time.Duration) string {
	s := int(at / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// fit lays the columns out for a size, and the view in them.
func (r *Reader) fit(size fyne.Size) {
	p := &r.page
	p.pixels = kit.Pixels(r)
	p.text = look.Size(theme.SizeNameText) * bodyScale * p.zoom
	p.small = look.Size(theme.SizeNameText) * smallScale * p.zoom
	p.speech, p.name, p.caption = kit.MeasureOf(p.text, plain), kit.MeasureOf(p.text, strong), kit.MeasureOf(p.small, plain)
	times, gap, edge := p.caption.Width(p.longest), look.Space(4), look.Space(6)
	letter := p.speech.Width(sample) / float32(len(sample))
	room := size.Width - look.Size(theme.SizeNameScrollBar) - 2*edge - times - gap
	p.width = max(letter, float32(math.Floor(float64(min(room, mostLetters*letter)))))
	p.column = p.round(edge + times + gap + max(0, room-p.width)/2)
	line := p.up(fyne.MeasureText("M", p.text, plain).Height + look.Space(0.75))
	r.view.Fit(prose.Style{
		Width: p.width,
		Heights: [...]float32{
			prose.Speech: line, prose.Speaker: line, prose.Topic: p.up(line * 1.5), prose.Gap: p.up(line * 0.7),
		},
		Measure: p.speech, Sentences: p.sentences,
	}, size.Height)
}

// sample is what an average letter is measured by.
const sample = "the quick brown fox jumps over the lazy dog and then it sits down to rest, as it has often done before."

// up is v in whole pixels, not less.
func (p *page) up(v float32) float32 {
	return float32(math.Ceil(float64(v*p.pixels))) / p.pixels
}

// round is v in whole pixels: text that begins between two is drawn blurred.
func (p *page) round(v float32) float32 {
	return float32(math.Round(float64(v*p.pixels))) / p.pixels
}

// The sizes of text that Ctrl with + and - leads through.
var zooms = []float32{0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2}

// SetTextSize writes speech in another size, 1 being the theme's.
func (r *Reader) SetTextSize(scale float32) {
	scale = max(zooms[0], min(scale, zooms[len(zooms)-1]))
	if scale != r.page.zoom {
		r.page.zoom = scale
		r.Refresh()
	}
}

// TextSize is the size that speech is written in, 1 being the theme's.
func (r *Reader) TextSize() float32 { return r.page.zoom }

// Zoom writes speech in the next size, larger or smaller, or in the theme's own for 0, as a person's choice: OnTextSize is told.
func (r *Reader) Zoom(by int) {
	scale := float32(1)
	if by != 0 {
		scale = r.page.zoom
		n, on := slices.BinarySearch(zooms, scale)
		if by < 0 || on {
			n += by
		}
		scale = zooms[max(0, min(n, len(zooms)-1))]
	}
	if scale == r.page.zoom {
		return
	}
	r.SetTextSize(scale)
	if r.OnTextSize != nil {
		r.OnTextSize(scale)
	}
}
