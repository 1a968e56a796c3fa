package reader_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/reader"
	"tamtam/ui/uitest"
)

var (
	anyWords = []string{
		"plan", "price", "日本語。", "שלום", "مرحبا", "👩\u200d👩\u200d👧", "e\u0301te\u0301", "https://example.com/" + strings.Repeat("path/", 40), "(12,5)", "क्षत्रिय", "", "한국어",
	}
	anyKeys = []fyne.KeyName{
		fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeySpace, fyne.KeyF3,
		fyne.KeyEscape, fyne.KeyPlus, fyne.KeyMinus, fyne.Key0,
	}
)

func anyCall(rng *rand.Rand) []text.Turn {
	var call []text.Turn
	for i := range rng.IntN(30) {
		turn := text.Turn{At: time.Duration(i) * time.Second, Speaker: string(rune('A' + rng.IntN(3))), Topic: []string{"", "Topic"}[rng.IntN(2)]}
		for range rng.IntN(4) {
			var words []string
			for range rng.IntN(40) {
				words = append(words, anyWords[rng.IntN(len(anyWords))])
			}
			if line := strings.Join(words, " "); strings.TrimSpace(line) != "" {
				turn.Lines = append(turn.Lines, strings.TrimSpace(line))
			}
		}
		call = append(call, turn)
	}
	return call
}

// Whatever a person does, in whatever transcript: nothing panics, few objects show it, and what is selected is a part of the transcript.
func TestAnythingMayHappen(t *testing.T) {
	w := uitest.New(t, uitest.Light)
	r := reader.New(w.Runner)
	w.Show(r)
	rng := rand.New(rand.NewPCG(5, 6))
	at := func() fyne.Position { return fyne.NewPos(float32(rng.IntN(900)-50), float32(rng.IntN(900)-100)) }
	place := func() reader.Place { return reader.Place{Turn: rng.IntN(40) - 3, Rune: rng.IntN(300) - 3} }
	modifiers := []fyne.KeyModifier{0, 0, shift, ctrl, shift | ctrl}
	var log []string
	defer func() {
		if t.Failed() {
			t.Log(strings.Join(log[max(0, len(log)-30):], " "))
		}
	}()
	steps := []struct {
		name string
		do   func()
	}{
		{"open", func() { r.Open(anyCall(rng), reader.Options{At: place(), Sentences: rng.IntN(2) == 0}) }},
		{"key", func() { hold(w, r, modifiers[rng.IntN(len(modifiers))], anyKeys[rng.IntN(len(anyKeys))]) }},
		{"press", func() { press(r, at(), modifiers[rng.IntN(3)]) }},
		{"drag", func() { drag(r, at()) }},
		{"drop", r.DragEnd},
		{"wheel", func() { r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: float32(rng.IntN(2000) - 1000)}}) }},
		{"move", func() { r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at()}}) }},
		{"filter", func() {
			r.SetFilter([]map[string]bool{nil, {}, {"A": true}, {"B": true, "C": true}}[rng.IntN(4)])
		}},
		{"find", func() { r.Find([]string{"", "p", "price", "日本", "מ", "nothing"}[rng.IntN(6)]) }},
		{"marks", func() {
			r.SetMarks([]reader.Mark{{Span: reader.Span{From: place(), To: place()}, Kind: reader.MarkKind(rng.IntN(4))}, {Span: reader.Span{From: place(), To: place()}}})
		}},
		{"scroll to", func() { r.ScrollTo(place()) }},
		{"select", func() { r.Select(reader.Span{From: place(), To: place()}) }},
		{"size", func() { w.Resize(float32(200+rng.IntN(900)), float32(100+rng.IntN(700))) }},
		{"focus", func() { kit.Focus(r) }},
		{"time", func() { w.Runner.Advance(time.Duration(rng.IntN(500)) * time.Millisecond) }},
	}
	for range 500 {
		step := steps[rng.IntN(len(steps))]
		if step.name == "open" && rng.IntN(4) > 0 {
			continue
		}
		log = append(log, step.name)
		step.do()
		if n := len(test.WidgetRenderer(r).Objects()); n > 400 {
			t.Fatalf("%d objects", n)
		}
		if s, part := r.Selection(); s.Empty() != (part == "") && strings.TrimSpace(part) != "" {
			t.Fatalf("%v is %q", s, part)
		}
		r.AccessibilityLabel()
	}
}
