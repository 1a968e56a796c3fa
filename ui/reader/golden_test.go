package reader_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tamtam/core/text"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/reader"
	"tamtam/ui/uitest"
)

// renewal is a call of a few turns.
var renewal = []text.Turn{
	{At: 3 * time.Second, Speaker: "Ina Internal", Affiliation: "Internal", Lines: []string{
		"Hello, thanks for making the time.", "Shall we start with pricing, and then look at what the security review needs from both sides?",
		"I would like to leave a quarter of an hour at the end for the plan.",
	}},
	{At: 12 * time.Second, Speaker: "Jane Doe", Affiliation: "External", Topic: "Pricing", Lines: []string{
		"Yes please.", "We had a look at the offer, and the price per seat is a little above what we had in mind.",
		"What about pricing for the second year? If that could be fixed now, I think that we would have what we need to go to our board with it.",
	}},
	{At: 41 * time.Second, Speaker: "Sam Lee", Affiliation: "External", Topic: "Pricing", Lines: []string{"And the onboarding, is it part of the price?"}},
	{At: 47 * time.Second, Speaker: "Ina Internal", Affiliation: "Internal", Topic: "Pricing", Lines: []string{
		"It is.", "The price holds for two years, onboarding and training for up to 40 people included.",
	}},
	{At: 75 * time.Second, Speaker: "Jane Doe", Affiliation: "External", Topic: "Security", Lines: []string{
		"Good.", "Then there is the security review: our colleagues would like to see the latest report, and who can read what.",
	}},
	{At: 95 * time.Second, Speaker: "Speaker 1", Topic: "Security", Lines: []string{"I can send both this afternoon."}},
	{At: 3725 * time.Second, Speaker: "Jane Doe", Affiliation: "External", Topic: "Security", Lines: []string{"Great, thank you."}},
}

func open(t testing.TB, mode look.Mode, turns []text.Turn) (*uitest.Window, *reader.Reader) {
	t.Helper()
	w := uitest.New(t, mode)
	r := reader.New(w.Runner)
	w.Show(r)
	r.Open(turns, reader.Options{})
	w.Settle()
	return w, r
}

func span(turn, from, to int) reader.Span {
	return reader.Span{From: reader.Place{Turn: turn, Rune: from}, To: reader.Place{Turn: turn, Rune: to}}
}

func TestPictures(t *testing.T) {
	uitest.Both(t, func(t *testing.T, mode look.Mode) {
		w := uitest.New(t, mode)
		r := reader.New(w.Runner)
		bar := reader.NewFindBar(r)
		w.Show(kit.Pad(4, kit.Column(3, bar, kit.Fill(stack(kit.NewPlate(look.Card, look.CardBorder), r)))))
		r.Open(renewal, reader.Options{})
		w.Golden("plain")
		r.SetMarks([]reader.Mark{
			{Span: span(0, 44, 62), Kind: reader.Tracker},
			{Span: span(1, 12, 101), Kind: reader.Highlight},
			{Span: span(3, 0, 90), Kind: reader.Note},
			{Span: reader.Span{From: reader.Place{Turn: 4, Rune: 0}, To: reader.Place{Turn: 5, Rune: 10}}, Kind: reader.Note},
		})
		w.Enter("Find in transcript", "price")
		r.Next()
		w.Golden("marked")
		r.Select(reader.Span{From: reader.Place{Turn: 1, Rune: 60}, To: reader.Place{Turn: 3, Rune: 20}})
		kit.Focus(r)
		w.Golden("selected")
		w.Resize(600, 500)
		w.Golden("narrow")
		r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -52}})
		w.Golden("continued")
		w.Write(look.Large)
		w.Golden("narrow-large")
	})
}

func stack(objects ...fyne.CanvasObject) fyne.CanvasObject { return container.NewStack(objects...) }
