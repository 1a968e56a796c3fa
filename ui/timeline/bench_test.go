package timeline_test

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	uitimeline "tamtam/ui/timeline"
	"tamtam/ui/uitest"
)

// prepared is a world whose answers are there at once: what a benchmark times is the screen's own work, all of which is on the UI goroutine.
type prepared struct {
	*world
	overview uitimeline.Overview
	items    []store.FeedItem
}

func (p *prepared) Overview(context.Context) (uitimeline.Overview, error) { return p.overview, nil }

func (p *prepared) Feed(context.Context, timeline.GSID) ([]store.FeedItem, error) {
	return p.items, nil
}

// large has 10,000 Activities of 5,000 companies, the first of them with 300 attendees and 100 trackers.
func large(b *testing.B) *prepared {
	b.Helper()
	w := many(10_000)
	w.activities[callID(0)] = crowd(w.activities[callID(0)])
	w.companies = map[timeline.GSID]string{}
	for id, a := range w.activities {
		a.Company, a.Associated = timeline.GSID(fmt.Sprintf("c%04d", len(w.companies)%5_000)), nil
		w.companies[a.Company] = "Company " + string(a.Company)
		w.activities[id] = a
	}
	p := &prepared{world: w}
	p.overview, _ = w.Overview(b.Context())
	p.items, _ = w.Feed(b.Context(), "")
	return p
}

// BenchmarkScreen times what a person waits for: an answer of the database, as once a second while a run goes on; an Activity; all of a crowd; a letter in
// the field of the companies; a row down in the feed.
func BenchmarkScreen(b *testing.B) {
	p := large(b)
	s := openIn(b, uitest.Light, p.world, nil, func(n *uitimeline.Needs) { n.Activities = p })
	bench := func(name string, do func(i int)) {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				do(i)
			}
		})
	}
	bench("answer", func(int) { s.page.Command(ui.ToRefresh) })
	bench("Activity", func(i int) { s.page.Open(callID(1 + i%50)) })
	bench("crowd", func(i int) { s.page.Open(callID(i % 2)) })
	s.page.Open(callID(0))
	s.Settle()
	for s.Find("Show 60 of 138 more") != nil || s.Find("Show 18 more") != nil || s.Find("Show 60 of 78 more") != nil {
		for _, label := range []string{"Show 60 of 138 more", "Show 60 of 78 more", "Show 18 more"} {
			if button, ok := s.Find(label).(fyne.Tappable); ok {
				button.Tapped(&fyne.PointEvent{})
			}
		}
	}
	bench("answer beside a crowd", func(int) { s.page.Command(ui.ToRefresh) })
	bench("letter", func(i int) { s.Enter("Find a company", []string{"c0", "c00"}[i%2]) })
	s.page.Focus()
	bench("row", func(i int) { s.Key([]fyne.KeyName{fyne.KeyDown, fyne.KeyUp}[i%2]) })
}
