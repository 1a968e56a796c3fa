package reader

import (
	"context"
	"sort"

	"tamtam/core/prose"
	"tamtam/core/text"
	"tamtam/ui/task"
)

// search is what is found in the transcript.
type search struct {
	query   string
	match   func(query string) prose.Matcher
	hits    []Span // in order
	current int    // which of them is looked at
	origin  Place  // where the person read when the search began
	left    Place  // the upper edge as the search left it; elsewhere a person has scrolled, and begins anew there
	latest  task.Latest
	tell    func()
}

func (s *search) reset(match func(query string) prose.Matcher) {
	s.latest.Stop()
	s.query, s.hits, s.current, s.match, s.left = "", nil, 0, match, Place{Turn: -1}
	if match == nil {
		s.match = prose.Literal
	}
}

// at is the hit that is looked at.
func (s *search) at() (Span, bool) {
	if s.current >= len(s.hits) {
		return Span{}, false
	}
	return s.hits[s.current], true
}

// Find looks for a query in what is shown, off the UI goroutine, and then shows all hits and brings the first from where the person reads on
// into view. Letters that are added to a query, or taken from it, look from the same place again. An empty query ends it.
func (r *Reader) Find(query string) {
	if r.search.query == "" {
		r.search.left = Place{Turn: -1}
	}
	r.search.query = query
	r.find(true)
}

// searchAgain looks once more, after a filter, and scrolls nowhere.
func (r *Reader) searchAgain() {
	if r.search.query != "" {
		r.find(false)
	}
}

func (r *Reader) find(show bool) {
	s := &r.search
	ctx := s.latest.Next(context.Background())
	if s.query == "" || s.match == nil {
		r.found(nil, false)
		return
	}
	match, turns := s.match(s.query), r.view.Turns()
	shown := make([]int, r.view.Len())
	for i := range shown {
		shown[i] = r.view.Turn(i)
	}
	task.DoContext(ctx, r.runner, func(ctx context.Context) ([]Span, error) { return hits(ctx, turns, shown, match), nil },
		func(hits []Span, _ error) { r.found(hits, show) })
}

// hits goes over the turns that are shown. It stops when nobody waits any more.
func hits(ctx context.Context, turns []text.Turn, shown []int, match prose.Matcher) []Span {
	var hits []Span
	for n, turn := range shown {
		if n%256 == 0 && ctx.Err() != nil {
			return nil
		}
		for _, hit := range match(prose.Text(turns[turn])) {
			hits = append(hits, Span{From: Place{Turn: turn, Rune: hit[0]}, To: Place{Turn: turn, Rune: hit[1]}})
		}
	}
	return hits
}

func (r *Reader) found(hits []Span, show bool) {
	r.search.hits = hits
	if r.view.Top() != r.search.left {
		r.search.origin = r.eye()
	}
	r.search.current = sort.Search(len(hits), func(i int) bool { return !hits[i].From.Before(r.search.origin) })
	if r.search.current == len(hits) {
		r.search.current = 0
	}
	if show && len(hits) > 0 {
		r.view.Reveal(hits[r.search.current].From)
	}
	r.search.left = r.view.Top()
	r.tick()
	r.tellFound()
	r.moved()
}

// eye is where the person reads: at the selection or the caret, if that is in view, else at the upper edge.
func (r *Reader) eye() Place {
	if at := r.chosen.span().From; r.chosen.known && r.view.Len() > 0 && r.view.Sees(at) {
		return at
	}
	return r.view.Top()
}

func (r *Reader) tellFound() {
	if r.search.tell != nil {
		r.search.tell()
	}
}

// Found tells what is looked for, how often it was found, and which of the hits is looked at, counted from 1; 0 when there is none.
func (r *Reader) Found() (query string, current, total int) {
	if total = len(r.search.hits); total > 0 {
		current = r.search.current + 1
	}
	return r.search.query, current, total
}

// Next looks at the next hit, behind the last one at the first.
func (r *Reader) Next() { r.look(1) }

// Previous looks at the hit before.
func (r *Reader) Previous() { r.look(-1) }

func (r *Reader) look(by int) {
	n := len(r.search.hits)
	if n == 0 {
		return
	}
	r.search.current = (r.search.current + by + n) % n
	hit := r.search.hits[r.search.current]
	r.view.Reveal(hit.From)
	r.search.left = Place{Turn: -1} // the caret tells where to go on
	r.chosen.place(hit.From)
	r.tick()
	r.tellFound()
	r.moved()
}

// hitsIn are the hits of a turn, and which of them is the current one, or -1.
func (s *search) hitsIn(turn int) (hits []Span, current int) {
	from := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].From.Turn >= turn })
	to := from
	for to < len(s.hits) && s.hits[to].From.Turn == turn {
		to++
	}
	if s.current < from || s.current >= to {
		return s.hits[from:to], -1
	}
	return s.hits[from:to], s.current - from
}
