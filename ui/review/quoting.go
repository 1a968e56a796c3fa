package review

import (
	"context"

	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// quote makes a quote of what is selected, or else of the turn that is read.
func (r *reading) quote() (q marks.Quote, ok bool) {
	s, ok := r.passage()
	if !ok {
		return q, false
	}
	c := r.call
	from := marks.Source{Call: c.ID, Title: c.Title, Started: c.Started, URL: c.URL}
	q, err := marks.NewQuote(from, c.Turns, s, r.page.needs.Clock.Now())
	if err != nil {
		r.page.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotQuoted).Line())
	}
	return q, err == nil
}

// copyQuote copies the passage with its citation.
func (r *reading) copyQuote() {
	if q, ok := r.quote(); ok {
		r.page.needs.Clipboard.SetContent(export.Citation(export.Cited(q)))
		r.page.needs.Stage.Toast(kit.Good, sayCited)
	}
}

// addQuote puts the passage into the basket.
func (r *reading) addQuote() {
	q, ok := r.quote()
	if !ok {
		return
	}
	p := r.page
	var err error
	p.queue.Add(func(ctx context.Context) { err = p.needs.Basket.Add(ctx, q, -1) }, func() {
		if err != nil {
			p.needs.Stage.Toast(kit.Bad, say.Error(err, sayNotKept).Line())
			return
		}
		p.needs.Stage.ToastWith(kit.Good, "Added to the quotes.", "Show them", p.needs.Routes.Quotes)
	})
}
